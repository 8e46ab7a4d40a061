//! A text without secrets, and what was taken out of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text without secrets: the only text that a provider takes. Only a [`Redactor`](super::Redactor) makes one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redacted {
    pub(super) text: String,
    pub(super) redactions: Vec<Redaction>,
}

/// A kind of secret that was taken out of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Redaction {
    /// The stable name of the kind, such as `github-token`; `custom` for the user's own patterns.
    pub kind: String,
    /// How many places held one.
    pub count: usize,
}

impl Redacted {
    /// The text, with a placeholder in the place of each secret.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What was taken out, by kind.
    pub fn redactions(&self) -> &[Redaction] {
        &self.redactions
    }
}
