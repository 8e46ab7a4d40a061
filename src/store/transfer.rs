//! Answers on their way to another cache: JSON lines, the first of which names the version.

use std::io::{self, BufRead, Read as _, Write};

use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::entry::{self, Entry};
use super::{Key, Kind, LONGEST, Store, upkeep};

/// The name and version of the form.
const SCHEMA: &str = "review-cache/v1";
/// A longer line is refused, in bytes: an answer with its names.
const LONGEST_LINE: usize = LONGEST + 4096;
/// More lines are refused.
const MOST_LINES: usize = 1_000_000;

#[derive(Serialize, Deserialize)]
struct Header {
    schema: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    kind: Kind,
    key: Key,
    model: String,
    created: i64,
    answer: Value,
}

/// Why nothing was exported or imported.
#[derive(Debug, Error, Diagnostic)]
pub enum TransferError {
    /// Another version, or another kind of file.
    #[error("this is no export of this version of the cache: it begins with {found}")]
    #[diagnostic(help("write it with `review cache export` of the same version of review"))]
    Version {
        /// What stands where the version should.
        found: String,
    },
    /// A line that is no answer.
    #[error("line {line} is not an answer of the cache: {reason}")]
    #[diagnostic(help("nothing was imported; write the file anew with `review cache export`"))]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The file cannot be read or written.
    #[error("the answers cannot be read or written: {0}")]
    Io(#[from] io::Error),
    /// The cache cannot be read or written.
    #[error("the cache cannot be read or written")]
    #[diagnostic(help("another process may be using it: try again"))]
    Cache,
}

/// What became of the answers of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Those in the file.
    pub read: usize,
    /// Those that were not known, or newer than what was.
    pub taken: usize,
}

impl Store {
    /// Writes all answers by kind and key: equal contents give equal bytes. Returns how many.
    ///
    /// # Errors
    /// Where the cache cannot be read or the output not written.
    pub fn export(&self, out: &mut dyn Write) -> Result<usize, TransferError> {
        const ALL: &str = "select kind, key, model, created, answer from entry order by kind, key";
        let entries = self.with(|connection| {
            let mut all = connection.prepare(ALL)?;
            let entry = all.query_map([], |row| {
                let (kind, key, model) = (row.get(0)?, row.get(1)?, row.get(2)?);
                Ok(Entry { kind, key, model, created: row.get(3)?, answer: row.get(4)? })
            })?;
            entry.collect::<rusqlite::Result<Vec<_>>>()
        });
        line(out, &Header { schema: SCHEMA.to_owned() })?;
        let mut written = 0;
        for Entry { kind, key, model, created, answer } in entries.ok_or(TransferError::Cache)? {
            let Ok(answer) = serde_json::from_str(&answer) else { continue };
            line(out, &Record { kind, key, model, created, answer })?;
            written += 1;
        }
        Ok(written)
    }

    /// Takes over the answers of an export that are not known or newer: all of them, or none where a line is wrong.
    ///
    /// # Errors
    /// Another version, a line that is no answer, or a cache that cannot be written.
    pub fn import(&self, from: &mut dyn BufRead) -> Result<Imported, TransferError> {
        let first = next_line(from, 1)?.unwrap_or_default();
        if !serde_json::from_str(&first).is_ok_and(|Header { schema }| schema == SCHEMA) {
            return Err(TransferError::Version { found: format!("{:?}", first.chars().take(60).collect::<String>()) });
        }
        let entries = entries(from, self.limit)?;
        let limit = self.limit;
        let taken = self.write(|writing| {
            let taken: rusqlite::Result<Vec<_>> = entries.iter().map(|own| entry::insert(writing, own)).collect();
            let taken = taken?.into_iter().sum();
            upkeep::evict(writing, limit).map(|()| taken)
        });
        Ok(Imported { read: entries.len(), taken: taken.ok_or(TransferError::Cache)? })
    }
}

fn line(out: &mut dyn Write, value: &impl Serialize) -> Result<(), TransferError> {
    serde_json::to_writer(&mut *out, value).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// The answers after the first line, as many bytes as the cache may hold.
fn entries(from: &mut dyn BufRead, limit: u64) -> Result<Vec<Entry>, TransferError> {
    let (mut entries, mut bytes) = (Vec::new(), 0);
    for number in 2..=MOST_LINES {
        let Some(text) = next_line(from, number)? else { return Ok(entries) };
        bytes += text.len() as u64;
        if bytes > limit.saturating_mul(2) {
            return Err(wrong(number, "the file holds more than the cache may (`[cache] max_mb`)"));
        }
        entries.push(entry_of(&text).map_err(|reason| wrong(number, reason))?);
    }
    Err(wrong(MOST_LINES, "the file has too many lines"))
}

fn entry_of(text: &str) -> Result<Entry, String> {
    let record: Record = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let Record { kind, key, model, created, answer } = record;
    let answer = answer.to_string();
    if answer.len() > LONGEST || created < 0 {
        return Err("it is too long, or its time is before 1970".to_owned());
    }
    // A time to come would outlive every newer answer.
    Ok(Entry { kind, key, model, created: created.min(upkeep::now()), answer })
}

fn wrong(line: usize, reason: impl Into<String>) -> TransferError {
    TransferError::Line { line, reason: reason.into() }
}

fn next_line(from: &mut dyn BufRead, number: usize) -> Result<Option<String>, TransferError> {
    let mut bytes = Vec::new();
    from.take(LONGEST_LINE as u64 + 1).read_until(b'\n', &mut bytes)?;
    if bytes.len() > LONGEST_LINE {
        return Err(wrong(number, "it is too long"));
    }
    let text = String::from_utf8(bytes).map_err(|_| wrong(number, "it is not UTF-8"))?;
    Ok((!text.is_empty()).then(|| text.trim_end().to_owned()))
}
