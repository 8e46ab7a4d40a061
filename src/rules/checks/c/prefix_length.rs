//! `prefix-length`: a comparison with a string by a length that is another than the string's.

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role};

const COMPARE: [&str; 7] = ["strncmp", "strncasecmp", "memcmp", "_strnicmp", "strnicmp", "std::strncmp", "std::memcmp"];

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(call) = facts.call_at(node).filter(|call| facts.is_named(call.callee, &COMPARE)) else { return };
    let arguments: Vec<_> = call.arguments.into_iter().flat_map(|list| list.named_children()).collect();
    let [one, other, length] = arguments[..] else { return };
    let Ok(length) = facts.file.text_of(length).parse::<usize>() else { return };
    let Some(literal) = [one, other].into_iter().find(|side| side.kind() == "string_literal") else { return };
    let Some(count) = characters(facts, literal) else { return };
    // One more compares the end of the string as well.
    if length != count && length != count + 1 {
        let hit = Hit::at(node.byte_range()).with("call", facts.file.text_of(call.callee));
        let hit = hit.with("length", length.to_string()).with("count", count.to_string());
        found(hit.with("text", facts.file.text_of(literal)));
    }
}

/// How many characters a string has; `None` where that takes more than counting.
fn characters(facts: &Facts<'_>, literal: Node<'_>) -> Option<usize> {
    let text = facts.file.text_of(literal);
    if !text.starts_with('"')
        || text.contains("\\u")
        || text.contains("\\U")
        || text.contains("\\\n")
        || text.contains("\\0")
    {
        return None;
    }
    let of_part = |part: Node<'_>| if part.kind() == "escape_sequence" { 1 } else { facts.file.text_of(part).len() };
    let parts = literal.named_children().filter(|part| !part.is(Role::Comment));
    Some(parts.map(of_part).sum())
}
