//! What the real GitHub takes, refuses and keeps of a pull request.

use serde_json::{Value, json};

use crate::publish::shown::Row;
use crate::server::{Answer, Request};

/// The longest text of a comment, in characters.
const LONGEST: usize = 65_536;

/// What the token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rights {
    #[default]
    Write,
    /// Write, and resolve no thread.
    Comment,
    Read,
    /// Not even see that there is a repository.
    Nothing,
    Expired,
}

/// A thread on a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Thread {
    pub path: String,
    /// The text of the line that it is on.
    pub text: String,
    /// That line's number on its side; none where the thread is outdated, since the diff does not show the line any more.
    pub line: Option<u64>,
    right: bool,
    pub resolved: bool,
    pub comments: Vec<Comment>,
}

/// A comment, in a thread or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    pub body: String,
    pub mine: bool,
}

/// All that the server holds.
#[derive(Clone)]
pub struct State {
    pub threads: Vec<Thread>,
    pub comments: Vec<Comment>,
    pub rights: Rights,
    /// How many requests are answered until all fail.
    pub fails_after: Option<usize>,
    /// Statuses of the next changes, refused for having come too fast, and how long to rest.
    pub too_fast: Vec<(u16, Option<&'static str>)>,
    /// Reviews that are made without an answer.
    pub unheard: usize,
    /// Files on which no comment is taken, though they lie in the diff.
    pub sealed: Vec<String>,
    /// How much changed.
    pub writes: usize,
    /// How many entries a page has at the most, where more are asked for.
    pub page: usize,
    head: String,
    rows: Vec<Row>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            threads: Vec::new(),
            comments: Vec::new(),
            rights: Rights::default(),
            fails_after: None,
            too_fast: Vec::new(),
            unheard: 0,
            sealed: Vec::new(),
            writes: 0,
            page: 2,
            head: String::new(),
            rows: Vec::new(),
        }
    }
}

fn said(status: u16, message: &str) -> Answer {
    Answer::status(status, &json!({"message": message}).to_string())
}

/// A failure as GraphQL has them: in a success.
fn failed(kind: &str, message: &str) -> Answer {
    Answer::of(json!({"data": null, "errors": [{"type": kind, "message": message}]}).to_string())
}

