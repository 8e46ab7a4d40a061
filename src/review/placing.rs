//! Comments of whatever model, written into the draft at the places that they quote.

use super::draft::Draft;
use super::files::place_in_hunks;
use super::sources::Sources;
use crate::diff::Diff;
use crate::egress::Redactor;
use crate::finding::{Finding, Side, Suggestion, Tier};
use crate::merge::comments::{Asked, place, proposal};
use crate::prompt::Comment;

/// Who comments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asker {
    pub tier: Tier,
    /// What stands in the place of a rule's id.
    pub rule: &'static str,
    /// How sure it is where a comment does not say.
    pub confidence: f64,
}

/// Gives the comments on a hunk their places.
pub(super) fn place_comments(
    draft: &mut Draft,
    diff: &Diff,
    sources: &mut Sources<'_>,
    report: usize,
    asker: Asker,
    comments: Vec<Comment>,
) {
    let at = draft.places[report];
    let Some(hunk) = at.hunk else { return };
    let shown = sources.shown(at.file);
    let comments = comments.into_iter().map(|comment| with_secrets(comment, &shown.redactor)).collect();
    let (old, new) = (sources.text(at.file, Side::Old), sources.text(at.file, Side::New));
    let change = &diff.files[at.file];
    let asked = Asked {
        change,
        hunk: &change.hunks()[hunk],
        id: &draft.hunks[report].id,
        old: old.as_deref(),
        new: new.as_deref(),
        tier: asker.tier,
        rule: asker.rule,
        confidence: asker.confidence,
    };
    let mut placed = place(&asked, comments);
    placed.findings.iter_mut().for_each(|finding| without_placeholders(finding, &shown.redactor));
    // A quote may have been found in another hunk than the one under review.
    let first = draft.places.partition_point(|place| place.file < at.file);
    place_in_hunks(&mut placed.findings, change, &draft.hunks[first..]);
    draft.findings.extend(placed.findings);
    draft.remarks.extend(placed.remarks);
    draft.useless += placed.useless;
    draft.suppressed += placed.suppressed;
}

/// Puts the secrets of the file back where a comment quotes them, and into a suggestion where the quote had all of
/// them: no model moves a secret to where it was not.
fn with_secrets(comment: Comment, redactor: &Redactor) -> Comment {
    let had = |suggestion: &String| {
        redactor.placeholders(suggestion).iter().all(|placeholder| comment.quote.contains(placeholder))
    };
    let suggestion = comment.suggestion.map(|text| if had(&text) { redactor.restore(&text) } else { text });
    Comment { quote: redactor.restore(&comment.quote), suggestion, ..comment }
}

/// Tells what a suggestion says that still has a placeholder: it cannot be applied.
fn without_placeholders(finding: &mut Finding, redactor: &Redactor) {
    let open = |suggestion: &mut Suggestion| !redactor.placeholders(&suggestion.replacement).is_empty();
    if let Some(Suggestion { replacement, .. }) = finding.suggestion.take_if(open) {
        finding.help = Some(proposal(&replacement));
    }
}
