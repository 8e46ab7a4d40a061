//! One record for each changed hunk: where it is, what was measured, what each model said and what the route decided. What
//! settled it, and why, is computed from that once, at the end.

use std::collections::BTreeMap;
use std::fmt;

use super::reason::{FileNote, Reason};
use crate::diff::Hunk;
use crate::finding::{Decision, HunkReport, Opinion, Tier};
use crate::local::Assessment;
use crate::local::features::Measures;
use crate::prompt::Verdict;
use crate::route::Route;
use crate::text::counted;

/// A hunk, or a file that is under review as a whole, and all that is known of it.
#[derive(Debug)]
pub struct HunkState {
    /// 16 hexadecimal digits, of the path and the changed text.
    pub id: String,
    /// The path in the repository.
    pub path: String,
    /// Its header.
    pub header: Header,
    /// The index of its file in the diff.
    pub(super) file: usize,
    /// Its index there; `None` for a file as a whole.
    pub(super) hunk: Option<usize>,
    /// Whether people wrote it, and there is a change of its lines that a model can look at.
    pub(super) readable: bool,
    /// What is to be said of its file.
    pub(super) file_note: Option<FileNote>,
    /// What was measured for the risk model, until the model has seen it.
    pub(super) measures: Option<Measures>,
    /// What the risk model says of it.
    pub assessment: Option<Assessment>,
    /// Whether it is not shown to a reviewer on another machine.
    pub(super) stays_here: bool,
    /// What the local reviewer says of it.
    pub reviewer: Consultation,
    /// What the cloud model says of it.
    pub(super) cloud: Consultation,
    /// Whether rules looked at it.
    pub(super) inspected: bool,
    /// How many findings of rules it has.
    pub(super) rule_findings: usize,
    /// What the route decided.
    pub(super) route: Option<Route>,
    /// Whether people should begin here.
    pub look_first: bool,
}

/// The lines of a hunk, as in its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Header {
    /// First line on the old side (0 where the old side is empty).
    pub old_start: u32,
    /// Lines on the old side.
    pub old_lines: u32,
    /// First line on the new side (0 where the new side is empty).
    pub new_start: u32,
    /// Lines on the new side.
    pub new_lines: u32,
}

impl From<&Hunk> for Header {
    fn from(hunk: &Hunk) -> Self {
        let Hunk { old_start, old_lines, new_start, new_lines, .. } = *hunk;
        Self { old_start, old_lines, new_start, new_lines }
    }
}

impl Header {
    /// The first and the last line, on the side that there is.
    pub(super) fn lines(&self) -> (u32, u32) {
        let (first, count) =
            if self.new_lines > 0 { (self.new_start, self.new_lines) } else { (self.old_start, self.old_lines) };
        (first, (first + count).saturating_sub(1))
    }
}

/// What a generative model was asked about a hunk, and what came of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Consultation {
    /// It was not asked.
    #[default]
    NotAsked,
    /// It has answered, in this run or in an earlier one.
    Answered {
        /// The model.
        by: String,
        /// What it thinks.
        opinion: Opinion,
    },
    /// It was to be asked, and there is no answer.
    Unanswered(NoAnswer),
}

impl Consultation {
    /// What the model thinks, if it has answered.
    pub fn opinion(&self) -> Option<Opinion> {
        match self {
            Self::Answered { opinion, .. } => Some(*opinion),
            _ => None,
        }
    }
}

/// Why there is no answer about a hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoAnswer {
    /// The model failed so often in a row that it is not tried again.
    FailedTooOften,
    /// The time for the change was up.
    TimeIsUp,
    /// It was asked and failed, with this reason.
    Failed(String),
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FailedTooOften => f.write_str("the reviewer was not asked: it failed too often"),
            Self::TimeIsUp => f.write_str("the reviewer was not asked: its time was up (`[local] time_s`)"),
            Self::Failed(reason) => f.write_str(reason),
        }
    }
}

/// For how many hunks there is no answer, by the reason in words.
pub(super) fn unanswered<'h>(consultations: impl IntoIterator<Item = &'h Consultation>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for consultation in consultations {
        if let Consultation::Unanswered(reason) = consultation {
            *counts.entry(reason.to_string()).or_default() += 1;
        }
    }
    counts
}

