//! Rules that are found by a regular expression: on each line of a text, or in the path of a file that is added. In
//! both, named groups fill the message: `path2` is another group for `path`, in another alternative.

use regex::{Captures, Regex};

use super::budget::Budget;
use super::file::RuleFile;
use super::matched::{Hit, REPORT};
use crate::diff::{FileChange, FileSide, Kind, LineSet, Status};
use crate::syntax::SourceFile;
use crate::text::expression;

/// The compiled expressions of a rule.
pub(super) struct Pattern {
    found: Regex,
    unless: Option<Regex>,
    file: Option<Regex>,
    larger_than: Option<u64>,
}

impl Pattern {
    /// Compiles what a rule's file says: its pattern for lines, else the one for paths; `None` where it has neither.
    ///
    /// # Errors
    /// The key that is not a valid regular expression, and what is wrong with it.
    pub(super) fn from_file(file: &RuleFile) -> Result<Option<Self>, (&'static str, regex::Error)> {
        let of_lines = compiled("pattern", file.pattern.as_deref())?;
        let of_paths = compiled("added_path", file.added_path.as_deref())?;
        let unless = compiled("unless", file.unless.as_deref())?;
        let of_file = compiled("file", file.file.as_deref())?;
        let found = of_lines.or(of_paths);
        Ok(found.map(|found| Self { found, unless, file: of_file, larger_than: file.larger_than }))
    }

    /// Searches lines of a text, until the time is up: whether it was not. On a long line each match may cost a search
    /// to the line's end.
    pub(super) fn search(
        &self,
        file: &SourceFile,
        lines: &LineSet,
        budget: &Budget,
        keep: &mut dyn FnMut(Hit),
    ) -> bool {
        if self.file.as_ref().is_some_and(|pattern| !pattern.is_match(&file.text)) {
            return true;
        }
        for line in file.lines_of(lines) {
            let start = file.line_range(line).start;
            if budget.is_over() {
                return false;
            }
            for captures in self.found.captures_iter(file.line(line)) {
                if budget.is_over() {
                    return false;
                }
                if let Some(mut hit) = self.hit(&captures) {
                    hit.bytes = start + hit.bytes.start..start + hit.bytes.end;
                    keep(hit);
                }
            }
        }
        true
    }

    /// Searches the path of a file that a change adds; links and submodules are none.
    pub(super) fn search_path(&self, change: &FileChange) -> Option<Hit> {
        let file = added(change)?;
        if self.larger_than.is_some_and(|limit| file.size <= limit) {
            return None;
        }
        let hit = self.hit(&self.found.captures(&file.path)?)?;
        Some(Hit { bytes: 0..0, ..hit.with("size", size_in_words(file.size)) })
    }

    /// What a match says, unless its text is one of those that are left out.
    fn hit(&self, captures: &Captures<'_>) -> Option<Hit> {
        let report = captures.name(REPORT).or_else(|| captures.get(0))?;
        if self.unless.as_ref().is_some_and(|unless| unless.is_match(report.as_str())) {
            return None;
        }
        let mut hit = Hit::at(report.range());
        for name in self.found.capture_names().flatten() {
            if let Some(group) = captures.name(name) {
                hit = hit.with(name.trim_end_matches(|c: char| c.is_ascii_digit()), group.as_str());
            }
        }
        Some(hit)
    }
}

fn compiled(key: &'static str, source: Option<&str>) -> Result<Option<Regex>, (&'static str, regex::Error)> {
    source.map(expression).transpose().map_err(|error| (key, error))
}

fn added(change: &FileChange) -> Option<&FileSide> {
    let is_file = !matches!(change.kind, Kind::Link | Kind::Submodule);
    if is_file && change.status == Status::Added { change.new.as_ref() } else { None }
}

fn size_in_words(bytes: u64) -> String {
    let kilobytes = bytes / 1024;
    if kilobytes < 10_240 { format!("{kilobytes} KB") } else { format!("{} MB", kilobytes / 1024) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Extent, Source};

    fn pattern(keys: &str) -> Pattern {
        let head = "id = \"any/a\"\nseverity = \"info\"\nconfidence = 1.0\nmessage = \"\"\nwhy = \"\"\n";
        let file = RuleFile::read(&format!("{head}{keys}"), None).map_err(|error| error.reason).unwrap();
        Pattern::from_file(&file).unwrap().unwrap()
    }

    fn found(keys: &str, text: &str) -> Vec<Hit> {
        let file = SourceFile::new("a.txt", text);
        let mut hits = Vec::new();
        assert!(pattern(keys).search(&file, &LineSet::all(), &Budget::unbounded(), &mut |hit| hits.push(hit)));
        hits
    }

    fn found_path(keys: &str, path: &str, size: u64, status: Status) -> Option<Hit> {
        let side = FileSide { path: path.to_owned(), size, source: Source::Text(String::new()) };
        let change = FileChange { status, kind: Kind::Text, old: None, new: Some(side), extent: Extent::Whole };
        pattern(keys).search_path(&change)
    }

    #[test]
    fn a_line_is_found_unless_its_report_is_left_out_or_the_file_is_another() {
        let keys = "pattern = 'use (?<report>(?<name>\\w+)!|(?<name2>\\w+))'\nunless = '^b'\n";
        assert_eq!(found(keys, "x\nuse a! use b\n"), [Hit::at(6..8).with("report", "a!").with("name", "a")]);
        assert_eq!(found(keys, "use c\n"), [Hit::at(4..5).with("report", "c").with("name", "c")]);
        assert_eq!(found(&format!("{keys}file = '(?m)^on'\n"), "use a!\n"), []);
        assert_eq!(found(&format!("{keys}file = '(?m)^on'\n"), "use a!\non\n").len(), 1);
    }

    #[test]
    fn a_path_is_found_where_a_file_of_that_size_is_added() {
        let keys = "added_path = '(?<name>[^/]*)\\.bin$'\nunless = '^kept'\nlarger_than = 2048\n";
        let hit = found_path(keys, "a/b.bin", 4096, Status::Added).unwrap();
        assert_eq!(hit, Hit::default().with("name", "b").with("size", "4 KB"));
        assert_eq!(found_path(keys, "a/b.bin", 4096, Status::Modified), None);
        assert_eq!(found_path(keys, "a/b.bin", 2048, Status::Added), None);
        assert_eq!(found_path(keys, "a/kept.bin", 4096, Status::Added), None);
        assert_eq!(found_path(keys, "a/b.txt", 4096, Status::Added), None);
    }
}
