//! `null-check-after-use`: a pointer that is asked for after a statement above has followed it.

use super::flow::{Deed, is_own, may_not_run, mentions};
use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Field, Node, Role};

/// How many statements above are looked at.
const ABOVE: usize = 20;

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(block) = node.parent().filter(|block| block.kind() == "compound_statement") else { return };
    if block.has_error() {
        return;
    }
    let Some(condition) = node.part(Field::Condition) else { return };
    let Some(pointer) = asked(facts, condition).filter(|pointer| is_pointer(facts, *pointer)) else { return };
    let above = std::iter::successors(node.prev_named_sibling(), Node::prev_named_sibling);
    for statement in above.filter(|above| !above.is(Role::Comment)).take(ABOVE) {
        // A label, or another arm of the preprocessor: what is above may not have run.
        if matches!(statement.kind(), "labeled_statement" | "preproc_if" | "preproc_ifdef") {
            return;
        }
        let mentions = mentions(facts, statement, pointer);
        // What looks like a call may be a macro, which sets it.
        if mentions.iter().any(|own| matches!(own.deed, Deed::Replaced | Deed::Passed)) {
            return;
        }
        let is_plain = statement.is(Role::Statement) || statement.kind() == "declaration";
        let used = mentions.iter().find(|own| own.deed == Deed::Followed && !may_not_run(facts, own.node, statement));
        if is_plain && let Some(used) = used {
            let line = facts.file.line_at(used.node.start_byte()).to_string();
            found(Hit::at(pointer.byte_range()).with("pointer", facts.file.text_of(pointer)).with("line", line));
            return;
        }
    }
}

fn is_pointer<'t>(facts: &Facts<'t>, name: Node<'t>) -> bool {
    is_own(facts, name) && facts.declaration(name).is_some_and(|text| text.contains('*') && !text.contains('['))
}

/// The variable that a condition asks to be a null pointer, or none.
fn asked<'t>(facts: &Facts<'t>, condition: Node<'t>) -> Option<Node<'t>> {
    let mut asked = facts.inside(condition);
    if asked.kind() == "condition_clause" {
        asked = facts.inside(asked.child_by_field_name("value")?);
    }
    if asked.kind() == "unary_expression" && facts.file.text_of(asked).starts_with('!') {
        asked = facts.inside(asked.named_child(0)?);
    } else if let Some(comparison) = facts.operation(asked) {
        let is_null = matches!(facts.file.text_of(comparison.right), "NULL" | "nullptr" | "0");
        let is_asked = is_null && matches!(comparison.operator, "==" | "!=");
        asked = if is_asked { comparison.left } else { return None };
    }
    asked.is(Role::Identifier).then_some(asked)
}
