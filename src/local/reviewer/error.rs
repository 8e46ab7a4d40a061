//! Why a reviewer has no answer.

use miette::Diagnostic;
use thiserror::Error;

use super::endpoint::WireError;
use crate::http::HttpError;
use crate::local::generate::GenerateError;
use crate::prompt::ReplyError;

/// Why a reviewer has no answer.
#[derive(Debug, Error, Diagnostic)]
pub enum ReviewerError {
    /// The time is up.
    #[error("the time for it was up")]
    #[diagnostic(help("`[local] time_s` gives it more"))]
    Time,
    /// The model fails.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Generate(#[from] GenerateError),
    /// The reply is in another form.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Reply(#[from] ReplyError),
    /// The server cannot be asked.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Http(#[from] HttpError),
    /// The server's answer is none.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Wire(#[from] WireError),
}
