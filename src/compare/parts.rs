//! What models are asked about: the hunks of one change, or some of labelled changes, half of them buggy. A part is a
//! change and those of its hunks that are asked about.

use std::collections::BTreeMap;

use super::Row;
use crate::bench::labelled::Record;
use crate::bench::sample;
use crate::diff::{Diff, Extent, FileChange, Hunk, Kind, Origin};
use crate::digest::sha256;
use crate::syntax::Language;

/// A change, and its hunks that are asked about.
#[derive(Debug, Clone)]
pub struct Part {
    /// The change as a whole: what the risk model goes by.
    pub diff: Diff,
    /// The hunks.
    pub rows: Vec<Row>,
}

impl Row {
    /// A hunk of a file that nobody labelled.
    fn new(path: &str, hunk: &Hunk) -> Self {
        let Hunk { old_start, old_lines, new_start, new_lines, .. } = *hunk;
        Self { change: None, path: path.to_owned(), old_start, old_lines, new_start, new_lines, buggy: None }
    }

    /// Whether it is this hunk of this file.
    pub(super) fn is(&self, path: &str, old_start: u32, new_start: u32) -> bool {
        self.path == path && (self.old_start, self.new_start) == (old_start, new_start)
    }

    /// Whether it is labelled and holds a buggy line.
    pub fn is_buggy(&self) -> bool {
        self.buggy.as_ref().is_some_and(|lines| !lines.is_empty())
    }
}

impl Part {
    /// The hunks of a change that lie in files which `wanted` accepts.
    pub fn of_change(diff: Diff, wanted: impl Fn(&str) -> bool) -> Self {
        let files = diff.files.iter().filter(|change| change.kind == Kind::Text && wanted(change.path()));
        let hunks = files.flat_map(|change| change.hunks().iter().map(|hunk| (change.path(), hunk)));
        let rows = hunks.filter(|(_, hunk)| changes(hunk)).map(|(path, hunk)| Row::new(path, hunk)).collect();
        Self { diff, rows }
    }

    /// Whether it is a change of the repository that the command runs in, and not a labelled one.
    pub fn is_of_repository(&self) -> bool {
        self.rows.iter().all(|row| row.change.is_none())
    }

    /// The change with no other hunks than those that are asked about; the other files stay, for what they define.
    pub fn trimmed(&self) -> Diff {
        let mut diff = self.diff.clone();
        for change in &mut diff.files {
            let path = change.path().to_owned();
            let asked = |hunk: &Hunk| self.rows.iter().any(|row| row.is(&path, hunk.old_start, hunk.new_start));
            if let Extent::Hunks(hunks) = &mut change.extent {
                hunks.retain(asked);
            }
        }
        diff
    }
}

fn changes(hunk: &Hunk) -> bool {
    hunk.lines.iter().any(|line| line.origin != Origin::Context)
}

/// Which hunks of labelled changes are taken: by their digests, so that the order of the file does not matter, and from
/// each change one before there is a second from any.
#[derive(Debug)]
pub struct Sampler {
    most: usize,
    buggy: BTreeMap<Key, Part>,
    clean: BTreeMap<Key, Part>,
    tally: Tally,
}

/// How many of its kind come before a hunk in its change, and its digest.
type Key = (usize, String);

/// The hunks of labelled changes.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// Hunks that hold a buggy line.
    pub buggy: usize,
    /// Other hunks.
    pub clean: usize,
    /// The same, as many as they stand for.
    weights: [f64; 2],
    /// Whether any change says how many it stands for.
    is_weighed: bool,
}

impl Tally {
    /// The share of hunks that are buggy in the history that the changes are of, where they say how many they stand for.
    pub fn natural_rate(&self) -> Option<f64> {
        let [clean, buggy] = self.weights;
        (self.is_weighed && buggy > 0.0 && clean > 0.0).then(|| buggy / (buggy + clean))
    }
}

impl Sampler {
    /// Takes at most so many hunks.
    pub fn new(most: usize) -> Self {
        Self { most, buggy: BTreeMap::new(), clean: BTreeMap::new(), tally: Tally::default() }
    }

    /// Looks at a change: at its hunks in files that there is a grammar for and that it did not delete.
    pub fn add(&mut self, record: &Record) {
        let (diff, _) = record.diff();
        let mut rows: Vec<_> = diff.files.iter().flat_map(|change| rows(record, change)).collect();
        if record.is_buggy() && !rows.iter().any(Row::is_buggy) {
            return; // Which of its hunks is buggy, nobody knows.
        }
        rows.sort_by_cached_key(digest);
        self.tally.is_weighed |= record.weight.is_some();
        let weight = record.weight.filter(|&weight| weight > 0.0).unwrap_or(1.0);
        let mut nth = [0; 2];
        for row in rows {
            let kind = usize::from(row.is_buggy());
            self.tally.weights[kind] += weight;
            self.keep((nth[kind], digest(&row)), row, &diff);
            nth[kind] += 1;
        }
        self.tally.clean += nth[0];
        self.tally.buggy += nth[1];
    }

