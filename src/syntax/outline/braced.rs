//! Items by braces and semicolons: those of Rust.

use std::ops::Range;

use super::{Inner, Item};
use crate::text::is_word_character;

/// Words before the keyword of an item.
const MODIFIERS: [&str; 8] = ["pub", "async", "unsafe", "extern", "default", "const", "crate", "in"];
/// The keywords of definitions.
const DEFINING: [&str; 8] = ["fn", "struct", "enum", "union", "trait", "impl", "mod", "macro_rules"];
/// Those that hold other items.
const HOLDING: [&str; 3] = ["trait", "impl", "mod"];

/// The items of a text.
pub(super) fn items(text: &str) -> Vec<Item> {
    Scanner { text, bytes: text.as_bytes() }.items(0..text.len())
}

struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
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
        let inner = body.filter(|_| HOLDING.contains(&keyword)).map(|body| {
            let bytes = body.start + 1..body.end - 1;
            Inner { items: self.items(bytes.clone()), bytes }
        });
        let inner = inner.filter(|inner| !inner.items.is_empty());
        Some(Item { bytes: within.start..end, is_definition: DEFINING.contains(&keyword), name, inner })
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
            if DEFINING.contains(&text) {
                let name = words.next().filter(|_| text != "impl");
                return (text, name);
            }
            if !MODIFIERS.contains(&text) {
                let is_value = matches!(text, "static" | "type");
                return ("", if is_value { words.next() } else { None });
            }
            if text == "const" {
                let next = words.clone().next();
                let next = next.filter(|next| !DEFINING.contains(&&self.text[next.clone()]));
                if let Some(next) = next.filter(|next| !MODIFIERS.contains(&&self.text[next.clone()])) {
                    return ("", Some(next));
                }
            }
        }
        ("", None)
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
        while at < limit {
            match self.bytes[at] {
                b';' => return (None, at + 1),
                b'{' => {
                    let end = self.block_end(at, limit);
                    let rest = self.text[end..limit].trim_start();
                    // `use a::{b};`, `const A: B = C { d };` go on.
                    if !rest.starts_with([';', '.', ',', '?', '+', '-', '*', ')', '=']) || self.is_closed(head, at) {
                        return (Some(at..end), end);
                    }
                    at = end;
                }
                b'(' | b'[' => at = self.block_end(at, limit),
                b'}' | b')' | b']' => return (None, at + 1),
                _ => at = self.token_end(at, limit),
            }
        }
        (None, limit)
    }

    /// Whether an item ends with its first braces, whatever follows.
    fn is_closed(&self, head: usize, brace: usize) -> bool {
        let (keyword, _) = self.defined(head, brace);
        DEFINING.contains(&keyword)
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
