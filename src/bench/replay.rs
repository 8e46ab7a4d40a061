//! Past changes reviewed as if they were new, and what is known of each hunk by now.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::sample::Pick;
use super::{BenchError, Mined};
use crate::config::Config;
use crate::diff::{self, Diff, Hunk, Scope};
use crate::finding::{Finding, Line, Severity, Side};
use crate::git::Repository;
use crate::local::features::HunkVector;
use crate::local::{LineScore, Local};
use crate::merge::Baseline;
use crate::progress::Progress;
use crate::review::{self, Header, Outcome, Request};
use crate::rules::RuleSet;
use crate::syntax::Language;

/// The wrong lines of a change, by path, in the texts after it.
pub type BuggyLines = BTreeMap<String, BTreeSet<Line>>;

/// A past change and its hunks.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The commit, or the record's id.
    pub id: String,
    /// When it was committed, in seconds since 1970; 0 where that is not known.
    pub time: i64,
    /// Whether a later fix found something wrong in it.
    pub is_buggy: bool,
    /// How many changes it stands for.
    pub weight: f64,
    /// The hunks of files that there is a grammar for and that the change did not delete.
    pub hunks: Vec<PastHunk>,
}

/// A hunk of a past change.
#[derive(Debug, Clone, PartialEq)]
pub struct PastHunk {
    /// The path after the change.
    pub path: String,
    /// The name of its language.
    pub language: &'static str,
    /// Lines added.
    pub added: usize,
    /// Lines removed.
    pub removed: usize,
    /// Its lines that were wrong.
    pub buggy: Vec<Line>,
    /// The highest severity of the rules' findings in it.
    pub worst: Option<Severity>,
    /// Whether a finding lies on a wrong line or next to it.
    pub is_caught: bool,
    /// What the risk model said, from 0.0 to 1.0.
    pub risk: Option<f64>,
    /// The risk model's scores of the added lines.
    pub scores: Vec<LineScore>,
    /// What the risk model saw of it, where the [`Replayer`] was told to keep that.
    pub vector: Option<HunkVector>,
}

/// Reviews changes, by the rules and what else is set up.
pub struct Replayer<'a> {
    /// The configuration; what would cut findings is not looked at.
    pub config: &'a Config,
    /// The rules, configured.
    pub rules: &'a RuleSet,
    /// The models on this machine.
    pub local: Option<&'a Local>,
    /// Whether hunks keep what the risk model saw of them: some kilobytes each.
    pub keep_vectors: bool,
}

impl Replayer<'_> {
    /// Reviews the picked commits again, oldest first.
    ///
    /// # Errors
    /// Where git cannot read a commit.
    pub fn replay(
        &self,
        repository: &Repository,
        mined: &Mined,
        picks: &[Pick],
        progress: &dyn Progress,
    ) -> Result<Vec<Change>, BenchError> {
        progress.start(picks.len() as u64);
        let location = repository.location();
        let none = BuggyLines::new();
        let replayed = picks.par_iter().map_init(
            || Repository::at(location),
            |repository, pick| {
                let repository = repository
                    .as_ref()
                    .map_err(|error| BenchError::Git { action: "open itself", reason: error.to_string() })?;
                let commit = &mined.window.commits[pick.commit];
                let id = commit.id.to_string();
                let diff = diff::read(Some(repository), &Scope::Commit(id.clone()), &[])?;
                let buggy = mined.introductions.get(&pick.commit);
                let hunks = self.review(Some(repository), diff, buggy.map_or(&none, |found| &found.lines));
                progress.advance(1);
                Ok(Change { id, time: commit.time, is_buggy: buggy.is_some(), weight: pick.weight, hunks })
            },
        );
        replayed.collect()
    }

    /// Reviews one change and says what is known of its hunks.
    pub fn review(&self, repository: Option<&Repository>, diff: Diff, buggy: &BuggyLines) -> Vec<PastHunk> {
        let mut outcome = self.outcome(repository, diff);
        if !self.keep_vectors {
            let assessments = outcome.hunks.iter_mut().filter_map(|hunk| hunk.assessment.as_mut());
            assessments.for_each(|own| own.vector = HunkVector::default());
        }
        hunks(&outcome, buggy)
    }

    /// Reviews one change.
    pub fn outcome(&self, repository: Option<&Repository>, mut diff: Diff) -> Outcome {
        diff.files.retain(|change| Language::for_file(change.path(), "").is_some());
        let baseline = Baseline::default();
        let request =
            Request { repository, rules: Some(self.rules), local: self.local, ..Request::new(self.config, &baseline) };
        review::run_on(&request, diff)
    }
}

/// A configuration that hides no finding, for judging.
#[must_use]
pub fn open_configuration(mut config: Config) -> Config {
    config.min_severity = Severity::Info;
    config.min_confidence = 0.0;
    config.max_comments = None;
    config
}

fn hunks(outcome: &Outcome, buggy: &BuggyLines) -> Vec<PastHunk> {
    let mut by_hunk: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in &outcome.review.findings {
        by_hunk.entry(finding.hunk.as_deref().unwrap_or_default()).or_default().push(finding);
    }
    let states: HashMap<_, _> = outcome.hunks.iter().map(|state| ((&*state.path, state.header), state)).collect();
    let mut hunks = Vec::new();
    for change in &outcome.diff.files {
        let path = change.path();
        let Some(language) = Language::for_file(path, "").filter(|_| change.new.is_some()) else { continue };
        let wrong = buggy.get(path);
        for hunk in change.hunks() {
            let Some(state) = states.get(&(path, Header::from(hunk))) else { continue };
            let assessment = state.assessment.as_ref();
            let findings = by_hunk.get(&*state.id).map_or(&[][..], Vec::as_slice);
            hunks.push(PastHunk {
                risk: assessment.map(|own| own.risk),
                scores: assessment.map(|own| own.lines.clone()).unwrap_or_default(),
                vector: assessment.map(|own| own.vector.clone()).filter(|vector| *vector != HunkVector::default()),
                ..past_hunk(path, language.name, hunk, findings, wrong)
            });
        }
    }
    hunks
}

fn past_hunk(
    path: &str,
    language: &'static str,
    hunk: &Hunk,
    findings: &[&Finding],
    wrong: Option<&BTreeSet<Line>>,
) -> PastHunk {
    // In context only where a line is missing: then the label is the line before the gap.
    let lines = Line(hunk.new_start)..Line(hunk.new_start.saturating_add(hunk.new_lines));
    let buggy: Vec<_> = wrong.into_iter().flat_map(|wrong| wrong.range(lines.clone())).copied().collect();
    PastHunk {
        path: path.to_owned(),
        language,
        added: hunk.changed(Side::New).count(),
        removed: hunk.changed(Side::Old).count(),
        worst: findings.iter().map(|finding| finding.severity).max(),
        is_caught: findings.iter().any(|finding| buggy.iter().any(|&line| is_near(finding, line))),
        buggy,
        risk: None,
        scores: Vec::new(),
        vector: None,
    }
}

/// Whether a finding lies on a line of the new text or next to it.
pub fn is_near(finding: &Finding, line: Line) -> bool {
    let is_near = |lines: RangeInclusive<Line>| lines.start().0 <= line.0 + 1 && line.0 <= lines.end().0 + 1;
    finding.side == Side::New && finding.spans().any(|span| is_near(span.lines()))
}
