//! The review, stage by stage: diff, rules, local models, route, merge. What the user asked for comes in, a [`Review`] goes out.

use std::collections::BTreeSet;

use git2::Repository;
use indicatif::ProgressBar;
use miette::Diagnostic;
use rayon::prelude::*;
use thiserror::Error;

use crate::config::Config;
use crate::diff::{self, Diff, DiffError, Extent, FileChange, Hunk, Kind, Reader, Scope, Status, Texts};
use crate::finding::{
    Decision, Degraded, Finding, HunkReport, LocalUsage, Review, SCHEMA, ScopeReport, Severity, Side, ToolInfo, Usage,
};
use crate::local::features::{self, Measures};
use crate::local::{Assessed, Assessment, Local};
use crate::merge::{self, Baseline, Cut, Limits, file_id, hunk_id};
use crate::report::Excerpts;
use crate::route::{self, Evidence, Policy};
use crate::rules::{self, Engine, Inspection, RuleSet};
use crate::syntax::{Language, SourceFile};

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

/// What is known of a file after the stages that look at files one by one.
#[derive(Default)]
struct FileReview {
    inspection: Inspection,
    hunks: Vec<HunkReport>,
    /// What was measured of each hunk; empty where there is nothing to measure.
    measures: Vec<Measures>,
    added: usize,
    removed: usize,
    degraded: Option<String>,
}

fn review_files(request: &Request<'_>, diff: &Diff) -> Vec<FileReview> {
    let none = RuleSet::empty();
    let rules = request.rules.unwrap_or(&none);
    let git_dir = request.repository.map(|repository| repository.path().to_owned());
    let engine = Engine::new(rules);
    let (config, progress, measured) = (request.config, request.progress, request.local.is_some());
    request.progress.set_length(diff.files.len() as u64);
    let reader = || Reader::new(git_dir.as_deref());
    let review = |reader: &mut Reader, change: &FileChange| {
        let review = if config.excludes(change.path()) {
            FileReview { hunks: hunk_reports(change, &Loaded::skipped(EXCLUDED)), ..FileReview::default() }
        } else {
            review_file(&engine, measured, change, &load(reader, change, rules))
        };
        progress.inc(1);
        review
    };
    diff.files.par_iter().map_init(reader, review).collect()
}

/// The texts of a changed file, or why they are not looked at.
struct Loaded {
    old: Option<SourceFile>,
    new: Option<SourceFile>,
    skipped: Option<String>,
    failed: bool,
}

const EXCLUDED: &str = "excluded by the configuration";

impl Loaded {
    fn skipped(reason: &str) -> Self {
        Self { old: None, new: None, skipped: Some(reason.to_owned()), failed: false }
    }
}

fn load(reader: &Reader, change: &FileChange, rules: &RuleSet) -> Loaded {
    let skip = Loaded::skipped;
    match change.kind {
        Kind::Text if change.status == Status::Conflicted && change.hunks().is_empty() => {
            return skip("a merge left it with conflicts");
        }
        Kind::Text => {}
        Kind::Binary => return skip("not text"),
        Kind::TooLarge => return skip("too large"),
        Kind::Submodule => return skip("a submodule"),
        Kind::Link => return skip("a symbolic link"),
    }
    let side = |side: Side| {
        let (file, wanted) = match side {
            Side::Old => (&change.old, rules.any_on_removed() && !change.changed(Side::Old).is_empty()),
            Side::New => (&change.new, true),
        };
        let Some(file) = file.as_ref().filter(|_| wanted) else { return Ok(None) };
        match reader.read(file, change.hunks(), side) {
            Ok(Texts::Text(text)) => Ok(Some(SourceFile::new(file.path.clone(), text))),
            Ok(Texts::Binary) => Err(("not text".to_owned(), false)),
            Ok(Texts::TooLarge) => Err(("too large".to_owned(), false)),
            Err(reason) => Err((reason, true)),
        }
    };
    match (side(Side::Old), side(Side::New)) {
        (Ok(old), Ok(new)) => Loaded { old, new, skipped: None, failed: false },
        (Err((reason, failed)), _) | (_, Err((reason, failed))) => {
            Loaded { old: None, new: None, skipped: Some(reason), failed }
        }
    }
}

