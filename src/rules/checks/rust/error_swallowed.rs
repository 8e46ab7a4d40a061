//! `rust/swallowed-error`: an empty arm for `Err` is fine where a comment beside it, or above it, says why.

use super::syntax::LOOK_BACK;
use crate::rules::matched::Match;
use crate::syntax::Node;

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(arm) = m.node("report") else { return false };
    let is_comment = |node: Node<'_>| node.kind().ends_with("comment");
    let said_after = arm.next_sibling().map(|next| if next.kind() == "," { next.next_sibling() } else { Some(next) });
    let beside = said_after
        .flatten()
        .is_some_and(|next| is_comment(next) && m.file.line_at(next.start_byte()) == m.file.line_at(arm.end_byte()));
    let above = arm.prev_sibling().is_some_and(|previous| {
        is_comment(previous) && m.file.line_at(previous.end_byte()).0 + 1 >= m.file.line_at(arm.start_byte()).0
    });
    // An arm before it that names some errors says that the others were thought of.
    let named_others = std::iter::successors(arm.prev_named_sibling(), Node::prev_named_sibling)
        .take(LOOK_BACK)
        .filter(|_| arm.kind() == "match_arm")
        .any(|other| m.file.text_of(other).starts_with("Err("));
    !beside && !above && !named_others
}
