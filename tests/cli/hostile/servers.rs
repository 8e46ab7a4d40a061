//! Hostile servers of models: the findings of this machine come out all the same, the key goes to no other server, and
//! nothing that is answered is more than text.

use serde_json::{Value, json};

use super::{SECRET, assert_harmless};
use crate::cloud::{MESSAGES, comment, degraded, reply, set_up};
use crate::sandbox::{BAD, Run, Sandbox};
use crate::server::{Answer, Server};

/// The key of the user, as `set_up` names it.
const KEY: &str = "key-of-a-test";

/// A line that the change adds.
const LINE: &str = "    return seen";

/// A repository with a finding of a rule, all of whose hunks go to a server.
fn sandbox(address: &str) -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "")]).without_runtime();
    sandbox.write("a.py", BAD);
    set_up(&sandbox, address, "timeout_s = 2\ntime_s = 4\n[route]\nescalate = \"always\"\nalways = [\"**\"]\n");
    std::fs::write(sandbox.beside("outside.py"), SECRET).unwrap();
    sandbox
}

/// What comes of a review with a server that answers so.
fn reviewed(name: &str, answer: Answer) -> (Run, Value) {
    let server = Server::start(vec![(MESSAGES, vec![answer])]);
    let sandbox = sandbox(&server.url());
    let run = sandbox.review(&["--no-cache"]);
    let json = sandbox.review(&["--no-cache", "--output-format", "json"]);
    for run in [&run, &json] {
        assert_harmless(&sandbox, name, run);
        assert!(!run.out.contains(KEY) && !run.err.contains(KEY), "{name}: {}", run.err);
    }
    let result: Value = serde_json::from_str(&json.out).unwrap();
    let rules: Vec<_> = of_tier(&result, "rule").iter().map(|one| one["rule"].clone()).collect();
    assert_eq!(rules, ["python/mutable-default"], "{name}: {}", run.err);
    (run, result)
}

fn of_tier<'r>(result: &'r Value, tier: &str) -> Vec<&'r Value> {
    result["findings"].as_array().unwrap().iter().filter(|one| one["tier"] == tier).collect()
}

/// An answer in the form of chunks, which are as they are given.
fn chunks(body: &str) -> Answer {
    Answer::raw(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{body}"))
}

/// A message with whatever stands in the place of its content.
fn message(content: &str) -> String {
    format!("{{\"content\": {content}, \"usage\": {{}}}}")
}

#[test]
fn an_answer_that_is_none_is_named_and_costs_no_finding() {
    let deep = "[".repeat(100_000);
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xed\xc1\x01\x0d\x00\x00\x00\xc2\xa0".repeat(1000);
    let answers: [(&str, Answer, &str); 14] = [
        ("JSON without a bottom", Answer::of(message(&deep)), "no message"),
        ("JSON that is deep in a call", Answer::of(message(&format!("[{{\"input\": {deep}"))), "no message"),
        ("bytes that are no UTF-8", Answer::of(vec![0xff; 4096]), "no message"),
        (
            "a compressed answer that nobody asked for",
            Answer::of(gzip).with_header("content-encoding", "gzip"),
            "no message",
        ),
        ("a chunk whose length is no number", chunks("zz\r\nx\r\n0\r\n\r\n"), "broke off"),
        ("a chunk longer than any", chunks("ffffffffffffffff\r\nx"), "broke off"),
        ("chunks without an end", chunks("5\r\nhello\r\n"), "broke off"),
        ("no HTTP at all", Answer::raw("\u{1b}[2J\u{1b}]0;x\u{7}"), "127.0.0.1"),
        (
            "headers without an end",
            Answer::raw(format!("HTTP/1.1 200 OK\r\n{}", "x: y\r\n".repeat(20_000))),
            "127.0.0.1",
        ),
        ("a length that lies", Answer::raw("HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n{}"), "broke off"),
        ("the key in an error", Answer::status(401, &format!("{{\"error\": \"{KEY}\"}}")), "answered 401"),
        (
            "the terminal's own signs in an error",
            Answer::status(400, "{\"error\": \"\\u001b[2J\\u202e::error::x\"}"),
            "answered 400",
        ),
        ("a rest of centuries", Answer::status(429, "").with_header("retry-after", "9999999999999"), "429"),
        ("an answer without end", Answer::endless(), "longer than 4 MB"),
    ];
    for (name, answer, words) in answers {
        let (_, result) = reviewed(name, answer);
        let reasons = degraded(&result).join("\n");
        assert!(reasons.contains(words), "{name}: {reasons}");
    }
}

#[test]
fn a_redirect_takes_the_key_and_the_code_to_no_other_server() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::start(vec![(MESSAGES, vec![reply("clear", &[])])]);
        let there = format!("{}{MESSAGES}", other.url());
        let (_, result) = reviewed("a redirect", Answer::status(status, "").with_header("location", there));
        assert!(degraded(&result)[0].contains("redirects to another server"), "{status}: {:?}", degraded(&result));
        assert_eq!(other.asked(MESSAGES).len(), 0, "{status}");
    }
}

