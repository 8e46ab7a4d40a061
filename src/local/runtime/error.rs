//! Why ONNX Runtime cannot be used, and what to do about it.

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use crate::config::Device;

/// Why there is no runtime, or no session in it.
#[derive(Debug, Clone, PartialEq, Eq, Error, Diagnostic)]
pub enum RuntimeError {
    /// No place has the library.
    #[error("ONNX Runtime is not installed")]
    #[diagnostic(help("`review setup` installs it; `review doctor` shows where it was looked for"))]
    NotFound,
    /// The library that was named is not there.
    #[error("there is no ONNX Runtime at {}, which {by} names", path.display())]
    #[diagnostic(help("correct {by} or take it away; without it, the usual places are searched"))]
    NotThere { path: PathBuf, by: &'static str },
    /// A path that would depend on the folder one happens to be in, which may be an untrusted repository.
    #[error("{by} names ONNX Runtime by a path that is not absolute: {}", path.display())]
    #[diagnostic(help("write the full path of the library"))]
    Relative { path: PathBuf, by: &'static str },
    /// A file that is no library for this machine, or not all of one.
    #[error("{} cannot be loaded: {reason}", path.display())]
    #[diagnostic(help("`review setup` installs one that fits; `[runtime] library` names another"))]
    NotLoadable { path: PathBuf, reason: String },
    /// Some other library.
    #[error("{} is not ONNX Runtime", path.display())]
    #[diagnostic(help("name the library itself, such as libonnxruntime.so, or let `review setup` install it"))]
    NotTheRuntime { path: PathBuf },
    /// A version that lacks what is needed.
    #[error("{} is ONNX Runtime {version}, and review needs 1.{} or later", path.display(), ort::MINOR_VERSION)]
    #[diagnostic(help("`review setup` installs a version that fits"))]
    TooOld { path: PathBuf, version: String },
    /// A process can load one library, and it has loaded another.
    #[error("this process has loaded ONNX Runtime from {} already", path.display())]
    #[diagnostic(help("name one library for a run"))]
    AnotherIsLoaded { path: PathBuf },
    /// The library was built without what a device needs, or the device is not there.
    #[error("the device `{}` cannot be used: {reason}", device.name())]
    #[diagnostic(help("`--device auto` takes what is there; `review doctor` shows what the library offers"))]
    Device { device: Device, reason: String },
    /// A model that the runtime does not accept.
    #[error("ONNX Runtime does not accept the model: {0}")]
    #[diagnostic(help("the file may be damaged, or made for a newer ONNX Runtime"))]
    Model(String),
}
