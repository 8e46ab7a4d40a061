//! Jobs of GitLab that cannot be reviewed or may not comment.

use serde_json::Value;

use super::{GitLab, branch};
use crate::publish::scenario::Fake;
use crate::publish::{bad, ci};
use crate::sandbox::Run;
use crate::server::nobody;

/// A merge request with one finding, reviewed with other variables than GitLab sets.
fn reviewed(changes: &[(&'static str, &str)], arguments: &[&str]) -> (GitLab, Run) {
    let (sandbox, gitlab) = (branch(&[bad("one")]), GitLab::start());
    let mut variables = gitlab.push(&sandbox);
    variables.extend(changes.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let run = ci(&sandbox, &variables, arguments);
    (gitlab, run)
}

#[test]
fn a_job_that_cannot_comment_says_what_to_set() {
    let (gone, all) = ("a".repeat(40), "GIT_DEPTH: 0");
    for (changes, words) in [
        (&[("CI_MERGE_REQUEST_IID", ""), ("CI_COMMIT_SHA", "")][..], "merge_request_event"),
        (&[("CI_MERGE_REQUEST_IID", "seven")], "`seven` is no merge request"),
        (&[("CI_MERGE_REQUEST_DIFF_BASE_SHA", "main")], "`main` is no commit"),
        (&[("CI_MERGE_REQUEST_PROJECT_ID", "")], "CI_MERGE_REQUEST_PROJECT_ID"),
        (&[("REVIEW_GITLAB_TOKEN", "")], "not protected"),
        (&[("REVIEW_GITLAB_TOKEN", ""), ("CI_JOB_TOKEN", "abc")], "CI_JOB_TOKEN cannot"),
        (&[("REVIEW_GITLAB_TOKEN", "of-the-job")], "401 Unauthorized"),
        (&[("CI_API_V4_URL", "http://gitlab.example/api/v4")], "http"),
        (&[("CI_COMMIT_SHA", &gone)], all),
    ] {
        let (gitlab, run) = reviewed(changes, &[]);
        assert_eq!((run.code, gitlab.counts()), (2, [0, 0, 0]), "{words}");
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
}

#[test]
fn a_server_that_is_down_is_an_error_and_the_findings_are_in_the_log() {
    let (_, run) = reviewed(&[("CI_API_V4_URL", &format!("{}/api/v4", nobody()))], &[]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("posted before that: 0 comments") && run.out.contains("a.py:1:"), "{}", run.err);
}

#[test]
fn a_pipeline_in_a_fork_has_no_token_and_its_findings_are_in_the_log_and_the_report() {
    let changes = [("CI_PROJECT_ID", "9"), ("REVIEW_GITLAB_TOKEN", "")];
    let (sandbox, gitlab) = (branch(&[bad("one")]), GitLab::start());
    let mut variables = gitlab.push(&sandbox);
    variables.extend(changes.map(|(name, value)| (name, value.to_owned())));
    let file = sandbox.beside("report.json");
    let arguments = ["--output-format", "gitlab", "--output-file", file.to_str().unwrap(), "--fail-on", "warning"];
    let run = ci(&sandbox, &variables, &arguments);
    assert_eq!((run.code, gitlab.counts()), (1, [0, 0, 0]), "{}", run.err);
    assert!(run.err.contains("a pipeline in a fork") && run.out.contains("a.py:1:"), "{} {}", run.err, run.out);
    let report: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(report[0]["location"]["path"], "a.py");
}

#[test]
fn a_pipeline_in_a_fork_with_a_token_comments_where_the_merge_request_is() {
    let (gitlab, run) = reviewed(&[("CI_PROJECT_ID", "9")], &[]);
    assert_eq!((run.code, gitlab.counts()), (0, [1, 1, 2]), "{}", run.err);
}

#[test]
fn without_posting_no_token_is_needed() {
    let (gitlab, run) = reviewed(&[("REVIEW_GITLAB_TOKEN", "")], &["--no-post", "--fail-on", "warning"]);
    assert_eq!((run.code, gitlab.counts()), (1, [0, 0, 0]), "{}", run.err);
    assert!(run.out.contains("a.py:1:"), "{}", run.out);
}

#[test]
fn a_dry_run_says_what_it_would_post() {
    let (gitlab, run) = reviewed(&[], &["--dry-run"]);
    assert_eq!((run.code, gitlab.counts()), (0, [0, 0, 0]), "{}", run.err);
    assert!(run.out.contains("1 comment to post") && run.out.contains("a.py:1\n<!-- review:"), "{}", run.out);
}
