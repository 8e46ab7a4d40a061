//! `rust/empty-test`: the body is empty, or prints without anything in it that could fail.

use crate::rules::matched::Match;

/// What can fail, or is likely to hide something that can.
const CAN_FAIL: [&str; 18] = [
    "assert",
    "expect",
    "unwrap",
    "panic",
    "check",
    "verify",
    "snapshot",
    "ensure",
    "?",
    "test",
    "[",
    "compile",
    "must",
    "should",
    "unreachable",
    "exit",
    "run",
    "validate",
];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(body) = found.node("_body") else { return false };
    let text = found.file.text_of(body);
    let is_empty = body.named_child_count() == 0;
    let prints = text.contains("println!(");
    let inner = text.to_ascii_lowercase().replace("{:?}", "").replace("{:#?}", "").replace(":?}", "");
    let function = body.parent().map_or("", |node| found.file.text_of(node));
    !function.contains("should_panic") && (is_empty || prints && !CAN_FAIL.iter().any(|word| inner.contains(word)))
}
