//! Items by braces, and by semicolons or the ends of lines. Strings, comments and attributes are those of Rust and its
//! like; text in backquotes is a string too.

use std::ops::Range;

use super::{Braced, Inner, Item};
use crate::text::is_word_character;

/// The items of a text.
pub(super) fn items(text: &str, words: &Braced) -> Vec<Item> {
    Scanner { text, bytes: text.as_bytes(), known: words }.items(0..text.len())
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    known: &'t Braced,
}

impl Scanner<'_> {
    fn items(&self, within: Range<usize>) -> Vec<Item> {
        let mut items = Vec::new();
        let mut start = within.start;
        while let Some(item) = self.item(start..within.end) {
            start = item.bytes.end;
            items.push(item);
        }
        items
    }

    /// The next item, with the comments and attributes before it.
    fn item(&self, within: Range<usize>) -> Option<Item> {
        let head = self.head(within.clone())?;
        if self.bytes[head..].starts_with(b"#!") {
            let open = head + self.bytes[head..within.end].iter().position(|byte| *byte == b'[')?;
            let end = self.block_end(open, within.end);
            return Some(Item { bytes: within.start..end, is_definition: false, name: None, inner: None });
        }
        let (keyword, name) = self.defined(head, within.end);
        let (body, end) = self.end(head, within.end);
        // What a group defines, `type ( .. )`, has several names.
        let name = name.filter(|name| name.end <= end);
        let is_group = name.is_none() && !self.known.nameless.contains(&keyword);
        let held = if self.known.holding.contains(&keyword) { body } else { None };
        let inner = held.map(|body| {
            let bytes = body.start + 1..body.end - 1;
            Inner { items: self.items(bytes.clone()), bytes }
        });
        let inner = inner.filter(|inner| !inner.items.is_empty());
        Some(Item {
            bytes: within.start..end,
            is_definition: self.known.defining.contains(&keyword) && !is_group,
            name,
            inner,
        })
    }

    /// The first byte of code that is no attribute; an inner attribute is an item of its own.
    fn head(&self, within: Range<usize>) -> Option<usize> {
        let mut at = within.start;
        while at < within.end {
            match self.bytes[at] {
                b'#' if self.bytes[at..].starts_with(b"#!") => return Some(at),
                b'#' => {
                    let open = self.bytes[at..within.end].iter().position(|byte| *byte == b'[')?;
                    at = self.block_end(at + open, within.end);
                }
                b'/' => at = self.token_end(at, within.end),
                byte if byte.is_ascii_whitespace() => at += 1,
                _ => return Some(at),
            }
        }
        None
    }

    /// The keyword of an item, empty where it defines nothing, and the bytes of the name after it.
    fn defined(&self, head: usize, end: usize) -> (&str, Option<Range<usize>>) {
        let mut words = self.words(head, end);
        while let Some(word) = words.next() {
            let text = &self.text[word.clone()];
            let is_nameless = self.known.nameless.contains(&text);
            if self.known.defining.contains(&text) {
                return (text, if is_nameless { None } else { self.words(self.past_list(word.end, end), end).next() });
            }
            let is_value = self.known.values.contains(&text);
            if !self.known.modifiers.contains(&text) {
                return ("", if is_value { self.words(word.end, end).next() } else { None });
            }
            if is_value {
                let is_name = |next: &Range<usize>| {
                    let next = &self.text[next.clone()];
                    !self.known.defining.contains(&next) && !self.known.modifiers.contains(&next)
                };
                if let Some(next) = words.clone().next().filter(is_name) {
                    return ("", Some(next));
                }
            }
        }
        ("", None)
    }

    /// The byte after a list in brackets that follows a keyword, such as the object of a method.
    fn past_list(&self, keyword_end: usize, end: usize) -> usize {
        let rest = &self.text[keyword_end..end];
        let start = end - rest.trim_start().len();
        if rest.trim_start().starts_with('(') { self.block_end(start, end) } else { start }
    }

    /// The first words of an item.
    fn words(&self, head: usize, end: usize) -> impl Iterator<Item = Range<usize>> + Clone {
        const MOST: usize = 200;
        let end = self.text.floor_char_boundary(end.min(head + MOST));
        let text = &self.text[head..end];
        let starts = text.match_indices(is_word_character).map(|(at, _)| at);
        let starts = starts.filter(move |&at| at == 0 || !text[..at].ends_with(is_word_character));
        starts.map(move |at| {
            let length = text[at..].find(|c| !is_word_character(c)).unwrap_or(text.len() - at);
            head + at..head + at + length
        })
    }

    /// The braces that an item ends with, if it does, and the byte after the item.
    fn end(&self, head: usize, limit: usize) -> (Option<Range<usize>>, usize) {
        let mut at = head;
        let mut body = None;
        // The byte before, but for white space and comments.
        let mut last = b' ';
        while at < limit {
            match self.bytes[at] {
                b';' => return (body, at + 1),
                b'\n' if self.known.ends_with_line && ends_statement(last) => return (body, at + 1),
                b'{' if self.known.ends_with_line => {
                    let end = self.block_end(at, limit);
                    body = Some(at..end);
                    at = end;
                    last = b'}';
                }
                b'{' => {
                    let end = self.block_end(at, limit);
                    let rest = self.text[end..limit].trim_start();
                    // `use a::{b};`, `const A: B = C { d };` go on.
                    if !rest.starts_with([';', '.', ',', '?', '+', '-', '*', ')', '=']) || self.is_closed(head, at) {
                        return (Some(at..end), end);
                    }
                    at = end;
                }
                b'(' | b'[' => {
                    at = self.block_end(at, limit);
                    last = b')';
                }
                b'}' | b')' | b']' => return (body, at + 1),
                byte => {
                    let end = self.token_end(at, limit);
                    let is_comment = byte == b'/' && end > at + 1;
                    if !is_comment && !byte.is_ascii_whitespace() {
                        last = self.bytes[end - 1];
                    }
                    at = end;
                }
            }
        }
        (body, limit)
    }

    /// Whether an item ends with its first braces, whatever follows.
    fn is_closed(&self, head: usize, brace: usize) -> bool {
        let (keyword, _) = self.defined(head, brace);
        self.known.defining.contains(&keyword)
    }

    /// The byte after the bracket that closes the one at a byte.
    fn block_end(&self, open: usize, limit: usize) -> usize {
        let mut depth = 0_usize;
        let mut at = open;
        while at < limit {
            match self.bytes[at] {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth -= 1,
                _ => {
                    at = self.token_end(at, limit);
                    continue;
                }
            }
            at += 1;
            if depth == 0 {
                return at;
            }
        }
        limit
    }

    /// The byte after a comment, a string, a character or a word; of others the next byte.
    fn token_end(&self, at: usize, limit: usize) -> usize {
        let bytes = &self.bytes[at..limit];
        let length = match bytes[0] {
            b'/' if bytes.starts_with(b"//") => bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len()),
            b'/' if bytes.starts_with(b"/*") => block_comment(bytes),
            b'"' => string(bytes),
            b'`' => bytes.iter().skip(1).position(|byte| *byte == b'`').map_or(bytes.len(), |close| close + 2),
            b'\'' => character(bytes),
            b'r' if raw_hashes(bytes).is_some() => raw_string(bytes),
            b'b' if bytes.len() > 1 && raw_hashes(&bytes[1..]).is_some() => 1 + raw_string(&bytes[1..]),
            b'b' | b'c' if bytes.get(1) == Some(&b'"') => 1 + string(&bytes[1..]),
            byte if byte.is_ascii_alphanumeric() || byte == b'_' => {
                bytes.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').unwrap_or(bytes.len())
            }
            _ => 1,
        };
        at + length
    }
}

