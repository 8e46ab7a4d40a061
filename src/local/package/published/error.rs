//! Why a folder or a repository is no model that can be used, with the file that is at fault.

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use super::super::variant::VariantError;

/// Why a published model cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error, Diagnostic)]
pub enum PublishedError {
    /// A file that a model needs.
    #[error("there is no {file} in {place}")]
    #[diagnostic(help(
        "a model has config.json, tokenizer.json and onnx/model.onnx (or another form of it), or a genai_config.json; \
         a package has a manifest.toml"
    ))]
    Missing { place: String, file: String },
    /// No model, or not in a form.
    #[error("{place} cannot be used: {reason}")]
    #[diagnostic(help("{}", reason.help().map(|help| help.to_string()).unwrap_or_default()))]
    Variant { place: String, reason: VariantError },
    /// A file that cannot be read, or is not JSON.
    #[error("{} cannot be read: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: String },
    /// A model of another kind.
    #[error("{} is not that of a model that review can use: it describes {found}", path.display())]
    #[diagnostic(help("a reviewer is a model that continues text (its architecture ends in `ForCausalLM`)"))]
    Architecture { path: PathBuf, found: String },
    /// A name that is none.
    #[error("a model cannot be called `{0}`")]
    #[diagnostic(help("a name has small letters, digits, `-`, `_` and `.`; --name gives another"))]
    Name(String),
}
