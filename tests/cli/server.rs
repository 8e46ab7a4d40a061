//! A web server on this machine that tests tell what to answer, and ask what it was asked.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server that runs until the test ends.
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Request>>>,
}

/// What was asked.
#[derive(Debug, Clone)]
pub struct Request {
    /// The path and the query.
    pub target: String,
    /// The headers, with their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// What came after them.
    pub body: Vec<u8>,
}

impl Request {
    /// The path without the query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// What came after the headers, as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// What is answered.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    cut: Option<usize>,
    ranges: bool,
}

impl Answer {
    /// A success with a body, of which parts can be asked for.
    pub fn of(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: vec![("etag", "\"1\"".into())], body: body.into(), cut: None, ranges: true }
    }

    /// A status and what is said with it.
    pub fn status(status: u16, body: &str) -> Self {
        Self { status, ..Self::of(body) }
    }

    /// The way to another address.
    pub fn redirect(to: String) -> Self {
        Self { status: 302, headers: vec![("location", to)], ..Self::of("") }
    }

    /// The same, closing the connection after so many bytes of the body.
    pub fn cut_after(self, bytes: usize) -> Self {
        Self { cut: Some(bytes), ..self }
    }

    /// The same from a server that always sends all of it.
    pub fn without_ranges(self) -> Self {
        Self { ranges: false, ..self }
    }

    fn send(&self, request: &Request, stream: &mut TcpStream) {
        let range = request.headers.get("range").filter(|_| self.ranges && self.status == 200);
        let start = range.and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok());
        let all = self.body.len();
        let (status, body, range) = match start {
            Some(start) if start >= all => (416, &[][..], format!("content-range: bytes */{all}\r\n")),
            Some(start) => (206, &self.body[start..], format!("content-range: bytes {start}-{}/{all}\r\n", all - 1)),
            None => (self.status, &self.body[..], String::new()),
        };
        let mut head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\ncontent-length: {}\r\n{range}", body.len());
        for (name, value) in &self.headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        let sent = self.cut.map_or(body, |cut| &body[..cut.min(body.len())]);
        // Whoever has heard enough may hang up.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(b"\r\n"));
        let _ = stream.write_all(sent).and_then(|()| stream.flush());
    }
}

impl Server {
    /// A server that answers each path in turn with the answers that belong to it, the last one for ever; other paths
    /// are not found. A path is given without its query.
    pub fn start(routes: Vec<(&str, Vec<Answer>)>) -> Self {
        let routes: BTreeMap<String, Vec<Answer>> =
            routes.into_iter().map(|(path, answers)| (path.to_owned(), answers)).collect();
        let routes = Mutex::new(routes);
        Self::answering(move |request| match routes.lock().unwrap().get_mut(request.path()) {
            Some(answers) if answers.len() > 1 => answers.remove(0),
            Some(answers) => answers[0].clone(),
            None => Answer::status(404, "{\"error\": \"not found\"}"),
        })
    }

    /// A server that thinks about each request.
    pub fn answering(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { address: listener.local_addr().unwrap(), asked: Arc::default() };
        let (asked, answer) = (server.asked.clone(), Arc::new(answer));
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let (asked, answer) = (asked.clone(), answer.clone());
                thread::spawn(move || {
                    let Some(request) = read(&stream) else { return };
                    asked.lock().unwrap().push(request.clone());
                    answer(&request).send(&request, &mut stream);
                });
            }
        });
        server
    }

    /// Its address, such as `http://127.0.0.1:4000`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What was asked so far for a path, without its query.
    pub fn asked(&self, path: &str) -> Vec<Request> {
        let all = self.asked.lock().unwrap();
        all.iter().filter(|request| request.path() == path).cloned().collect()
    }
}

/// An address where nobody answers.
pub fn nobody() -> String {
    format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap())
}

fn read(stream: &TcpStream) -> Option<Request> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let target = line.split(' ').nth(1)?.to_owned();
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Request { target, headers, body })
}
