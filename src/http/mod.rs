//! HTTP, in one place: a client for a server, and a request sent with it. A response that is a success comes back, or
//! an error in words that names the host and never a key.

mod error;
mod rest;
mod retry;

pub(crate) use error::{HttpError, host};
pub(crate) use retry::Retries;

use std::io::Read as _;
use std::sync::Once;
use std::time::Duration;

use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::redirect::{Attempt, Policy};
use reqwest::{Certificate, Url};

use self::error::Secrets;

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 5;

/// Where a server may send a request on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Redirects {
    /// To any host, never from https to http. Of what is secret, `Authorization` stays behind; other headers do not.
    Anywhere,
    /// Only to itself.
    SameHost,
}

/// How long a server is waited for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times {
    /// Until there is a connection.
    pub connect: Duration,
    /// While it says nothing, unless a request sets a time for all of it.
    pub idle: Duration,
}

/// A client for a server: with the proxies of the environment (none for this machine itself), the system's
/// certificates and those of `SSL_CERT_FILE`.
///
/// # Errors
/// A `SSL_CERT_FILE` that is not one of certificates.
pub(crate) fn client(server: &Url, redirects: Redirects, times: Times) -> Result<Client, HttpError> {
    static PROVIDER: Once = Once::new();
    // It fails where one is installed already, which is as good.
    PROVIDER.call_once(|| drop(rustls::crypto::ring::default_provider().install_default()));
    let own = own_certificates()?;
    let builder = || {
        let agent = concat!("review/", env!("CARGO_PKG_VERSION"));
        let builder = Client::builder().user_agent(agent).connect_timeout(times.connect).timeout(times.idle);
        let builder = builder.redirect(Policy::custom(move |attempt| followed(attempt, redirects)));
        if is_this_machine(server) { builder.no_proxy() } else { builder }
    };
    // A machine without any certificates can still talk to a server of its own.
    let built = builder().tls_certs_merge(own.clone()).build().or_else(|_| builder().tls_certs_only(own).build());
    built.map_err(|error| HttpError::of(&error, server))
}

/// Reads the address of a server.
///
/// # Errors
/// What is no address, or none that starts with `http://` or `https://`.
pub(crate) fn url(text: &str) -> Result<Url, HttpError> {
    let parsed = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    // What was typed may hold a password.
    parsed.ok_or_else(|| HttpError::Address(text.rsplit('@').next().unwrap_or_default().to_owned()))
}

/// Sends a request and returns the response, if it is a success.
///
/// # Errors
/// Everything else, in words; see [`HttpError`].
pub(crate) fn send(client: &Client, request: RequestBuilder) -> Result<Response, HttpError> {
    let request =
        request.build().map_err(|error| HttpError::Other { host: "the server".into(), reason: error.to_string() })?;
    let (url, secrets) = (request.url().clone(), Secrets::of(request.headers()));
    let response = client.execute(request).map_err(|error| HttpError::of(&error, &url))?;
    if response.status().is_success() { Ok(response) } else { Err(HttpError::of_status(response, &secrets)) }
}

/// The body of an answer that has no more than so many bytes.
///
/// # Errors
/// A longer one, and one that breaks off.
pub(crate) fn read(response: Response, most: u64) -> Result<Vec<u8>, HttpError> {
    let url = response.url().clone();
    let mut body = Vec::new();
    response.take(most + 1).read_to_end(&mut body).map_err(|error| HttpError::of_body(&error, &url))?;
    if body.len() as u64 > most {
        let reason = format!("its answer is longer than {} MB", most >> 20);
        return Err(HttpError::Other { host: host(&url), reason });
    }
    Ok(body)
}

