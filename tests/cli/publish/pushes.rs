//! A pull request over ten pushes: each finding has one thread, on its line, whatever is interrupted.

use super::github::GitHub;
use super::scenario::{Fake, Seen, ten_pushes};
use super::{bad, ci, good, repository};
use crate::sandbox::Sandbox;

impl Fake for GitHub {
    fn push(&self, sandbox: &Sandbox) -> Vec<(&'static str, String)> {
        Self::push(self, sandbox, "synchronize")
    }

    fn breaks_after(&self, requests: Option<usize>) {
        self.state().fails_after = requests;
    }

    fn seen(&self) -> Vec<Seen> {
        let seen = |own: &super::github::Thread| {
            let (body, path, text) = (own.comments[0].body.clone(), own.path.clone(), own.text.clone());
            Seen { body, resolved: own.resolved, path, text, line: None }
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
    ten_pushes(&GitHub::start(), |_| None);
}

#[test]
fn ten_pushes_leave_the_same_when_each_run_breaks_off() {
    ten_pushes(&GitHub::start(), |push| Some(push % 9));
}

#[test]
fn ten_pushes_leave_the_same_wherever_else_each_run_breaks_off() {
    ten_pushes(&GitHub::start(), |push| Some((push + 4) % 9));
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
    github.person("one", |thread| {
        thread.comments.push(super::github::Comment { body: "Why?".into(), mine: false });
    });
    sandbox.write("a.py", good("one"));
    sandbox.commit("fixed");
    ci(&sandbox, &github.push(&sandbox, "synchronize"), &[]);
    let state = github.state();
    assert!(!state.threads[0].resolved && !state.threads[0].comments[0].body.contains(" gone"));
}
