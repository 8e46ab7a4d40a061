//! The record of what left: in the result, in the summary and in the user's own log, for both tiers.

use std::fs;

use serde_json::{Value, json};

use super::{MESSAGES, NEW, clear, degraded};
use crate::reviewer::{CHAT, completion};
use crate::sandbox::{Run, Sandbox};
use crate::server::{Answer, Server, nobody};

/// A repository with a change whose user has a server for the local tier, and further configuration.
fn sandbox(local: &str, further: &str) -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("rows.py", NEW);
    sandbox.configure(&format!(
        "[local]\nbackend = \"endpoint\"\nendpoint = \"{local}/v1\"\nreviewer = \"coder\"\n{further}\n"
    ));
    sandbox
}

fn cloud(address: &str) -> String {
    format!(
        "[cloud]\nprovider = \"anthropic\"\nmodel = \"claude\"\napi_key_command = \"echo key\"\nendpoint = \"{address}\"\n[route]\nescalate = \"always\"\n"
    )
}

fn no_mistake() -> Answer {
    completion(&json!({"verdict": "clear", "comments": []}), Some(0.1))
}

/// The lines of the log.
fn log(sandbox: &Sandbox) -> Vec<Value> {
    let text = fs::read_to_string(sandbox.beside("home/.local/state/review/egress.jsonl")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn what_both_tiers_sent_is_in_the_result_and_once_in_the_log() {
    let server = Server::start(vec![(CHAT, vec![no_mistake()]), (MESSAGES, vec![clear()])]);
    let sandbox = sandbox(&server.url(), &cloud(&server.url()));
    let result = sandbox.json(&[]);
    let host = server.url().replace("http://", "");
    let left: Vec<_> = result["egress"].as_array().unwrap().iter().map(|own| (&own["tier"], &own["model"])).collect();
    assert_eq!(left, [(&json!("local"), &json!("coder")), (&json!("cloud"), &json!("claude"))]);
    for left in result["egress"].as_array().unwrap() {
        assert_eq!(left["destination"], host);
        assert_eq!(left["shown"], json!([{"path": "rows.py", "first": 1, "last": 9}]));
        assert!(left["bytes"].as_u64().unwrap() > 500, "{left}");
    }
    assert_eq!(log(&sandbox).len(), 1);
    assert_eq!(log(&sandbox)[0]["left"], result["egress"]);
    // The answers are kept: nothing leaves in the second run, and nothing is noted.
    assert_eq!(sandbox.json(&[])["egress"], json!([]));
    assert_eq!((log(&sandbox).len(), server.asked(CHAT).len()), (1, 1));
}

#[test]
fn the_summary_tells_what_each_server_got_and_what_it_took() {
    let server = Server::start(vec![(CHAT, vec![no_mistake()]), (MESSAGES, vec![clear()])]);
    let run = sandbox(&server.url(), &cloud(&server.url())).review(&[]);
    let host = server.url().replace("http://", "");
    for (model, took) in [("coder", "1 request, 450 tokens"), ("claude", "1 request, 1050 tokens")] {
        let line = format!("\nasked {model} at {host} with code of 1 file: {took}");
        assert!(run.err.contains(&line), "{line}: {}", run.err);
    }
}

#[test]
fn what_came_to_no_server_is_not_on_record_and_what_failed_there_is() {
    let dead = sandbox(&nobody(), &cloud(&nobody()));
    let result = dead.json(&[]);
    assert_eq!((&result["egress"], log(&dead).len()), (&json!([]), 0));
    assert_eq!(degraded(&result).len(), 1);
    let server = Server::start(vec![(CHAT, vec![Answer::status(400, "")]), (MESSAGES, vec![Answer::status(400, "")])]);
    let failing = sandbox(&server.url(), &cloud(&server.url()));
    assert_eq!(failing.json(&[])["egress"].as_array().unwrap().len(), 2);
    assert_eq!(log(&failing).len(), 1);
}

#[test]
fn a_log_that_cannot_be_written_is_named_once_and_changes_nothing_else() {
    let server = Server::start(vec![(CHAT, vec![no_mistake()]), (MESSAGES, vec![clear()])]);
    let sandbox = sandbox(&server.url(), &cloud(&server.url()));
    fs::create_dir_all(sandbox.beside("home/.local/state")).unwrap();
    fs::write(sandbox.beside("home/.local/state/review"), "no folder").unwrap();
    let result = sandbox.json(&[]);
    assert_eq!(result["hunks"][0]["decision"], "cloud");
    let reasons = degraded(&result);
    assert!(reasons.len() == 1 && reasons[0].contains("could not be noted"), "{reasons:?}");
}

#[test]
fn a_denied_file_is_shown_to_a_server_on_this_machine_and_to_no_other() {
    // A proxy answers for a server elsewhere; it is asked by the whole address.
    const ELSEWHERE: &str = "http://models.example";
    let whole = format!("{ELSEWHERE}{CHAT}");
    let server = Server::start(vec![(&whole, vec![no_mistake()]), (CHAT, vec![no_mistake()])]);
    for (address, path, sent) in [(ELSEWHERE.to_owned(), &*whole, 1), (server.url(), CHAT, 2)] {
        let sandbox = sandbox(&address, "[cloud]\ndeny_paths = [\"billing/\"]");
        sandbox.write("billing/rows.py", NEW.replace("average", "sum_of_bills"));
        let run = sandbox.program().args(["--output-format", "json"]).env("http_proxy", server.url()).output();
        let result: Value = serde_json::from_str(&Run::of(run.unwrap()).out).unwrap();
        let asked = server.asked(path);
        let bodies: Vec<_> = asked.iter().map(|request| String::from_utf8_lossy(&request.body)).collect();
        assert_eq!((asked.len(), bodies.concat().contains("sum_of_bills")), (sent, sent == 2), "{address}");
        let reasons = result["hunks"][0]["reasons"].to_string();
        assert_eq!(reasons.contains("its path may not leave this one"), sent == 1, "{reasons}");
    }
}