/// Whether a server is on this machine: what is sent to it needs neither a proxy nor a cipher.
pub(crate) fn is_this_machine(server: &Url) -> bool {
    let host = server.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn followed(attempt: Attempt<'_>, redirects: Redirects) -> reqwest::redirect::Action {
    let Some(last) = attempt.previous().last().cloned() else { return attempt.follow() };
    let same = last.origin() == attempt.url().origin();
    if attempt.previous().len() > MOST_REDIRECTS {
        attempt.error("it redirects too often")
    } else if last.scheme() == "https" && attempt.url().scheme() != "https" {
        attempt.error("it redirects from https to http")
    } else if redirects == Redirects::SameHost && !same {
        attempt.error("it redirects to another server")
    } else {
        attempt.follow()
    }
}

/// The certificates of `SSL_CERT_FILE`, where the system's own reader does not look at it.
fn own_certificates() -> Result<Vec<Certificate>, HttpError> {
    let named = std::env::var_os("SSL_CERT_FILE").filter(|_| cfg!(any(target_os = "macos", windows)));
    let Some(path) = named else { return Ok(Vec::new()) };
    let failed = |reason: String| HttpError::Certificates { path: path.clone().into(), reason };
    let bytes = std::fs::read(&path).map_err(|error| failed(error.to_string()))?;
    Certificate::from_pem_bundle(&bytes).map_err(|error| failed(error.to_string()))
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// A server that says one thing to whoever asks, or nothing.
    fn server(answer: &'static str) -> Url {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = url(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(answer.as_bytes());
                if answer.is_empty() {
                    thread::sleep(Duration::from_secs(5));
                }
            }
        });
        address
    }

    fn ask(server: &Url, redirects: Redirects) -> Result<String, HttpError> {
        let times = Times { connect: Duration::from_secs(5), idle: Duration::from_millis(500) };
        let client = client(server, redirects, times).unwrap();
        send(&client, client.get(server.clone())).map(|response| response.text().unwrap())
    }

    #[test]
    fn an_answer_comes_back_and_silence_is_an_error_that_names_the_host() {
        let answer = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nhi";
        assert_eq!(ask(&server(answer), Redirects::SameHost).as_deref(), Ok("hi"));
        let silent = server("");
        let host = format!("127.0.0.1:{}", silent.port().unwrap());
        assert_eq!(ask(&silent, Redirects::SameHost), Err(HttpError::Timeout { host }));
    }

    #[test]
    fn a_redirect_to_another_server_is_followed_only_where_it_may_be() {
        let away = "HTTP/1.1 307 x\r\nconnection: close\r\ncontent-length: 0\r\nlocation: http://127.0.0.1:1/\r\n\r\n";
        let kept = ask(&server(away), Redirects::SameHost).unwrap_err();
        assert!(matches!(&kept, HttpError::Redirect { reason, .. } if reason.contains("another server")), "{kept}");
        let gone = ask(&server(away), Redirects::Anywhere).unwrap_err();
        assert!(matches!(gone, HttpError::Unreachable { .. }), "{gone}");
        let around = "HTTP/1.1 307 x\r\nconnection: close\r\ncontent-length: 0\r\nlocation: /\r\n\r\n";
        let around = ask(&server(around), Redirects::SameHost).unwrap_err();
        assert!(around.to_string().contains("too often"), "{around}");
    }

    #[test]
    fn addresses_are_those_of_servers_and_a_password_in_one_is_not_shown() {
        assert!(url("https://hub.example/path").is_ok());
        for text in ["hub.example", "ftp://hub.example", "file:///etc", ""] {
            assert!(matches!(url(text), Err(HttpError::Address(_))), "{text}");
        }
        assert!(!url("ftp://me:secret@hub.example").unwrap_err().to_string().contains("secret"));
    }

    #[test]
    fn this_machine_is_known_by_its_names() {
        for (address, expected) in [
            ("http://localhost:1", true),
            ("http://127.0.0.2", true),
            ("http://[::1]:8080", true),
            ("http://localhost.example", false),
            ("http://10.0.0.1", false),
        ] {
            assert_eq!(is_this_machine(&url(address).unwrap()), expected, "{address}");
        }
    }
}
