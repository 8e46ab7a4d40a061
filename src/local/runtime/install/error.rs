//! Why ONNX Runtime could not be installed, with what to do about it.

use std::path::PathBuf;
use std::{env, io};

use miette::Diagnostic;
use thiserror::Error;

use super::super::RuntimeError;
use super::wheel::VERSION;
use crate::http::HttpError;

/// Why the library could not be installed. Nothing is left behind then.
#[derive(Debug, Error, Diagnostic)]
pub enum SetupError {
    /// No wheel for this machine.
    #[error("there is no wheel of ONNX Runtime for {} on {}", env::consts::OS, env::consts::ARCH)]
    #[diagnostic(help("build ONNX Runtime, and name its library with `[runtime] library` or --runtime"))]
    Platform,
    /// An index whose address is invalid.
    #[error("the package index set by {set_by} is unusable: {reason}")]
    #[diagnostic(help("name another index with `review setup --index URL`"))]
    Index { set_by: String, reason: HttpError },
    /// An index that does not have the wheel.
    #[error("the package index {host} has no wheel of ONNX Runtime {VERSION} with SHA-256 {expected}")]
    #[diagnostic(help("`review setup --index URL` asks another index, `--wheel FILE` installs from a file"))]
    NotOffered { host: String, expected: &'static str },
    /// An answer of the index that is larger than it may be.
    #[error("{host} sent more than {limit} bytes for {what}")]
    #[diagnostic(help("`review setup --index URL` asks another index, `--wheel FILE` installs from a file"))]
    TooLarge { host: String, what: &'static str, limit: u64 },
    /// A request that failed.
    #[error("could not fetch ONNX Runtime {VERSION}: {0}")]
    #[diagnostic(help(
        "check the network, ask another index with `review setup --index URL`, or fetch the wheel elsewhere and \
         install it with `--wheel FILE`"
    ))]
    Download(HttpError),
    /// Neither an index nor Python.
    #[error("no package index is configured, and there is no Python 3 to fetch ONNX Runtime with")]
    #[diagnostic(help(
        "name an index with `review setup --index URL`, or fetch the wheel elsewhere and install it with `--wheel FILE`"
    ))]
    NoPython,
    /// Neither an index nor pip.
    #[error("no package index is configured, and this Python has no pip to fetch ONNX Runtime with")]
    #[diagnostic(help(
        "name an index with `review setup --index URL`, or fetch the wheel elsewhere and install it with `--wheel FILE`"
    ))]
    NoPip,
    /// pip did not get the wheel.
    #[error("pip could not fetch ONNX Runtime {VERSION}: {reason}")]
    #[diagnostic(help(
        "name an index with `review setup --index URL`, or fetch the wheel elsewhere with `{command}` and install it \
         with `--wheel FILE`"
    ))]
    Pip { reason: String, command: String },
    /// Some other wheel.
    #[error("{file} is not the wheel that this version of review knows: its SHA-256 is {found}, not {expected}")]
    #[diagnostic(help(
        "it may be damaged, of another version or for another platform: `{command}` fetches the right one"
    ))]
    Digest { file: String, found: String, expected: &'static str, command: String },
    /// The wheel cannot be unpacked.
    #[error("the library cannot be unpacked from the wheel: {0}")]
    Unpack(String),
    /// The library does not work here.
    #[error("the library that was fetched does not work on this machine")]
    #[diagnostic(help("the system may be too old for it; name another library with `[runtime] library` or --runtime"))]
    DoesNotLoad(#[source] RuntimeError),
    /// A file or folder.
    #[error("{} cannot be {action}: {reason}", path.display())]
    #[diagnostic(help("name a folder that you may write with `review setup --to DIR`"))]
    File { path: PathBuf, action: &'static str, reason: io::Error },
}

impl SetupError {
    /// A file or folder that cannot be read.
    pub(super) fn unread(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        |reason| Self::File { path: path.into(), action: "read", reason }
    }

    /// A file or folder that cannot be written.
    pub(super) fn unwritten(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        |reason| Self::File { path: path.into(), action: "written", reason }
    }
}
