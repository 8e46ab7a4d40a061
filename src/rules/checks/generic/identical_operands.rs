//! `identical-operands`: an operator with the same on both sides, or twice in a chain.

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, descendants};

/// The longest operand that is compared, in bytes.
const LONGEST: usize = 1000;

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(operation) = facts.operation(node).filter(|operation| !operation.is_deliberate) else { return };
    // Arms of a preprocessor in the middle of an expression are one after the other to the grammar.
    if node.has_error() {
        return;
    }
    let twice = if operation.is_link {
        repeated(facts, &facts.operands(node).unwrap_or_default())
    } else if operation.left.is(Role::Literal) {
        None
    } else {
        repeated(facts, &[operation.left, operation.right])
    };
    if let Some(twice) = twice {
        let operand = facts.file.text_of(twice);
        found(Hit::at(twice.byte_range()).with("operand", operand).with("operator", operation.operator));
    }
}

/// The first operand that is the same as one before it. One in between may change what both say: `(i = next()) > 0`.
fn repeated<'t>(facts: &Facts<'t>, operands: &[Node<'t>]) -> Option<Node<'t>> {
    for (index, second) in operands.iter().enumerate() {
        let first = operands[..index].iter().position(|first| same(facts, *first, *second));
        if let Some(first) = first
            && !operands[first..index].iter().any(|operand| changes_something(*operand))
        {
            return Some(*second);
        }
    }
    None
}

fn changes_something(operand: Node<'_>) -> bool {
    descendants(operand).any(|node| node.is(Role::Effect))
}

fn same<'t>(facts: &Facts<'t>, first: Node<'t>, second: Node<'t>) -> bool {
    let size = first.end_byte() - first.start_byte();
    size <= LONGEST && facts.is_same(first, second) && facts.is_steady(first)
}
