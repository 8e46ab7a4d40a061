//! `review cache`: what is kept is shown, thrown away and carried to another machine; whatever is wrong with the file.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use crate::sandbox::{Run, Sandbox};

const HEADER: &str = "{\"schema\":\"review-cache/v1\"}\n";

/// An export of so many answers, sorted as the program sorts.
fn exported(count: usize) -> String {
    let entry = |nth| {
        format!(
            "{{\"kind\":\"cloud\",\"key\":\"{nth:064x}\",\"model\":\"large\",\"created\":1600000000,\"answer\":[{nth}]}}\n"
        )
    };
    HEADER.to_owned() + &(0..count).map(entry).collect::<String>()
}

fn imported(text: &str) -> (Sandbox, Run) {
    let sandbox = Sandbox::without_repository();
    let run = sandbox.review_with_input(&["cache", "import", "-"], text.as_bytes());
    (sandbox, run)
}

fn stats(sandbox: &Sandbox) -> serde_json::Value {
    serde_json::from_str(&sandbox.review(&["cache", "stats", "--json"]).out).unwrap()
}

#[test]
fn an_export_is_taken_over_in_another_home_and_exported_again_byte_for_byte() {
    let (sandbox, run) = imported(&exported(3));
    assert_eq!((run.code, &*run.err), (0, "3 answers read, 3 of them new here\n"));
    assert_eq!(sandbox.review(&["cache", "export", "-"]).out, exported(3));
    assert!(
        sandbox.review_with_input(&["cache", "import", "-"], exported(3).as_bytes()).err.contains("3 answers read")
    );
    assert_eq!(stats(&sandbox)["groups"][0]["entries"], 3);
}

#[test]
fn an_older_answer_does_not_replace_a_newer_one() {
    let (sandbox, _) = imported(&exported(1));
    let other = |created: &str, answer: &str| exported(1).replace("1600000000", created).replace("[0]", answer);
    sandbox.review_with_input(&["cache", "import", "-"], other("1500000000", "\"older\"").as_bytes());
    assert_eq!(sandbox.review(&["cache", "export", "-"]).out, exported(1));
    let newer = other("1700000000", "\"newer\"");
    sandbox.review_with_input(&["cache", "import", "-"], newer.as_bytes());
    assert_eq!(sandbox.review(&["cache", "export", "-"]).out, newer);
}

#[test]
fn a_wrong_line_is_named_and_nothing_is_taken() {
    let good = exported(2);
    for (text, says) in [
        (good.replace("cache/v1", "cache/v2"), "no export of this version"),
        (String::new(), "no export of this version"),
        (format!("{good}{{}}\n"), "line 4 is not"),
        (good.replace("\"cloud\"", "\"moon\""), "line 2 is not"),
        (good.replace("0\",\"model", "../x\",\"model"), "64 hexadecimal digits"),
        (good.replace("\"created\"", "\"path\":\"/etc\",\"created\""), "unknown field"),
        (format!("{good}{}\n", "x".repeat(300_000)), "line 4 is not an answer of the cache: it is too long"),
    ] {
        let (sandbox, run) = imported(&text);
        let err = run.err.replace("\n  │ ", " ").replace("\n  │", "");
        assert!(run.code == 2 && err.contains(says), "{says}: {err}");
        assert_eq!(stats(&sandbox)["groups"], serde_json::json!([]));
    }
}

#[test]
fn stats_name_the_models_and_clear_throws_away() {
    let (sandbox, _) = imported(&exported(2));
    let out = sandbox.review(&["cache", "stats"]).out;
    assert!(out.contains("cloud  large: 2 answers") && out.contains("verdicts.sqlite"), "{out}");
    assert_eq!(sandbox.review(&["cache", "clear", "--older-than", "90000"]).err, "0 answers thrown away\n");
    assert_eq!(sandbox.review(&["cache", "clear", "--older-than", "30"]).err, "2 answers thrown away\n");
    assert!(sandbox.review(&["cache", "stats"]).out.contains("nothing is kept yet"));
}

#[test]
fn a_broken_file_is_set_aside_and_said() {
    let (sandbox, _) = imported(&exported(2));
    let path = sandbox.beside("home/.cache/review/verdicts.sqlite");
    fs::write(&path, "broken".repeat(1000)).unwrap();
    let run = sandbox.review(&["cache", "stats"]);
    assert!(run.code == 0 && run.err.contains("set aside as verdicts.sqlite.broken-1"), "{}", run.err);
    assert!(run.out.contains("nothing is kept yet"));
}

#[test]
fn a_cache_folder_that_cannot_be_made_is_an_error_of_the_command() {
    let sandbox = Sandbox::without_repository();
    fs::write(sandbox.beside("home/.cache"), "").unwrap();
    let run = sandbox.review(&["cache", "stats"]);
    assert!(run.code == 2 && run.err.contains("cannot be used"), "{}", run.err);
}

#[test]
fn several_processes_write_at_once_and_all_answers_are_there() {
    let sandbox = Sandbox::without_repository();
    let start = |from: usize| {
        let mut child = sandbox.program().args(["cache", "import", "-"]).stdin(Stdio::piped()).spawn().unwrap();
        let lines: Vec<_> = exported(400).lines().map(str::to_owned).collect();
        let part = HEADER.to_owned() + &lines[1 + from..=from + 100].join("\n") + "\n";
        child.stdin.take().unwrap().write_all(part.as_bytes()).unwrap();
        child
    };
    let children: Vec<_> = [0, 100, 200, 300].map(start).into();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(sandbox.review(&["cache", "export", "-"]).out, exported(400));
}

#[test]
fn a_process_that_is_killed_while_it_writes_leaves_all_of_an_import_or_nothing() {
    let (sandbox, _) = imported(&exported(1));
    let path = sandbox.beside("export");
    fs::write(&path, exported(3000)).unwrap();
    for nth in 0..4 {
        let mut child = sandbox.program().args(["cache", "import"]).arg(&path).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(12 * nth));
        // It may be done already.
        let _ = child.kill();
        child.wait().unwrap();
        let run = sandbox.review(&["cache", "stats", "--json"]);
        let entries = &serde_json::from_str::<serde_json::Value>(&run.out).unwrap()["groups"][0]["entries"];
        assert!(run.err.is_empty() && (entries == 1 || entries == 3000), "{entries}: {}", run.err);
        assert_eq!(sandbox.review(&["cache", "clear"]).code, 0);
        sandbox.review_with_input(&["cache", "import", "-"], exported(1).as_bytes());
    }
}
