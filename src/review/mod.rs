//! The review, stage by stage: diff, rules, local models, route, merge. What the user asked for comes in, a [`Review`] goes out.

mod files;

use std::collections::BTreeSet;

use git2::Repository;
use indicatif::ProgressBar;
use miette::Diagnostic;
use thiserror::Error;

use self::files::{FileReview, review_files};
use crate::config::Config;
use crate::diff::{self, Diff, DiffError, FileChange, Kind, Reader, Scope, Texts};
use crate::finding::{
    Decision, Degraded, Finding, HunkReport, LocalUsage, Review, SCHEMA, ScopeReport, Severity, Side, ToolInfo, Usage,
};
use crate::local::{Assessed, Assessment, Local};
use crate::merge::{self, Baseline, Cut, Limits};
use crate::report::Excerpts;
use crate::route::{self, Evidence, Policy};
use crate::rules::RuleSet;
use crate::syntax::Language;

/// What to review, and by what.
pub struct Request<'a> {
    /// The repository; a diff can be reviewed without one.
    pub repository: Option<&'a Repository>,
    /// The comparison.
    pub scope: &'a Scope,
    /// Only these paths, from the root of the repository; none means all.
    pub paths: &'a [String],
    /// The configuration.
    pub config: &'a Config,
    /// The rules, configured; `None` where the stage was switched off.
    pub rules: Option<&'a RuleSet>,
    /// The models on this machine; `None` where the stage was switched off.
    pub local: Option<&'a Local>,
    /// What is known already.
    pub baseline: &'a Baseline,
    /// Told how many files are done.
    pub progress: &'a ProgressBar,
}

/// A review and what decides the exit code.
#[derive(Debug)]
pub struct Outcome {
    /// The result.
    pub review: Review,
    /// The highest severity found, also where `max_comments` cut the finding itself.
    pub worst: Option<Severity>,
    /// What the limits cut.
    pub cut: Cut,
    /// What was compared.
    pub diff: Diff,
    /// What the risk model says of each of the review's hunks, in their order; `None` where it said nothing.
    pub assessments: Vec<Option<Assessment>>,
}

/// Why there is no review.
#[derive(Debug, Error, Diagnostic)]
pub enum ReviewError {
    /// The diff cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Diff(#[from] DiffError),
}

/// Reviews what was asked for.
///
/// # Errors
/// Where the diff as a whole cannot be read; what fails in parts is named in [`Review::degraded`].
pub fn run(request: &Request<'_>) -> Result<Outcome, ReviewError> {
    let diff = diff::read(request.repository, request.scope, request.paths)?;
    Ok(run_on(request, diff))
}

/// Reviews a diff that was read already; the scope and the paths of the request are not looked at.
pub fn run_on(request: &Request<'_>, diff: Diff) -> Outcome {
    // The models load while the rules run, so that they cost no time of their own.
    let files = std::thread::scope(|scope| {
        if let Some(local) = request.local {
            let languages = languages(request, &diff);
            scope.spawn(move || local.warm(languages));
        }
        review_files(request, &diff)
    });
    let mut outcome = assemble(request, diff, files);
    route(request, &mut outcome);
    outcome
}

