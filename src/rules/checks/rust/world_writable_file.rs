//! `rust/world-writable`: not for the permissions of a file that is yet to be made, which the umask
//! narrows.

use crate::rules::matched::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(call) = found.node("_call") else { return false };
    let outer = ancestors(call).find(|node| node.kind() == "call_expression");
    let method = outer.and_then(|node| node.child_by_field_name("function"));
    !method.is_some_and(|method| found.file.text_of(method).ends_with(".permissions"))
}
