//! `python/unreachable-code`: statements after one that leaves the block.

use super::code::{beneath, function_around, next_statement};
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(exit) = found.node("exit") else { return false };
    let Some(next) = next_statement(exit) else { return false };
    if matches!(next.kind(), "ERROR") || exit.has_error() || next.has_error() {
        return false;
    }
    // A `yield` that is never reached makes the function a generator, which is what it stands there for.
    let function = function_around(exit);
    let yields = beneath(next).any(|node| node.kind() == "yield") || yields_later(next);
    if yields && function.is_some() {
        return false;
    }
    // A last `return` or `raise` put there for form's sake, or for a type checker.
    let is_form = matches!(
        next.kind(),
        "assert_statement"
            | "return_statement"
            | "raise_statement"
            | "break_statement"
            | "continue_statement"
            | "pass_statement"
    );
    let is_text =
        next.kind() == "expression_statement" && next.named_child(0).is_some_and(|value| value.kind() == "string");
    if is_text {
        return false;
    }
    if is_form && next_statement(next).is_none() {
        return false;
    }
    let word = exit.kind().trim_end_matches("_statement");
    found.set("word", word);
    found.set("line", found.file.line_at(exit.start_byte()).to_string());
    let line_end = found.file.text[next.byte_range()].find('\n').map_or(next.end_byte(), |at| next.start_byte() + at);
    found.report = next.start_byte()..line_end;
    true
}

fn yields_later(from: crate::syntax::Node<'_>) -> bool {
    std::iter::successors(next_statement(from), |node| next_statement(*node))
        .take(20)
        .any(|node| beneath(node).any(|node| node.kind() == "yield"))
}
