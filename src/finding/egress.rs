//! The record of what left the machine.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Tier;

/// A kind of secret that was taken out of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Redaction {
    /// The stable name of the kind, such as `github-token`; `custom` for the user's own patterns.
    pub kind: String,
    /// How many places held one.
    pub count: usize,
}

/// Lines of a file that were shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Shown")]
pub struct ShownLines {
    /// The path.
    pub path: String,
    /// The first line after the change; of the old side where the lines are gone.
    pub first: u32,
    /// The last line.
    pub last: u32,
}

/// What left the machine in one conversation, or would have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Left")]
pub struct EgressRecord {
    /// The stage that sent it: `local` for the server of `[local]`, which may be on this machine, or `cloud`.
    pub tier: Tier,
    /// The server.
    pub destination: String,
    /// The model.
    pub model: String,
    /// What was shown, by path and line.
    pub shown: Vec<ShownLines>,
    /// Bytes of text, each time that they were sent.
    pub bytes: usize,
    /// What was taken out, by kind.
    pub redactions: Vec<Redaction>,
}

impl EgressRecord {
    /// A record of what was shown, in whatever order.
    pub fn new(
        tier: Tier,
        destination: &str,
        model: &str,
        shown: impl Iterator<Item = ShownLines>,
        bytes: usize,
        redactions: &[Redaction],
    ) -> Self {
        let mut shown: Vec<_> = shown.collect();
        shown.sort();
        shown.dedup();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for own in redactions {
            *counts.entry(&own.kind).or_default() += own.count;
        }
        let redactions = counts.into_iter().map(|(kind, count)| Redaction { kind: kind.to_owned(), count }).collect();
        Self { tier, destination: destination.to_owned(), model: model.to_owned(), shown, bytes, redactions }
    }
}
