//! Why a request failed, in words that help, and that hold no key.

use std::error::Error as StdError;
use std::io::{ErrorKind, Read};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use miette::Diagnostic;
use reqwest::Url;
use reqwest::blocking::Response;
use reqwest::header::HeaderMap;
use thiserror::Error;

use super::rest::wait_of;
use crate::text::{one_line, shortened};

/// Bytes of an answer that are read for its words, and characters that are shown.
const READ: u64 = 1 << 14;
const SHOWN: usize = 200;

/// Why a request failed.
#[derive(Debug, Clone, PartialEq, Eq, Error, Diagnostic)]
pub enum HttpError {
    /// No address of a server.
    #[error("`{0}` is not the address of a server")]
    #[diagnostic(help("an address starts with https:// or http://"))]
    Address(String),
    /// A key for a server that is asked without encryption, and is not this machine.
    #[error("{host} would get its key without encryption")]
    #[diagnostic(help("use an address that starts with https://"))]
    ClearText { host: String },
    /// The file of `SSL_CERT_FILE`.
    #[error("the certificates in {}, which SSL_CERT_FILE names, cannot be used: {reason}", path.display())]
    Certificates { path: PathBuf, reason: String },
    /// No such host.
    #[error("the name {host} cannot be looked up")]
    #[diagnostic(help("check the name and the network; behind a proxy, set HTTPS_PROXY"))]
    Dns { host: String },
    /// No connection.
    #[error("there is no connection to {host}: {reason}")]
    #[diagnostic(help("check that the server runs and that the network lets you reach it"))]
    Unreachable { host: String, reason: String },
    /// Silence.
    #[error("{host} did not answer in time")]
    #[diagnostic(help("try again later, or check the network"))]
    Timeout { host: String },
    /// No trust.
    #[error("the connection to {host} is not safe: {reason}")]
    #[diagnostic(help("behind a proxy that reads along, SSL_CERT_FILE names its certificate"))]
    Tls { host: String, reason: String },
    /// An answer that is no success.
    #[error("{host} answered {status}{}", details(said, *wait))]
    Status { host: String, status: u16, said: String, wait: Option<Duration> },
    /// An answer that ended too early.
    #[error("the connection to {host} broke off: {reason}")]
    #[diagnostic(help("try again"))]
    Cut { host: String, reason: String },
    /// A server that sends on to where we do not go.
    #[error("{host} cannot be used: {reason}")]
    Redirect { host: String, reason: String },
    /// Anything else.
    #[error("the request to {host} failed: {reason}")]
    Other { host: String, reason: String },
}

impl HttpError {
    /// What a failure of the client means; `url` is the address that was asked.
    pub(crate) fn of(error: &reqwest::Error, url: &Url) -> Self {
        let host = host(error.url().unwrap_or(url));
        let chain = || std::iter::successors(error.source(), source_of);
        // The innermost error says it; those around it repeat the address, which may hold a password.
        let reason = chain().last().map_or_else(|| "it cannot be sent".to_owned(), ToString::to_string);
        let tls = chain().any(<dyn StdError>::is::<rustls::Error>) || reason.contains("certificate");
        let refused = chain().filter_map(|error| error.downcast_ref::<std::io::Error>());
        let refused = refused.into_iter().any(|error| error.kind() == ErrorKind::ConnectionRefused);
        if error.is_timeout() && error.is_connect() {
            Self::Unreachable { host, reason: "it did not answer in time".to_owned() }
        } else if error.is_timeout() {
            Self::Timeout { host }
        } else if error.is_redirect() {
            Self::Redirect { host, reason }
        } else if error.is_dns() {
            Self::Dns { host }
        } else if tls {
            Self::Tls { host, reason }
        } else if refused || error.is_connect() {
            Self::Unreachable { host, reason: if refused { "it was refused".into() } else { reason } }
        } else if error.is_request() || error.is_body() || error.is_decode() {
            Self::Cut { host, reason }
        } else {
            Self::Other { host, reason }
        }
    }

