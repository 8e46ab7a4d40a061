//! `go/other-field-checked`: one function of an object is compared with nil, and another one is called.

use crate::facts::{By, Facts};
use crate::rules::matched::Match;
use crate::syntax::{Node, Role, descendants};

/// How many letters the names have in common at least.
const ALIKE: usize = 5;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(checked), Some(body)) = (found.node("checked"), found.node("body")) else { return false };
    let Some(called) = other_called(found.facts, checked, body) else { return false };
    found.report = called.byte_range();
    found.set("called", found.file.text_of(called));
    true
}

/// The first call in the branch, where it is of another function of the same object and the checked one is not in it.
fn other_called<'t>(facts: &Facts<'t>, checked: Node<'t>, body: Node<'t>) -> Option<Node<'t>> {
    let (owner, field) = facts.member(checked)?;
    let text = |node: Node<'t>| facts.file.text_of(node);
    if descendants(body).any(|node| node.is(Role::Identifier) && text(node) == text(field)) {
        return None;
    }
    let first = descendants(body).find(|node| node.is(Role::Call))?;
    let callee = facts.call_at(first)?.callee;
    let (object, other) = facts.member(callee)?;
    let is_alike = text(field).chars().zip(text(other).chars()).take_while(|(one, two)| one == two).count() >= ALIKE;
    let both = is_alike && facts.is_same(owner, object) && is_function(facts, field) && is_function(facts, other);
    both.then_some(callee)
}

/// Whether all fields of this name in the file are functions, and there is one.
fn is_function<'t>(facts: &Facts<'t>, field: Node<'t>) -> bool {
    let name = facts.file.text_of(field);
    let scopes = facts.whole().bindings().scopes().iter();
    let mut fields = scopes.flat_map(|scope| scope.attribute(name)).filter(|own| own.by == By::Assignment).peekable();
    fields.peek().is_some() && fields.all(|own| own.declared.is_some_and(|declared| declared.kind() == "function_type"))
}
