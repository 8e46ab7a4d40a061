//! Comments of whatever model, written into the draft at the places that they quote.

use super::files::place_in_hunks;
use super::round::Round;
use crate::egress::Redactor;
use crate::finding::{Finding, Side, Suggestion, Tier};
use crate::merge::comments::{HunkContext, Placed, place, proposal};
use crate::prompt::Comment;

/// Who comments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Author {
    pub tier: Tier,
    /// What stands in the place of a rule's id.
    pub rule: &'static str,
    /// How sure it is where a comment does not say.
    pub confidence: f64,
}

impl Round<'_, '_> {
    /// Gives the comments on a hunk their places.
    pub(super) fn place_comments(&mut self, index: usize, author: Author, comments: Vec<Comment>) {
        let state = &self.draft.hunks[index];
        let Some(hunk) = state.hunk else { return };
        let masked = self.sources.masked(state.file);
        let comments = comments.into_iter().map(|comment| with_secrets(comment, &masked.redactor)).collect();
        let old = self.sources.text(state.file, Side::Old);
        let new = self.sources.text(state.file, Side::New);
        let change = &self.diff.files[state.file];
        let context = HunkContext {
            change,
            hunk: &change.hunks()[hunk],
            id: &state.id,
            old: old.as_deref(),
            new: new.as_deref(),
            tier: author.tier,
            rule: author.rule,
            confidence: author.confidence,
        };
        let mut placed = place(&context, comments);
        placed.findings.iter_mut().for_each(|finding| without_placeholders(finding, &masked.redactor));
        // A quote may have been found in another hunk than the one under review.
        let first = self.draft.hunks.partition_point(|other| other.file < state.file);
        place_in_hunks(&mut placed.findings, change, &self.draft.hunks[first..]);
        self.take(placed);
    }

    fn take(&mut self, placed: Placed) {
        self.draft.findings.extend(placed.findings);
        self.draft.remarks.extend(placed.remarks);
        self.draft.useless += placed.useless;
        self.draft.suppressed += placed.suppressed;
    }
}

/// Puts the secrets of the file back where a comment quotes them, and into a suggestion where the quote had all of
/// them: no model moves a secret to where it was not.
fn with_secrets(comment: Comment, redactor: &Redactor) -> Comment {
    let suggestion = comment.suggestion.map(|text| {
        let is_quoted = redactor.placeholders(&text).iter().all(|placeholder| comment.quote.contains(placeholder));
        if is_quoted { redactor.restore(&text) } else { text }
    });
    Comment { quote: redactor.restore(&comment.quote), suggestion, ..comment }
}

/// Tells what a suggestion says that still has a placeholder: it cannot be applied.
fn without_placeholders(finding: &mut Finding, redactor: &Redactor) {
    let open = |suggestion: &mut Suggestion| !redactor.placeholders(&suggestion.replacement).is_empty();
    if let Some(Suggestion { replacement, .. }) = finding.suggestion.take_if(open) {
        finding.help = Some(proposal(&replacement));
    }
}
