//! What left the machine: one record a file and request, for the JSON result and the log.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Redaction;
use crate::finding::Line;

/// A piece of a file that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Left {
    /// The path in the repository.
    pub path: String,
    /// The first and the last line of each part that was sent.
    pub lines: Vec<(Line, Line)>,
    /// How many bytes they came to, after redaction.
    pub bytes: usize,
    /// What was taken out before, by kind.
    pub redactions: Vec<Redaction>,
    /// The server.
    pub destination: String,
    /// The model there.
    pub model: String,
}
