//! The hunks of one file. A hunk's lines are counted by its header, so that a removed line `-- x`, which
//! reads `--- x`, is never taken for the header of a file.

use super::PatchError;
use super::cursor::Cursor;
use super::error::excerpt;
use crate::diff::{Hunk, HunkLine, Origin};
use crate::finding::Line;

/// Reads hunks until a line that starts none. At least one must follow, unless text does.
pub(super) fn read_all(lines: &mut Cursor<'_>) -> Result<Vec<Hunk>, PatchError> {
    let mut hunks: Vec<Hunk> = Vec::new();
    while lines.starts_with("@@") {
        let line = lines.number();
        let hunk = read(lines)?;
        if hunks.last().is_some_and(|last| !is_below(&hunk, last)) {
            return Err(PatchError::HunkOrder { line });
        }
        hunks.push(hunk);
    }
    if hunks.is_empty() && lines.peek().is_none() {
        return Err(PatchError::HunkHeader { line: lines.number(), found: String::new() });
    }
    Ok(hunks)
}

fn read(lines: &mut Cursor<'_>) -> Result<Hunk, PatchError> {
    let (mut old, mut new) = header(lines)?;
    let mut hunk = Hunk {
        old_start: old.start,
        old_lines: old.left,
        new_start: new.start,
        new_lines: new.left,
        lines: Vec::new(),
    };
    while old.left > 0 || new.left > 0 {
        let Some(raw) = lines.peek() else {
            return Err(PatchError::EndInHunk { line: lines.total(), old: old.left, new: new.left });
        };
        if !is_no_newline_note(raw) {
            hunk.lines.push(body_line(raw, lines.number(), &mut old, &mut new)?);
        }
        lines.advance();
    }
    if lines.peek().is_some_and(is_no_newline_note) {
        lines.advance();
    }
    match lines.peek() {
        Some(raw) if is_excess(raw) => Err(PatchError::HunkLong { line: lines.number(), found: excerpt(raw) }),
        _ => Ok(hunk),
    }
}

/// Reads `@@ -START,COUNT +START,COUNT @@` and goes past it.
fn header(lines: &mut Cursor<'_>) -> Result<(Run, Run), PatchError> {
    let raw = lines.peek().unwrap_or_default();
    if raw.starts_with(b"@@@ -") {
        return Err(PatchError::Combined { line: lines.number() });
    }
    let runs = runs(raw).ok_or_else(|| PatchError::HunkHeader { line: lines.number(), found: excerpt(raw) })?;
    lines.advance();
    Ok(runs)
}

fn runs(raw: &[u8]) -> Option<(Run, Run)> {
    let rest = raw.strip_prefix(b"@@ -")?;
    let end = rest.windows(3).position(|window| window == b" @@")?;
    let (old, new) = std::str::from_utf8(&rest[..end]).ok()?.split_once(" +")?;
    Some((Run::parse(old)?, Run::parse(new)?))
}

fn body_line(raw: &[u8], line: usize, old: &mut Run, new: &mut Run) -> Result<HunkLine, PatchError> {
    let (origin, text) = match raw.split_first() {
        // An editor stripped the space of an empty context line.
        None => (Origin::Context, raw),
        Some((b' ', text)) => (Origin::Context, text),
        Some((b'+', text)) => (Origin::Added, text),
        Some((b'-', text)) => (Origin::Removed, text),
        Some(_) if raw.starts_with(b"@@ -") || raw.starts_with(b"diff ") => {
            return Err(PatchError::HunkShort { line, old: old.left, new: new.left });
        }
        Some(_) => return Err(PatchError::HunkLine { line, found: excerpt(raw) }),
    };
    let numbers = match origin {
        Origin::Context => old.next().zip(new.next()).map(|(old, new)| (Some(old), Some(new))),
        Origin::Added => new.next().map(|new| (None, Some(new))),
        Origin::Removed => old.next().map(|old| (Some(old), None)),
    };
    let (old, new) = numbers.ok_or_else(|| PatchError::HunkLong { line, found: excerpt(raw) })?;
    Ok(HunkLine { origin, old, new, text: String::from_utf8_lossy(text).into() })
}

