//! The files of a review with their hunks: what settled each and why, its lines, its findings.

use std::collections::BTreeMap;

use super::markup::Markup;
use super::{finding, lines};
use crate::diff::{Diff, Extent, FileChange, Hunk, Status};
use crate::finding::{Decision, Finding, HunkReport, Review, Side};
use crate::report::Context;
use crate::report::explain::{settled, why};
use crate::text::percent;

/// A file with what is said of it.
pub(super) struct File<'r> {
    pub path: &'r str,
    change: Option<&'r FileChange>,
    hunks: Vec<(&'r HunkReport, Vec<&'r Finding>)>,
    /// Findings in no hunk.
    loose: Vec<&'r Finding>,
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
            files.push(Self { path, change: changes.get(path).copied(), hunks, loose: Vec::new() });
        }
        for finding in by_hunk.into_values().flatten() {
            let index = files.iter().position(|file| file.path == finding.path).unwrap_or_else(|| {
                files.push(Self { path: &finding.path, change: None, hunks: Vec::new(), loose: Vec::new() });
                files.len() - 1
            });
            files[index].loose.push(finding);
        }
        files
    }

    /// All that was found in it.
    pub(super) fn findings(&self) -> Vec<&'r Finding> {
        self.hunks.iter().flat_map(|(_, findings)| findings).chain(&self.loose).copied().collect()
    }

    /// Adds the file as a section.
    pub(super) fn add(&self, page: &mut Markup, nth: usize, context: &Context<'_>) {
        page.add("<section class=\"file\" id=\"file-{}\" data-path=\"{}\" ", &[&nth, &self.path]);
        page.add("aria-label=\"{}\">\n<h2>{}", &[&self.path, &self.path]);
        page.add(" <small>{}</small></h2>\n", &[&self.status()]);
        for (report, findings) in &self.hunks {
            self.add_hunk(page, report, findings, context);
        }
        for finding in &self.loose {
            finding::add(page, finding, context);
        }
        page.raw("</section>\n");
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

    fn add_hunk(&self, page: &mut Markup, report: &HunkReport, findings: &[&Finding], context: &Context<'_>) {
        page.raw("<details class=\"hunk\" open>\n<summary>");
        page.add("<h3>{}</h3> <span class=\"tag\">settled: {}</span>", &[&extent(report), &settled(report.decision)]);
        if let Some(risk) = report.risk {
            page.add(" <span>{} risk</span>", &[&percent(risk).trim_start()]);
        }
        page.raw(if report.look_first { " <span class=\"tag first\">look first</span>" } else { "" });
        page.raw(if report.hard { " <span class=\"tag\">hard</span>" } else { "" });
        page.add(" <span class=\"why\">{}</span></summary>\n", &[&why(report)]);
        let lines = self.lines(report, findings, context);
        let old_path = self.change.and_then(|change| change.old.as_ref()).map_or(self.path, |old| &old.path);
        let elsewhere = lines::add(page, &lines, [old_path, self.path], report, findings, context);
        for finding in elsewhere {
            finding::add(page, finding, context);
        }
        page.raw("</details>\n");
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