    fn keep(&mut self, key: Key, row: Row, diff: &Diff) {
        let kept = if row.is_buggy() { &mut self.buggy } else { &mut self.clean };
        let is_low = kept.len() < self.most || kept.last_key_value().is_some_and(|(last, _)| key < *last);
        if is_low {
            kept.insert(key, Part { diff: diff.clone(), rows: vec![row] });
            if kept.len() > self.most {
                kept.pop_last();
            }
        }
    }

    /// The hunks, one buggy and one other in turn: half of each kind if there are enough. And what they were taken from.
    pub fn finish(self) -> (Vec<Part>, Tally) {
        let (some_buggy, some_clean) = sample::split(self.buggy.len(), self.clean.len(), self.most);
        let mut buggy = self.buggy.into_values().take(some_buggy);
        let mut clean = self.clean.into_values().take(some_clean);
        let mut parts = Vec::with_capacity(some_buggy + some_clean);
        while parts.len() < some_buggy + some_clean {
            parts.extend(buggy.next());
            parts.extend(clean.next());
        }
        (parts, self.tally)
    }
}

/// The hunks of a file of a labelled change.
fn rows(record: &Record, change: &FileChange) -> Vec<Row> {
    let path = change.path();
    if Language::for_file(path, "").is_none() || change.new.is_none() || change.kind != Kind::Text {
        return Vec::new();
    }
    let wrong: Vec<u32> =
        record.files.iter().filter(|file| file.path == path).flat_map(|f| f.buggy_lines.clone()).collect();
    let row = |hunk: &Hunk| {
        // In context only where a line is missing: then the label is the line before the gap.
        let lines = hunk.new_start..hunk.new_start.saturating_add(hunk.new_lines);
        let buggy = wrong.iter().copied().filter(|line| lines.contains(line)).collect();
        Row { change: Some(record.id.clone()), buggy: Some(buggy), ..Row::new(path, hunk) }
    };
    change.hunks().iter().filter(|hunk| changes(hunk)).map(row).collect()
}

fn digest(row: &Row) -> String {
    let (old, new) = (row.old_start.to_string(), row.new_start.to_string());
    sha256(&[row.change.as_deref().unwrap_or_default(), &row.path, &old, &new])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::labelled::RecordFile;

    const DIFF: &str = "--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n-a = 1\n+a = 2\n@@ -11 +11 @@\n-b = 1\n+b = 2\n";

    fn record(id: &str, buggy_lines: &[u32]) -> Record {
        let file = RecordFile {
            path: "x.py".into(),
            diff: DIFF.into(),
            buggy_lines: buggy_lines.into(),
            ..RecordFile::default()
        };
        Record { id: id.into(), files: vec![file], ..Record::default() }
    }

    fn sampled(records: &[Record], most: usize) -> (Vec<Row>, Tally) {
        let mut sampler = Sampler::new(most);
        for record in records {
            sampler.add(record);
        }
        let (parts, tally) = sampler.finish();
        (parts.into_iter().flat_map(|part| part.rows).collect(), tally)
    }

    #[test]
    fn half_are_buggy_and_each_change_is_asked_once_before_any_is_twice() {
        let records: Vec<_> = (0..8).map(|n| record(&n.to_string(), if n < 4 { &[1, 11] } else { &[] })).collect();
        let (rows, tally) = sampled(&records, 8);
        assert_eq!((rows.len(), tally.buggy, tally.clean), (8, 8, 8));
        assert!(rows.iter().enumerate().all(|(at, row)| row.is_buggy() == (at % 2 == 0)));
        let mut changes: Vec<_> = rows.iter().filter_map(|row| row.change.clone()).collect();
        changes.sort();
        changes.dedup();
        assert_eq!(changes.len(), 8);
        let turned: Vec<_> = records.iter().rev().cloned().collect();
        assert_eq!(sampled(&turned, 8).0, rows, "the order of the file does not matter");
        assert_eq!(sampled(&records, 100).0.len(), 16);
    }

    #[test]
    fn a_buggy_change_of_which_no_line_is_known_to_be_is_left_out() {
        let vague = Record { label: "buggy".into(), ..record("1", &[]) };
        assert_eq!(sampled(&[vague], 8).0, []);
        let (rows, _) = sampled(&[record("2", &[11])], 8);
        assert_eq!(
            rows.iter().map(|row| (row.new_start, row.is_buggy())).collect::<Vec<_>>(),
            [(11, true), (1, false)]
        );
    }

    #[test]
    fn the_natural_rate_is_that_of_the_weights_if_there_are_any() {
        let weighed = |id: &str, lines: &[u32], weight| Record { weight: Some(weight), ..record(id, lines) };
        let (_, tally) = sampled(&[weighed("1", &[1, 11], 1.0), weighed("2", &[], 9.0)], 8);
        assert!((tally.natural_rate().unwrap() - 0.1).abs() < 1e-12);
        assert_eq!(sampled(&[record("1", &[1]), record("2", &[])], 8).1.natural_rate(), None);
    }

    #[test]
    fn a_trimmed_change_has_no_other_hunks() {
        let (diff, _) = record("1", &[]).diff();
        let mut part = Part::of_change(diff, |_| true);
        assert_eq!(part.rows.len(), 2);
        part.rows.truncate(1);
        let trimmed = part.trimmed();
        assert_eq!((trimmed.files.len(), trimmed.files[0].hunks().len()), (1, 1));
        assert_eq!(part.diff.files[0].hunks().len(), 2);
    }
}