fn review_file(engine: &Engine<'_>, measured: bool, change: &FileChange, loaded: &Loaded) -> FileReview {
    let mut review = FileReview {
        inspection: rules::inspect(engine, change, loaded.old.as_ref(), loaded.new.as_ref()),
        hunks: hunk_reports(change, loaded),
        measures: loaded.new.iter().filter(|_| measured).flat_map(|file| features::measure(change, file)).collect(),
        ..FileReview::default()
    };
    for hunk in change.hunks() {
        review.added += hunk.changed(Side::New).count();
        review.removed += hunk.changed(Side::Old).count();
    }
    if change.extent == Extent::Whole {
        review.added = loaded.new.as_ref().map_or(0, SourceFile::line_count);
    }
    review.degraded = degraded(change, loaded, &review.inspection);
    place_in_hunks(&mut review.inspection.findings, change, &review.hunks);
    review
}

fn degraded(change: &FileChange, loaded: &Loaded, inspection: &Inspection) -> Option<String> {
    let path = change.path();
    let unparsed = [&loaded.old, &loaded.new].into_iter().flatten().any(SourceFile::is_unparsed);
    match &loaded.skipped {
        Some(reason) if loaded.failed => Some(format!("{path} was not read: {reason}")),
        None if unparsed => Some(format!("{path} is too complex to parse; only rules for any text were run")),
        _ if inspection.stopped => Some(format!("{path} took the rules too long; findings may be missing")),
        _ => None,
    }
}

fn hunk_reports(change: &FileChange, loaded: &Loaded) -> Vec<HunkReport> {
    let path = change.path();
    let reasons = match (&loaded.skipped, change.status) {
        (Some(reason), _) => vec![reason.clone()],
        (None, Status::Conflicted) => vec!["a merge left it with conflicts".to_owned()],
        (None, _) => loaded.new.as_ref().and_then(SourceFile::note).map(str::to_owned).into_iter().collect(),
    };
    let decision = if loaded.skipped.is_some() { Decision::Skipped } else { Decision::Rules };
    let report = |id: String, hunk: &Hunk| HunkReport {
        id,
        path: path.to_owned(),
        old_start: hunk.old_start,
        old_lines: hunk.old_lines,
        new_start: hunk.new_start,
        new_lines: hunk.new_lines,
        decision,
        risk: None,
        reasons: reasons.clone(),
        hard: false,
        look_at: Vec::new(),
    };
    match (&change.extent, &loaded.skipped) {
        (Extent::Hunks(hunks), None) => {
            let mut seen = std::collections::HashMap::new();
            hunks
                .iter()
                .map(|hunk| {
                    let nth = seen.entry(hunk_id(path, hunk, 0)).and_modify(|nth| *nth += 1).or_insert(0);
                    report(hunk_id(path, hunk, *nth), hunk)
                })
                .collect()
        }
        (Extent::Hunks(hunks), Some(_)) if !hunks.is_empty() => {
            hunks.iter().enumerate().map(|(nth, hunk)| report(hunk_id(path, hunk, nth), hunk)).collect()
        }
        (Extent::Hunks(_), Some(_)) => vec![report(file_id(path), &Hunk::default())],
        (Extent::Whole, _) => {
            let lines = loaded.new.as_ref().map_or(0, SourceFile::line_count);
            let new_lines = u32::try_from(lines).unwrap_or(u32::MAX);
            vec![report(file_id(path), &Hunk { new_start: new_lines.min(1), new_lines, ..Hunk::default() })]
        }
    }
}

fn place_in_hunks(findings: &mut [Finding], change: &FileChange, reports: &[HunkReport]) {
    for finding in findings {
        let inside = |hunk: &Hunk| {
            let (start, count) = hunk.range(finding.side);
            let lines = finding.span().lines();
            lines.start().0 < start.saturating_add(count) && lines.end().0 >= start
        };
        finding.hunk = match &change.extent {
            Extent::Hunks(hunks) if !hunks.is_empty() => {
                hunks.iter().position(inside).map(|index| reports[index].id.clone())
            }
            _ => reports.first().map(|report| report.id.clone()),
        };
    }
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
