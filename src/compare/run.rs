//! One model asked about all parts: changes come in, what it says of each hunk and what that took go out.

use std::collections::BTreeMap;
use std::time::Instant;

use git2::Repository;
use indicatif::ProgressBar;

use super::parts::Part;
use super::{Row, Said};
use crate::bench::replay::is_near;
use crate::config::Config;
use crate::diff::Diff;
use crate::finding::LOCAL_REVIEWER;
use crate::finding::{Finding, Line, ModelTiming};
use crate::local::Local;
use crate::local::reviewer::Reviewers;
use crate::merge::Baseline;
use crate::prompt::{Guideline, Verdict};
use crate::review::{self, FAILED_TOO_OFTEN, Outcome, PATIENCE, Request, TIME_IS_UP};
use crate::rules::RuleSet;

const NOT_FOR_REVIEWERS: &str = "it is not asked about files that a program wrote or that cannot be read";
const NOT_FOR_RISK: &str = "no risk model is for such files";

/// What a model said of the hunks, in their order, and what it took.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// What it is called.
    pub name: String,
    /// What it says of each hunk; `None` where it has no answer.
    pub said: Vec<Option<Said>>,
    /// Whether it writes comments at all.
    pub comments: bool,
    /// Its comments that say nothing or repeat another.
    pub useless: usize,
    /// What it took.
    pub timing: ModelTiming,
    /// Why it has no answer, and for how many hunks.
    pub unanswered: BTreeMap<String, usize>,
}

impl Run {
    /// A model that was not asked yet.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            timing: ModelTiming { model: name.to_owned(), ..ModelTiming::default() },
            ..Self::default()
        }
    }

    /// A model that cannot be asked.
    pub fn failed(name: &str, parts: &[Part], reason: String) -> Self {
        let mut run = Self::named(name);
        for part in parts {
            run.leave_out(part, &reason);
        }
        run
    }

    /// Takes over what was said of a part, and why nothing was said of others; where that is not known, for this reason.
    fn take(&mut self, said: Vec<Option<Said>>, unanswered: BTreeMap<String, usize>, otherwise: &str) {
        let silent = said.iter().filter(|own| own.is_none()).count();
        let without_reason = silent.saturating_sub(unanswered.values().sum());
        let otherwise = (without_reason > 0).then(|| (otherwise.to_owned(), without_reason));
        for (reason, hunks) in unanswered.into_iter().chain(otherwise) {
            *self.unanswered.entry(reason).or_default() += hunks;
        }
        self.said.extend(said);
    }

    fn leave_out(&mut self, part: &Part, reason: &str) {
        self.take(vec![None; part.rows.len()], BTreeMap::new(), reason);
    }
}

/// Asks models; they all see the same.
pub struct Asker<'a> {
    /// The repository that the change is of, if it is of one.
    pub repository: Option<&'a Repository>,
    /// The configuration; it hides no finding.
    pub config: &'a Config,
    /// The rules, whose findings the models are told.
    pub rules: &'a RuleSet,
    /// The risk model: the riskiest hunks of a change are asked about first.
    pub local: Option<&'a Local>,
    /// The house rules.
    pub guidelines: &'a [Guideline],
    /// Told how many hunks are done.
    pub progress: &'a ProgressBar,
}

