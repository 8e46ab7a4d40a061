//! GitHub: reviews and comments over REST, threads and edits over GraphQL, which alone tells what is resolved and by whom
//! a comment was written.

mod event;
mod queries;

use std::time::Duration;

use reqwest::blocking::{Client, RequestBuilder};
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use serde_json::{Value, json};

pub use self::event::job;

use super::job::{Change, Variables, required};
use super::mark::SUMMARY;
use super::place::Spot;
use super::plan::MOST_COMMENTS;
use super::platform::{
    Comment, MOST_PAGES, Platform, Posted, PublishError, Sticky, Thread, Wanted, endless, read, server,
};
use crate::finding::Line;
use crate::http::{self, HttpError, Redirects, Times};

const TIMES: Times = Times { connect: Duration::from_secs(10), idle: Duration::from_secs(30) };

const NO_TOKEN: &str = "give the step `env: GITHUB_TOKEN: ${{ github.token }}`, or say --no-post";
const READ_ONLY: &str = "give the job `permissions: pull-requests: write`; for pull requests of forks GitHub allows no more \
                         than reading";

/// A pull request on GitHub.
pub struct GitHub {
    client: Client,
    /// `https://api.github.com/repos/OWNER/NAME`.
    repository: String,
    graphql: String,
    owner: String,
    name: String,
    change: Change,
    token: String,
}

impl GitHub {
    /// The pull request of this job, to be written to with the token of `GITHUB_TOKEN`.
    ///
    /// # Errors
    /// A variable that is missing, or an address that is none.
    pub fn open(get: Variables<'_>, change: Change) -> Result<Self, PublishError> {
        let token = required(get, "GITHUB_TOKEN", NO_TOKEN)?;
        let full_name = required(get, "GITHUB_REPOSITORY", "GitHub sets it to OWNER/NAME")?;
        let (owner, name) = full_name.split_once('/').unwrap_or(("", &full_name));
        let api = get("GITHUB_API_URL").unwrap_or_else(|| "https://api.github.com".to_owned());
        let graphql = get("GITHUB_GRAPHQL_URL").unwrap_or_else(|| format!("{api}/graphql"));
        let client = http::client(&server(&api)?, Redirects::SameHost, TIMES)?;
        server(&graphql)?;
        let repository = format!("{}/repos/{full_name}", api.trim_end_matches('/'));
        let (owner, name) = (owner.to_owned(), name.to_owned());
        Ok(Self { client, repository, graphql, owner, name, change, token })
    }

    fn send(&self, request: RequestBuilder) -> Result<Value, PublishError> {
        let mut authorization = HeaderValue::try_from(format!("Bearer {}", self.token))
            .map_err(|_| PublishError::Token { said: "it holds characters that none has".into(), help: NO_TOKEN })?;
        authorization.set_sensitive(true);
        let request = request.header(AUTHORIZATION, authorization).header(ACCEPT, "application/vnd.github+json");
        read(http::send(&self.client, request).map_err(meaning)?)
    }

    fn post(&self, path: &str, body: &Value) -> Result<(), PublishError> {
        self.send(self.client.post(format!("{}{path}", self.repository)).json(body)).map(drop)
    }

    /// Asks GraphQL, which says what is wrong in a success.
    fn ask(&self, query: &str, variables: &Value) -> Result<Value, PublishError> {
        let body = json!({"query": query, "variables": variables});
        let answer = self.send(self.client.post(&self.graphql).json(&body))?;
        let Some(error) = answer.pointer("/errors/0") else { return Ok(answer) };
        let said = error["message"].as_str().unwrap_or_default().to_owned();
        match error["type"].as_str() {
            Some("FORBIDDEN" | "INSUFFICIENT_SCOPES" | "NOT_FOUND") => {
                Err(PublishError::ReadOnly { said, help: READ_ONLY })
            }
            _ => Err(PublishError::Failed { said }),
        }
    }

    /// A pull request that has a newer commit by now is left to the job of that one.
    fn is_newest(&self, head: &Value) -> Result<(), PublishError> {
        let reviewed = &self.change.head;
        match head.as_str().filter(|newest| newest != reviewed) {
            Some(newest) => Err(PublishError::Outdated { newest: newest.to_owned(), reviewed: reviewed.clone() }),
            None => Ok(()),
        }
    }

