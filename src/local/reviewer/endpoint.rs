//! A reviewer behind a server of the user's that speaks `OpenAI`'s chat completions: Ollama, llama.cpp, vLLM, Triton and
//! others. Secrets stay here: the server sees placeholders, and what it was shown is on record.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use miette::Diagnostic;
use thiserror::Error;

use super::opinion::opinion;
use super::{Answer, Effort, Identity, Limits, Reviewer, ReviewerError};
use crate::config::LocalSection;
use crate::egress::{EgressRecord, Redacted, Redaction, ShownLines};
use crate::finding::Tier;
use crate::http::{self, HttpError};
use crate::prompt::{HunkView, Prompt, Reply, schema};
use crate::provider::openai::OpenAi;
use crate::provider::{Attempts, Call, Content, Key, Message, Provider, ServerLimits, Tokens};

/// Characters of code to a token, on the safe side: the server's tokenizer is not known here.
const CHARACTERS_PER_TOKEN: usize = 3;

/// Tokens that a chat template takes.
const TEMPLATE: usize = 64;

/// A model behind a server.
pub struct Endpoint {
    provider: OpenAi,
    identity: Identity,
    limits: Limits,
    /// Whether the server is another machine.
    leaves: bool,
    left: Mutex<Vec<EgressRecord>>,
}

/// What is wrong with the configuration of the server.
#[derive(Debug, Error, Diagnostic)]
pub enum EndpointError {
    /// No address.
    #[error("`[local] backend = \"endpoint\"` needs the server's address")]
    #[diagnostic(help("such as endpoint = \"http://localhost:11434/v1\""))]
    NoAddress,
    /// No model.
    #[error("`[local] backend = \"endpoint\"` needs the name of a model")]
    #[diagnostic(help("such as reviewer = \"qwen2.5-coder:7b\", as the server calls it"))]
    NoModel,
    /// No key.
    #[error("the variable {0}, which `[local] api_key_env` names, is not set, or holds no key")]
    NoKey(String),
    /// An address that makes no sense.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Http(#[from] HttpError),
}

impl Endpoint {
    /// The server of the configuration.
    ///
    /// # Errors
    /// What the configuration lacks.
    pub fn of(section: &LocalSection, limits: Limits) -> Result<Self, EndpointError> {
        let address = section.endpoint.as_deref().ok_or(EndpointError::NoAddress)?;
        let model = section.reviewer.clone().ok_or(EndpointError::NoModel)?;
        let key = section.api_key_env.as_deref();
        let key = key.map(|name| Key::of_variable(name).map_err(|_| EndpointError::NoKey(name.to_owned())));
        let server = ServerLimits { timeout: limits.time, concurrency: 4 };
        let identity = Identity::new(&model, address, limits);
        let leaves = !http::is_this_machine(&http::url(address)?);
        let provider = OpenAi::new(address, model, key.transpose()?.as_ref(), server)?;
        Ok(Self { provider, identity, limits, leaves, left: Mutex::default() })
    }

    /// By what the model's answers are known again.
    pub(super) fn identity(&self) -> Identity {
        self.identity.clone()
    }

    /// Notes what was sent about a hunk, so many times.
    fn note(&self, view: &HunkView<'_>, texts: [&Redacted; 2], times: usize) {
        let (first, last) = view.hunk.span();
        let shown = ShownLines { path: view.path.to_owned(), first, last };
        let bytes = texts.iter().map(|text| text.as_str().len()).sum::<usize>().saturating_mul(times);
        let redactions: Vec<Redaction> = texts.iter().flat_map(|text| text.redactions()).cloned().collect();
        let (destination, model) = (self.provider.destination(), self.provider.model());
        let left = EgressRecord::new(Tier::Local, destination, model, [shown].into_iter(), bytes, &redactions);
        self.left.lock().unwrap_or_else(PoisonError::into_inner).push(left);
    }
}

impl Reviewer for Endpoint {
    fn name(&self) -> &str {
        self.provider.model()
    }

    fn review(&self, view: &HunkView<'_>, deadline: Instant) -> Result<Answer, ReviewerError> {
        let start = Instant::now();
        let most = self.limits.context_tokens.saturating_sub(self.limits.reply_tokens + TEMPLATE);
        let prompt = Prompt::of(view, most, &|text| text.len().div_ceil(CHARACTERS_PER_TOKEN));
        let mut redactor = view.redactor.clone();
        let (system, user) = (redactor.redact(prompt.system), redactor.redact(&prompt.user));
        let meter = Attempts::default();
        let call = Call {
            system: &system,
            messages: &[Message::User(user.clone())],
            tools: &[],
            must_reply: true,
            reply: &schema(),
            reply_tokens: self.limits.reply_tokens,
            probabilities: true,
            meter: &meter,
        };
        let answer = self.provider.ask(&call, deadline);
        if meter.count() > 0 {
            self.note(view, [&system, &user], meter.count());
        }
        let answer = answer?;
        let (Content::Reply { text, .. } | Content::Calls { text, .. }) = answer.content;
        let reply = Reply::read(&text)?;
        let effort = effort(answer.tokens, start);
        Ok(Answer { opinion: opinion(reply.verdict, answer.verdicts, None), reply, effort })
    }

    fn leaves(&self) -> bool {
        self.leaves
    }

    fn take_egress(&self) -> Vec<EgressRecord> {
        std::mem::take(&mut *self.left.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn effort(tokens: Tokens, start: Instant) -> Effort {
    let count = |tokens: u64| usize::try_from(tokens).unwrap_or(usize::MAX);
    Effort {
        prompt_tokens: count(tokens.input),
        reused_tokens: count(tokens.cached),
        reply_tokens: count(tokens.output),
        time: start.elapsed(),
    }
}