/// The languages of the hunks that a model may be asked about.
fn languages(request: &Request<'_>, diff: &Diff) -> BTreeSet<&'static str> {
    let asked = |change: &&FileChange| {
        change.kind == Kind::Text
            && change.new.is_some()
            && !change.hunks().is_empty()
            && !request.config.excludes(change.path())
    };
    diff.files.iter().filter(asked).filter_map(|change| Language::of(change.path(), "")).map(|row| row.name).collect()
}

fn assemble(request: &Request<'_>, mut diff: Diff, files: Vec<FileReview>) -> Outcome {
    let stage = |stage: &'static str| move |reason: String| Degraded { stage: stage.to_owned(), reason };
    let mut degraded: Vec<_> = request.config.warnings.iter().cloned().map(stage("config")).collect();
    degraded.append(&mut diff.degraded);
    let (mut findings, mut hunks, mut measures) = (Vec::new(), Vec::new(), Vec::new());
    let mut measured = Vec::new();
    let (mut suppressed, mut added, mut removed) = (0, 0, 0);
    for file in files {
        measured.extend(hunks.len()..hunks.len() + file.measures.len());
        measures.extend(file.measures);
        findings.extend(file.inspection.findings);
        hunks.extend(file.hunks);
        suppressed += file.inspection.suppressed;
        added += file.added;
        removed += file.removed;
        degraded.extend(file.degraded.map(stage("rules")));
    }
    let assessed = request.local.map(|local| local.assess(&measures)).unwrap_or_default();
    degraded.extend(assessed.degraded.iter().cloned().map(stage("local")));
    let usage = Usage { local: usage(&assessed), ..Usage::default() };
    let assessments = take_over(assessed, &measured, &mut hunks);
    let limits = Limits {
        min_severity: request.config.min_severity,
        min_confidence: request.config.min_confidence,
        max_comments: request.config.max_comments,
    };
    let merged = merge::merge(findings, request.baseline, &limits);
    let scope = ScopeReport {
        kind: diff.kind,
        base: diff.base.clone(),
        head: diff.head.clone(),
        files: diff.files.len(),
        hunks: hunks.len(),
        added,
        removed,
    };
    let review = Review {
        schema: SCHEMA.into(),
        tool: ToolInfo::default(),
        scope,
        findings: merged.findings,
        hunks,
        usage,
        suppressed: suppressed + merged.known,
        not_shown: merged.cut.total(),
        degraded,
    };
    Outcome { review, worst: merged.worst, cut: merged.cut, diff, assessments }
}

fn usage(assessed: &Assessed) -> LocalUsage {
    LocalUsage {
        hunks: assessed.hunks.iter().flatten().count(),
        risk: (!assessed.models.is_empty()).then(|| assessed.models.join(", ")),
        reviewer: None,
    }
}

/// Writes what was assessed into the reports of the measured hunks; the assessments of all hunks, in their order.
fn take_over(assessed: Assessed, measured: &[usize], hunks: &mut [HunkReport]) -> Vec<Option<Assessment>> {
    let mut assessments = vec![None; hunks.len()];
    for (assessment, &index) in assessed.hunks.into_iter().zip(measured) {
        let (Some(assessment), report) = (assessment, &mut hunks[index]) else { continue };
        report.risk = Some(rounded(assessment.risk));
        report.reasons.extend(assessment.reasons.iter().map(ToString::to_string));
        report.look_at = assessment.lines_to_look_at();
        report.decision = Decision::Local;
        assessments[index] = Some(assessment);
    }
    assessments
}

/// Four digits: what is beyond them differs between machines and tells nobody anything.
fn rounded(risk: f64) -> f64 {
    (risk * 10_000.0).round() / 10_000.0
}

/// Marks the hard cases, and what the rules have settled.
fn route(request: &Request<'_>, outcome: &mut Outcome) {
    let found: BTreeSet<&str> = outcome.review.findings.iter().filter_map(|finding| finding.hunk.as_deref()).collect();
    let evidence: Vec<_> = outcome
        .review
        .hunks
        .iter()
        .map(|hunk| Evidence { risk: hunk.risk, lines: hunk.old_lines + hunk.new_lines })
        .collect();
    let hard = route::hard_cases(&Policy::of(&request.config.file.route), &evidence);
    for (hunk, hard) in outcome.review.hunks.iter_mut().zip(hard) {
        hunk.hard = hard;
        if hunk.decision == Decision::Local && found.contains(&*hunk.id) {
            hunk.decision = Decision::Rules;
        }
    }
}

/// The texts that the findings are about, read once more: only few files have findings.
pub fn excerpts(repository: Option<&Repository>, outcome: &Outcome) -> Excerpts {
    let reader = Reader::new(repository.map(Repository::path));
    let mut excerpts = Excerpts::default();
    for change in &outcome.diff.files {
        for (side, file) in [(Side::Old, &change.old), (Side::New, &change.new)] {
            let Some(file) = file else { continue };
            let is_here = |finding: &Finding| finding.path == file.path && finding.side == side;
            if change.kind == Kind::Text
                && outcome.review.findings.iter().any(is_here)
                && let Ok(Texts::Text(text)) = reader.read(file, change.hunks(), side)
            {
                excerpts.add(&file.path, side, text);
            }
        }
    }
    excerpts
}
