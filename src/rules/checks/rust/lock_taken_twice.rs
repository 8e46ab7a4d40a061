//! `rust/lock-taken-twice` and `rust/refcell-borrowed-twice`: the same lock is asked for while its guard lives,
//! because a variable holds the guard, because the `match`, `if let` or loop around does, or because an earlier
//! part of the same statement made it.

use super::syntax::{
    MethodCall, SEARCH_LIMIT, bound_name, compact, is_function, is_given_away, nodes_outside, peeled, statements_before,
};
use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role, SourceFile, walk};

/// Types that lock, and what is locked but may be locked again by the same thread.
const LOCKS: [&str; 6] =
    ["std::sync::Mutex", "std::sync::RwLock", "parking_lot::*", "spin::*", "tokio::sync::Mutex", "tokio::sync::RwLock"];
const OUTPUTS: [&str; 4] = ["std::io::stdout", "std::io::stderr", "std::io::Stdout", "std::io::Stderr"];

/// One taking of a lock: what is locked, and how.
struct Taking<'t> {
    lock: String,
    receiver: Node<'t>,
    method: &'t str,
}

impl<'t> Taking<'t> {
    fn from_node(facts: &Facts<'t>, node: Node<'t>) -> Option<Self> {
        let file = facts.file;
        let call = MethodCall::from_node(file, node).filter(MethodCall::is_bare)?;
        let is_lock = match call.method {
            "borrow" | "borrow_mut" => true,
            "lock" | "read" | "write" => {
                let names_lock = || ["Mutex", "RwLock", "parking_lot"].iter().any(|word| file.text.contains(word));
                is_unlocked(file, node) || facts.is_made_by(call.receiver, &LOCKS) || names_lock()
            }
            _ => return None,
        };
        let lock = compact(file, call.receiver);
        let is_path = lock.chars().all(|c| c.is_alphanumeric() || "_.:".contains(c));
        let is_output =
            lock.ends_with("stdout") || lock.ends_with("stderr") || facts.is_made_by(call.receiver, &OUTPUTS);
        (is_lock && is_path && !is_output).then_some(Self { lock, receiver: call.receiver, method: call.method })
    }

    /// The variable that the path of the lock starts with.
    fn root(&self) -> Option<Node<'t>> {
        let start = walk(self.receiver, |_| true).find(|node| node.child_count() == 0)?;
        start.is(Role::Identifier).then_some(start)
    }

    /// Whether a path means the same lock where another taking is: its variable is neither bound nor assigned anew.
    fn is_that_of(&self, facts: &Facts<'t>, earlier: &Self) -> bool {
        let (Some(root), Some(before)) = (self.root(), earlier.root()) else { return true };
        let binding = facts.binding(root).map(|binding| binding.name);
        let is_assigned = |mention: Node<'t>| {
            let assignment = mention.parent().filter(|parent| parent.kind() == "assignment_expression");
            assignment.is_some_and(|assignment| assignment.child_by_field_name("left") == Some(mention))
        };
        binding == facts.binding(before).map(|binding| binding.name)
            && !facts.mentions(root, before.after()..root.id()).any(is_assigned)
    }

    fn excludes(&self, other: &Self) -> bool {
        self.lock == other.lock
            && match (self.method, other.method) {
                ("lock", "lock") => true,
                ("read" | "write", "read" | "write") => self.method == "write" || other.method == "write",
                ("borrow" | "borrow_mut", "borrow" | "borrow_mut") => {
                    self.method == "borrow_mut" || other.method == "borrow_mut"
                }
                _ => false,
            }
    }
}

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(node) = m.node("report") else { return false };
    let Some(taking) = Taking::from_node(m.facts, node) else { return false };
    let Some(holder) = holder(m.facts, node, &taking) else { return false };
    m.set("lock", taking.lock);
    m.set("holder", holder);
    true
}

/// Whether what a call returns is unwrapped or awaited, as the answer of a lock is.
fn is_unlocked(file: &SourceFile, call: Node<'_>) -> bool {
    let method = |node: Node<'_>| node.child_by_field_name("field").map(|field| file.text_of(field));
    call.parent().is_some_and(|parent| match parent.kind() {
        "field_expression" => matches!(method(parent), Some("unwrap" | "expect" | "unwrap_or_else")),
        "await_expression" | "let_condition" | "match_expression" => true,
        _ => false,
    })
}

