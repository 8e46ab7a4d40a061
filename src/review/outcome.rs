//! What comes of a review: the result, what decides the exit code, and what else its judges want to know.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use super::draft::Draft;
use super::hunk::{self, HunkState};
use super::request::Request;
use crate::diff::Diff;
use crate::finding::{
    Coverage, FileCoverage, Finding, Gap, GapReason, ModelTiming, Planned, Review, SCHEMA, ScopeReport, Severity,
    StageTiming, Tier, Timings, ToolInfo,
};
use crate::merge::{self, Cut};
use crate::stage::Stage;

/// A review and what decides the exit code.
#[derive(Debug)]
pub struct Outcome {
    /// The result.
    pub review: Review,
    /// The highest severity found, also where `max_comments` cut the finding itself.
    pub worst: Option<Severity>,
    /// The highest severity of what `max_comments` cut.
    worst_cut: Option<Severity>,
    /// What the limits cut.
    pub cut: Cut,
    /// What was compared.
    pub diff: Diff,
    /// All that is known of each of the review's hunks, in their order.
    pub hunks: Vec<HunkState>,
    /// What would be sent to the cloud, in a run that only plans: the texts, and what they are about.
    pub planned: Vec<(Planned, String)>,
    /// The findings that were shown while the review went on.
    pub early: Vec<Finding>,
    /// Where the time went.
    pub timings: Timings,
}

impl Outcome {
    /// The outcome of a draft: its findings merged, each of its hunks decided.
    pub(super) fn new(request: &Request<'_>, diff: Diff, draft: Draft) -> Self {
        let coverage = coverage(&diff, &draft);
        let mut merged = merge::merge(draft.findings, request.baseline, &request.limits());
        merged.cut.useless = draft.useless;
        merge::dispute(&mut merged, &draft.disputes);
        let scope = ScopeReport {
            kind: diff.kind,
            base: diff.base.clone(),
            head: diff.head.clone(),
            files: coverage.files.len(),
            hunks: draft.hunks.len(),
            added: draft.added,
            removed: draft.removed,
        };
        let review = Review {
            schema: SCHEMA.into(),
            tool: ToolInfo::default(),
            scope,
            findings: merged.findings,
            remarks: draft.remarks,
            hunks: draft.hunks.iter().map(HunkState::report).collect(),
            usage: draft.usage,
            egress: draft.egress,
            planned: None,
            suppressed: draft.suppressed + merged.known,
            not_shown: merged.cut.total(),
            coverage,
            degraded: draft.degraded,
            timings: None,
        };
        Self {
            review,
            worst: merged.worst,
            worst_cut: merged.worst_cut,
            cut: merged.cut,
            diff,
            hunks: draft.hunks,
            planned: draft.planned,
            early: Vec::new(),
            timings: Timings::default(),
        }
    }

    /// Why the local reviewer has no answer where it was to be asked, and for how many hunks.
    pub fn unanswered(&self) -> BTreeMap<String, usize> {
        hunk::unanswered(self.hunks.iter().map(|hunk| &hunk.reviewer))
    }

    /// Leaves findings out of what decides the exit code: they are gone by now.
    pub fn settle(&mut self, fixed: &BTreeSet<String>) {
        if !fixed.is_empty() {
            let left = self.review.findings.iter().filter(|finding| !fixed.contains(&finding.id));
            self.worst = left.map(|finding| finding.severity).max().max(self.worst_cut);
        }
    }

    /// What was not reviewed that should have been, in words.
    pub fn gaps(&self) -> impl Iterator<Item = String> {
        let stages = self.review.notes().filter(|degraded| degraded.leaves_a_gap());
        let stages = stages.map(|own| format!("{}: {}", own.stage.tier(), own.reason));
        stages.chain(self.review.coverage.missed().map(|(path, gap)| format!("{path}: {gap}")))
    }
}

/// Which files were looked at, by which tiers.
fn coverage(diff: &Diff, draft: &Draft) -> Coverage {
    let mut tiers = vec![BTreeSet::new(); diff.files.len()];
    let mut has_hunks = vec![false; diff.files.len()];
    for hunk in &draft.hunks {
        tiers[hunk.file].extend(hunk.tiers());
        has_hunks[hunk.file] = true;
    }
    let mut files = Vec::new();
    for (index, (change, gaps)) in diff.files.iter().zip(&draft.gaps).enumerate() {
        let tiers: Vec<Tier> = tiers[index].iter().copied().collect();
        let mut gaps = gaps.clone();
        if tiers.is_empty() && has_hunks[index] && !gaps.iter().any(|gap| gap.whole) {
            gaps.push(Gap::whole(GapReason::NoTier));
        }
        files.push(FileCoverage::new(change.path().to_owned(), tiers, gaps));
    }
    for (path, reason) in &diff.unread {
        let gap = Gap::whole(GapReason::NotAvailable).with_detail(reason);
        files.push(FileCoverage::new(path.clone(), Vec::new(), vec![gap]));
    }
    Coverage::new(files)
}

/// Measures one stage after the other.
pub(super) struct Clock {
    last: Instant,
    stages: Vec<StageTiming>,
}

impl Clock {
    /// Starts now.
    pub fn start() -> Self {
        Self { last: Instant::now(), stages: Vec::new() }
    }

    /// A stage ends, and the next begins.
    pub fn lap(&mut self, stage: Stage) {
        let ms = self.last.elapsed().as_secs_f64() * 1000.0;
        self.stages.push(StageTiming { stage, ms });
        self.last = Instant::now();
    }

    /// The times of the stages beside those of the models.
    pub fn stop(self, models: Vec<ModelTiming>) -> Timings {
        Timings { stages: self.stages, models }
    }
}
