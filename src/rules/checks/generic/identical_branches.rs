//! `identical-branches`: what runs where a condition holds is what runs where it fails.

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, descendants};
use crate::text::is_word_character;

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(branch) = facts.branch(node) else { return };
    let Some(otherwise) = branch.otherwise else { return };
    let bodies = [branch.then, otherwise.body];
    if facts.is_same(bodies[0], bodies[1]) && !is_form(facts, branch.then) && !is_explained(facts, node, bodies) {
        found(Hit::at(otherwise.word.byte_range()).with("condition", facts.file.text_of(branch.condition)));
    }
}

/// Nothing, or a single word such as `pass` or `false`, is put there for form's sake.
fn is_form(facts: &Facts<'_>, body: Node<'_>) -> bool {
    let leaves = descendants(body).filter(|node| node.child_count() == 0 && !node.is(Role::Comment));
    leaves.filter(|node| facts.file.text_of(*node).contains(is_word_character)).take(2).count() < 2
}

/// Whether the two have comments that tell them apart, or one stands between them.
fn is_explained(facts: &Facts<'_>, node: Node<'_>, bodies: [Node<'_>; 2]) -> bool {
    let comments = |root| descendants(root).filter(|node| node.is(Role::Comment)).map(|node| facts.file.text_of(node));
    let inside = bodies.iter().map(|body| comments(*body).count()).sum::<usize>();
    comments(node).count() > inside || !comments(bodies[0]).eq(comments(bodies[1]))
}
