//! The files of a review with their hunks: what settled each and why, its lines, its findings.

use std::collections::BTreeMap;

use serde::Serialize;

use super::finding::{FindingView, counts};
use super::lines::{self, Run};
use crate::diff::{Diff, Extent, FileChange, Hunk, Status};
use crate::finding::{Decision, Finding, HunkReport, Review, Severity, Side};
use crate::report::Context;
use crate::report::explain::{settled, why};
use crate::text::{counted, percent};

/// A file as the page shows it.
#[derive(Serialize)]
pub(super) struct FileView<'r> {
    number: usize,
    path: &'r str,
    status: String,
    hunks: Vec<HunkView<'r>>,
    outside_hunks: Vec<FindingView<'r>>,
}

/// A hunk with its findings; those on no line that is shown come after the lines.
#[derive(Serialize)]
struct HunkView<'r> {
    extent: String,
    settled: &'static str,
    risk: Option<String>,
    look_first: bool,
    hard: bool,
    why: String,
    runs: Vec<Run<'r>>,
    elsewhere: Vec<FindingView<'r>>,
}

/// A file in the list of files.
#[derive(Serialize)]
pub(super) struct ListEntry<'r> {
    path: &'r str,
    counts: Vec<Count>,
}

/// How many findings of a severity.
#[derive(Serialize)]
struct Count {
    severity: Severity,
    number: usize,
    label: String,
}

/// A file with its hunks and findings.
pub(super) struct File<'r> {
    path: &'r str,
    change: Option<&'r FileChange>,
    hunks: Vec<(&'r HunkReport, Vec<&'r Finding>)>,
    /// Findings in no hunk.
    outside_hunks: Vec<&'r Finding>,
}

impl<'r> File<'r> {
    /// The files in the order of the review; each finding is in one of them.
    pub(super) fn all(review: &'r Review, diff: Option<&'r Diff>) -> Vec<Self> {
        let changes = diff.map_or(&[][..], |diff| &diff.files).iter();
        let changes: BTreeMap<_, _> = changes.map(|change| (change.path(), change)).collect();
        let mut by_hunk: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for finding in &review.findings {
            by_hunk.entry(finding.hunk.as_deref()).or_default().push(finding);
        }
        let mut files = Vec::new();
        for reports in review.hunks.chunk_by(|a, b| a.path == b.path) {
            let path = &*reports[0].path;
            let mut own = |report: &'r HunkReport| (report, by_hunk.remove(&Some(&*report.id)).unwrap_or_default());
            let hunks = reports.iter().map(&mut own).collect();
            files.push(Self { path, change: changes.get(path).copied(), hunks, outside_hunks: Vec::new() });
        }
        for finding in by_hunk.into_values().flatten() {
            let index = files.iter().position(|file| file.path == finding.path).unwrap_or_else(|| {
                files.push(Self { path: &finding.path, change: None, hunks: Vec::new(), outside_hunks: Vec::new() });
                files.len() - 1
            });
            files[index].outside_hunks.push(finding);
        }
        files
    }

    /// The file in the list of files, with how much was found in it.
    pub(super) fn list_entry(&self) -> ListEntry<'r> {
        let in_hunks = self.hunks.iter().flat_map(|(_, findings)| findings);
        let findings: Vec<_> = in_hunks.chain(&self.outside_hunks).copied().collect();
        let counts = counts(&findings).into_iter();
        let counts = counts.map(|(severity, number)| {
            let label = counted(number, &severity.to_string());
            Count { severity, number, label }
        });
        ListEntry { path: self.path, counts: counts.collect() }
    }

    /// The file as the page shows it, the `number`-th of them.
    pub(super) fn view(&self, number: usize, context: &Context<'_>) -> FileView<'_> {
        let hunks = self.hunks.iter().map(|(report, findings)| self.hunk(report, findings, context));
        let outside_hunks = self.outside_hunks.iter().map(|finding| FindingView::new(finding, context));
        FileView {
            number,
            path: self.path,
            status: self.status(),
            hunks: hunks.collect(),
            outside_hunks: outside_hunks.collect(),
        }
    }

    fn status(&self) -> String {
        let Some(change) = self.change else { return String::new() };
        let from = change.old.as_ref().map_or("", |old| &old.path);
        match change.status {
            Status::Added => "new".to_owned(),
            Status::Deleted => "deleted".to_owned(),
            Status::Modified => String::new(),
            Status::Renamed => format!("renamed from {from}"),
            Status::Copied => format!("copied from {from}"),
            Status::TypeChanged => "of another type".to_owned(),
            Status::Conflicted => "in conflict".to_owned(),
        }
    }

    fn hunk<'f>(&'f self, report: &HunkReport, findings: &[&'f Finding], context: &Context<'_>) -> HunkView<'f> {
        let shown = self.lines(report, findings, context);
        let old_path = self.change.and_then(|change| change.old.as_ref()).map_or(self.path, |old| &old.path);
        let (runs, elsewhere) = lines::runs(&shown, [old_path, self.path], report, findings, context);
        HunkView {
            extent: extent(report),
            settled: settled(report.decision),
            risk: report.risk.map(|risk| percent(risk).trim_start().to_owned()),
            look_first: report.look_first,
            hard: report.hard,
            why: why(report),
            runs,
            elsewhere: elsewhere.into_iter().map(|finding| FindingView::new(finding, context)).collect(),
        }
    }

    /// The lines to show of a hunk: none where nobody looked at it.
    fn lines(&self, report: &HunkReport, findings: &[&Finding], context: &Context<'_>) -> lines::Shown<'r> {
        let is_own = |hunk: &&Hunk| {
            (hunk.old_start, hunk.old_lines, hunk.new_start, hunk.new_lines)
                == (report.old_start, report.old_lines, report.new_start, report.new_lines)
        };
        match self.change.filter(|_| report.decision != Decision::Skipped) {
            Some(FileChange { extent: Extent::Hunks(hunks), .. }) => lines::of_hunk(hunks.iter().find(is_own)),
            Some(FileChange { new: Some(new), .. }) => {
                lines::around(findings, context.excerpts.file(&new.path, Side::New))
            }
            _ => lines::of_hunk(None),
        }
    }
}

/// Which lines of the file a hunk is about.
fn extent(report: &HunkReport) -> String {
    let (kind, start, count) = match (report.old_lines, report.new_lines) {
        (_, 1..) => ("", report.new_start, report.new_lines),
        (1.., 0) => ("removed ", report.old_start, report.old_lines),
        (0, 0) => return "the file".to_owned(),
    };
    match count {
        1 => format!("{kind}line {start}"),
        _ => format!("{kind}lines {start}–{}", start.saturating_add(count - 1)),
    }
}
