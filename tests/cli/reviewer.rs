//! The generative reviewer behind a server: what it is asked, where its comments go, and what happens when it fails.

use serde_json::{Value, json};

use crate::sandbox::{Run, Sandbox};
use crate::server::{Answer, Request, Server, nobody};

pub const CHAT: &str = "/v1/chat/completions";

/// A function whose last line fails for an empty list, in a file with an older function.
const OLD: &str = "def scale(value, factor=2):\n    return value * factor\n";
const NEW: &str = "def scale(value, factor=2):\n    return value * factor\n\n\ndef average(rows):\n    total = 0\n    for row in rows:\n        total += scale(row)\n    return total / len(rows)\n";

/// A repository with that change staged, whose user has a server with a model.
fn sandbox(address: &str, further: &str) -> Sandbox {
    let sandbox = Sandbox::with(&[("rows.py", OLD)]);
    sandbox.write("rows.py", NEW);
    sandbox.git(&["add", "--all"]);
    let config =
        format!("[local]\nbackend = \"endpoint\"\nendpoint = \"{address}/v1\"\nreviewer = \"coder\"\n{further}");
    sandbox.configure(&config);
    sandbox
}

/// A completion with this reply, which the model was so sure is no clear one.
pub fn completion(reply: &Value, mistake: Option<f64>) -> Answer {
    let token = |token: &str, top: &[(&str, f64)]| {
        let top: Vec<_> = top.iter().map(|(token, share)| json!({"token": token, "logprob": share.ln()})).collect();
        json!({"token": token, "logprob": -0.1, "top_logprobs": top})
    };
    let tokens = mistake.map(|mistake| {
        let verdict = reply["verdict"].as_str().unwrap();
        json!({"content": [token("{\"verdict\":\"", &[]), token(verdict, &[("clear", 1.0 - mistake), ("comment", mistake)])]})
    });
    let message = json!({"role": "assistant", "content": reply.to_string()});
    let body = json!({
        "choices": [{"message": message, "logprobs": tokens}],
        "usage": {"prompt_tokens": 400, "completion_tokens": 50}
    });
    Answer::of(body.to_string())
}

pub fn comment(quote: &str, message: &str, suggestion: Option<&str>) -> Value {
    json!({"quote": quote, "message": message, "severity": "warning", "suggestion": suggestion})
}

pub fn comments(all: &[Value]) -> Value {
    json!({"verdict": "comment", "comments": all})
}

pub const EMPTY: &str = "Raises ZeroDivisionError when `rows` is empty.";

fn body(request: &Request) -> Value {
    serde_json::from_slice(&request.body).unwrap()
}

fn user(request: &Request) -> String {
    body(request)["messages"][1]["content"].as_str().unwrap().to_owned()
}

#[test]
fn a_comment_stands_on_the_line_that_it_quotes_and_else_in_the_summary() {
    let reply = comments(&[
        comment("return total / len(rows)", EMPTY, None),
        comment("import os", "The import is missing, so that the call fails.", None),
        comment("total = 0", "Looks good to me.", None),
    ]);
    let server = Server::start(vec![(CHAT, vec![completion(&reply, Some(0.7))])]);
    let sandbox = sandbox(&server.url(), "");
    let result = sandbox.json(&["--staged"]);
    let finding = &result["findings"][0];
    assert_eq!(result["findings"].as_array().unwrap().len(), 1);
    assert_eq!((&finding["rule"], &finding["tier"]), (&json!("local/reviewer"), &json!("local")));
    assert_eq!((&finding["start"], &finding["confidence"]), (&json!({"line": 9, "column": 5}), &json!(0.7)));
    assert_eq!(result["remarks"][0]["reason"], "it quotes no code of the change");
    assert_eq!(result["not_shown"], 1);
    assert_eq!(result["hunks"][0]["verdict"], json!({"verdict": "comment", "mistake": 0.7}));
    assert_eq!(result["usage"]["local"]["reviewer"], "coder");
    assert_eq!(
        (&result["usage"]["local"]["input_tokens"], &result["usage"]["local"]["reviewed"]),
        (&json!(400), &json!(1))
    );
    let run = sandbox.review(&["--staged"]);
    assert!(run.err.contains("warning without a line: rows.py: The import is missing"), "{}", run.err);
    assert!(run.err.contains("1 of a model's comments dropped"), "{}", run.err);
}

