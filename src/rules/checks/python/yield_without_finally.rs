//! `python/yield-without-finally`: a context manager whose end is skipped where the block raises.

use super::code::{around, next_statement, opens_scope, same_scope, statement};
use crate::rules::matched::Match;
use crate::syntax::Node;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(function) = found.node("function") else { return false };
    let Some(body) = function.child_by_field_name("body") else { return false };
    let mut yields = same_scope(body).filter(|node| node.kind() == "yield");
    let (Some(only), None) = (yields.next(), yields.next()) else { return false };
    let guarded = around(only)
        .take_while(|outer| !opens_scope(*outer))
        .any(|outer| matches!(outer.kind(), "try_statement" | "with_statement"));
    let ends = statement(only).and_then(next_statement).is_some_and(cleans_up);
    found.report = only.byte_range();
    !guarded && ends
}

fn cleans_up(statement: Node<'_>) -> bool {
    matches!(statement.kind(), "expression_statement" | "delete_statement" | "if_statement" | "for_statement")
}
