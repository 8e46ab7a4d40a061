//! The review, stage by stage: diff, rules, merge. What the user asked for comes in, a [`Review`] goes out.

use git2::Repository;
use indicatif::ProgressBar;
use miette::Diagnostic;
use rayon::prelude::*;
use thiserror::Error;

use crate::config::Config;
use crate::diff::{self, Diff, DiffError, Extent, FileChange, Hunk, Kind, Reader, Scope, Status, Texts};
use crate::finding::{
    Decision, Degraded, Finding, HunkReport, Review, SCHEMA, ScopeReport, Severity, Side, ToolInfo, Usage,
};
use crate::local::Assessment;
use crate::merge::{self, Baseline, Cut, Limits, file_id, hunk_id};
use crate::report::Excerpts;
use crate::rules::{self, Engine, Inspection, RuleSet};
use crate::syntax::SourceFile;

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
    let files = review_files(request, &diff);
    assemble(request, diff, files)
}

/// What is known of a file after the stages that look at files one by one.
#[derive(Default)]
struct FileReview {
    inspection: Inspection,
    hunks: Vec<HunkReport>,
    added: usize,
    removed: usize,
    degraded: Option<String>,
}

fn review_files(request: &Request<'_>, diff: &Diff) -> Vec<FileReview> {
    let none = RuleSet::empty();
    let rules = request.rules.unwrap_or(&none);
    let git_dir = request.repository.map(|repository| repository.path().to_owned());
    let engine = Engine::new(rules);
    request.progress.set_length(diff.files.len() as u64);
    let reader = || Reader::new(git_dir.as_deref());
    let review = |reader: &mut Reader, change: &FileChange| {
        let review = if request.config.excludes(change.path()) {
            FileReview { hunks: hunk_reports(change, &Loaded::skipped(EXCLUDED)), ..FileReview::default() }
        } else {
            review_file(&engine, change, &load(reader, change, rules))
        };
        request.progress.inc(1);
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

fn review_file(engine: &Engine<'_>, change: &FileChange, loaded: &Loaded) -> FileReview {
    let mut review = FileReview {
        inspection: rules::inspect(engine, change, loaded.old.as_ref(), loaded.new.as_ref()),
        hunks: hunk_reports(change, loaded),
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
    let (mut findings, mut hunks) = (Vec::new(), Vec::new());
    let (mut suppressed, mut added, mut removed) = (0, 0, 0);
    for file in files {
        findings.extend(file.inspection.findings);
        hunks.extend(file.hunks);
        suppressed += file.inspection.suppressed;
        added += file.added;
        removed += file.removed;
        degraded.extend(file.degraded.map(stage("rules")));
    }
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
    let assessments = vec![None; hunks.len()];
    let review = Review {
        schema: SCHEMA.into(),
        tool: ToolInfo::default(),
        scope,
        findings: merged.findings,
        hunks,
        usage: Usage::default(),
        suppressed: suppressed + merged.known,
        not_shown: merged.cut.total(),
        degraded,
    };
    Outcome { review, worst: merged.worst, cut: merged.cut, diff, assessments }
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