/// Who holds the lock already when a node takes it, in words.
fn holder<'t>(facts: &Facts<'t>, node: Node<'t>, taking: &Taking<'t>) -> Option<String> {
    let file = facts.file;
    let mut same_statement = true;
    let mut child = node;
    while let Some(parent) = child.parent() {
        if is_function(parent) {
            return None;
        }
        let found = match parent.kind() {
            "block" => {
                same_statement = false;
                statements_before(child).find_map(|statement| kept(facts, statement, node, taking))
            }
            "if_expression" | "while_expression" | "match_expression" | "for_expression" => {
                let held = scrutinee(parent, child).and_then(|value| earlier(facts, value, taking));
                same_statement = false;
                held.filter(|&held| !is_released(facts, held, node, taking)).map(|held| {
                    let kind = parent.kind().trim_end_matches("_expression");
                    let line = file.position(held.start_byte()).line;
                    format!("`{kind}` in line {line} holds it to its end")
                })
            }
            "match_arm" => {
                same_statement = false;
                None
            }
            "binary_expression" if is_lazy(file, parent) => {
                same_statement = false;
                None
            }
            _ if same_statement => std::iter::successors(child.prev_named_sibling(), Node::prev_named_sibling)
                .find_map(|sibling| earlier(facts, sibling, taking))
                .map(|_| "the same statement holds it to its end".to_owned()),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
        child = parent;
    }
    None
}

/// The expression whose temporary values live as long as this child of a control expression runs.
fn scrutinee<'t>(parent: Node<'t>, child: Node<'t>) -> Option<Node<'t>> {
    let is_field = |name: &str| parent.child_by_field_name(name).is_some_and(|node| node.id() == child.id());
    if is_field("consequence") || (is_field("body") && parent.kind() == "while_expression") {
        let condition = parent.child_by_field_name("condition")?;
        return (condition.kind() == "let_condition").then(|| condition.child_by_field_name("value")).flatten();
    }
    is_field("body").then(|| parent.child_by_field_name("value")).flatten()
}

/// A taking in an expression, that one of its own statements does not end, which keeps this one out.
fn earlier<'t>(facts: &Facts<'t>, expression: Node<'t>, taking: &Taking<'t>) -> Option<Node<'t>> {
    let closed = |node: Node<'_>| is_function(node) || node.kind() == "block" || node.kind() == "match_block";
    if closed(expression) {
        return None;
    }
    nodes_outside(expression, closed)
        .take(SEARCH_LIMIT)
        .find(|&node| Taking::from_node(facts, node).is_some_and(|other| other.excludes(taking)))
}

/// Whether a statement keeps a guard in a variable that still lives where a node takes the lock.
fn kept<'t>(facts: &Facts<'t>, statement: Node<'t>, node: Node<'t>, taking: &Taking<'t>) -> Option<String> {
    if statement.kind() != "let_declaration" {
        return None;
    }
    let value = statement.child_by_field_name("value")?;
    let held = Taking::from_node(facts, peeled(facts.file, value)).filter(|other| other.excludes(taking))?;
    let guard = bound_name(statement.child_by_field_name("pattern")?)?;
    if is_given_away(facts, guard, statement, node) || !taking.is_that_of(facts, &held) {
        return None;
    }
    let line = facts.file.position(statement.start_byte()).line;
    Some(format!("`{}` of line {line} holds it", facts.file.text_of(guard)))
}

/// Whether the guard that a scrutinee made may be gone before a node is reached.
fn is_released<'t>(facts: &Facts<'t>, held: Node<'t>, node: Node<'t>, taking: &Taking<'t>) -> bool {
    let between = (held.after()..node.id()).map(|index| node.tree().node(index));
    let drops = between.filter(|inner| inner.is(Role::Call)).any(|call| facts.calls(call, &["std::mem::drop"]));
    drops || Taking::from_node(facts, held).is_some_and(|held| !taking.is_that_of(facts, &held))
}

fn is_lazy(file: &SourceFile, binary: Node<'_>) -> bool {
    binary.child_by_field_name("operator").is_some_and(|node| matches!(file.text_of(node), "&&" | "||"))
}
