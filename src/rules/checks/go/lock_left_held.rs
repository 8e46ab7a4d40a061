//! `go/lock-left-held`: a return between taking a lock and giving it back, on a way that has not given it back.

use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role, descendants, walk};

/// How many statements behind the lock are searched, and how much of each.
const STATEMENTS: usize = 100;
const BENEATH: usize = 5_000;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(lock), Some(taken)) = (found.node("lock"), found.node("report")) else { return false };
    let release = if found.text("taken") == Some("RLock") { "RUnlock" } else { "Unlock" };
    let Some(exit) = open_exit(found.facts, taken, lock, release) else { return false };
    found.set("release", release);
    found.report = exit.byte_range();
    true
}

/// The first return that leaves the lock held, where the same block gives it back further down.
fn open_exit<'t>(facts: &Facts<'t>, taken: Node<'t>, lock: Node<'t>, release: &str) -> Option<Node<'t>> {
    let behind = std::iter::successors(taken.next_named_sibling(), Node::next_named_sibling);
    let mut exit = None;
    for statement in behind.take(STATEMENTS) {
        if statement.is(Role::Statement)
            && statement.named_child(0).is_some_and(|call| asks(facts, call, lock, release))
        {
            return exit;
        }
        let calls = || descendants(statement).take(BENEATH).filter(|node| node.is(Role::Call));
        let releases: Vec<_> = calls().filter(|call| asks(facts, *call, lock, release)).collect();
        let takes = calls().any(|call| asks(facts, call, lock, "Lock") || asks(facts, call, lock, "RLock"));
        // What is released on some ways alone may be free from here on.
        if takes || !releases.iter().all(|call| ends_block(*call)) {
            return None;
        }
        let own = walk(statement, |node| !node.is(Role::Function)).take(BENEATH);
        let returns = own.filter(|node| node.is(Role::Return));
        let is_held = |exit: &Node<'t>| releases.iter().all(|call| call.id() > exit.id());
        exit = exit.or(returns.into_iter().find(is_held));
    }
    None
}

/// Whether a call asks this of the lock.
fn asks<'t>(facts: &Facts<'t>, call: Node<'t>, lock: Node<'t>, method: &str) -> bool {
    let member = facts.call_at(call).and_then(|call| facts.member(call.callee));
    member.is_some_and(|(object, name)| facts.file.text_of(name) == method && facts.is_same(object, lock))
}

/// Whether a call is a statement whose block leaves the code around it at its end.
fn ends_block(call: Node<'_>) -> bool {
    let statement = call.parent().filter(|statement| statement.is(Role::Statement));
    let Some(block) = statement.and_then(|statement| statement.parent()) else { return false };
    let last = block.named_children().filter(|node| !node.is(Role::Comment)).last();
    last.is_some_and(|last| [Role::Return, Role::Continue, Role::Break].iter().any(|role| last.is(*role)))
}