impl Asker<'_> {
    /// Asks a generative model, as long as its time lasts.
    pub fn ask(&self, name: &str, mut reviewers: Reviewers, parts: &[Part]) -> Run {
        let deadline = Instant::now() + reviewers.time();
        let mut run = Run { comments: true, ..Run::named(name) };
        let mut in_a_row = 0;
        self.start(parts);
        for part in parts {
            let left = deadline.saturating_duration_since(Instant::now());
            if in_a_row >= PATIENCE || left.is_zero() {
                run.leave_out(part, if left.is_zero() { TIME_IS_UP } else { FAILED_TOO_OFTEN });
                continue;
            }
            reviewers = reviewers.with_time(left);
            // Of a single hunk it does not matter which is the riskiest.
            let local = self.local.filter(|_| part.rows.len() > 1);
            let outcome = self.review(part.trimmed(), local, Some(&reviewers));
            in_a_row = if outcome.unanswered.is_empty() { 0 } else { in_a_row + 1 };
            run.useless += outcome.cut.useless + outcome.cut.repeated;
            let said = part.rows.iter().map(|row| said(row, &outcome)).collect();
            run.take(said, outcome.unanswered, NOT_FOR_REVIEWERS);
            self.progress.inc(part.rows.len() as u64);
        }
        run.timing = reviewers.timings().into_iter().next().unwrap_or(run.timing);
        run
    }

    /// Asks the risk model, which goes by the changes as a whole: what it marks as hard counts as its comments.
    pub fn assess(&self, name: &str, parts: &[Part]) -> Run {
        let Some(local) = self.local else {
            return Run::failed(name, parts, "the risk model is switched off (`[local] risk`)".to_owned());
        };
        let mut run = Run::named(name);
        self.start(parts);
        for part in parts {
            let outcome = self.review(part.diff.clone(), Some(local), None);
            let said: Vec<_> = part.rows.iter().map(|row| marked(row, &outcome)).collect();
            let stages = outcome.timings.stages.iter().filter(|own| own.stage == "risk");
            run.timing.work_ms += stages.map(|own| own.ms).sum::<f64>();
            run.timing.hunks += said.iter().flatten().count();
            let degraded = outcome.review.degraded.iter().find(|own| own.stage == "local");
            let reason = degraded.map_or(NOT_FOR_RISK, |own| &own.reason);
            run.take(said, BTreeMap::new(), reason);
            self.progress.inc(part.rows.len() as u64);
        }
        run
    }

    fn start(&self, parts: &[Part]) {
        self.progress.set_position(0);
        self.progress.set_length(parts.iter().map(|part| part.rows.len() as u64).sum());
    }

    fn review(&self, diff: Diff, local: Option<&Local>, reviewers: Option<&Reviewers>) -> Outcome {
        let (baseline, progress) = (Baseline::default(), ProgressBar::hidden());
        let request = Request {
            repository: self.repository,
            rules: Some(self.rules),
            local,
            reviewers,
            guidelines: self.guidelines,
            ..Request::of(self.config, &baseline, &progress)
        };
        review::run_on(&request, diff)
    }
}

/// What a generative model says of a hunk.
fn said(row: &Row, outcome: &Outcome) -> Option<Said> {
    let at = place(row, outcome)?;
    let (opinion, id) = (outcome.opinions[at]?, &outcome.review.hunks[at].id);
    let own = |finding: &&Finding| finding.rule == LOCAL_REVIEWER && finding.hunk.as_ref() == Some(id);
    let inline: Vec<_> = outcome.review.findings.iter().filter(own).collect();
    let buggy = row.buggy.iter().flatten().map(|&line| Line(line));
    Some(Said {
        verdict: opinion.verdict,
        mistake: opinion.mistake,
        inline: inline.len(),
        without_line: outcome.review.remarks.iter().filter(|remark| remark.hunk == *id).count(),
        is_hit: buggy.into_iter().any(|line| inline.iter().any(|finding| is_near(finding, line))),
    })
}

/// What the risk model says of a hunk.
fn marked(row: &Row, outcome: &Outcome) -> Option<Said> {
    let at = place(row, outcome)?;
    let risk = outcome.assessments[at].as_ref()?.risk;
    let verdict = if outcome.review.hunks[at].look_first { Verdict::Comment } else { Verdict::Clear };
    Some(Said { verdict, mistake: Some(risk), inline: 0, without_line: 0, is_hit: false })
}

/// The index of a hunk's report.
fn place(row: &Row, outcome: &Outcome) -> Option<usize> {
    outcome.review.hunks.iter().position(|hunk| row.is(&hunk.path, hunk.old_start, hunk.new_start))
}
