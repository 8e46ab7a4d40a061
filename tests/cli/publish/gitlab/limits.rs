//! What GitLab does not take, and what is said then.

use super::{GitLab, Rights};
use crate::publish::scenario::Fake;
use crate::publish::{bad, ci, repository, with_files};
use crate::sandbox::{Run, Sandbox};

/// A merge request with so many findings, one a file, reviewed by a GitLab that was prepared.
fn reviewed(findings: usize, prepare: impl Fn(&GitLab)) -> (Sandbox, GitLab, Run) {
    let (sandbox, gitlab) = (repository(), GitLab::start());
    for number in 0..findings {
        sandbox.write(&format!("a{number:02}.py"), bad("one"));
    }
    sandbox.commit("work");
    prepare(&gitlab);
    let run = ci(&sandbox, &gitlab.push(&sandbox), &[]);
    (sandbox, gitlab, run)
}

/// What the summary says.
fn summary(gitlab: &GitLab) -> String {
    let state = gitlab.state();
    let notes = state.discussions.iter().map(|own| &own.notes[0]);
    notes.map(|note| note.body.clone()).find(|body| body.starts_with("<!-- review:summary")).unwrap_or_default()
}

#[test]
fn beyond_thirty_threads_the_summary_lists_the_rest() {
    let (sandbox, gitlab, run) = reviewed(33, |_| ());
    assert_eq!((run.code, gitlab.counts()), (0, [30, 1, 31]), "{}", run.err);
    assert_eq!(summary(&gitlab).matches("beyond 30 comments").count(), 3);
    ci(&sandbox, &gitlab.push(&sandbox), &[]);
    assert_eq!(gitlab.counts(), [30, 1, 31]);
}

#[test]
fn a_thread_that_is_refused_goes_to_the_summary_alone() {
    let (_sandbox, gitlab, run) = reviewed(3, |gitlab| gitlab.state().sealed = vec!["a01.py".to_owned()]);
    assert_eq!((run.code, gitlab.counts()), (0, [2, 1, 3]), "{}", run.err);
    let summary = summary(&gitlab);
    assert!(summary.contains("a01.py:1") && !summary.contains("a02.py:1"), "{summary}");
}

#[test]
fn a_server_that_wants_rest_gets_it() {
    let (_sandbox, gitlab, run) = reviewed(2, |gitlab| gitlab.state().too_fast = 1);
    assert_eq!((run.code, gitlab.counts()), (0, [2, 1, 3]), "{}", run.err);
}

#[test]
fn a_rest_that_is_too_long_is_not_waited_for_and_the_findings_are_in_the_log() {
    let (_sandbox, gitlab, run) = reviewed(1, |gitlab| {
        gitlab.state().too_fast = 1;
        gitlab.state().rest = "3600";
    });
    assert_eq!((run.code, gitlab.counts()), (2, [0, 0, 0]));
    assert!(run.err.contains("posted before that: 0 comments") && run.out.contains("a00.py:1:"), "{}", run.err);
}

#[test]
fn a_thread_whose_answer_is_lost_is_not_begun_twice() {
    let (_sandbox, gitlab, run) = reviewed(2, |gitlab| gitlab.state().unheard = 1);
    assert_eq!((run.code, gitlab.counts()), (0, [2, 1, 3]), "{}", run.err);
}

#[test]
fn pages_are_read_to_the_last_also_where_a_proxy_drops_their_headers() {
    let (sandbox, gitlab, _) = reviewed(5, |gitlab| gitlab.state().no_headers = true);
    let run = ci(&sandbox, &gitlab.push(&sandbox), &[]);
    assert_eq!((run.code, gitlab.counts()), (0, [5, 1, 6]), "{}", run.err);
}

#[test]
fn a_token_that_may_only_read_leaves_the_findings_in_the_log() {
    let (_sandbox, gitlab, run) = reviewed(1, |gitlab| gitlab.state().rights = Rights::Read);
    assert_eq!((run.code, gitlab.counts()), (0, [0, 0, 0]), "{}", run.err);
    assert!(run.err.contains("insufficient_scope") && run.err.contains("scope api"), "{}", run.err);
    assert!(run.out.contains("a00.py:1:"), "{}", run.out);
}

#[test]
fn a_token_that_may_not_resolve_says_in_the_comment_that_the_finding_is_gone() {
    let (sandbox, gitlab, _) = reviewed(1, |gitlab| gitlab.state().rights = Rights::Comment);
    sandbox.git(&["rm", "--quiet", "a00.py"]);
    sandbox.commit("gone");
    let run = ci(&sandbox, &gitlab.push(&sandbox), &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    let seen = gitlab.seen();
    assert!(seen[0].body.contains("Gone as of") && !seen[0].resolved, "{seen:?}");
}

#[test]
fn a_token_that_has_expired_is_an_error_and_the_findings_are_in_the_log() {
    let (_sandbox, _gitlab, run) = reviewed(1, |gitlab| gitlab.state().rights = Rights::Expired);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("invalid_token") && run.err.contains("REVIEW_GITLAB_TOKEN"), "{}", run.err);
    assert!(run.out.contains("a00.py:1:"), "{}", run.out);
}

#[test]
fn a_merge_request_of_three_thousand_files_is_reviewed() {
    let (sandbox, gitlab) = (with_files(3000, 2), GitLab::start());
    let run = ci(&sandbox, &gitlab.push(&sandbox), &[]);
    assert_eq!((run.code, gitlab.counts()), (0, [2, 1, 3]), "{}", run.err);
}
