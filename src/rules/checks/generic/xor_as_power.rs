//! `xor-as-power`: `2 ^ n`, which is no power but an exclusive or.

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role};

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(operation) = facts.operation(node).filter(|operation| operation.operator == "^") else { return };
    let text = |node: Node<'t>| facts.file.text_of(node);
    // Masks are written in hexadecimal or binary, and beside other operators on bits.
    let is_base = matches!(text(operation.left), "2" | "10");
    let exponent = text(operation.right);
    let is_exponent = operation.right.is(Role::Identifier) || exponent.bytes().all(|byte| byte.is_ascii_digit());
    let is_among_bits = node
        .parent()
        .and_then(|outer| facts.operation(outer))
        .is_some_and(|outer| matches!(outer.operator, "&" | "|" | "^" | "<<" | ">>"));
    if is_base && is_exponent && !is_among_bits {
        found(Hit::at(node.byte_range()).with("base", text(operation.left)).with("exponent", exponent));
    }
}
