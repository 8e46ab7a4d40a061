//! A reply, token by token. A prompt comes in; the text of the reply goes out, whole whatever the model does.

use std::time::Instant;

use super::choices::{Choice, Weighing};
use super::error::GenerateError;
use super::grammar::Grammar;
use super::reading::Choosing;
use super::tokenizer::Tokenizer;
use super::{Cancelled, NextToken};

/// When a reply ends at the latest. One that is held to a grammar is then closed, see [`Generated::cut`].
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Tokens that the reply may have. What the grammar leaves no choice for costs nothing and may go beyond.
    pub tokens: usize,
    /// When to stop.
    pub until: Option<Instant>,
}

/// Why a reply ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// It was whole.
    End,
    /// It had as many tokens as it may have.
    Tokens,
    /// Its time was up.
    Time,
    /// The model takes no longer text.
    Context,
}

/// What a model wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    /// The text; with a grammar, it fits the schema.
    pub text: String,
    /// Where in the text, in bytes, what the model wrote was cut and the shortest ending put in its place; `None` for
    /// a reply that is whole. What a list holds at this place or behind it is not what the model had to say.
    pub cut: Option<usize>,
    /// Tokens of the prompt.
    pub prompt_tokens: usize,
    /// Tokens of the reply, up to where it was cut.
    pub reply_tokens: usize,
    /// Those of them that the model was not asked for, since the grammar left no other.
    pub forced_tokens: usize,
    /// Why it ended.
    pub stop: Stop,
    /// What was chosen among the alternatives of an `enum`, in the order of the reply.
    pub choices: Vec<Choice>,
}

impl Generated {
    /// How likely each alternative was at a place such as `verdict`, in the order of the schema; nothing where the
    /// model was never asked.
    pub fn shares(&self, path: &str) -> &[(String, f64)] {
        self.choices.iter().find(|choice| choice.path == path).map_or(&[], |choice| &choice.shares)
    }
}

/// Lets a model write its likeliest reply: always the token with the highest logit, the one with the smallest number
/// at a tie. Equal input gives equal output, unless the time is up. With a grammar the reply fits its schema whatever
/// the model does: what the grammar leaves no choice for is written without asking the model, and when a limit is
/// reached, the shortest ending is put behind what is written.
///
/// # Errors
/// A prompt that fills the context, a model that fails or does not belong to the tokenizer, and a reply that was
/// called off.
pub fn generate<M: NextToken>(
    model: &mut M,
    tokenizer: &Tokenizer,
    grammar: Option<&Grammar>,
    prompt: &[u32],
    limits: &Limits,
    cancelled: Cancelled<'_>,
) -> Result<Generated, GenerateError> {
    if prompt.len() >= model.context() {
        return Err(GenerateError::TooLong { tokens: prompt.len(), context: model.context() });
    }
    let mut reply = Reply::new(tokenizer, grammar, prompt);
    let stop = reply.write(model, limits, cancelled)?;
    Ok(reply.ended(prompt.len(), stop))
}

/// A reply that is being written.
struct Reply<'t> {
    tokenizer: &'t Tokenizer,
    grammar: Option<Grammar>,
    /// The prompt and the reply.
    tokens: Vec<u32>,
    forced: usize,
    text: Vec<u8>,
    weighing: Option<Weighing>,
    choices: Vec<Choice>,
}

impl<'t> Reply<'t> {
    fn new(tokenizer: &'t Tokenizer, grammar: Option<&Grammar>, prompt: &[u32]) -> Self {
        let (grammar, tokens) = (grammar.cloned(), prompt.to_vec());
        Self { tokenizer, grammar, tokens, forced: 0, text: Vec::new(), weighing: None, choices: Vec::new() }
    }

    fn write<M: NextToken>(
        &mut self,
        model: &mut M,
        limits: &Limits,
        cancelled: Cancelled<'_>,
    ) -> Result<Stop, GenerateError> {
        let late = || limits.until.is_some_and(|until| Instant::now() >= until);
        let most = self.tokens.len() + limits.tokens;
        loop {
            if cancelled() {
                return Err(GenerateError::Cancelled);
            }
            self.write_forced()?;
            if self.grammar.as_ref().is_some_and(Grammar::finished) {
                return Ok(Stop::End);
            }
            let reached = [
                (self.tokens.len() >= most, Stop::Tokens),
                (self.tokens.len() >= model.context(), Stop::Context),
                (late(), Stop::Time),
            ];
            if let Some((_, stop)) = reached.into_iter().find(|(reached, _)| *reached) {
                return Ok(stop);
            }
            let token = match model.logits(&self.tokens, &|| cancelled() || late()) {
                Ok(logits) => self.choose(logits)?,
                Err(_) if cancelled() => return Err(GenerateError::Cancelled),
                Err(_) if late() => return Ok(Stop::Time),
                Err(error) => return Err(GenerateError::Model(Box::new(error))),
            };
            if self.tokenizer.ends().contains(&token) {
                return Ok(Stop::End);
            }
            self.append(token);
        }
    }