/// The same as notes, one for each reason.
pub(super) fn unanswered_notes<'h>(consultations: impl IntoIterator<Item = &'h Consultation>) -> Vec<String> {
    let counts = unanswered(consultations);
    counts.into_iter().map(|(reason, hunks)| format!("{}: {reason}", counted(hunks, "hunk"))).collect()
}

impl HunkState {
    /// A hunk of a file, of which nothing is known yet.
    pub(super) fn new(id: String, path: &str, file: usize, header: Header, file_note: Option<FileNote>) -> Self {
        Self {
            id,
            path: path.to_owned(),
            header,
            file,
            hunk: None,
            readable: false,
            file_note,
            measures: None,
            assessment: None,
            stays_here: false,
            reviewer: Consultation::NotAsked,
            cloud: Consultation::NotAsked,
            inspected: false,
            rule_findings: 0,
            route: None,
            look_first: false,
        }
    }

    /// Its risk, where a model assessed it.
    pub fn risk(&self) -> Option<f64> {
        self.assessment.as_ref().map(|assessment| rounded(assessment.risk))
    }

    /// What the local reviewer thinks of it, where it has answered.
    pub fn verdict(&self) -> Option<Opinion> {
        let opinion = self.reviewer.opinion()?;
        Some(Opinion { mistake: opinion.mistake.map(rounded), ..opinion })
    }

    /// Whether it is a hard case: one that what runs on this machine could not settle.
    fn is_hard(&self) -> bool {
        self.route.as_ref().is_some_and(Route::is_hard)
    }

    /// The tiers that looked at it.
    pub(super) fn tiers(&self) -> Vec<Tier> {
        let asked_here = self.assessment.is_some() || self.reviewer.opinion().is_some();
        let looked =
            [(self.inspected, Tier::Rule), (asked_here, Tier::Local), (self.cloud.opinion().is_some(), Tier::Cloud)];
        looked.into_iter().filter(|(has_looked, _)| *has_looked).map(|(_, tier)| tier).collect()
    }

    /// What settled it.
    fn decision(&self) -> Decision {
        let asked_here = self.assessment.is_some() || self.reviewer.opinion().is_some();
        if self.cloud.opinion().is_some() {
            Decision::Cloud
        } else if matches!(self.file_note, Some(FileNote::Skipped(_))) {
            Decision::Skipped
        } else if asked_here && self.rule_findings == 0 {
            Decision::Local
        } else {
            Decision::Rules
        }
    }

    /// Why it was decided so, in the order of the stages.
    pub(super) fn reasons(&self) -> Vec<Reason> {
        let mut reasons: Vec<_> = self.file_note.iter().cloned().map(Reason::File).collect();
        if let Some(assessment) = &self.assessment {
            reasons.extend(assessment.reasons.iter().cloned().map(Reason::Risk));
        }
        if self.stays_here {
            reasons.push(Reason::StaysHere);
        }
        // Of a hard case the route says why.
        reasons.extend(self.verdict().filter(|own| own.verdict != Verdict::Hard).map(Reason::Reviewer));
        if self.is_hard() {
            reasons.extend(self.route.clone().map(Reason::Hard));
        }
        reasons.extend(self.cloud.opinion().map(|opinion| Reason::Cloud(opinion.verdict)));
        reasons
    }

    /// What the result says of it.
    pub(super) fn report(&self) -> HunkReport {
        let Header { old_start, old_lines, new_start, new_lines } = self.header;
        HunkReport {
            id: self.id.clone(),
            path: self.path.clone(),
            old_start,
            old_lines,
            new_start,
            new_lines,
            decision: self.decision(),
            tiers: self.tiers(),
            risk: self.risk(),
            reasons: self.reasons().iter().map(ToString::to_string).collect(),
            hard: self.is_hard(),
            look_first: self.look_first,
            look_at: self.assessment.as_ref().map(Assessment::lines_to_look_at).unwrap_or_default(),
            verdict: self.verdict(),
        }
    }
}

/// Four digits: what is beyond them differs between machines and tells nobody anything.
pub(super) fn rounded(probability: f64) -> f64 {
    (probability * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests;
