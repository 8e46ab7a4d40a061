//! What is known while the stages do their work: the hunks with all that belongs to one of them, and what belongs to the
//! change as a whole.

use super::files::FileReview;
use super::hunk::HunkState;
use super::request::Request;
use crate::diff::Diff;
use crate::egress::{EgressRecord, Log};
use crate::finding::{Finding, Gap, Planned, Remark, Usage};
use crate::merge::Dispute;
use crate::stage::{Degraded, Stage};
use crate::text::sentence;

/// The review as far as it is.
#[derive(Default)]
pub(super) struct Draft {
    pub findings: Vec<Finding>,
    pub remarks: Vec<Remark>,
    /// In the order of the diff.
    pub hunks: Vec<HunkState>,
    /// Findings that comments in the code suppressed.
    pub suppressed: usize,
    /// Comments of models that say nothing.
    pub useless: usize,
    /// What models hold against findings.
    pub disputes: Vec<Dispute>,
    /// What left the machine.
    pub egress: Vec<EgressRecord>,
    /// What would have left it, and the texts.
    pub planned: Vec<(Planned, String)>,
    /// What was not looked at of each file, in the order of the diff.
    pub gaps: Vec<Vec<Gap>>,
    pub degraded: Vec<Degraded>,
    pub usage: Usage,
    pub added: usize,
    pub removed: usize,
}

impl Draft {
    /// Puts together what is known of the files of a diff.
    pub fn new(request: &Request<'_>, diff: &mut Diff, files: Vec<FileReview>) -> Self {
        let mut draft = Self::default();
        let ignored = request.config.warnings.iter().cloned();
        draft.degraded.extend(ignored.map(|warning| Degraded::ignored(Stage::Config, warning)));
        draft.degraded.append(&mut diff.degraded);
        let unread = diff.unread.iter().map(|(path, reason)| format!("{path} was not read: {reason}"));
        draft.degraded.extend(unread.map(|reason| Degraded::covered(Stage::Diff, reason)));
        for file in files {
            draft.findings.extend(file.inspection.findings);
            draft.hunks.extend(file.hunks);
            draft.suppressed += file.inspection.suppressed;
            draft.added += file.added;
            draft.removed += file.removed;
            draft.degraded.extend(file.degraded.map(|reason| Degraded::covered(Stage::Rules, reason)));
            draft.gaps.push(file.gaps);
        }
        draft
    }

    /// Notes what left in the user's own log. A log that cannot be written is no reason to hold back a review.
    pub fn log_egress(&mut self) {
        if self.egress.is_empty() {
            return;
        }
        if let Some(Err(error)) = Log::open().map(|log| log.write(&self.egress)) {
            self.degraded.push(Degraded::incomplete(Stage::Cloud, sentence(&error)));
        }
    }
}
