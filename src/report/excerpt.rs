//! The lines around a finding, cut to what a terminal can show.

use std::collections::BTreeMap;
use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::finding::{Finding, Line, Position, Side, Suggestion};
use crate::syntax::SourceFile;

/// Lines of context above and below.
const CONTEXT: u32 = 2;
/// A longer line is shown in part, in characters.
const WIDEST: usize = 160;
/// The same for the lines of a suggestion, which stand in prose that is wrapped.
const WIDEST_IN_PROSE: usize = 80;

/// The texts that a report shows lines of, by path and side.
#[derive(Default)]
pub struct Excerpts {
    files: BTreeMap<(String, Side), SourceFile>,
}

impl Excerpts {
    /// Adds the text of a side of a file.
    pub fn add(&mut self, path: &str, side: Side, text: String) {
        self.files.insert((path.to_owned(), side), SourceFile::new(path, text));
    }

    /// A side of a file, where its text is known.
    pub(super) fn file(&self, path: &str, side: Side) -> Option<&SourceFile> {
        self.files.get(&(path.to_owned(), side))
    }

    /// The lines around a finding; `None` where the text is not known.
    pub fn of(&self, finding: &Finding) -> Option<Source> {
        let file = self.file(&finding.path, finding.side)?;
        (file.line_count() > finding.start.line.index()).then(|| Source::new(file, finding))
    }

    /// The column of a place in bytes of its line, from 1; `None` where the text is not known.
    pub fn byte_column(&self, path: &str, side: Side, place: Position) -> Option<usize> {
        let file = self.files.get(&(path.to_owned(), side))?;
        let is_there = place.line.index() <= file.line_count();
        is_there.then(|| file.byte(place) - file.line_range(place.line).start + 1)
    }

    /// The lines that a suggestion changes, before and after.
    pub fn change(&self, finding: &Finding, suggestion: &Suggestion) -> Option<(Vec<String>, Vec<String>)> {
        let file = self.file(&finding.path, finding.side)?;
        let (start, end) = (file.byte(suggestion.start), file.byte(suggestion.end));
        let before = file.line_range(suggestion.start.line).start..file.line_range(suggestion.end.line).end.max(end);
        let before =
            if suggestion.start.line == suggestion.end.line { near(&file.text, before, start, end) } else { before };
        let after = [&file.text[before.start..start], &suggestion.replacement, &file.text[end..before.end]].concat();
        let column = file.position(start).column - file.position(before.start).column;
        let lines =
            |text: &str| text.lines().map(|line| Window::around(line, column as usize, WIDEST_IN_PROSE).text).collect();
        Some((lines(&file.text[before]), lines(&after)))
    }
}

/// A few lines of a file as a source for miette, under their own line numbers.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    first: Line,
    start: Position,
    /// The finding within `text`, on its first line.
    pub label: SourceSpan,
}

impl Source {
    fn new(file: &SourceFile, finding: &Finding) -> Self {
        let start = finding.start;
        let first = Line(start.line.0.saturating_sub(CONTEXT).max(1));
        let last_shown = (*finding.span().lines().end()).min(Line(start.line.0 + CONTEXT)).0 + CONTEXT;
        let last = last_shown.min(u32::try_from(file.line_count()).unwrap_or(u32::MAX)).max(start.line.0);
        let mut text = String::new();
        let mut label = (0, 0);
        for line in (first.0..=last).map(Line) {
            let own = file.line(line);
            if line == start.line {
                let byte = file.byte(start) - file.line_range(line).start;
                let window = Window::at(own, byte, start.column as usize - 1, WIDEST);
                let end = if finding.end.line == line { finding.end.column as usize - 1 } else { usize::MAX };
                let (from, to) = (window.offset(start.column as usize - 1), window.offset(end));
                label = (text.len() + from, to.saturating_sub(from));
                text.push_str(&window.text);
            } else {
                text.push_str(&Window::around(own, 0, WIDEST).text);
            }
            text.push('\n');
        }
        Self { name: printable(&finding.path).into_owned(), text, first, start, label: label.into() }
    }
}

