//! `go/range-copy-written`: a field of the copy that `range` makes of a struct is written, and read nowhere after.

use super::code::write_to;
use crate::facts::{Binding, Facts};
use crate::rules::matched::Match;
use crate::syntax::{Field, Node, Role};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(copy), Some(items), Some(body)) = (found.node("copy"), found.node("items"), found.node("body")) else {
        return false;
    };
    let facts = found.facts;
    if !element(facts, items).is_some_and(is_value) {
        return false;
    }
    let Some(write) = lost_write(facts, copy, body) else { return false };
    found.report = write.byte_range();
    true
}

/// The first write to a field of the copy, where nothing reads the copy after it.
fn lost_write<'t>(facts: &Facts<'t>, copy: Node<'t>, body: Node<'t>) -> Option<Node<'t>> {
    let mut first: Option<Node<'t>> = None;
    for mention in facts.mentions(copy, body.id()..body.after()) {
        let member = mention.parent().filter(|parent| parent.is(Role::Member));
        let write = member.and_then(write_to);
        match (first, write) {
            (None, Some(write)) => first = Some(write),
            (Some(first), None) if mention.id() >= first.after() => return None,
            _ => {}
        }
    }
    first
}

/// The type of what a slice, an array or a map holds, where the file says it.
fn element<'t>(facts: &Facts<'t>, items: Node<'t>) -> Option<Node<'t>> {
    let whole = if let Some((object, field)) = facts.member(items) {
        field_type(facts, object, field)?
    } else {
        let binding = facts.binding(items)?;
        binding.declared.or_else(|| made(binding.value?))?
    };
    whole.child_by_field_name("element").or_else(|| whole.child_by_field_name("value"))
}

/// The type of what a value is made by: `[]T{..}`, `make([]T, n)`.
fn made(value: Node<'_>) -> Option<Node<'_>> {
    match value.kind() {
        "composite_literal" => value.part(Field::Type),
        "call_expression" => {
            value.child_by_field_name("arguments")?.named_child(0).filter(|kind| kind.kind() == "slice_type")
        }
        _ => None,
    }
}

/// The declared type of a field of a struct of the file.
fn field_type<'t>(facts: &Facts<'t>, object: Node<'t>, field: Node<'t>) -> Option<Node<'t>> {
    let names = facts.names(object);
    let class = names.first()?.path.strip_prefix("self.")?.strip_suffix("()")?;
    let [Binding { declared, .. }] = facts.bindings().of_type(class).next()?.attribute(facts.file.text_of(field))
    else {
        return None;
    };
    *declared
}

/// Whether a type with fields is held by value: a name, and no pointer.
fn is_value(element: Node<'_>) -> bool {
    element.is(Role::Identifier) || matches!(element.kind(), "qualified_type" | "generic_type")
}
