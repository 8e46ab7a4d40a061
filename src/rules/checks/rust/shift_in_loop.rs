//! `rust/shift-in-loop`: the list lives longer than a turn of the loop, and the loop goes on afterwards.

use crate::facts::around;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role, ancestors, descendants};

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(call), Some(list)) = (m.node("report"), m.node("list")) else { return false };
    let Some(turn) = around(call, Role::Loop).next() else { return false };
    let binding = m.facts.binding(list);
    let is_of_turn = binding.is_some_and(|binding| ancestors(binding.name).any(|outer| outer == turn));
    !is_of_turn && !leaves(call, turn)
}

/// Whether the branch of a loop that a node is in leaves the loop afterwards.
fn leaves<'t>(node: Node<'t>, turn: Node<'t>) -> bool {
    let inner = || ancestors(node).take_while(|outer| *outer != turn);
    let branch = inner().find(|outer| outer.kind() == "block");
    let branch = branch.filter(|block| turn.child_by_field_name("body") != Some(*block));
    let goes = branch.is_some_and(|branch| descendants(branch).any(|other| other.id() > node.id() && is_exit(other)));
    goes || inner().any(is_exit)
}

fn is_exit(node: Node<'_>) -> bool {
    node.is(Role::Return) || node.is(Role::Break)
}
