//! A lock that stays held when something between taking and giving it back fails.

use std::sync::LazyLock;

use super::values::regex;
use crate::rules::matched::Match;
use crate::syntax::{Node, ancestors, descendants};
use regex::Regex;

/// Only the last part of a function is searched for what gives the lock back.
const STEPS: usize = 5_000;

/// The same function gives it back, but not where an exception would pass, and something in between may fail.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    static LOCK: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)lock|mutex|sem(?:aphore)?\b|cond(?:ition)?\b"));
    let (Some(lock), Some(report)) = (m.node("lock"), m.node("report")) else { return false };
    if !LOCK.is_match(m.file.text_of(lock)) {
        return false;
    }
    let Some(function) = ancestors(report).find(|node| node.kind() == "function_definition") else { return false };
    let release = format!("{}.release()", m.file.text_of(lock));
    let is_release = |node: &Node<'_>| node.kind() == "call" && m.file.text_of(*node) == release;
    let later = || descendants(function).take(STEPS).filter(|node| node.start_byte() >= report.end_byte());
    let mut releases = later().filter(is_release).peekable();
    let Some(first) = releases.peek().copied() else { return false };
    let guarded =
        |node: Node<'_>| ancestors(node).any(|node| matches!(node.kind(), "finally_clause" | "except_clause"));
    let between = |node: Node<'_>| node.kind() == "call" && node.end_byte() <= first.start_byte();
    let may_fail = later().any(between);
    may_fail && !releases.any(guarded)
}
