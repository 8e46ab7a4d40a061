//! Text in, tree out, with bounds on what a text can cost.

use std::borrow::Cow;
use std::ops::{ControlFlow, Range};

use tree_sitter::{ParseOptions, Parser, Point};

use super::languages::Language;
use super::outline::Outline;
use super::tree::Tree;

/// How many times the parser may report back before a file counts as too complex. The parser reports
/// after every hundred operations, whatever the machine, so that the limit falls at the same place always;
/// a megabyte of ordinary code takes about 40,000 reports.
const PARSE_BUDGET: u32 = 1_000_000;

/// How many bytes the lexer is given at a time.
const CHUNK: usize = 16 * 1024;

/// How many chunks it may ask for beyond eight times the text, before a file counts as too complex. The scanners of
/// grammars look ahead as far as they like within one operation: 128 MB take about a second.
const LOOK_AHEAD_BUDGET: usize = 128 * 1024 * 1024 / CHUNK;

/// From so many lines on, comments that follow one another are one to the parser.
const LONG_RUN: usize = 64;

/// Parses a text, or only parts of it. `None` where that would take too long.
pub(super) fn parse(language: &'static Language, text: &str, parts: &[Range<usize>]) -> Option<Tree> {
    let grammar = language.grammar();
    let text = with_joined_comments(language, text);
    let mut parser = Parser::new();
    parser.set_language(grammar.language).expect("the grammars are built for this tree-sitter");
    if !parts.is_empty() {
        parser.set_included_ranges(&points(&text, parts)).expect("they are in order and apart");
    }
    let mut reports = PARSE_BUDGET;
    let mut count_down = |_: &_| {
        reports -= 1;
        if reports == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let mut chunks = LOOK_AHEAD_BUDGET + text.len() * 8 / CHUNK;
    let bytes = text.as_bytes();
    let mut read = |byte: usize, _: Point| {
        chunks = chunks.saturating_sub(1);
        // To the scanner the text ends here, so that it comes back.
        if chunks == 0 { &[][..] } else { &bytes[byte.min(bytes.len())..bytes.len().min(byte + CHUNK)] }
    };
    let options = ParseOptions::new().progress_callback(&mut count_down);
    let parsed = parser.parse_with_options(&mut read, None, Some(options))?;
    if chunks == 0 {
        return None;
    }
    Tree::read(parsed, grammar, !parts.is_empty())
}

/// The text, where the scanner of a grammar tells indentation, with long runs of comments as one line each; no byte is at
/// another place. Such a scanner reads past all comments up to the next code, and again from each of them: 27,000 lines
/// would take minutes.
fn with_joined_comments<'t>(language: &Language, text: &'t str) -> Cow<'t, str> {
    if !matches!(language.outline, Some(Outline::Indented(_))) {
        return Cow::Borrowed(text);
    }
    let runs = comment_runs(text, language.comment);
    if runs.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut joined = text.to_owned().into_bytes();
    for run in runs {
        for byte in &mut joined[run] {
            if *byte == b'\n' || *byte == b'\r' {
                *byte = b' ';
            }
        }
    }
    Cow::Owned(String::from_utf8(joined).expect("a space takes the place of a line end"))
}

/// The long runs of lines that hold nothing but a comment, without the end of the last line. What may end a string of
/// several lines ends a run too: the lines could be in one.
fn comment_runs(text: &str, comment: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut run = 0..0;
    let mut lines = 0;
    let mut start = 0;
    let mut close = |run: &Range<usize>, lines: usize| {
        if lines >= LONG_RUN {
            runs.push(run.clone());
        }
    };
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if content.starts_with(comment) && !content.contains("\"\"\"") && !content.contains("'''") {
            if lines == 0 {
                run.start = start;
            }
            run.end = start + line.trim_end().len();
            lines += 1;
        } else if !content.is_empty() {
            close(&run, lines);
            lines = 0;
        }
        start += line.len();
    }
    close(&run, lines);
    runs
}

/// Ranges as tree-sitter takes them, with rows and columns in bytes.
fn points(text: &str, parts: &[Range<usize>]) -> Vec<tree_sitter::Range> {
    let mut at = 0;
    let mut point = Point { row: 0, column: 0 };
    let mut advance = |to: usize| {
        let between = &text.as_bytes()[at..to];
        if let Some(last) = between.iter().rposition(|byte| *byte == b'\n') {
            point.row += text[at..to].matches('\n').count();
            point.column = between.len() - last - 1;
        } else {
            point.column += between.len();
        }
        at = to;
        point
    };
    let range = |part: &Range<usize>| tree_sitter::Range {
        start_byte: part.start,
        start_point: advance(part.start),
        end_byte: part.end,
        end_point: advance(part.end),
    };
    parts.iter().map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::SourceFile;

    #[test]
    fn a_long_run_of_comments_is_one_and_leaves_all_else_where_it_was() {
        let comments = "  # some words\n\n".repeat(LONG_RUN);
        let code = "def f():\n    return 1\n";
        let text = format!("{code}{comments}{code}");
        let runs = comment_runs(&text, "#");
        assert_eq!(runs.as_slice(), std::slice::from_ref(&(code.len()..code.len() + comments.trim_end().len())));
        assert!(comment_runs(&text[..text.len() / 2], "#").is_empty());
        let file = SourceFile::new("a.py", text.clone());
        let root = file.tree().unwrap().root_node();
        assert!(!root.has_error());
        let kinds: Vec<_> = crate::syntax::descendants(root).filter(|node| node.parent() == Some(root)).collect();
        let starts: Vec<_> = kinds.iter().map(|node| (node.kind(), node.start_byte())).collect();
        let second = ("function_definition", code.len() + comments.len());
        assert_eq!(starts, [("function_definition", 0), ("comment", runs[0].start + 2), second]);
    }

    #[test]
    fn lines_in_a_string_are_joined_to_no_code() {
        let text = format!("x = '''\n{}# end'''\ny = 1\n", "# no comment\n".repeat(LONG_RUN));
        let file = SourceFile::new("a.py", text);
        assert!(!file.tree().unwrap().root_node().has_error());
    }

    #[test]
    fn megabytes_of_comments_are_parsed() {
        let comments = format!("# {}\n", "words ".repeat(20)).repeat(20_000);
        let file = SourceFile::new("a.py", format!("x = 1\n{comments}y = 2\n"));
        assert!(file.tree().is_some());
    }

    #[test]
    fn a_scanner_that_reads_on_and_on_is_stopped() {
        // Each comment is in a string to the one who joins them, and none to the scanner.
        let comments = format!("# {} \"\"\"\n", "words ".repeat(20)).repeat(20_000);
        let file = SourceFile::new("a.py", format!("x = 1\n{comments}y = 2\n"));
        assert!(file.is_unparsed());
    }
}
