//! A pull request over ten pushes: each finding has one thread, on its line, whatever is interrupted.

use std::collections::BTreeSet;

use super::github::GitHub;
use super::{bad, ci, good, repository};
use crate::sandbox::Sandbox;

/// The hidden fingerprint at the top of a comment.
fn fingerprint(body: &str) -> String {
    body.strip_prefix("<!-- review:").unwrap_or_else(|| panic!("no fingerprint: {body}"))[..16].to_owned()
}

/// The ids of what is wrong on the branch.
fn wrong(sandbox: &Sandbox) -> BTreeSet<String> {
    let result = sandbox.json(&["--base", "main", "--head", "work", "--tiers", "rules"]);
    result["findings"].as_array().unwrap().iter().map(|own| own["id"].as_str().unwrap().to_owned()).collect()
}

/// Reviews a push, at first with a server that fails after so many requests, and looks at what is there then.
fn push(sandbox: &Sandbox, github: &GitHub, breaks_after: Option<usize>) {
    let variables = github.push(sandbox, "synchronize");
    if breaks_after.is_some() {
        github.state().fails_after = breaks_after;
        ci(sandbox, &variables, &[]);
        github.state().fails_after = None;
    }
    let run = ci(sandbox, &variables, &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    let state = github.state();
    let all: Vec<_> = state.threads.iter().map(|thread| fingerprint(&thread.comments[0].body)).collect();
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "a finding has two threads");
    let (mut said, wrong) = (BTreeSet::new(), wrong(sandbox));
    for thread in &state.threads {
        assert!(thread.text.contains("seen=[]"), "on a wrong line: {thread:?}");
        let body = &thread.comments[0].body;
        let by_us = body.lines().next().unwrap().contains(" gone");
        assert!(!by_us || thread.resolved, "half closed: {thread:?}");
        let (id, dismissed) = (fingerprint(body), thread.resolved && !by_us);
        if !by_us && (!dismissed || wrong.contains(&id)) {
            said.insert(id);
        }
    }
    assert_eq!(said, wrong);
    assert!(state.comments.len() <= 1, "one summary");
}

fn dismissed(github: &GitHub) -> bool {
    let state = github.state();
    state.threads.iter().any(|thread| thread.path == "a.py" && thread.text.contains("two") && thread.resolved)
}

/// Ten pushes, with people who do something between.
fn ten_pushes(breaks_after: impl Fn(usize) -> Option<usize>) {
    let (sandbox, github) = (repository(), GitHub::start());
    let write = |parts: &[String]| sandbox.write("a.py", parts.concat());
    let commit = || sandbox.commit("work");
    let amend = || sandbox.git(&["commit", "--quiet", "--all", "--amend", "--no-edit"]);
    // 1. Added.
    write(&[bad("one"), bad("two")]);
    commit();
    push(&sandbox, &github, breaks_after(1));
    // 2. Amended.
    write(&[bad("one"), bad("two"), bad("three")]);
    amend();
    push(&sandbox, &github, breaks_after(2));
    // 3. Rebased.
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("other.py", "y = 1\n");
    commit();
    sandbox.git(&["checkout", "--quiet", "work"]);
    sandbox.git(&["rebase", "--quiet", "main"]);
    push(&sandbox, &github, breaks_after(3));
    // 4. Forced, with lines above; and a person has dismissed a thread.
    github.person("two", |thread| thread.resolved = true);
    write(&[good("zero"), bad("one"), bad("two"), bad("three")]);
    amend();
    push(&sandbox, &github, breaks_after(4));
    assert!(dismissed(&github));
    // 5. Fixed.
    write(&[good("zero"), good("one"), bad("two"), bad("three")]);
    commit();
    push(&sandbox, &github, breaks_after(5));
    // 6. Wrong again.
    write(&[good("zero"), bad("one"), bad("two"), bad("three")]);
    commit();
    push(&sandbox, &github, breaks_after(6));
    // 7. Moved.
    sandbox.git(&["mv", "a.py", "b.py"]);
    commit();
    push(&sandbox, &github, breaks_after(7));
    // 8. Moved back.
    sandbox.git(&["revert", "--no-edit", "HEAD"]);
    push(&sandbox, &github, breaks_after(8));
    assert!(dismissed(&github), "what a person dismissed stays so");
    // 9. More at once.
    write(&[bad("one"), bad("two"), bad("three"), bad("four"), bad("five")]);
    commit();
    push(&sandbox, &github, breaks_after(9));
    // 10. All gone.
    sandbox.git(&["rm", "--quiet", "a.py"]);
    commit();
    push(&sandbox, &github, breaks_after(10));
    assert!(github.state().threads.iter().all(|thread| thread.resolved));
}

#[test]
fn ten_pushes_leave_one_comment_for_each_finding() {
    ten_pushes(|_| None);
}

#[test]
fn ten_pushes_leave_the_same_when_each_run_breaks_off() {
    ten_pushes(|push| Some(push % 9));
}

#[test]
fn ten_pushes_leave_the_same_wherever_else_each_run_breaks_off() {
    ten_pushes(|push| Some((push + 4) % 9));
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
