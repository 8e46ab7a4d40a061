//! All that a model needs to write replies of one kind, beside the network itself. The folder of a model and a schema
//! come in, once; then messages come in and replies go out.

use std::path::Path;

use serde_json::Value;

use super::error::GenerateError;
use super::grammar::Grammar;
use super::reply::{Generated, Limits, generate};
use super::template::{Message, Template};
use super::tokenizer::Tokenizer;
use super::{Cancelled, NextToken};

/// The tokenizer, the template and the grammar of a model.
pub struct Chat {
    tokenizer: Tokenizer,
    template: Template,
    grammar: Grammar,
}

impl Chat {
    /// Reads the files of a model and compiles the schema of its replies.
    ///
    /// # Errors
    /// As [`Tokenizer::read`], [`Template::read`] and [`Grammar::new`].
    pub fn open(folder: &Path, schema: &Value) -> Result<Self, GenerateError> {
        let tokenizer = Tokenizer::read(folder)?;
        let template = Template::read(folder, &tokenizer)?;
        let grammar = Grammar::new(&tokenizer, schema)?;
        Ok(Self { tokenizer, template, grammar })
    }

    /// The tokenizer, which tells how long a text is.
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// The tokens of a conversation, up to where the reply begins.
    ///
    /// # Errors
    /// As [`Template::prompt`].
    pub fn prompt(&self, messages: &[Message]) -> Result<Vec<u32>, GenerateError> {
        self.template.prompt(&self.tokenizer, messages)
    }

    /// A reply to a prompt; its text fits the schema.
    ///
    /// # Errors
    /// As [`generate`].
    pub fn reply<M: NextToken>(
        &self,
        model: &mut M,
        prompt: &[u32],
        limits: &Limits,
        cancelled: Cancelled<'_>,
    ) -> Result<Generated, GenerateError> {
        generate(model, &self.tokenizer, Some(&self.grammar), prompt, limits, cancelled)
    }
}
