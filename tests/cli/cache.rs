//! The verdict cache: what is not asked twice, what is asked again, and a cache that cannot be used.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::cloud::{MESSAGES, clear, set_up};
use crate::reviewer::{CHAT, EMPTY, comment, comments, completion};
use crate::sandbox::{GOOD, Run, Sandbox};
use crate::server::{Answer, Server};

/// A file and what it becomes: a function whose last line fails for an empty list.
const OLD: &str = "import math\n\n\ndef scale(value, factor=2):\n    return value * factor\n";
const ADDED: &str = "\n\ndef average(rows):\n    total = 0\n    for row in rows:\n        total += scale(row)\n    return total / len(rows)\n";

/// A server whose model always makes the same comment.
fn server() -> Server {
    Server::start(vec![(CHAT, vec![answer()])])
}

fn answer() -> Answer {
    completion(&comments(&[comment("return total / len(rows)", EMPTY, None)]), Some(0.7))
}

/// A repository with that change staged, whose user asks that server.
fn sandbox(server: &Server) -> Sandbox {
    let sandbox = Sandbox::with(&[("rows.py", OLD)]);
    stage(&sandbox, &[OLD, ADDED].concat());
    configure(&sandbox, server, "coder", "");
    sandbox
}

fn stage(sandbox: &Sandbox, text: &str) {
    sandbox.write("rows.py", text);
    sandbox.git(&["add", "--all"]);
}

fn configure(sandbox: &Sandbox, server: &Server, model: &str, further: &str) {
    let address = server.url();
    sandbox.configure(&format!(
        "[local]\nbackend = \"endpoint\"\nendpoint = \"{address}/v1\"\nreviewer = \"{model}\"\nrisk = \"off\"\n{further}"
    ));
}

fn asked(server: &Server) -> usize {
    server.asked(CHAT).len()
}

fn file(sandbox: &Sandbox) -> PathBuf {
    sandbox.beside("home/.cache/review/verdicts.sqlite")
}

fn hits_and_misses(result: &Value) -> (u64, u64) {
    let cache = &result["usage"]["cache"];
    (cache["hits"].as_u64().unwrap(), cache["misses"].as_u64().unwrap())
}

#[test]
fn an_unchanged_second_run_says_the_same_and_asks_nobody() {
    let server = server();
    let sandbox = sandbox(&server);
    let first = sandbox.json(&["--staged"]);
    assert_eq!((asked(&server), hits_and_misses(&first)), (1, (0, 1)));
    assert_eq!(first["findings"][0]["message"], EMPTY);
    let second = sandbox.json(&["--staged"]);
    assert_eq!((asked(&server), hits_and_misses(&second)), (1, (1, 0)));
    for part in ["findings", "remarks", "hunks", "degraded", "not_shown"] {
        assert_eq!(first[part], second[part], "{part}");
    }
    let usage = &second["usage"]["local"];
    assert_eq!(
        (&usage["reviewer"], &usage["reviewed"], &usage["input_tokens"]),
        (&json!("coder"), &json!(0), &json!(0))
    );
}

#[test]
fn a_hunk_is_known_in_a_commit_that_is_amended_on_another_branch_and_further_down() {
    let server = server();
    let sandbox = sandbox(&server);
    sandbox.json(&["--staged"]);
    let known = |how: &[&str]| {
        let result = sandbox.json(how);
        assert_eq!((asked(&server), hits_and_misses(&result)), (1, (1, 0)), "{how:?}");
        result["findings"][0]["start"]["line"].clone()
    };
    sandbox.commit("average");
    assert_eq!(known(&["--commit", "HEAD"]), 12);
    sandbox.git(&["commit", "--quiet", "--amend", "--message", "The average of rows"]);
    assert_eq!(known(&["--commit", "HEAD"]), 12);
    sandbox.git(&["checkout", "--quiet", "-b", "other", "HEAD~1"]);
    sandbox.write("rows.py", "# One\n# two\n# three\n".to_owned() + OLD);
    sandbox.commit("a heading");
    sandbox.git(&["cherry-pick", "main"]);
    assert_eq!(known(&["--commit", "HEAD"]), 15);
}

