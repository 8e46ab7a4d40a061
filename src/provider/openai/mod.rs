//! `OpenAI`'s chat completions, which vLLM, Ollama, llama.cpp, Triton, NIM and others speak as well. What a server does
//! not take is left out of the next request, and of all requests that follow.

mod body;
mod form;
pub(super) mod read;
mod verdicts;

use std::time::Instant;

use reqwest::header::{AUTHORIZATION, HeaderMap};

use self::form::{Form, Learned};
use super::server::{Server, ServerLimits};
use super::{Answer, Call, Key, Provider, ProviderError};
use crate::http::{self, HttpError};

/// A model that is asked by chat completions.
pub(crate) struct OpenAi {
    server: Server,
    model: String,
    learned: Learned,
}

impl OpenAi {
    /// A model of a server, by the server's address up to and with `/v1`.
    ///
    /// # Errors
    /// An address that makes no sense, or that a key must not go to.
    pub fn new(address: &str, model: String, key: Option<&Key>, limits: ServerLimits) -> Result<Self, HttpError> {
        let url = http::url(&format!("{}/chat/completions", address.trim_end_matches('/')))?;
        let headers = HeaderMap::from_iter(key.map(|key| (AUTHORIZATION, key.header("Bearer "))));
        Ok(Self { server: Server::new(url, "chat completion", headers, limits)?, model, learned: Learned::default() })
    }

    /// Asks in one form, without the parameters that the model does not take.
    fn ask_as(&self, form: Form, last: bool, call: &Call<'_>, deadline: Instant) -> Result<Answer, ProviderError> {
        loop {
            let dialect = self.learned.dialect();
            let body = body::of(&self.model, call, form, dialect);
            match self.server.post(&body, deadline, call.meter, &|error| !last && form::is_refused(error)) {
                Err(ProviderError::Http(error)) if self.learned.parameter(&error, dialect) => {}
                Err(error) => return Err(error),
                Ok(answer) => {
                    let answer = read::answer(&answer, call);
                    return answer.ok_or_else(|| self.server.wire("it has no message"));
                }
            }
        }
    }
}

impl Provider for OpenAi {
    fn destination(&self) -> &str {
        self.server.host()
    }

    fn model(&self) -> &str {
        &self.model
    }

    fn ask(&self, call: &Call<'_>, deadline: Instant) -> Result<Answer, ProviderError> {
        let mut ladder = self.learned.ladder(call).into_iter().peekable();
        let mut refused = Vec::new();
        while let Some(form) = ladder.next() {
            let last = ladder.peek().is_none();
            match self.ask_as(form, last, call, deadline) {
                Err(ProviderError::Http(error)) if !last && form::is_refused(&error) => refused.push(form),
                Err(error) => return Err(error),
                Ok(answer) => {
                    // Only now is it known that the form was to blame.
                    self.learned.refused(&refused);
                    return Ok(answer);
                }
            }
        }
        unreachable!("the last form ends the loop")
    }
}
