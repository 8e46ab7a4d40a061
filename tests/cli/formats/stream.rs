//! `json-lines` on standard output while a model still thinks.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::sync::Mutex;
use std::sync::mpsc;

use serde_json::{Value, json};

use crate::cloud::{self, MESSAGES};
use crate::sandbox::{BAD, Sandbox};
use crate::server::{Answer, Server};

/// A staged change with a finding of a rule, that a model is asked about, and what the model says.
fn sandbox(answer: impl Fn() -> Value + Send + Sync + 'static) -> (Sandbox, Server) {
    let answer = Answer::computed(move |_| cloud::calls(&[("answer", answer())]));
    let server = Server::start(vec![(MESSAGES, vec![answer])]);
    let sandbox = Sandbox::with(&[("README", "")]).without_runtime();
    sandbox.write("rows.py", BAD);
    sandbox.git(&["add", "--all"]);
    cloud::set_up(&sandbox, &server.url(), "[route]\nalways = [\"*.py\"]\n");
    (sandbox, server)
}

#[test]
fn what_rules_found_is_there_before_a_model_has_answered() {
    let (told, wait) = mpsc::channel();
    let wait = Mutex::new(wait);
    let (sandbox, _server) = sandbox(move || {
        wait.lock().unwrap().recv().unwrap();
        json!({"verdict": "clear", "comments": [], "disputes": []})
    });
    let arguments = ["--staged", "--output-format", "json-lines", "--no-cache"];
    let mut program = sandbox.program().args(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(program.stdout.take().unwrap()).lines().map(Result::unwrap);
    let first: Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
    assert_eq!((&first["type"], &first["rule"]), (&"finding".into(), &"python/mutable-default".into()));
    told.send(()).unwrap();
    let rest: Vec<Value> = lines.map(|line| serde_json::from_str(&line).unwrap()).collect();
    assert_eq!(rest.len(), 1, "no finding comes twice: {rest:#?}");
    assert_eq!((&rest[0]["type"], &rest[0]["usage"]["cloud"]["requests"]), (&"review".into(), &1.into()));
    program.wait().unwrap();
}

#[test]
fn a_finding_that_a_model_argues_against_comes_again_and_no_cut_finding_comes_early() {
    let dispute = || {
        let dispute = json!({"hunk": 1, "rule": "python/mutable-default", "reason": "nobody calls it twice"});
        json!({"verdict": "clear", "comments": [], "disputes": [dispute]})
    };
    let (sandbox, _server) = sandbox(dispute);
    let lines = |further: &[&str]| {
        let run = sandbox.review(&[&["--staged", "--output-format", "json-lines"], further].concat());
        run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let all = lines(&[]);
    assert_eq!(all.len(), 3, "{all:#?}");
    assert_eq!(all[0]["id"], all[1]["id"]);
    assert!(all[0]["disputed"].is_null() && all[1]["disputed"].as_str().unwrap().contains("nobody calls it twice"));
    assert_eq!(lines(&["--max-comments", "0"]).len(), 1);
    assert_eq!(lines(&["--output-file", "lines.jsonl"]).len(), 0);
    assert_eq!(sandbox.read("lines.jsonl").lines().count(), 2);
}
