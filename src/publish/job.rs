//! What a CI job is about, out of its variables: which change, from which commit to which.

use miette::Diagnostic;
use thiserror::Error;

/// The variables of the environment.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

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

/// A whole commit id: anything else could be an option of git, or a branch that moves.
pub(super) fn commit(text: &str) -> Result<String, JobError> {
    let is_id = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_id { Ok(text.to_owned()) } else { Err(JobError::Malformed(format!("`{text}` is no commit"))) }
}
