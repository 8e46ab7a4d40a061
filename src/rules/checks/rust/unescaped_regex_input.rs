//! `rust/unescaped-regex-input`: the function escapes nothing.

use crate::rules::matched::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(call) = found.node("report") else { return false };
    let function = ancestors(call).find(|node| node.kind() == "function_item").unwrap_or(call);
    !found.file.text_of(function).contains("escape")
}
