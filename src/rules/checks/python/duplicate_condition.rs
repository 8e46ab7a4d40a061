//! `python/duplicate-condition`: an `elif` that asks what an earlier branch of the chain has asked.

use std::collections::HashMap;

use super::code::{beneath, field, squeezed};
use crate::diff::LineSet;
use crate::finding::Line;
use crate::rules::matched::Hit;
use crate::syntax::{Node, SourceFile, descendants};

/// Functions and methods that give the same when asked again.
const STEADY: [&str; 14] = [
    "isinstance",
    "issubclass",
    "len",
    "hasattr",
    "callable",
    "type",
    "getattr",
    "startswith",
    "endswith",
    "lower",
    "upper",
    "get",
    "is_file",
    "is_dir",
];

pub(super) fn scan(file: &SourceFile, _: &LineSet, found: &mut dyn FnMut(Hit)) {
    let Some(tree) = file.tree() else { return };
    for chain in descendants(tree.root_node()).filter(|node| node.kind() == "if_statement") {
        let elifs = field(chain, "alternative").into_iter().filter(|clause| clause.kind() == "elif_clause");
        let conditions =
            std::iter::once(chain).chain(elifs).filter_map(|clause| clause.child_by_field_name("condition"));
        let mut seen: HashMap<String, Line> = HashMap::new();
        for condition in conditions.filter(|condition| is_steady(file, *condition)) {
            let line = file.line_at(condition.start_byte());
            if let Some(first) = seen.get(&squeezed(file, condition)) {
                let values = vec![("line".to_owned(), first.to_string())];
                found(Hit { bytes: condition.byte_range(), values });
            } else {
                seen.insert(squeezed(file, condition), line);
            }
        }
    }
}

fn is_steady(file: &SourceFile, condition: Node<'_>) -> bool {
    beneath(condition).all(|node| match node.kind() {
        "await" | "yield" | "named_expression" => false,
        "call" => node.child_by_field_name("function").is_some_and(|function| {
            let name = function.child_by_field_name("attribute").unwrap_or(function);
            STEADY.contains(&file.text_of(name))
        }),
        _ => true,
    })
}