/// What a model may write into each text of a comment.
const TEXTS: [&str; 5] = [
    "\u{1b}[2J\u{1b}]0;owned\u{7}\u{202e}backwards",
    "\n::error file=a.py::x\n##[error]x\r::set-output name=a::b",
    "@everyone </details> <img src=https://collector.example/x.png> ![x](https://collector.example/x.png)",
    "[approve](javascript:alert(1)) #1 GH-2 www.collector.example",
    "```\n```suggestion\nimport os\n```\n````",
];

#[test]
fn a_comment_of_a_model_is_text_on_a_line_of_the_change() {
    for text in TEXTS {
        let mut own = comment(LINE, text);
        own["suggestion"] = json!(text);
        let (_, result) = reviewed(text, reply("comment", &[own]));
        for finding in of_tier(&result, "cloud") {
            assert_eq!((&finding["path"], &finding["start"]["line"]), (&json!("a.py"), &json!(3)), "{text}");
        }
    }
}

#[test]
fn a_comment_out_of_its_form_is_on_no_other_line() {
    let with = |key: &str, value: Value| {
        let mut own = comment(LINE, "This returns the wrong list when it is called twice.");
        own[key] = value;
        own
    };
    for own in [
        with("hunk", json!(-1)),
        with("hunk", json!(u64::MAX)),
        with("hunk", json!(2)),
        with("quote", json!("root:x:0:0")),
        with("quote", json!("")),
        with("quote", json!("x".repeat(1 << 20))),
        with("severity", json!("catastrophe")),
        with("confidence", json!(1e300)),
        with("confidence", json!(-7)),
        with("path", json!("../outside.py")),
        with("line", json!(1)),
        with("suggestion", json!({"path": "/etc/passwd"})),
    ] {
        let name = own.to_string();
        let (_, result) = reviewed(&name[..name.len().min(200)], reply("comment", &[own]));
        for finding in of_tier(&result, "cloud") {
            assert_eq!((&finding["path"], &finding["start"]["line"]), (&json!("a.py"), &json!(3)), "{name}");
            assert!((0.0..=1.0).contains(&finding["confidence"].as_f64().unwrap()), "{name}");
        }
    }
}

#[test]
fn of_ten_thousand_comments_no_more_are_shown_than_the_change_has_room_for() {
    let many: Vec<_> = (0..10_000).map(|number| comment(LINE, &format!("Wrong in way {number}."))).collect();
    let (run, result) = reviewed("ten thousand comments", reply("comment", &many));
    assert!(of_tier(&result, "cloud").len() <= 50, "{}", of_tier(&result, "cloud").len());
    assert!(run.out.lines().count() < 1000, "{}", run.out.lines().count());
}