    /// What a failure to read an answer means.
    pub(crate) fn of_body(error: &std::io::Error, url: &Url) -> Self {
        let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<reqwest::Error>());
        inner.map_or_else(|| Self::Cut { host: host(url), reason: error.to_string() }, |inner| Self::of(inner, url))
    }

    /// An answer that is shorter than it should be.
    pub(crate) fn ended_early(url: &Url) -> Self {
        Self::Cut { host: host(url), reason: "the answer ended early".to_owned() }
    }

    /// What an answer that is no success says.
    pub(super) fn of_status(response: Response, secrets: &Secrets) -> Self {
        let (host, status) = (host(response.url()), response.status().as_u16());
        let wait = wait_of(response.headers(), SystemTime::now());
        let mut body = Vec::new();
        // An answer whose words cannot be read still has its number.
        let _ = response.take(READ).read_to_end(&mut body);
        Self::Status { host, status, said: excerpt(&secrets.without(&String::from_utf8_lossy(&body))), wait }
    }

    /// Whether nothing of the request came to the server.
    pub(crate) fn kept_everything(&self) -> bool {
        matches!(self, Self::Dns { .. } | Self::Tls { .. } | Self::Unreachable { .. })
    }

    /// Whether the same request may succeed in a moment.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            Self::Timeout { .. } | Self::Cut { .. } => true,
            Self::Status { status, .. } => matches!(status, 408 | 429 | 500 | 502..),
            _ => false,
        }
    }

    /// Whether the server refuses a parameter of the request, which its words name.
    pub(crate) fn refuses(&self, parameter: &str) -> bool {
        matches!(self, Self::Status { status: 400 | 422, said, .. } if said.contains(parameter))
    }

    /// How long the server wants not to be asked.
    pub(crate) fn wait(&self) -> Option<Duration> {
        if let Self::Status { wait, .. } = self { *wait } else { None }
    }
}

/// The values of a request's headers that nobody may see.
pub(super) struct Secrets(Vec<String>);

impl Secrets {
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let hidden = headers.values().filter(|value| value.is_sensitive()).filter_map(|value| value.to_str().ok());
        // The scheme before a key, such as `Bearer`, is no secret.
        Self(hidden.filter_map(|value| value.rsplit(' ').next()).map(str::to_owned).collect())
    }

    fn without(&self, text: &str) -> String {
        self.0.iter().filter(|secret| !secret.is_empty()).fold(text.to_owned(), |text, own| text.replace(own, "***"))
    }
}

fn source_of<'e>(error: &&'e (dyn StdError + 'static)) -> Option<&'e (dyn StdError + 'static)> {
    (*error).source()
}

/// The words and the wait of an answer that is no success, for people.
fn details(said: &str, wait: Option<Duration>) -> String {
    let wait = wait.filter(|wait| !wait.is_zero());
    let wait = wait.map(|wait| format!(" and wants {} s of rest", wait.as_secs_f64().ceil())).unwrap_or_default();
    if said.is_empty() { wait } else { format!("{wait}: {said}") }
}

/// The host of an address, with its port where it names one.
pub(crate) fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or("the server");
    url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

/// The words of an answer on one line: its message where it is JSON with one, nothing where it is a page.
fn excerpt(body: &str) -> String {
    let json: Option<serde_json::Value> = serde_json::from_str(body).ok();
    let message = json.as_ref().and_then(|json| {
        let places = ["/error/message", "/error", "/message", "/detail"];
        places.iter().find_map(|place| json.pointer(place)?.as_str())
    });
    if message.is_none() && body.trim_start().starts_with('<') {
        return String::new();
    }
    let visible = |c: char| if c.is_control() { ' ' } else { c };
    let line: String = message.unwrap_or(body).chars().map(visible).collect();
    // The mark of a cut comes on top.
    shortened(&one_line(&line), SHOWN + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_answer_are_one_short_line() {
        let cases = [
            (r#"{"error": {"message": "no such\nmodel", "code": 5}}"#, "no such model"),
            (r#"{"error": "Repository not found"}"#, "Repository not found"),
            ("<!doctype html><title>502</title>", ""),
            ("plain \u{1b}[31mwords", "plain [31mwords"),
        ];
        for (body, expected) in cases {
            assert_eq!(excerpt(body), expected);
        }
        assert_eq!(excerpt(&"x".repeat(1000)).chars().count(), SHOWN + 1);
    }

    #[test]
    fn a_key_that_comes_back_in_an_answer_is_not_shown() {
        let mut headers = HeaderMap::new();
        let mut key = reqwest::header::HeaderValue::from_static("Bearer abc123");
        key.set_sensitive(true);
        headers.insert("authorization", key);
        assert_eq!(Secrets::of(&headers).without("the key abc123 is wrong"), "the key *** is wrong");
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        let status = |status| HttpError::Status { host: String::new(), status, said: String::new(), wait: None };
        assert!([408, 429, 500, 502, 503, 529].into_iter().all(|number| status(number).may_pass()));
        assert!([400, 401, 403, 404, 413, 501].into_iter().all(|number| !status(number).may_pass()));
        assert!(!HttpError::Dns { host: String::new() }.may_pass());
    }
}