/// `\ No newline at end of file`, in any language.
fn is_no_newline_note(raw: &[u8]) -> bool {
    raw.starts_with(b"\\ ")
}

/// True for a line after a complete hunk that can only belong to it: not the `-- ` above the signature of a
/// mail, and not the `--- ` of the next file.
fn is_excess(raw: &[u8]) -> bool {
    match raw.first() {
        Some(b' ' | b'+') => true,
        Some(b'-') => !matches!(raw, b"--" | b"-- ") && !raw.starts_with(b"--- "),
        _ => false,
    }
}

fn is_below(hunk: &Hunk, last: &Hunk) -> bool {
    let first = |start: u32, count: u32| if count == 0 { start + 1 } else { start };
    let end = |start, count| first(start, count) + count;
    first(hunk.old_start, hunk.old_lines) >= end(last.old_start, last.old_lines)
        && first(hunk.new_start, hunk.new_lines) >= end(last.new_start, last.new_lines)
}

/// The lines of one side that a hunk still has to show.
struct Run {
    start: u32,
    left: u32,
    next: u32,
}

impl Run {
    /// Reads `START` or `START,COUNT`. The line after the run must fit 32 bits too: nothing later overflows.
    fn parse(text: &str) -> Option<Self> {
        let (start, left) = match text.split_once(',') {
            Some((start, count)) => (number(start)?, number(count)?),
            None => (number(text)?, 1),
        };
        start.checked_add(left)?.checked_add(1)?;
        (start > 0 || left == 0).then_some(Self { start, left, next: start })
    }

    fn next(&mut self) -> Option<Line> {
        self.left = self.left.checked_sub(1)?;
        let line = Line(self.next);
        self.next += 1;
        Some(line)
    }
}

