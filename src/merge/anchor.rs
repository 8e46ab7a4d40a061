//! Where a model's comment belongs. A quote of the code comes in; a place on changed lines goes out, or the reason why
//! there is none. Line numbers of models are never asked for.

use crate::diff::{FileChange, Hunk, HunkLine, Origin};
use crate::finding::{Line, Position, Side, Span};

/// Letters and digits that a quote has at the least, unless it is a whole line: less stands everywhere.
const SHORTEST: usize = 3;

/// A place of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The side whose lines the span counts.
    pub side: Side,
    /// From the first to the last character of the quote; of its lines where only the space differs.
    pub span: Span,
}

/// Why a quote has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// It stands nowhere in the changed file's hunks.
    NotFound,
    /// It stands on lines that did not change.
    Unchanged,
    /// It is too short to be told from other code.
    TooShort,
}

impl Lost {
    /// A sentence for people.
    pub fn reason(self) -> &'static str {
        match self {
            Self::NotFound => "it quotes no code of the change",
            Self::Unchanged => "it quotes lines that did not change",
            Self::TooShort => "its quote is too short to be found",
        }
    }
}

/// The place of a quote: in the hunk under review, else in the hunk of the file that is nearest to it; an exact match
/// before one that differs in space, the new side before the old.
///
/// # Errors
/// Why there is no place for it on a changed line.
pub fn anchor(quote: &str, change: &FileChange, hunk: &Hunk) -> Result<Place, Lost> {
    let readings = [lines_of(quote), without_marks(quote)];
    if readings.iter().all(Vec::is_empty) {
        return Err(Lost::TooShort);
    }
    let mut others: Vec<&Hunk> = change.hunks().iter().filter(|other| *other != hunk).collect();
    others.sort_by_key(|other| other.new_start.abs_diff(hunk.new_start));
    let mut lost = Lost::NotFound;
    for hunk in std::iter::once(hunk).chain(others) {
        for same in [exact, blind] {
            for lines in readings.iter().filter(|lines| !lines.is_empty()) {
                for side in [Side::New, Side::Old] {
                    match find(lines, hunk, side, same) {
                        Ok(place) => return Ok(place),
                        Err(Lost::NotFound) => {}
                        Err(reason) => lost = reason,
                    }
                }
            }
        }
    }
    Err(lost)
}

/// The lines of a quote, without fences and without empty ones at the ends.
fn lines_of(quote: &str) -> Vec<&str> {
    let lines: Vec<&str> = quote.lines().filter(|line| !line.trim_start().starts_with("```")).collect();
    let filled = |line: &&str| !line.trim().is_empty();
    let (first, last) = (lines.iter().position(filled), lines.iter().rposition(filled));
    first.zip(last).map(|(first, last)| lines[first..=last].to_vec()).unwrap_or_default()
}

/// The same where a model copied the marks of the diff, too.
fn without_marks(quote: &str) -> Vec<&str> {
    let unmarked = lines_of(quote).into_iter().map(|line| line.strip_prefix(['+', '-', ' ']));
    let unmarked = unmarked.collect::<Option<Vec<_>>>();
    unmarked.filter(|lines| lines.iter().any(|line| !line.trim().is_empty())).unwrap_or_default()
}

/// Whether lines of the code are those of a quote: the columns of the first and of the last character, in bytes.
type Same = fn(&[&str], &[&str]) -> Option<(usize, usize)>;

/// Character by character; the first and the last line may be quoted in part.
fn exact(code: &[&str], quote: &[&str]) -> Option<(usize, usize)> {
    if let ([code], [quote]) = (code, quote) {
        let quote = quote.trim();
        return code.find(quote).map(|start| (start, start + quote.len()));
    }
    let last = code.len() - 1;
    let (head, tail) = (quote[0].trim(), quote[last].trim_end());
    let within = code[1..last].iter().zip(&quote[1..last]).all(|(code, quote)| code.trim_end() == quote.trim_end());
    let same = code[0].trim_end().ends_with(head) && code[last].starts_with(tail) && within;
    same.then(|| (code[0].trim_end().len() - head.len(), tail.len()))
}

/// The same without regard to space.
fn blind(code: &[&str], quote: &[&str]) -> Option<(usize, usize)> {
    let squeezed = |line: &str| line.split_whitespace().collect::<String>();
    let last = code.len() - 1;
    let same = code.iter().zip(quote).enumerate().all(|(at, (code, quote))| {
        let (code, quote) = (squeezed(code), squeezed(quote));
        match at {
            _ if last == 0 => code.contains(&quote),
            0 => code.ends_with(&quote),
            at if at == last => code.starts_with(&quote),
            _ => code == quote,
        }
    });
    let start = code[0].len() - code[0].trim_start().len();
    same.then(|| (start, code[last].trim_end().len()))
}

