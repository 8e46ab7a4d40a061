//! `python/lock-not-released`: a lock that is taken and given back by hand, and kept for good where the code
//! between raises.

use super::code::{around, beneath, children, function_around, next_statement, opens_scope, same_scope, statement};
use crate::rules::query::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(call), Some(lock)) = (found.node("report"), found.text("lock")) else { return false };
    let file = found.file;
    let Some(function) = function_around(call) else { return false };
    let release = format!("{lock}.release");
    let gives_back = |node: tree_sitter::Node<'_>| {
        node.kind() == "call"
            && node.child_by_field_name("function").is_some_and(|function| file.text_of(function) == release)
    };
    let mut releases = same_scope(function).filter(|node| gives_back(*node)).peekable();
    let gives_back_ever = releases.peek().is_some();
    let safe = releases.any(|node| {
        around(node)
            .take_while(|outer| !opens_scope(*outer))
            .any(|outer| matches!(outer.kind(), "finally_clause" | "except_clause"))
    });
    // With nothing but plain assignments between, nothing raises.
    let mut next = statement(call).and_then(next_statement);
    let mut calls = false;
    while let Some(current) = next.filter(|current| !beneath(*current).any(gives_back)) {
        calls = calls || beneath(current).any(|node| matches!(node.kind(), "call" | "await" | "subscript"));
        next = next_statement(current);
    }
    let ends_here = next.is_some_and(|last| children(last).iter().any(|value| gives_back(*value)));
    gives_back_ever && !safe && (calls || !ends_here)
}
