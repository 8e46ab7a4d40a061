//! `javascript/switch-fallthrough`: a case whose code goes on into that of the next one, without a word that says so.

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Field, Node, Role, descendants};

/// Calls that do not return.
const ENDING: [&str; 4] = ["process.exit", "process.abort", "assertNever", "unreachable"];
/// How much of a statement is searched for a jump.
const BENEATH: usize = 5_000;

pub(super) fn visit<'t>(facts: &Facts<'t>, case: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(next) = case.next_named_sibling() else { return };
    let statements: Vec<_> = case.children_by_field_name("body").collect();
    let Some(last) = statements.last() else { return };
    let is_bare = next.is(Role::Comment) || next.children_by_field_name("body").next().is_none();
    if case.has_error() || is_bare || leaves(facts, *last) || is_explained(case, *last) {
        return;
    }
    let line = facts.file.line_at(next.start_byte()).to_string();
    let end = last.end_byte();
    let start = facts.file.line_range(facts.file.line_at(end.saturating_sub(1))).start.max(last.start_byte());
    found(Hit::at(start..end).with("line", line));
}

/// Whether the end of a statement is never reached. Of what is harder to say, a jump anywhere in it is enough.
fn leaves<'t>(facts: &Facts<'t>, statement: Node<'t>) -> bool {
    if [Role::Return, Role::Raise, Role::Break, Role::Continue].iter().any(|role| statement.is(*role)) {
        return true;
    }
    match statement.kind() {
        "statement_block" => last_of(statement).is_some_and(|last| leaves(facts, last)),
        "if_statement" => {
            let otherwise = statement.part(Field::Alternative).and_then(|clause| clause.named_child(0));
            let then = statement.child_by_field_name("consequence");
            then.zip(otherwise).is_some_and(|(then, otherwise)| leaves(facts, then) && leaves(facts, otherwise))
        }
        "expression_statement" => statement.named_child(0).is_some_and(|call| {
            let name = facts.call(call).map(|call| facts.file.text_of(call.callee));
            name.is_some_and(|name| ENDING.contains(&name))
        }),
        "lexical_declaration" | "variable_declaration" | "empty_statement" => false,
        _ => descendants(statement).take(BENEATH).any(|node| node.is(Role::Return) || node.is(Role::Raise)),
    }
}

fn last_of(block: Node<'_>) -> Option<Node<'_>> {
    block.named_children().filter(|child| !child.is(Role::Comment)).last()
}

/// Whether a comment stands at the end of the case, where one says that it is meant.
fn is_explained(case: Node<'_>, last: Node<'_>) -> bool {
    let in_block =
        last.kind() == "statement_block" && last.named_children().last().is_some_and(|child| child.is(Role::Comment));
    let after = std::iter::successors(last.next_sibling(), Node::next_sibling).any(|node| node.is(Role::Comment));
    in_block || after || case.next_named_sibling().is_some_and(|next| next.is(Role::Comment))
}
