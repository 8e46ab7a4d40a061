//! Jobs that run for something else than a pull request: what changed is reviewed, and where nothing did the job passes.

use serde_json::{Value, json};

use super::{bad, ci, repository};
use crate::sandbox::{Run, Sandbox};

/// A job of GitHub for an event.
fn job(sandbox: &Sandbox, name: &str, event: &Value, sha: &str) -> Run {
    let path = sandbox.beside("event.json");
    std::fs::write(&path, event.to_string()).unwrap();
    let variables = [
        ("GITHUB_ACTIONS", "true".to_owned()),
        ("GITHUB_EVENT_NAME", name.to_owned()),
        ("GITHUB_EVENT_PATH", path.to_string_lossy().into_owned()),
        ("GITHUB_SHA", sha.to_owned()),
        // As some runners set what they do not have.
        ("GITHUB_STEP_SUMMARY", String::new()),
        ("GITHUB_TOKEN", String::new()),
    ];
    ci(sandbox, &variables, &["--fail-on", "warning"])
}

fn sha(sandbox: &Sandbox, revision: &str) -> String {
    sandbox.git(&["rev-parse", revision]).trim().to_owned()
}

/// A branch with a mistake, as the clone of a runner has it.
fn branch() -> Sandbox {
    let sandbox = repository();
    sandbox.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    sandbox.write("a.py", bad("one"));
    sandbox.commit("work");
    sandbox
}

const NONE: &str = "0000000000000000000000000000000000000000";

fn assert_found(run: &Run, event: &str) {
    assert_eq!(run.code, 1, "{event}: {}", run.err);
    assert!(run.out.contains("::warning file=a.py,line=1"), "{event}: {}", run.out);
}

fn assert_neutral(run: &Run, reason: &str) {
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("nothing to review: ") && run.err.contains(reason), "{}", run.err);
}

#[test]
fn a_merge_queue_is_reviewed_from_its_base_to_its_head() {
    let sandbox = branch();
    let (base, head) = (sha(&sandbox, "main"), sha(&sandbox, "work"));
    let event = json!({"action": "checks_requested", "merge_group": {"base_sha": base, "head_sha": head}});
    assert_found(&job(&sandbox, "merge_group", &event, &head), "merge_group");
}

#[test]
fn a_push_is_reviewed_from_before_to_after_and_a_new_branch_from_the_default_one() {
    let sandbox = branch();
    let (base, head) = (sha(&sandbox, "main"), sha(&sandbox, "work"));
    let push = |before: &str, after: &str| {
        let event = json!({"before": before, "after": after, "repository": {"default_branch": "main"}});
        job(&sandbox, "push", &event, &head)
    };
    assert_found(&push(&base, &head), "push");
    assert_found(&push(NONE, &head), "a new branch");
    assert_found(&push(&"a".repeat(40), &head), "a forced push whose past is gone");
    assert_neutral(&push(&base, NONE), "deletes a branch");
    assert_neutral(&push(NONE, &base), "no change of its own");
    let lost = push(&"a".repeat(40), &base);
    assert!(lost.code == 2 && lost.err.contains("this clone lacks"), "{}", lost.err);
}

#[test]
fn a_push_without_a_common_past_is_compared_as_it_is() {
    let sandbox = branch();
    let base = sha(&sandbox, "main");
    sandbox.git(&["checkout", "--quiet", "--orphan", "other"]);
    sandbox.commit("other");
    let head = sha(&sandbox, "other");
    let event = json!({"before": base, "after": head, "repository": {"default_branch": "main"}});
    let run = job(&sandbox, "push", &event, &head);
    assert_found(&run, "push");
    assert!(run.err.contains("1 file,"), "{}", run.err);
}

#[test]
fn whatever_starts_a_job_the_commits_of_its_branch_are_reviewed() {
    let sandbox = branch();
    let (base, head) = (sha(&sandbox, "main"), sha(&sandbox, "work"));
    let event = json!({"repository": {"default_branch": "main"}});
    for name in ["workflow_dispatch", "schedule", "issue_comment"] {
        assert_found(&job(&sandbox, name, &event, &head), name);
        assert_neutral(
            &job(&sandbox, name, &event, &base),
            &format!("`{name}` runs on a commit of the default branch"),
        );
    }
    assert_neutral(&job(&sandbox, "schedule", &json!({}), &head), "the default branch is not known here");
}

#[test]
fn the_base_says_what_holds_for_commits_too() {
    let sandbox = branch();
    sandbox.write("review.toml", "[rules]\ndisable = [\"python/mutable-default\"]\n");
    sandbox.write("sub/review.toml", "[rules]\ndisable = [\"python/mutable-default\"]\n");
    sandbox.write("sub/b.py", bad("two"));
    sandbox.write("pyproject.toml", "[tool.review.review]\nexclude = [\"a.py\"]\n");
    sandbox.commit("switch it off");
    let (base, head) = (sha(&sandbox, "main"), sha(&sandbox, "work"));
    let event = json!({"before": base, "after": head, "repository": {"default_branch": "main"}});
    let run = job(&sandbox, "push", &event, &head);
    assert_found(&run, "push");
    assert!(run.out.contains("file=sub/b.py,line=1"), "{}", run.out);
}

#[test]
fn any_action_on_an_open_pull_request_is_reviewed_and_a_closed_one_is_not() {
    let sandbox = branch();
    let (base, head) = (sha(&sandbox, "main"), sha(&sandbox, "work"));
    let event = |action: &str| json!({"action": action, "pull_request": {"number": 7, "base": {"sha": base}, "head": {"sha": head}}});
    let path = sandbox.beside("event.json");
    std::fs::write(&path, event("labeled").to_string()).unwrap();
    let variables = [
        ("GITHUB_ACTIONS", "true".to_owned()),
        ("GITHUB_EVENT_NAME", "pull_request".to_owned()),
        ("GITHUB_EVENT_PATH", path.to_string_lossy().into_owned()),
        ("GITHUB_STEP_SUMMARY", String::new()),
    ];
    assert_found(&ci(&sandbox, &variables, &["--no-post", "--fail-on", "warning"]), "labeled");
    std::fs::write(&path, event("closed").to_string()).unwrap();
    assert_neutral(&ci(&sandbox, &variables, &[]), "the pull request is closed");
}

#[test]
fn a_pipeline_of_a_branch_on_gitlab_is_reviewed_too() {
    let sandbox = branch();
    let variables = [
        ("GITLAB_CI", "true".to_owned()),
        ("CI_PIPELINE_SOURCE", "push".to_owned()),
        ("CI_COMMIT_BEFORE_SHA", NONE.to_owned()),
        ("CI_COMMIT_SHA", sha(&sandbox, "work")),
        ("CI_DEFAULT_BRANCH", "main".to_owned()),
    ];
    let run = ci(&sandbox, &variables, &["--fail-on", "warning"]);
    assert!(run.code == 1 && run.out.contains("a.py:1:"), "{}{}", run.out, run.err);
}
