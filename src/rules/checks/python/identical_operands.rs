//! `python/identical-operands`: an operator with the same on both sides.

use tree_sitter::Node;

use super::code::{around, children, is_pure, squeezed};
use crate::rules::query::Match;
use crate::syntax::SourceFile;

/// The longest operand that is compared, in bytes.
const LONGEST: usize = 1000;
/// Operands looked at in one chain of `and` or `or`.
const MOST: usize = 50;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(expression) = found.node("report") else { return false };
    let file = found.file;
    let operator = match expression.kind() {
        "comparison_operator" => expression.child_by_field_name("operators"),
        _ => expression.child_by_field_name("operator"),
    };
    let operator = operator.map_or("", |operator| file.text_of(operator)).to_owned();
    let twice = match expression.kind() {
        "comparison_operator" => compared_with_itself(file, expression, &operator),
        "boolean_operator" => repeated(file, expression, &operator),
        _ => (expression.child_by_field_name("left"))
            .zip(expression.child_by_field_name("right"))
            .filter(|_| ["-", "/", "//", "%", "&", "|", "^"].contains(&operator.as_str()))
            .filter(|(left, right)| !is_number(*left) && same(file, *left, *right))
            // Vectors and the like give `|` and `&` other meanings.
            .filter(|(left, _)| left.kind() != "identifier" || !["|", "&", "^"].contains(&operator.as_str()))
            .map(|(_, right)| right),
    };
    let Some(twice) = twice else { return false };
    let text = file.text_of(twice).to_owned();
    found.set("operand", text);
    found.set("operator", operator);
    true
}

fn same(file: &SourceFile, left: Node<'_>, right: Node<'_>) -> bool {
    let size = left.end_byte() - left.start_byte();
    left.kind() == right.kind() && size <= LONGEST && squeezed(file, left) == squeezed(file, right) && is_pure(left)
}

fn is_number(node: Node<'_>) -> bool {
    matches!(node.kind(), "integer" | "float")
}

/// `x != x` and `x == x` ask for not-a-number, and are meant.
fn compared_with_itself<'t>(file: &SourceFile, comparison: Node<'t>, operator: &str) -> Option<Node<'t>> {
    let operands = children(comparison);
    let [left, right] = operands.as_slice() else { return None };
    let asks_for_nan = operator == "!=" || (operator == "==" && left.kind() == "identifier");
    (!asks_for_nan && !is_literal(*left) && same(file, *left, *right)).then_some(*right)
}

fn is_literal(node: Node<'_>) -> bool {
    matches!(node.kind(), "string" | "integer" | "float" | "true" | "false" | "none" | "list" | "tuple" | "dictionary")
}

/// The second of two equal operands in a whole chain `a and b and a`.
fn repeated<'t>(file: &SourceFile, top: Node<'t>, operator: &str) -> Option<Node<'t>> {
    let is_link = |node: Node<'_>| {
        node.kind() == "boolean_operator"
            && node.child_by_field_name("operator").is_some_and(|own| file.text_of(own) == operator)
    };
    let outer = around(top).next();
    if outer.is_some_and(is_link) {
        return None; // the outermost reports for the chain
    }
    // `a and a or b` is an old way to write `a or b`.
    if operator == "and" && outer.is_some_and(|outer| outer.kind() == "boolean_operator") {
        return None;
    }
    let mut operands = Vec::new();
    let mut at = top;
    while is_link(at) && operands.len() < MOST {
        operands.extend(at.child_by_field_name("right"));
        at = at.child_by_field_name("left")?;
    }
    operands.push(at);
    operands.reverse();
    let texts: Vec<String> = operands.iter().map(|operand| squeezed(file, *operand)).collect();
    let second = (1..texts.len()).find(|&at| texts[..at].contains(&texts[at]))?;
    is_pure(operands[second]).then(|| operands[second])
}
