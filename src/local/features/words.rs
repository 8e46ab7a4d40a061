//! The words of a hunk as numbers: names, parts of names and neighbours, each hashed into a fixed range, so
//! that a model can weigh words without a dictionary (Weinberger et al. 2009, feature hashing).

use std::collections::BTreeSet;

use super::lexer::{Kind, Token};

/// Hashes lie from 1 to this, exclusive; 0 is no word.
pub const BUCKETS: u32 = 1 << 15;

/// At most so many of a hunk are kept.
pub const MOST: usize = 768;

/// Hashes of the words of some lines.
#[derive(Debug, Default)]
pub(super) struct Words(BTreeSet<u32>);

impl Words {
    /// Adds the words of a line: each name that `wanted` takes, its parts, and each pair of neighbours that
    /// it stands in.
    pub fn add(&mut self, tokens: &[Token<'_>], wanted: impl Fn(&Token<'_>) -> bool) {
        let mut before: Option<&Token<'_>> = None;
        for token in tokens.iter().filter(|token| token.kind != Kind::Comment) {
            let is_wanted = wanted(token);
            if is_wanted && token.kind == Kind::Word {
                self.insert("w", token.text, "");
                parts(token.text).for_each(|part| self.insert("p", &part, ""));
            }
            if let Some(before) = before
                && (is_wanted || wanted(before))
            {
                self.insert("b", normal(before), normal(token));
            }
            before = Some(token);
        }
    }

    /// The hashes in order, at most [`MOST`].
    pub fn finish(self) -> Vec<u32> {
        self.0.into_iter().take(MOST).collect()
    }

    fn insert(&mut self, kind: &str, first: &str, second: &str) {
        self.0.insert(1 + fold(hash(&[kind, first, second])) % (BUCKETS - 1));
    }
}

/// What stands for a token beside another: literals are alike.
fn normal<'t>(token: &Token<'t>) -> &'t str {
    match token.kind {
        Kind::Number => "0",
        Kind::Text => "\"",
        _ => token.text,
    }
}

/// The parts of `snake_case` and `camelCase` names, in lower case.
fn parts(name: &str) -> impl Iterator<Item = String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for character in name.chars() {
        let starts = character == '_' || (character.is_uppercase() && was_lower);
        if starts && parts.last().is_some_and(|part| !part.is_empty()) {
            parts.push(String::new());
        }
        if character != '_' {
            parts.last_mut().expect("there is one").extend(character.to_lowercase());
        }
        was_lower = character.is_lowercase();
    }
    parts.into_iter().filter(|part| part.len() > 1)
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo), with a mark between the texts.
fn hash(texts: &[&str]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xff]));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[allow(clippy::cast_possible_truncation)] // both halves are taken
fn fold(hash: u64) -> u32 {
    (hash >> 32) as u32 ^ hash as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::local::features::lexer::tokens;

    #[test]
    fn names_are_cut_into_their_parts() {
        let cut = |name| parts(name).collect::<Vec<_>>();
        assert_eq!(cut("read_HTTPHeader2"), ["read", "httpheader2"]);
        assert_eq!(cut("__getItem__"), ["get", "item"]);
        assert_eq!(cut("i"), Vec::<String>::new());
    }

    #[test]
    fn literals_are_alike_and_places_stay_the_same() {
        let of = |line: &'static str| {
            let mut words = Words::default();
            words.add(&tokens(line, "#").collect::<Vec<_>>(), |_| true);
            words.finish()
        };
        assert_eq!(of("f(1)"), of("f(2)"));
        assert_ne!(of("f(1)"), of("f('2')"));
        assert!(of("a.b(c)").iter().all(|&word| word > 0 && word < BUCKETS));
        // Stored weights depend on it: a change here needs a new training.
        assert_eq!(of("len"), [3464, 14519]);
    }
}
