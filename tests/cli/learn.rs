//! `review learn` from the outside: what it refuses, what it learns from a history with a planted pattern.

use std::fmt::Write as _;
use std::fs::File;
use std::process::Stdio;

use crate::sandbox::{GOOD, Run, Sandbox};

/// A history of small commits, written at once: every fourth one calls `legacy_sum`, which a later commit fixes.
fn planted(changes: usize) -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "x\n")]);
    let mut stream = String::new();
    let mut time = 1_577_900_000;
    let mut commit = |message: &str, path: &str, text: &str| {
        time += 60;
        write!(
            stream,
            "commit refs/heads/main\ncommitter Test <test@example.com> {time} +0000\ndata {}\n{message}\n{}M 100644 \
             inline {path}\ndata {}\n{text}\n",
            message.len(),
            if time == 1_577_900_060 { "from refs/heads/main^0\n" } else { "" },
            text.len()
        )
        .unwrap();
    };
    for nth in 0..changes {
        let path = format!("shop/module_{nth}.py");
        let is_legacy = nth % 4 == 0;
        let call = if is_legacy { "legacy_sum(item, 2)" } else { "sum_of(item, 2)" };
        let text = format!("def use_{nth}(item):\n    value = {call}\n    return value\n");
        commit(&format!("Add use {nth}"), &path, &text);
        if is_legacy {
            let fixed = text.replace("legacy_sum(item, 2)", "sum_of(item, 3)");
            commit(&format!("Fix wrong sum in use {nth}"), &path, &fixed);
        }
    }
    std::fs::write(sandbox.beside("stream"), stream).unwrap();
    let input = Stdio::from(File::open(sandbox.beside("stream")).unwrap());
    let mut import = std::process::Command::new("git");
    let done = import.args(["fast-import", "--quiet"]).current_dir(sandbox.root()).stdin(input).status().unwrap();
    assert!(done.success());
    sandbox.git(&["reset", "--quiet", "--hard"]);
    sandbox
}

fn words(run: &Run) -> String {
    run.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ")
}

#[test]
fn what_cannot_be_learned_from_says_why() {
    let outside = Sandbox::without_repository().review(&["learn"]);
    assert_eq!(outside.code, 2);
    assert!(words(&outside).contains("not in a git repository"));
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let off = Run::of(sandbox.program().arg("learn").env("REVIEW_LOCAL_RISK", "off").output().unwrap());
    assert_eq!(off.code, 2);
    assert!(words(&off).contains("no risk model") && words(&off).contains("review doctor"), "{}", off.err);
    let quiet = sandbox.review(&["learn"]);
    assert_eq!(quiet.code, 2);
    assert!(words(&quiet).contains("none of 1 commit brought in"), "{}", quiet.err);
}

#[test]
fn an_undo_where_nothing_was_learned_says_so() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let run = sandbox.review(&["learn", "--undo"]);
    assert_eq!((run.code, &*run.out), (0, "nothing was learned here\n"), "{}", run.err);
}

#[test]
fn a_planted_pattern_is_learned_kept_and_taken_back() {
    let sandbox = planted(240);
    let tried = sandbox.review(&["learn", "--dry-run"]);
    assert!(tried.code == 0 && tried.out.ends_with("not kept: --dry-run\n"), "{}{}", tried.out, tried.err);
    let kept = sandbox.review(&["learn"]);
    assert!(kept.code == 0 && kept.out.contains("\nkept in "), "{}{}", kept.out, kept.err);
    assert_eq!(sandbox.git(&["status", "--porcelain"]), "");
    let again = sandbox.review(&["learn"]);
    assert!(again.out.contains("not kept: it is what is used already"), "{}", again.out);
    assert_eq!(sandbox.review(&["learn", "--undo"]).out, "went back to the model as it came\n");
}

#[test]
fn too_little_history_is_no_error() {
    let sandbox = planted(12);
    let run = sandbox.review(&["learn"]);
    assert!(run.code == 0 && run.out.contains("not kept: too little is known"), "{}{}", run.out, run.err);
}
