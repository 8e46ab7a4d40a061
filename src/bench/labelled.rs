//! Labelled changes: one JSON record a line comes in, one [`Diff`] a record goes out; and the same form
//! written from a repository's own past.

use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::replay::BuggyLines;
use crate::diff::{self, Diff, FileChange, Source};
use crate::finding::{Line, ScopeKind, Side};

/// A change of which it is known whether it brought in a bug.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// A name that no other record has.
    pub id: String,
    /// The project.
    pub repo: String,
    /// `python` or `rust`.
    pub lang: String,
    /// `buggy` where something in it was fixed later; else `random` or `clean`.
    pub label: String,
    /// The day it was committed, as in 2020-12-31.
    pub date: String,
    /// The first line of its message.
    pub subject: String,
    /// How many changes of its history it stands for, where only some were taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// What sort of bug it holds, where somebody sorted them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// The changed files; a record without any has nothing to judge.
    pub files: Vec<RecordFile>,
}

/// A file of a record: the text on one side, and the way to the other. A file that was too large for its text to
/// be given has the diff alone.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordFile {
    /// The path after the change.
    pub path: String,
    /// The text before the change, or
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// the text after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The unified diff.
    pub diff: String,
    /// The wrong lines, numbers in the text after the change.
    pub buggy_lines: Vec<u32>,
}

/// Why labelled changes cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum LabelledError {
    /// A file cannot be read.
    #[error("{} cannot be read: {reason}", path.display())]
    #[diagnostic(help("`-` reads standard input; for a compressed file: zstd -dc --long=27 FILE | review bench -"))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: io::Error,
    },
    /// A line is no record.
    #[error("line {line} of {} is no labelled change: {reason}", path.display())]
    #[diagnostic(help(
        "each line is one JSON object with `label` and `files`, each file with `path`, `diff`, `before` or `after`, \
         and `buggy_lines`; `review bench --write FILE` writes such a file"
    ))]
    Broken {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// There is no record.
    #[error("{} holds no labelled changes", .0.display())]
    #[diagnostic(help("`review bench --write FILE` writes those of a repository"))]
    Empty(PathBuf),
}

impl Record {
    /// Whether something in it was fixed later.
    pub fn is_buggy(&self) -> bool {
        self.label == "buggy" || self.files.iter().any(|file| !file.buggy_lines.is_empty())
    }

    /// The wrong lines by path.
    pub fn buggy_lines(&self) -> BuggyLines {
        let lines = |file: &RecordFile| file.buggy_lines.iter().copied().map(Line).collect();
        self.files.iter().map(|file| (file.path.clone(), lines(file))).collect()
    }

    /// All files as one change, and how many could not be used: their diff does not fit their text.
    pub fn diff(&self) -> (Diff, usize) {
        let mut files: Vec<_> = self.files.iter().filter_map(RecordFile::change).collect();
        files.sort_by(|a, b| a.path().cmp(b.path()));
        let unusable = self.files.len() - files.len();
        (
            Diff { kind: ScopeKind::Patch, base: None, head: None, files, unread: Vec::new(), degraded: Vec::new() },
            unusable,
        )
    }

    /// When it was committed, in seconds since 1970; 0 where that is not known.
    pub fn time(&self) -> i64 {
        let mut parts = self.date.get(..10).unwrap_or_default().splitn(3, '-').map(|part| part.parse().ok());
        match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten()) {
            (Some(year), Some(month), Some(day)) => days(year, month, day) * 86_400,
            _ => 0,
        }
    }
}

impl RecordFile {
    /// The change with both texts, or with what the diff alone tells of them where the record has none.
    pub fn change(&self) -> Option<FileChange> {
        let mut change = diff::parse(self.diff.as_bytes()).ok()?.into_iter().next()?.change;
        let texts = match (&self.before, &self.after) {
            (Some(before), _) => Some((before.clone(), diff::apply(before, change.hunks(), Side::New)?)),
            (None, Some(after)) => Some((diff::apply(after, change.hunks(), Side::Old)?, after.clone())),
            (None, None) => None,
        };
        let (before, after) = texts.unzip();
        for (side, text) in [(&mut change.old, before), (&mut change.new, after)] {
            if let (Some(side), Some(text)) = (side, text) {
                side.size = text.len() as u64;
                side.source = Source::Text(text);
            }
        }
        if let Some(new) = &mut change.new {
            new.path.clone_from(&self.path);
        }
        Some(change)
    }
}

/// Days since 1970 of a date, in the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day
        - 719_469
}

