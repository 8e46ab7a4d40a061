//! `rust/str-sliced-by-length`: a text is cut at a number of bytes that nothing says is the start of a character.

use super::syntax::{SEARCH_LIMIT, nodes_of_function, text_between};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, ancestors};

/// What a function asks where it knows the text, or looks for the start of a character.
const KNOWS: &[&str] = &[
    "is_ascii",
    "is_char_boundary",
    "char_indices",
    "floor_char_boundary",
    "starts_with",
    "ends_with",
    ".find(",
    ".rfind(",
    "strip_prefix",
    "len_utf8",
    ".bytes()",
    "as_bytes()",
    "hex",
    "Hex",
    "sha",
    "hash",
    "ascii",
    "split_at",
    "date",
];

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(node), Some(text)) = (m.node("report"), m.text("text")) else { return false };
    let Some(function) = ancestors(node).find(|node| node.kind() == "function_item") else { return false };
    let code = text_between(m.file, function.start_byte(), function.end_byte());
    if KNOWS.iter().any(|word| code.contains(word)) {
        return false;
    }
    is_text(m.file, function, node, text)
}

/// Whether a name stands for a text: by the type of the parameter, or by the value or type that `let` gives it.
fn is_text(file: &SourceFile, function: Node<'_>, node: Node<'_>, name: &str) -> bool {
    let is_name = |pattern: Option<Node<'_>>| {
        pattern.is_some_and(|pattern| file.text_of(pattern).trim_start_matches("mut ") == name)
    };
    let is_text_type = |node: Node<'_>| {
        let text: String = file.text_of(node).split_whitespace().collect();
        matches!(text.trim_start_matches('&').trim_start_matches("mut"), "str" | "String" | "'astr" | "'staticstr")
    };
    let declared = nodes_of_function(function)
        .take(SEARCH_LIMIT)
        .take_while(|own| own.start_byte() < node.start_byte())
        .filter(|own| matches!(own.kind(), "parameter" | "let_declaration"))
        .filter(|own| is_name(own.child_by_field_name("pattern")))
        .last();
    let Some(declared) = declared else { return false };
    if let Some(kind) = declared.child_by_field_name("type") {
        return is_text_type(kind);
    }
    let value = declared.child_by_field_name("value").map(|value| file.text_of(value)).unwrap_or_default();
    let makes_text = [".to_string()", ".to_lowercase()", ".to_uppercase()", ".trim()", ".to_string_lossy()"];
    value.starts_with("format!")
        || value.starts_with("String::from")
        || makes_text.iter().any(|end| value.ends_with(end))
}
