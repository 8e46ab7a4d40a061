//! `python/exit-from-finally`: a `return`, `break` or `continue` that leaves a `finally` block.

use super::code::{around, opens_scope};
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(exit) = found.node("report") else { return false };
    let word = exit.kind().trim_end_matches("_statement");
    found.set("word", word);
    for outer in around(exit) {
        match outer.kind() {
            "finally_clause" => return true,
            "for_statement" | "while_statement" if word != "return" => return false,
            _ if opens_scope(outer) => return false,
            _ => {}
        }
    }
    false
}