/// The first place on a side of a hunk where at least one line changed.
fn find(quote: &[&str], hunk: &Hunk, side: Side, same: Same) -> Result<Place, Lost> {
    let (changed, number): (Origin, fn(&HunkLine) -> Option<Line>) = match side {
        Side::New => (Origin::Added, |line| line.new),
        Side::Old => (Origin::Removed, |line| line.old),
    };
    let lines: Vec<(&HunkLine, Line)> = hunk.lines.iter().filter_map(|line| Some((line, number(line)?))).collect();
    let mut lost = Lost::NotFound;
    for window in lines.windows(quote.len()) {
        let code: Vec<&str> = window.iter().map(|(line, _)| &*line.text).collect();
        let Some((start, end)) = same(&code, quote) else { continue };
        if !window.iter().any(|(line, _)| line.origin == changed) {
            lost = if lost == Lost::NotFound { Lost::Unchanged } else { lost };
        } else if !is_telling(quote, &code) {
            lost = Lost::TooShort;
        } else {
            let at = |index: usize, byte: usize| Position { line: window[index].1, column: column(code[index], byte) };
            return Ok(Place { side, span: Span { start: at(0, start), end: at(code.len() - 1, end) } });
        }
    }
    Err(lost)
}

/// Whether a quote says enough to be told from other code.
fn is_telling(quote: &[&str], code: &[&str]) -> bool {
    let signs = quote.iter().flat_map(|line| line.chars()).filter(|sign| sign.is_alphanumeric()).count();
    signs >= SHORTEST || (quote.len() == code.len() && quote.iter().zip(code).all(|(a, b)| a.trim() == b.trim()))
}

/// The 1-based column of a byte of a line, in characters.
fn column(line: &str, byte: usize) -> u32 {
    u32::try_from(line[..byte].chars().count()).unwrap_or(u32::MAX - 1) + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::parse;

    const PATCH: &str = "\
--- a/a.py
+++ b/a.py
@@ -1,4 +1,5 @@
 def f(a):
-    return a.get(\"é\") + 1
+    b = a.get(\"é\")
+    return b  +  1
 
 x = f(1)
@@ -20,2 +21,4 @@
 def g(a):
+    b = a.get(\"é\")
+    y = None
     pass
";

    fn place(quote: &str, nth: usize) -> Result<(Side, u32, u32, u32, u32), Lost> {
        let change = parse(PATCH.as_bytes()).unwrap().remove(0).change;
        let place = anchor(quote, &change, &change.hunks()[nth])?;
        let Span { start, end } = place.span;
        Ok((place.side, start.line.0, start.column, end.line.0, end.column))
    }

    #[test]
    fn a_quote_is_found_by_its_text_and_its_columns_count_characters() {
        assert_eq!(place("a.get(\"é\")", 0), Ok((Side::New, 2, 9, 2, 19)));
        assert_eq!(place("    y = None\n", 1), Ok((Side::New, 23, 5, 23, 13)));
    }

    #[test]
    fn of_equal_lines_the_one_of_the_hunk_under_review_is_meant() {
        assert_eq!(place("b = a.get(\"é\")", 0).unwrap().1, 2);
        assert_eq!(place("b = a.get(\"é\")", 1).unwrap().1, 22);
    }

    #[test]
    fn a_quote_of_another_hunk_is_found_there() {
        assert_eq!(place("y = None", 0).unwrap().1, 23);
    }

    #[test]
    fn space_marks_and_fences_do_not_matter() {
        assert_eq!(place("return b+1", 0), Ok((Side::New, 3, 5, 3, 19)));
        assert_eq!(place("+    y = None", 1), Ok((Side::New, 23, 5, 23, 13)));
        assert_eq!(place("```python\n+    y = None\n```", 1), Ok((Side::New, 23, 5, 23, 13)));
    }

    #[test]
    fn several_lines_are_matched_as_a_run() {
        assert_eq!(place("b = a.get(\"é\")\n    return b  +  1", 0), Ok((Side::New, 2, 5, 3, 19)));
        assert_eq!(place("b = a.get(\"é\")\nreturn b + 1", 0), Ok((Side::New, 2, 5, 3, 19)));
        assert_eq!(place("b = a.get(\"é\")\nreturn b + 2", 0), Err(Lost::NotFound));
    }

    #[test]
    fn removed_code_is_found_on_the_old_side() {
        assert_eq!(place("return a.get(\"é\") + 1", 0), Ok((Side::Old, 2, 5, 2, 26)));
    }

    #[test]
    fn what_did_not_change_or_stands_nowhere_or_everywhere_has_no_place() {
        assert_eq!(place("x = f(1)", 0), Err(Lost::Unchanged));
        assert_eq!(place("import os", 0), Err(Lost::NotFound));
        assert_eq!(place("b", 0), Err(Lost::TooShort));
        assert_eq!(place(" \n```\n", 0), Err(Lost::TooShort));
    }
}
