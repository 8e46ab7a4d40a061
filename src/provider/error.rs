//! Why a server gave no answer.

use miette::Diagnostic;
use thiserror::Error;

use crate::http::HttpError;

/// Why there is no answer.
#[derive(Debug, Error, Diagnostic)]
pub enum ProviderError {
    /// The request failed.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Http(#[from] HttpError),
    /// An answer in another form.
    #[error("the answer of {host} makes no sense: {reason}")]
    #[diagnostic(help("the configuration names the protocol and the address of the server"))]
    Wire {
        /// The server.
        host: String,
        /// What is wrong.
        reason: String,
    },
    /// The deadline has passed.
    #[error("its time was up")]
    Time,
    /// It would go through a ceiling; in a sentence.
    #[error("{0}")]
    Ceiling(String),
    /// The server has failed too often.
    #[error("{host} has failed and was not asked again: {reason}")]
    Open {
        /// The server.
        host: String,
        /// How it failed.
        reason: String,
    },
}
