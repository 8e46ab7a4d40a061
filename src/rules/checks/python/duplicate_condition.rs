//! `python/duplicate-condition`: an `elif` that asks what an earlier branch of the chain has asked.

use tree_sitter::Node;

use super::code::{beneath, field, squeezed};
use crate::rules::query::Match;
use crate::syntax::SourceFile;

/// Functions and methods that give the same when asked again.
const STEADY: [&str; 14] = [
    "isinstance",
    "issubclass",
    "len",
    "hasattr",
    "callable",
    "type",
    "getattr",
    "startswith",
    "endswith",
    "lower",
    "upper",
    "get",
    "is_file",
    "is_dir",
];
/// Branches looked at in one chain.
const MOST: usize = 200;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(condition) = found.node("report") else { return false };
    let file = found.file;
    let Some(chain) = condition.parent().and_then(|clause| clause.parent()) else { return false };
    if !is_steady(file, condition) {
        return false;
    }
    let text = squeezed(file, condition);
    let elifs = field(chain, "alternative").into_iter().filter(|clause| clause.kind() == "elif_clause");
    let conditions = std::iter::once(chain).chain(elifs).filter_map(|clause| clause.child_by_field_name("condition"));
    let first = conditions
        .take(MOST)
        .take_while(|earlier| earlier.start_byte() < condition.start_byte())
        .find(|earlier| squeezed(file, *earlier) == text);
    if let Some(first) = first {
        found.set("line", (first.start_position().row + 1).to_string());
    }
    first.is_some()
}

fn is_steady(file: &SourceFile, condition: Node<'_>) -> bool {
    beneath(condition).all(|node| match node.kind() {
        "await" | "yield" | "named_expression" => false,
        "call" => node.child_by_field_name("function").is_some_and(|function| {
            let name = function.child_by_field_name("attribute").unwrap_or(function);
            STEADY.contains(&file.text_of(name))
        }),
        _ => true,
    })
}