impl SourceCode for Source {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let name = self.name.clone();
        let contents = if before + after == 0 {
            // Asked for the place of the label, to name it.
            let data = &self.text.as_bytes()[span.offset()..span.offset() + span.len()];
            let (row, column) = (self.start.line.index(), self.start.column as usize - 1);
            MietteSpanContents::new_named(name, data, *span, row, column, 1)
        } else {
            let all = SourceSpan::from((0, self.text.len().saturating_sub(1)));
            let lines = self.text.lines().count();
            MietteSpanContents::new_named(name, &self.text.as_bytes()[..all.len()], all, self.first.index(), 0, lines)
        };
        Ok(Box::new(contents))
    }
}

/// The part of a line that is shown, with control characters made visible.
struct Window {
    text: String,
    /// The bytes in `text` at which the characters of the line start, from `from` on.
    offsets: Vec<usize>,
    from: usize,
}

impl Window {
    /// At most `widest` characters of a line, from somewhat before a column.
    fn around(line: &str, column: usize, widest: usize) -> Self {
        match line.char_indices().nth(column) {
            Some((byte, _)) => Self::at(line, byte, column, widest),
            None => Self::at(line, line.len(), line.chars().count(), widest),
        }
    }

    /// The same where the byte of the column is known: of a long line only what is near it is looked at.
    fn at(line: &str, byte: usize, column: usize, widest: usize) -> Self {
        let near = near(line, 0..line.len(), byte, byte);
        let before = if near.start == 0 { 0 } else { column.saturating_sub(line[near.start..byte].chars().count()) };
        let own = &line[near.clone()];
        let count = before + own.chars().count() + (line.len() - near.end);
        let from = if count <= widest { 0 } else { column.saturating_sub(widest / 4) };
        let mut text = String::new();
        if from > 0 {
            text.push('…');
        }
        let mut offsets = Vec::new();
        for character in own.chars().skip(from.saturating_sub(before)).take(widest) {
            offsets.push(text.len());
            push_printable(character, &mut text);
        }
        offsets.push(text.len());
        if from + widest < count {
            text.push('…');
        }
        Self { text, offsets, from }
    }

    fn offset(&self, column: usize) -> usize {
        let last = self.offsets.len() - 1;
        self.offsets[column.saturating_sub(self.from).min(last)]
    }
}

/// The part of a range that is near the bytes from `start` to `end`: more than is shown of it, but not a whole megabyte
/// for each of thousands of findings.
fn near(text: &str, range: Range<usize>, start: usize, end: usize) -> Range<usize> {
    // A character has at most four bytes, and both sides must hold more characters than are shown.
    const MARGIN: usize = 4 * (WIDEST + 1);
    let first = text.floor_char_boundary(start.saturating_sub(MARGIN)).max(range.start);
    let last = text.ceil_char_boundary((end + MARGIN).min(text.len())).min(range.end);
    first..last
}

/// Text with what could confuse a terminal or a reader made visible: control characters, and characters
/// that reorder or hide text.
pub(crate) fn printable(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().any(is_unsafe) {
        let mut out = String::with_capacity(text.len());
        text.chars().for_each(|character| push_printable(character, &mut out));
        out.into()
    } else {
        text.into()
    }
}

/// Whether a character could confuse a terminal or a reader.
pub(crate) fn is_unsafe(character: char) -> bool {
    let reorders =
        matches!(character, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (character.is_control() && character != '\t') || reorders || character == '\u{feff}'
}

fn push_printable(character: char, out: &mut String) {
    match character {
        '\t' => out.push_str("    "),
        character if is_unsafe(character) => out.extend(character.escape_unicode()),
        character => out.push(character),
    }
}
