//! Items by indentation. Strings and comments are those of Python.

use std::ops::Range;

use super::{Indented, Inner, Item};
use crate::text::is_word_character;

/// A line with those that brackets, strings and backslashes join to it.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    start: usize,
    /// With the line ending.
    end: usize,
    indent: usize,
    /// Without the indentation; empty for blank lines and comments.
    code: &'t str,
}

/// The items of a text.
pub(super) fn items(text: &str, words: &Indented) -> Vec<Item> {
    group(&lines(text), 0, words)
}

/// Groups lines into the items that start at an indentation.
fn group(lines: &[Line<'_>], level: usize, words: &Indented) -> Vec<Item> {
    let mut starts = Vec::new();
    let mut is_decorated = false;
    for (index, line) in lines.iter().enumerate() {
        if line.code.is_empty() || line.indent > level {
            continue;
        }
        let first_word = line.code.split(|c| !is_word_character(c)).next().unwrap_or_default();
        let goes_on = is_decorated || (words.continuing.contains(&first_word) && !starts.is_empty());
        if !goes_on {
            // Comments directly above belong to the item, as do blank lines between them.
            let previous = lines[..index].iter().rposition(|line| !line.code.is_empty());
            starts.push(previous.map_or(0, |previous| previous + 1));
        }
        is_decorated = line.code.starts_with(words.decorator);
    }
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).map(|(&start, end)| item(&lines[start..end], level, words)).collect()
}

fn item(lines: &[Line<'_>], level: usize, words: &Indented) -> Item {
    let bytes = lines[0].start..lines[lines.len() - 1].end;
    let is_head =
        |line: &Line<'_>| !line.code.is_empty() && !line.code.starts_with(words.decorator) && line.indent <= level;
    let Some(at) = lines.iter().position(is_head) else {
        return Item { bytes, is_definition: false, name: None, inner: None };
    };
    let head = &lines[at];
    let (keyword, name) = defined(head, words);
    let inner = if words.holding.contains(&keyword) { inner(&lines[at + 1..], level, words) } else { None };
    Item { bytes, is_definition: !keyword.is_empty(), name, inner }
}

/// What is in a class, from the line after its head on.
fn inner(lines: &[Line<'_>], level: usize, words: &Indented) -> Option<Inner> {
    let first = lines.iter().find(|line| !line.code.is_empty())?;
    if first.indent <= level {
        return None;
    }
    let items = group(lines, first.indent, words);
    let bytes = lines[0].start..lines[lines.len() - 1].end;
    (items.first()?.bytes.start == bytes.start).then_some(Inner { bytes, items })
}

/// The keyword of a definition, empty for other statements, and the bytes of the name that a statement defines.
fn defined(head: &Line<'_>, words: &Indented) -> (&'static str, Option<Range<usize>>) {
    let start = head.start + head.indent;
    let code = head.code;
    let modified = words.modifiers.iter().find_map(|modifier| code.strip_prefix(modifier));
    let unmodified = modified.map_or(code, str::trim_start);
    for keyword in words.defining {
        if let Some(rest) = unmodified.strip_prefix(keyword).filter(|rest| rest.starts_with(char::is_whitespace)) {
            return (keyword, word(rest.trim_start(), start + code.len() - rest.trim_start().len()));
        }
    }
    let name = word(code, start);
    let rest = name.as_ref().map_or("", |name| code[name.len()..].trim_start());
    let is_assignment = (rest.starts_with('=') && !rest.starts_with("==")) || rest.starts_with(':');
    ("", if is_assignment { name } else { None })
}

/// The bytes of the word that a text starts with.
fn word(text: &str, start: usize) -> Option<Range<usize>> {
    let length = text.find(|c| !is_word_character(c)).unwrap_or(text.len());
    (length > 0).then_some(start..start + length)
}

/// The logical lines of a text.
fn lines(text: &str) -> Vec<Line<'_>> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let end = line_end(bytes, start);
        let indent = bytes[start..end].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\x0c')).count();
        let code = text[start + indent..end].trim_end();
        let code = if code.starts_with('#') { "" } else { code };
        lines.push(Line { start, end, indent, code });
        start = end;
    }
    lines
}

/// The end of the logical line that starts at a byte, past its line ending.
fn line_end(bytes: &[u8], start: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' if depth == 0 => return at + 1,
            b'#' => {
                at += memchr(b'\n', &bytes[at..]);
                continue;
            }
            b'\\' => at += 1,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' | b'\'' => {
                at = string_end(bytes, at);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The byte after a string; one in single quotes ends with its line at the latest.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let quote = bytes[start];
    let is_long = bytes[start..].starts_with(&[quote; 3]);
    let mut at = start + if is_long { 3 } else { 1 };
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' if !is_long => return at,
            byte if byte == quote && !is_long => return at + 1,
            byte if byte == quote && bytes[at..].starts_with(&[quote; 3]) => return at + 3,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// The place of a byte, or the length where it is not there.
fn memchr(byte: u8, bytes: &[u8]) -> usize {
    bytes.iter().position(|own| *own == byte).unwrap_or(bytes.len())
}
