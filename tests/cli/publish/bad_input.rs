//! Jobs that cannot be reviewed or may not comment, and whose word counts.

use super::github::GitHub;
use super::{bad, ci, repository};
use crate::sandbox::{Run, Sandbox};
use crate::server::nobody;

/// A pull request with one finding, reviewed with other variables than GitHub sets.
fn reviewed(changes: &[(&'static str, &str)], arguments: &[&str]) -> (Sandbox, Run) {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", bad("one"));
    sandbox.commit("work");
    let mut variables = github.push(&sandbox, "opened");
    variables.extend(changes.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let run = ci(&sandbox, &variables, arguments);
    assert!(github.state().threads.is_empty());
    (sandbox, run)
}

#[test]
fn a_job_that_is_none_of_a_pull_request_says_what_to_set() {
    for (changes, words) in [
        (&[("GITHUB_TOKEN", "")][..], "GITHUB_TOKEN"),
        (&[("GITHUB_EVENT_NAME", "push")], "without `before`"),
        (&[("GITHUB_EVENT_NAME", "pull_request_target")], "strangers"),
        (&[("GITHUB_EVENT_PATH", "/nowhere")], "/nowhere"),
        (&[("GITHUB_ACTIONS", "")], "GITLAB_CI"),
        (&[("GITHUB_ACTIONS", ""), ("GITLAB_CI", "true")], "merge_request_event"),
    ] {
        let (_, run) = reviewed(changes, &[]);
        assert_eq!(run.code, 2, "{words}");
        assert!(run.err.contains(words), "{words}: {}", run.err);
    }
}

#[test]
fn a_server_that_is_down_is_an_error_and_the_findings_are_in_the_log() {
    let nobody = nobody();
    let changes = [("GITHUB_API_URL", &*nobody), ("GITHUB_GRAPHQL_URL", &*nobody)];
    let (_, run) = reviewed(&changes, &[]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("0 comments") && run.out.contains("::warning file=a.py,line=1"), "{}", run.err);
}

#[test]
fn a_server_that_fails_half_way_is_an_error_that_says_how_far_it_came() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", bad("one"));
    sandbox.commit("work");
    let variables = github.push(&sandbox, "opened");
    // After the comments are read and the review is posted, before the summary.
    github.state().fails_after = Some(3);
    let run = ci(&sandbox, &variables, &[]);
    assert_eq!((run.code, github.counts()), (2, [1, 0, 1]), "{}", run.err);
    assert!(run.err.contains("501: the server was interrupted"), "{}", run.err);
    assert!(run.err.contains("posted before that: 1 comment"), "{}", run.err);
    assert!(run.out.contains("::warning file=a.py,line=1"), "{}", run.out);
    let page = std::fs::read_to_string(sandbox.beside("summary.md")).unwrap();
    assert!(page.contains("`a.py:1`") && page.contains("or not all of it:"), "{page}");
}

#[test]
fn without_posting_no_token_is_needed_and_findings_are_annotations() {
    let (_, run) = reviewed(&[("GITHUB_TOKEN", "")], &["--no-post", "--fail-on", "warning"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(
        run.out.contains("::warning file=a.py,line=1,endLine=1,col=15,endColumn=22,title=python/mutable-default::"),
        "{}",
        run.out
    );
}

#[test]
fn a_dry_run_says_what_it_would_post() {
    let (_, run) = reviewed(&[], &["--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("1 comment to post") && run.out.contains("a.py:1\n<!-- review:"), "{}", run.out);
}

#[test]
fn a_branch_that_is_gone_is_named_with_what_to_set() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.commit("work");
    let variables = github.push(&sandbox, "opened");
    let event = std::fs::read_to_string(sandbox.beside("event.json")).unwrap();
    for branch in ["work", "main"] {
        let there = sandbox.git(&["rev-parse", branch]);
        std::fs::write(sandbox.beside("event.json"), event.replace(there.trim(), &"a".repeat(40))).unwrap();
        let run = ci(&sandbox, &variables, &[]);
        assert_eq!(run.code, 2);
        let words = ["this clone lacks", &"a".repeat(40), "fetch-depth: 0", "deleted"];
        assert!(words.iter().all(|words| run.err.contains(words)), "{}", run.err);
    }
}

#[test]
fn a_shallow_clone_fetches_what_it_lacks() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", bad("one"));
    sandbox.commit("work");
    let variables = github.push(&sandbox, "opened");
    let (from, clone) = (format!("file://{}", sandbox.root().display()), sandbox.beside("clone"));
    let to = clone.to_string_lossy().into_owned();
    sandbox.git(&["clone", "--quiet", "--depth=1", "--branch=work", &from, &to]);
    let run = ci(&sandbox, &variables, &["-C", &to]);
    assert_eq!((run.code, github.state().threads.len()), (0, 1), "{}", run.err);
}

#[test]
fn the_base_says_what_holds_and_the_change_cannot_silence_the_review() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", bad("one"));
    sandbox.write("review.toml", "[rules]\ndisable = [\"python/mutable-default\"]\n");
    sandbox.write(".review/rules/python/broken.toml", "this is no rule");
    sandbox.commit("work");
    let run = ci(&sandbox, &github.push(&sandbox, "opened"), &[]);
    assert_eq!(github.state().threads.len(), 1, "{}", run.err);
}