fn done() -> Answer {
    Answer::of(json!({"data": {}}).to_string())
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn fits(body: &Value) -> bool {
    body.as_str().unwrap().chars().count() <= LONGEST
}

/// How many entries of a list a query asks for; GitHub gives no more than a hundred.
fn first(query: &str, list: &str) -> usize {
    let (_, rest) = query.split_once(&format!(" {list}(first: ")).unwrap();
    let first = rest.split([',', ')']).next().unwrap().parse().unwrap();
    assert!((1..=100).contains(&first), "{query}");
    first
}

impl Row {
    fn number(&self, right: bool) -> Option<u64> {
        if right { self.new } else { self.old.filter(|_| self.new.is_none()) }
    }

    /// Whether it is in this file: a file goes by its new name, if it has one.
    fn is_in(&self, path: &str) -> bool {
        let name = if self.path == "/dev/null" { &self.old_path } else { &self.path };
        name == path
    }
}

impl State {
    /// Takes a push: threads stay on their lines, or are outdated.
    pub fn pushed(&mut self, head: &str, rows: Vec<Row>) {
        for thread in &mut self.threads {
            let same = |row: &&Row| row.is_in(&thread.path) && row.text == thread.text;
            thread.line = rows.iter().filter(same).find_map(|row| row.number(thread.right));
        }
        (self.head, self.rows) = (head.to_owned(), rows);
    }

    pub fn answered(&mut self, request: &Request, work: fn(&mut Self, &Value) -> Answer) -> Answer {
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

    /// Why nothing may be changed now.
    fn refused(&mut self) -> Option<Answer> {
        if self.rights == Rights::Read {
            return Some(said(403, "Resource not accessible by integration"));
        }
        let (status, rest) = if self.too_fast.is_empty() { return None } else { self.too_fast.remove(0) };
        let answer = said(status, "You have exceeded a secondary rate limit");
        Some(match rest {
            Some(rest) => answer.with_header("retry-after", rest),
            None => answer,
        })
    }

    pub fn review(&mut self, review: &Value) -> Answer {
        if let Some(answer) = self.refused() {
            return answer;
        }
        let comments = review["comments"].as_array().unwrap();
        if comments.len() > 30 {
            return said(502, "Server Error");
        }
        if review["commit_id"] != json!(self.head) {
            return said(422, "commit_id is not part of the pull request");
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
        let path = string(&comment["path"]);
        let row = |line: &Value, side: &Value| {
            let on_line = |row: &&Row| row.is_in(&path) && row.number(side == "RIGHT") == line.as_u64();
            self.rows.iter().position(|row| on_line(&row))
        };
        let last = row(&comment["line"], &comment["side"])?;
        if comment["start_line"].is_u64() {
            let first = row(&comment["start_line"], &comment["start_side"])?;
            if self.rows[first].hunk != self.rows[last].hunk || first >= last {
                return None;
            }
        }
        let (line, right) = (comment["line"].as_u64(), comment["side"] == "RIGHT");
        let comments = vec![Comment { body: string(&comment["body"]), mine: true }];
        let taken = fits(&comment["body"]) && !self.sealed.contains(&path);
        taken.then(|| Thread { path, text: self.rows[last].text.clone(), line, right, resolved: false, comments })
    }

    pub fn comment(&mut self, comment: &Value) -> Answer {
        if let Some(answer) = self.refused() {
            return answer;
        }
        if !fits(&comment["body"]) {
            return said(422, "body is too long (maximum is 65536 characters)");
        }
        self.comments.push(Comment { body: string(&comment["body"]), mine: true });
        self.writes += 1;
        done()
    }

    pub fn graphql(&mut self, asked: &Value) -> Answer {
        let (query, variables) = (string(&asked["query"]), &asked["variables"]);
        if self.rights == Rights::Nothing {
            return failed("NOT_FOUND", "Could not resolve to a Repository with the name 'o/r'.");
        }
        if query.starts_with("query Threads") {
            let most = first(&query, "comments");
            let nodes = self.threads.iter().enumerate().map(|own| thread_node(own, most)).collect();
            return self.page("reviewThreads", &query, variables, nodes);
        }
        if query.starts_with("query Comments") {
            let nodes = self.comments.iter().enumerate().map(comment_node).collect();
            return self.page("comments", &query, variables, nodes);
        }
        self.change(&query, variables)
    }

    fn change(&mut self, query: &str, variables: &Value) -> Answer {
        let resolves = query.contains("esolveReviewThread");
        if self.rights == Rights::Read || resolves && self.rights == Rights::Comment {
            return failed("FORBIDDEN", "Resource not accessible by integration");
        }
        if let Some(answer) = self.refused() {
            return answer;
        }
        if variables["body"].is_string() && !fits(&variables["body"]) {
            return failed("UNPROCESSABLE", "Body is too long (maximum is 65536 characters)");
        }
        let index: usize = variables["id"].as_str().unwrap().parse().unwrap();
        self.writes += 1;
        match query {
            _ if query.contains("unresolveReviewThread") => self.threads[index].resolved = false,
            _ if query.contains("resolveReviewThread") => self.threads[index].resolved = true,
            _ if query.contains("updatePullRequestReviewComment") => {
                self.threads[index].comments[0].body = string(&variables["body"]);
            }
            _ => self.comments[index].body = string(&variables["body"]),
        }
        done()
    }

    fn page(&self, list: &str, query: &str, variables: &Value, all: Vec<Value>) -> Answer {
        let start = variables["after"].as_str().map_or(0, |after| after.parse().unwrap());
        let end = all.len().min(start + self.page.min(first(query, list)));
        let info = json!({"hasNextPage": end < all.len(), "endCursor": end.to_string()});
        let page = json!({"pageInfo": info, "nodes": all[start..end]});
        Answer::of(json!({"data": {"repository": {"pullRequest": {"headRefOid": self.head, list: page}}}}).to_string())
    }
}

fn comment_node((index, comment): (usize, &Comment)) -> Value {
    json!({"id": index.to_string(), "body": comment.body, "viewerDidAuthor": comment.mine})
}

fn thread_node((index, thread): (usize, &Thread), most: usize) -> Value {
    let comments: Vec<_> = thread.comments.iter().take(most).map(|comment| comment_node((index, comment))).collect();
    json!({"id": index.to_string(), "isResolved": thread.resolved, "comments": {"nodes": comments}})
}
