//! Finds credentials in text: provider tokens by their published formats, private keys, passwords in URLs, and
//! random-looking literals that are assigned to a secret's name. Text goes in, exact byte ranges come out.
//!
//! `kinds` is the catalogue; `judge`, `pem`, `url` and `assigned` decide whether what a pattern matched is a
//! credential, and `placeholder` and `random` tell made-up values from real ones.

mod assigned;
mod judge;
mod kinds;
mod pem;
mod placeholder;
mod random;
#[cfg(test)]
mod tests;
mod url;

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

pub use kinds::KINDS;

/// Confidence where the format alone tells: hardly anything else looks like this.
pub const CERTAIN: f64 = 0.97;
/// Confidence where the format or the name beside it tells, but other things can look alike. Show findings from here.
pub const LIKELY: f64 = 0.8;
/// Confidence where a person would want to know what else is there: enough to redact, too little to show.
pub const WEAK: f64 = 0.4;

/// A credential in a text.
#[derive(Debug, Clone)]
pub struct Secret {
    /// What sort of credential it is.
    pub kind: &'static Kind,
    /// The bytes of the credential itself, without quotes; both ends are character boundaries.
    pub range: Range<usize>,
    /// From 0.0 to 1.0: [`CERTAIN`], [`LIKELY`] or [`WEAK`].
    pub confidence: f64,
}

/// A sort of credential: how it is called and how it is found.
#[derive(Debug)]
pub struct Kind {
    /// A stable kebab-case name, such as `aws-access-key`.
    pub id: &'static str,
    /// The name for people, such as "AWS access key id".
    pub name: &'static str,
    /// A cheap pattern, mostly a literal, without which a text holds no such credential.
    gate: &'static str,
    /// The full pattern; the credential is the group `secret`, or else the whole match.
    pattern: &'static str,
    judge: Judge,
    compiled: OnceLock<Regex>,
}

/// Decides on what a pattern matched (a text and the range in it): the credential's own range and the confidence.
type Judge = fn(&str, Range<usize>) -> Option<(Range<usize>, f64)>;

/// All gates in one automaton, in the order of [`KINDS`].
static GATES: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSetBuilder::new(KINDS.iter().map(|kind| kind.gate))
        .unicode(false)
        .build()
        .expect("a test compiles every gate")
});

/// Every credential in a text (one line or many), by position, not overlapping.
///
/// Private keys span lines, so give neighbouring lines together. The time is linear in the length of the text.
pub fn find(text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    for rank in GATES.matches(text) {
        found.extend(KINDS[rank].find(text).map(|secret| (rank, secret)));
    }
    settle(found)
}

impl Kind {
    const fn new(
        id: &'static str,
        name: &'static str,
        gate: &'static str,
        pattern: &'static str,
        judge: Judge,
    ) -> Self {
        Self { id, name, gate, pattern, judge, compiled: OnceLock::new() }
    }

    /// What the pattern matches and the judge accepts, by position.
    fn find(&'static self, text: &str) -> impl Iterator<Item = Secret> {
        self.regex().captures_iter(text).filter_map(|captures| {
            let matched = captures.name("secret")?.range();
            let (range, confidence) = (self.judge)(text, matched)?;
            Some(Secret { kind: self, range, confidence })
        })
    }

    /// The compiled pattern between word boundaries. The `n` of an escaped line break before it is no word.
    fn regex(&self) -> &Regex {
        self.compiled.get_or_init(|| {
            let body = if self.pattern.contains("?<secret>") {
                self.pattern.to_owned()
            } else {
                format!("(?<secret>{})", self.pattern)
            };
            RegexBuilder::new(&format!(r"(?:\\[nrt]|\b{{start-half}})(?:{body})\b{{end-half}}"))
                .unicode(false)
                .build()
                .expect("a test compiles every pattern")
        })
    }
}

/// Makes one of those that overlap: the kind that stands first in the catalogue, over all their bytes.
fn settle(mut found: Vec<(usize, Secret)>) -> Vec<Secret> {
    found.sort_by_key(|(rank, secret)| (secret.range.start, *rank));
    let mut settled: Vec<(usize, Secret)> = Vec::with_capacity(found.len());
    for (rank, secret) in found {
        match settled.last_mut() {
            Some((last_rank, last)) if secret.range.start < last.range.end => {
                let range = last.range.start..last.range.end.max(secret.range.end);
                if rank < *last_rank {
                    *last_rank = rank;
                    *last = secret;
                }
                last.range = range;
            }
            _ => settled.push((rank, secret)),
        }
    }
    settled.into_iter().map(|(_, secret)| secret).collect()
}
