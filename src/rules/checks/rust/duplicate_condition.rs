//! `rust/duplicate-condition`: an `else if` asks what an `if` before it in the chain has asked, so that its branch
//! never runs.

use super::syntax::LOOK_BACK;
use crate::rules::matched::Match;

/// Calls that may answer otherwise the second time.
const CHANGING: &[&str] = &[
    "next", "eat", "accept", "consume", "advance", "bump", "poll", "pop", "take", "try_", "read", "recv", "expect",
    "insert", "remove", "&mut", ".await", "swap", "load", "lock", "rand", "gen_", "elapsed", "step", "skip", "parse",
    "let ", "exchange",
];

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(condition) = m.node("report") else { return false };
    let text = m.file.text_of(condition);
    if text.contains('(') && CHANGING.iter().any(|word| text.contains(word)) {
        return false;
    }
    let mut branch = condition.parent();
    for _ in 0..LOOK_BACK {
        // if_expression -> else_clause -> if_expression
        let Some(before) = branch.and_then(|branch| branch.parent()).filter(|node| node.kind() == "else_clause") else {
            return false;
        };
        branch = before.parent();
        let earlier = branch.and_then(|branch| branch.child_by_field_name("condition"));
        if let Some(earlier) = earlier.filter(|earlier| m.file.text_of(*earlier) == text) {
            m.set("line", m.file.line_at(earlier.start_byte()).to_string());
            return true;
        }
    }
    false
}
