//! `rust/constant-assertion`: a literal, or the same place on both sides.

use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(arguments) = found.node("_arguments") else { return false };
    let name = found.text("_assert").unwrap_or_default().to_owned();
    let file = found.file;
    let parts = parts(file, arguments);
    let what = match (name.trim_start_matches("debug_"), &*parts) {
        ("assert", ["true", ..]) => "can never fail",
        ("assert_eq", [left, right, ..]) if left == right && is_place(left) => "compares a value with itself",
        ("assert_ne", [left, right, ..]) if left == right && is_place(left) => {
            "compares a value with itself and always fails"
        }
        _ => return false,
    };
    found.set("what", what);
    found.set("assertion", format!("{name}!({})", parts[..parts.len().min(2)].join(", ")));
    true
}

/// The arguments of a macro, split at the commas between them.
fn parts<'t>(file: &'t SourceFile, arguments: Node<'_>) -> Vec<&'t str> {
    let commas = arguments.children().filter(|node| file.text_of(*node) == ",").map(|node| node.byte_range());
    let mut start = arguments.start_byte() + 1;
    let mut parts = Vec::new();
    for comma in commas {
        parts.push(file.text[start..comma.start].trim());
        start = comma.end;
    }
    parts.push(file.text[start..arguments.end_byte().saturating_sub(1).max(start)].trim());
    parts
}

/// A field of something, which is the same whenever it is read. A bare variable may test `PartialEq`.
fn is_place(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || c == '_' || c == '&' || c == '*')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '&' | '*'))
        && text.contains('.')
}
