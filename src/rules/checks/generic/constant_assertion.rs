//! `constant-assertion`: an assertion of a literal, or of the same place on both sides.

use std::ops::Range;

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role};

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(what) = asserted(facts, node) else { return };
    let file = facts.file;
    let shown = &file.text[node.start_byte()..what.end];
    let close = if node.is(Role::Assertion) { "" } else { ")" };
    let hit = Hit::at(node.byte_range()).with("assertion", format!("{shown}{close}"));
    found(hit.with("what", what.text));
}

/// What is wrong with an assertion, and where what it compares ends.
struct Asserted {
    text: &'static str,
    end: usize,
}

fn asserted<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<Asserted> {
    let known = &facts.file.language?.assertions;
    let text = |part: &Range<usize>| facts.file.text[part.clone()].trim();
    let never_fails = |part: &Range<usize>| {
        known.constants.contains(&text(part)).then_some(Asserted { text: "can never fail", end: part.end })
    };
    if node.is(Role::Assertion) {
        return never_fails(&node.named_child(0)?.byte_range());
    }
    let call = facts.call_at(node)?;
    let callee = facts.file.text_of(call.callee);
    let name = callee.rsplit(['.', ':']).next().unwrap_or(callee);
    let all = parts(facts, call.arguments?);
    let parts = all.get(known.before..)?;
    if known.truth.contains(&name) {
        return never_fails(parts.first()?);
    }
    let text_of_equal = if known.equal.contains(&name) {
        "compares a value with itself"
    } else if known.unequal.contains(&name) {
        "compares a value with itself and always fails"
    } else {
        return None;
    };
    let [left, right, ..] = parts else { return None };
    let is_same = text(left) == text(right) && is_place(text(left));
    is_same.then_some(Asserted { text: text_of_equal, end: right.end })
}

/// The arguments, split at the commas between them: those of a macro are not parsed.
fn parts(facts: &Facts<'_>, arguments: Node<'_>) -> Vec<Range<usize>> {
    let commas = arguments.children().filter(|node| facts.file.text_of(*node) == ",").map(|node| node.byte_range());
    let mut start = arguments.start_byte() + 1;
    let mut parts = Vec::new();
    for comma in commas {
        parts.push(start..comma.start);
        start = comma.end;
    }
    parts.push(start..arguments.end_byte().saturating_sub(1).max(start));
    parts
}

/// A member of something, which is the same whenever it is read. A bare variable may test its own equality.
fn is_place(text: &str) -> bool {
    text.starts_with(|c: char| c.is_lowercase() || c == '_' || c == '&' || c == '*')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '&' | '*'))
        && text.contains('.')
}
