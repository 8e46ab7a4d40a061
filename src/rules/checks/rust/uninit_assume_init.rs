//! `rust/uninit-assume-init`: quiet where the type says that the value is itself made of `MaybeUninit`.

use crate::rules::matched::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(call) = found.node("report") else { return false };
    let text = found.file.text_of(call);
    if text.matches("MaybeUninit").count() > 1 || text.contains("uninit_array") {
        return false;
    }
    let holder = ancestors(call).find(|node| !matches!(node.kind(), "unsafe_block" | "block"));
    let kind = holder.and_then(|node| node.child_by_field_name("type"));
    match kind {
        Some(kind) => !found.file.text_of(kind).contains("MaybeUninit"),
        None => text.contains("uninitialized") || text.contains("::<") || !found.file.text.contains("MaybeUninit<"),
    }
}
