//! `rust/loop-runs-once`: a loop that leaves on some condition, and then leaves at its end all the same.

use super::syntax::{LOOK_BACK, SEARCH_LIMIT, nodes_of_function, statements_before, words};
use crate::rules::matched::Match;
use crate::syntax::Node;

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(body) = m.node("_body") else { return false };
    let Some(last) = last_statement(body) else { return false };
    let leaves = if last.kind() == "expression_statement" { last.named_child(0) } else { Some(last) };
    let Some(leaves) = leaves.filter(|node| is_exit(*node)) else { return false };
    let labelled = leaves.named_child(0).is_some_and(|node| node.kind() == "label");
    // A loop that only takes the first item ends so too, but has no condition before.
    let searches = statements_before(last)
        .filter(|node| node.kind() == "expression_statement" && node.named_child(0).is_some_and(is_condition))
        .any(|node| nodes_of_function(node).take(SEARCH_LIMIT).any(is_exit));
    let goes_on = words(m.file.text_of(body), "continue").next().is_some();
    let is_meant =
        std::iter::successors(body.parent().and_then(|node| node.prev_named_sibling()), Node::prev_named_sibling)
            .take(1)
            .any(|node| m.file.text_of(node).contains("never_loop"));
    if labelled || !searches || goes_on || is_meant {
        return false;
    }
    let leaves = if leaves.kind() == "return_expression" { "return" } else { "break" };
    m.set("leaves", leaves);
    true
}

fn is_exit(node: Node<'_>) -> bool {
    matches!(node.kind(), "return_expression" | "break_expression")
}

fn is_condition(node: Node<'_>) -> bool {
    node.kind() == "if_expression" && node.child_by_field_name("alternative").is_none()
}

fn last_statement(body: Node<'_>) -> Option<Node<'_>> {
    let last = body.named_child(body.named_child_count().checked_sub(1)?.try_into().ok()?)?;
    std::iter::successors(Some(last), Node::prev_named_sibling)
        .take(LOOK_BACK)
        .find(|node| !node.kind().ends_with("comment"))
}
