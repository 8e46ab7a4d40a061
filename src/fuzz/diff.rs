//! A unified diff: what is read of it is in it, line by line and in its order, and its line numbers add up.

use super::shown;
use crate::diff::{FileChange, Hunk, Origin, Status, apply, parse};
use crate::finding::{Line, Side};

/// Texts with more lines than this are not rebuilt from hunks.
const MOST_LINES: usize = 2000;

/// Any bytes are a diff or an error.
pub fn diff(bytes: &[u8]) {
    let files = match parse(bytes) {
        Ok(files) => files,
        Err(error) => {
            shown(&error);
            return;
        }
    };
    let mut written = written(bytes);
    for file in &files {
        for hunk in file.change.hunks() {
            check_numbers(hunk);
            for line in &hunk.lines {
                let is_it = |(mark, text): (char, String)| mark == line.origin.mark() && *text == *line.text;
                assert!(written.any(is_it), "the diff has no such line where it should be: {line:?}");
            }
        }
        check_application(&file.change);
    }
}

/// The lines of a diff, each with what it would be in a hunk.
fn written(bytes: &[u8]) -> impl Iterator<Item = (char, String)> {
    bytes.split_inclusive(|byte| *byte == b'\n').map(|line| {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        // An empty line is a line of context whose space is gone.
        let (mark, text) = line.split_first().unwrap_or((&b' ', &[]));
        (char::from(*mark), String::from_utf8_lossy(text).into_owned())
    })
}

/// Whether a hunk has as many lines as its header says, numbered from its start.
fn check_numbers(hunk: &Hunk) {
    for side in [Side::Old, Side::New] {
        let (start, count) = hunk.range(side);
        let numbers: Vec<Line> = hunk.texts(side).map(|(line, _)| line).collect();
        let expected: Vec<Line> = (start..start + count).map(Line).collect();
        assert_eq!(numbers, expected, "{side:?} of {hunk:?}");
    }
    for line in &hunk.lines {
        let sides = (line.old.is_some(), line.new.is_some());
        let expected = match line.origin {
            Origin::Context => (true, true),
            Origin::Added => (false, true),
            Origin::Removed => (true, false),
        };
        assert_eq!(sides, expected, "{line:?}");
    }
}

/// Whether the hunks of a file turn a text that has their old lines into one that has their new ones, and back.
fn check_application(change: &FileChange) {
    let hunks = change.hunks();
    // The hunks of a file that became another kind of thing are those of two files.
    let is_of_one_file = change.status != Status::TypeChanged;
    let has_stray_return = hunks.iter().flat_map(|hunk| &hunk.lines).any(|line| line.text.ends_with('\r'));
    if !is_of_one_file || has_stray_return || !hunks.iter().all(fits) {
        return;
    }
    let old = text_with(hunks, Side::Old);
    let new = apply(&old, hunks, Side::New).expect("the hunks fit a text that was made of them");
    if is_consistent(hunks) {
        let lines: Vec<&str> = new.lines().collect();
        for (line, text) in hunks.iter().flat_map(|hunk| hunk.texts(Side::New)) {
            assert_eq!(lines.get(line.index()), Some(&text), "{line:?} of {new:?}");
        }
        assert_eq!(apply(&new, hunks, Side::Old).as_deref(), Some(&*old), "back from {new:?}");
    }
}

/// Whether a text with the lines of a hunk would be short.
fn fits(hunk: &Hunk) -> bool {
    [Side::Old, Side::New].into_iter().all(|side| end(hunk, side) <= MOST_LINES)
}

/// The last line of a side of a hunk, or the one that it is below where it has none.
fn end(hunk: &Hunk, side: Side) -> usize {
    let (start, count) = hunk.range(side);
    let last = if count == 0 { start } else { start + count - 1 };
    usize::try_from(last).unwrap_or(usize::MAX)
}

/// A text with these lines, and others between them.
fn text_with(hunks: &[Hunk], side: Side) -> String {
    let count = hunks.iter().map(|hunk| end(hunk, side)).max().unwrap_or(0);
    let mut lines = vec!["between"; count];
    for (line, text) in hunks.iter().flat_map(|hunk| hunk.texts(side)) {
        lines[line.index()] = text;
    }
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

/// Whether the new side of each hunk is where the hunks before it put it.
fn is_consistent(hunks: &[Hunk]) -> bool {
    let mut moved = 0;
    hunks.iter().all(|hunk| {
        let first = |side: Side| {
            let (start, count) = hunk.range(side);
            i64::from(start) + i64::from(count == 0)
        };
        let is_there = first(Side::Old) + moved == first(Side::New);
        moved += i64::from(hunk.new_lines) - i64::from(hunk.old_lines);
        is_there
    })
}
