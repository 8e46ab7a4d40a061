//! `python/duplicate-dict-key`: a key that stands twice in one dict literal.

use std::collections::HashMap;

use super::code::{children, plain_text, prefix, squeezed};
use crate::diff::LineSet;
use crate::finding::Line;
use crate::rules::matched::Hit;
use crate::syntax::{Node, SourceFile, descendants};

pub(super) fn scan(file: &SourceFile, _: &LineSet, found: &mut dyn FnMut(Hit)) {
    let Some(tree) = file.tree() else { return };
    for dictionary in descendants(tree.root_node()).filter(|node| node.kind() == "dictionary") {
        let mut seen: HashMap<String, Line> = HashMap::new();
        for pair in children(dictionary) {
            if pair.kind() != "pair" {
                seen.clear(); // `**others` may be meant to lie between
                continue;
            }
            let Some(key) = pair.child_by_field_name("key") else { continue };
            let Some(name) = constant(file, key) else { continue };
            let line = file.line_at(key.start_byte());
            if let Some(first) = seen.insert(name, line) {
                let values =
                    vec![("key".to_owned(), file.text_of(key).to_owned()), ("line".to_owned(), first.to_string())];
                found(Hit { bytes: key.byte_range(), values });
            }
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
