//! `rust/busy-wait`: not for `loop {}` in a function with a type to return, where it stands for any value.

use crate::rules::matched::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(turn) = found.node("report") else { return false };
    let function = ancestors(turn).find(|node| node.kind() == "function_item");
    let returns = function.and_then(|node| node.child_by_field_name("return_type"));
    turn.kind() != "loop_expression" || returns.is_none()
}
