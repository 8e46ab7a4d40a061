//! A signature compared letter by letter.

use crate::syntax::Node;
use std::sync::LazyLock;

use super::values::{Built, definition, is_fixed, regex, short};
use crate::rules::matched::Match;
use regex::Regex;

/// One side was made with `hmac` in this function, and the other is no literal.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    static MADE: LazyLock<Regex> = LazyLock::new(|| regex(r"\bhmac\.(?:new|digest)\(|\bHMAC\("));
    static DIGEST: LazyLock<Regex> = LazyLock::new(|| regex(r"^(\w+)\.(?:hex)?digest\(\)$"));
    let (Some(left), Some(right)) = (m.node("left"), m.node("right")) else { return false };
    let file = m.file;
    let made_here = |node: Node<'_>| {
        let object = || node.child_by_field_name("function")?.child_by_field_name("object");
        let name = if DIGEST.is_match(file.text_of(node)) { object() } else { None };
        let value = name.and_then(|name| definition(file, name)).unwrap_or(node);
        MADE.is_match(file.text_of(value))
    };
    let made = |side| Built::of(file, side).holes.into_iter().map(|hole| hole.node).find(|node| made_here(*node));
    let given = |side: Node<'_>| !is_fixed(file, side) && side.kind() != "concatenated_string";
    let Some(signature) = made(left).or_else(|| made(right)) else { return false };
    if !(given(left) && given(right)) {
        return false;
    }
    let signature = short(file.text_of(signature));
    m.set("signature", signature);
    true
}
