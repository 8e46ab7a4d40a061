//! A lock that stays held when something between taking and giving it back fails.

use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role, ancestors, descendants};

/// Only the last part of a function is searched for what gives the lock back.
const STEPS: usize = 5_000;

/// The same function gives it back, but not where an exception would pass, and something in between may fail.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(lock), Some(report)) = (m.node("lock"), m.node("report")) else { return false };
    let Some(function) = ancestors(report).find(|node| node.kind() == "function_definition") else { return false };
    let calls = descendants(function).take(STEPS).filter(|node| node.is(Role::Call));
    let later: Vec<_> = calls.filter(|node| node.start_byte() >= report.end_byte()).collect();
    let releases: Vec<_> = later.iter().filter(|node| is_release(m.facts, **node, lock)).collect();
    let Some(first) = releases.first() else { return false };
    let may_fail = later.iter().any(|node| node.end_byte() <= first.start_byte());
    may_fail && !releases.iter().any(|release| is_guarded(**release))
}

fn is_release<'t>(facts: &Facts<'t>, node: Node<'t>, lock: Node<'t>) -> bool {
    let callee = facts.call(node).and_then(|call| facts.member(call.callee));
    callee.is_some_and(|(object, name)| facts.file.text_of(name) == "release" && facts.is_same(object, lock))
}

fn is_guarded(node: Node<'_>) -> bool {
    ancestors(node).any(|outer| matches!(outer.kind(), "finally_clause" | "except_clause"))
}
