//! `rust/hash-disagrees-with-eq`: the equality that is written by hand looks at less than the derived hash.

use crate::rules::matched::Match;
use crate::syntax::Node;
use crate::text::has_word;

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(name), Some(item)) = (m.node("type"), m.node("_impl")) else { return false };
    let scope = m.facts.bindings().resolve(m.file.text_of(name), name);
    let bindings = scope.map(|scope| scope.get(m.file.text_of(name))).unwrap_or_default();
    let mut definitions = bindings.iter().filter_map(|binding| binding.name.parent());
    let definition = definitions.find(|node| matches!(node.kind(), "struct_item" | "enum_item"));
    definition.is_some_and(|definition| leaves_out(m, definition, item))
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
        if phantom { None } else { field.child_by_field_name("name") }
    });
    blurs || names.any(|name| !has_word(code, m.file.text_of(name)))
}
