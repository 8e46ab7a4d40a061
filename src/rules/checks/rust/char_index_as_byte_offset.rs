//! `rust/char-index-as-byte-offset`: a text is cut at a number that counts its characters, not its bytes.

use super::syntax::{MethodCall, compact, peeled};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(text), Some(range)) = (m.node("text"), m.node("_range")) else { return false };
    let chars = format!("{}.chars()", compact(m.file, text));
    let indices = range.named_children().map(|side| match side.child_by_field_name("left") {
        Some(left) if side.kind() == "binary_expression" => left,
        _ => side,
    });
    let mut names = indices.filter(|index| index.kind() == "identifier");
    let Some(index) = names.find(|index| counts_characters(m, *index, &chars)) else { return false };
    m.set("index", m.file.text_of(index));
    true
}

/// Whether a variable is a number of characters: a place among them, or how many there are.
fn counts_characters<'t>(m: &Match<'t>, index: Node<'t>, chars: &str) -> bool {
    let Some(binding) = m.facts.binding(index) else { return false };
    let Some(source) = binding.source() else { return false };
    let enumerates = compact(m.file, source).starts_with(&format!("{chars}.enumerate()"));
    let is_first = binding.name.prev_named_sibling().is_none();
    (enumerates && is_first) || is_count(m.file, source, chars)
}

fn is_count(file: &SourceFile, value: Node<'_>, chars: &str) -> bool {
    let Some(mut call) = MethodCall::from_node(file, peeled(file, value)) else { return false };
    if matches!(call.method, "unwrap_or" | "unwrap_or_default" | "unwrap_or_else") {
        let Some(inner) = MethodCall::from_node(file, call.receiver) else { return false };
        call = inner;
    }
    matches!(call.method, "position" | "count") && compact(file, call.receiver).starts_with(chars)
}
