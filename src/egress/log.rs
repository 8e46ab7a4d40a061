//! The user's own record of what left this machine: a line of JSON a run, without the text that was sent.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use miette::Diagnostic;
use serde::Serialize;
use thiserror::Error;

use super::EgressRecord;
use crate::state;

/// From this size on the log is put aside, in the place of the one that was put aside before.
const FULL: u64 = 5 * 1024 * 1024;

/// The log file.
#[derive(Debug, Clone)]
pub struct Log {
    path: PathBuf,
}

/// Why a run could not be noted.
#[derive(Debug, Error, Diagnostic)]
#[error("what left could not be noted in {path}: {source}")]
#[diagnostic(help("the review is not affected; the JSON result holds the same record"))]
pub struct LogError {
    /// The log file.
    path: String,
    source: std::io::Error,
}

/// A run as it is noted.
#[derive(Serialize)]
struct Entry<'l> {
    /// Seconds since 1970, UTC.
    time: u64,
    left: &'l [EgressRecord],
}

impl Log {
    /// `review/egress.jsonl` in the user's folder for state, else for data; none where there is no such folder.
    pub fn open() -> Option<Self> {
        Some(Self::at(state::records()?.join("egress.jsonl")))
    }

    /// The log in this file, which need not exist.
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Notes one run. Several processes may do so at once: a line is written whole.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write(&self, left: &[EgressRecord]) -> Result<(), LogError> {
        let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_secs());
        let noted = serde_json::to_vec(&Entry { time, left }).map_err(Into::into);
        noted
            .and_then(|line| self.append(line))
            .map_err(|source| LogError { path: self.path.display().to_string(), source })
    }

    fn append(&self, mut line: Vec<u8>) -> std::io::Result<()> {
        line.push(b'\n');
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        if fs::metadata(&self.path).is_ok_and(|file| file.len() >= FULL) {
            // Another process may just have done so.
            let _ = fs::rename(&self.path, self.path.with_extension("jsonl.1"));
        }
        OpenOptions::new().create(true).append(true).open(&self.path)?.write_all(&line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::egress::{Redaction, ShownLines};
    use crate::finding::Tier;

    fn left() -> EgressRecord {
        let shown = ShownLines { path: "src/a.py".into(), first: 3, last: 9 };
        let redactions = [Redaction { kind: "jwt".into(), count: 1 }];
        EgressRecord::new(Tier::Cloud, "models.example", "m", [shown].into_iter(), 120, &redactions)
    }

    #[test]
    fn a_run_is_a_line_that_tells_what_left_and_where_to() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::at(folder.path().join("deep").join("egress.jsonl"));
        log.write(&[left()]).unwrap();
        log.write(&[]).unwrap();
        let text = fs::read_to_string(log.path()).unwrap();
        let first: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        assert_eq!(text.lines().count(), 2);
        assert!(first["time"].as_u64().unwrap() > 1_600_000_000);
        assert_eq!(first["left"][0]["tier"], "cloud");
        assert_eq!(first["left"][0]["shown"][0]["first"], 3);
        assert_eq!(first["left"][0]["redactions"][0]["kind"], "jwt");
    }

    #[test]
    fn lines_of_several_writers_are_whole() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::at(folder.path().join("egress.jsonl"));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..50).for_each(|_| log.write(&[left()]).unwrap()));
            }
        });
        let text = fs::read_to_string(log.path()).unwrap();
        assert_eq!(text.lines().filter(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()).count(), 200);
    }

    #[test]
    fn a_full_log_is_put_aside_once() {
        let folder = tempfile::tempdir().unwrap();
        let log = Log::at(folder.path().join("egress.jsonl"));
        fs::write(log.path(), vec![b'x'; usize::try_from(FULL).unwrap()]).unwrap();
        log.write(&[left()]).unwrap();
        assert_eq!(fs::metadata(folder.path().join("egress.jsonl.1")).unwrap().len(), FULL);
        assert!(fs::metadata(log.path()).unwrap().len() < 1000);
    }

    #[test]
    fn a_log_that_cannot_be_written_says_so() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let error = Log::at(folder.path().join("file").join("egress.jsonl")).write(&[left()]).unwrap_err();
        assert!(error.to_string().contains("egress.jsonl"));
    }
}
