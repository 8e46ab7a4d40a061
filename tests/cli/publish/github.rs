//! A GitHub on this machine: one pull request, its threads and comments, and the rules of the real one.

use std::fs;
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::{Value, json};

use super::shown::{Row, rows};
use crate::sandbox::Sandbox;
use crate::server::{Answer, Request, Server};

/// What the token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    Write,
    Comment,
    Read,
    Expired,
}

/// A thread on a line.
#[derive(Debug, Clone)]
pub struct Thread {
    pub path: String,
    /// The text of the line that it is on.
    pub text: String,
    pub resolved: bool,
    pub comments: Vec<Comment>,
}

/// A comment, in a thread or not.
#[derive(Debug, Clone)]
pub struct Comment {
    pub body: String,
    pub mine: bool,
}

/// All that the server holds.
pub struct State {
    pub threads: Vec<Thread>,
    pub comments: Vec<Comment>,
    pub rights: Rights,
    /// How many requests are answered until all fail.
    pub fails_after: Option<usize>,
    /// Reviews to refuse for having come too fast, and how long to rest.
    pub too_fast: usize,
    pub rest: &'static str,
    /// Reviews that are made without an answer.
    pub unheard: usize,
    /// Files on which no comment is taken, though they lie in the diff.
    pub sealed: Vec<String>,
    /// How much changed.
    pub writes: usize,
    page: usize,
    rows: Vec<Row>,
}

/// The server, and what it holds.
pub struct GitHub {
    server: Server,
    state: Arc<Mutex<State>>,
}

