//! Finds credentials in text: provider tokens by their published formats, private keys, passwords in URLs, and
//! random-looking literals that are assigned to a secret's name. Text goes in, exact byte ranges come out.
//!
//! `kinds` is the catalogue; `judge` and `assigned` decide whether what a pattern matched is a credential, and
//! `placeholder` and `random` tell made-up values from generated ones.

mod assigned;
mod judge;
mod kinds;
mod placeholder;
mod random;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::{Regex, RegexSet, RegexSetBuilder};

pub use kinds::KINDS;

/// A credential in a text.
#[derive(Debug, Clone)]
pub struct Secret {
    /// What sort of credential it is.
    pub kind: &'static Kind,
    /// The bytes of the credential itself, without quotes; both ends are character boundaries.
    pub range: Range<usize>,
}

/// A sort of credential: how it is called and how it is found.
#[derive(Debug)]
pub struct Kind {
    /// A stable kebab-case name, such as `aws-access-key-id`.
    pub id: &'static str,
    /// The name for people, such as "AWS access key id".
    pub name: &'static str,
    /// Whether the format alone tells: hardly anything else looks like this, wherever it stands.
    pub certain: bool,
    /// A cheap pattern, mostly a literal, without which a text holds no such credential.
    gate: &'static str,
    /// The full pattern; the credential is the group `secret`, or else the whole match.
    pattern: &'static str,
    judge: Judge,
}

/// What a pattern matched.
struct Candidate<'t> {
    text: &'t str,
    /// The whole match, what introduces the credential included.
    whole: Range<usize>,
    /// The credential.
    secret: Range<usize>,
}

impl<'t> Candidate<'t> {
    fn value(&self) -> &'t str {
        &self.text[self.secret.clone()]
    }
}

/// Decides on what a pattern matched: where the credential is, if it is one.
type Judge = fn(&Candidate<'_>) -> Option<Range<usize>>;

/// All gates in one automaton, in the order of [`KINDS`].
static GATES: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSetBuilder::new(KINDS.iter().map(|kind| kind.gate)).unicode(false).build().expect("a test compiles every gate")
});

/// The patterns of [`KINDS`], each compiled when a text passes its gate.
static PATTERNS: LazyLock<Vec<OnceLock<Regex>>> = LazyLock::new(|| KINDS.iter().map(|_| OnceLock::new()).collect());

/// Every credential in a text (one line or many), by position, not overlapping.
///
/// Private keys span lines, so give neighbouring lines together. The time is linear in the length of the text.
pub fn find(text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    for rank in GATES.matches(text) {
        let kind = &KINDS[rank];
        let pattern = PATTERNS[rank].get_or_init(|| Regex::new(kind.pattern).expect("a test compiles every pattern"));
        found.extend(kind.find(text, pattern).map(|secret| (rank, secret)));
    }
    settle(found)
}

impl Kind {
    /// What the pattern matches and the judge accepts, by position.
    fn find<'t>(&'static self, text: &'t str, pattern: &'t Regex) -> impl Iterator<Item = Secret> + 't {
        pattern.captures_iter(text).filter_map(move |captures| {
            let whole = captures.get(0)?.range();
            let group = captures.name("secret").map(|group| group.range());
            if group.is_none() && !stands_alone(text, &whole) {
                return None;
            }
            let candidate = Candidate { text, secret: group.unwrap_or(whole.clone()), whole };
            let range = (self.judge)(&candidate)?;
            Some(Secret { kind: self, range })
        })
    }
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
