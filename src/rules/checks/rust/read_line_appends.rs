//! `rust/read-line-appends`: a loop reads lines into one buffer, which keeps those before: it is made before the loop and
//! never emptied in it.

use crate::facts::{Facts, around};
use crate::rules::matched::Match;
use crate::syntax::{Node, Role, ancestors, descendants};

/// Methods that empty a buffer or look at its end alone.
const EMPTIES: [&str; 8] = ["clear", "truncate", "drain", "split_off", "ends_with", "remove", "pop", "len"];
/// Functions that leave another buffer behind.
const TAKES: [&str; 3] = ["std::mem::take", "std::mem::replace", "std::mem::swap"];

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(call), Some(buffer)) = (m.node("report"), m.node("buffer")) else { return false };
    let Some(turn) = around(call, Role::Loop).next() else { return false };
    let is_of_turn = m.facts.binding(buffer).is_some_and(|binding| ancestors(binding.name).any(|outer| outer == turn));
    let leaves = descendants(turn).any(|node| node.is(Role::Return) || node.is(Role::Break));
    let is_over = turn.kind() == "for_expression" && leaves;
    let mut mentions = m.facts.mentions(buffer, turn.id()..turn.after());
    !is_of_turn && !is_over && !mentions.any(|mention| is_emptied(m.facts, mention))
}

/// Whether a buffer is emptied, assigned or given away where it stands.
fn is_emptied<'t>(facts: &Facts<'t>, mention: Node<'t>) -> bool {
    let Some(parent) = mention.parent() else { return false };
    match parent.kind() {
        "field_expression" => {
            let method = parent.child_by_field_name("field").map(|field| facts.file.text_of(field));
            method.is_some_and(|method| EMPTIES.contains(&method))
        }
        "assignment_expression" => parent.child_by_field_name("left") == Some(mention),
        "arguments" => true,
        "reference_expression" => {
            let call = parent.parent().and_then(|arguments| arguments.parent());
            call.is_some_and(|call| facts.calls(call, &TAKES))
        }
        _ => false,
    }
}
