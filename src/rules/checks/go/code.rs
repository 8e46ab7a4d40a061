//! What several checks ask of Go code.

use crate::syntax::{Field, Node, Role, ancestors};

/// The statement that writes to a place: `x.y = 1`, `x.y += 1`, `x.y++`.
pub(super) fn write_to(place: Node<'_>) -> Option<Node<'_>> {
    let parent = place.parent()?;
    if parent.is(Role::Update) {
        return Some(parent);
    }
    let list = Some(parent).filter(|parent| parent.is(Role::Targets))?;
    list.parent().filter(|outer| outer.kind() == "assignment_statement" && outer.part(Field::Left) == Some(list))
}

/// The function that a node is in.
pub(super) fn function_of(node: Node<'_>) -> Option<Node<'_>> {
    ancestors(node).find(|outer| outer.is(Role::Function))
}
