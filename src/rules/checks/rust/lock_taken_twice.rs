//! `rust/lock-taken-twice` and `rust/refcell-borrowed-twice`: the same lock is asked for while its guard lives,
//! because a variable holds the guard, because the `match`, `if let` or loop around does, or because an earlier
//! part of the same statement made it.

use super::syntax::{
    MethodCall, SEARCH_LIMIT, bound_name, compact, is_function, is_given_away, nodes_outside, peeled,
    statements_before, text_between, words,
};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

/// One taking of a lock: what is locked, and how.
struct Taking<'t> {
    lock: String,
    method: &'t str,
}

impl<'t> Taking<'t> {
    fn of(file: &'t SourceFile, node: Node<'t>) -> Option<Self> {
        let call = MethodCall::of(file, node).filter(MethodCall::is_bare)?;
        if !matches!(call.method, "lock" | "read" | "write" | "borrow" | "borrow_mut") {
            return None;
        }
        let lock = compact(file, call.receiver);
        let is_lock = match call.method {
            "borrow" | "borrow_mut" => true,
            _ => {
                is_unlocked(file, node)
                    || ["Mutex", "RwLock", "parking_lot"].iter().any(|word| file.text.contains(word))
            }
        };
        let is_path = lock.chars().all(|c| c.is_alphanumeric() || "_.:".contains(c));
        // The standard output may be locked again by the same thread.
        let is_output = lock.ends_with("stdout") || lock.ends_with("stderr");
        (is_lock && is_path && !is_output).then_some(Self { lock, method: call.method })
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
    let Some(taking) = Taking::of(m.file, node) else { return false };
    let Some(holder) = holder(m.file, node, &taking) else { return false };
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
fn holder(file: &SourceFile, node: Node<'_>, taking: &Taking<'_>) -> Option<String> {
    let mut same_statement = true;
    let mut child = node;
    while let Some(parent) = child.parent() {
        if is_function(parent) {
            return None;
        }
        let found = match parent.kind() {
            "block" => {
                same_statement = false;
                statements_before(child).find_map(|statement| kept(file, statement, node, taking))
            }
            "if_expression" | "while_expression" | "match_expression" | "for_expression" => {
                let held = scrutinee(parent, child).and_then(|value| earlier(file, value, taking));
                same_statement = false;
                held.filter(|&held| !is_released(file, held, node, taking)).map(|held| {
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
                .find_map(|sibling| earlier(file, sibling, taking))
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
fn earlier<'t>(file: &SourceFile, expression: Node<'t>, taking: &Taking<'_>) -> Option<Node<'t>> {
    let closed = |node: Node<'_>| is_function(node) || node.kind() == "block" || node.kind() == "match_block";
    if closed(expression) {
        return None;
    }
    nodes_outside(expression, closed)
        .take(SEARCH_LIMIT)
        .find(|&node| Taking::of(file, node).is_some_and(|other| other.excludes(taking)))
}

/// Whether a statement keeps a guard in a variable that still lives where a node takes the lock.
fn kept(file: &SourceFile, statement: Node<'_>, node: Node<'_>, taking: &Taking<'_>) -> Option<String> {
    let value = statement.child_by_field_name("value").filter(|_| statement.kind() == "let_declaration")?;
    let held = peeled(file, value);
    Taking::of(file, held).filter(|other| other.excludes(taking))?;
    let guard = bound_name(file, statement.child_by_field_name("pattern")?)?;
    let between = text_between(file, statement.end_byte(), node.start_byte());
    let gone = is_given_away(between, guard) || is_rebound(between, &taking.lock);
    (!gone).then(|| format!("`{guard}` of line {} holds it", file.position(statement.start_byte()).line))
}

/// Whether the guard that a scrutinee made may be gone before a node is reached.
fn is_released(file: &SourceFile, held: Node<'_>, node: Node<'_>, taking: &Taking<'_>) -> bool {
    let between = text_between(file, held.end_byte(), node.start_byte());
    between.contains("drop(") || is_rebound(between, &taking.lock)
}

/// Whether the variable that a path starts with is bound or assigned anew in a text.
fn is_rebound(text: &str, path: &str) -> bool {
    let root = path.split(['.', ':']).next().unwrap_or(path);
    root != "self"
        && words(text, root).any(|at| {
            let before = text[..at].trim_end();
            let after = text[at + root.len()..].trim_start();
            let bound = ["let", "mut", "for", "|", "Some(", "Ok("].iter().any(|word| before.ends_with(word));
            bound || (after.starts_with('=') && !after.starts_with("=="))
        })
}

fn is_lazy(file: &SourceFile, binary: Node<'_>) -> bool {
    binary.child_by_field_name("operator").is_some_and(|node| matches!(file.text_of(node), "&&" | "||"))
}
