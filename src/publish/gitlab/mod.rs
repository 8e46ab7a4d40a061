//! GitLab: discussions and notes of a merge request over REST.

mod job;
mod position;

use std::cell::OnceCell;
use std::time::Duration;

use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::HeaderValue;
use serde::Deserialize;
use serde_json::{Value, json};

pub use self::job::job;

use self::position::{Version, line_range, position};
use super::job::{Change, JobError, Variables, required};
use super::mark::SUMMARY;
use super::platform::{
    Comment, MOST_PAGES, Platform, Posted, PublishError, Sticky, Thread, Wanted, endless, read, server,
};
use crate::http::{self, HttpError, Redirects, Times};

const TIMES: Times = Times { connect: Duration::from_secs(10), idle: Duration::from_secs(30) };

const NO_TOKEN: &str = "make a project access token (role Reporter, scope api) and give it to the job as the variable \
                        REVIEW_GITLAB_TOKEN, masked and not protected; the job's own CI_JOB_TOKEN cannot comment. Or say \
                        --no-post";
const IN_A_FORK: &str = "the findings are in this log. A member of the project may run a pipeline of the merge request there, \
                         with its token, after a look at the change: its .gitlab-ci.yml sees that token too";

/// A merge request on GitLab.
pub struct GitLab {
    client: Client,
    /// `https://gitlab.com/api/v4`.
    api: String,
    /// `API/projects/ID/merge_requests/NUMBER`.
    request: String,
    change: Change,
    token: String,
    /// The version of the merge request that was reviewed.
    version: OnceCell<Version>,
}

impl GitLab {
    /// The merge request of this job, to be written to with the token of `REVIEW_GITLAB_TOKEN` or `GITLAB_TOKEN`.
    ///
    /// # Errors
    /// A variable that is missing, or an address that is none. A pipeline in a fork without a token may only read.
    pub fn open(get: Variables<'_>, change: Change) -> Result<Self, PublishError> {
        let help = "GitLab sets it in every job of a merge request pipeline";
        let api = required(get, "CI_API_V4_URL", help)?.trim_end_matches('/').to_owned();
        // The pipeline may run in a fork; the merge request is of the project that it is meant for.
        let project = required(get, "CI_MERGE_REQUEST_PROJECT_ID", help)?;
        let token = token(get).map_err(|error| match get("CI_PROJECT_ID") {
            Some(own) if own != project => {
                PublishError::ReadOnly { said: "a pipeline in a fork is given none".into(), help: IN_A_FORK }
            }
            _ => error.into(),
        })?;
        let client = http::client(&server(&api)?, Redirects::SameHost, TIMES)?;
        let request = format!("{api}/projects/{project}/merge_requests/{}", change.number);
        Ok(Self { client, api, request, change, token, version: OnceCell::new() })
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

    /// Takes note of the version that was reviewed.
    ///
    /// # Errors
    /// Where the merge request has a newer commit by now: its pipeline speaks of that.
    fn see_version(&self) -> Result<(), PublishError> {
        let request = self.get(&self.request)?;
        let reviewed = &self.change.head;
        if let Some(newest) = request["sha"].as_str().filter(|newest| newest != reviewed) {
            return Err(PublishError::Outdated { newest: newest.to_owned(), reviewed: reviewed.clone() });
        }
        let newest = Version::deserialize(&request["diff_refs"]).ok();
        let is_reviewed = |version: &Version| version.base == self.change.base && version.head == *reviewed;
        if let Some(version) = newest.filter(is_reviewed) {
            self.version.get_or_init(|| version);
        }
        Ok(())
    }

    /// All pages of the discussions.
    fn discussions(&self) -> Result<Vec<Value>, PublishError> {
        let mut all = Vec::new();
        for page in 1..=MOST_PAGES {
            let address = format!("{}/discussions?per_page=100&page={page}", self.request);
            let response = self.send(self.client.get(address))?;
            // Where a proxy drops the header, an empty page is behind the last.
            let is_last = response.headers().get("x-next-page").map(HeaderValue::is_empty);
            let Value::Array(discussions) = read(response)? else {
                return Err(PublishError::Answer("the discussions are no list".to_owned()));
            };
            let is_last = is_last.unwrap_or(discussions.is_empty());
            all.extend(discussions);
            if is_last {
                return Ok(all);
            }
        }
        Err(endless())
    }

    /// Starts a thread on all lines of a comment. What GitLab takes there differs from release to release: where it is not
    /// taken, under the last of them.
    fn discuss(&self, Comment { place, body, .. }: &Comment) -> Result<(), PublishError> {
        let last = position(place, self.version.get_or_init(|| Version::of(&self.change)));
        let on = |position: &Value| self.add("discussions", &json!({"body": body, "position": position}));
        let Some(range) = line_range(place) else { return on(&last) };
        let mut all = last.clone();
        all["line_range"] = range;
        match on(&all) {
            Err(PublishError::Refused { .. }) => on(&last),
            done => done,
        }
    }

    fn write(&self, path: &str, body: &Value) -> Result<(), PublishError> {
        self.send(self.client.put(format!("{}/{path}", self.request)).json(body)).map(drop)
    }

    fn add(&self, path: &str, body: &Value) -> Result<(), PublishError> {
        self.send(self.client.post(format!("{}/{path}", self.request)).json(body)).map(drop)
    }
}

fn token(get: Variables<'_>) -> Result<String, JobError> {
    let other = get("GITLAB_TOKEN").filter(|token| !token.is_empty());
    required(get, "REVIEW_GITLAB_TOKEN", NO_TOKEN).or_else(|error| other.ok_or(error))
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
        self.see_version()?;
        let discussions = self.discussions()?;
        let first =
            |discussion: &Value| Some(discussion["notes"].get(0)?.clone()).filter(|note| note["author"]["id"] == me);
        let summary = discussions.iter().filter_map(first).find(|note| text(note, "body").starts_with(SUMMARY));
        let sticky = |note: Value| Sticky { key: note["id"].to_string(), body: text(&note, "body") };
        let threads = discussions.iter().filter_map(|discussion| thread(discussion, &me, &self.change)).collect();
        Ok(Posted { threads, summary: summary.map(sticky) })
    }

