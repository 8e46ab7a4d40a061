//! What may come next in a reply. A schema comes in, compiled once for a model; for each reply a copy says which
//! tokens are allowed and which are sure to come.

use std::fmt::Display;
use std::sync::Arc;

use llguidance::api::TopLevelGrammar;
use llguidance::toktrie::SimpleVob;
use llguidance::{JsonCompileOptions, Matcher, ParserFactory};
use serde_json::Value;

use super::error::GenerateError;
use super::outline::Outline;
use super::reading::{Choosing, Open, Reading};
use super::tokenizer::Tokenizer;

/// The grammar of a reply, and where in it a reply stands. A copy of a fresh one starts a reply; copies share what
/// was found out about the vocabulary, so that the second reply is quicker than the first.
#[derive(Clone)]
pub struct Grammar {
    matcher: Matcher,
    outline: Arc<Outline>,
}

impl Grammar {
    /// Compiles a schema for the vocabulary of a model. A reply has its keys in the order of the schema and no white
    /// space outside of its strings.
    ///
    /// # Errors
    /// A schema that uses what is not known here.
    pub fn new(tokenizer: &Tokenizer, schema: &Value) -> Result<Self, GenerateError> {
        let refused = |error: &dyn Display| GenerateError::Schema(first_line(error));
        let outline = Arc::new(Outline::new(schema)?);
        let mut schema = schema.clone();
        let options = JsonCompileOptions { whitespace_flexible: false, ..JsonCompileOptions::default() };
        options.apply_to(&mut schema);
        let mut factory = ParserFactory::new_simple(&tokenizer.env()).map_err(|error| refused(&error))?;
        factory.quiet().limits_mut().verbose_errors = false;
        let matcher = Matcher::new(factory.create_parser(TopLevelGrammar::from_json_schema(schema)));
        match matcher.get_error() {
            Some(error) => Err(refused(&error)),
            None => Ok(Self { matcher, outline }),
        }
    }

    /// The tokens that are sure to come; the reply then stands behind them.
    pub(super) fn forced(&mut self) -> Result<Vec<u32>, GenerateError> {
        if self.finished() {
            return Ok(Vec::new());
        }
        let tokens = self.matcher.compute_ff_tokens();
        self.matcher.consume_tokens(&tokens).map_err(|error| broken(&error))?;
        Ok(tokens)
    }

    /// Whether this token may come next. Much cheaper than [`Grammar::mask`].
    pub(super) fn allows(&mut self, token: u32) -> Result<bool, GenerateError> {
        self.matcher.validate_tokens(&[token]).map(|valid| valid == 1).map_err(|error| broken(&error))
    }

    /// All tokens that may come next: at least one.
    pub(super) fn mask(&mut self) -> Result<SimpleVob, GenerateError> {
        self.matcher.compute_mask().map_err(|error| broken(&error))
    }

    /// Goes on with a token that is allowed.
    pub(super) fn commit(&mut self, token: u32) -> Result<(), GenerateError> {
        self.matcher.consume_token(token).map_err(|error| broken(&error))
    }

    /// Whether the reply is whole: nothing may follow.
    pub(super) fn finished(&self) -> bool {
        self.matcher.is_stopped()
    }

    /// The alternatives of an `enum` that are open after this beginning of a reply.
    pub(super) fn choosing(&self, text: &[u8]) -> Option<Choosing> {
        self.open(text)?.choosing
    }

    /// Ends a reply that was broken off in the shortest way: open strings end, what is optional is empty or null, the
    /// first alternative that fits is taken, lists and objects are closed. Returns how many bytes of the beginning
    /// were kept (all, but for half a character), or `None` where the reply is whole.
    pub(super) fn close(&self, text: &mut Vec<u8>) -> Option<usize> {
        let open = self.open(text)?;
        text.truncate(open.keep);
        text.extend(open.closing.bytes());
        Some(open.keep)
    }

    fn open(&self, text: &[u8]) -> Option<Open> {
        match self.outline.read(text, "") {
            Reading::Open(open) => Some(open),
            Reading::Done(_) | Reading::No => None,
        }
    }
}

fn broken(error: &dyn Display) -> GenerateError {
    GenerateError::Grammar(first_line(error))
}

fn first_line(error: &dyn Display) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}