impl GitHub {
    pub fn start() -> Self {
        let state = Arc::new(Mutex::new(State {
            threads: Vec::new(),
            comments: Vec::new(),
            rights: Rights::Write,
            fails_after: None,
            too_fast: 0,
            rest: "0",
            unheard: 0,
            sealed: Vec::new(),
            writes: 0,
            page: 2,
            rows: Vec::new(),
        }));
        let answer = |work: fn(&mut State, &Value) -> Answer| {
            let state = state.clone();
            vec![Answer::computed(move |request| state.lock().unwrap().answered(request, work))]
        };
        let server = Server::start(vec![
            ("/graphql", answer(State::graphql)),
            ("/repos/o/r/pulls/7/reviews", answer(State::review)),
            ("/repos/o/r/issues/7/comments", answer(State::comment)),
        ]);
        Self { server, state }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// How many threads, other comments and changes there are.
    pub fn counts(&self) -> [usize; 3] {
        let state = self.state();
        [state.threads.len(), state.comments.len(), state.writes]
    }

    /// Takes a push of the branch, and returns the variables of its job.
    pub fn push(&self, sandbox: &Sandbox, action: &str) -> Vec<(&'static str, String)> {
        let revision = |name: &str| sandbox.git(&["rev-parse", name]).trim().to_owned();
        let (base, head) = (revision("main"), revision("work"));
        self.state().rows = rows(sandbox, &base, &head);
        let event = json!({
            "action": action,
            "pull_request": {"number": 7, "base": {"sha": base}, "head": {"sha": head}},
        });
        fs::write(sandbox.beside("event.json"), event.to_string()).unwrap();
        let beside = |name: &str| sandbox.beside(name).to_string_lossy().into_owned();
        vec![
            ("GITHUB_ACTIONS", "true".into()),
            ("GITHUB_EVENT_NAME", "pull_request".into()),
            ("GITHUB_EVENT_PATH", beside("event.json")),
            ("GITHUB_STEP_SUMMARY", beside("summary.md")),
            ("GITHUB_REPOSITORY", "o/r".into()),
            ("GITHUB_TOKEN", "abc".into()),
            ("GITHUB_API_URL", self.server.url()),
            ("GITHUB_GRAPHQL_URL", format!("{}/graphql", self.server.url())),
        ]
    }

    /// What a person does to the thread on a line with this text.
    pub fn person(&self, text: &str, does: impl Fn(&mut Thread)) {
        let mut state = self.state();
        let thread = state.threads.iter_mut().find(|thread| thread.text.contains(text));
        does(thread.unwrap_or_else(|| panic!("there is no thread on {text}")));
    }
}

fn said(status: u16, message: &str) -> Answer {
    Answer::status(status, &json!({"message": message}).to_string())
}

fn done() -> Answer {
    Answer::of(json!({"data": {}}).to_string())
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

impl State {
    fn answered(&mut self, request: &Request, work: fn(&mut Self, &Value) -> Answer) -> Answer {
        if let Some(left) = &mut self.fails_after {
            if *left == 0 {
                return said(501, "the server was interrupted");
            }
            *left -= 1;
        }
        if self.rights == Rights::Expired || request.headers["authorization"] != "Bearer abc" {
            return said(401, "Bad credentials");
        }
        work(self, &request.json())
    }

    fn review(&mut self, review: &Value) -> Answer {
        if self.rights == Rights::Read {
            return said(403, "Resource not accessible by integration");
        }
        if self.too_fast > 0 {
            self.too_fast -= 1;
            let words = "You have exceeded a secondary rate limit";
            return said(403, words).with_header("retry-after", self.rest);
        }
        let comments = review["comments"].as_array().unwrap();
        if comments.len() > 30 {
            return said(502, "Server Error");
        }
        let threads: Option<Vec<_>> = comments.iter().map(|comment| self.thread(comment)).collect();
        let Some(threads) = threads else { return said(422, "line must be part of the diff") };
        self.threads.extend(threads);
        self.writes += 1;
        if self.unheard > 0 {
            self.unheard -= 1;
            return Answer::hang_up();
        }
        done()
    }

    /// The thread of a comment, if its lines lie in one hunk of the diff, each on its side.
    fn thread(&self, comment: &Value) -> Option<Thread> {
        let (path, body) = (string(&comment["path"]), string(&comment["body"]));
        let row = |line: &Value, side: &Value| {
            let on_side = |row: &&Row| match side.as_str().unwrap() {
                "RIGHT" => row.new == line.as_u64(),
                _ => row.old == line.as_u64() && row.new.is_none(),
            };
            self.rows.iter().filter(|row| row.path == path || row.old_path == path).find(on_side)
        };
        let last = row(&comment["line"], &comment["side"])?;
        if comment["start_line"].is_u64() {
            let first = row(&comment["start_line"], &comment["start_side"])?;
            let before = self.rows.iter().position(|row| row == first) < self.rows.iter().position(|row| row == last);
            if first.hunk != last.hunk || !before {
                return None;
            }
        }
        let comments = vec![Comment { body, mine: true }];
        let fits = comments[0].body.chars().count() <= 65_536 && !self.sealed.contains(&path);
        fits.then(|| Thread { path, text: last.text.clone(), resolved: false, comments })
    }

    fn comment(&mut self, comment: &Value) -> Answer {
        if self.rights == Rights::Read {
            return said(403, "Resource not accessible by integration");
        }
        self.comments.push(Comment { body: string(&comment["body"]), mine: true });
        self.writes += 1;
        done()
    }

    fn graphql(&mut self, asked: &Value) -> Answer {
        let (query, variables) = (string(&asked["query"]), &asked["variables"]);
        if query.starts_with("query Threads") {
            return self.page("reviewThreads", variables, self.threads.iter().enumerate().map(thread_node).collect());
        }
        if query.starts_with("query Comments") {
            return self.page("comments", variables, self.comments.iter().enumerate().map(comment_node).collect());
        }
        let resolves = query.contains("esolveReviewThread");
        if self.rights == Rights::Read || resolves && self.rights == Rights::Comment {
            let error = json!({"type": "FORBIDDEN", "message": "Resource not accessible by integration"});
            return Answer::of(json!({"data": null, "errors": [error]}).to_string());
        }
        let index: usize = variables["id"].as_str().unwrap().parse().unwrap();
        self.writes += 1;
        match &query {
            query if query.contains("unresolveReviewThread") => self.threads[index].resolved = false,
            query if query.contains("resolveReviewThread") => self.threads[index].resolved = true,
            query if query.contains("updatePullRequestReviewComment") => {
                self.threads[index].comments[0].body = string(&variables["body"]);
            }
            _ => self.comments[index].body = string(&variables["body"]),
        }
        done()
    }

    fn page(&self, list: &str, variables: &Value, all: Vec<Value>) -> Answer {
        let start = variables["after"].as_str().map_or(0, |after| after.parse().unwrap());
        let end = all.len().min(start + self.page);
        let info = json!({"hasNextPage": end < all.len(), "endCursor": end.to_string()});
        let page = json!({"pageInfo": info, "nodes": all[start..end]});
        Answer::of(json!({"data": {"repository": {"pullRequest": {list: page}}}}).to_string())
    }
}

fn comment_node((index, comment): (usize, &Comment)) -> Value {
    json!({"id": index.to_string(), "body": comment.body, "viewerDidAuthor": comment.mine})
}

fn thread_node((index, thread): (usize, &Thread)) -> Value {
    let comments: Vec<_> = thread.comments.iter().map(|comment| comment_node((index, comment))).collect();
    json!({"id": index.to_string(), "isResolved": thread.resolved, "comments": {"nodes": comments}})
}
