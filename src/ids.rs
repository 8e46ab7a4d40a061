//! Ids that stay when lines above move: of findings, of hunks and of files.

use std::ops::Range;

use crate::diff::{Hunk, Origin};
use crate::digest;
use crate::syntax::SourceFile;
use crate::text::one_line;

/// Digits of one half of a finding's id.
const HALF: usize = 8;

/// Of a longer line, in bytes, an id takes what is near the finding.
const LONGEST_LINE: usize = 4096;

/// The id of a finding: 8 hexadecimal digits of its path, and 8 of its rule, the class and function around it, the
/// text of its line, and which of several equal lines there it is. Line numbers have no part in it.
pub fn finding_id(rule: &str, file: &SourceFile, bytes: &Range<usize>) -> String {
    let line = file.line_at(bytes.start);
    let own = file.line_range(line);
    let text = file.line(line);
    let around = file.scopes().function(bytes).unwrap_or(0..file.text.len());
    let alike = file.lines_like(line);
    let first = file.line_at(around.start);
    let equal_before =
        alike.partition_point(|other| *other < line).saturating_sub(alike.partition_point(|other| *other < first));
    let at = bytes.start.clamp(own.start, own.end) - own.start;
    let column = at.saturating_sub(text.len() - text.trim_start().len());
    let squeezed = one_line(near(text, at));
    let code = [rule, &file.scopes().symbol(bytes), &squeezed, &column.to_string(), &equal_before.to_string()];
    path_half(&file.path) + &half(&code)
}

/// A line, or of one longer than people write what is near a byte of it: findings by the thousand on one line would each
/// read all of it.
fn near(line: &str, byte: usize) -> &str {
    if line.len() <= LONGEST_LINE {
        return line;
    }
    let start = line.floor_char_boundary(byte.saturating_sub(LONGEST_LINE / 2));
    let end = line.floor_char_boundary(line.len().min(start + LONGEST_LINE));
    &line[start..end]
}

/// The id of a further finding on the code of another.
pub(crate) fn nth_id(id: &str, nth: usize) -> String {
    let (path, code) = halves(id);
    path.to_owned() + &half(&[code, &nth.to_string()])
}

/// The half of a finding's id that is of its path, and the half that stays when the file is renamed.
pub(crate) fn halves(id: &str) -> (&str, &str) {
    id.split_at(id.len().min(HALF))
}

/// The half that the ids of all findings in a file have.
pub(crate) fn path_half(path: &str) -> String {
    half(&[path])
}

fn half(parts: &[&str]) -> String {
    let mut digits = digest::short(parts);
    digits.truncate(HALF);
    digits
}

/// The id of a hunk: 16 hexadecimal digits of its path and its changed lines, in order. `nth` tells apart
/// hunks of one file with the same change.
pub fn hunk_id(path: &str, hunk: &Hunk, nth: usize) -> String {
    let mut parts = vec![path.to_owned(), nth.to_string()];
    parts.extend(hunk.lines.iter().filter(|line| line.origin != Origin::Context).map(|line| {
        let sign = if line.origin == Origin::Added { '+' } else { '-' };
        format!("{sign}{}", line.text)
    }));
    digest::short(&parts)
}

/// The id of a file that is under review as a whole.
pub fn file_id(path: &str) -> String {
    digest::short(&[path])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str, part: &str, nth: usize) -> String {
        let start = text.match_indices(part).nth(nth).unwrap().0;
        finding_id("python/x", &SourceFile::new("a.py", text), &(start..start + part.len()))
    }

    #[test]
    fn an_id_stays_when_lines_above_move_or_the_code_is_indented_anew() {
        let before = "def f():\n    eval(x)\n";
        let after = "import os\n\n\ndef g():\n    eval(y)\n\ndef f():\n        eval(x)\n";
        assert_eq!(id(before, "eval(x)", 0), id(after, "eval(x)", 0));
    }

    #[test]
    fn a_renamed_file_changes_the_half_that_is_of_the_path() {
        let in_file = |path: &str| finding_id("python/x", &SourceFile::new(path, "eval(x)\n"), &(0..7));
        let (here, there) = (in_file("a.py"), in_file("b/c.py"));
        assert_eq!((halves(&here).0, halves(&there).0), (&*path_half("a.py"), &*path_half("b/c.py")));
        assert_eq!(halves(&here).1, halves(&there).1);
        assert_ne!(here, there);
    }

    #[test]
    fn equal_lines_have_ids_of_their_own() {
        let text = "def f():\n    eval(x)\n    eval(x)\n\ndef g():\n    eval(x); eval(x)\n";
        let mut ids: Vec<_> = (0..4).map(|nth| id(text, "eval(x)", nth)).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 4);
    }
}
