//! `rust/transmute-to-static`: quiet where a comment says why the borrow lives long enough.

use super::safety;
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    found.node("report").is_some_and(|call| !safety::is_explained(found.file, call))
}
