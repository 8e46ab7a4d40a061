//! The generative reviewer: a hunk with what surrounds it comes in, a reply with its probability goes out. What answers
//! is a model in this process or one behind a server; both are asked the same and answer in the same form.

pub mod endpoint;
mod error;
mod identity;
mod loaded;
mod loads;
#[cfg(feature = "models")]
mod onnx;
mod opinion;
mod stage;

pub use crate::config::ReviewerLimits as Limits;
pub use error::ReviewerError;
pub use identity::Identity;
pub use loaded::LoadedReviewer;
pub use loads::loads;
pub use stage::Reviewers;

use std::time::{Duration, Instant};

#[cfg(not(feature = "models"))]
use super::absent as onnx;
use crate::egress::EgressRecord;
use crate::finding::Opinion;
use crate::prompt::{HunkView, Reply};

/// What a model says of a hunk.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Its reply.
    pub reply: Reply,
    /// Its verdict, and how probable a mistake is.
    pub opinion: Opinion,
    /// What it took.
    pub effort: Effort,
}

/// What an answer took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effort {
    /// Tokens of the prompt, those reused included.
    pub prompt_tokens: usize,
    /// Tokens at its start that were known from the prompt before.
    pub reused_tokens: usize,
    /// Tokens of the reply.
    pub reply_tokens: usize,
    /// Wall time.
    pub time: Duration,
}

/// A generative model that reviews.
pub trait Reviewer: Send + Sync {
    /// Its name, for people.
    fn name(&self) -> &str;

    /// Reviews a hunk, and is done by the deadline or soon after it.
    ///
    /// # Errors
    /// No answer, and why.
    fn review(&self, view: &HunkView<'_>, deadline: Instant) -> Result<Answer, ReviewerError>;

    /// Whether what it is shown goes to another machine.
    fn leaves(&self) -> bool {
        false
    }

    /// What it was shown in another process since this was asked last.
    fn take_egress(&self) -> Vec<EgressRecord> {
        Vec::new()
    }
}

#[cfg(all(test, feature = "models"))]
mod tests;
