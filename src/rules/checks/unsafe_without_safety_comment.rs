//! `rust/unsafe-without-safety-comment`: a block without the comment that its neighbours have.

use super::safety;
use crate::rules::query::Match;

/// So many comments make it a habit of the file.
const HABIT: usize = 2;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(block) = found.node("report") else { return false };
    let text = &found.file.text;
    let comments = text.matches("SAFETY:").count() + text.matches("Safety:").count();
    if comments < HABIT || safety::is_explained(found.file, block) {
        return false;
    }
    found.report = block.start_byte()..block.start_byte() + "unsafe".len();
    true
}
