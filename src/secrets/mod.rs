//! Finds credentials in text: provider tokens by their published formats, private keys, passwords in URLs, and
//! random-looking literals that are assigned to a secret's name. Text goes in, exact byte ranges come out.
//!
//! `kinds` is the catalogue of every `kind`; `judge` and `assigned` decide whether what a pattern matched is a credential, and
//! `placeholder` and `random` tell made-up values from generated ones. `suspects`, `apart`, `commands`
//! and `material` are the forms that are too common to accuse anybody of and too telling to let out; `plausible` judges
//! those.

mod apart;
mod assigned;
mod commands;
mod judge;
mod kind;
mod kinds;
mod material;
mod placeholder;
mod plausible;
mod random;
mod suspects;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::bytes::{Regex, RegexBuilder};
use regex::{RegexSet, RegexSetBuilder};

pub use kind::Kind;
pub use kinds::KINDS;

use apart::APART;
use commands::COMMANDS;
use kind::{Candidate, Level};
use material::MATERIAL;
use suspects::SUSPECTS;

/// A credential in a text.
#[derive(Debug, Clone)]
pub struct Secret {
    /// What sort of credential it is.
    pub kind: &'static Kind,
    /// The bytes of the credential itself, without quotes; both ends are character boundaries.
    pub range: Range<usize>,
}

impl Secret {
    /// Whether it may be made up, in the text that it was found in, where made-up values are at home: an identifier that
    /// opens nothing without its key, or letters that no generator mixes so.
    pub fn is_made_up(&self, text: &str) -> bool {
        self.kind.id == "aws-access-key-id" || !random::looks_generated(&text[self.range.clone()])
    }
}

/// Kinds that are searched for together.
struct Catalogue {
    kinds: &'static [Kind],
    /// Where in [`KINDS`] each stands, or a kind that goes by the same name; the others come before the general one.
    ranks: Vec<usize>,
    /// All gates in one automaton, in the order of the kinds.
    gates: RegexSet,
    /// The patterns, each compiled when a text passes its gate.
    patterns: Vec<OnceLock<Regex>>,
}

static CERTAIN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(KINDS));
static SUSPECTED: LazyLock<[Catalogue; 4]> = LazyLock::new(|| [SUSPECTS, APART, COMMANDS, MATERIAL].map(Catalogue::of));

/// Every credential in a text (one line or many), by position, not overlapping.
///
/// Private keys span lines, so give neighbouring lines together. The time is linear in the length of the text.
pub fn find(text: &str) -> Vec<Secret> {
    settle(CERTAIN.search(text, Level::Sure).collect())
}

/// The same with everything that might be a credential: weak passwords and made-up tokens, in the arguments of calls,
/// in query strings and in sentences too. What only refers to one (a variable, a call, a type) is none.
pub fn find_suspects(text: &str) -> Vec<Secret> {
    let suspected = SUSPECTED.iter().flat_map(|catalogue| catalogue.search(text, Level::Suspected));
    settle(CERTAIN.search(text, Level::Suspected).chain(suspected).collect())
}

/// Whether a text is one word, or several in one name, so that it stands in many places that have no secret.
pub(crate) fn is_word(text: &str) -> bool {
    let text = text.trim_matches(|letter: char| letter.is_ascii_punctuation());
    text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_') && random::is_wordy(text)
}

impl Catalogue {
    fn of(kinds: &'static [Kind]) -> Self {
        let gates = RegexSetBuilder::new(kinds.iter().map(|kind| kind.gate)).unicode(false).build();
        let patterns = kinds.iter().map(|_| OnceLock::new()).collect();
        let rank = |kind: &Kind| KINDS.iter().position(|known| known.id == kind.id).unwrap_or(KINDS.len() - 2);
        Self {
            kinds,
            ranks: kinds.iter().map(rank).collect(),
            gates: gates.expect("a test compiles every gate"),
            patterns,
        }
    }

    /// What is there, each with the rank of its kind.
    fn search<'t>(&'static self, text: &'t str, level: Level) -> impl Iterator<Item = (usize, Secret)> + 't {
        self.gates.matches(text).into_iter().flat_map(move |index| {
            let kind = &self.kinds[index];
            let pattern = self.patterns[index].get_or_init(|| kind.compiled().expect("a test compiles every pattern"));
            kind.find(text, pattern, level).map(move |secret| (self.ranks[index], secret))
        })
    }
}

impl Kind {
    /// The pattern, over bytes: a class that leaves out a few signs is one state, and not all of Unicode, a thousand
    /// times where it may repeat that often.
    fn compiled(&self) -> Result<Regex, regex::Error> {
        RegexBuilder::new(self.pattern).unicode(false).build()
    }

    /// What the pattern matches and the judge accepts, by position.
    fn find<'t>(&'static self, text: &'t str, pattern: &'t Regex, level: Level) -> impl Iterator<Item = Secret> + 't {
        pattern.captures_iter(text.as_bytes()).filter_map(move |captures| {
            let whole = whole_letters(text, captures.get(0)?.range());
            let group = captures.name("secret").map(|group| whole_letters(text, group.range()));
            let name = captures.name("name").map(|group| whole_letters(text, group.range()));
            if level == Level::Sure && group.is_none() && !stands_alone(text, &whole) {
                return None;
            }
            let candidate = Candidate { text, level, name, secret: group.unwrap_or(whole.clone()), whole };
            let range = match level {
                Level::Suspected if self.certain => plausible::format(&candidate)?,
                _ => (self.judge)(&candidate)?,
            };
            Some(Secret { kind: self, range })
        })
    }
}

/// The range with all of the letters that it has a part of.
fn whole_letters(text: &str, range: Range<usize>) -> Range<usize> {
    text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end)
}

/// Whether no letter, digit or underscore stands beside a token. The `n` of an escaped line break is none.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let before = &bytes[..range.start];
    let escaped = matches!(before, [.., b'\\', b'n' | b'r' | b't']);
    (escaped || !before.last().is_some_and(is_word)) && !bytes.get(range.end).is_some_and(is_word)
}

/// Makes one of those that overlap: the kind that stands first in the catalogue, over all their bytes.
fn settle(mut found: Vec<(usize, Secret)>) -> Vec<Secret> {
    found.sort_by_key(|(rank, secret)| (secret.range.start, *rank));
    let mut settled: Vec<(usize, Secret)> = Vec::with_capacity(found.len());
    for (rank, secret) in found {
        match settled.last_mut() {
            Some((last_rank, last)) if secret.range.start < last.range.end => {
                last.range.end = last.range.end.max(secret.range.end);
                if rank < *last_rank {
                    *last_rank = rank;
                    last.kind = secret.kind;
                }
            }
            _ => settled.push((rank, secret)),
        }
    }
    settled.into_iter().map(|(_, secret)| secret).collect()
}
