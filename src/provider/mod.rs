//! Models behind a server. A [`Call`] made of redacted text comes in, a reply or calls of tools go out, the same for
//! every protocol.

mod anthropic;
mod error;
mod key;
mod meter;
mod open;
pub(crate) mod openai;
mod prices;
mod reading;
mod server;

pub use error::ProviderError;
pub use key::{Key, KeyError};
pub use meter::{Attempts, Meter};
pub use open::{OpenError, has_key, open, target};
pub use prices::Prices;
pub use server::ServerLimits;

use std::time::Instant;

use serde_json::Value;

use crate::egress::Redacted;

/// What a model is asked.
#[derive(Debug, Clone)]
pub struct Call<'a> {
    /// What it is told first, the same in every call of a run.
    pub system: &'a Redacted,
    /// The conversation so far, which begins and ends with the user.
    pub messages: &'a [Message],
    /// What it may call before it replies.
    pub tools: &'a [Tool],
    /// Whether it has to reply now; it is still told of the tools, so that the server's cache holds.
    pub must_reply: bool,
    /// The JSON schema of its reply.
    pub reply: &'a Value,
    /// Tokens that it may write.
    pub reply_tokens: usize,
    /// Whether the probabilities of the reply's verdict are wanted, where the server gives them.
    pub probabilities: bool,
    /// What is asked before each request that this takes.
    pub meter: &'a dyn Meter,
}

/// A part of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// What the user says.
    User(Redacted),
    /// What the model said: words, and the tools that it called.
    Model {
        /// Its words; may be empty.
        text: Redacted,
        /// What it called.
        calls: Vec<ToolCall>,
    },
    /// What those tools answered, in the order of the calls.
    Results(Vec<ToolResult>),
}

/// A tool that a model may call.
#[derive(Debug, Clone, PartialEq)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// What it does, for the model.
    pub description: &'static str,
    /// The JSON schema of its arguments, an object.
    pub arguments: Value,
}

/// A call of a tool, as it is told to the model again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolCall {
    /// What the server calls this call.
    pub id: String,
    /// The tool.
    pub name: String,
    /// The arguments as JSON.
    pub arguments: Redacted,
}

/// What a tool answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolResult {
    /// The call that it answers.
    pub id: String,
    /// The answer.
    pub text: Redacted,
}

/// What a model answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What it said.
    pub content: Content,
    /// What that took.
    pub tokens: Tokens,
    /// Probabilities of the verdicts, in the order of [`crate::prompt::Verdict::ALL`], where they were asked for and
    /// the server gives them.
    pub verdicts: Option<[f64; 3]>,
}

/// A reply or a wish.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Its reply: a text that should be JSON by the schema, unchecked; `cut` where the server stopped it.
    Reply {
        /// The text.
        text: String,
        /// Whether it reached its limit.
        cut: bool,
    },
    /// It wants to know more first.
    Calls {
        /// What it said with them.
        text: String,
        /// The calls, unchecked.
        calls: Vec<Wanted>,
    },
}

/// A tool that a model wants called. Nothing of it was checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// What the server calls this call.
    pub id: String,
    /// The name of the tool.
    pub name: String,
    /// The arguments; [`Value::Null`] where they are no JSON.
    pub arguments: Value,
}

/// Tokens of a request and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tokens {
    /// Those sent, the cached ones included.
    pub input: u64,
    /// Those of the input that the server had in its cache.
    pub cached: u64,
    /// Those of the input that it wrote into its cache.
    pub written: u64,
    /// Those received.
    pub output: u64,
}

/// A model behind a server.
pub trait Provider: Send + Sync {
    /// Where the text goes: the server's host, with its port where it names one.
    fn destination(&self) -> &str;

    /// The model, as the server calls it.
    fn model(&self) -> &str;

    /// Asks, and is done by the deadline or soon after it.
    ///
    /// # Errors
    /// No answer, and why.
    fn ask(&self, call: &Call<'_>, deadline: Instant) -> Result<Answer, ProviderError>;
}

/// What each protocol reads out of an answer.
#[cfg(any(test, fuzzing))]
pub(crate) fn read_answer(answer: &Value, call: &Call<'_>) -> [Option<Answer>; 2] {
    [anthropic::read(answer, call.messages.len()), openai::read::answer(answer, call)]
}
