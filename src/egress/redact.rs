//! A text without secrets, and what was taken out of it.

use crate::finding::Redaction;

/// A text without secrets: the only text that a provider takes. Only a [`Redactor`](super::Redactor) makes one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Redacted {
    pub(super) text: String,
    pub(super) redactions: Vec<Redaction>,
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
