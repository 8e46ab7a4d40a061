//! `javascript/callback-error-ignored`: a callback of Node.js that never mentions the error that it is given.

use crate::rules::matched::Match;
use crate::syntax::{Role, descendants};

/// How much of a callback is searched.
const BENEATH: usize = 20_000;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(error), Some(body)) = (found.node("error"), found.node("body")) else { return false };
    let name = found.file.text_of(error);
    let mut names = descendants(body).filter(|node| node.is(Role::Identifier));
    // All arguments at once are the error too.
    let is_mentioned = names
        .by_ref()
        .take(BENEATH)
        .any(|node| matches!(found.file.text_of(node), text if text == name || text == "arguments"));
    !is_mentioned && names.next().is_none()
}
