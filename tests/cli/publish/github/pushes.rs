//! A pull request over ten pushes: each finding has one thread, on its line, whatever is interrupted.

use std::sync::LazyLock;

use git2::Repository;
use hybrid_review::config::{Config, Layers};
use hybrid_review::diff::Scope;
use hybrid_review::finding::Finding;
use hybrid_review::merge::Baseline;
use hybrid_review::publish::{self, Dialect, MOST_COMMENTS, Scene, github_change};
use hybrid_review::review::{self, Outcome, Request};
use hybrid_review::rules::RuleSet;
use indicatif::ProgressBar;

use super::{Comment, GitHub, Thread};
use crate::publish::{bad, ci, good, repository};
use crate::sandbox::Sandbox;

static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);
static CONFIG: LazyLock<Config> = LazyLock::new(|| Layers::new().finish().unwrap());

type Variables = Vec<(&'static str, String)>;

/// The branch, reviewed by the rules alone, without the program around it.
fn reviewed(sandbox: &Sandbox) -> Outcome {
    let repository = Repository::open(sandbox.root()).unwrap();
    let (baseline, progress) = (Baseline::default(), ProgressBar::hidden());
    let scope = Scope::Range { base: "main".into(), head: Some("work".into()) };
    let request = Request::of(&CONFIG, &baseline, &progress);
    let (repository, rules) = (Some(&repository), Some(&*RULES));
    review::run(&Request { repository, rules, scope: &scope, ..request }).unwrap()
}

/// The id at the top of a comment.
fn id(thread: &Thread) -> &str {
    let body = &thread.comments[0].body;
    &body.strip_prefix("<!-- review:").unwrap_or_else(|| panic!("no id: {body}"))[..16]
}

fn is_gone(thread: &Thread) -> bool {
    thread.comments[0].body.lines().next().unwrap().contains(" gone")
}

/// Whether a thread says a finding: an open one where it is, one that a person resolved wherever its file was before.
fn says(thread: &Thread, finding: &Finding) -> bool {
    let same = if thread.resolved { id(thread)[8..] == finding.id[8..] } else { id(thread) == finding.id };
    same && !is_gone(thread)
}

/// Looks at what is there after a push: every finding is said once, and on its line of the head's file.
fn check(sandbox: &Sandbox, github: &GitHub, what: &str) {
    let (state, findings) = (github.state(), reviewed(sandbox).review.findings);
    for finding in &findings {
        let said: Vec<_> = state.threads.iter().filter(|thread| says(thread, finding)).collect();
        let [thread] = said[..] else { panic!("{what}: {} has {said:?}", finding.path) };
        if thread.resolved {
            continue;
        }
        let text = sandbox.git(&["show", &format!("work:{}", finding.path)]);
        let line = text.lines().nth(finding.start.line.index()).unwrap();
        assert_eq!((&*thread.path, &*thread.text), (&*finding.path, line), "{what}");
        assert_eq!(thread.line, Some(finding.start.line.0.into()), "{what}: {line}");
        assert!(line.contains("seen=[]"), "{what}: {line}");
    }
    for thread in &state.threads {
        let open = !thread.resolved;
        assert!(!open || findings.iter().any(|finding| says(thread, finding)), "{what}: said for nothing: {thread:?}");
        assert!(!open || !is_gone(thread), "{what}: half closed: {thread:?}");
    }
    assert_eq!(state.comments.len(), 1, "{what}: one summary");
}

/// The functions with an open thread, by their lines.
fn open(github: &GitHub) -> Vec<String> {
    let state = github.state();
    let threads = state.threads.iter().filter(|thread| !thread.resolved);
    threads.map(|own| format!("{} {}", own.path, own.text[4..].split('(').next().unwrap())).collect()
}

/// Ten pushes, with people who do something between.
fn ten_pushes(mut review: impl FnMut(&Sandbox, &GitHub, &Variables)) {
    let (sandbox, github) = (repository(), GitHub::start());
    let write = |path: &str, parts: &[String]| sandbox.write(path, parts.concat());
    let amend = || drop(sandbox.git(&["commit", "--quiet", "--all", "--amend", "--no-edit"]));
    let mut push = |what: &str, expected: &[&str]| {
        review(&sandbox, &github, &github.push(&sandbox, "synchronize"));
        check(&sandbox, &github, what);
        let mut open = open(&github);
        open.sort();
        assert_eq!(open, expected, "{what}");
    };

    write("a.py", &[bad("one"), bad("two")]);
    sandbox.commit("work");
    push("1. add", &["a.py one", "a.py two"]);

    write("a.py", &[bad("one"), bad("two"), bad("three")]);
    amend();
    push("2. amend", &["a.py one", "a.py three", "a.py two"]);

    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("other.py", "y = 1\n");
    sandbox.commit("elsewhere");
    sandbox.git(&["checkout", "--quiet", "work"]);
    sandbox.git(&["rebase", "--quiet", "main"]);
    push("3. rebase", &["a.py one", "a.py three", "a.py two"]);

    github.person("two", |thread| thread.resolved = true);
    write("a.py", &[good("zero"), bad("one"), bad("two"), bad("three")]);
    amend();
    push("4. dismiss, and force-push lines above", &["a.py one", "a.py three"]);

    write("a.py", &[good("zero"), good("one"), bad("two"), bad("three")]);
    sandbox.commit("mend one");
    push("5. mend", &["a.py three"]);

    sandbox.git(&["revert", "--no-edit", "HEAD"]);
    push("6. revert", &["a.py one", "a.py three"]);

    sandbox.git(&["mv", "a.py", "b.py"]);
    sandbox.commit("rename");
    push("7. rename", &["b.py one", "b.py three"]);

    github.person("three", |thread| thread.resolved = true);
    sandbox.git(&["revert", "--no-edit", "HEAD"]);
    push("8. dismiss, and rename back", &["a.py one"]);

    github.person("one", |thread| thread.resolved = true);
    sandbox.git(&["mv", "a.py", "c.py"]);
    write("c.py", &[bad("four"), good("one"), bad("two"), bad("three"), bad("five")]);
    sandbox.commit("rename and edit");
    push("9. mend and resolve, rename and edit", &["c.py five", "c.py four"]);

    sandbox.git(&["rm", "--quiet", "c.py"]);
    sandbox.commit("remove");
    push("10. remove", &[]);
}

#[test]
fn ten_pushes_leave_one_comment_for_each_finding() {
    ten_pushes(|sandbox, _, variables| {
        let run = ci(sandbox, variables, &[]);
        assert_eq!(run.code, 0, "{}", run.err);
    });
}

#[test]
fn ten_pushes_leave_the_same_at_whatever_request_a_run_breaks_off() {
    ten_pushes(|sandbox, github, variables| {
        github.state().page = 6;
        let get = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone());
        let platform = publish::GitHub::open(&get, github_change(&get).unwrap()).unwrap();
        let outcome = reviewed(sandbox);
        let (cut, diff, dialect) = (outcome.cut, &outcome.diff, Dialect::GitHub);
        let scene = Scene { review: &outcome.review, cut, diff, most: MOST_COMMENTS, complete: true, dialect };
        let publish = |breaks_after| {
            github.state().fails_after = breaks_after;
            publish::publish(&platform, &scene).1
        };
        let before = github.state().clone();
        assert!(publish(None).is_none());
        let whole = github.state().clone();
        for requests in 0.. {
            github.state().clone_from(&before);
            let broken = publish(Some(requests)).is_some();
            assert!(publish(None).is_none());
            let state = github.state();
            assert_eq!(state.threads, whole.threads, "broken off after {requests} requests");
            assert_eq!(state.comments, whole.comments, "broken off after {requests} requests");
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
    assert!(!state.threads[0].resolved && !is_gone(&state.threads[0]));
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
