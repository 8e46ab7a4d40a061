//! Hunks put onto a text, in either direction.

use crate::diff::{Hunk, HunkLine, Origin};
use crate::finding::Side;

/// Turns the old text into the new one (`to` is [`Side::New`]), or the new one into the old (`to` is
/// [`Side::Old`]). Nothing comes out where a line of the hunks is not in the text at its place.
///
/// Hunks do not hold line endings: lines put in end like the line above them, and a last line put in ends with
/// a newline unless the text ends without one.
pub fn apply(text: &str, hunks: &[Hunk], to: Side) -> Option<String> {
    let mut result = Rebuilt::of(text);
    for hunk in hunks {
        result.copy_until(first_index(hunk, to)?)?;
        for line in &hunk.lines {
            match (line.origin, to) {
                (Origin::Context, _) => result.copy(line)?,
                (Origin::Added, Side::New) | (Origin::Removed, Side::Old) => result.put(line),
                (Origin::Added, Side::Old) | (Origin::Removed, Side::New) => result.skip(line)?,
            }
        }
    }
    Some(result.finish(text))
}

/// The 0-based line of the given text at which the hunk starts. A hunk without lines there stands after its line.
fn first_index(hunk: &Hunk, to: Side) -> Option<usize> {
    let (start, count) = match to {
        Side::New => hunk.range(Side::Old),
        Side::Old => hunk.range(Side::New),
    };
    let index = if count == 0 { start } else { start.checked_sub(1)? };
    usize::try_from(index).ok()
}

/// The text so far, and what is left of the given one.
struct Rebuilt<'a> {
    text: String,
    rest: std::str::SplitInclusive<'a, char>,
    taken: usize,
    ending: &'static str,
    last_was_put: bool,
}

impl<'a> Rebuilt<'a> {
    fn of(text: &'a str) -> Self {
        let rest = text.split_inclusive('\n');
        let ending = rest.clone().next().and_then(ending).unwrap_or("\n");
        Self { text: String::with_capacity(text.len()), rest, taken: 0, ending, last_was_put: false }
    }

    fn take(&mut self) -> Option<&'a str> {
        let line = self.rest.next()?;
        self.taken += 1;
        self.ending = ending(line).unwrap_or(self.ending);
        Some(line)
    }

    fn copy_until(&mut self, index: usize) -> Option<()> {
        if index < self.taken {
            return None;
        }
        while self.taken < index {
            let line = self.take()?;
            self.keep(line);
        }
        Some(())
    }

    fn copy(&mut self, expected: &HunkLine) -> Option<()> {
        let line = self.take().filter(|line| is_same(line, expected))?;
        self.keep(line);
        Some(())
    }

    fn skip(&mut self, expected: &HunkLine) -> Option<()> {
        self.take().filter(|line| is_same(line, expected)).map(drop)
    }

    fn keep(&mut self, line: &str) {
        self.text.push_str(line);
        self.last_was_put = false;
    }

    fn put(&mut self, line: &HunkLine) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push_str(self.ending);
        }
        self.text.push_str(&line.text);
        self.text.push_str(self.ending);
        self.last_was_put = true;
    }

    fn finish(mut self, given: &str) -> String {
        for line in self.rest.by_ref() {
            self.text.push_str(line);
            self.last_was_put = false;
        }
        if self.last_was_put && !given.is_empty() && !given.ends_with('\n') {
            self.text.truncate(self.text.len() - self.ending.len());
        }
        self.text
    }
}

fn ending(line: &str) -> Option<&'static str> {
    ["\r\n", "\n"].into_iter().find(|ending| line.ends_with(ending))
}

fn is_same(line: &str, expected: &HunkLine) -> bool {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line) == &*expected.text
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn hunks(patch: &str) -> Vec<Hunk> {
        let patch = format!("--- x\n+++ x\n{patch}");
        parse(patch.as_bytes()).expect("the patch is right")[0].change.hunks().to_vec()
    }

    fn assert_both_ways(old: &str, patch: &str, new: &str) {
        let hunks = hunks(patch);
        assert_eq!(apply(old, &hunks, Side::New).as_deref(), Some(new), "{patch}");
        assert_eq!(apply(new, &hunks, Side::Old).as_deref(), Some(old), "{patch}");
    }

    #[test]
    fn hunks_apply_in_both_directions() {
        let cases = [
            ("a\nb\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n", "a\nB\nc\n"),
            ("", "@@ -0,0 +1,2 @@\n+a\n+b\n", "a\nb\n"),
            ("a\nb\nc\nd\n", "@@ -1,0 +2 @@\n+x\n@@ -3,2 +3,0 @@\n-c\n-d\n", "a\nx\nb\n"),
            ("a\r\nb\r\n", "@@ -1,2 +1,2 @@\n a\n-b\n+c\n", "a\r\nc\r\n"),
            ("a\nb", "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline\n+c\n\\ No newline\n", "a\nc"),
            ("a\nb", "@@ -1,2 +1,2 @@\n-a\n+c\n b\n\\ No newline\n", "c\nb"),
            ("a\n\n", "@@ -2 +1,0 @@\n-\n", "a\n"),
            ("a", "", "a"),
        ];
        for (old, patch, new) in cases {
            if patch.is_empty() {
                assert_eq!(apply(old, &[], Side::New).as_deref(), Some(new));
            } else {
                assert_both_ways(old, patch, new);
            }
        }
    }

    #[test]
    fn a_text_that_differs_is_refused() {
        let hunks = hunks("@@ -2,2 +2,2 @@\n b\n-c\n+d\n");
        for text in ["", "a\n", "a\nb\n", "a\nb\nx\n", "a\nx\nc\n", "b\nc\n"] {
            assert_eq!(apply(text, &hunks, Side::New), None, "{text:?}");
        }
        assert_eq!(apply("a\nb\nc\n", &hunks, Side::Old), None);
    }

    #[test]
    fn hunks_that_overlap_are_refused() {
        let mut twice = hunks("@@ -1 +1 @@\n-a\n+b\n");
        twice.extend(twice.clone());
        assert_eq!(apply("a\na\n", &twice, Side::New), None);
    }

    #[test]
    fn lines_below_a_last_line_without_newline_start_on_their_own() {
        let hunks = hunks("@@ -1 +1,2 @@\n a\n+b\n");
        assert_eq!(apply("a", &hunks, Side::New).as_deref(), Some("a\nb"));
    }
}
