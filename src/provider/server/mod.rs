//! A server that JSON is posted to. It is asked again where that may help, never longer than its time, by so many
//! threads at once, and no more in this run once it is given up. Each time a meter is asked first.

mod breaker;
mod slots;

use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

use reqwest::Url;
use reqwest::blocking::{Client, RequestBuilder};
use reqwest::header::{HeaderMap, HeaderValue};
use serde_json::Value;

use self::breaker::{Breaker, LONGEST_REST};
use self::slots::Slots;
use super::{Meter, ProviderError};
use crate::http::{self, HttpError, Redirects, Retries, Times};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(4);
/// How often a request that failed is sent again.
const RETRIES: u32 = 2;
/// Bytes of an answer at the most.
const MOST_BYTES: u64 = 4 << 20;

/// How much a server may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerLimits {
    /// Time of a request, until the last byte of its answer.
    pub timeout: Duration,
    /// Requests at the same time.
    pub concurrency: usize,
}

/// One address of a server.
pub(super) struct Server {
    url: Url,
    host: String,
    /// What it answers with.
    answer: &'static str,
    /// Made for the first request: certificates take long to load, and many a run has nothing to ask.
    client: OnceLock<Result<Client, HttpError>>,
    headers: HeaderMap,
    timeout: Duration,
    breaker: Breaker,
    slots: Slots,
}

impl Server {
    /// The server at an address, asked with these headers for an answer of this kind.
    ///
    /// # Errors
    /// A key that would go over the network in clear text.
    pub fn new(url: Url, answer: &'static str, headers: HeaderMap, limits: ServerLimits) -> Result<Self, HttpError> {
        let secret = url.password().is_some() || headers.values().any(HeaderValue::is_sensitive);
        if secret && url.scheme() != "https" && !http::is_this_machine(&url) {
            return Err(HttpError::ClearText { host: http::host(&url) });
        }
        let (host, timeout, client) = (http::host(&url), limits.timeout, OnceLock::new());
        let (breaker, slots) = (Breaker::default(), Slots::new(limits.concurrency));
        Ok(Self { url, host, answer, client, headers, timeout, breaker, slots })
    }

    /// Its host, with its port where the address names one.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Posts a body and returns the answer. A refusal that the caller `expects` says nothing about the server's health.
    pub fn post(
        &self,
        body: &Value,
        deadline: Instant,
        meter: &dyn Meter,
        expects: &dyn Fn(&HttpError) -> bool,
    ) -> Result<Value, ProviderError> {
        let mut retries = Retries::new(RETRIES, LONGEST_REST);
        loop {
            let error = match self.once(body, deadline, meter, expects) {
                Err(ProviderError::Http(error)) => error,
                settled => return settled,
            };
            if expects(&error) || self.breaker.open().is_some() {
                return Err(error.into());
            }
            match retries.pause(&error) {
                Some(pause) if Instant::now() + pause < deadline => sleep(pause),
                _ => return Err(error.into()),
            }
        }
    }

    /// An answer that is none of the protocol.
    pub fn wire(&self, reason: &str) -> ProviderError {
        ProviderError::Wire { host: self.host.clone(), reason: format!("it is no {}: {reason}", self.answer) }
    }

    fn once(
        &self,
        body: &Value,
        deadline: Instant,
        meter: &dyn Meter,
        expects: &dyn Fn(&HttpError) -> bool,
    ) -> Result<Value, ProviderError> {
        let _slot = self.slots.take(deadline).ok_or(ProviderError::Time)?;
        if let Some(reason) = self.breaker.open() {
            return Err(ProviderError::Open { host: self.host.clone(), reason });
        }
        let begun = Instant::now();
        let left = deadline.saturating_duration_since(begun);
        if left.is_zero() {
            return Err(ProviderError::Time);
        }
        let client = self.client()?;
        meter.begin().map_err(ProviderError::Ceiling)?;
        let request = client.post(self.url.clone()).headers(self.headers.clone()).json(body);
        match exchange(client, request.timeout(self.timeout.min(left))) {
            Ok(answer) => {
                self.breaker.passed();
                serde_json::from_slice(&answer).map_err(|error| self.wire(&error.to_string()))
            }
            Err(HttpError::Timeout { .. }) if Instant::now() >= deadline => Err(ProviderError::Time),
            Err(error) => {
                if error.kept_everything() {
                    meter.kept();
                }
                if !expects(&error) {
                    self.breaker.failed(&error, begun);
                }
                Err(error.into())
            }
        }
    }

    fn client(&self) -> Result<&Client, HttpError> {
        let times = Times { connect: CONNECT, idle: self.timeout };
        let client = self.client.get_or_init(|| http::client(&self.url, Redirects::SameHost, times));
        client.as_ref().map_err(Clone::clone)
    }
}

/// Sends a request, whose time-out is for all of it, and reads what comes back.
fn exchange(client: &Client, request: RequestBuilder) -> Result<Vec<u8>, HttpError> {
    http::read(http::send(client, request)?, MOST_BYTES)
}