    /// Writes what the grammar leaves no choice for.
    fn write_forced(&mut self) -> Result<(), GenerateError> {
        let Some(grammar) = &mut self.grammar else { return Ok(()) };
        let tokens = grammar.forced()?;
        self.forced += tokens.len();
        for token in tokens {
            self.append(token);
        }
        Ok(())
    }

    fn append(&mut self, token: u32) {
        self.text.extend(self.tokenizer.bytes(token));
        self.tokens.push(token);
    }

    /// The likeliest token that may come next; the grammar then stands behind it.
    fn choose(&mut self, logits: &[f32]) -> Result<u32, GenerateError> {
        self.tokenizer.check(logits.len())?;
        let tokenizer = self.tokenizer;
        let all = 0..u32::try_from(tokenizer.size()).unwrap_or(u32::MAX);
        let Some(grammar) = &mut self.grammar else {
            let written = |token: &u32| !tokenizer.bytes(*token).is_empty() || tokenizer.ends().contains(token);
            return likeliest(all.filter(written), logits);
        };
        let choosing = grammar.choosing(&self.text);
        // What the model likes best is most often allowed, and to find all that is allowed takes much longer.
        let best = likeliest(all, logits)?;
        let token = if choosing.is_none() && grammar.allows(best)? {
            best
        } else {
            let mask: Vec<u32> = grammar.mask()?.iter().collect();
            let best = likeliest(mask.iter().copied(), logits)?;
            if let Some(choosing) = choosing {
                self.weigh(&choosing, &mask, logits, best);
            }
            best
        };
        if let Some(grammar) = &mut self.grammar {
            grammar.commit(token)?;
        }
        Ok(token)
    }

    /// Notes how likely the alternatives are: the softmax over the tokens that may come next.
    fn weigh(&mut self, choosing: &Choosing, allowed: &[u32], logits: &[f32], best: u32) {
        if self.weighing.as_ref().is_none_or(|weighing| !weighing.is_of(choosing)) {
            self.choices.extend(self.weighing.take().map(Weighing::choice));
            self.weighing = Weighing::new(choosing);
        }
        let highest = logits[best as usize];
        // Infinite logits have no difference; an equal one weighs as much as the highest.
        let mass = |token: u32| match logits[token as usize] {
            logit if logit < highest => (f64::from(logit) - f64::from(highest)).exp(),
            _ => 1.0,
        };
        let tokens = allowed.iter().map(|token| (self.tokenizer.bytes(*token), mass(*token)));
        if let Some(weighing) = &mut self.weighing {
            weighing.weigh(choosing, tokens, self.tokenizer.bytes(best));
        }
    }

    fn ended(mut self, prompt_tokens: usize, stop: Stop) -> Generated {
        let cut = self.grammar.as_ref().and_then(|grammar| grammar.close(&mut self.text));
        self.choices.extend(self.weighing.take().map(Weighing::choice));
        Generated {
            text: String::from_utf8_lossy(&self.text).into_owned(),
            cut,
            prompt_tokens,
            reply_tokens: self.tokens.len() - prompt_tokens,
            forced_tokens: self.forced,
            stop,
            choices: self.choices,
        }
    }
}

/// The token with the highest logit, the smallest number at a tie.
fn likeliest(tokens: impl Iterator<Item = u32>, logits: &[f32]) -> Result<u32, GenerateError> {
    let mut best: Option<(u32, f32)> = None;
    for token in tokens {
        let logit = logits[token as usize];
        if logit.is_nan() {
            return Err(GenerateError::NotNumbers);
        }
        if best.is_none_or(|(_, highest)| logit > highest) {
            best = Some((token, logit));
        }
    }
    best.map(|(token, _)| token).ok_or_else(|| GenerateError::Grammar("it allows nothing".to_owned()))
}