#[test]
fn the_model_is_told_the_house_rules_the_hints_and_what_is_called_and_asked_for_the_schema() {
    let server = Server::start(vec![(CHAT, vec![completion(&json!({"verdict": "clear", "comments": []}), Some(0.1))])]);
    let sandbox = sandbox(&server.url(), "");
    sandbox.write("rows.py", NEW.replace("total = 0", "total = 0\n    assert (rows, \"some\")"));
    sandbox.write(".review/guidelines/numbers.md", "+++\npaths = [\"*.py\"]\n+++\nNever divide without a check.\n");
    sandbox.write(".review/guidelines/docs.md", "+++\npaths = [\"*.md\"]\n+++\nWrite short sentences.\n");
    sandbox.git(&["add", "rows.py"]);
    let result = sandbox.json(&["--staged"]);
    assert_eq!(result["hunks"][0]["verdict"], json!({"verdict": "clear", "mistake": 0.1}));
    let asked = server.asked(CHAT);
    assert_eq!(asked.len(), 1);
    let user = user(&asked[0]);
    for part in [
        "File: rows.py\n",
        "- Never divide without a check.\n",
        "- def scale(value, factor=2)\n",
        " at `assert (rows, \"some\")`: ",
        "+def average(rows):\n",
    ] {
        assert!(user.contains(part), "{part}: {user}");
    }
    assert!(!user.contains("short sentences"), "{user}");
    let body = body(&asked[0]);
    assert_eq!((&body["model"], &body["temperature"], &body["stream"]), (&json!("coder"), &json!(0), &json!(false)));
    let schema = &body["response_format"]["json_schema"]["schema"];
    assert_eq!(schema["properties"]["verdict"]["enum"], json!(["clear", "comment", "hard"]));
    assert!(body["logprobs"].as_bool().unwrap());
}

#[test]
fn a_server_that_takes_no_schema_is_asked_without_and_its_words_are_searched() {
    let reply = comments(&[comment("return total / len(rows)", EMPTY, None)]);
    let chatty = json!({"choices": [{"message": {"content": format!("Here you are:\n```json\n{reply}\n```")}}]});
    let refused = || Answer::status(400, "{\"error\": \"unknown field response_format\"}");
    let server = Server::start(vec![(CHAT, vec![refused(), refused(), Answer::of(chatty.to_string())])]);
    let result = sandbox(&server.url(), "").json(&["--staged"]);
    assert_eq!(
        (&result["findings"][0]["start"]["line"], &result["findings"][0]["confidence"]),
        (&json!(9), &json!(0.5))
    );
    let bodies: Vec<_> = server.asked(CHAT).iter().map(body).collect();
    let has = |name: &str| bodies.iter().map(|body| body.get(name).is_some()).collect::<Vec<_>>();
    assert_eq!(has("logprobs"), [true, false, false]);
    assert_eq!(has("response_format"), [true, true, false]);
}

#[test]
fn a_server_that_is_down_or_talks_nonsense_is_named_and_the_review_goes_on() {
    let nonsense = Server::start(vec![(CHAT, vec![Answer::of("<html>")])]);
    let broken = Server::start(vec![(
        CHAT,
        vec![Answer::status(500, "{\"error\": {\"message\": \"out of memory\"}}").with_header("retry-after-ms", "1")],
    )]);
    let cases =
        [(nobody(), "there is no connection"), (nonsense.url(), "no chat completion"), (broken.url(), "out of memory")];
    for (address, reason) in cases {
        let sandbox = sandbox(&address, "");
        sandbox.write("rows.py", "def add(item, seen=[]):\n    seen.append(item)\n");
        sandbox.git(&["add", "--all"]);
        let Run { code, out, err } = sandbox.review(&["--staged"]);
        assert!(code == 0 && out.contains("python/mutable-default"), "{out}");
        assert!(err.contains("note: local: 1 hunk: ") && err.contains(reason), "{err}");
        assert_eq!(sandbox.review(&["--staged", "--strict"]).code, 2);
    }
}

#[test]
fn after_some_failures_in_a_row_the_rest_is_not_asked_and_that_is_said() {
    let server = Server::start(vec![(CHAT, vec![Answer::status(500, "").with_header("retry-after-ms", "1")])]);
    let sandbox = sandbox(&server.url(), "");
    for name in ["a.py", "b.py", "c.py", "d.py", "e.py"] {
        sandbox.write(name, NEW);
    }
    sandbox.git(&["add", "--all"]);
    let run = sandbox.review(&["--staged"]);
    assert!(run.err.contains("3 hunks: the reviewer was not asked: it failed too often"), "{}", run.err);
    assert_eq!(server.asked(CHAT).len(), 3);
}

#[test]
fn a_model_is_silenced_by_its_id_and_never_writes_files() {
    let fixed = comments(&[comment("return total / len(rows)", EMPTY, Some("return total / max(len(rows), 1)"))]);
    let server = Server::start(vec![(CHAT, vec![completion(&fixed, None)])]);
    let sandbox = sandbox(&server.url(), "");
    let result = sandbox.json(&["--staged", "--fix"]);
    assert_eq!(result["findings"][0]["suggestion"]["replacement"], "return total / max(len(rows), 1)");
    assert_eq!(sandbox.read("rows.py"), NEW);
    let silenced = NEW.replace("len(rows)\n", "len(rows)  # review: ignore[local/reviewer] never empty\n");
    sandbox.write("rows.py", silenced);
    sandbox.git(&["add", "--all"]);
    let result = sandbox.json(&["--staged"]);
    assert_eq!((&result["findings"], &result["suppressed"]), (&json!([]), &json!(1)));
}