    /// All pages of a list of the pull request.
    fn pages(&self, query: &str, list: &str) -> Result<Vec<Value>, PublishError> {
        let mut all = Vec::new();
        let mut after = Value::Null;
        for _ in 0..MOST_PAGES {
            let (owner, name, number) = (&self.owner, &self.name, self.change.number);
            let variables = json!({"owner": owner, "name": name, "number": number, "after": after});
            let mut answer = self.ask(query, &variables)?;
            self.is_newest(&answer["data"]["repository"]["pullRequest"]["headRefOid"])?;
            let page = answer.pointer_mut(&format!("/data/repository/pullRequest/{list}")).map(Value::take);
            let page = page.unwrap_or_default();
            let Some(nodes) = page["nodes"].as_array() else {
                return Err(PublishError::Answer(format!("there is no pull request {number}")));
            };
            all.extend(nodes.iter().cloned());
            let next = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] != json!(true) || next == after {
                return Ok(all);
            }
            after = next;
        }
        Err(endless())
    }
}

/// What a failure of GitHub means.
fn meaning(error: HttpError) -> PublishError {
    let HttpError::Status { status, said, wait, .. } = &error else { return error.into() };
    let said = said.clone();
    match status {
        401 => PublishError::Token { said, help: NO_TOKEN },
        403 if wait.is_none() && !said.contains("rate limit") => PublishError::ReadOnly { said, help: READ_ONLY },
        404 => PublishError::ReadOnly { said, help: READ_ONLY },
        422 => PublishError::Refused { said },
        _ => error.into(),
    }
}

impl Platform for GitHub {
    fn posted(&self) -> Result<Posted, PublishError> {
        let threads = self.pages(queries::THREADS, "reviewThreads")?;
        let comments = self.pages(queries::COMMENTS, "comments")?;
        let mine = comments.iter().filter(|comment| comment["viewerDidAuthor"] == json!(true));
        let summary = mine.filter(|comment| text(comment, "body").starts_with(SUMMARY));
        let sticky = |comment: &Value| Sticky { key: text(comment, "id"), body: text(comment, "body") };
        Ok(Posted { threads: threads.iter().filter_map(thread).collect(), summary: summary.map(sticky).next() })
    }

    fn at_once(&self) -> usize {
        MOST_COMMENTS
    }

    fn comment(&self, comments: &[Comment]) -> Result<(), PublishError> {
        let comments: Vec<_> = comments.iter().map(on_lines).collect();
        let review = json!({"commit_id": self.change.head, "event": "COMMENT", "comments": comments});
        self.post(&format!("/pulls/{}/reviews", self.change.number), &review)
    }

    fn edit(&self, thread: &Thread, body: &str) -> Result<(), PublishError> {
        self.ask(queries::EDIT_COMMENT, &json!({"id": thread.comment, "body": body})).map(drop)
    }

    fn resolve(&self, thread: &Thread, wanted: Wanted) -> Result<(), PublishError> {
        let query = match wanted {
            Wanted::Resolved => queries::RESOLVE,
            Wanted::Open => queries::UNRESOLVE,
        };
        self.ask(query, &json!({"id": thread.key})).map(drop)
    }

    fn summarize(&self, old: Option<&Sticky>, body: &str) -> Result<(), PublishError> {
        match old {
            Some(old) => self.ask(queries::EDIT_SUMMARY, &json!({"id": old.key, "body": body})).map(drop),
            None => self.post(&format!("/issues/{}/comments", self.change.number), &json!({"body": body})),
        }
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// A thread, if its first comment is ours.
fn thread(node: &Value) -> Option<Thread> {
    let mine = |comment: &Value| comment["viewerDidAuthor"] == json!(true);
    let comments = node["comments"]["nodes"].as_array()?;
    let first = comments.first().filter(|first| mine(first))?;
    Some(Thread {
        key: text(node, "id"),
        comment: text(first, "id"),
        body: text(first, "body"),
        resolved: node["isResolved"] == json!(true),
        answered: !comments.iter().all(mine),
    })
}

/// A comment as a review takes it: removed lines count on the left side, all others on the right.
fn on_lines(comment: &Comment) -> Value {
    let side = |spot: Spot| spot.new.map(|line| (line, "RIGHT")).or(spot.old.map(|line| (line, "LEFT")));
    let unknown = (Line::default(), "RIGHT");
    let place = &comment.place;
    let (line, on) = side(place.last).unwrap_or(unknown);
    let mut body = json!({"path": place.new_path, "line": line, "side": on, "body": comment.body});
    if place.first != place.last {
        let (line, on) = side(place.first).unwrap_or(unknown);
        body["start_line"] = json!(line);
        body["start_side"] = json!(on);
    }
    body
}
