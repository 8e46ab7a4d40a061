//! Syntax colours: which class of words each part of a line belongs to, by the highlight queries of the grammars.

use std::cmp::Reverse;
use std::ops::{Range, RangeInclusive};

use tree_sitter::{QueryCursor, StreamingIterator};

use super::SourceFile;
use crate::finding::Line;

/// A class of words that is shown in a colour of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Highlight {
    /// Everything else.
    Plain,
    /// `#[...]`.
    Attribute,
    /// Comments.
    Comment,
    /// Numbers, constants, and the escapes in strings.
    Constant,
    /// What is called or defined as a function.
    Function,
    /// Words of the language.
    Keyword,
    /// Texts.
    String,
    /// Types and classes.
    Type,
}

impl Highlight {
    /// The highlight of a capture's name; `None` where the capture keeps the highlight of what is around it.
    fn from_capture(capture: &str) -> Option<Self> {
        Some(match capture.split('.').next()? {
            "attribute" => Self::Attribute,
            "comment" => Self::Comment,
            "constant" | "escape" | "number" => Self::Constant,
            "constructor" | "type" => Self::Type,
            "embedded" => Self::Plain,
            "function" => Self::Function,
            "keyword" => Self::Keyword,
            "string" => Self::String,
            _ => return None,
        })
    }
}

/// The coloured parts of each of these lines, in bytes of the line and in order; none without a tree.
pub fn highlights(file: &SourceFile, lines: RangeInclusive<Line>) -> Vec<Vec<(Range<usize>, Highlight)>> {
    let bytes = file.line_range(*lines.start()).start..file.line_range(*lines.end()).end;
    let mut painted = vec![Highlight::Plain; bytes.len()];
    for (mark, highlight) in marks(file, &bytes) {
        painted[mark.start - bytes.start..mark.end - bytes.start].fill(highlight);
    }
    let of_line = |number| {
        let line = file.line_range(Line(number));
        runs(&painted[line.start - bytes.start..line.end - bytes.start])
    };
    (lines.start().0..=lines.end().0).map(of_line).collect()
}

/// What to paint in these bytes, one thing over the other: the inner over the outer, and of the same place what the
/// query says last.
fn marks(file: &SourceFile, bytes: &Range<usize>) -> Vec<(Range<usize>, Highlight)> {
    let (Some(language), Some(tree)) = (file.language, file.tree()) else { return Vec::new() };
    let query = language.highlights();
    let mut marks = Vec::new();
    let mut cursor = QueryCursor::new();
    cursor.set_byte_range(bytes.clone());
    let mut matches = cursor.matches(query, tree.parsed().root_node(), file.text.as_bytes());
    while let Some(found) = matches.next() {
        for capture in found.captures() {
            let Some(highlight) = Highlight::from_capture(query.capture_names()[capture.index as usize]) else {
                continue;
            };
            let node = capture.node.byte_range();
            let mark = node.start.max(bytes.start)..node.end.min(bytes.end);
            if !mark.is_empty() {
                marks.push((mark, found.pattern_index, highlight));
            }
        }
    }
    marks.sort_by_key(|(mark, pattern, _)| (mark.start, Reverse(mark.end), *pattern));
    marks.into_iter().map(|(mark, _, highlight)| (mark, highlight)).collect()
}

fn runs(painted: &[Highlight]) -> Vec<(Range<usize>, Highlight)> {
    let mut start = 0;
    let runs = painted.chunk_by(|a, b| a == b).map(|run| {
        start += run.len();
        (start - run.len()..start, run[0])
    });
    runs.filter(|(_, highlight)| *highlight != Highlight::Plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured(path: &str, text: &str) -> Vec<(String, Highlight)> {
        let file = SourceFile::new(path, text);
        let line = file.line(Line(2)).to_owned();
        highlights(&file, Line(2)..=Line(2))
            .remove(0)
            .into_iter()
            .map(|(bytes, highlight)| (line[bytes].to_owned(), highlight))
            .collect()
    }

    #[test]
    fn words_have_the_colour_of_their_class() {
        let text = "\ndef größe(x): return f'ä{len(x)}'  # why\n";
        let expected = [
            ("def", Highlight::Keyword),
            ("größe", Highlight::Function),
            ("return", Highlight::Keyword),
            ("f'ä", Highlight::String),
            ("len", Highlight::Function),
            ("'", Highlight::String),
            ("# why", Highlight::Comment),
        ];
        assert_eq!(coloured("a.py", text), expected.map(|(word, highlight)| (word.to_owned(), highlight)));
        let words: Vec<_> =
            coloured("a.rs", "\nfn f(x: &str) -> u8 { 7 }\n").into_iter().map(|(_, highlight)| highlight).collect();
        assert_eq!(
            words,
            [Highlight::Keyword, Highlight::Function, Highlight::Type, Highlight::Type, Highlight::Constant]
        );
    }

    #[test]
    fn a_text_over_several_lines_is_one_text_in_each_of_them() {
        assert_eq!(coloured("a.py", "'''\nif <b>\n'''\n"), [("if <b>".to_owned(), Highlight::String)]);
    }

    #[test]
    fn without_a_grammar_all_is_plain() {
        assert_eq!(coloured("a.txt", "\nif x\n"), []);
        assert_eq!(highlights(&SourceFile::new("a.py", "x"), Line(7)..=Line(9)), [const { Vec::new() }; 3]);
    }
}
