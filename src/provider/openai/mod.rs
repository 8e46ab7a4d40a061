//! `OpenAI`'s chat completions, as they are spoken by `OpenAI`, `vLLM`, Ollama, llama.cpp, NVIDIA NIM, Triton, `OpenRouter` and
//! others. What a server does not take is left out of the next request, and remembered.

mod form;
mod probabilities;
mod wire;

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use reqwest::header::HeaderMap;

use self::form::Form;
use super::server::{Manners, Server, secret};
use super::{Answer, Call, Key, Provider, ProviderError};
use crate::http::{self, HttpError};

/// The server, unless the configuration names another.
pub(super) const DEFAULT: &str = "https://api.openai.com/v1";

/// A model behind a server that speaks chat completions.
pub struct OpenAi {
    server: Server,
    model: String,
    form: Mutex<Form>,
}

impl OpenAi {
    /// A model of a server, by the server's address up to and with `/v1`.
    ///
    /// # Errors
    /// An address that makes no sense.
    pub(crate) fn new(address: &str, model: String, key: Option<&Key>, manners: Manners) -> Result<Self, HttpError> {
        let url = http::url(&format!("{}/chat/completions", address.trim_end_matches('/')))?;
        let key = key.and_then(|key| secret("authorization", &format!("Bearer {}", key.expose())));
        let server = Server::new(url, HeaderMap::from_iter(key), manners)?;
        Ok(Self { server, model, form: Mutex::default() })
    }

    fn form(&self, call: &Call<'_>) -> Form {
        self.form.lock().unwrap_or_else(PoisonError::into_inner).of(call)
    }

    /// Remembers that a server does not take a form, unless another thread has found out already; whether there is
    /// another to try.
    fn refused(&self, call: &Call<'_>, form: Form, error: &HttpError) -> bool {
        let Some(next) = form.without(error) else { return false };
        let mut known = self.form.lock().unwrap_or_else(PoisonError::into_inner);
        if known.of(call) == form {
            *known = next;
        }
        true
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
        loop {
            let form = self.form(call);
            match self.server.post(&wire::body(&self.model, call, form), deadline) {
                Ok(text) => return wire::read(&text).map_err(|reason| self.server.nonsense(&reason)),
                Err(ProviderError::Http(error)) if self.refused(call, form, &error) => {}
                Err(error) => return Err(error),
            }
        }
    }
}
