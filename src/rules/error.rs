//! What is wrong with a rule file or its query, shown in the file.

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

/// A mistake in a rule or its query.
#[derive(Debug, Error, Diagnostic)]
#[error("the rule in {path} is not valid: {reason}")]
pub struct RuleError {
    /// The file with the mistake.
    pub path: String,
    /// What is wrong.
    pub reason: String,
    /// The file's text.
    #[source_code]
    pub source_code: NamedSource<String>,
    /// Where in the text.
    #[label("here")]
    pub place: Option<SourceSpan>,
    /// What to do.
    #[help]
    pub help: Option<String>,
}

impl RuleError {
    pub(super) fn new(path: &str, text: &str, reason: impl Into<String>, place: Option<SourceSpan>) -> Self {
        Self {
            path: path.to_owned(),
            reason: reason.into(),
            source_code: NamedSource::new(path, text.to_owned()),
            place,
            help: Some("`review rules show RULE` prints a rule that works; the form is `review schema rule`".into()),
        }
    }
}
