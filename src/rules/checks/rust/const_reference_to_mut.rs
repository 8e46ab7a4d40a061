//! `rust/const-reference-to-mut`: the cast counts where it is written through, and where what it was made
//! from is a shared borrow.

use crate::rules::matched::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(place), Some(target)) = (found.node("report"), found.node("target")) else { return false };
    let is_written = ancestors(place).take_while(|node| node.kind() != "block").any(|node| match node.kind() {
        "reference_expression" => found.file.text_of(node).starts_with("&mut"),
        "assignment_expression" | "compound_assignment_expr" => {
            node.start_byte() == place.start_byte() || is_left(node, place)
        }
        _ => false,
    });
    let target_text = found.file.text_of(target);
    let is_shared = if target.kind() == "self" {
        let function = ancestors(place).find(|node| node.kind() == "function_item");
        function.and_then(|node| node.child_by_field_name("parameters")).is_some_and(|parameters| {
            let text = found.file.text_of(parameters);
            text.starts_with("(&self")
                || (text.starts_with("(&'") && !text[..text.find("self").unwrap_or(0)].contains("mut"))
        })
    } else {
        !target_text.starts_with("&mut") && !target_text.starts_with("&raw")
    };
    is_written && is_shared
}

fn is_left(assignment: crate::syntax::Node<'_>, place: crate::syntax::Node<'_>) -> bool {
    assignment.child_by_field_name("left").is_some_and(|left| left.byte_range().contains(&place.start_byte()))
}
