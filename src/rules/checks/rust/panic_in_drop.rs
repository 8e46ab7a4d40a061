//! `rust/panic-in-drop`: `drop` of an `impl Drop` can panic, and does not ask whether the thread panics already.

use super::syntax::{MethodCall, function_around};
use crate::rules::matched::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(node) = m.node("report") else { return false };
    let Some(function) = function_around(node).filter(|node| node.kind() == "function_item") else { return false };
    let is_drop = function.child_by_field_name("name").is_some_and(|name| m.file.text_of(name) == "drop");
    let is_of_drop = ancestors(function)
        .find(|node| node.kind() == "impl_item")
        .and_then(|node| node.child_by_field_name("trait"))
        .is_some_and(|name| m.file.text_of(name).ends_with("Drop"));
    let asks = m.file.text_of(function).contains("panicking()");
    // Taking a value out of an `Option` that only `drop` empties cannot fail.
    let is_taken = MethodCall::of(m.file, node)
        .and_then(|call| MethodCall::of(m.file, call.receiver))
        .is_some_and(|inner| inner.method == "take" || inner.method == "as_mut" || inner.method == "as_ref");
    is_drop && is_of_drop && !asks && !is_taken
}
