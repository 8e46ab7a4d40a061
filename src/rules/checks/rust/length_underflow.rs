//! `rust/length-underflow`: a length less a number is the end of a range or one side of a comparison, and nothing
//! before it in the function says that there are as many.

use super::syntax::{compact, text_between};
use crate::rules::matched::Match;
use crate::syntax::ancestors;
use crate::text::word_starts;

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(node), Some(list)) = (m.node("report"), m.node("list")) else { return false };
    let Some(function) = ancestors(node).find(|node| node.kind() == "function_item") else { return false };
    let name = compact(m.file, list);
    let simple = name.chars().all(|c| c.is_alphanumeric() || "_.".contains(c));
    let before = text_between(m.file, function.start_byte(), node.start_byte());
    // The list itself is looked at, filled or gone through before.
    let seen = word_starts(before, &name).any(|at| {
        let after = before[at + name.len()..].trim_start();
        let uses = [
            ".is_empty",
            ".len()",
            ".first",
            ".last",
            ".iter",
            ".into_iter",
            ".push",
            ".get",
            ".chars",
            ".bytes",
            ".pop",
            "[",
            "{",
            ".split",
            ".next",
            ".find",
            ".rfind",
            ".position",
            ".starts_with",
            ".ends_with",
            ".insert",
            ".resize",
            ".extend",
            ".windows",
            ": [",
            "==",
        ];
        let made = after
            .strip_prefix('=')
            .is_some_and(|value| ["vec!", "[", "b\"", "\""].iter().any(|start| value.trim_start().starts_with(start)));
        made || uses.iter().any(|usage| after.starts_with(usage.trim_start()))
            || before[..at].trim_end().trim_end_matches(['&', '(']).ends_with(" in")
    });
    simple && !seen
}
