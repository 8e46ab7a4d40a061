//! What a pipeline runs for: a merge request, or the commits of a branch.

use crate::publish::job::{Change, Commits, Job, JobError, Variables, commit, known_commit, required};

const HELP: &str =
    "let the job run in merge request pipelines: `rules: - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"`";

/// What a job runs for.
///
/// # Errors
/// A job that tells no commit.
pub fn job(get: Variables<'_>) -> Result<Job, JobError> {
    let set = |name: &str| get(name).filter(|value| !value.is_empty());
    match (set("CI_MERGE_REQUEST_IID"), set("CI_COMMIT_SHA")) {
        (None, Some(head)) => {
            let event = set("CI_PIPELINE_SOURCE").unwrap_or_else(|| "a branch".to_owned());
            let before = if event == "push" { set("CI_COMMIT_BEFORE_SHA") } else { None };
            let base = before.map(|before| known_commit(&before)).transpose()?.flatten();
            let default_branch = set("CI_DEFAULT_BRANCH");
            Ok(Job::Commits(Commits { event, base, head: commit(&head)?, default_branch }))
        }
        _ => change(get).map(Job::Request),
    }
}

/// The merge request that a job runs for.
fn change(get: Variables<'_>) -> Result<Change, JobError> {
    let number = required(get, "CI_MERGE_REQUEST_IID", HELP)?;
    let number = number.parse().map_err(|_| JobError::Malformed(format!("`{number}` is no merge request")))?;
    let base = required(get, "CI_MERGE_REQUEST_DIFF_BASE_SHA", HELP)?;
    // A pipeline for merged results runs on a merge that is on neither side.
    let source = get("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA").filter(|sha| !sha.is_empty());
    let head = source.map_or_else(|| required(get, "CI_COMMIT_SHA", HELP), Ok)?;
    Ok(Change { base: commit(&base)?, head: commit(&head)?, number })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pipeline_for_merged_results_is_about_the_source_branch() {
        let (base, merge, source) = ("a".repeat(40), "b".repeat(40), "c".repeat(40));
        let job = |source: &str| {
            let (base, merge, source) = (base.clone(), merge.clone(), source.to_owned());
            move |name: &str| match name {
                "CI_MERGE_REQUEST_IID" => Some("7".to_owned()),
                "CI_MERGE_REQUEST_DIFF_BASE_SHA" => Some(base.clone()),
                "CI_COMMIT_SHA" => Some(merge.clone()),
                "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA" => Some(source.clone()),
                _ => None,
            }
        };
        assert_eq!(change(&job(&source)).unwrap().head, source);
        assert_eq!(change(&job("")).unwrap().head, merge);
        assert!(matches!(change(&|_| None), Err(JobError::Missing { name: "CI_MERGE_REQUEST_IID", .. })));
    }

    #[test]
    fn a_pipeline_of_a_branch_is_about_its_commits() {
        let job = |source: &'static str, before: &str| {
            let before = before.to_owned();
            job(&move |name: &str| match name {
                "CI_PIPELINE_SOURCE" => Some(source.to_owned()),
                "CI_COMMIT_SHA" => Some("b".repeat(40)),
                "CI_COMMIT_BEFORE_SHA" => Some(before.clone()),
                "CI_DEFAULT_BRANCH" => Some("trunk".to_owned()),
                _ => None,
            })
            .unwrap()
        };
        let commits = |event: &str, base: Option<String>| {
            let default_branch = Some("trunk".to_owned());
            Job::Commits(Commits { event: event.to_owned(), base, head: "b".repeat(40), default_branch })
        };
        assert_eq!(job("push", &"a".repeat(40)), commits("push", Some("a".repeat(40))));
        assert_eq!(job("push", &"0".repeat(40)), commits("push", None));
        assert_eq!(job("schedule", &"a".repeat(40)), commits("schedule", None));
    }
}
