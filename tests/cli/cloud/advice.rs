//! What the cloud model is shown, and what becomes of what it says.

use serde_json::json;

use super::{MESSAGES, calls, clear, comment, degraded, question, reply, sandbox, set_up};
use crate::sandbox::Sandbox;
use crate::server::{Answer, Server};

const EMPTY: &str = "Raises ZeroDivisionError when `rows` is empty.";

#[test]
fn a_comment_lands_on_the_line_that_it_quotes() {
    let server = Server::start(vec![(MESSAGES, vec![reply("comment", &[comment("return total / len(rows)", EMPTY)])])]);
    let sandbox = sandbox(&server, "");
    let run = sandbox.review(&["--staged"]);
    assert!(run.out.contains(&format!("rows.py:9:5: error[cloud/reviewer] {EMPTY}")), "{}", run.out);
    assert_eq!(run.code, 1);
    let result = sandbox.json(&["--staged"]);
    let finding = &result["findings"][0];
    assert_eq!((&finding["tier"], &finding["confidence"]), (&json!("cloud"), &json!(0.9)));
    assert_eq!(result["hunks"][0]["decision"], "cloud");
}

#[test]
fn what_it_is_shown_is_the_hunk_with_what_surrounds_it_and_nothing_else_of_the_tree() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    let sandbox = sandbox(&server, "");
    sandbox.write("other.txt", "nobody asked for this\n");
    sandbox.write(".review/guidelines/numbers.md", "Never divide without a check.\n");
    sandbox.json(&["--staged"]);
    let asked = server.asked(MESSAGES);
    let text = question(&asked[0]);
    for part in ["File: rows.py\n", "+def average(rows):\n", "- def scale(value, factor=2)\n", "- Never divide"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("nobody asked"), "{text}");
    let header = |name: &str| asked[0].headers[name].clone();
    assert_eq!((header("x-api-key"), header("anthropic-version")), ("key-of-a-test".into(), "2023-06-01".into()));
    assert_eq!(asked[0].json()["system"][0]["cache_control"]["type"], "ephemeral");
}

#[test]
fn it_may_look_around_in_the_state_under_review_and_what_it_saw_is_on_record() {
    let look = calls(&[
        ("read_lines", json!({"path": "lib.py", "first": 1, "last": 9})),
        ("find_definition", json!({"name": "helper"})),
    ]);
    let server = Server::start(vec![(MESSAGES, vec![look, clear()])]);
    let sandbox = sandbox(&server, "");
    sandbox.write("lib.py", "def helper():\n    return 'staged'\n");
    sandbox.git(&["add", "lib.py"]);
    sandbox.write("lib.py", "def helper():\n    return 'not staged'\n");
    let result = sandbox.json(&["--staged", "rows.py"]);
    let asked = server.asked(MESSAGES);
    let results = asked[1].json()["messages"][2]["content"].clone();
    assert_eq!(results[0]["content"], "1: def helper():\n2:     return 'staged'\n");
    assert_eq!(results[1]["content"], "lib.py:1: def helper():\n");
    let shown = result["egress"][0]["shown"].as_array().unwrap();
    assert!(shown.contains(&json!({"path": "lib.py", "first": 1, "last": 2})), "{shown:?}");
    assert!(shown.contains(&json!({"path": "rows.py", "first": 1, "last": 9})), "{shown:?}");
    assert_eq!(result["usage"]["cloud"]["requests"], 2);
    assert_eq!(result["usage"]["cloud"]["input_tokens"], 2000);
}

#[test]
fn the_summary_says_what_left_and_what_it_cost() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    let run = sandbox(&server, "").review(&["--staged"]);
    let host = server.url().replace("http://", "");
    let said = format!("asked claude-sonnet-4-5 at {host} with code of 1 file: 1 request, 1050 tokens, $0.00");
    assert!(run.err.contains(&said), "{}", run.err);
}

