//! One model asked about all parts: changes come in, what it says of each hunk and what that took go out.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::parts::Part;
use super::{Response, Row};
use crate::bench::replay::is_near;
use crate::config::Config;
use crate::diff::Diff;
use crate::finding::{Finding, LOCAL_REVIEWER, Line, ModelTiming};
use crate::git::Repository;
use crate::local::Local;
use crate::local::reviewer::Reviewers;
use crate::merge::Baseline;
use crate::progress::Progress;
use crate::prompt::{Guideline, Verdict};
use crate::review::{self, HunkState, NoAnswer, Outcome, PATIENCE, Request};
use crate::rules::RuleSet;
use crate::stage::Stage;

const NOT_FOR_REVIEWERS: &str = "it is not asked about files that a program wrote or that cannot be read";
const NOT_FOR_RISK: &str = "no risk model is for such files";

/// What a model said of the hunks, in their order, and what it took.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    /// What it is called.
    pub name: String,
    /// What it says of each hunk; `None` where it has no answer.
    pub said: Vec<Option<Response>>,
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
    fn take(&mut self, said: Vec<Option<Response>>, unanswered: BTreeMap<String, usize>, otherwise: &str) {
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
pub struct Runner<'a> {
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
    pub progress: &'a dyn Progress,
}

impl Runner<'_> {
    /// Asks a generative model, as long as its time lasts.
    pub fn ask(&self, name: &str, mut reviewers: Reviewers, parts: &[Part]) -> Run {
        let deadline = Instant::now() + reviewers.time();
        let mut run = Run { comments: true, ..Run::named(name) };
        let mut in_a_row = 0;
        self.start(parts);
        for part in parts {
            let left = deadline.saturating_duration_since(Instant::now());
            if let Some(reason) = not_asked(left, in_a_row) {
                run.leave_out(part, &reason.to_string());
                continue;
            }
            reviewers = reviewers.with_time(left);
            // Of a single hunk it does not matter which is the riskiest.
            let local = if part.rows.len() > 1 { self.local } else { None };
            let outcome = self.review(part.trimmed(), local, Some(&reviewers));
            let unanswered = outcome.unanswered();
            in_a_row = if unanswered.is_empty() { 0 } else { in_a_row + 1 };
            run.useless += outcome.cut.useless + outcome.cut.repeated;
            let said = part.rows.iter().map(|row| said(row, &outcome)).collect();
            run.take(said, unanswered, NOT_FOR_REVIEWERS);
            self.progress.advance(part.rows.len() as u64);
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
            let stages = outcome.timings.stages.iter().filter(|own| own.stage == Stage::Risk);
            run.timing.work_ms += stages.map(|own| own.ms).sum::<f64>();
            run.timing.hunks += said.iter().flatten().count();
            let degraded = outcome.review.degraded.iter().find(|own| own.stage == Stage::Risk);
            let reason = degraded.map_or(NOT_FOR_RISK, |own| &own.reason);
            run.take(said, BTreeMap::new(), reason);
            self.progress.advance(part.rows.len() as u64);
        }
        run
    }

    fn start(&self, parts: &[Part]) {
        self.progress.start(parts.iter().map(|part| part.rows.len() as u64).sum());
    }

    fn review(&self, diff: Diff, local: Option<&Local>, reviewers: Option<&Reviewers>) -> Outcome {
        let baseline = Baseline::default();
        let request = Request {
            repository: self.repository,
            rules: Some(self.rules),
            local,
            reviewers,
            guidelines: self.guidelines,
            ..Request::new(self.config, &baseline)
        };
        review::run_on(&request, diff)
    }
}

/// Why no further model is asked, where that is so: with so much time left, after so many failures in a row.
fn not_asked(left: Duration, failures: usize) -> Option<NoAnswer> {
    if left.is_zero() {
        Some(NoAnswer::TimeIsUp)
    } else if failures >= PATIENCE {
        Some(NoAnswer::FailedTooOften)
    } else {
        None
    }
}

/// What a generative model says of a hunk.
fn said(row: &Row, outcome: &Outcome) -> Option<Response> {
    let hunk = hunk(row, outcome)?;
    let opinion = hunk.reviewer.opinion()?;
    let own = |finding: &&Finding| finding.rule == LOCAL_REVIEWER && finding.hunk.as_ref() == Some(&hunk.id);
    let inline: Vec<_> = outcome.review.findings.iter().filter(own).collect();
    let buggy = row.buggy.iter().flatten().map(|&line| Line(line));
    Some(Response {
        verdict: opinion.verdict,
        mistake: opinion.mistake,
        inline: inline.len(),
        without_line: outcome.review.remarks.iter().filter(|remark| remark.hunk == hunk.id).count(),
        is_hit: buggy.into_iter().any(|line| inline.iter().any(|finding| is_near(finding, line))),
    })
}

/// What the risk model says of a hunk.
fn marked(row: &Row, outcome: &Outcome) -> Option<Response> {
    let hunk = hunk(row, outcome)?;
    let risk = hunk.assessment.as_ref()?.risk;
    let verdict = if hunk.look_first { Verdict::Comment } else { Verdict::Clear };
    Some(Response { verdict, mistake: Some(risk), inline: 0, without_line: 0, is_hit: false })
}

/// What the review knows of a hunk.
fn hunk<'o>(row: &Row, outcome: &'o Outcome) -> Option<&'o HunkState> {
    outcome.hunks.iter().find(|hunk| row.is(&hunk.path, hunk.header.old_start, hunk.header.new_start))
}