#[test]
fn another_hunk_model_house_rule_or_limit_is_asked_about_and_the_former_is_still_known() {
    let server = server();
    let sandbox = sandbox(&server);
    let mut expected = 0;
    let mut is_new = |what: &str| {
        expected += 1;
        assert_eq!((hits_and_misses(&sandbox.json(&["--staged"])), asked(&server)), ((0, 1), expected), "{what}");
    };
    is_new("at first");
    stage(&sandbox, &[OLD, &ADDED.replace("total = 0", "total = 1")].concat());
    is_new("the hunk");
    stage(&sandbox, &[&OLD.replace("factor=2", "factor=3"), ADDED].concat());
    is_new("what it calls");
    configure(&sandbox, &server, "other-coder", "");
    is_new("the model");
    configure(&sandbox, &server, "other-coder", "reply_tokens = 100\n");
    is_new("the limits");
    sandbox.write(".review/guidelines/numbers.md", "Never divide without a check.\n");
    is_new("the house rules");
    fs::remove_file(sandbox.root().join(".review/guidelines/numbers.md")).unwrap();
    configure(&sandbox, &server, "coder", "");
    stage(&sandbox, &[OLD, ADDED].concat());
    assert_eq!(hits_and_misses(&sandbox.json(&["--staged"])), (1, 0));
}

#[test]
fn a_secret_that_is_quoted_is_not_kept_and_its_line_is_found_again() {
    let secret = concat!("ghp", "_x9Kq2LmZ8vRt4WnB7cYd1FgH6jPs3QaT5uEo");
    let reply = comments(&[comment(&format!("token = \"{secret}\""), "The token expires, and the call fails.", None)]);
    let server = Server::start(vec![(CHAT, vec![completion(&reply, Some(0.7))])]);
    let sandbox = sandbox(&server);
    stage(&sandbox, &format!("{OLD}\n\ndef login():\n    token = \"{secret}\"\n    return connect(token)\n"));
    let first = sandbox.json(&["--staged"]);
    assert_eq!((&first["findings"], asked(&server)), (&sandbox.json(&["--staged"])["findings"], 1));
    let found = crate::sandbox::places(&first);
    assert!(found.contains(&"rows.py:9 local/reviewer".to_owned()), "{found:?}");
    assert!(!sandbox.review(&["cache", "export", "-"]).out.contains(secret));
}

#[test]
fn what_has_no_answer_is_asked_again() {
    let server = Server::start(vec![(CHAT, vec![Answer::of("<html>"), Answer::status(404, ""), answer()])]);
    let sandbox = sandbox(&server);
    for (requests, verdict) in [(1, Value::Null), (2, Value::Null), (3, json!("comment")), (3, json!("comment"))] {
        let result = sandbox.json(&["--staged"]);
        assert_eq!((asked(&server), &result["hunks"][0]["verdict"]["verdict"]), (requests, &verdict));
    }
}

#[test]
fn without_the_cache_everything_is_asked_and_nothing_is_kept() {
    let server = server();
    let sandbox = sandbox(&server);
    assert_eq!(hits_and_misses(&sandbox.json(&["--staged", "--no-cache"])), (0, 0));
    configure(&sandbox, &server, "coder", "[cache]\nenabled = false\n");
    sandbox.json(&["--staged"]);
    assert_eq!((asked(&server), file(&sandbox).exists()), (2, false));
    configure(&sandbox, &server, "coder", "");
    sandbox.json(&["--staged"]);
    sandbox.json(&["--staged", "--no-cache"]);
    assert_eq!(asked(&server), 4);
}

#[test]
fn a_run_that_looks_nothing_up_makes_no_file_and_a_repository_has_no_say() {
    let sandbox = Sandbox::with(&[("a.py", "")]);
    sandbox.write("a.py", GOOD);
    sandbox.write("review.toml", "[cache]\nenabled = false\nmax_mb = 1\n");
    let run = sandbox.review(&["--tiers", "rules"]);
    assert!(run.err.contains("`cache.enabled`") && run.err.contains("`cache.max_mb`"), "{}", run.err);
    for command in ["stats", "clear"] {
        assert_eq!(sandbox.review(&["cache", command]).code, 0);
    }
    assert!(!file(&sandbox).exists());
}

