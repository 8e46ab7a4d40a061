//! `javascript/callback-called-twice`: an error is handed to a callback, and the code goes on to call it again.

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Field, Node, Role, descendants, walk};

/// The names of callbacks.
const CALLBACKS: [&str; 5] = ["callback", "cb", "done", "next", "fn"];
/// The names of errors.
const ERRORS: [&str; 5] = ["err", "error", "e", "er", "ex"];
/// How much after the call is searched.
const BENEATH: usize = 5_000;

pub(super) fn visit<'t>(facts: &Facts<'t>, branch: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(then) = branch.child_by_field_name("consequence") else { return };
    if branch.part(Field::Alternative).is_some() || !is_error(facts, branch) {
        return;
    }
    let Some(call) = only_statement(then).and_then(|statement| reported(facts, statement)) else { return };
    let Some(callee) = call.child_by_field_name("function") else { return };
    let name = facts.file.text_of(callee);
    let Some(next) = branch.next_named_sibling() else { return };
    let after = std::iter::successors(Some(next), Node::next_named_sibling);
    // What comes after a jump does not run, and what is in a function runs another time.
    let mut calls = after.take_while(|statement| !leaves_first(*statement)).flat_map(|statement| {
        walk(statement, |node| !node.is(Role::Function)).take(BENEATH).filter(|node| node.kind() == "call_expression")
    });
    let again =
        calls.find(|other| other.child_by_field_name("function").is_some_and(|own| facts.file.text_of(own) == name));
    if let Some(again) = again {
        let line = facts.file.line_at(again.start_byte()).to_string();
        let hit = Hit::at(call.byte_range()).with("call", facts.file.text_of(call));
        found(hit.with("name", name).with("line", line));
    }
}

/// Whether a branch asks for an error alone: `if (err)`.
fn is_error<'t>(facts: &Facts<'t>, branch: Node<'t>) -> bool {
    let condition = branch.part(Field::Condition).map(|condition| facts.inside(condition));
    condition.is_some_and(|condition| ERRORS.contains(&facts.file.text_of(condition)))
}

/// The statement that a branch consists of.
fn only_statement(then: Node<'_>) -> Option<Node<'_>> {
    if then.kind() != "statement_block" {
        return Some(then);
    }
    let last = then.named_children().filter(|child| !child.is(Role::Comment)).last()?;
    let jumps = [Role::Return, Role::Raise, Role::Break, Role::Continue];
    let leaves = descendants(then).any(|node| jumps.iter().any(|role| node.is(*role)));
    (!leaves).then_some(last)
}

/// The call of a callback with an error that a statement is.
fn reported<'t>(facts: &Facts<'t>, statement: Node<'t>) -> Option<Node<'t>> {
    let call = statement.named_child(0).filter(|call| call.kind() == "call_expression")?;
    let callee = call.child_by_field_name("function")?;
    let argument = call.child_by_field_name("arguments")?.named_child(0)?;
    let is_report = CALLBACKS.contains(&facts.file.text_of(callee)) && ERRORS.contains(&facts.file.text_of(argument));
    (statement.is(Role::Statement) && is_report).then_some(call)
}

fn leaves_first(statement: Node<'_>) -> bool {
    let has_call = || descendants(statement).any(|node| node.is(Role::Call));
    (statement.is(Role::Return) && !has_call()) || statement.is(Role::Raise)
}
