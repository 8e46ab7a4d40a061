//! The cache as lines of JSON, for another machine: a CI job can carry it from run to run.

use std::io::{self, BufRead, Write};

use super::entry::{Entry, LONGEST};
use super::{Store, StoreError};

/// A line holds an answer and little else, in bytes.
const LONGEST_LINE: u64 = LONGEST as u64 + 4096;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Entries that were read.
    pub read: usize,
    /// Those of them that were not there before, or were newer.
    pub taken: usize,
}

impl Store {
    /// Writes every entry on a line, sorted; how many.
    ///
    /// # Errors
    /// The cache cannot be used, or the lines cannot be written.
    pub fn export(&self, out: &mut dyn Write) -> Result<usize, StoreError> {
        let mut lines = Vec::new();
        if self.path.exists() {
            lines = self.with(&mut self.inner(), |database| {
                let mut lines = Vec::new();
                database.each(|entry| lines.extend(entry.line()))?;
                Ok(lines)
            })?;
        }
        for line in &lines {
            writeln!(out, "{line}")?;
        }
        out.flush()?;
        Ok(lines.len())
    }

    /// Takes lines over, of two answers for one key the newer. All of them or none.
    ///
    /// # Errors
    /// A line that is no entry or of another version, more than there is room for, or a cache that cannot be used.
    pub fn import(&self, input: &mut dyn BufRead) -> Result<Imported, StoreError> {
        let entries = self.read_lines(input)?;
        let taken = self.with(&mut self.inner(), |database| database.import(&entries))?;
        Ok(Imported { read: entries.len(), taken })
    }

    fn read_lines(&self, input: &mut dyn BufRead) -> Result<Vec<Entry>, StoreError> {
        let (mut entries, mut bytes, mut line) = (Vec::new(), 0, Vec::new());
        for number in 1.. {
            line.clear();
            let length = io::Read::take(&mut *input, LONGEST_LINE).read_until(b'\n', &mut line)?;
            bytes += length as u64;
            if length == 0 {
                break;
            }
            if bytes > self.limit {
                return Err(StoreError::Full { limit: self.limit });
            }
            let text = std::str::from_utf8(&line).map_err(|error| error.to_string());
            let entry = text.and_then(|text| Entry::read(text.trim_end()));
            entries.push(entry.map_err(|reason| StoreError::Line { line: number, reason })?);
        }
        Ok(entries)
    }
}
