//! The event that a workflow runs for.

use serde::Deserialize;

use crate::publish::job::{Change, JobError, Variables, commit, required};

const IN_A_JOB: &str = "GitHub sets it in every job; `review ci` is for there";
const ON_PULL_REQUESTS: &str =
    "let the workflow run on `pull_request`; elsewhere `review --base REV --head REV` reviews";
const NOT_TRUSTED: &str = "let the workflow run on `pull_request`: `pull_request_target` gives the code of strangers a token \
                           that may write";

/// What changes the commits of a pull request, or shows it anew.
const ACTIONS: [&str; 4] = ["opened", "synchronize", "reopened", "ready_for_review"];

#[derive(Deserialize)]
struct Event {
    #[serde(default)]
    action: String,
    pull_request: PullRequest,
}

#[derive(Deserialize)]
struct PullRequest {
    number: u64,
    base: Branch,
    head: Branch,
}

#[derive(Deserialize)]
struct Branch {
    sha: String,
}

/// The change that a workflow runs for.
///
/// # Errors
/// An event that is not of a pull request's commits, or cannot be read.
pub fn change(get: Variables<'_>) -> Result<Change, JobError> {
    let event = required(get, "GITHUB_EVENT_NAME", IN_A_JOB)?;
    if event != "pull_request" {
        let help = if event == "pull_request_target" { NOT_TRUSTED } else { ON_PULL_REQUESTS };
        return Err(JobError::Event { event, help });
    }
    let path = required(get, "GITHUB_EVENT_PATH", IN_A_JOB)?;
    let text = std::fs::read_to_string(&path).map_err(|error| JobError::Malformed(format!("{path}: {error}")))?;
    read(&text)
}

fn read(text: &str) -> Result<Change, JobError> {
    let event: Event = serde_json::from_str(text).map_err(|error| JobError::Malformed(error.to_string()))?;
    if !ACTIONS.contains(&&*event.action) {
        return Err(JobError::Event { event: format!("pull_request: {}", event.action), help: ON_PULL_REQUESTS });
    }
    let PullRequest { number, base, head } = event.pull_request;
    Ok(Change { base: commit(&base.sha)?, head: commit(&head.sha)?, number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(action: &str, sha: &str) -> String {
        format!(
            r#"{{"action": "{action}", "pull_request": {{"number": 7, "base": {{"sha": "{sha}"}}, "head": {{"sha": "{sha}"}}}}}}"#
        )
    }

    #[test]
    fn only_events_that_bring_commits_are_reviewed() {
        let sha = "a".repeat(40);
        for action in ACTIONS {
            assert_eq!(read(&event(action, &sha)).unwrap().number, 7);
        }
        assert!(matches!(read(&event("labeled", &sha)), Err(JobError::Event { .. })));
        for text in ["", "{}", &event("opened", "main"), &event("opened", "--upload-pack=x")] {
            assert!(matches!(read(text), Err(JobError::Malformed(_))), "{text}");
        }
    }

    #[test]
    fn an_event_that_gives_strangers_a_token_is_refused_with_the_reason() {
        let get = |name: &str| (name == "GITHUB_EVENT_NAME").then(|| "pull_request_target".to_owned());
        assert!(matches!(change(&get), Err(JobError::Event { help, .. }) if help == NOT_TRUSTED));
    }
}
