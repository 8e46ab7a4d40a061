//! `float-equality`: `==` with a decimal fraction that no float holds exactly.

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role};

/// Halves, quarters and so on down to this part are exact, and so are whole numbers.
const GRID: f64 = 1024.0;

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(operation) = facts.operation(node).filter(|own| matches!(own.operator, "==" | "!=" | "===" | "!=="))
    else {
        return;
    };
    let inexact = [operation.left, operation.right].into_iter().find(|side| is_inexact(facts, *side));
    if let Some(literal) = inexact {
        found(Hit::at(node.byte_range()).with("literal", facts.file.text_of(literal)));
    }
}

fn is_inexact(facts: &Facts<'_>, node: Node<'_>) -> bool {
    if !node.is(Role::Number) {
        return false;
    }
    let text = facts.file.text_of(node);
    let digits = text.trim_end_matches("f32").trim_end_matches("f64").trim_end_matches(['f', 'F', 'l', 'L', 'd', 'D']);
    let digits = digits.replace(['_', '\''], "");
    digits.parse::<f64>().is_ok_and(|value| (value * GRID).fract() != 0.0)
}