    fn at_once(&self) -> usize {
        1
    }

    fn comment(&self, comments: &[Comment]) -> Result<(), PublishError> {
        comments.iter().try_for_each(|comment| self.discuss(comment))
    }

    fn edit(&self, thread: &Thread, body: &str) -> Result<(), PublishError> {
        self.write(&format!("discussions/{}/notes/{}", thread.key, thread.comment), &json!({"body": body}))
    }

    /// By the note, which its author may do; the discussion as a whole takes more rights.
    fn resolve(&self, thread: &Thread, wanted: Wanted) -> Result<(), PublishError> {
        let note = format!("discussions/{}/notes/{}", thread.key, thread.comment);
        self.write(&note, &json!({"resolved": wanted == Wanted::Resolved}))
    }

    fn summarize(&self, old: Option<&Sticky>, body: &str) -> Result<(), PublishError> {
        let body = json!({"body": body});
        match old {
            Some(old) => self.write(&format!("notes/{}", old.key), &body),
            None => self.add("notes", &body),
        }
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// A thread on a line, if its first note is ours. What we closed and is on no line of the newest version never will be
/// again: a finding that comes back then has a new thread.
fn thread(discussion: &Value, me: &Value, change: &Change) -> Option<Thread> {
    let notes = discussion["notes"].as_array()?;
    let resolvable = |note: &&Value| note["resolvable"] == json!(true);
    let first = notes.first().filter(resolvable).filter(|note| note["author"]["id"] == *me)?;
    let by_others = |note: &Value| note["author"]["id"] != *me && note["system"] != json!(true);
    let thread = Thread {
        key: text(discussion, "id"),
        comment: first["id"].to_string(),
        body: text(first, "body"),
        resolved: notes.iter().filter(resolvable).all(|note| note["resolved"] == json!(true)),
        answered: notes.iter().any(by_others),
    };
    let outdated = first["position"]["head_sha"] != change.head;
    let closed = thread.resolved && thread.mark().is_some_and(|mark| mark.gone);
    Some(thread).filter(|_| !(outdated && closed))
}
