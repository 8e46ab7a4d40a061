//! What publishing asks of a platform, GitHub or GitLab: to tell what is posted, and to change it.

use miette::Diagnostic;
use reqwest::Url;
use reqwest::blocking::Response;
use serde_json::Value;
use thiserror::Error;

use super::job::JobError;
use super::mark::Mark;
use super::place::Place;
use crate::http::{self, HttpError};

/// The address of a server that gets a token: encrypted, or on this machine.
pub(super) fn server(address: &str) -> Result<Url, PublishError> {
    let url = http::url(address)?;
    if url.scheme() == "https" || http::is_this_machine(&url) {
        return Ok(url);
    }
    Err(HttpError::ClearText { host: http::host(&url) }.into())
}

/// A thread of ours on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// What the platform calls the thread.
    pub key: String,
    /// What it calls the thread's first comment.
    pub comment: String,
    /// The text of that.
    pub body: String,
    /// Whether it is resolved.
    pub resolved: bool,
    /// Whether somebody else has written in it.
    pub answered: bool,
}

impl Thread {
    pub(super) fn mark(&self) -> Option<Mark> {
        Mark::of(&self.body)
    }
}

/// The comment that holds the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sticky {
    /// What the platform calls it.
    pub key: String,
    /// Its text.
    pub body: String,
}

/// What is posted already, all of it ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Posted {
    /// The threads on lines, the oldest first.
    pub threads: Vec<Thread>,
    /// The summary.
    pub summary: Option<Sticky>,
}

/// A comment to post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The finding's id.
    pub finding: String,
    /// The lines.
    pub place: Place,
    /// The text, mark and all.
    pub body: String,
}

/// What a thread should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Resolved.
    Resolved,
    /// Open.
    Open,
}

/// Why nothing can be posted, or no more.
#[derive(Debug, Error, Diagnostic)]
pub enum PublishError {
    /// The job does not say all that it takes.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Job(#[from] JobError),
    /// The server fails, or does not want to.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Http(#[from] HttpError),
    /// The token is known and may not write.
    #[error("the token may not comment here: {said}")]
    #[diagnostic(help("{help}"))]
    ReadOnly {
        /// The server's words.
        said: String,
        /// What to set.
        help: &'static str,
    },
    /// The token is not taken at all.
    #[error("the server does not take the token: {said}")]
    #[diagnostic(help("{help}"))]
    Token {
        /// The server's words.
        said: String,
        /// What to set.
        help: &'static str,
    },
    /// The change has moved on since: what is said of an older commit could close what holds of a newer.
    #[error("the change has moved on to {newest}: nothing is posted of {reviewed}")]
    #[diagnostic(help("the pipeline of its newest commit reviews and comments"))]
    Outdated {
        /// The newest commit.
        newest: String,
        /// The one that was reviewed.
        reviewed: String,
    },
    /// What was to be posted is not taken: nothing of it is there.
    #[error("the server does not take it: {said}")]
    Refused {
        /// The server's words.
        said: String,
    },
    /// It could not be done, for a reason that only words say.
    #[error("the server does not do it: {said}")]
    Failed {
        /// The server's words.
        said: String,
    },
    /// An answer that says something else than it should.
    #[error("the server's answer makes no sense: {0}")]
    Answer(String),
}

/// Bytes of an answer that are read: a page of a hundred threads with the longest comments has fewer.
const MOST_BYTES: u64 = 64 << 20;

/// Pages of a list that are read, so that one without an end is an error.
pub(super) const MOST_PAGES: usize = 100;

/// What a server answers.
///
/// # Errors
/// An answer that is too long, breaks off or is no JSON.
pub(super) fn read(response: Response) -> Result<Value, PublishError> {
    let body = http::read(response, MOST_BYTES)?;
    serde_json::from_slice(&body).map_err(|error| PublishError::Answer(error.to_string()))
}

/// What is said of a list that does not end.
pub(super) fn endless() -> PublishError {
    PublishError::Answer(format!("a list has more than {MOST_PAGES} pages"))
}

/// A pull request that can be commented on.
pub trait Platform {
    /// What is posted already and is ours.
    ///
    /// # Errors
    /// Where it cannot be read in full.
    fn posted(&self) -> Result<Posted, PublishError>;

    /// How many comments can be posted at once.
    fn at_once(&self) -> usize;

    /// Posts comments, no more than [`Self::at_once`]: all or none.
    ///
    /// # Errors
    /// [`PublishError::Refused`] where the server does not take one of them, or where it fails.
    fn comment(&self, comments: &[Comment]) -> Result<(), PublishError>;

    /// Writes the first comment of a thread anew.
    ///
    /// # Errors
    /// Where it is not written.
    fn edit(&self, thread: &Thread, body: &str) -> Result<(), PublishError>;

    /// Resolves a thread or opens it again.
    ///
    /// # Errors
    /// Where it stays as it was.
    fn resolve(&self, thread: &Thread, wanted: Wanted) -> Result<(), PublishError>;

    /// Writes the summary, over the one that is there.
    ///
    /// # Errors
    /// Where it is not written.
    fn summarize(&self, old: Option<&Sticky>, body: &str) -> Result<(), PublishError>;
}
