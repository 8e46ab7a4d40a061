//! `python/dropped-comparison`: a comparison as a statement, where it is not made for the exception that it raises.

use super::code::{around, opens_scope};
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(comparison) = found.node("report") else { return false };
    // In `try` and `with` blocks a comparison may be made to see whether it raises.
    !around(comparison)
        .take_while(|outer| !opens_scope(*outer))
        .any(|outer| matches!(outer.kind(), "try_statement" | "with_statement"))
}
