//! Where a model's comment belongs. A quote of the code comes in; a place on changed lines goes out, or the reason why
//! there is none. Line numbers of models are never asked for.

use crate::diff::{FileChange, Hunk, HunkLine, Origin};
use crate::finding::{Line, Position, Side, Span};
use crate::text::is_word_character;

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
/// before one that differs in space, the new side before the old. Where it stands on unchanged lines alone it is not
/// looked for further: the reviewer meant those.
///
/// # Errors
/// Why there is no place for it on a changed line.
pub fn anchor(quote: &str, change: &FileChange, hunk: &Hunk) -> Result<Place, Lost> {
    let readings = [lines_of(quote), without_marks(quote)];
    let readings: Vec<_> = readings.iter().filter(|lines| !lines.is_empty()).collect();
    if readings.is_empty() {
        return Err(Lost::TooShort);
    }
    let mut others: Vec<&Hunk> = change.hunks().iter().filter(|other| *other != hunk).collect();
    others.sort_by_key(|other| other.new_start.abs_diff(hunk.new_start));
    for hunk in std::iter::once(hunk).chain(others) {
        for find in [find_exact, find_blind] {
            let places = readings.iter().flat_map(|lines| [Side::New, Side::Old].map(|side| find(lines, hunk, side)));
            match best(places) {
                Err(Lost::NotFound) => {}
                settled => return settled,
            }
        }
    }
    Err(Lost::NotFound)
}

/// The first place, else the first reason that says more than that there is none.
fn best(places: impl Iterator<Item = Result<Place, Lost>>) -> Result<Place, Lost> {
    let mut lost = Lost::NotFound;
    for place in places {
        match place {
            Ok(place) => return Ok(place),
            Err(reason) if lost == Lost::NotFound => lost = reason,
            Err(_) => {}
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

/// Where a quote stands character by character; the first and the last of its lines may be quoted in part.
fn find_exact(quote: &[&str], hunk: &Hunk, side: Side) -> Result<Place, Lost> {
    let text = Text::of(hunk, side);
    let runs = text.lines.windows(quote.len()).enumerate();
    text.first(
        quote,
        runs.filter_map(|(first, run)| {
            let code: Vec<&str> = run.iter().map(|(line, _)| &*line.text).collect();
            let (start, end) = columns(&code, quote)?;
            Some(((first, start), (first + run.len() - 1, end)))
        }),
    )
}

/// The first and the last column of a quote in a run of as many lines, in bytes.
fn columns(code: &[&str], quote: &[&str]) -> Option<(usize, usize)> {
    if let ([code], [quote]) = (code, quote) {
        let quote = quote.trim();
        let mut starts = code.match_indices(quote).map(|(start, _)| start);
        return starts
            .find(|&start| is_whole(code, start, start + quote.len()))
            .map(|start| (start, start + quote.len()));
    }
    let last = code.len() - 1;
    let (head, tail) = (quote[0].trim(), quote[last].trim_end());
    let within = code[1..last].iter().zip(&quote[1..last]).all(|(code, quote)| code.trim_end() == quote.trim_end());
    let start = code[0].trim_end().strip_suffix(head)?.len();
    let same = within && code[last].starts_with(tail);
    let whole = || is_whole(code[0], start, code[0].len()) && is_whole(code[last], 0, tail.len());
    (same && whole()).then_some((start, tail.len()))
}

/// Where a quote stands when space counts for nothing, that between lines neither.
fn find_blind(quote: &[&str], hunk: &Hunk, side: Side) -> Result<Place, Lost> {
    let text = Text::of(hunk, side);
    let (mut squeezed, mut places) = (String::new(), Vec::new());
    for (at, (line, _)) in text.lines.iter().enumerate() {
        for (byte, sign) in line.text.char_indices().filter(|(_, sign)| !sign.is_whitespace()) {
            places.resize(squeezed.len() + sign.len_utf8(), (at, byte, byte + sign.len_utf8()));
            squeezed.push(sign);
        }
    }
    let quoted: String = quote.iter().flat_map(|line| line.split_whitespace()).collect();
    let starts = squeezed.match_indices(&quoted).map(|(start, _)| start);
    text.first(
        quote,
        starts.filter_map(|start| {
            let (first, last) = (places[start], places[start + quoted.len() - 1]);
            let (head, tail) = (text.lines[first.0].0, text.lines[last.0].0);
            let whole = is_whole(&head.text, first.1, head.text.len()) && is_whole(&tail.text, 0, last.2);
            whole.then_some(((first.0, first.1), (last.0, last.2)))
        }),
    )
}

/// Whether no word of a line is cut at either end.
fn is_whole(line: &str, start: usize, end: usize) -> bool {
    let cut = |at: usize| line[..at].ends_with(is_word_character) && line[at..].starts_with(is_word_character);
    !cut(start) && !cut(end)
}

/// The lines of a side of a hunk, with their numbers.
struct Text<'h> {
    side: Side,
    lines: Vec<(&'h HunkLine, Line)>,
}

/// The index of a line, and a byte of it.
type At = (usize, usize);

impl<'h> Text<'h> {
    fn of(hunk: &'h Hunk, side: Side) -> Self {
        Self { side, lines: hunk.lines.iter().filter_map(|line| Some((line, line.number(side)?))).collect() }
    }

    /// The first of the places of a quote where at least one line changed.
    fn first(&self, quote: &[&str], found: impl Iterator<Item = (At, At)>) -> Result<Place, Lost> {
        let places = found.map(|(start, end)| {
            let run = &self.lines[start.0..=end.0];
            if run.iter().all(|(line, _)| line.origin == Origin::Context) {
                return Err(Lost::Unchanged);
            }
            let at = |(index, byte): At| {
                let (line, number) = self.lines[index];
                Position { line: number, column: column(&line.text, byte) }
            };
            let place = Place { side: self.side, span: Span { start: at(start), end: at(end) } };
            if is_telling(quote, run) { Ok(place) } else { Err(Lost::TooShort) }
        });
        best(places)
    }
}

/// Whether a quote says enough to be told from other code.
fn is_telling(quote: &[&str], code: &[(&HunkLine, Line)]) -> bool {
    let signs = quote.iter().flat_map(|line| line.chars()).filter(|sign| sign.is_alphanumeric()).count();
    let is_all = || quote.iter().zip(code).all(|(quote, (line, _))| quote.trim() == line.text.trim());
    signs >= SHORTEST || (quote.len() == code.len() && is_all())
}

/// The 1-based column of a byte of a line, in characters.
fn column(line: &str, byte: usize) -> u32 {
    u32::try_from(line[..byte].chars().count()).unwrap_or(u32::MAX - 1) + 1
}

#[cfg(test)]
mod generated;

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
