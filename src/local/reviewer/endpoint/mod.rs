//! A reviewer behind a server that speaks `OpenAI`'s chat completions: Ollama, llama.cpp, vLLM, Triton and others. What
//! the server does not take is left out of the next request: probabilities first, then the schema.

mod wire;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use miette::Diagnostic;
use reqwest::Url;
use reqwest::blocking::Client;
use thiserror::Error;

use self::wire::Form;
pub use self::wire::WireError;
use super::opinion::opinion;
use super::{Answer, Effort, Identity, Limits, Reviewer, ReviewerError};
use crate::config::LocalSection;
use crate::http::{self, HttpError, Redirects};
use crate::prompt::{HunkView, Prompt, Reply};

/// Characters of code to a token, on the safe side: the server's tokenizer is not known here.
const CHARACTERS_PER_TOKEN: usize = 3;

/// Tokens that a chat template takes.
const TEMPLATE: usize = 64;

/// A model behind a server.
pub struct Endpoint {
    url: Url,
    client: Client,
    key: Option<String>,
    model: String,
    limits: Limits,
    /// The first form in `Form::ALL` that the server may take.
    form: AtomicUsize,
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
    #[error("the variable {0}, which `[local] api_key_env` names, is not set")]
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
        let key = match &section.api_key_env {
            Some(name) => Some(std::env::var(name).map_err(|_| EndpointError::NoKey(name.clone()))?),
            None => None,
        };
        Self::new(address, model, key, limits)
    }

    /// A model of a server, by the server's address up to and with `/v1`.
    ///
    /// # Errors
    /// An address that makes no sense.
    pub fn new(address: &str, model: String, key: Option<String>, limits: Limits) -> Result<Self, EndpointError> {
        let url = http::url(&format!("{}/chat/completions", address.trim_end_matches('/')))?;
        let client = http::client(&url, Redirects::SameHost, limits.time)?;
        Ok(Self { url, client, key, model, limits, form: AtomicUsize::new(0) })
    }

    /// By what the model's answers are known again.
    pub(super) fn identity(&self) -> Identity {
        Identity::new(&self.model, self.url.as_str(), self.limits)
    }

    /// Sends a request in the richest form that the server takes.
    fn send(&self, prompt: &Prompt, time: Duration) -> Result<wire::Response, ReviewerError> {
        loop {
            let at = self.form.load(Ordering::Relaxed);
            let body = wire::body(&self.model, prompt, self.limits.reply_tokens, Form::ALL[at]);
            let request = self.client.post(self.url.clone()).json(&body).timeout(time);
            let request = match &self.key {
                Some(key) => request.bearer_auth(key),
                None => request,
            };
            match http::send(&self.client, request) {
                Ok(response) => {
                    let text = response.text().map_err(|error| HttpError::of(&error, &self.url))?;
                    return Ok(wire::read(&text)?);
                }
                Err(HttpError::Status { status: 400 | 422 | 501, .. }) if at + 1 < Form::ALL.len() => {
                    self.form.store(at + 1, Ordering::Relaxed);
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Reviewer for Endpoint {
    fn name(&self) -> &str {
        &self.model
    }

    fn review(&self, view: &HunkView<'_>, deadline: Instant) -> Result<Answer, ReviewerError> {
        let start = Instant::now();
        let left = deadline.checked_duration_since(start).filter(|left| !left.is_zero()).ok_or(ReviewerError::Time)?;
        let most = self.limits.context_tokens.saturating_sub(self.limits.reply_tokens + TEMPLATE);
        let prompt = Prompt::of(view, most, &|text| text.len().div_ceil(CHARACTERS_PER_TOKEN));
        let response = self.send(&prompt, left)?;
        let reply = Reply::read(&response.text)?;
        let effort = Effort {
            prompt_tokens: response.prompt_tokens,
            reused_tokens: response.reused_tokens.min(response.prompt_tokens),
            reply_tokens: response.reply_tokens,
            time: start.elapsed(),
        };
        Ok(Answer { opinion: opinion(reply.verdict, response.verdicts, None), reply, effort })
    }
}