/// Digits only: `parse` alone would take a sign.
fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
    use crate::finding::Side;

    fn patch(hunks: &str) -> Result<Vec<Hunk>, PatchError> {
        let patch = format!("--- x\n+++ x\n{hunks}");
        parse(patch.as_bytes()).map(|files| files[0].change.hunks().to_vec())
    }

    fn hunks(text: &str) -> Vec<Hunk> {
        patch(text).expect("the patch is right")
    }

    fn error(hunks: &str) -> PatchError {
        patch(hunks).expect_err("the patch is wrong")
    }

    fn texts(hunk: &Hunk) -> Vec<&str> {
        hunk.lines.iter().map(|line| &*line.text).collect()
    }

    #[test]
    fn lines_are_numbered_on_their_sides() {
        let hunks = hunks("@@ -7,3 +9,3 @@ fn f() {\n a\n-b\n+c\n d\n@@ -20,0 +23,1 @@\n+e\n");
        let numbers = |hunk: &Hunk| -> Vec<_> {
            hunk.lines.iter().map(|line| (line.old.map(|line| line.0), line.new.map(|line| line.0))).collect()
        };
        let first = [(Some(7), Some(9)), (Some(8), None), (None, Some(10)), (Some(9), Some(11))];
        assert_eq!(numbers(&hunks[0]), first);
        assert_eq!(numbers(&hunks[1]), [(None, Some(23))]);
        assert_eq!((hunks[1].range(Side::Old), hunks[1].range(Side::New)), ((20, 0), (23, 1)));
    }

    #[test]
    fn counts_left_out_are_one() {
        let hunks = hunks("@@ -1 +1 @@\n-a\n+b\n");
        assert_eq!((hunks[0].range(Side::Old), hunks[0].range(Side::New)), ((1, 1), (1, 1)));
    }

    #[test]
    fn lines_that_look_like_headers_belong_to_the_hunk() {
        let hunks = hunks("@@ -1,3 +1,2 @@\n--- a/x\n+++ b/x\n-@@ -1 +1 @@\n-diff --git a/x b/x\n+-- \n");
        assert_eq!(texts(&hunks[0]), ["-- a/x", "++ b/x", "@@ -1 +1 @@", "diff --git a/x b/x", "-- "]);
    }

    #[test]
    fn carriage_returns_of_line_ends_are_dropped() {
        let hunks = hunks("@@ -1,2 +1,2 @@\r\n a\rb\r\n-c\r\n+d\r\n");
        assert_eq!(texts(&hunks[0]), ["a\rb", "c", "d"]);
    }

    #[test]
    fn a_missing_newline_is_no_line() {
        let hunks = hunks("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ Kein Zeilenumbruch\n");
        assert_eq!(texts(&hunks[0]), ["a", "b"]);
    }

    #[test]
    fn an_empty_context_line_may_lack_its_space() {
        let hunks = hunks("@@ -1,3 +1,3 @@\n\n-a\n+b\n\r\n");
        assert_eq!(texts(&hunks[0]), ["", "a", "b", ""]);
        assert_eq!(hunks[0].lines[3].old, Some(Line(3)));
    }

    #[test]
    fn bytes_that_are_not_utf8_are_replaced() {
        let files = parse(b"--- x\n+++ x\n@@ -1 +1 @@ \xff\n-\xe4\n+a\n").expect("the patch is right");
        assert_eq!(texts(&files[0].change.hunks()[0]), ["\u{fffd}", "a"]);
    }

    #[test]
    fn a_header_that_is_no_header_is_an_error() {
        let wrong = [
            "@@ -1 +1\n",
            "@@ -a +1 @@\n",
            "@@ -1,2 @@\n",
            "@@ -1,+2 +1 @@\n",
            "@@ -, +1 @@\n",
            "@@ -0 +1 @@\n",
            "@@\n",
            "@@ -4294967296 +1 @@\n",
            "@@ -4294967295 +1 @@\n",
            "@@ -2,4294967295 +1 @@\n",
            "@@ -4294967295,0 +1 @@\n",
        ];
        for header in wrong {
            let expected = PatchError::HunkHeader { line: 3, found: header.trim_end().into() };
            assert_eq!(error(header), expected, "{header}");
        }
        assert_eq!(error(""), PatchError::HunkHeader { line: 3, found: String::new() });
    }

    #[test]
    fn huge_counts_cost_nothing() {
        let expected = PatchError::EndInHunk { line: 4, old: 4_294_967_292, new: 4_294_967_292 };
        assert_eq!(error("@@ -1,4294967293 +1,4294967293 @@\n a\n"), expected);
    }

    #[test]
    fn a_hunk_shorter_than_its_header_is_an_error() {
        let expected = PatchError::HunkShort { line: 5, old: 1, new: 2 };
        assert_eq!(error("@@ -1,2 +1,3 @@\n a\n@@ -9 +9 @@\n"), expected);
        assert_eq!(error("@@ -1,2 +1,3 @@\n a\ndiff --git a/x b/x\n"), expected);
        assert_eq!(error("@@ -1,2 +1,3 @@\n a\n"), PatchError::EndInHunk { line: 4, old: 1, new: 2 });
    }

    #[test]
    fn a_hunk_longer_than_its_header_is_an_error() {
        for excess in ["+c", "-c", " c"] {
            let expected = PatchError::HunkLong { line: 6, found: excess.into() };
            assert_eq!(error(&format!("@@ -1 +1 @@\n-a\n+b\n{excess}\n")), expected);
        }
        let expected = PatchError::HunkLong { line: 5, found: "+b".into() };
        assert_eq!(error("@@ -1,2 +1 @@\n+a\n+b\n-c\n-d\n"), expected);
    }

    #[test]
    fn a_line_of_another_kind_is_an_error() {
        let expected = PatchError::HunkLine { line: 4, found: "\ta".into() };
        assert_eq!(error("@@ -1 +1 @@\n\ta\n"), expected);
    }

    #[test]
    fn hunks_out_of_order_are_an_error() {
        let expected = PatchError::HunkOrder { line: 6 };
        assert_eq!(error("@@ -5 +5 @@\n-a\n+b\n@@ -5 +6 @@\n-a\n+b\n"), expected);
        assert_eq!(hunks("@@ -5,0 +6 @@\n+a\n@@ -6 +7,0 @@\n-b\n").len(), 2);
    }
}
