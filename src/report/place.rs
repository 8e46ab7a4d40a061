//! Where a finding is shown by what knows only the text after the change.

use std::collections::BTreeMap;

use crate::finding::{Finding, HunkReport, Line, Review, Side};

/// A file after the change, and the lines in it; no lines where nothing of it is left.
pub(super) struct Place<'a> {
    pub path: &'a str,
    pub lines: Option<(Line, Line)>,
}

/// The hunks of a review, by id.
pub(super) struct Places<'a>(BTreeMap<&'a str, &'a HunkReport>);

impl<'a> Places<'a> {
    pub fn of(review: &'a Review) -> Self {
        Self(review.hunks.iter().map(|hunk| (&*hunk.id, hunk)).collect())
    }

    /// The finding's own lines, or for a removed line those of its hunk, where it stood.
    pub fn place(&self, finding: &'a Finding) -> Place<'a> {
        if finding.side == Side::New {
            let lines = finding.span().lines().into_inner();
            return Place { path: &finding.path, lines: Some(lines) };
        }
        match finding.hunk.as_deref().and_then(|id| self.0.get(id)) {
            Some(hunk) => Place { path: &hunk.path, lines: left(hunk) },
            None => Place { path: &finding.path, lines: None },
        }
    }
}

/// The lines of a hunk after the change: where it only removes, the line before them.
fn left(hunk: &HunkReport) -> Option<(Line, Line)> {
    let last = hunk.new_start + hunk.new_lines.saturating_sub(1);
    (hunk.new_start > 0).then_some((Line(hunk.new_start), Line(last)))
}