#[test]
fn the_cache_is_shown_carried_to_another_home_and_cleared() {
    let server = server();
    let (here, there) = (sandbox(&server), sandbox(&server));
    here.json(&["--staged"]);
    let stats = here.review(&["cache", "stats"]).out;
    assert!(stats.contains("local     coder") && stats.contains("1 answer") && stats.contains("of 64 MB"), "{stats}");
    assert!(here.review(&["doctor"]).out.contains("review/verdicts.sqlite ("));
    let exported = here.review(&["cache", "export", "-"]);
    assert!(exported.out.contains(EMPTY) && exported.out.lines().count() == 1, "{}", exported.out);
    let carried = here.beside("carried.jsonl");
    assert_eq!(here.review(&["cache", "export", carried.to_str().unwrap()]).code, 0);
    assert_eq!(fs::read_to_string(&carried).unwrap(), exported.out);
    let imported = there.review_with_input(&["cache", "import", "-"], exported.out.as_bytes());
    assert!(imported.err.contains("took over 1 answer; 0 were known"), "{}", imported.err);
    let imported = there.review(&["cache", "import", carried.to_str().unwrap()]);
    assert!(imported.err.contains("took over 0 answers; 1 were known"), "{}", imported.err);
    assert_eq!((hits_and_misses(&there.json(&["--staged"])), asked(&server)), ((1, 0), 1));
    assert_eq!(there.review(&["cache", "clear", "--older-than", "1"]).err, "deleted 0 answers\n");
    assert_eq!(there.review(&["cache", "clear"]).err, "deleted 1 answer\n");
    let stats: Value = serde_json::from_str(&there.review(&["cache", "stats", "--json"]).out).unwrap();
    assert_eq!((&stats["entries"], &stats["oldest_s"], &stats["models"]), (&json!(0), &Value::Null, &json!([])));
}

#[test]
fn a_file_of_another_version_or_none_at_all_is_not_imported() {
    let sandbox = Sandbox::without_repository();
    let other = b"{\"version\": 2, \"kind\": \"local\"}\n";
    let run = sandbox.review_with_input(&["cache", "import", "-"], other);
    assert!(run.code == 2 && run.err.contains("line 1") && run.err.contains("it is of version 2"), "{}", run.err);
    let run = sandbox.review(&["cache", "import", "missing.jsonl"]);
    assert!(run.code == 2 && run.err.contains("missing.jsonl cannot be read"), "{}", run.err);
}

#[test]
fn a_broken_file_is_set_aside_and_the_review_goes_on() {
    let server = server();
    let sandbox = sandbox(&server);
    sandbox.json(&["--staged"]);
    fs::write(file(&sandbox), "no database").unwrap();
    let result = sandbox.json(&["--staged", "--strict"]);
    assert_eq!((hits_and_misses(&result), result["findings"].as_array().unwrap().len()), ((0, 1), 1));
    let note = &result["degraded"][0];
    assert_eq!(note["stage"], "cache");
    assert!(note["reason"].as_str().unwrap().contains("verdicts.sqlite.broken-1"), "{note}");
    assert_eq!(fs::read_to_string(file(&sandbox).with_extension("sqlite.broken-1")).unwrap(), "no database");
    assert_eq!((hits_and_misses(&sandbox.json(&["--staged"])), asked(&server)), ((1, 0), 2));
}

#[test]
fn a_cache_that_cannot_be_made_is_a_note() {
    let server = server();
    let sandbox = sandbox(&server);
    fs::create_dir_all(sandbox.beside("home/.cache")).unwrap();
    fs::write(sandbox.beside("home/.cache/review"), "a file").unwrap();
    let run = sandbox.review(&["--staged", "--strict"]);
    assert!(run.code == 0 && run.out.contains(EMPTY), "{}{}", run.out, run.err);
    assert_eq!(run.err.matches("note: cache: ").count(), 1, "{}", run.err);
    assert_eq!(sandbox.review(&["cache", "stats"]).code, 0);
}

/// A repository with so many files staged, each with the change.
fn many(server: &Server, files: usize) -> Sandbox {
    let sandbox = sandbox(server);
    for number in 0..files {
        sandbox.write(&format!("rows{number}.py"), [OLD, ADDED].concat());
    }
    sandbox.git(&["rm", "--quiet", "--force", "rows.py"]);
    sandbox.git(&["add", "--all"]);
    sandbox
}

