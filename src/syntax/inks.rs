//! Syntax colours: which class of words each part of a line belongs to, by the highlight queries of the grammars.

use std::cmp::Reverse;
use std::ops::{Range, RangeInclusive};

use tree_sitter::{QueryCursor, StreamingIterator};

use super::SourceFile;
use crate::finding::Line;

/// A class of words that is shown in a colour of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
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

impl Ink {
    /// The ink of a capture's name; `None` where the capture leaves the ink of what is around it.
    fn of(capture: &str) -> Option<Self> {
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
pub fn inks(file: &SourceFile, lines: RangeInclusive<Line>) -> Vec<Vec<(Range<usize>, Ink)>> {
    let bytes = file.line_range(*lines.start()).start..file.line_range(*lines.end()).end;
    let mut painted = vec![Ink::Plain; bytes.len()];
    for (mark, ink) in marks(file, &bytes) {
        painted[mark.start - bytes.start..mark.end - bytes.start].fill(ink);
    }
    let of_line = |number| {
        let line = file.line_range(Line(number));
        runs(&painted[line.start - bytes.start..line.end - bytes.start])
    };
    (lines.start().0..=lines.end().0).map(of_line).collect()
}

/// What to paint in these bytes, one thing over the other: the inner over the outer, and of the same place what the
/// query says last.
fn marks(file: &SourceFile, bytes: &Range<usize>) -> Vec<(Range<usize>, Ink)> {
    let (Some(language), Some(tree)) = (file.language, file.tree()) else { return Vec::new() };
    let query = language.highlights();
    let mut marks = Vec::new();
    let mut cursor = QueryCursor::new();
    cursor.set_byte_range(bytes.clone());
    let mut matches = cursor.matches(query, tree.root_node(), file.text.as_bytes());
    while let Some(found) = matches.next() {
        for capture in found.captures() {
            let Some(ink) = Ink::of(query.capture_names()[capture.index as usize]) else { continue };
            let node = capture.node.byte_range();
            let mark = node.start.max(bytes.start)..node.end.min(bytes.end);
            if !mark.is_empty() {
                marks.push((mark, found.pattern_index, ink));
            }
        }
    }
    marks.sort_by_key(|(mark, pattern, _)| (mark.start, Reverse(mark.end), *pattern));
    marks.into_iter().map(|(mark, _, ink)| (mark, ink)).collect()
}

fn runs(painted: &[Ink]) -> Vec<(Range<usize>, Ink)> {
    let mut start = 0;
    let runs = painted.chunk_by(|a, b| a == b).map(|run| {
        start += run.len();
        (start - run.len()..start, run[0])
    });
    runs.filter(|(_, ink)| *ink != Ink::Plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coloured(path: &str, text: &str) -> Vec<(String, Ink)> {
        let file = SourceFile::new(path, text);
        let line = file.line(Line(2)).to_owned();
        inks(&file, Line(2)..=Line(2)).remove(0).into_iter().map(|(bytes, ink)| (line[bytes].to_owned(), ink)).collect()
    }

    #[test]
    fn words_have_the_ink_of_their_class() {
        let text = "\ndef größe(x): return f'ä{len(x)}'  # why\n";
        let expected = [
            ("def", Ink::Keyword),
            ("größe", Ink::Function),
            ("return", Ink::Keyword),
            ("f'ä", Ink::String),
            ("len", Ink::Function),
            ("'", Ink::String),
            ("# why", Ink::Comment),
        ];
        assert_eq!(coloured("a.py", text), expected.map(|(word, ink)| (word.to_owned(), ink)));
        let words: Vec<_> = coloured("a.rs", "\nfn f(x: &str) -> u8 { 7 }\n").into_iter().map(|(_, ink)| ink).collect();
        assert_eq!(words, [Ink::Keyword, Ink::Function, Ink::Type, Ink::Type, Ink::Constant]);
    }

    #[test]
    fn a_text_over_several_lines_is_one_text_in_each_of_them() {
        assert_eq!(coloured("a.py", "'''\nif <b>\n'''\n"), [("if <b>".to_owned(), Ink::String)]);
    }

    #[test]
    fn without_a_grammar_all_is_plain() {
        assert_eq!(coloured("a.txt", "\nif x\n"), []);
        assert_eq!(inks(&SourceFile::new("a.py", "x"), Line(7)..=Line(9)), [const { Vec::new() }; 3]);
    }
}
