//! `unreachable-code`: statements after one that leaves the block.

use crate::facts::{Facts, function_around, unreached_after};
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, descendants};

/// How many statements are searched for what makes the function a generator.
const LOOK_AHEAD: usize = 20;

pub(super) fn visit<'t>(facts: &Facts<'t>, exit: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let unreached: Vec<_> =
        unreached_after(exit).filter(|node| !facts.is_hoisted(*node)).take(LOOK_AHEAD + 1).collect();
    let Some(&next) = unreached.first() else { return };
    if exit.has_error()
        || next.has_error()
        || next.is(Role::Label)
        || is_text(next)
        || (is_form(next) && unreached.len() == 1)
    {
        return;
    }
    if facts.is_entry(next) {
        return;
    }
    // A `yield` that is never reached makes the function a generator, which is what it stands there for.
    let yields = unreached.iter().flat_map(|statement| descendants(*statement)).any(|node| node.is(Role::Yield));
    if yields && function_around(exit).is_some() {
        return;
    }
    let file = facts.file;
    let word: String = file.text_of(exit).chars().take_while(|letter| letter.is_alphabetic()).collect();
    let line = file.line_at(exit.start_byte());
    let first_line = file.line_range(file.line_at(next.start_byte())).end.min(next.end_byte());
    found(Hit::at(next.start_byte()..first_line).with("word", word).with("line", line.to_string()));
}

/// A last statement that is put there for form's sake, or for a type checker.
fn is_form(statement: Node<'_>) -> bool {
    let roles = [Role::Assertion, Role::Return, Role::Raise, Role::Break, Role::Continue, Role::Empty];
    // A semicolon alone is a statement too.
    let is_empty = statement.is(Role::Statement) && statement.named_child_count() == 0;
    is_empty || roles.iter().any(|role| statement.is(*role))
}

fn is_text(statement: Node<'_>) -> bool {
    statement.is(Role::Statement) && statement.named_child(0).is_some_and(|value| value.is(Role::String))
}
