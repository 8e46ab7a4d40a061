//! What GitHub does not take, and what is said then.

use std::fs;

use super::{GitHub, Rights};
use crate::publish::{bad, ci, repository, with_files};
use crate::sandbox::{Run, Sandbox};

/// A pull request with so many findings, one a file, reviewed by a GitHub that was prepared.
fn reviewed(findings: usize, prepare: impl Fn(&GitHub)) -> (Sandbox, GitHub, Run) {
    let (sandbox, github) = (repository(), GitHub::start());
    for number in 0..findings {
        sandbox.write(&format!("a{number:02}.py"), bad("one"));
    }
    sandbox.commit("work");
    prepare(&github);
    let run = ci(&sandbox, &github.push(&sandbox, "opened"), &[]);
    (sandbox, github, run)
}

#[test]
fn beyond_thirty_comments_the_summary_lists_the_rest() {
    let (sandbox, github, run) = reviewed(33, |_| ());
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(github.state().threads.len(), 30);
    assert_eq!(github.state().comments[0].body.matches("beyond 30 comments").count(), 3);
    ci(&sandbox, &github.push(&sandbox, "synchronize"), &[]);
    assert_eq!(github.counts(), [30, 1, 2]);
}

#[test]
fn a_comment_that_is_refused_goes_to_the_summary_alone() {
    let (_sandbox, github, run) = reviewed(3, |github| {
        github.state().sealed = vec!["a01.py".to_owned()];
    });
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(github.state().threads.len(), 2);
    let state = github.state();
    assert!(state.comments[0].body.contains("a01.py:1") && !state.comments[0].body.contains("a02.py:1"));
}

#[test]
fn a_server_that_wants_rest_gets_it() {
    let (_sandbox, github, run) =
        reviewed(2, |github| github.state().too_fast = vec![(403, Some("0")), (429, Some("0"))]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(github.state().threads.len(), 2);
}

#[test]
fn a_rest_that_is_too_long_or_not_named_is_not_waited_for_and_everything_is_said_in_the_job() {
    for rest in [Some("3600"), None] {
        let (sandbox, _github, run) = reviewed(1, |github| github.state().too_fast = vec![(403, rest)]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains("exceeded a secondary"), "{}", run.err);
        assert!(run.out.contains("::warning file=a00.py,line=1"), "{}", run.out);
        assert!(fs::read_to_string(sandbox.beside("summary.md")).unwrap().contains("a00.py:1"));
    }
}

#[test]
fn threads_beyond_a_hundred_are_read_and_those_of_others_are_not_believed() {
    let (sandbox, github, _) = reviewed(1, |github| github.state().page = 100);
    let ours = github.state().threads.remove(0);
    let mut theirs = ours.clone();
    theirs.comments[0].mine = false;
    github.state().threads = vec![theirs; 230];
    github.state().threads.push(ours);
    let run = ci(&sandbox, &github.push(&sandbox, "synchronize"), &[]);
    assert_eq!((run.code, github.counts()), (0, [231, 1, 2]), "{}", run.err);
}

#[test]
fn a_review_whose_answer_is_lost_is_not_posted_twice() {
    let (_sandbox, github, run) = reviewed(2, |github| github.state().unheard = 1);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(github.counts()[..2], [2, 1]);
}

#[test]
fn a_token_of_a_fork_may_only_read_and_the_job_says_it_all() {
    let (sandbox, github, run) = reviewed(1, |github| github.state().rights = Rights::Read);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(github.state().threads.is_empty());
    assert!(run.err.contains("pull-requests: write"), "{}", run.err);
    assert!(run.out.contains("::warning file=a00.py,line=1"), "{}", run.out);
    let page = fs::read_to_string(sandbox.beside("summary.md")).unwrap();
    assert!(page.contains("`a00.py:1`") && page.contains("the token may not comment here"), "{page}");
}

#[test]
fn a_token_that_does_not_see_the_repository_is_told_what_it_lacks() {
    let (_sandbox, _github, run) = reviewed(1, |github| github.state().rights = Rights::Nothing);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("pull-requests: write"), "{}", run.err);
    assert!(run.out.contains("::warning file=a00.py,line=1"), "{}", run.out);
}

#[test]
fn a_token_that_may_not_resolve_says_in_the_comment_that_the_finding_is_gone() {
    let (sandbox, github, _) = reviewed(1, |github| github.state().rights = Rights::Comment);
    sandbox.git(&["rm", "--quiet", "a00.py"]);
    sandbox.commit("gone");
    let run = ci(&sandbox, &github.push(&sandbox, "synchronize"), &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(github.state().threads[0].comments[0].body.contains("Gone as of"));
}

#[test]
fn a_token_that_has_expired_is_an_error_and_the_findings_are_in_the_log() {
    let (_sandbox, _github, run) = reviewed(1, |github| github.state().rights = Rights::Expired);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("Bad credentials") && run.err.contains("GITHUB_TOKEN"), "{}", run.err);
    assert!(run.out.contains("::warning file=a00.py,line=1"), "{}", run.out);
}

#[test]
fn a_pull_request_of_three_thousand_files_is_reviewed_and_its_summary_says_what_has_no_room() {
    const BAD: usize = 800;
    let (sandbox, github) = (with_files(3000, BAD), GitHub::start());
    let run = ci(&sandbox, &github.push(&sandbox, "opened"), &[]);
    assert_eq!((run.code, github.counts()), (0, [30, 1, 2]), "{}", run.err);
    let summary = github.state().comments[0].body.clone();
    let listed = summary.matches("(beyond 30 comments)").count();
    assert!(summary.contains(&format!("- and {} more, ", BAD - 30 - listed)), "{listed}");
}