/// The date of a time, as in 2020-12-31; times before 1970 or after the year 9999 are somebody's mistake.
pub(super) fn date(time: i64) -> String {
    const LAST_DAY: i64 = 2_932_896;
    let day = time.div_euclid(86_400).clamp(0, LAST_DAY);
    let from = 1970 + day / 366;
    let year = (from..=from + 30).take_while(|&year| days(year, 1, 1) <= day).last().unwrap_or(from);
    let month = (1..=12).take_while(|&month| days(year, month, 1) <= day).last().unwrap_or(1);
    format!("{year:04}-{month:02}-{:02}", day - days(year, month, 1) + 1)
}

/// Reads a file, `-` for standard input, and hands its records on in batches, so that a large file needs little
/// memory. Returns how many there were.
///
/// # Errors
/// Where the file cannot be read, holds nothing, or a line is no record.
pub fn read(path: &Path, batch: usize, mut take: impl FnMut(Vec<Record>)) -> Result<usize, LabelledError> {
    let unreadable = |reason| LabelledError::Unreadable { path: path.to_owned(), reason };
    let input: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        Box::new(io::BufReader::new(std::fs::File::open(path).map_err(unreadable)?))
    };
    let (mut records, mut count) = (Vec::with_capacity(batch), 0);
    for (index, line) in input.lines().enumerate() {
        let line = line.map_err(unreadable)?;
        if line.trim().is_empty() {
            continue;
        }
        records.push(parse(&line).map_err(|reason| LabelledError::Broken {
            path: path.to_owned(),
            line: index + 1,
            reason,
        })?);
        count += 1;
        if records.len() == batch {
            take(std::mem::replace(&mut records, Vec::with_capacity(batch)));
        }
    }
    if !records.is_empty() {
        take(records);
    }
    if count == 0 { Err(LabelledError::Empty(path.to_owned())) } else { Ok(count) }
}

fn parse(line: &str) -> Result<Record, String> {
    let record: Record = serde_json::from_str(line).map_err(|error| error.to_string())?;
    for file in &record.files {
        let missing = match file {
            RecordFile { path, .. } if path.is_empty() => "`path`",
            RecordFile { diff, .. } if diff.is_empty() => "`diff`",
            _ => continue,
        };
        return Err(format!("a file of it has no {missing}"));
    }
    if record.files.is_empty() { Err("it has no `files`".into()) } else { Ok(record) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::Status;

    const DIFF: &str = "--- a/x.py\n+++ b/x.py\n@@ -1,2 +1,2 @@\n-a = 1\n+a = 2\n b = 1\n";

    fn texts(file: &RecordFile) -> Option<(Source, Source)> {
        let change = file.change()?;
        Some((change.old?.source, change.new?.source))
    }

    #[test]
    fn either_side_gives_the_other() {
        let file = RecordFile { path: "x.py".into(), diff: DIFF.into(), ..RecordFile::default() };
        let (old, new) = ("a = 1\nb = 1\n".to_owned(), "a = 2\nb = 1\n".to_owned());
        let expected = Some((Source::Text(old.clone()), Source::Text(new.clone())));
        assert_eq!(texts(&RecordFile { before: Some(old.clone()), ..file.clone() }), expected);
        assert_eq!(texts(&RecordFile { after: Some(new), ..file.clone() }), expected);
        assert_eq!(texts(&RecordFile { after: Some(old), ..file.clone() }), None, "it does not fit");
        assert_eq!(texts(&file), Some((Source::HunksOnly, Source::HunksOnly)));
    }

    #[test]
    fn a_new_file_has_no_old_side() {
        let diff = "--- /dev/null\n+++ b/x.py\n@@ -0,0 +1 @@\n+a = 2\n".to_owned();
        let file = RecordFile { path: "x.py".into(), diff, after: Some("a = 2\n".into()), ..RecordFile::default() };
        let change = file.change().unwrap();
        assert_eq!((change.status, change.old), (Status::Added, None));
    }

    #[test]
    fn a_line_that_is_no_record_says_what_is_missing() {
        assert!(parse("{").unwrap_err().contains("EOF"));
        assert_eq!(parse("{}").unwrap_err(), "it has no `files`");
        let line = r#"{"label": "buggy", "files": [{"path": "a.py", "before": ""}]}"#;
        assert_eq!(parse(line).unwrap_err(), "a file of it has no `diff`");
    }

    #[test]
    fn dates_and_times_agree() {
        for (text, day) in [
            ("1970-01-01", 0),
            ("2000-02-29", 11_016),
            ("2019-12-31", 18_261),
            ("2024-03-01", 19_783),
            ("9999-12-31", 2_932_896),
        ] {
            assert_eq!(date(day * 86_400 + 5), text);
            assert_eq!(Record { date: text.into(), ..Record::default() }.time(), day * 86_400);
        }
        assert_eq!(Record::default().time(), 0);
        assert_eq!((date(i64::MIN).as_str(), date(i64::MAX).as_str()), ("1970-01-01", "9999-12-31"));
    }
}
