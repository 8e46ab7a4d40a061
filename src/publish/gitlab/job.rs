//! The merge request that a pipeline runs for.

use crate::publish::job::{Change, JobError, Variables, commit, required};

const HELP: &str =
    "let the job run in merge request pipelines: `rules: - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"`";

/// The change that a job runs for.
///
/// # Errors
/// A pipeline of something else than a merge request.
pub fn change(get: Variables<'_>) -> Result<Change, JobError> {
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
}
