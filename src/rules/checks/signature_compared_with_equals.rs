//! A signature compared letter by letter.

use std::sync::LazyLock;

use regex::Regex;
use tree_sitter::Node;

use super::python_values::{definition, regex, short};
use crate::rules::query::Match;

/// One side was made with `hmac` in this function, and the other is no literal.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    static MADE: LazyLock<Regex> = LazyLock::new(|| regex(r"\bhmac\.(?:new|digest)\(|\bHMAC\("));
    static DIGEST: LazyLock<Regex> = LazyLock::new(|| regex(r"^(\w+)\.(?:hex)?digest\(\)$"));
    let (Some(left), Some(right)) = (m.node("left"), m.node("right")) else { return false };
    let file = m.file;
    let made = |side: Node<'_>| {
        let mut node = side;
        for _ in 0..4 {
            if MADE.is_match(file.text_of(node)) {
                return true;
            }
            let object =
                node.child_by_field_name("function").and_then(|function| function.child_by_field_name("object"));
            let name = if DIGEST.is_match(file.text_of(node)) { object } else { Some(node) };
            let value = name.filter(|name| name.kind() == "identifier").and_then(|name| definition(file, name));
            match value {
                Some(value) => node = value,
                None => return false,
            }
        }
        false
    };
    let given = |side: Node<'_>| !matches!(side.kind(), "string" | "none" | "integer" | "concatenated_string");
    if !(given(left) && given(right) && (made(left) || made(right))) {
        return false;
    }
    let signature = short(file.text_of(if made(left) { left } else { right }));
    m.set("signature", signature);
    true
}
