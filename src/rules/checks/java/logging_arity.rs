//! `java/logging-arity`: a logging call whose values do not fit its message.

use super::format::{braces, is_single, literal, values};
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(message), Some(list)) = (found.node("message"), found.node("values")) else { return false };
    let Some(given) = values(found.facts, list, message) else { return false };
    let Some(text) = literal(found.facts, message) else { return false };
    let wanted = braces(&text);
    // An exception comes last and has no place in the message.
    let is_exception_last = given.last().is_some_and(|last| !is_single(found.facts, *last));
    let most = wanted + usize::from(is_exception_last);
    found.set("wanted", wanted.to_string());
    found.set("given", given.len().to_string());
    (given.len() < wanted || given.len() > most) && !text.contains('%')
}
