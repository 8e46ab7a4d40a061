//! Why a model cannot be made to write a reply, and what to do about it.

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

/// Why there is no tokenizer, template, grammar or reply.
#[derive(Debug, Error, Diagnostic)]
pub enum GenerateError {
    /// A file that every model of this kind has.
    #[error("the model has no {}", path.display())]
    #[diagnostic(help("fetch the whole model again: `review models add`"))]
    Missing { path: PathBuf },
    /// A file that is there and cannot be read.
    #[error("{} cannot be read: {reason}", path.display())]
    #[diagnostic(help("see to the permissions of the file, or fetch the model again"))]
    Unreadable { path: PathBuf, reason: String },
    /// A file that was cut, or never was what its name says.
    #[error("{} is not the JSON that it should be: {reason}", path.display())]
    #[diagnostic(help("the file may have been cut short; fetch the model again"))]
    NotJson { path: PathBuf, reason: String },
    /// A tokenizer of a kind that cannot be used.
    #[error("{} is no tokenizer that can be used: {reason}", path.display())]
    #[diagnostic(help("the file may be damaged, or of a kind that `review` does not know; choose another model"))]
    Tokenizer { path: PathBuf, reason: String },
    /// A tokenizer and a network that do not belong together.
    #[error("{} has {tokens} tokens, and the model tells apart {width}", path.display())]
    #[diagnostic(help("the files belong to different models; fetch the model again"))]
    Misfit { path: PathBuf, tokens: usize, width: usize },
    /// Nothing says how a conversation is written for this model.
    #[error("the model in {} does not say how to talk to it", folder.display())]
    #[diagnostic(help(
        "choose a model that was made for chat: it has a `chat_template` in tokenizer_config.json or a \
         chat_template.jinja"
    ))]
    NoTemplate { folder: PathBuf },
    /// A template that does not work.
    #[error("the chat template in {} fails: {reason}", path.display())]
    #[diagnostic(help("the file may be damaged; fetch the model again or choose another one"))]
    Template { path: PathBuf, reason: String },
    /// A schema that uses what is not known here.
    #[error("no reply can be held to this schema: {0}")]
    #[diagnostic(help("this is a mistake in `review` itself; please report it"))]
    Schema(String),
    /// The grammar refused what it had allowed.
    #[error("the grammar of the reply failed: {0}")]
    #[diagnostic(help("this is a mistake in `review` itself; please report it"))]
    Grammar(String),
    /// A prompt that leaves no room for a reply.
    #[error("a prompt of {tokens} tokens does not fit the model, which takes {context} with its reply")]
    #[diagnostic(help("choose a model with a longer context, or let less of the code go into the prompt"))]
    TooLong { tokens: usize, context: usize },
    /// A network that computes nothing of use.
    #[error("the model's answer is not a number")]
    #[diagnostic(help("a file of the model may be damaged, or this device cannot compute it; try `--device cpu`"))]
    NotNumbers,
    /// Whoever waited for the reply does not any more.
    #[error("the reply was called off")]
    Cancelled,
    /// The model itself failed.
    #[error("{0}")]
    #[diagnostic(forward(0))]
    Model(Box<dyn Diagnostic + Send + Sync + 'static>),
}
