//! `python/get-unchecked` and `python/match-unchecked`: what may be `None` is used at once, where nothing around
//! it shows that it is not.

use super::code::{around, opens_scope, same_scope, squeezed};
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(call), Some(whole)) = (found.node("call"), found.node("report")) else { return false };
    let file = found.file;
    let text = squeezed(file, call);
    let scopes = || around(whole).take_while(|outer| !opens_scope(*outer));
    let tried = scopes().any(|outer| outer.kind() == "try_statement");
    // The same call elsewhere in the function is mostly the test.
    let tested = scopes().last().is_some_and(|body| {
        same_scope(body).any(|node| node.kind() == "call" && node != call && squeezed(file, node) == text)
    });
    !tried && !tested
}
