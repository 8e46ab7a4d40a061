//! `--fix`: the machine-applicable suggestions, written into the working tree: all files or none, and only
//! where a file is still what was reviewed.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::ops::Range;
use std::path::PathBuf;
use std::{fs, io};

use crate::diff::{self, Diff, FileSide, Reader, Texts};
use crate::finding::{Finding, ScopeKind, Side, Tier};
use crate::git::Repository;
use crate::syntax::SourceFile;
use crate::text::counted;

/// What was applied and what was not.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FixReport {
    /// How many suggestions were applied.
    pub applied: usize,
    /// How many files changed.
    pub files: usize,
    /// What was left out, and why.
    pub left_out: Vec<String>,
    /// The ids of the findings whose suggestions were applied.
    pub fixed: BTreeSet<String>,
}

impl FixReport {
    /// The report for people.
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<_> = self.left_out.iter().map(|reason| format!("not applied: {reason}")).collect();
        lines.push(format!("{} applied in {}", counted(self.applied, "suggestion"), counted(self.files, "file")));
        lines
    }
}

/// One change of a text: these bytes become that text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edit {
    bytes: Range<usize>,
    replacement: String,
    name: String,
    /// The id of the finding.
    finding: String,
}

/// Applies the suggestions of the findings.
pub fn apply(repository: Option<&Repository>, diff: &Diff, findings: &[Finding]) -> FixReport {
    let mut report = FixReport::default();
    if repository.and_then(Repository::work_tree).is_none() {
        report.left_out.push("there is no working tree".into());
        return report;
    }
    let reader = Reader::new(repository.map(Repository::location));
    let mut ready = Vec::new();
    for change in &diff.files {
        let Some(file) = &change.new else { continue };
        let wanted: Vec<_> = findings
            .iter()
            // A model's suggestion is for people to accept: nobody has tested it.
            .filter(|finding| finding.tier == Tier::Rule && finding.suggestion.is_some())
            .filter(|finding| finding.path == file.path && finding.side == Side::New)
            .collect();
        if wanted.is_empty() {
            continue;
        }
        // Somebody else may have written a diff that was passed in, and its paths.
        let is_given = diff.kind == ScopeKind::Patch;
        if is_given && !repository.is_some_and(|repository| diff::is_reviewed(repository, &file.path)) {
            report.left_out.push(format!("{}: it is no file that a review of this repository reads", file.path));
            continue;
        }
        match current_text(&reader, file, change.hunks()) {
            Ok((path, text)) => {
                let (edits, overlapping) = chosen(&text, &wanted);
                report.left_out.extend(overlapping);
                report.applied += edits.len();
                report.fixed.extend(edits.iter().map(|edit| edit.finding.clone()));
                ready.push((path, edited(&text.text, &edits)));
            }
            Err(reason) => report.left_out.push(format!("{}: {reason}", file.path)),
        }
    }
    report.files = ready.len();
    if let Err(error) = write_all(&ready) {
        report = FixReport { left_out: vec![format!("all: {error}")], ..FixReport::default() };
    }
    report
}

/// The text of the file in the working tree, if it is what was reviewed.
fn current_text(
    reader: &Reader,
    file: &FileSide,
    hunks: &[crate::diff::Hunk],
) -> Result<(PathBuf, SourceFile), String> {
    let Ok(Texts::Text(reviewed)) = reader.read(file, hunks, Side::New) else {
        return Err("it cannot be read".into());
    };
    let path = reader.place(file.path.as_bytes())?;
    let bytes = fs::read(&path).map_err(|error| error.to_string())?;
    let now = String::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
    if now != reviewed {
        return Err("the working tree holds another version than the one reviewed".into());
    }
    Ok((path, SourceFile::new(file.path.clone(), now)))
}

/// The edits that can be made together, and the names of those that overlap an earlier one.
fn chosen(file: &SourceFile, findings: &[&Finding]) -> (Vec<Edit>, Vec<String>) {
    let mut edits: Vec<_> = findings
        .iter()
        .filter_map(|finding| {
            let suggestion = finding.suggestion.as_ref()?;
            Some(Edit {
                bytes: file.byte(suggestion.start)..file.byte(suggestion.end),
                replacement: suggestion.replacement.clone(),
                name: format!("{}:{} {}", finding.path, finding.start.line, finding.rule),
                finding: finding.id.clone(),
            })
        })
        .collect();
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    let mut kept: Vec<Edit> = Vec::new();
    let mut overlapping = Vec::new();
    for edit in edits {
        match kept.last() {
            Some(last) if edit.bytes.start < last.bytes.end || edit.bytes == last.bytes => {
                overlapping.push(format!("{} overlaps {}", edit.name, last.name));
            }
            _ => kept.push(edit),
        }
    }
    (kept, overlapping)
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let crlf = text.contains("\r\n");
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        out.push_str(&text[done..edit.bytes.start]);
        if crlf {
            out.push_str(&edit.replacement.replace("\r\n", "\n").replace('\n', "\r\n"));
        } else {
            out.push_str(&edit.replacement);
        }
        done = edit.bytes.end;
    }
    out.push_str(&text[done..]);
    out
}

/// Writes every file beside its place first, and moves them into place only when all are written.
fn write_all(files: &[(PathBuf, String)]) -> io::Result<()> {
    let mut written = Vec::new();
    for (path, text) in files {
        let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().set_permissions(fs::metadata(path)?.permissions())?;
        written.push((file, path));
    }
    for (file, path) in written {
        file.persist(path)?;
    }
    Ok(())
}
