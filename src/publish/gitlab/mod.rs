//! GitLab: discussions and notes of a merge request over REST.

mod job;

use std::time::Duration;

use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::HeaderValue;
use serde_json::{Value, json};

pub use self::job::change;

use super::job::{Change, Variables, required};
use super::mark::SUMMARY;
use super::platform::{Comment, Platform, Posted, PublishError, Sticky, Thread, Wanted, server};
use crate::http::{self, HttpError, Redirects, Times};

const TIMES: Times = Times { connect: Duration::from_secs(10), idle: Duration::from_secs(30) };

const NO_TOKEN: &str = "make a project access token (role Reporter, scope api) and give it to the job as the masked variable \
                        REVIEW_GITLAB_TOKEN; the job's own CI_JOB_TOKEN cannot comment. Or say --no-post";

/// A merge request on GitLab.
pub struct GitLab {
    client: Client,
    /// `https://gitlab.com/api/v4`.
    api: String,
    /// `API/projects/ID/merge_requests/NUMBER`.
    request: String,
    change: Change,
    token: String,
}

impl GitLab {
    /// The merge request of this job, to be written to with the token of `REVIEW_GITLAB_TOKEN` or `GITLAB_TOKEN`.
    ///
    /// # Errors
    /// A variable that is missing, or an address that is none.
    pub fn open(get: Variables<'_>, change: Change) -> Result<Self, PublishError> {
        let token = required(get, "REVIEW_GITLAB_TOKEN", NO_TOKEN).or_else(|error| {
            let other = get("GITLAB_TOKEN").filter(|token| !token.is_empty());
            other.ok_or(error)
        })?;
        let help = "GitLab sets it in every job";
        let api = required(get, "CI_API_V4_URL", help)?.trim_end_matches('/').to_owned();
        let project = required(get, "CI_PROJECT_ID", help)?;
        let client = http::client(&server(&api)?, Redirects::SameHost, TIMES)?;
        let request = format!("{api}/projects/{project}/merge_requests/{}", change.number);
        Ok(Self { client, api, request, change, token })
    }

    fn send(&self, request: RequestBuilder) -> Result<Response, PublishError> {
        let mut token = HeaderValue::try_from(&self.token)
            .map_err(|_| PublishError::Token { said: "it holds characters that none has".into(), help: NO_TOKEN })?;
        token.set_sensitive(true);
        http::send(&self.client, request.header("private-token", token)).map_err(meaning)
    }

    fn get(&self, address: &str) -> Result<Value, PublishError> {
        read(self.send(self.client.get(address))?)
    }

    /// All pages of the discussions.
    fn discussions(&self) -> Result<Vec<Value>, PublishError> {
        let (mut all, mut page) = (Vec::new(), "1".to_owned());
        loop {
            let address = format!("{}/discussions?per_page=100&page={page}", self.request);
            let response = self.send(self.client.get(address))?;
            let next = response.headers().get("x-next-page").and_then(|next| next.to_str().ok()).map(str::to_owned);
            let Value::Array(discussions) = read(response)? else {
                return Err(PublishError::Answer("the discussions are no list".to_owned()));
            };
            all.extend(discussions);
            match next.filter(|next| !next.is_empty() && *next != page) {
                Some(next) => page = next,
                None => return Ok(all),
            }
        }
    }

    fn write(&self, path: &str, body: &Value) -> Result<(), PublishError> {
        self.send(self.client.put(format!("{}/{path}", self.request)).json(body)).map(drop)
    }

    fn add(&self, path: &str, body: &Value) -> Result<(), PublishError> {
        self.send(self.client.post(format!("{}/{path}", self.request)).json(body)).map(drop)
    }
}

fn read(response: Response) -> Result<Value, PublishError> {
    response.json().map_err(|error| PublishError::Answer(error.without_url().to_string()))
}

/// What a failure of GitLab means.
fn meaning(error: HttpError) -> PublishError {
    let HttpError::Status { status, said, .. } = &error else { return error.into() };
    let said = said.clone();
    match status {
        401 => PublishError::Token { said, help: NO_TOKEN },
        403 | 404 => PublishError::ReadOnly { said, help: NO_TOKEN },
        400 | 422 => PublishError::Refused { said },
        _ => error.into(),
    }
}

impl Platform for GitLab {
    fn posted(&self) -> Result<Posted, PublishError> {
        let me = self.get(&format!("{}/user", self.api))?["id"].clone();
        if !me.is_number() {
            return Err(PublishError::Answer("the token belongs to nobody".to_owned()));
        }
        let discussions = self.discussions()?;
        let first =
            |discussion: &Value| Some(discussion["notes"].get(0)?.clone()).filter(|note| note["author"]["id"] == me);
        let summary = discussions.iter().filter_map(first).find(|note| text(note, "body").starts_with(SUMMARY));
        let sticky = |note: Value| Sticky { key: note["id"].to_string(), body: text(&note, "body") };
        let threads = discussions.iter().filter_map(|discussion| thread(discussion, &me)).collect();
        Ok(Posted { threads, summary: summary.map(sticky) })
    }

    fn at_once(&self) -> usize {
        1
    }

    fn comment(&self, comments: &[Comment]) -> Result<(), PublishError> {
        if comments.is_empty() {
            return Ok(());
        }
        let versions = self.get(&self.request)?["diff_refs"].clone();
        comments.iter().try_for_each(|comment| {
            let body = json!({"body": comment.body, "position": self.position(comment, &versions)});
            self.add("discussions", &body)
        })
    }

    fn edit(&self, thread: &Thread, body: &str) -> Result<(), PublishError> {
        self.write(&format!("discussions/{}/notes/{}", thread.key, thread.comment), &json!({"body": body}))
    }

    fn resolve(&self, thread: &Thread, wanted: Wanted) -> Result<(), PublishError> {
        self.write(&format!("discussions/{}", thread.key), &json!({"resolved": wanted == Wanted::Resolved}))
    }

    fn summarize(&self, old: Option<&Sticky>, body: &str) -> Result<(), PublishError> {
        let body = json!({"body": body});
        match old {
            Some(old) => self.write(&format!("notes/{}", old.key), &body),
            None => self.add("notes", &body),
        }
    }
}

impl GitLab {
    /// Where a comment is: added lines by their new number, removed ones by their old, others by both.
    fn position(&self, comment: &Comment, versions: &Value) -> Value {
        let place = &comment.place;
        let mut position = json!({
            "position_type": "text",
            "base_sha": versions["base_sha"],
            "start_sha": versions["start_sha"],
            "head_sha": self.change.head,
            "old_path": place.old_path,
            "new_path": place.new_path,
        });
        for (name, line) in [("old_line", place.last.old), ("new_line", place.last.new)] {
            if let Some(line) = line {
                position[name] = json!(line);
            }
        }
        position
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// A thread on a line, if its first note is ours.
fn thread(discussion: &Value, me: &Value) -> Option<Thread> {
    let notes = discussion["notes"].as_array()?;
    let first = notes.first().filter(|note| note["author"]["id"] == *me && note["resolvable"] == json!(true))?;
    let by_others = |note: &Value| note["author"]["id"] != *me && note["system"] != json!(true);
    Some(Thread {
        key: text(discussion, "id"),
        comment: first["id"].to_string(),
        body: text(first, "body"),
        resolved: first["resolved"] == json!(true),
        answered: notes.iter().any(by_others),
    })
}
