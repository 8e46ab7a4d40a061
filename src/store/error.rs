//! Why the cache cannot be used, or a file that is to be imported cannot be taken.

use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the cache cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum StoreError {
    /// Its folder, or the file itself.
    #[error("{} cannot be used: {reason}", path.display())]
    #[diagnostic(help("XDG_CACHE_HOME names another cache folder; `[cache] enabled = false` does without"))]
    Folder { path: PathBuf, reason: io::Error },
    /// The file of the key.
    #[error("{} is not used as the key of the cache: {reason}", path.display())]
    #[diagnostic(help("without it a new key is made, and models are asked again"))]
    Key { path: PathBuf, reason: io::Error },
    /// What `SQLite` says of it.
    #[error("{} cannot be used: {reason}", path.display())]
    #[diagnostic(help("`--no-cache` does without; `review cache clear` begins anew"))]
    Database { path: PathBuf, reason: rusqlite::Error },
    /// It was written by another version of this program.
    #[error("{} is of version {version}, which this program does not know", path.display())]
    Version { path: PathBuf, version: i64 },
    /// A line that is no entry.
    #[error("line {line} is no entry of a cache: {reason}; nothing was imported")]
    #[diagnostic(help("`review cache export` writes what can be imported"))]
    Line { line: usize, reason: String },
    /// More than there is room for.
    #[error("there is more in it than the cache may hold, {limit} bytes; nothing was imported")]
    #[diagnostic(help("`[cache] max_mb` in your config.toml gives it more room"))]
    Full { limit: u64 },
    /// What is imported cannot be read, or what is exported cannot be written.
    #[error(transparent)]
    Transfer(#[from] io::Error),
}

impl StoreError {
    pub(super) fn folder(path: &Path, reason: io::Error) -> Self {
        Self::Folder { path: path.to_owned(), reason }
    }

    pub(super) fn of(path: &Path, reason: rusqlite::Error) -> Self {
        Self::Database { path: path.to_owned(), reason }
    }

    /// Whether another file in its place would do.
    pub(super) fn is_broken(&self) -> bool {
        match self {
            Self::Version { .. } => true,
            Self::Database { reason, .. } => {
                matches!(reason.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
            }
            _ => false,
        }
    }
}
