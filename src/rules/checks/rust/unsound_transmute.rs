//! `rust/unsound-transmute`: pairs of types that no reasoning makes right.

use std::sync::LazyLock;

use regex::Regex;

use crate::rules::matched::Match;

static SHARED: LazyLock<Regex> = LazyLock::new(|| regex(r"^&\s*('\w+\s*)?"));
static EXCLUSIVE: LazyLock<Regex> = LazyLock::new(|| regex(r"^&\s*('\w+\s+)?mut\b"));
static COLLECTION: LazyLock<Regex> = LazyLock::new(|| regex(r"^(\w+::)*(Vec|VecDeque|BinaryHeap|Hash\w+|BTree\w+)<"));
static LIFETIME: LazyLock<Regex> = LazyLock::new(|| regex(r"'\w+\s*,?|\s"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a constant pattern")
}

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(from), Some(to)) = (found.text("from"), found.text("to")) else { return false };
    let reason = reason(from, to);
    if let Some(reason) = reason {
        found.set("reason", reason);
    }
    reason.is_some()
}

fn reason(from: &str, to: &str) -> Option<&'static str> {
    let head = COLLECTION.captures(from);
    let other = COLLECTION.captures(to);
    if SHARED.is_match(from) && !EXCLUSIVE.is_match(from) && EXCLUSIVE.is_match(to) {
        Some("a shared reference never becomes an exclusive one")
    } else if from == "u8" && to == "bool" {
        Some("a `bool` is 0 or 1")
    } else if matches!(from, "u32" | "i32") && to == "char" {
        Some("not every number is a `char`")
    } else if let (Some(head), Some(other)) = (head, other)
        && head.get(2).map(|name| name.as_str()) == other.get(2).map(|name| name.as_str())
        && LIFETIME.replace_all(from, "") != LIFETIME.replace_all(to, "")
        && !to.contains("<_")
        && !from.contains("<_")
    {
        Some("collections of other elements need not have the same layout")
    } else {
        None
    }
}
