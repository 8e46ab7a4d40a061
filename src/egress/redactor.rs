//! Secrets become placeholders, and characters that show nothing become visible.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::known::{Known, Others};
use super::{Redacted, Redaction, unseen};
use crate::digest;
use crate::secrets;

/// The kind of what the user's own patterns find.
const CUSTOM: &str = "custom";

/// What stands for something else in a text that left.
static STAND_IN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"<[a-z][a-z0-9-]{2,40} [0-9]{1,6}>|\\u\{[0-9a-f]{1,6}\}").expect("the pattern is a constant")
});

/// Redacts the texts of one conversation: a secret that comes back has the placeholder that it had before, so that a
/// model can tell one secret from another.
#[derive(Debug, Clone, Default)]
pub struct Redactor {
    patterns: Vec<Regex>,
    known: Known,
    /// Characters that were written out.
    escaped: BTreeSet<char>,
    /// Digests of the files that were masked.
    masked: BTreeSet<String>,
}

/// The secrets of many files.
#[derive(Debug, Clone, Default)]
pub struct Expected(Others);

impl Expected {
    /// Of all the secrets that [`Redactor::secrets_of`] finds.
    pub fn new(secrets: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self(Others::new(secrets.into_iter()))
    }
}

/// A part of a text that must not leave.
struct Hidden {
    range: Range<usize>,
    kind: &'static str,
}

impl Redactor {
    /// A redactor that has seen nothing yet, without patterns of the user.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn with_patterns(patterns: Vec<Regex>) -> Self {
        Self { patterns, ..Self::default() }
    }

    /// Hides what other files hold as a secret too, also where nothing gives it away: whichever of them is read first.
    /// A secret has its placeholder from where it is met, so that the numbers are those of this conversation.
    pub fn expect(&mut self, others: &Expected) {
        self.known.expect(others.0.clone());
    }

    /// The secrets of a text with their kinds, for [`Expected`].
    pub fn secrets_of(&self, text: &str) -> Vec<(&'static str, String)> {
        self.search(text).into_iter().map(|hidden| (hidden.kind, text[hidden.range].to_owned())).collect()
    }

    /// Takes the secrets out of the text of a whole file, line by line the same, so that lines can be cut out of it
    /// that hold no part of a secret. What the file has of placeholders of its own is written out, so that nothing but
    /// a placeholder of this redactor is ever restored.
    pub fn mask(&mut self, text: &str) -> String {
        if self.masked.contains(&digest::short(&[text])) {
            // What was met since is hidden in it too.
            let masked = self.hide(text, false);
            self.masked.insert(digest::short(&[&masked]));
            return masked;
        }
        let masked = self.hide(text, true);
        self.masked.insert(digest::short(&[&masked]));
        masked
    }

    /// Takes the secrets out of a text that was put together: a prompt, a tool's result, an error.
    pub fn redact(&mut self, text: &str) -> Redacted {
        let text = self.hide(text, false);
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for kind in self.known.lookalikes(&text).into_iter().filter_map(|found| found.kind) {
            *counts.entry(kind).or_default() += 1;
        }
        let redactions = counts.into_iter().map(|(kind, count)| Redaction { kind, count }).collect();
        Redacted { text, redactions }
    }

    /// Puts the secrets and the characters back that were taken out, for a text that stays on this machine.
    pub fn restore(&self, text: &str) -> String {
        let restored = |captures: &Captures<'_>| match self.known.value(&captures[0]) {
            Some(secret) => secret.to_owned(),
            None => unseen::restore(&captures[0], &self.escaped),
        };
        STAND_IN.replace_all(text, restored).into_owned()
    }

    /// What stands for secrets and characters in a text, as it is written there.
    pub fn placeholders<'t>(&self, text: &'t str) -> Vec<&'t str> {
        STAND_IN.find_iter(text).map(|found| found.as_str()).filter(|found| self.restore(found) != *found).collect()
    }

    fn hide(&mut self, text: &str, is_source: bool) -> String {
        let text = unseen::escape(text, &mut self.escaped);
        let text = self.without_lookalikes(&text, is_source);
        let own: Vec<_> = self.known.lookalikes(&text).into_iter().map(|found| found.range).collect();
        let mut hidden = outside(self.search(&text), &own);
        for found in &hidden {
            self.known.placeholder(found.kind, &text[found.range.clone()]);
        }
        let again = self.known.again(&text).into_iter().map(|(range, kind)| Hidden { range, kind });
        hidden.extend(outside(again.collect(), &own));
        self.replaced(&text, joined(hidden))
    }

    /// Writes the first sign of what has the look of a placeholder but is none.
    fn without_lookalikes(&mut self, text: &str, is_source: bool) -> String {
        let (mut plain, mut end) = (String::with_capacity(text.len()), 0);
        let lookalikes = self.known.lookalikes(text);
        for found in lookalikes.into_iter().filter(|found| is_source || found.kind.is_none()) {
            plain.push_str(&text[end..found.range.start]);
            unseen::write(&mut plain, '<');
            self.escaped.insert('<');
            end = found.range.start + 1;
        }
        plain.push_str(&text[end..]);
        plain
    }

    /// What must not leave, by what it looks like.
    fn search(&self, text: &str) -> Vec<Hidden> {
        let suspects = secrets::find_suspects(text).into_iter();
        let mut hidden: Vec<_> = suspects.map(|secret| Hidden { range: secret.range, kind: secret.kind.id }).collect();
        for captures in self.patterns.iter().flat_map(|pattern| pattern.captures_iter(text)) {
            let found = captures.name("secret").or_else(|| captures.get(0));
            hidden.extend(found.map(|found| Hidden { range: found.range(), kind: CUSTOM }));
        }
        joined(hidden)
    }

    fn replaced(&mut self, text: &str, hidden: Vec<Hidden>) -> String {
        let (mut replaced, mut end) = (String::with_capacity(text.len()), 0);
        for Hidden { range, kind } in hidden {
            let secret = &text[range.clone()];
            replaced.push_str(&text[end..range.start]);
            replaced.push_str(&self.known.placeholder(kind, secret));
            replaced.extend(secret.matches('\n'));
            end = range.end;
        }
        replaced.push_str(&text[end..]);
        replaced
    }
}

/// Makes one of those that overlap, of the kind of the first.
fn joined(mut hidden: Vec<Hidden>) -> Vec<Hidden> {
    hidden.retain(|found| !found.range.is_empty());
    hidden.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    let mut joined: Vec<Hidden> = Vec::with_capacity(hidden.len());
    for found in hidden {
        match joined.last_mut() {
            Some(last) if found.range.start < last.range.end => last.range.end = last.range.end.max(found.range.end),
            _ => joined.push(found),
        }
    }
    joined
}

/// What is left of them outside of ranges that are in order.
fn outside(hidden: Vec<Hidden>, ranges: &[Range<usize>]) -> Vec<Hidden> {
    let mut rest = Vec::with_capacity(hidden.len());
    for Hidden { range, kind } in hidden {
        let first = ranges.partition_point(|own| own.end <= range.start);
        let mut start = range.start;
        for own in ranges[first..].iter().take_while(|own| own.start < range.end) {
            rest.push(Hidden { range: start..own.start.max(start), kind });
            start = own.end;
        }
        rest.push(Hidden { range: start.min(range.end)..range.end, kind });
    }
    rest.retain(|hidden| !hidden.range.is_empty());
    rest
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
