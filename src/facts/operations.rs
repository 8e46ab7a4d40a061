//! Operations with two sides. `queries/<lang>/operations.scm` says where:
//!
//! | capture | meaning |
//! |---|---|
//! | `@operation`, `@left`, `@operator`, `@right` | gives a value of two others |
//! | `@link` | an operation whose order does not matter in a chain: `a and b and c` |
//! | `@deliberate` | an operation or assignment that is written on purpose with the same on both sides, or gives something new then |
//! | `@assignment`, `@left`, `@right` | gives the left side the value of the right one |

use super::Facts;
use crate::syntax::Node;

/// An operation with two sides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Operation<'f> {
    pub left: Node<'f>,
    pub operator: &'f str,
    pub right: Node<'f>,
    /// Whether the order of a chain of them does not matter.
    pub is_link: bool,
    /// Whether it may be written on purpose with the same on both sides.
    pub is_deliberate: bool,
}

impl<'f> Facts<'f> {
    /// The operation that a node is.
    pub(crate) fn operation(&self, node: Node<'f>) -> Option<Operation<'f>> {
        let mut sides = None;
        let mut is_link = false;
        let mut is_deliberate = false;
        self.at_operation(node, |capture| {
            let captured = (capture("operation"), capture("left"), capture("operator"), capture("right"));
            if let (Some(_), Some(left), Some(operator), Some(right)) = captured {
                sides = Some((left, operator, right));
            }
            is_link |= capture("link").is_some();
            is_deliberate |= capture("deliberate") == Some(node);
        });
        let (left, operator, right) = sides?;
        if let Some(outer) = node.parent() {
            self.at_operation(outer, |capture| is_deliberate |= capture("deliberate") == Some(node));
        }
        Some(Operation { left, operator: self.file.text_of(operator), right, is_link, is_deliberate })
    }

    /// The sides of the assignment that a node is.
    pub(crate) fn assignment(&self, node: Node<'f>) -> Option<[Node<'f>; 2]> {
        let mut sides = None;
        self.at_operation(node, |capture| {
            if let (Some(_), Some(left), Some(right)) = (capture("assignment"), capture("left"), capture("right")) {
                sides = Some([left, right]);
            }
        });
        sides
    }

    /// Whether an assignment of a value to itself is written on purpose.
    pub(crate) fn is_deliberate(&self, assignment: Node<'f>) -> bool {
        let mut is_deliberate = false;
        self.at_operation(assignment, |capture| is_deliberate |= capture("deliberate") == Some(assignment));
        is_deliberate
    }

    /// All operands of the chain that a node is the last link of, in their order; `None` in the middle of a chain.
    pub(crate) fn operands(&self, last: Node<'f>) -> Option<Vec<Node<'f>>> {
        /// Longer chains are data.
        const MOST: usize = 50;
        let operator = self.operation(last).filter(|operation| operation.is_link)?.operator;
        let link = |node| self.operation(node).filter(|own| own.is_link && own.operator == operator);
        if last.parent().is_some_and(|outer| link(outer).is_some()) {
            return None;
        }
        let mut operands = Vec::new();
        let mut first = last;
        while let Some(operation) = link(first) {
            if operands.len() == MOST {
                return None;
            }
            operands.push(operation.right);
            first = operation.left;
        }
        operands.push(first);
        operands.reverse();
        Some(operands)
    }

    fn at_operation(&self, node: Node<'f>, found: impl FnMut(&dyn Fn(&str) -> Option<Node<'f>>)) {
        if let Some(language) = self.file.language {
            self.at(language.operations(), node, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Role, SourceFile};

    #[test]
    fn a_chain_gives_its_operands_once() {
        for (path, text) in [("a.py", "x = a and b and (c or d)\n"), ("a.rs", "fn f() { x = a && b && (c || d); }")] {
            let file = SourceFile::new(path, text);
            let facts = Facts::new(&file);
            let nodes = file.tree().unwrap().nodes().filter(|node| node.is(Role::Binary));
            let chains: Vec<_> = nodes.filter_map(|node| facts.operands(node)).collect();
            let texts: Vec<Vec<_>> =
                chains.iter().map(|chain| chain.iter().map(|operand| file.text_of(*operand)).collect()).collect();
            assert_eq!(texts[0][..2], ["a", "b"], "{path}");
            assert_eq!(texts[1], ["c", "d"], "{path}");
        }
    }

    #[test]
    fn a_comparison_of_three_is_no_operation_with_two_sides() {
        let file = SourceFile::new("a.py", "x = a < b < a\ny = a is not b\n");
        let facts = Facts::new(&file);
        let nodes = file.tree().unwrap().nodes().filter(|node| node.is(Role::Binary));
        let operators: Vec<_> = nodes.filter_map(|node| facts.operation(node)).map(|own| own.operator).collect();
        assert_eq!(operators, ["is not"]);
    }
}
