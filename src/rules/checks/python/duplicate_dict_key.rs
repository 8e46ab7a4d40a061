//! `python/duplicate-dict-key`: a key that stands twice in one dict literal.

use std::collections::HashMap;

use super::code::{children, plain_text, prefix, squeezed};
use crate::facts::Facts;
use crate::finding::Line;
use crate::rules::matched::Hit;
use crate::syntax::{Node, SourceFile};

pub(super) fn visit(facts: &Facts<'_>, dictionary: Node<'_>, found: &mut dyn FnMut(Hit)) {
    let file = facts.file;
    let mut seen: HashMap<String, Line> = HashMap::new();
    for pair in children(dictionary) {
        if pair.kind() != "pair" {
            seen.clear(); // `**others` may be meant to lie between
            continue;
        }
        let Some(key) = pair.child_by_field_name("key") else { continue };
        let Some(name) = constant(file, key) else { continue };
        if let Some(first) = seen.insert(name, file.line_at(key.start_byte())) {
            found(Hit::at(key.byte_range()).with("key", file.text_of(key)).with("line", first.to_string()));
        }
    }
}

/// A text that two keys share only if they are equal; `None` for keys that are worked out.
fn constant(file: &SourceFile, key: Node<'_>) -> Option<String> {
    match key.kind() {
        "string" => {
            let bytes = if prefix(file, key).contains('b') { "b" } else { "" };
            let raw = if prefix(file, key).contains('r') { "r" } else { "" };
            plain_text(file, key).map(|text| format!("{bytes}{raw}'{text}"))
        }
        "integer" | "float" | "true" | "false" | "none" | "identifier" => Some(file.text_of(key).to_owned()),
        "attribute" => {
            let object = key.child_by_field_name("object")?;
            matches!(object.kind(), "identifier" | "attribute").then(|| squeezed(file, key))
        }
        _ => None,
    }
}
