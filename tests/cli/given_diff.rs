//! A diff that somebody else wrote, passed in: what it makes readable and writable here is what a review reads anyway.

use std::fs;

use crate::cloud::{MESSAGES, calls, clear, set_up};
use crate::sandbox::Sandbox;
use crate::server::Server;
use serde_json::json;

const SECRET: &str = "the plan of the year";

/// A repository with files that are none of a review's business, each of which holds the plan.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with(&[("a.py", "hash(1)\n"), (".gitignore", "notes.py\nprivate/\n"), ("link/keep", "")]);
    let text = format!("hash(1)\nplan = \"{SECRET}\"\n");
    sandbox.write("notes.py", &text);
    sandbox.write("private/notes.py", &text);
    sandbox.write(".git/hooks/pre-commit", &text);
    sandbox.write(".git/modules/m/config", &text);
    sandbox.write(".git/worktrees/w/config", &text);
    sandbox.write("meta/config", &text);
    fs::write(sandbox.beside("outside.py"), &text).unwrap();
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, sandbox.root().join(at)).unwrap();
    link(".git/hooks", "hooks");
    link("../outside.py", "outside.py");
    link("private", "public");
    let inner = sandbox.root().join("inner");
    fs::create_dir(&inner).unwrap();
    sandbox.git(&["init", "--quiet", inner.to_str().unwrap()]);
    sandbox.write("inner/notes.py", &text);
    sandbox
}

const PATHS: [&str; 11] = [
    "notes.py",
    "private/notes.py",
    ".git/hooks/pre-commit",
    ".GIT/hooks/pre-commit",
    "git~1/hooks/pre-commit",
    ".git/modules/m/config",
    ".git/worktrees/w/config",
    "hooks/pre-commit",
    "outside.py",
    "public/notes.py",
    "inner/notes.py",
];

/// A diff that fits the beginning of any of the files, and shows nothing of the rest.
fn patch(path: &str) -> String {
    format!("--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-hash(2)\n+hash(1)\n")
}

/// Whether a diff is placed in a file here, and not reviewed by its hunks alone.
fn is_placed(sandbox: &Sandbox, patch: &str) -> bool {
    let run = sandbox.review_with_input(&["--diff", "-", "--output-format", "json"], patch.as_bytes());
    assert!(run.code < 2 && !run.out.contains(SECRET), "{}", run.err);
    let result: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    !result["degraded"].to_string().contains("fits no version of that file here")
}

#[test]
fn what_git_does_not_track_or_ignores_is_no_context_of_a_given_diff() {
    let sandbox = sandbox();
    for path in PATHS {
        assert!(!is_placed(&sandbox, &patch(path)), "{path}");
    }
    // What a review reads anyway is context.
    for path in ["fresh.py", "a.py"] {
        sandbox.write(path, format!("hash(1)\nplan = \"{SECRET}\"\n"));
        assert!(is_placed(&sandbox, &patch(path)), "{path}");
    }
}

#[test]
fn a_model_is_shown_nothing_of_it_whatever_it_asks_for() {
    for path in PATHS {
        let looks = calls(&[
            ("read_lines", json!({"path": path, "first": 1, "last": 9})),
            ("search_text", json!({"text": "plan of the year"})),
            ("see_change", json!({"path": path})),
        ]);
        let server = Server::start(vec![(MESSAGES, vec![looks, clear()])]);
        let sandbox = sandbox();
        set_up(&sandbox, &server.url(), "[route]\nescalate = \"always\"\nalways = [\"**\"]\n");
        let run = sandbox.review_with_input(&["--diff", "-"], patch(path).as_bytes());
        assert!(run.code < 2, "{path}: {}", run.err);
        assert!(!server.asked(MESSAGES).is_empty(), "{path}: {}", run.err);
        for request in server.asked(MESSAGES) {
            let body = String::from_utf8_lossy(&request.body).replace("plan of the year\\\"}", "");
            let told = body.matches(SECRET).count();
            assert_eq!(told, 0, "{path}: {body}");
        }
    }
}

#[test]
fn fix_writes_into_no_such_file() {
    let sandbox = sandbox();
    let rule = "id = \"python/own\"\nseverity = \"warning\"\nconfidence = 0.9\nmessage = \"own\"\nwhy = \"w\"\nfix = \"f\"\n\
         replacement = \"abs\"\n[[example]]\nbad = \"hash(1)\"\ngood = \"abs(1)\"\nfixed = \"abs(1)\"\n";
    sandbox.write(".review/rules/python/own.toml", rule);
    let query = "(call function: (identifier) @report (#eq? @report \"hash\"))";
    sandbox.write(".review/queries/python/own.scm", query);
    for path in PATHS {
        let path = if path.ends_with(".py") { path.to_owned() } else { format!("{path}.py") };
        let full = sandbox.root().join(path.replace(".GIT", ".git").replace("git~1", ".git"));
        fs::write(&full, "hash(1)\n").unwrap();
        let patch = format!("--- /dev/null\n+++ b/{path}\n@@ -0,0 +1 @@\n+hash(1)\n");
        let run = sandbox.review_with_input(&["--diff", "-", "--fix"], patch.as_bytes());
        assert_eq!(fs::read_to_string(&full).unwrap(), "hash(1)\n", "{path}: {}", run.err);
        assert!(run.err.contains("not applied"), "{path}: {}", run.err);
    }
    let run = sandbox.review_with_input(&["--diff", "-", "--fix"], patch("a.py").as_bytes());
    assert_eq!(sandbox.read("a.py"), "abs(1)\n", "{}", run.err);
}

#[test]
fn a_folder_of_git_by_another_name_is_none_of_it_either() {
    let sandbox = Sandbox::without_repository();
    let meta = sandbox.root().join("meta");
    sandbox.git(&["init", "--quiet", "--separate-git-dir", meta.to_str().unwrap()]);
    fs::write(meta.join("notes.py"), format!("hash(1)\nplan = \"{SECRET}\"\n")).unwrap();
    assert!(!is_placed(&sandbox, &patch("meta/notes.py")));
}

#[test]
fn a_diff_cannot_name_the_content_of_another_file() {
    let plans = format!("x = 9\nplan = \"{SECRET}\"\n");
    let sandbox = Sandbox::with(&[("a.py", "x = 1\n"), ("plans.py", &plans)]);
    let blob = sandbox.git(&["rev-parse", "HEAD:plans.py"]);
    std::fs::remove_file(sandbox.root().join("plans.py")).unwrap();
    let named = |path: &str| {
        let (blob, none) = (blob.trim(), "0".repeat(40));
        let hunk = "@@ -1 +1 @@\n-x = 9\n+x = 10\n";
        format!("diff --git a/{path} b/{path}\nindex {blob}..{none} 100644\n--- a/{path}\n+++ b/{path}\n{hunk}")
    };
    assert!(!is_placed(&sandbox, &named("a.py")));
    assert!(is_placed(&sandbox, &named("plans.py")), "its own content");
}

#[test]
fn versions_of_the_file_itself_are_context() {
    let sandbox = Sandbox::with(&[("a.py", "x = 1\nplain = 2\n")]);
    sandbox.write("a.py", "x = 2\nplain = 2\n");
    sandbox.commit("second");
    let patch = sandbox.git(&["diff", "HEAD~1", "HEAD"]);
    sandbox.write("a.py", "all = 3\n");
    sandbox.commit("third");
    let run = sandbox.review_with_input(&["--diff", "-", "--output-format", "json"], patch.as_bytes());
    let result: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(result["degraded"], json!([]), "{}", run.err);
}
