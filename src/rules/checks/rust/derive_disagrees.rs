//! `rust/hash-disagrees-with-eq` and `rust/ord-disagrees-with-partial-ord`: of two traits that must agree, one is
//! derived and the other written by hand.

use super::syntax::LOOK_BACK;
use crate::rules::matched::Match;
use crate::syntax::Node;
use crate::text::has_word;

/// The trait that is written by hand, and the derived one that it must agree with.
const PAIRS: &[(&str, &str)] = &[("PartialEq", "Hash"), ("Ord", "PartialOrd"), ("PartialOrd", "Ord")];

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(by_hand), Some(name), Some(item)) = (m.text("trait"), m.text("type"), m.node("_impl")) else {
        return false;
    };
    let Some((_, derived)) = PAIRS.iter().find(|(own, _)| *own == by_hand) else { return false };
    let Some(parent) = item.parent() else { return false };
    let definition = parent.named_children().find(|node| {
        matches!(node.kind(), "struct_item" | "enum_item")
            && node.child_by_field_name("name").is_some_and(|own| m.file.text_of(own) == name)
    });
    let Some(definition) = definition else { return false };
    let is_known = ["derive_ord_xor_partial_ord", "derived_hash_with_manual_eq", "derive_hash_xor_eq"]
        .iter()
        .any(|lint| m.file.text.contains(lint));
    if is_known || !derives(m, definition, derived) || derives(m, definition, by_hand) {
        return false;
    }
    if by_hand == "PartialEq" && !leaves_out(m, definition, item) {
        return false;
    }
    m.set("derived", *derived);
    true
}

/// Whether an equality looks at less than the whole of a value: at some of the fields, or at texts without case.
fn leaves_out(m: &Match<'_>, definition: Node<'_>, item: Node<'_>) -> bool {
    let code = m.file.text_of(item);
    let blurs =
        ["ignore_ascii_case", "to_lowercase", "to_ascii_lowercase", ".abs()"].iter().any(|word| code.contains(word));
    let Some(body) = definition.child_by_field_name("body").filter(|node| node.kind() == "field_declaration_list")
    else {
        return blurs;
    };
    let mut names = body.named_children().filter_map(|field| {
        let phantom = field.child_by_field_name("type").is_some_and(|node| m.file.text_of(node).contains("Phantom"));
        field.child_by_field_name("name").filter(|_| !phantom)
    });
    blurs || names.any(|name| !has_word(code, m.file.text_of(name)))
}

fn derives(m: &Match<'_>, definition: Node<'_>, name: &str) -> bool {
    std::iter::successors(definition.prev_named_sibling(), Node::prev_named_sibling)
        .take(LOOK_BACK)
        .take_while(|node| node.kind() == "attribute_item" || node.kind().ends_with("comment"))
        .filter(|node| node.kind() == "attribute_item")
        .map(|node| m.file.text_of(node))
        .any(|text| text.contains("derive") && has_word(text, name))
}
