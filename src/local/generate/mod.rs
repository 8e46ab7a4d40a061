//! Replies of a language model. Messages and a JSON schema come in; a text goes out that always fits the schema, with
//! how sure the model was where it chose among alternatives.

mod chat;
mod choices;
mod error;
mod files;
mod grammar;
mod marks;
mod outline;
mod pieces;
mod reading;
mod reply;
mod template;
#[cfg(test)]
pub(crate) mod tests;
mod tokenizer;

pub use chat::Chat;
pub use choices::Choice;
pub use error::GenerateError;
pub use grammar::Grammar;
pub use reply::{Generated, Limits, Stop, generate};
pub use template::{Message, Role, Template};
pub use tokenizer::Tokenizer;

use miette::Diagnostic;

/// Says whether the reply is still wanted: `true` calls it off.
pub type Cancelled<'a> = &'a (dyn Fn() -> bool + Sync);

/// A decoder: what it thinks comes next.
pub trait NextToken {
    /// Why it cannot tell.
    type Error: Diagnostic + Send + Sync + 'static;

    /// The logits of the token after these, one for each token of the vocabulary (more are padding). It is always
    /// given the whole text; what it remembers of the last call is its own affair.
    ///
    /// # Errors
    /// A model that cannot be run, or a run that `cancelled` put an end to.
    fn logits(&mut self, tokens: &[u32], cancelled: Cancelled<'_>) -> Result<&[f32], Self::Error>;

    /// The most tokens that it takes, of the prompt and the reply together.
    fn context(&self) -> usize;
}
