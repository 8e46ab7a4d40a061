//! The event that a workflow runs for.

use serde::Deserialize;

use crate::publish::job::{Change, Commits, Job, JobError, Variables, commit, known_commit, required};

const IN_A_JOB: &str = "GitHub sets it in every job; `review ci` is for there";
const NOT_TRUSTED: &str = "let the workflow run on `pull_request`: `pull_request_target` gives the code of strangers a token \
                           that may write";

/// What the events have in common, as far as it tells what changed.
#[derive(Deserialize)]
struct Event {
    #[serde(default)]
    action: String,
    pull_request: Option<PullRequest>,
    merge_group: Option<MergeGroup>,
    /// Of a push: the commit before it, zeros where the branch is new.
    before: Option<String>,
    /// Of a push: the commit after it, zeros where the branch is gone.
    after: Option<String>,
    repository: Option<Repository>,
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

#[derive(Deserialize)]
struct MergeGroup {
    base_sha: String,
    head_sha: String,
}

#[derive(Deserialize)]
struct Repository {
    default_branch: Option<String>,
}

/// What a workflow runs for.
///
/// # Errors
/// An event that cannot be read, or that hands strangers a token.
pub fn job(get: Variables<'_>) -> Result<Job, JobError> {
    let event = required(get, "GITHUB_EVENT_NAME", IN_A_JOB)?;
    if event == "pull_request_target" {
        return Err(JobError::Event { event, help: NOT_TRUSTED });
    }
    let path = required(get, "GITHUB_EVENT_PATH", IN_A_JOB)?;
    let text = std::fs::read_to_string(&path).map_err(|error| JobError::Malformed(format!("{path}: {error}")))?;
    read(&event, &text, get)
}

fn read(name: &str, text: &str, get: Variables<'_>) -> Result<Job, JobError> {
    let event: Event = serde_json::from_str(text).map_err(|error| JobError::Malformed(error.to_string()))?;
    let lacks = |what: &str| JobError::Malformed(format!("a `{name}` event without `{what}`"));
    let default_branch = event.repository.and_then(|repository| repository.default_branch);
    let commits = |base, head| {
        Ok(Job::Commits(Commits { event: name.to_owned(), base, head, default_branch: default_branch.clone() }))
    };
    match name {
        "pull_request" | "pull_request_review" | "pull_request_review_comment" => {
            let PullRequest { number, base, head } = event.pull_request.ok_or_else(|| lacks("pull_request"))?;
            if event.action == "closed" {
                return Ok(Job::Nothing("the pull request is closed".to_owned()));
            }
            Ok(Job::Request(Change { base: commit(&base.sha)?, head: commit(&head.sha)?, number }))
        }
        "merge_group" => {
            let group = event.merge_group.ok_or_else(|| lacks("merge_group"))?;
            commits(Some(commit(&group.base_sha)?), commit(&group.head_sha)?)
        }
        "push" => {
            let before = event.before.ok_or_else(|| lacks("before"))?;
            match known_commit(&event.after.ok_or_else(|| lacks("after"))?)? {
                None => Ok(Job::Nothing("the push deletes a branch or a tag".to_owned())),
                Some(after) => commits(known_commit(&before)?, after),
            }
        }
        // Whatever else started the workflow, it runs at a commit.
        _ => commits(None, commit(&required(get, "GITHUB_SHA", IN_A_JOB)?)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: &str = "0000000000000000000000000000000000000000";

    fn sha(digit: char) -> String {
        digit.to_string().repeat(40)
    }

    fn of_event(name: &str, text: &str) -> Result<Job, JobError> {
        read(name, text, &|name| (name == "GITHUB_SHA").then(|| sha('c')))
    }

    fn pull_request(action: &str, sha: &str) -> String {
        format!(
            r#"{{"action": "{action}", "pull_request": {{"number": 7, "base": {{"sha": "{sha}"}}, "head": {{"sha": "{sha}"}}}}}}"#
        )
    }

    fn push(before: &str, after: &str) -> String {
        format!(r#"{{"before": "{before}", "after": "{after}", "repository": {{"default_branch": "trunk"}}}}"#)
    }

    fn commits(event: &str, base: Option<String>, head: char, default_branch: Option<&str>) -> Job {
        let (event, default_branch) = (event.to_owned(), default_branch.map(str::to_owned));
        Job::Commits(Commits { event, base, head: sha(head), default_branch })
    }

    #[test]
    fn whatever_happens_to_an_open_pull_request_it_can_be_reviewed() {
        for action in ["opened", "synchronize", "labeled", "edited", "auto_merge_enabled"] {
            let job = of_event("pull_request", &pull_request(action, &sha('a'))).unwrap();
            assert_eq!(job, Job::Request(Change { base: sha('a'), head: sha('a'), number: 7 }), "{action}");
        }
        let closed = of_event("pull_request", &pull_request("closed", &sha('a'))).unwrap();
        assert!(matches!(closed, Job::Nothing(_)));
    }

    #[test]
    fn other_events_have_commits_or_a_reason_why_there_are_none() {
        let group = format!(r#"{{"merge_group": {{"base_sha": "{}", "head_sha": "{}"}}}}"#, sha('a'), sha('b'));
        assert_eq!(of_event("merge_group", &group).unwrap(), commits("merge_group", Some(sha('a')), 'b', None));
        let pushed = of_event("push", &push(&sha('a'), &sha('b'))).unwrap();
        assert_eq!(pushed, commits("push", Some(sha('a')), 'b', Some("trunk")));
        assert_eq!(of_event("push", &push(NONE, &sha('b'))).unwrap(), commits("push", None, 'b', Some("trunk")));
        assert!(matches!(of_event("push", &push(&sha('a'), NONE)).unwrap(), Job::Nothing(_)));
        for name in ["workflow_dispatch", "schedule", "issue_comment"] {
            assert_eq!(of_event(name, "{}").unwrap(), commits(name, None, 'c', None));
        }
    }

    #[test]
    fn what_is_no_commit_is_an_error() {
        for (name, text) in [
            ("pull_request", ""),
            ("pull_request", "{}"),
            ("pull_request", &pull_request("opened", "main")),
            ("pull_request", &pull_request("opened", "--upload-pack=x")),
            ("merge_group", "{}"),
            ("push", &push("--upload-pack=x", &sha('b'))),
            ("push", &push(&sha('a'), "main")),
        ] {
            assert!(matches!(of_event(name, text), Err(JobError::Malformed(_))), "{name} {text}");
        }
    }

    #[test]
    fn an_event_that_gives_strangers_a_token_is_refused_with_the_reason() {
        let get = |name: &str| (name == "GITHUB_EVENT_NAME").then(|| "pull_request_target".to_owned());
        assert!(matches!(job(&get), Err(JobError::Event { help, .. }) if help == NOT_TRUSTED));
    }
}
