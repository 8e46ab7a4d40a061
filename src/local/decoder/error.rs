//! Why a decoder cannot be loaded, or says nothing.

use std::io;
use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use crate::local::runtime::RuntimeError;

/// Why there is no decoder, or no logits; each names the file at fault.
#[derive(Debug, Error, Diagnostic)]
pub enum DecoderError {
    /// A file or folder that cannot be read.
    #[error("{} cannot be read: {reason}", path.display())]
    #[diagnostic(help(
        "a model is a folder with its configuration and its ONNX files; fetch it again where one is missing"
    ))]
    Unreadable { path: PathBuf, reason: io::Error },
    /// A folder in neither of the layouts.
    #[error("{} holds no model: it has neither a genai_config.json nor a config.json", .0.display())]
    #[diagnostic(help("name the folder of a model from the ONNX community, or of one made for ONNX Runtime GenAI"))]
    NoLayout(PathBuf),
    /// A configuration that makes no sense.
    #[error("{} is not valid: {reason}", path.display())]
    #[diagnostic(help("the file should be the one that was published with the model; fetch it again"))]
    Config { path: PathBuf, reason: String },
    /// A model that does not write text from text alone.
    #[error("{} describes no decoder-only language model: {reason}", path.display())]
    #[diagnostic(help("choose a model that writes text, such as a LlamaForCausalLM or a Qwen2ForCausalLM"))]
    NotADecoder { path: PathBuf, reason: String },
    /// A file of weights that a model needs.
    #[error("{} needs {}, which is not there", model.display(), weights.display())]
    #[diagnostic(help("fetch the model again with all of its files"))]
    MissingWeights { model: PathBuf, weights: PathBuf },
    /// A file that is no whole ONNX model.
    #[error("{} is no whole ONNX model: {reason}", path.display())]
    #[diagnostic(help("the file may have been cut short; fetch it again"))]
    Damaged { path: PathBuf, reason: String },
    /// A graph that cannot be run as a decoder with a cache.
    #[error("{} cannot be used: {reason}", path.display())]
    #[diagnostic(help("choose another file of the model, or a model exported for text generation with a cache"))]
    Graph { path: PathBuf, reason: String },
    /// The runtime does not take the model.
    #[error("{} cannot be loaded", path.display())]
    Runtime {
        path: PathBuf,
        #[source]
        #[diagnostic_source]
        reason: RuntimeError,
    },
    /// No token, which has no logits.
    #[error("{} was given no tokens", path.display())]
    NoTokens { path: PathBuf },
    /// A token that the model does not know.
    #[error("{} has {vocabulary} tokens, and was given token {token}", path.display())]
    #[diagnostic(help("the tokenizer and the model do not belong together; fetch both again"))]
    UnknownToken { path: PathBuf, token: u32, vocabulary: usize },
    /// More tokens than fit.
    #[error("{tokens} tokens are more than the {context} that {} takes", path.display())]
    #[diagnostic(help("send less, or choose a model with a longer context"))]
    TooLong { path: PathBuf, tokens: usize, context: usize },
    /// A run that failed.
    #[error("{} failed: {reason}", path.display())]
    #[diagnostic(help("the memory may be full, or the file damaged; the other stages are not affected"))]
    Failed { path: PathBuf, reason: String },
    /// Logits that are not numbers.
    #[error("{} gave {value} as a logit", path.display())]
    #[diagnostic(help("the weights may be damaged, or too coarse for this device; choose another file of the model"))]
    NotFinite { path: PathBuf, value: f32 },
    /// Whoever asked does not want to know any more.
    #[error("the model was stopped")]
    Cancelled,
}
