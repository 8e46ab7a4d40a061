//! A cloud that fails: the findings of this machine come out all the same, the time is bounded, and what failed is named.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{MESSAGES, calls, clear, degraded, set_up};
use crate::sandbox::Sandbox;
use crate::server::{Answer, Server, nobody};

/// A repository with a finding of a rule in it, and two files whose hunks go to this server.
fn sandbox(address: &str, further: &str) -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("a.py", "def add(item, seen=[]):\n    seen.append(item)\n    return seen\n");
    sandbox.write("b.py", "def least(rows):\n    return rows[0]\n");
    let route = "[route]\nescalate = \"always\"\n";
    set_up(&sandbox, address, &format!("timeout_s = 1\ntime_s = 6\n{further}\n{route}"));
    sandbox
}

/// What a run says whose cloud fails: why, in the words of the summary. The rest of it is as it should be.
fn failed(sandbox: &Sandbox) -> String {
    let start = Instant::now();
    let run = sandbox.review(&["--fail-on", "warning", "--output-format", "json"]);
    assert!(start.elapsed() < Duration::from_secs(12), "{:?}", start.elapsed());
    assert_eq!(run.code, 1, "{}", run.err);
    let result: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(result["findings"][0]["rule"], "python/mutable-default");
    assert!(result["hunks"].as_array().unwrap().iter().all(|hunk| hunk["decision"] != "cloud"));
    let reasons = degraded(&result).join("\n");
    assert!(run.err.contains("note: cloud: ") && !reasons.is_empty(), "{}", run.err);
    assert!(!run.err.contains("key-of-a-test") && !run.out.contains("key-of-a-test"));
    reasons
}

fn fails_with(answer: Answer) -> (String, usize) {
    let server = Server::start(vec![(MESSAGES, vec![answer])]);
    (failed(&sandbox(&server.url(), "concurrency = 1")), server.asked(MESSAGES).len())
}

#[test]
fn every_status_that_is_no_success_is_named() {
    let said = "{\"error\": {\"type\": \"x\", \"message\": \"the key key-of-a-test is not good\"}}";
    // How often the two requests are sent: what may pass is tried again, and what holds for every request ends them.
    for (status, sent) in [(400, 2), (401, 1), (403, 1), (404, 1), (413, 2)] {
        let (reasons, asked) = fails_with(Answer::status(status, said));
        assert!(reasons.contains(&format!("answered {status}: the key *** is not good")), "{reasons}");
        assert_eq!(asked, sent, "{status}");
    }
}

#[test]
fn what_may_pass_is_tried_again_within_the_time() {
    for status in [408, 429, 500, 502, 503, 529] {
        let answer = Answer::status(status, "").with_header("retry-after-ms", "5");
        let server = Server::start(vec![(MESSAGES, vec![answer.clone(), answer, clear()])]);
        let result = sandbox(&server.url(), "concurrency = 1").json(&[]);
        assert_eq!((degraded(&result), server.asked(MESSAGES).len()), (vec![], 4), "{status}");
        let (reasons, _) = fails_with(Answer::status(status, "").with_header("retry-after-ms", "5"));
        assert!(reasons.contains(&format!("answered {status}")), "{reasons}");
    }
}

#[test]
fn a_server_that_wants_a_long_rest_gets_it() {
    let (reasons, asked) = fails_with(Answer::status(429, "").with_header("retry-after", "3600"));
    assert!(reasons.contains("3600 s"), "{reasons}");
    assert_eq!(asked, 1);
}

#[test]
fn a_dead_server_costs_one_short_wait() {
    let reasons = failed(&sandbox(&nobody(), ""));
    assert!(reasons.contains("there is no connection to 127.0.0.1:"), "{reasons}");
}

#[test]
fn silence_and_slow_bytes_cost_the_time_of_one_request() {
    let slow = clear().slowly(Duration::from_millis(100));
    for answer in [Answer::never(), slow] {
        let (reasons, asked) = fails_with(answer);
        assert!(reasons.contains("did not answer in time"), "{reasons}");
        assert_eq!(asked, 1);
    }
}

#[test]
fn a_connection_that_breaks_is_named() {
    for answer in [Answer::hang_up(), clear().cut_after(20)] {
        let (reasons, _) = fails_with(answer);
        assert!(reasons.contains("broke off") || reasons.contains("failed"), "{reasons}");
    }
}

#[test]
fn an_answer_without_end_or_sense_is_named() {
    let block = |content: Value| Answer::of(json!({"content": content, "usage": {}}).to_string());
    for (answer, expected) in [
        (Answer::endless(), "longer than 4 MB"),
        (Answer::of("<html>"), "no message"),
        (Answer::of("[]"), "no message"),
        (Answer::of("{\"content\": 7}"), "no message"),
        (block(json!([{"type": "text", "text": "Looks good to me!"}])), "not in the form"),
        (calls(&[("answer", json!({"verdict": "fine"}))]), "not in the form"),
        (calls(&[("answer", Value::Null)]), "not in the form"),
        (block(json!([])), "not in the form"),
    ] {
        let (reasons, _) = fails_with(answer);
        assert!(reasons.contains(expected), "{expected}: {reasons}");
    }
}

#[test]
fn tools_that_there_are_not_and_calls_without_end_come_to_an_end() {
    let (reasons, asked) = fails_with(calls(&[("run_shell", json!({"command": "id"}))]));
    assert!(reasons.contains("came to no answer in 6 turns"), "{reasons}");
    assert_eq!(asked, 12);
    let many: Vec<_> = (0..50).map(|_| ("outline", json!({"path": "a.py"}))).collect();
    let (reasons, asked) = fails_with(calls(&many));
    assert!(reasons.contains("came to no answer"), "{reasons}");
    assert_eq!(asked, 4);
}

#[test]
fn one_that_failed_does_not_lose_the_others() {
    let server = Server::start(vec![(
        MESSAGES,
        vec![Answer::computed(|request| {
            let text = String::from_utf8_lossy(&request.body).into_owned();
            if text.contains("File: a.py") { Answer::status(400, "") } else { clear() }
        })],
    )]);
    let result = sandbox(&server.url(), "").json(&[]);
    let decisions: Vec<_> = result["hunks"].as_array().unwrap().iter().map(|hunk| hunk["decision"].clone()).collect();
    assert_eq!(decisions, ["rules", "cloud"]);
    assert!(degraded(&result)[0].starts_with("1 hunk: "), "{:?}", degraded(&result));
}

#[test]
fn a_run_that_must_be_complete_says_that_it_is_not() {
    let server = Server::start(vec![(MESSAGES, vec![Answer::status(401, "")])]);
    assert_eq!(sandbox(&server.url(), "").review(&["--strict"]).code, 2);
}