/// Whether a statement may end with a token that ends with this byte.
fn ends_statement(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii() || matches!(byte, b'_' | b')' | b']' | b'}' | b'"' | b'\'' | b'`')
}

fn block_comment(bytes: &[u8]) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if bytes[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    bytes.len()
}

fn string(bytes: &[u8]) -> usize {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// A character, or the quote of a lifetime.
fn character(bytes: &[u8]) -> usize {
    if bytes.get(1) == Some(&b'\\') {
        let close = bytes.iter().skip(3).position(|byte| *byte == b'\'');
        return close.map_or(1, |close| close + 4);
    }
    // Up to four bytes of one character.
    let close = bytes.iter().skip(2).take(4).position(|byte| *byte == b'\'');
    match close {
        Some(close) if close == 0 || !bytes[1].is_ascii() => close + 3,
        _ => 1,
    }
}

/// How many `#` a raw string has; `None` where there is none.
fn raw_hashes(bytes: &[u8]) -> Option<usize> {
    let hashes = bytes.get(1..)?.iter().take_while(|byte| **byte == b'#').count();
    (bytes[0] == b'r' && bytes.get(1 + hashes) == Some(&b'"')).then_some(hashes)
}

fn raw_string(bytes: &[u8]) -> usize {
    let hashes = raw_hashes(bytes).unwrap_or(0);
    let mut at = 2 + hashes;
    while at < bytes.len() {
        let close = &bytes[at + 1..bytes.len().min(at + 1 + hashes)];
        if bytes[at] == b'"' && close.len() == hashes && close.iter().all(|byte| *byte == b'#') {
            return at + 1 + hashes;
        }
        at += 1;
    }
    bytes.len()
}
