//! A merge request over pushes: each finding has one thread, on its lines, whatever is interrupted and whoever is faster.

use super::{GitLab, Version, branch};
use crate::publish::scenario::{Fake, push, ten_pushes, whole};
use crate::publish::{bad, ci, good};

#[test]
fn ten_pushes_leave_one_thread_for_each_finding() {
    ten_pushes(&GitLab::start(), whole);
}

#[test]
fn ten_pushes_leave_the_same_when_each_run_breaks_off() {
    let (gitlab, mut pushes) = (GitLab::start(), 0);
    ten_pushes(&gitlab, |sandbox, variables| {
        pushes += 1;
        gitlab.breaks_after(Some(pushes % 7 + 4));
        ci(sandbox, variables, &[]);
        gitlab.breaks_after(None);
        whole(sandbox, variables);
    });
}

#[test]
fn a_run_that_breaks_off_at_any_request_and_is_run_again_ends_the_same() {
    let (sandbox, gitlab) = (branch(&[bad("one"), bad("two")]), GitLab::start());
    push(&sandbox, &gitlab);
    sandbox.write("a.py", [good("one"), bad("two"), bad("three")].concat());
    sandbox.commit("changed");
    let variables = gitlab.push(&sandbox);
    let before = gitlab.state().clone();
    let bodies = || gitlab.state().discussions.iter().map(|own| own.notes[0].body.clone()).collect::<Vec<_>>();
    assert_eq!(ci(&sandbox, &variables, &[]).code, 0);
    let (counts, expected) = (gitlab.counts(), bodies());
    let mut requests = 0;
    loop {
        *gitlab.state() = before.clone();
        gitlab.breaks_after(Some(requests));
        let broken = ci(&sandbox, &variables, &[]);
        gitlab.breaks_after(None);
        if broken.code == 0 {
            break;
        }
        assert!(broken.code == 2 && broken.err.contains("posted before that: "), "{}", broken.err);
        assert_eq!(ci(&sandbox, &variables, &[]).code, 0);
        assert_eq!((gitlab.counts(), bodies()), (counts, expected.clone()), "after {requests} requests");
        requests += 1;
    }
    assert!(requests > 6, "{requests}");
}

#[test]
fn a_second_run_changes_nothing() {
    let (sandbox, gitlab) = (branch(&[bad("one"), bad("two"), bad("three")]), GitLab::start());
    let variables = gitlab.push(&sandbox);
    assert_eq!(ci(&sandbox, &variables, &[]).code, 0);
    assert_eq!(gitlab.counts(), [3, 1, 4]);
    let run = ci(&sandbox, &variables, &[]);
    assert_eq!(gitlab.counts(), [3, 1, 4], "{}", run.err);
    assert!(run.err.contains("0 comments posted, 3 there already"), "{}", run.err);
}

#[test]
fn a_thread_that_somebody_answered_in_is_theirs() {
    let (sandbox, gitlab) = (branch(&[bad("one")]), GitLab::start());
    push(&sandbox, &gitlab);
    gitlab.person("one", |thread| thread.answer("Why?"));
    sandbox.write("a.py", good("one"));
    sandbox.commit("fixed");
    ci(&sandbox, &gitlab.push(&sandbox), &[]);
    let seen = gitlab.seen();
    assert!(!seen[0].resolved && !seen[0].body.contains(" gone"), "{seen:?}");
}

#[test]
fn a_finding_that_comes_back_is_said_where_it_is_now() {
    let (sandbox, gitlab) = (branch(&[bad("one"), bad("two")]), GitLab::start());
    push(&sandbox, &gitlab);
    for lines in [[good("one"), bad("two")], [bad("one"), bad("two")]] {
        sandbox.write("a.py", lines.concat());
        sandbox.commit("changed");
        push(&sandbox, &gitlab);
    }
    let open: Vec<_> = gitlab.seen().into_iter().filter(|own| !own.resolved).map(|own| own.line).collect();
    assert_eq!(open, [Some(6), Some(1)]);
}

#[test]
fn a_pipeline_for_merged_results_is_about_the_source_branch() {
    let (sandbox, gitlab) = (branch(&[bad("one")]), GitLab::start());
    let mut variables = gitlab.push(&sandbox);
    let source = sandbox.git(&["rev-parse", "work"]).trim().to_owned();
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("other.py", bad("elsewhere"));
    sandbox.commit("elsewhere");
    sandbox.git(&["merge", "--quiet", "--no-ff", "--no-edit", "work"]);
    let merge = sandbox.git(&["rev-parse", "HEAD"]).trim().to_owned();
    variables.retain(|(name, _)| *name != "CI_COMMIT_SHA");
    variables.push(("CI_COMMIT_SHA", merge));
    variables.push(("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", source));
    let run = ci(&sandbox, &variables, &[]);
    assert_eq!((run.code, gitlab.counts()), (0, [1, 1, 2]), "{}", run.err);
}

#[test]
fn a_merge_request_that_has_moved_on_is_left_to_its_newest_pipeline() {
    let (sandbox, gitlab) = (branch(&[bad("one"), bad("two")]), GitLab::start());
    push(&sandbox, &gitlab);
    sandbox.write("a.py", [good("one"), bad("two")].concat());
    sandbox.commit("older");
    let older = gitlab.push(&sandbox);
    sandbox.write("a.py", [good("one"), bad("two"), bad("three")].concat());
    sandbox.commit("newest");
    push(&sandbox, &gitlab);
    let counts = gitlab.counts();
    let run = ci(&sandbox, &older, &["--fail-on", "warning"]);
    assert_eq!((run.code, gitlab.counts()), (1, counts), "{}", run.err);
    assert!(run.err.contains("has moved on to") && run.out.contains("a.py:6:"), "{}", run.err);
}

#[test]
fn a_push_while_comments_are_posted_leaves_them_on_the_lines_that_were_reviewed() {
    let (sandbox, gitlab) = (branch(&[bad("one"), bad("two"), bad("three")]), GitLab::start());
    let variables = gitlab.push(&sandbox);
    gitlab.state().moves_after = Some(4);
    let run = ci(&sandbox, &variables, &[]);
    assert_eq!((run.code, gitlab.counts()), (0, [3, 1, 4]), "{}", run.err);
}

#[test]
fn a_merge_request_with_another_target_by_now_is_commented_on_the_lines_that_were_reviewed() {
    let (sandbox, gitlab) = (branch(&[bad("one")]), GitLab::start());
    let variables = gitlab.push(&sandbox);
    let version = gitlab.state().versions[0].clone();
    gitlab.state().versions.push(Version { base: "e".repeat(40), start: "e".repeat(40), ..version });
    let run = ci(&sandbox, &variables, &[]);
    assert_eq!((run.code, gitlab.counts()), (0, [1, 1, 2]), "{}", run.err);
    assert_eq!(gitlab.seen()[0].line, Some(1));
}
