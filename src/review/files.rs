//! The stages that look at changed files one by one: their texts, the rules, what is measured for the models. One file
//! is in memory for each thread.

use rayon::prelude::*;

use super::Request;
use crate::diff::{Diff, Extent, FileChange, Hunk, Kind, Reader, Status, Texts};
use crate::finding::{Decision, Finding, HunkReport, Side};
use crate::ids::{file_id, hunk_id};
use crate::local::features::{self, Measures};
use crate::rules::{self, Engine, Inspection, RuleSet};
use crate::syntax::SourceFile;

/// What is known of a file after the stages that look at files one by one.
#[derive(Default)]
pub(super) struct FileReview {
    pub inspection: Inspection,
    pub hunks: Vec<HunkReport>,
    /// What was measured of each hunk; empty where there is nothing to measure.
    pub measures: Vec<Measures>,
    pub added: usize,
    pub removed: usize,
    /// Whether a program wrote the file.
    pub generated: bool,
    pub degraded: Option<String>,
}

/// Every changed file, in the order of the diff.
pub(super) fn review_files(request: &Request<'_>, diff: &Diff) -> Vec<FileReview> {
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
            Ok(Texts::Text(text)) => {
                // A suppression comment is beside the line that it is about.
                let lines = change.changed(side).with_neighbours();
                Ok(Some(SourceFile::for_lines(file.path.clone(), text, &lines)))
            }
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
        generated: loaded.new.as_ref().is_some_and(|file| file.generated),
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
        look_first: false,
        look_at: Vec::new(),
        verdict: None,
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

/// Names the hunk that each finding lies in.
pub(super) fn place_in_hunks(findings: &mut [Finding], change: &FileChange, reports: &[HunkReport]) {
    for finding in findings {
        finding.hunk = match &change.extent {
            Extent::Hunks(hunks) if !hunks.is_empty() => {
                let hunk = change.hunk_of(finding.side, &finding.span().lines());
                hunk.map(|index| reports[index].id.clone())
            }
            _ => reports.first().map(|report| report.id.clone()),
        };
    }
}
