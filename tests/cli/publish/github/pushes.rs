//! A pull request over ten pushes: each finding has one thread, on its line, whatever is interrupted.

use hybrid_review::publish::{self, Dialect, Job, MOST_COMMENTS, Scene, github_job};

use super::{Comment, GitHub, Thread};
use crate::publish::scenario::{Fake, Seen, Variables, reviewed, ten_pushes, whole};
use crate::publish::{bad, ci, good, repository};
use crate::sandbox::Sandbox;

impl Fake for GitHub {
    fn push(&self, sandbox: &Sandbox) -> Variables {
        Self::push(self, sandbox, "synchronize")
    }

    fn breaks_after(&self, requests: Option<usize>) {
        self.state().fails_after = requests;
    }

    fn seen(&self) -> Vec<Seen> {
        let seen = |own: &Thread| {
            let (body, path, text) = (own.comments[0].body.clone(), own.path.clone(), own.text.clone());
            Seen { body, resolved: own.resolved, path, text, line: own.line }
        };
        self.state().threads.iter().map(seen).collect()
    }

    fn summaries(&self) -> usize {
        self.state().comments.len()
    }

    fn resolve(&self, text: &str) {
        self.person(text, |thread| thread.resolved = true);
    }
}

#[test]
fn ten_pushes_leave_one_comment_for_each_finding() {
    ten_pushes(&GitHub::start(), whole);
}

#[test]
fn ten_pushes_leave_the_same_at_whatever_request_a_run_breaks_off() {
    let github = GitHub::start();
    ten_pushes(&github, |sandbox, variables| {
        github.state().page = 6;
        let get = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone());
        let Job::Request(change) = github_job(&get).unwrap() else { panic!("it runs for a pull request") };
        let platform = publish::GitHub::open(&get, change).unwrap();
        let outcome = reviewed(sandbox);
        let (cut, diff, dialect) = (outcome.cut, &outcome.diff, Dialect::GitHub);
        let scene = Scene { review: &outcome.review, cut, diff, most: MOST_COMMENTS, complete: true, dialect };
        let publish = |breaks_after| {
            github.state().fails_after = breaks_after;
            publish::publish(&platform, &scene).1
        };
        let before = github.state().clone();
        assert!(publish(None).is_none());
        let complete = github.state().clone();
        for requests in 0.. {
            github.state().clone_from(&before);
            let broken = publish(Some(requests)).is_some();
            assert!(publish(None).is_none());
            let state = github.state();
            assert_eq!(state.threads, complete.threads, "broken off after {requests} requests");
            assert_eq!(state.comments, complete.comments, "broken off after {requests} requests");
            if !broken {
                break;
            }
        }
    });
}

#[test]
fn a_second_run_changes_nothing() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", [bad("one"), bad("two"), bad("three")].concat());
    sandbox.commit("work");
    let variables = github.push(&sandbox, "opened");
    assert_eq!(ci(&sandbox, &variables, &[]).code, 0);
    let counts = github.counts();
    let run = ci(&sandbox, &variables, &[]);
    assert_eq!((counts, github.counts()), ([3, 1, 2], [3, 1, 2]), "{}", run.err);
    assert!(run.err.contains("0 comments posted, 3 there already"), "{}", run.err);
}

#[test]
fn a_thread_that_somebody_answered_in_is_theirs() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", bad("one"));
    sandbox.commit("work");
    ci(&sandbox, &github.push(&sandbox, "opened"), &[]);
    let answers = vec![Comment { body: "Why?".into(), mine: false }; 70];
    github.person("one", |thread| thread.comments.extend(answers.clone()));
    sandbox.write("a.py", good("one"));
    sandbox.commit("fixed");
    ci(&sandbox, &github.push(&sandbox, "synchronize"), &[]);
    let state = github.state();
    assert!(!state.threads[0].resolved && !state.threads[0].comments[0].body.contains(" gone"));
}

#[test]
fn an_outdated_thread_still_is_the_thread_of_its_finding() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", bad("one"));
    sandbox.commit("work");
    ci(&sandbox, &github.push(&sandbox, "opened"), &[]);
    sandbox.write("a.py", bad("one").replacen(":\n", ":  \n", 1));
    sandbox.commit("spaced");
    let run = ci(&sandbox, &github.push(&sandbox, "synchronize"), &[]);
    let state = github.state();
    assert_eq!(
        (state.threads.len(), state.threads[0].line, state.threads[0].resolved),
        (1, None, false),
        "{}",
        run.err
    );
}

#[test]
fn a_pull_request_that_has_moved_on_is_left_to_its_newest_job() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", bad("one"));
    sandbox.commit("older");
    let older = github.push(&sandbox, "opened");
    sandbox.write("a.py", [bad("one"), bad("two")].concat());
    sandbox.commit("newest");
    // Both write the event to the same file.
    let event = std::fs::read_to_string(sandbox.beside("event.json")).unwrap();
    whole(&sandbox, &github.push(&sandbox, "synchronize"));
    let counts = github.counts();
    std::fs::write(sandbox.beside("event.json"), event).unwrap();
    let run = ci(&sandbox, &older, &["--fail-on", "warning"]);
    assert_eq!((run.code, github.counts()), (1, counts), "{}", run.err);
    assert!(run.err.contains("has moved on to") && run.out.contains("a.py:1:"), "{}", run.err);
}

#[test]
fn an_edited_line_that_still_has_its_finding_keeps_its_thread() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", bad("one") + &bad("two"));
    sandbox.commit("work");
    whole(&sandbox, &github.push(&sandbox, "opened"));
    let ids = || reviewed(&sandbox).review.findings.into_iter().map(|finding| finding.id).collect::<Vec<_>>();
    let before = ids();
    sandbox.write("a.py", good("zero") + &bad("one").replace("item,", "item, more,") + &bad("two"));
    sandbox.commit("edit");
    assert_ne!(before, ids());
    whole(&sandbox, &github.push(&sandbox, "synchronize"));
    let state = github.state();
    assert_eq!(state.threads.len(), 2, "no other thread is opened");
    for (thread, id) in state.threads.iter().zip(ids()) {
        assert!(
            !thread.resolved && thread.comments[0].body.starts_with(&format!("<!-- review:{id}")),
            "{}",
            thread.comments[0].body
        );
    }
    drop(state);
    let [_, _, writes] = github.counts();
    whole(&sandbox, &github.push(&sandbox, "synchronize"));
    assert_eq!(github.counts()[2], writes, "a repeated run changes nothing");
}
