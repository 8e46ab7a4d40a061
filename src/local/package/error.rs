//! Why a package cannot be used, with the file that is at fault.

use std::io;
use std::path::PathBuf;

use miette::{Diagnostic, NamedSource, SourceSpan};
use thiserror::Error;

use super::manifest::MANIFEST;
use super::published::PublishedError;
use crate::local::runtime::RuntimeError;

/// Why a package cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum PackageError {
    /// A mistake in the manifest.
    #[error("the model package in {path} is not valid: {reason}")]
    #[diagnostic(help("the form of a {MANIFEST} is `review schema model`"))]
    Manifest {
        path: String,
        reason: String,
        #[source_code]
        source_code: NamedSource<String>,
        #[label("here")]
        place: Option<SourceSpan>,
    },
    /// A file that cannot be read.
    #[error("{} cannot be read: {reason}", path.display())]
    #[diagnostic(help("a model package is a folder with a {MANIFEST} and the model that it names"))]
    Unreadable { path: PathBuf, reason: io::Error },
    /// A model that leads out of its folder.
    #[error("{} leads out of its package", .0.display())]
    #[diagnostic(help("keep the model itself in the package, not a link to it"))]
    Outside(PathBuf),
    /// A model that is not the one that the manifest describes.
    #[error("{model} is not the file that its manifest describes: its SHA-256 is {found}")]
    #[diagnostic(help("it may be damaged or was changed; install the package again"))]
    Changed { model: String, found: String },
    /// A file that the model is run with and that could be anything.
    #[error("the manifest of `{name}` has no digest of {}", path.display())]
    #[diagnostic(help(
        "`[files]` has the SHA-256 of every file that a reviewer is run with; `review models add` of a folder without \
         a {MANIFEST} writes one"
    ))]
    Uncovered { name: String, path: PathBuf },
    /// A folder of another name than its package.
    #[error("{} holds the model `{name}`", folder.display())]
    #[diagnostic(help("the folder of a package has its name; `review models add` sees to it"))]
    Misplaced { folder: PathBuf, name: String },
    /// A package of the user's with the name of one of the program's.
    #[error("the model `{0}` in your data folder is not used: it has the name of one that is part of the program")]
    #[diagnostic(help("`review models remove {0}` deletes yours"))]
    Shadowed(String),
    /// A folder as others publish it that cannot be used.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Published(#[from] PublishedError),
    /// A manifest that cannot be written.
    #[error("{} cannot be written: {reason}", path.display())]
    Unwritable { path: PathBuf, reason: io::Error },
    /// The runtime does not take the model.
    #[error("the model `{name}` cannot be loaded: {reason}")]
    Runtime {
        name: String,
        #[source]
        #[diagnostic_source]
        reason: RuntimeError,
    },
}
