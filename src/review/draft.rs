//! What is known while the stages do their work: what the rules found, file by file, put together for the stages that
//! look at the change as a whole.

use std::collections::BTreeMap;

use super::Request;
use super::files::FileReview;
use crate::diff::Diff;
use crate::egress::Left;
use crate::finding::{
    Decision, Degraded, Finding, HunkReport, LocalUsage, Opinion, Planned, Remark, Review, SCHEMA, ScopeReport,
    ToolInfo, Usage,
};
use crate::local::features::Measures;
use crate::local::{Assessed, Assessment};
use crate::merge::{Argument, Merged};

/// Where a hunk stands in the diff.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The index of its file.
    pub file: usize,
    /// Its index there; `None` for a file that is under review as a whole.
    pub hunk: Option<usize>,
    /// Whether a program wrote the file.
    pub generated: bool,
}

/// The review as far as it is.
#[derive(Default)]
pub(super) struct Draft {
    pub findings: Vec<Finding>,
    pub remarks: Vec<Remark>,
    pub hunks: Vec<HunkReport>,
    /// The place of each of them.
    pub places: Vec<Place>,
    /// What was measured, for the models.
    pub measures: Vec<Measures>,
    /// The indices of the hunks that were measured.
    measured: Vec<usize>,
    /// What the risk model says of each hunk.
    pub assessments: Vec<Option<Assessment>>,
    /// What the local reviewer says of each hunk.
    pub opinions: Vec<Option<Opinion>>,
    /// Why it has no answer, and for how many hunks.
    pub unanswered: BTreeMap<String, usize>,
    /// Findings that comments in the code suppressed.
    pub suppressed: usize,
    /// Comments of models that say nothing.
    pub useless: usize,
    /// What models hold against findings.
    pub arguments: Vec<Argument>,
    /// What left the machine.
    pub egress: Vec<Left>,
    /// What would have left it, and the texts.
    pub planned: Vec<Planned>,
    pub prompts: Vec<String>,
    pub degraded: Vec<Degraded>,
    pub usage: Usage,
    added: usize,
    removed: usize,
}

impl Draft {
    /// Puts together what is known of the files of a diff.
    pub fn of(request: &Request<'_>, diff: &mut Diff, files: Vec<FileReview>) -> Self {
        let mut draft = Self::default();
        draft.degrade("config", request.config.warnings.iter().cloned());
        draft.degraded.append(&mut diff.degraded);
        for (index, file) in files.into_iter().enumerate() {
            let hunks = diff.files[index].hunks().len();
            let place = |hunk| Place { file: index, hunk: (hunk < hunks).then_some(hunk), generated: file.generated };
            draft.places.extend((0..file.hunks.len()).map(place));
            draft.measured.extend(draft.hunks.len()..draft.hunks.len() + file.measures.len());
            draft.measures.extend(file.measures);
            draft.findings.extend(file.inspection.findings);
            draft.hunks.extend(file.hunks);
            draft.suppressed += file.inspection.suppressed;
            draft.added += file.added;
            draft.removed += file.removed;
            draft.degrade("rules", file.degraded);
        }
        draft.assessments = vec![None; draft.hunks.len()];
        draft.opinions = vec![None; draft.hunks.len()];
        draft
    }

    /// Says what a stage could not do.
    pub fn degrade(&mut self, stage: &str, reasons: impl IntoIterator<Item = String>) {
        let said = |reason| Degraded { stage: stage.to_owned(), reason };
        self.degraded.extend(reasons.into_iter().map(said));
    }

    /// Takes over what the risk model says.
    pub fn assessed(&mut self, assessed: Assessed) {
        self.degrade("local", assessed.degraded);
        self.usage.local = LocalUsage {
            hunks: assessed.hunks.iter().flatten().count(),
            risk: (!assessed.models.is_empty()).then(|| assessed.models.join(", ")),
            ..LocalUsage::default()
        };
        for (assessment, &index) in assessed.hunks.into_iter().zip(&self.measured) {
            let (Some(assessment), report) = (assessment, &mut self.hunks[index]) else { continue };
            report.risk = Some(rounded(assessment.risk));
            report.reasons.extend(assessment.reasons.iter().map(ToString::to_string));
            report.look_at = assessment.lines_to_look_at();
            report.decision = Decision::Local;
            self.assessments[index] = Some(assessment);
        }
    }

    /// The review, with the findings that are shown.
    pub fn finish(self, diff: &Diff, merged: Merged) -> Review {
        let scope = ScopeReport {
            kind: diff.kind,
            base: diff.base.clone(),
            head: diff.head.clone(),
            files: diff.files.len(),
            hunks: self.hunks.len(),
            added: self.added,
            removed: self.removed,
        };
        Review {
            schema: SCHEMA.into(),
            tool: ToolInfo::default(),
            scope,
            findings: merged.findings,
            remarks: self.remarks,
            hunks: self.hunks,
            usage: self.usage,
            egress: self.egress,
            planned: None,
            suppressed: self.suppressed + merged.known,
            not_shown: merged.cut.total(),
            degraded: self.degraded,
            timings: None,
        }
    }
}

/// Four digits: what is beyond them differs between machines and tells nobody anything.
pub(super) fn rounded(probability: f64) -> f64 {
    (probability * 10_000.0).round() / 10_000.0
}