#[test]
fn what_it_says_of_nothing_is_a_remark_and_never_a_line() {
    let comments = [
        comment("def scale(value, factor=2):", "It is wrong for text, and doubles it."),
        comment("os.remove(path)", "It deletes the file that the caller still reads."),
    ];
    let server = Server::start(vec![(MESSAGES, vec![reply("comment", &comments)])]);
    let result = sandbox(&server, "").json(&["--staged"]);
    assert_eq!(result["findings"], json!([]));
    let reasons: Vec<_> = result["remarks"].as_array().unwrap().iter().map(|own| own["reason"].clone()).collect();
    assert_eq!(reasons, ["it quotes lines that did not change", "it quotes no code of the change"]);
}

#[test]
fn hunks_of_one_file_share_a_request_and_each_comment_finds_its_hunk() {
    let twice = [
        json!({"hunk": 2, "quote": "return first", "message": "Fails with KeyError when the row has no id.", "severity": "warning", "confidence": 0.8, "suggestion": null}),
    ];
    let server = Server::start(vec![(MESSAGES, vec![reply("comment", &twice)])]);
    let filler = "x = 1\n".repeat(30);
    let text = |one: &str, two: &str| format!("def a(rows):\n    {one}\n\n\n{filler}\n\ndef b(rows):\n    {two}\n");
    let sandbox = Sandbox::with(&[("rows.py", &text("pass", "pass"))]);
    set_up(&sandbox, &server.url(), "[route]\nalways = [\"*.py\"]\n");
    sandbox.write("rows.py", text("return first", "return first"));
    let result = sandbox.json(&[]);
    assert_eq!(server.asked(MESSAGES).len(), 1);
    assert_eq!(result["hunks"].as_array().unwrap().len(), 2);
    let findings = result["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["tier"] == "cloud").unwrap();
    assert_eq!((&finding["start"]["line"], &finding["hunk"]), (&json!(38), &result["hunks"][1]["id"]));
    let reasons = |hunk: usize| result["hunks"][hunk]["reasons"].to_string();
    assert!(reasons(0).contains("sees no mistake") && reasons(1).contains("comments"), "{}", reasons(0));
}

#[test]
fn a_reply_in_another_form_is_asked_for_once_more_and_then_named() {
    let words = Answer::of(json!({"content": [{"type": "text", "text": "LGTM"}], "usage": {}}).to_string());
    let server = Server::start(vec![(MESSAGES, vec![words.clone(), clear()])]);
    let result = sandbox(&server, "").json(&["--staged"]);
    assert_eq!((result["hunks"][0]["decision"].clone(), degraded(&result)), (json!("cloud"), vec![]));
    let server = Server::start(vec![(MESSAGES, vec![words])]);
    let result = sandbox(&server, "").json(&["--staged"]);
    assert_eq!(server.asked(MESSAGES).len(), 2);
    assert!(
        degraded(&result)[0].starts_with("1 hunk: the model's reply is not in the form"),
        "{:?}",
        degraded(&result)
    );
    assert_ne!(result["hunks"][0]["decision"], "cloud");
}

#[test]
fn a_server_of_chat_completions_is_asked_likewise() {
    let answer =
        json!({"verdict": "comment", "comments": [comment("return total / len(rows)", EMPTY)], "disputes": []});
    let call = json!({"id": "1", "type": "function", "function": {"name": "answer", "arguments": answer.to_string()}});
    let body = json!({"choices": [{"message": {"tool_calls": [call]}}], "usage": {"prompt_tokens": 9, "completion_tokens": 1}});
    let server = Server::start(vec![("/v1/chat/completions", vec![Answer::of(body.to_string())])]);
    let sandbox = sandbox(&server, "");
    let config = format!(
        "[cloud]\nprovider = \"openai\"\nmodel = \"qwen\"\nendpoint = \"{}/v1\"\n[route]\nalways = [\"*.py\"]\n",
        server.url()
    );
    sandbox.configure(&config);
    let result = sandbox.json(&["--staged"]);
    assert_eq!(result["findings"][0]["start"]["line"], 9);
    assert_eq!(result["usage"]["cloud"]["cost_usd"], json!(null));
    let asked = server.asked("/v1/chat/completions");
    assert_eq!(asked[0].headers.get("authorization"), None);
}
