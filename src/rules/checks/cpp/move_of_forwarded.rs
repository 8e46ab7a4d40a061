//! `move-of-forwarded`: `std::move` of a parameter that takes whatever the caller has.

use crate::facts::{By, Facts};
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, ancestors};

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(call) = facts.call_at(node).filter(|call| facts.is_named(call.callee, &["std::move"])) else { return };
    let mut arguments = call.arguments.into_iter().flat_map(|list| list.named_children());
    let Some(name) = arguments.next().filter(|name| name.is(Role::Identifier) && arguments.next().is_none()) else {
        return;
    };
    let Some(binding) = facts.declared(name).filter(|binding| binding.by == By::Parameter) else { return };
    let Some(declared) = binding.declared.filter(|declared| declared.kind() == "type_identifier") else { return };
    let declarator = binding.name.parent().map(|outer| facts.file.text_of(outer)).unwrap_or_default();
    let kind = facts.file.text_of(declared);
    // A `const T &&` binds to nothing else.
    let is_const = facts.declaration(name).is_some_and(|text| text.starts_with("const"));
    if declarator.starts_with("&&") && !is_const && is_parameter_of_template(facts, binding.name, kind) {
        found(Hit::at(node.byte_range()).with("name", facts.file.text_of(name)).with("type", kind));
    }
}

/// Whether a type is a parameter of the template that the function around a node is itself.
fn is_parameter_of_template<'t>(facts: &Facts<'t>, node: Node<'t>, kind: &str) -> bool {
    let Some(function) = ancestors(node).find(|outer| outer.is(Role::Function)) else { return false };
    let Some(template) = function.parent().filter(|outer| outer.kind() == "template_declaration") else { return false };
    let list = template.child_by_field_name("parameters").into_iter().flat_map(|list| list.named_children());
    let mut types = list.filter(|parameter| parameter.kind() == "type_parameter_declaration");
    types.any(|parameter| parameter.named_child(0).is_some_and(|name| facts.file.text_of(name) == kind))
}
