//! `rust/open-without-truncate`: the file is kept, so that it is going to be written.

use crate::rules::query::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(open) = found.node("report") else { return false };
    let holder = ancestors(open).find(|node| {
        !matches!(
            node.kind(),
            "field_expression"
                | "call_expression"
                | "try_expression"
                | "await_expression"
                | "parenthesized_expression"
                | "arguments"
        )
    });
    holder.is_some_and(|node| match node.kind() {
        "let_declaration" => {
            node.child_by_field_name("pattern").is_some_and(|pattern| found.file.text_of(pattern) != "_")
        }
        "block" | "return_expression" | "assignment_expression" | "field_initializer" | "closure_expression" => true,
        _ => false,
    })
}