#[test]
fn what_the_model_cannot_settle_is_a_hard_case() {
    let server = Server::start(vec![(CHAT, vec![completion(&json!({"verdict": "hard", "comments": []}), None)])]);
    let sandbox = sandbox(&server.url(), "risk = \"off\"\n");
    let hunk = &sandbox.json(&["--staged"])["hunks"][0];
    assert_eq!(
        (&hunk["hard"], &hunk["reasons"]),
        (&json!(true), &json!(["a hard case: the local reviewer cannot tell"]))
    );
}

#[test]
fn a_key_is_sent_and_never_shown_and_a_missing_one_is_named() {
    let server = Server::start(vec![(CHAT, vec![Answer::status(401, "{\"error\": \"wrong key sk-sesame\"}")])]);
    let sandbox = sandbox(&server.url(), "api_key_env = \"OUR_KEY\"\n");
    let run = sandbox.review(&["--staged"]);
    assert!(run.err.contains("the variable OUR_KEY, which `[local] api_key_env` names, is not set"), "{}", run.err);
    let run = Run::of(sandbox.program().args(["--staged"]).env("OUR_KEY", "sk-sesame").output().unwrap());
    assert!(run.err.contains("answered 401") && !run.err.contains("sk-sesame"), "{}", run.err);
    assert_eq!(server.asked(CHAT)[0].headers["authorization"], "Bearer sk-sesame");
}

#[test]
fn a_repository_cannot_name_a_server_and_the_user_can_do_without() {
    let server = Server::start(vec![(CHAT, vec![completion(&json!({"verdict": "clear", "comments": []}), None)])]);
    let sandbox = sandbox(&server.url(), "");
    assert_eq!(sandbox.json(&["--staged", "--reviewer", "off"])["hunks"][0]["verdict"], Value::Null);
    assert_eq!(sandbox.json(&["--staged", "--tiers", "rules"])["hunks"][0]["verdict"], Value::Null);
    sandbox.configure("");
    sandbox.write(
        "review.toml",
        format!("[local]\nbackend = \"endpoint\"\nendpoint = \"{}/v1\"\nreviewer = \"x\"\n", server.url()),
    );
    let run = sandbox.review(&["--staged"]);
    assert!(run.err.contains("local.endpoint"), "{}", run.err);
    assert_eq!(server.asked(CHAT).len(), 0);
}

#[test]
fn timings_appear_when_they_are_asked_for() {
    let server = Server::start(vec![(CHAT, vec![completion(&json!({"verdict": "clear", "comments": []}), None)])]);
    let sandbox = sandbox(&server.url(), "");
    assert_eq!(sandbox.json(&["--staged"]).get("timings"), None);
    let timings = &sandbox.json(&["--staged", "--timings", "--no-cache"])["timings"];
    let stages: Vec<_> = timings["stages"].as_array().unwrap().iter().map(|stage| stage["stage"].clone()).collect();
    assert_eq!(stages, ["rules", "risk", "reviewer", "merge"]);
    assert_eq!((&timings["models"][0]["model"], &timings["models"][0]["reply_tokens"]), (&json!("coder"), &json!(50)));
}

#[cfg(feature = "models")]
#[test]
fn a_device_that_was_asked_for_by_name_and_is_missing_is_an_error() {
    let sandbox = Sandbox::with(&[("rows.py", OLD)]);
    for device in ["cuda", "coreml"] {
        let run = sandbox.review(&["--staged", "--device", device]);
        assert!(run.code == 2 && run.err.contains(device), "{}", run.err);
    }
    assert_eq!(sandbox.review(&["--staged", "--device", "cpu"]).code, 0);
}

#[test]
fn a_secret_does_not_reach_the_server_and_a_comment_on_it_finds_its_line() {
    // Put together, so that no scanner takes it for a real one.
    let token = ["ghp_", "x7Kq9mZ2vB4nT6wR8yL1", "pD3sF5gH0jC2aE4i"].concat();
    let message = "The token is readable for everyone who sees the file, and must be revoked.";
    let reply = comments(&[comment("token = \"<github-token 1>\"", message, None)]);
    let server = Server::start(vec![(CHAT, vec![completion(&reply, Some(0.7))])]);
    let sandbox = sandbox(&server.url(), "");
    sandbox.write("rows.py", format!("{OLD}\n\ntoken = \"{token}\"\n"));
    sandbox.git(&["add", "--all"]);
    let result = sandbox.json(&["--staged"]);
    let asked = server.asked(CHAT);
    assert!(!String::from_utf8_lossy(&asked[0].body).contains(&token) && user(&asked[0]).contains("<github-token 1>"));
    let findings = result["findings"].as_array().unwrap();
    let own = findings.iter().find(|finding| finding["rule"] == "local/reviewer");
    assert_eq!(own.map(|finding| &finding["start"]["line"]), Some(&json!(5)), "{findings:?}");
}
