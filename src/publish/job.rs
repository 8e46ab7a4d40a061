//! What a CI job is about, out of its variables: which change, from which commit to which, or why there is none.

use miette::Diagnostic;
use thiserror::Error;

/// The variables of the environment.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What a job runs for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// A pull or merge request, which can be commented on.
    Request(Change),
    /// Commits without one, of a push or a merge queue.
    Commits(Commits),
    /// Nothing that can be reviewed, and why.
    Nothing(String),
}

/// Commits that a job runs for without a request that could be commented on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commits {
    /// What the job runs for, in the platform's word.
    pub event: String,
    /// The commit that they are compared with; where there is none, what the default branch has of them.
    pub base: Option<String>,
    /// The newest of them.
    pub head: String,
    /// The default branch, where the job tells it.
    pub default_branch: Option<String>,
}

/// The change that a job is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// A commit of the branch that it is meant for: the one whose configuration counts.
    pub base: String,
    /// The newest commit of the change.
    pub head: String,
    /// The number of the pull or merge request.
    pub number: u64,
}

/// Why a job cannot be reviewed.
#[derive(Debug, Error, Diagnostic)]
pub enum JobError {
    /// A variable that the platform sets is not there.
    #[error("the variable {name} is not set")]
    #[diagnostic(help("{help}"))]
    Missing {
        /// Its name.
        name: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// The job does not run for a pull request.
    #[error("a job for `{event}` has no change to review")]
    #[diagnostic(help("{help}"))]
    Event {
        /// What it runs for.
        event: String,
        /// What to do.
        help: &'static str,
    },
    /// The event's own words make no sense.
    #[error("the event of this job cannot be read: {0}")]
    #[diagnostic(help("GITHUB_EVENT_PATH names the file that GitHub wrote for a `pull_request` event"))]
    Malformed(String),
}

/// The value of a variable that has to be set.
pub(super) fn required(get: Variables<'_>, name: &'static str, help: &'static str) -> Result<String, JobError> {
    get(name).filter(|value| !value.is_empty()).ok_or(JobError::Missing { name, help })
}

/// A commit id, unless it is the zeros that stand for none.
pub(super) fn known_commit(text: &str) -> Result<Option<String>, JobError> {
    if text.bytes().all(|digit| digit == b'0') { Ok(None) } else { commit(text).map(Some) }
}

/// A whole commit id: anything else could be an option of git, or a branch that moves.
pub(super) fn commit(text: &str) -> Result<String, JobError> {
    let is_id = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_id { Ok(text.to_owned()) } else { Err(JobError::Malformed(format!("`{text}` is no commit"))) }
}
