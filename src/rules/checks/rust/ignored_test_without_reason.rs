//! `rust/skip-without-reason`: no comment beside the attribute or above the test says why.

use crate::rules::matched::Match;
use crate::syntax::Node;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(attribute) = found.node("report") else { return false };
    let above = std::iter::successors(attribute.prev_sibling(), Node::prev_sibling)
        .take_while(|node| matches!(node.kind(), "line_comment" | "block_comment" | "attribute_item"));
    let below = std::iter::successors(attribute.next_sibling(), Node::next_sibling)
        .take_while(|node| matches!(node.kind(), "line_comment" | "block_comment" | "attribute_item"));
    let commented = above.chain(below).any(|node| node.kind() != "attribute_item");
    let body = std::iter::successors(attribute.next_sibling(), Node::next_sibling)
        .find(|node| node.kind() == "function_item")
        .and_then(|function| function.child_by_field_name("body"));
    let explained = body
        .and_then(|body| body.named_child(0))
        .is_some_and(|first| matches!(first.kind(), "line_comment" | "block_comment"));
    !commented && !explained
}
