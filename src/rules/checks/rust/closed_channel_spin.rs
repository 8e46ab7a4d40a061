//! `rust/closed-channel-spin`: the loop that goes on asks the same channel again; one over several channels does not.

use super::syntax::is_function;
use crate::rules::matched::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(node) = m.node("report") else { return false };
    ancestors(node)
        .take_while(|node| !is_function(*node))
        .find(|node| matches!(node.kind(), "loop_expression" | "while_expression" | "for_expression"))
        .is_some_and(|node| node.kind() != "for_expression")
}