fn quiet(mut program: Command, arguments: &[&str]) -> Command {
    program.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

#[test]
fn two_reviews_at_once_share_the_cache() {
    let server = server();
    let sandbox = many(&server, 10);
    let start = || quiet(sandbox.program(), &["--staged", "--output-format", "json"]).spawn().unwrap();
    for running in [start(), start()] {
        let run = Run::of(running.wait_with_output().unwrap());
        let result: Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!((run.code, &result["degraded"]), (0, &json!([])));
        assert_eq!(result["findings"].as_array().unwrap().len(), 10);
    }
    let before = asked(&server);
    assert_eq!((hits_and_misses(&sandbox.json(&["--staged"])), asked(&server)), ((10, 0), before));
}

#[test]
fn a_review_that_is_killed_loses_no_more_than_the_answer_that_it_waits_for() {
    const FILES: usize = 12;
    let server = server();
    let sandbox = many(&server, FILES);
    for kill in 1..=6 {
        let before = asked(&server);
        let mut running = quiet(sandbox.program(), &["--staged"]).spawn().unwrap();
        while asked(&server) < before + 2 && running.try_wait().unwrap().is_none() {
            sleep(Duration::from_micros(200 * kill));
        }
        running.kill().unwrap();
        running.wait().unwrap();
    }
    let result = sandbox.json(&["--staged"]);
    assert_eq!((&result["degraded"], result["findings"].as_array().unwrap().len()), (&json!([]), FILES));
    assert!(asked(&server) <= FILES + 6, "{}", asked(&server));
}

#[test]
fn a_review_that_is_killed_while_a_cloud_model_answers_keeps_the_answers_that_were_there() {
    const FILES: usize = 8;
    let server = Server::start(vec![(MESSAGES, vec![clear().after(Duration::from_millis(30))])]);
    let sandbox = many(&server, FILES);
    set_up(&sandbox, &server.url(), "concurrency = 1\n[local]\nrisk = \"off\"\n[route]\nescalate = \"always\"\n");
    let asked = || server.asked(MESSAGES).len();
    for kill in 0..4 {
        let before = asked();
        let mut running = quiet(sandbox.program(), &["--staged"]).spawn().unwrap();
        while asked() < before + 2 && running.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(1));
        }
        // While it waits, while the answer comes, and while that is written.
        sleep(Duration::from_millis(12 * kill));
        running.kill().unwrap();
        running.wait().unwrap();
    }
    let kept: Value = serde_json::from_str(&sandbox.review(&["cache", "stats", "--json"]).out).unwrap();
    let kept = kept["entries"].as_u64().unwrap();
    let (before, files) = (asked() as u64, FILES as u64);
    let result = sandbox.json(&["--staged"]);
    assert_eq!((&result["degraded"], hits_and_misses(&result)), (&json!([]), (kept, files - kept)));
    assert!(kept >= 4 && asked() as u64 - before == files - kept, "{kept}");
    let again = sandbox.json(&["--staged"]);
    assert_eq!((hits_and_misses(&again), asked() as u64 - before), ((files, 0), files - kept));
}

#[test]
fn an_import_that_is_killed_took_all_or_nothing() {
    const ENTRIES: usize = 3000;
    let sandbox = Sandbox::without_repository();
    let line = |number: usize| {
        let answer = json!({"text": "x".repeat(500)});
        json!({"version": 1, "kind": "local", "key": format!("{number:064x}"), "model": "m", "created": 1, "used": 1, "answer": answer})
    };
    let lines: Vec<_> = (0..ENTRIES).map(|number| line(number).to_string()).collect();
    fs::write(sandbox.beside("carried.jsonl"), lines.join("\n")).unwrap();
    let entries = || {
        let stats = sandbox.review(&["cache", "stats", "--json"]);
        assert_eq!((stats.code, stats.err.as_str()), (0, ""));
        serde_json::from_str::<Value>(&stats.out).unwrap()["entries"].as_u64().unwrap()
    };
    for milliseconds in [1, 15, 30, 45, 60, 75, 90] {
        let mut running = quiet(sandbox.program(), &["cache", "import", "../carried.jsonl"]).spawn().unwrap();
        sleep(Duration::from_millis(milliseconds));
        running.kill().unwrap();
        running.wait().unwrap();
        assert!([0, ENTRIES as u64].contains(&entries()), "after {milliseconds} ms");
    }
    assert_eq!(sandbox.review(&["cache", "import", "../carried.jsonl"]).code, 0);
    assert_eq!(entries(), ENTRIES as u64);
}
