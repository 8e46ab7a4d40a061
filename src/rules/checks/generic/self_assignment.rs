//! `self-assignment`: a variable, a member or an item is given its own value, and no comment says why.

use crate::facts::{Facts, is_pure};
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, Scope};

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some([left, right]) = facts.assignment(node) else { return };
    if facts.is_same(left, right) && is_pure(left) && does_nothing(facts, node, left) && !is_explained(facts, node) {
        found(Hit::at(node.byte_range()).with("left", facts.file.text_of(left)));
    }
}

/// Whether a comment says why, and not only that the finding is to be left out.
fn is_explained<'t>(facts: &Facts<'t>, node: Node<'t>) -> bool {
    let comments = facts.notes(node).into_iter().filter(|note| note.is(Role::Comment));
    comments.into_iter().any(|note| !facts.file.text_of(note).contains("review: ignore["))
}

/// Whether the assignment does nothing. Outside of functions `x = x` takes a name over: into a class, or for those who
/// import it.
fn does_nothing(facts: &Facts<'_>, node: Node<'_>, left: Node<'_>) -> bool {
    let scopes = facts.file.scopes();
    let is_in = |scope| scopes.inside(scope, &node.byte_range());
    !is_in(Scope::Class) && (is_in(Scope::Function) || left.is(Role::Member))
}
