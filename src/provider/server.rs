//! One server that speaks JSON over HTTP. A body goes out and a text comes back, within a time, a size and a number of
//! requests at once; what may pass is tried again, as the server asks for it.

use std::hash::{BuildHasher, RandomState};
use std::io::Read;
use std::time::{Duration, Instant};

use reqwest::Url;
use reqwest::blocking::Client;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use super::ProviderError;
use super::breaker::Breaker;
use super::slots::Slots;
use crate::http::{self, HttpError, Redirects};

/// Pauses before a request is tried again, where the server names none; up to a half is added by chance, so that not all
/// come back at once.
const PAUSES: [Duration; 2] = [Duration::from_millis(500), Duration::from_millis(1500)];

/// A server that asks for a longer pause is left alone for this run.
const LONGEST_PAUSE: Duration = Duration::from_secs(20);

/// A longer answer is none, in bytes.
const LONGEST_ANSWER: u64 = 4 << 20;

/// How a server is spoken to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manners {
    /// The time for one request, its answer included.
    pub timeout: Duration,
    /// Requests at once.
    pub concurrency: usize,
}

/// A server.
pub(super) struct Server {
    url: Url,
    host: String,
    client: Client,
    headers: HeaderMap,
    manners: Manners,
    breaker: Breaker,
    slots: Slots,
}

impl Server {
    /// A server by the address that requests go to; secret headers are marked as such.
    ///
    /// # Errors
    /// An address or certificates that make no sense.
    pub fn new(url: Url, headers: HeaderMap, manners: Manners) -> Result<Self, HttpError> {
        let client = http::client(&url, Redirects::SameHost, manners.timeout)?;
        let host = http::host(&url);
        let slots = Slots::new(manners.concurrency);
        Ok(Self { url, host, client, headers, manners, breaker: Breaker::default(), slots })
    }

    /// Its name, with its port where the address names one.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Sends a body and returns the text of the answer.
    ///
    /// # Errors
    /// See [`ProviderError`]; what may pass has been tried again.
    pub fn post(&self, body: &Value, deadline: Instant) -> Result<String, ProviderError> {
        let _slot = self.slots.take(deadline).ok_or(ProviderError::Time)?;
        let mut pauses = PAUSES.iter();
        loop {
            if let Some(reason) = self.breaker.open() {
                return Err(ProviderError::Open { host: self.host.clone(), reason });
            }
            let error = match self.send(body, deadline)? {
                Ok(text) => {
                    self.breaker.succeeded();
                    return Ok(text);
                }
                Err(error) => error,
            };
            match pauses.next().and_then(|usual| pause(&error, *usual, deadline)) {
                Some(pause) => std::thread::sleep(pause),
                None => {
                    self.breaker.failed(&error);
                    return Err(error.into());
                }
            }
        }
    }

    /// One request.
    fn send(&self, body: &Value, deadline: Instant) -> Result<Result<String, HttpError>, ProviderError> {
        let left = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
        let time = left.ok_or(ProviderError::Time)?.min(self.manners.timeout);
        let request = self.client.post(self.url.clone()).headers(self.headers.clone()).json(body).timeout(time);
        let response = match http::send(&self.client, request) {
            Ok(response) => response,
            Err(error) => return Ok(Err(error)),
        };
        let mut text = Vec::new();
        match response.take(LONGEST_ANSWER + 1).read_to_end(&mut text) {
            Err(error) => Ok(Err(HttpError::of_body(&error, &self.url))),
            Ok(length) if length as u64 > LONGEST_ANSWER => Err(self.nonsense("it is too long")),
            Ok(_) => Ok(Ok(String::from_utf8_lossy(&text).into_owned())),
        }
    }

    /// An answer that makes no sense.
    pub fn nonsense(&self, reason: &str) -> ProviderError {
        ProviderError::Wire { host: self.host.clone(), reason: reason.to_owned() }
    }
}

/// How long to wait before a request is tried again; `None` where that makes no sense, or no time is left for it.
fn pause(error: &HttpError, usual: Duration, deadline: Instant) -> Option<Duration> {
    let wanted = match error {
        // It has cost all the time that there was for it.
        HttpError::Timeout { .. } => return None,
        error if !error.may_pass() => return None,
        HttpError::Status { retry_after: Some(after), .. } => *after,
        _ => usual + usual.mul_f64(chance() / 2.0),
    };
    let fits = wanted <= LONGEST_PAUSE && Instant::now() + wanted < deadline;
    fits.then_some(wanted)
}

/// A number from 0.0 to 1.0: hash maps are seeded by chance.
#[allow(clippy::cast_precision_loss)] // 32 bits of it
fn chance() -> f64 {
    (RandomState::new().hash_one(0) >> 32) as f64 / f64::from(u32::MAX)
}

/// A header whose value nobody may see.
pub(super) fn secret(name: &'static str, value: &str) -> Option<(HeaderName, HeaderValue)> {
    let mut value = HeaderValue::from_str(value).ok()?;
    value.set_sensitive(true);
    Some((HeaderName::from_static(name), value))
}
