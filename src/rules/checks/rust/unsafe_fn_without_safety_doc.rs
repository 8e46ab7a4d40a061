//! `rust/unsafe-fn-without-safety-doc`: nothing above a public unsafe function speaks of safety.

use super::safety::mentions_safety;
use crate::rules::matched::Match;
use crate::syntax::Node;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(function) = found.node("report").and_then(|name| name.parent()) else { return false };
    let above = std::iter::successors(function.prev_sibling(), Node::prev_sibling);
    !above
        .take_while(|node| matches!(node.kind(), "line_comment" | "block_comment" | "attribute_item"))
        .map(|node| found.file.text_of(node))
        .any(|text| mentions_safety(text) || text.contains("safety_doc") || text.contains("target_feature"))
}
