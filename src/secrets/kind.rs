//! A kind of credential, and what a pattern matched that may be one.

use std::ops::Range;

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
    pub(super) gate: &'static str,
    /// The full pattern; the credential is the group `secret`, or else the whole match. The name is the group
    /// `name`, or else stands where the match begins.
    pub(super) pattern: &'static str,
    pub(super) judge: Judge,
}

/// How sure one wants to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// Sure enough to accuse: a false alarm costs more than a miss.
    Sure,
    /// Enough of a suspicion to hold it back: a miss costs more.
    Suspected,
}

/// What a pattern matched.
pub(super) struct Candidate<'t> {
    pub text: &'t str,
    pub level: Level,
    /// The whole match, what introduces the credential included.
    pub whole: Range<usize>,
    /// The end of the name that says what the credential is, where the pattern has one.
    pub name: Option<Range<usize>>,
    /// The credential.
    pub secret: Range<usize>,
}

impl<'t> Candidate<'t> {
    pub fn value(&self) -> &'t str {
        &self.text[self.secret.clone()]
    }
}

/// Decides on what a pattern matched: where the credential is, if it is one.
pub(super) type Judge = fn(&Candidate<'_>) -> Option<Range<usize>>;
