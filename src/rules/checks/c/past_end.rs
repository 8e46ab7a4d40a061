//! `terminator-past-end` and `loop-past-end`: the element behind the last one of an array.

use crate::facts::{Facts, same_function};
use crate::rules::matched::Hit;
use crate::syntax::{Field, Node, Role, walk};

/// Functions that return how much of a buffer they filled, which may be all of it.
const FILL: [&str; 7] = ["read", "recv", "recvfrom", "pread", "readlink", "fread", "std::fread"];

/// How much of a loop is looked at.
const BENEATH: usize = 4_000;

/// `line[n] = 0` where a call has filled up to `n` bytes of the whole `line`.
pub(super) fn visit_terminator<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some([target, value]) = facts.assignment(node) else { return };
    if !matches!(facts.file.text_of(value), "0" | "'\\0'" | "'\\x0'" | "NUL") {
        return;
    }
    let Some((buffer, index)) = item(target) else { return };
    let is_past = if is_size(facts, index, buffer) {
        facts.declaration(buffer).is_some_and(|text| text.contains("char ") && text.contains('['))
    } else {
        index.is(Role::Identifier) && is_filled(facts, index, buffer)
    };
    if is_past {
        let hit = Hit::at(target.byte_range()).with("item", facts.file.text_of(target));
        found(hit.with("buffer", facts.file.text_of(buffer)));
    }
}

/// Whether a variable is what a call returned that was given the whole buffer, and nothing asks whether it is full.
fn is_filled<'t>(facts: &Facts<'t>, index: Node<'t>, buffer: Node<'t>) -> bool {
    let Some(call) = facts.definition(index).and_then(|value| facts.call(value)) else { return false };
    if !facts.is_named(call.callee, &FILL) {
        return false;
    }
    let Some(list) = call.arguments else { return false };
    let is_whole = list.named_children().any(|argument| is_size(facts, argument, buffer));
    let is_meant = list.named_children().any(|argument| facts.is_same(argument, buffer));
    let name = facts.file.text_of(index);
    let asks = |own: Node<'t>| {
        let text = facts.file.text_of(own);
        own.is(Role::Binary) && text.contains(name) && text.contains("sizeof")
    };
    is_whole && is_meant && !same_function(index).any(asks)
}

fn is_size<'t>(facts: &Facts<'t>, node: Node<'t>, buffer: Node<'t>) -> bool {
    let measures_it = |measured| facts.is_same(facts.inside(measured), buffer);
    node.kind() == "sizeof_expression" && node.named_child(0).is_some_and(measures_it)
}

/// `for (i = 0; i <= N; i++) a[i]` where `a` is declared as `a[N]`.
pub(super) fn visit_loop<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let (Some(condition), Some(body)) = (node.part(Field::Condition), node.part(Field::Body)) else { return };
    let Some(limit) = facts.operation(condition).filter(|own| own.operator == "<=") else { return };
    let size = facts.file.text_of(limit.right);
    let leaves = |inner: Node<'t>| inner.is(Role::Break) || inner.is(Role::Return) || inner.is(Role::Branch);
    if !limit.left.is(Role::Identifier) || walk(body, |_| true).take(BENEATH).any(leaves) {
        return;
    }
    for (array, index) in walk(body, |_| true).take(BENEATH).filter_map(item) {
        let name = facts.file.text_of(array);
        let is_index = facts.is_same(index, limit.left) && array.is(Role::Identifier);
        let declared = if is_index { facts.declaration(array) } else { None };
        if declared.is_some_and(|text| text.ends_with(&format!(" {name}[{size}]"))) {
            let item = &facts.file.text[array.start_byte()..index.end_byte()];
            let hit = Hit::at(condition.byte_range()).with("array", name).with("size", size);
            found(hit.with("item", format!("{item}]")));
            return;
        }
    }
}

/// The array and the index of `a[i]`.
fn item(node: Node<'_>) -> Option<(Node<'_>, Node<'_>)> {
    if !node.is(Role::Subscript) {
        return None;
    }
    let array = node.named_child(0)?;
    let index = node.named_child(1)?;
    let index = if index.kind() == "subscript_argument_list" { index.named_child(0)? } else { index };
    Some((array, index))
}
