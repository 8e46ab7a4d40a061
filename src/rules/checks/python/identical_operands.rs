//! `python/identical-operands`: an operator with the same on both sides.

use super::code::{children, is_pure, squeezed, with_parents};
use crate::diff::LineSet;
use crate::rules::matched::Hit;
use crate::syntax::{Node, SourceFile};

/// Operators that give nothing new for two equal operands.
const DOUBTFUL: [&str; 7] = ["-", "/", "//", "%", "&", "|", "^"];
/// The longest operand that is compared, in bytes.
const LONGEST: usize = 1000;
/// Operands looked at in one chain of `and` or `or`.
const MOST: usize = 50;

pub(super) fn scan(file: &SourceFile, _: &LineSet, found: &mut dyn FnMut(Hit)) {
    let Some(tree) = file.tree() else { return };
    with_parents(tree.root_node(), |expression, outer| {
        let Some((operator, twice)) = judge(file, expression, outer) else { return };
        let values =
            vec![("operand".to_owned(), file.text_of(twice).to_owned()), ("operator".to_owned(), operator.to_owned())];
        found(Hit { bytes: twice.byte_range(), values });
    });
}

/// The operator, and the operand that stands on both its sides.
fn judge<'t>(file: &'t SourceFile, expression: Node<'t>, outer: Option<Node<'t>>) -> Option<(&'t str, Node<'t>)> {
    let operator = |name| expression.child_by_field_name(name).map(|operator| file.text_of(operator));
    match expression.kind() {
        "comparison_operator" => {
            let operator = operator("operators")?;
            compared_with_itself(file, expression, operator).map(|twice| (operator, twice))
        }
        "boolean_operator" => {
            let operator = operator("operator")?;
            repeated(file, expression, outer, operator).map(|twice| (operator, twice))
        }
        "binary_operator" => {
            let operator = operator("operator").filter(|operator| DOUBTFUL.contains(operator))?;
            let left = expression.child_by_field_name("left")?;
            let right = expression.child_by_field_name("right")?;
            // `x - x` asks whether a float is finite; vectors give `|` and `&` other meanings.
            let is_name = left.kind() == "identifier";
            (!is_name && !is_number(left) && same(file, left, right)).then_some((operator, right))
        }
        _ => None,
    }
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
fn repeated<'t>(file: &SourceFile, top: Node<'t>, outer: Option<Node<'t>>, operator: &str) -> Option<Node<'t>> {
    let is_link = |node: Node<'_>| {
        node.kind() == "boolean_operator"
            && node.child_by_field_name("operator").is_some_and(|own| file.text_of(own) == operator)
    };
    if outer.is_some_and(is_link) {
        return None; // the outermost reports for the chain
    }
    // `a and a or b` is an old way to write `a or b`.
    if operator == "and" && outer.is_some_and(|outer| outer.kind() == "boolean_operator") {
        return None;
    }
    let mut operands = Vec::new();
    let mut at = top;
    while is_link(at) {
        if operands.len() == MOST {
            return None;
        }
        operands.extend(at.child_by_field_name("right"));
        at = at.child_by_field_name("left")?;
    }
    operands.push(at);
    operands.reverse();
    let second = (1..operands.len())
        .find(|&second| operands[..second].iter().any(|first| same(file, *first, operands[second])))?;
    Some(operands[second])
}
