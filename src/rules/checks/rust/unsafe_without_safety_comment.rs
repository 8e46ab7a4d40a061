//! `rust/unsafe-without-safety-comment`: a block without the comment that its neighbours have.

use crate::rules::matched::Match;

/// So many comments, for at least half of the blocks, make it a habit of the file.
const HABIT: usize = 2;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let text = &found.file.text;
    let comments = text.matches("SAFETY:").count() + text.matches("Safety:").count();
    comments >= HABIT && comments * 2 >= text.matches("unsafe {").count()
}
