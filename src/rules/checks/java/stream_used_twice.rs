//! `java/stream-used-twice`: a second operation on a stream in the same run of statements as the first.

use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role, ancestors};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(stream) = found.node("stream") else { return false };
    let facts = found.facts;
    let uses = facts.uses_below(stream);
    if uses.iter().any(|own| own.form == "_ =") {
        return false;
    }
    let calls: Vec<_> = uses.iter().filter(|own| is_operation(&own.form)).map(|own| own.node).collect();
    let [first, second, ..] = calls[..] else { return false };
    if !always_reaches(first, second) {
        return false;
    }
    let line = facts.file.line_at(first.start_byte()).to_string();
    found.report = report(facts, second);
    found.set("line", line);
    true
}

/// A method that consumes the stream, or makes another one of it.
fn is_operation(form: &str) -> bool {
    form.starts_with('.') && form.ends_with("()") && !matches!(form, ".close()" | ".onClose()" | ".isParallel()")
}

/// Whether control goes on from the first node to the second: the first is in a statement of a block that the second is in
/// too, and that statement decides nothing.
fn always_reaches(first: Node<'_>, second: Node<'_>) -> bool {
    let mut statement = first;
    for outer in ancestors(first) {
        if outer.is(Role::Block) {
            break;
        }
        statement = outer;
        let decides = [Role::Branch, Role::Loop, Role::Try, Role::Return, Role::Raise, Role::Function];
        if decides.iter().any(|role| outer.is(*role)) {
            return false;
        }
    }
    let block = statement.parent();
    second.id() >= statement.after() && ancestors(second).any(|outer| Some(outer) == block)
}

/// The call that a method's name is in.
fn report<'t>(facts: &Facts<'t>, name: Node<'t>) -> std::ops::Range<usize> {
    let call = name.parent().filter(|call| facts.call_at(*call).is_some());
    call.unwrap_or(name).byte_range()
}
