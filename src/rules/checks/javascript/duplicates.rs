//! `javascript/duplicate-object-key` and `javascript/duplicate-case`: of two that are the same, one never counts.

use std::collections::HashMap;

use crate::facts::{Facts, is_pure};
use crate::finding::Line;
use crate::rules::matched::Hit;
use crate::syntax::Node;

pub(super) fn visit_keys(facts: &Facts<'_>, object: Node<'_>, found: &mut dyn FnMut(Hit)) {
    let file = facts.file;
    let mut seen: HashMap<&str, Line> = HashMap::new();
    for member in object.named_children() {
        if member.kind() == "spread_element" {
            seen.clear(); // what `...others` brings may be meant to lie between
        }
        let Some(key) = member.child_by_field_name("key") else { continue };
        if member.kind() != "pair" || !matches!(key.kind(), "property_identifier" | "string" | "number") {
            continue;
        }
        let name = file.text_of(key).trim_matches(['"', '\'']);
        // In a literal `__proto__` sets the prototype.
        if name == "__proto__" {
            continue;
        }
        if let Some(first) = seen.insert(name, file.line_at(key.start_byte())) {
            found(Hit::at(key.byte_range()).with("key", file.text_of(key)).with("line", first.to_string()));
        }
    }
}

pub(super) fn visit_cases<'t>(facts: &Facts<'t>, body: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let file = facts.file;
    let mut seen: HashMap<String, Line> = HashMap::new();
    for value in body.named_children().filter_map(|case| case.child_by_field_name("value")) {
        if !is_pure(value) {
            continue;
        }
        let line = file.line_at(value.start_byte());
        match seen.get(&facts.code(value)) {
            Some(first) => {
                found(Hit::at(value.byte_range()).with("value", file.text_of(value)).with("line", first.to_string()));
            }
            None => drop(seen.insert(facts.code(value), line)),
        }
    }
}
