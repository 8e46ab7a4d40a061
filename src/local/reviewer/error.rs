//! Why a reviewer has no answer.

use miette::Diagnostic;
use thiserror::Error;

use crate::prompt::ReplyError;
use crate::provider::ProviderError;

/// Why a reviewer has no answer.
#[derive(Debug, Error, Diagnostic)]
pub enum ReviewerError {
    /// The time is up.
    #[error("the time for it was up")]
    #[diagnostic(help("`[local] time_s` gives it more"))]
    Time,
    /// The model fails.
    #[cfg(feature = "models")]
    #[error(transparent)]
    #[diagnostic(transparent)]
    Generate(#[from] crate::local::generate::GenerateError),
    /// The reply is in another form.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Reply(#[from] ReplyError),
    /// The server gives no answer.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Provider(ProviderError),
}

impl From<ProviderError> for ReviewerError {
    fn from(error: ProviderError) -> Self {
        if matches!(error, ProviderError::Time) { Self::Time } else { Self::Provider(error) }
    }
}
