//! `python/is-literal`: an identity test with a literal on one side, and the operator that was meant.

use super::code::children;
use crate::rules::matched::Match;
use crate::syntax::Node;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(comparison), Some(operator)) = (found.node("report"), found.text("replace")) else { return false };
    let equals = if operator == "is" { "==" } else { "!=" };
    let operands = children(comparison);
    let Some(literal) = operands.iter().find(|operand| is_literal(**operand)).filter(|_| operands.len() == 2) else {
        return false;
    };
    let literal = found.file.text_of(*literal).to_owned();
    found.set("literal", literal);
    found.set("equals", equals);
    true
}

fn is_literal(node: Node<'_>) -> bool {
    match node.kind() {
        "string" | "concatenated_string" | "integer" | "float" | "list" | "dictionary" | "set" | "tuple" => true,
        "unary_operator" => node.child_by_field_name("argument").is_some_and(is_number),
        _ => false,
    }
}

fn is_number(node: Node<'_>) -> bool {
    matches!(node.kind(), "integer" | "float")
}
