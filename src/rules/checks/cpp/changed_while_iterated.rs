//! `changed-while-iterated`: a container that grows or shrinks while a loop goes through it.

use crate::facts::{Call, Facts};
use crate::rules::matched::Hit;
use crate::syntax::{Field, Node, Role, ancestors, walk};

/// Methods after which iterators of most containers lead nowhere.
const CHANGES: [&str; 9] =
    ["clear", "emplace", "emplace_back", "erase", "insert", "pop_back", "push_back", "push_front", "resize"];

/// How much of a loop is looked at.
const BENEATH: usize = 10_000;

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(body) = node.part(Field::Body).filter(|body| !body.has_error()) else { return };
    let is_range = node.kind() == "for_range_loop";
    let walked = if is_range { node.part(Field::Right) } else { iterated(facts, node) };
    let Some(container) = walked.filter(|own| own.is(Role::Identifier) || own.is(Role::Member)) else { return };
    let nodes = walk(body, |inner| !inner.is(Role::Lambda)).take(BENEATH).filter(|inner| inner.is(Role::Call));
    for call in nodes.filter_map(|call| facts.call_at(call)) {
        let Some((object, method)) = facts.member(call.callee) else { continue };
        let name = facts.file.text_of(method);
        let is_meant = if is_range { CHANGES.contains(&name) } else { name == "erase" };
        if is_meant && facts.is_same(object, container) && !is_over(facts, call, node) && !is_taken(call.node) {
            let hit = Hit::at(call.node.byte_range()).with("container", facts.file.text_of(container));
            found(hit.with("method", name));
            return;
        }
    }
}

/// The container of `for (auto it = c.begin(); it != c.end(); ++it)`.
fn iterated<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<Node<'t>> {
    node.child_by_field_name("update")?;
    let declaration = node.child_by_field_name("initializer")?;
    let value =
        walk(declaration, |_| true).find(|inner| inner.kind() == "init_declarator")?.child_by_field_name("value")?;
    let call = facts.call_at(value)?;
    let (object, method) = facts.member(call.callee)?;
    matches!(facts.file.text_of(method), "begin" | "cbegin" | "rbegin").then_some(object)
}

/// Whether the result is used, which is the iterator to go on with.
fn is_taken(call: Node<'_>) -> bool {
    call.parent().is_none_or(|outer| !outer.is(Role::Statement))
}

/// Whether the loop is left behind a call in any case, or the call moves its iterator on first: `c.erase(it++)`.
fn is_over<'t>(facts: &Facts<'t>, call: Call<'t>, node: Node<'t>) -> bool {
    let moves_on = call.arguments.is_some_and(|list| facts.file.text_of(list).contains("++"));
    let blocks = ancestors(call.node).take_while(|outer| *outer != node);
    let mut inner = call.node;
    for outer in blocks {
        let behind = std::iter::successors(inner.next_named_sibling(), Node::next_named_sibling);
        let leaves = |own: Node<'t>| {
            own.is(Role::Return) || own.is(Role::Break) || own.is(Role::Raise) || own.kind() == "goto_statement"
        };
        if outer.is(Role::Block) && behind.into_iter().any(leaves) {
            return true;
        }
        inner = outer;
    }
    moves_on || is_renewed(facts, call, node)
}

/// Whether the loop's variable is given another value in the body.
fn is_renewed<'t>(facts: &Facts<'t>, call: Call<'t>, node: Node<'t>) -> bool {
    let Some(name) = call.arguments.and_then(|list| list.named_child(0)).filter(|name| name.is(Role::Identifier))
    else {
        return false;
    };
    let Some(body) = node.part(Field::Body) else { return false };
    let mut assignments = walk(body, |_| true).take(BENEATH).filter_map(|inner| facts.assignment(inner));
    assignments.any(|[left, _]| facts.is_same(left, name))
}
