//! `rust/const-reference-to-mut`: the cast counts where it is written through, and where what it was made from is a
//! shared borrow.

use crate::facts::around;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role, SourceFile, ancestors};

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(place), Some(target)) = (m.node("report"), m.node("target")) else { return false };
    is_written(m.file, place) && is_shared(m, target)
}

/// Whether a place is assigned to, or borrowed to be changed.
fn is_written(file: &SourceFile, place: Node<'_>) -> bool {
    ancestors(place).take_while(|outer| !outer.is(Role::Block)).any(|outer| match outer.kind() {
        "reference_expression" => file.text_of(outer).starts_with("&mut"),
        "assignment_expression" | "compound_assignment_expr" => {
            let left = outer.child_by_field_name("left");
            left.is_some_and(|left| left.byte_range().contains(&place.start_byte()))
        }
        _ => false,
    })
}

fn is_shared<'t>(m: &Match<'t>, target: Node<'t>) -> bool {
    if target.kind() != "self" {
        let text = m.file.text_of(target);
        return !text.starts_with("&mut") && !text.starts_with("&raw");
    }
    let method = around(target, Role::Function).find(|outer| outer.kind() == "function_item");
    let parameters = method.and_then(|method| method.child_by_field_name("parameters"));
    let own = parameters.and_then(|parameters| parameters.named_child(0));
    own.is_some_and(|own| m.file.text_of(own).starts_with('&') && !m.file.text_of(own).contains("mut"))
}
