//! A web server on this machine that tests tell what to answer, and ask what it was asked.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A server that runs until the test ends.
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Request>>>,
    busy: Arc<Busy>,
}

/// How many requests wait for an answer, and how many did at the most.
#[derive(Default)]
struct Busy {
    now: AtomicUsize,
    most: AtomicUsize,
}

/// What was asked.
#[derive(Debug, Clone)]
pub struct Request {
    /// The path and the query.
    pub target: String,
    /// The headers, with their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// What came after them.
    #[allow(dead_code)] // read where a test sends something
    pub body: Vec<u8>,
}

impl Request {
    /// What came after the headers, as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// What is answered.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    ranges: bool,
    delay: Duration,
    manner: Manner,
}

/// How an answer is given.
#[derive(Clone)]
enum Manner {
    /// All of it.
    Whole,
    /// So many bytes of the body, and the connection is closed.
    Cut(usize),
    /// The bytes of the body one by one, with a pause before each.
    Slow(Duration),
    /// The body again and again, until the other side has enough.
    Endless,
    /// Nothing, until the other side has enough.
    Never,
    /// Nothing: the connection is closed.
    HangUp,
    /// These bytes, which need be no HTTP, and the connection is closed.
    Raw,
    /// As the request wants it.
    Computed(Arc<dyn Fn(&Request) -> Answer + Send + Sync>),
}

impl Answer {
    /// A success with a body, of which parts can be asked for.
    pub fn of(body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            headers: vec![("etag", "\"1\"".into())],
            body: body.into(),
            ranges: true,
            delay: Duration::ZERO,
            manner: Manner::Whole,
        }
    }

    /// What a function makes of the request.
    pub fn computed(answer: impl Fn(&Request) -> Self + Send + Sync + 'static) -> Self {
        Self { manner: Manner::Computed(Arc::new(answer)), ..Self::of("") }
    }

    /// A body without an end.
    pub fn endless() -> Self {
        Self { manner: Manner::Endless, ..Self::of(vec![b' '; 1 << 16]) }
    }

    /// No answer, while the connection stays.
    pub fn never() -> Self {
        Self { manner: Manner::Never, ..Self::of("") }
    }

    /// No answer, and the connection is closed.
    pub fn hang_up() -> Self {
        Self { manner: Manner::HangUp, ..Self::of("") }
    }

    /// These bytes and no others.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { manner: Manner::Raw, ..Self::of(bytes) }
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
        Self { manner: Manner::Cut(bytes), ..self }
    }

    /// The same with a pause before each byte of the body.
    pub fn slowly(self, pause: Duration) -> Self {
        Self { manner: Manner::Slow(pause), ..self }
    }

    /// The same after a while.
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// The same with a further header.
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same from a server that always sends all of it.
    pub fn without_ranges(self) -> Self {
        Self { ranges: false, ..self }
    }

    fn send(&self, request: &Request, stream: &mut TcpStream) {
        // Whoever has heard enough may hang up.
        let _ = match &self.manner {
            Manner::Computed(answer) => {
                let answer = answer(request);
                thread::sleep(answer.delay);
                return answer.send(request, stream);
            }
            Manner::HangUp => return,
            Manner::Raw => stream.write_all(&self.body),
            Manner::Never => stream.read(&mut [0]).map(drop),
            Manner::Endless => self.endlessly(stream),
            _ => self.whole(request, stream),
        };
    }

    fn whole(&self, request: &Request, stream: &mut TcpStream) -> io::Result<()> {
        let range = request.headers.get("range").filter(|_| self.ranges && self.status == 200);
        let start = range.and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok());
        let all = self.body.len();
        let (status, body, range) = match start {
            Some(start) if start >= all => (416, &[][..], format!("content-range: bytes */{all}\r\n")),
            Some(start) => (206, &self.body[start..], format!("content-range: bytes {start}-{}/{all}\r\n", all - 1)),
            None => (self.status, &self.body[..], String::new()),
        };
        stream.write_all(self.head(status, &format!("content-length: {}\r\n{range}", body.len())).as_bytes())?;
        match self.manner {
            Manner::Slow(pause) => body.chunks(1).try_for_each(|byte| {
                thread::sleep(pause);
                stream.write_all(byte)
            }),
            Manner::Cut(bytes) => stream.write_all(&body[..bytes.min(body.len())]),
            _ => stream.write_all(body),
        }
    }

    fn endlessly(&self, stream: &mut TcpStream) -> io::Result<()> {
        stream.write_all(self.head(self.status, "").as_bytes())?;
        loop {
            stream.write_all(&self.body)?;
        }
    }

    fn head(&self, status: u16, further: &str) -> String {
        let mut head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\n{further}");
        for (name, value) in &self.headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        head + "\r\n"
    }
}

impl Server {
    /// A server that answers each path in turn with the answers that belong to it, the last one for ever; other paths
    /// are not found. A path is given without its query; one that ends in `/` stands for all below it.
    pub fn start(routes: Vec<(&str, Vec<Answer>)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { address: listener.local_addr().unwrap(), asked: Arc::default(), busy: Arc::default() };
        let mut routes: BTreeMap<String, Vec<Answer>> =
            routes.into_iter().map(|(path, answers)| (path.to_owned(), answers)).collect();
        let (asked, busy) = (server.asked.clone(), server.busy.clone());
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let Some(request) = read(&stream) else { continue };
                let path = request.target.split('?').next().unwrap_or_default();
                let covers = |own: &&String| **own == path || own.ends_with('/') && path.starts_with(&***own);
                let route = routes.keys().rfind(covers).cloned().unwrap_or_default();
                let answer = match routes.get_mut(&route) {
                    Some(answers) if answers.len() > 1 => answers.remove(0),
                    Some(answers) => answers[0].clone(),
                    None => Answer::status(404, "{\"error\": \"not found\"}"),
                };
                asked.lock().unwrap().push(request.clone());
                let busy = busy.clone();
                busy.most.fetch_max(1 + busy.now.fetch_add(1, Ordering::SeqCst), Ordering::SeqCst);
                thread::spawn(move || {
                    thread::sleep(answer.delay);
                    // Before the answer: whoever has it may ask the next thing at once.
                    busy.now.fetch_sub(1, Ordering::SeqCst);
                    answer.send(&request, &mut stream);
                });
            }
        });
        server
    }

    /// Its address, such as `http://127.0.0.1:4000`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many requests waited for an answer at the same time, at the most.
    pub fn most_at_once(&self) -> usize {
        self.busy.most.load(Ordering::SeqCst)
    }

    /// What was asked so far for a path, without its query.
    pub fn asked(&self, path: &str) -> Vec<Request> {
        let all = self.asked.lock().unwrap();
        all.iter().filter(|request| request.target.split('?').next() == Some(path)).cloned().collect()
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
