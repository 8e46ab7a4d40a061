//! Why a model could not be fetched from a hub, with what to do about it.

use std::io;
use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use super::super::package::published::PublishedError;
use super::super::registry::RegistryError;
use crate::http::HttpError;

/// Why a model could not be fetched.
#[derive(Debug, Error, Diagnostic)]
pub enum HubError {
    /// The hub wants to know who asks, or does not let them.
    #[error("the hub at {host} does not give `{model}` to you ({status}){}", said(words))]
    #[diagnostic(help(
        "check OWNER/NAME: hubs answer so for what is not there, too; a model that has terms is given to those who \
         accepted them on its page, and HF_TOKEN holds the token of your account"
    ))]
    Forbidden { host: String, model: String, status: u16, words: String },
    /// No such repository, revision or file.
    #[error("the hub at {host} has no `{model}`{}", said(words))]
    #[diagnostic(help(
        "there is no folder of this name either; check OWNER/NAME and the revision, or name another hub with --hub"
    ))]
    NotFound { host: String, model: String, words: String },
    /// Anything else that goes wrong on the way.
    #[error("`{model}` cannot be fetched: {reason}")]
    Http {
        model: String,
        reason: String,
        #[help]
        help: Option<String>,
    },
    /// The address of the hub.
    #[error("the hub cannot be used: {0}")]
    #[diagnostic(help("--hub, `[local] hub` or HF_ENDPOINT names a hub, such as https://huggingface.co"))]
    Address(String),
    /// An answer that makes no sense.
    #[error("the hub's list of the files of `{model}` makes no sense: {reason}")]
    Listing { model: String, reason: String },
    /// A file that is not the one that the hub described.
    #[error("{file} of `{model}` is not the file that the hub describes: {reason}")]
    #[diagnostic(help("what was fetched is deleted; try again"))]
    Changed { model: String, file: String, reason: String },
    /// A model that cannot be used.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Published(#[from] PublishedError),
    /// A disk that is too small.
    #[error("{} has no room for the model: it takes {} MB, and {} MB are free", path.display(), needed.div_ceil(1_000_000), free / 1_000_000)]
    #[diagnostic(help("make room, or fetch another form of it with --variant"))]
    Full { path: PathBuf, needed: u64, free: u64 },
    /// A file or folder.
    #[error("{} cannot be written: {reason}", path.display())]
    File { path: PathBuf, reason: io::Error },
    /// The store.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Store(#[from] RegistryError),
}

fn said(words: &str) -> String {
    if words.is_empty() { String::new() } else { format!(": {words}") }
}

impl HubError {
    /// What a failed request means for a model.
    pub(super) fn of(model: &str, error: HttpError) -> Self {
        let model = model.to_owned();
        match error {
            HttpError::Status { host, status: status @ (401 | 403), said: words, .. } => {
                Self::Forbidden { host, model, status, words }
            }
            HttpError::Status { host, status: 404, said: words, .. } => Self::NotFound { host, model, words },
            other => {
                let help = other.help().map(|help| help.to_string());
                Self::Http { model, reason: other.to_string(), help }
            }
        }
    }
}
