//! `rust/lock-held-across-await`: a variable holds the guard of a blocking lock, or of a `RefCell`, when the task
//! is suspended.

use super::syntax::{
    MethodCall, bound_name, function_around, is_function, is_given_away, nodes_of_function, nodes_outside, peeled,
    statements_after,
};
use crate::rules::matched::Match;
use crate::syntax::{Node, ancestors};

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    if let (Some(head), Some(body)) = (m.node("_head"), m.node("_body")) {
        return is_held_by_head(m, head, body);
    }
    let file = m.file;
    let (Some(declaration), Some(value)) = (m.node("_let"), m.node("_value")) else { return false };
    let Some(guard) = declaration.child_by_field_name("pattern").and_then(bound_name) else {
        return false;
    };
    let Some(call) = MethodCall::from_node(file, peeled(file, value)).filter(MethodCall::is_bare) else { return false };
    let text = file.text_of(value);
    let is_unwrapped = text.contains(".unwrap()") || text.contains(".expect(");
    if !takes_blocking_lock(m, &call, is_unwrapped) || text.contains(".await") || is_driven_here(m, declaration) {
        return false;
    }
    let Some(suspended) = statements_after(declaration).find_map(suspended_in) else { return false };
    if is_given_away(m.facts, guard, declaration, suspended) {
        return false;
    }
    m.set("guard", file.text_of(guard));
    m.set("line", file.position(suspended.start_byte()).line.to_string());
    true
}

/// Whether the head of an `if let`, `match` or loop makes a guard, which lives as long as the body, and that awaits.
fn is_held_by_head<'t>(m: &mut Match<'t>, head: Node<'t>, body: Node<'t>) -> bool {
    let file = m.file;
    let closed = |node: Node<'_>| is_function(node) || node.kind() == "block";
    let takes_lock = |node: &Node<'t>| {
        let Some(call) = MethodCall::from_node(file, *node).filter(MethodCall::is_bare) else { return false };
        let method =
            node.parent().and_then(|outer| outer.child_by_field_name("field")).map(|field| file.text_of(field));
        takes_blocking_lock(m, &call, matches!(method, Some("unwrap" | "expect")))
    };
    let Some(lock) = nodes_outside(head, closed).find(takes_lock) else { return false };
    if is_driven_here(m, head) {
        return false;
    }
    let Some(suspended) = suspended_in(body) else { return false };
    m.set("guard", file.text_of(lock));
    m.set("line", file.position(suspended.start_byte()).line.to_string());
    true
}

/// The first `await` in code, other than in functions within it.
fn suspended_in(code: Node<'_>) -> Option<Node<'_>> {
    nodes_of_function(code).find(|node| node.kind() == "await" && !is_foreign(*node))
}

fn takes_blocking_lock<'t>(m: &Match<'t>, call: &MethodCall<'t>, is_unwrapped: bool) -> bool {
    match call.method {
        "borrow_mut" => m.file.text.contains("RefCell"),
        "lock" | "read" | "write" => is_unwrapped || is_blocking(m, call.receiver),
        _ => false,
    }
}

/// Whether a lock is known to block without saying so by its answer.
fn is_blocking<'t>(m: &Match<'t>, lock: Node<'t>) -> bool {
    const WAITING: [&str; 2] = ["tokio::sync::*", "async_lock::*"];
    m.file.text.contains("parking_lot") && !m.facts.is_made_by(lock, &WAITING)
}

/// Whether a node is in an async block that is given to `block_on`, which runs nothing else on the thread.
fn is_driven_here(m: &Match<'_>, node: Node<'_>) -> bool {
    let block = function_around(node).filter(|node| node.kind() == "async_block");
    let call = block.and_then(|block| block.parent()?.parent()).filter(|node| node.kind() == "call_expression");
    let function = call.and_then(|call| call.child_by_field_name("function"));
    function.is_some_and(|function| m.file.text_of(function).ends_with("block_on"))
}

/// Whether an `await` inside a macro belongs to an async block there.
fn is_foreign(node: Node<'_>) -> bool {
    ancestors(node).take_while(|node| node.kind() == "token_tree").any(|tree| {
        std::iter::successors(tree.prev_sibling(), Node::prev_sibling)
            .take(2)
            .any(|sibling| matches!(sibling.kind(), "async" | "move"))
    })
}
