//! The cloud model, scripted on loopback: which hunks it is asked about, what it gets to see, what becomes of its answers,
//! and what a run does when it fails.

mod advice;
mod anchoring;
mod egress;
mod faults;
mod hostile;
mod injection;
mod looks;
mod record;
mod route;
mod spent;

use serde_json::{Value, json};

use crate::sandbox::Sandbox;
use crate::server::{Answer, Request, Server};

/// Where Messages are sent.
pub const MESSAGES: &str = "/v1/messages";

/// A change with a hunk that no rule complains of, in a file with an older function.
const OLD: &str = "def scale(value, factor=2):\n    return value * factor\n";
const NEW: &str = "def scale(value, factor=2):\n    return value * factor\n\n\ndef average(rows):\n    total = 0\n    for row in rows:\n        total += scale(row)\n    return total / len(rows)\n";

/// A repository with that change staged, whose user has this server for a cloud; all hunks of Python go there.
pub fn sandbox(server: &Server, further: &str) -> Sandbox {
    let sandbox = Sandbox::with(&[("rows.py", OLD)]);
    sandbox.write("rows.py", NEW);
    sandbox.git(&["add", "--all"]);
    set_up(&sandbox, &server.url(), &format!("{further}\n[route]\nalways = [\"*.py\"]\n"));
    sandbox
}

/// Names a server in the user's configuration.
pub fn set_up(sandbox: &Sandbox, address: &str, further: &str) {
    let cloud = "provider = \"anthropic\"\nmodel = \"claude-sonnet-4-5\"\napi_key_command = \"echo key-of-a-test\"";
    sandbox.configure(&format!("[cloud]\n{cloud}\nendpoint = \"{address}\"\n{further}\n"));
}

/// What a model says with a call of a tool.
pub fn calls(calls: &[(&str, Value)]) -> Answer {
    let block = |(number, (name, input)): (usize, &(&str, Value))| json!({"type": "tool_use", "id": format!("t{number}"), "name": name, "input": input});
    let content: Vec<_> = calls.iter().enumerate().map(block).collect();
    let usage = json!({"input_tokens": 800, "cache_read_input_tokens": 200, "output_tokens": 50});
    Answer::of(json!({"content": content, "stop_reason": "tool_use", "usage": usage}).to_string())
}

/// A reply about hunks.
pub fn reply(verdict: &str, comments: &[Value]) -> Answer {
    calls(&[("answer", json!({"verdict": verdict, "comments": comments, "disputes": []}))])
}

pub fn clear() -> Answer {
    reply("clear", &[])
}

pub fn comment(quote: &str, message: &str) -> Value {
    json!({
        "hunk": 1, "quote": quote, "message": message, "severity": "error", "confidence": 0.9, "suggestion": null
    })
}

/// What the user's first message says.
pub fn question(request: &Request) -> String {
    request.json()["messages"][0]["content"][0]["text"].as_str().unwrap().to_owned()
}

/// The reasons that a stage of a result could not be done.
pub fn degraded(result: &Value) -> Vec<String> {
    let all = result["degraded"].as_array().unwrap().iter().filter(|own| own["stage"] == "cloud");
    all.map(|own| own["reason"].as_str().unwrap().to_owned()).collect()
}
