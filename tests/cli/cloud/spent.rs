//! What a run may spend holds whatever a server says of it, and what is sent twice counts twice.

use serde_json::{Value, json};

use super::{MESSAGES, NEW, clear, degraded, sandbox, set_up};
use crate::sandbox::Sandbox;
use crate::server::{Answer, Server};

/// An answer with this for its usage.
fn with_usage(usage: &Value) -> Answer {
    let input = json!({"verdict": "clear", "comments": [], "disputes": []});
    let content = json!([{"type": "tool_use", "id": "t0", "name": "answer", "input": input}]);
    Answer::of(json!({"content": content, "stop_reason": "tool_use", "usage": usage}).to_string())
}

#[test]
fn a_ceiling_holds_whatever_the_server_says_that_it_took() {
    const CEILING: usize = 12_000;
    let of = |tokens: Value| json!({"input_tokens": tokens, "output_tokens": tokens});
    for usage in [
        json!(null),
        json!({}),
        of(json!(0)),
        of(json!(-5)),
        of(json!("many")),
        of(json!(1_u64 << 63)),
        json!({"input_tokens": u64::MAX, "cache_read_input_tokens": u64::MAX, "output_tokens": u64::MAX}),
    ] {
        let server = Server::start(vec![(MESSAGES, vec![with_usage(&usage)])]);
        let sandbox = Sandbox::with(&[("README", "")]);
        for number in 0..24 {
            sandbox.write(&format!("rows{number}.py"), NEW.replace("average", &format!("average_{number}")));
        }
        let route = "[route]\nescalate = \"always\"\n";
        set_up(&sandbox, &server.url(), &format!("max_tokens = {CEILING}\nconcurrency = 2\n{route}"));
        let result = sandbox.json(&[]);
        let sent: usize = server.asked(MESSAGES).iter().map(|request| request.body.len()).sum();
        // Four bytes of JSON and English make a token, or more do.
        assert!(sent > 0 && sent / 4 < CEILING, "{usage}: {sent} bytes");
        let reasons = degraded(&result).join("\n");
        assert!(reasons.contains("ceiling of 12000 tokens"), "{usage}: {reasons}");
        let cloud = &result["usage"]["cloud"];
        assert_eq!(cloud["requests"], server.asked(MESSAGES).len(), "{usage}");
        assert!(cloud["input_tokens"].as_u64().unwrap() > 500, "{usage}: {cloud}");
    }
}

#[test]
fn a_request_that_is_sent_again_counts_again() {
    let once = Server::start(vec![(MESSAGES, vec![clear()])]);
    let alone = sandbox(&once, "").json(&["--staged"]);
    let busy = Answer::status(503, "").with_header("retry-after-ms", "1");
    let again = Server::start(vec![(MESSAGES, vec![busy.clone(), busy, clear()])]);
    let result = sandbox(&again, "").json(&["--staged"]);
    assert_eq!((again.asked(MESSAGES).len(), &result["usage"]["cloud"]["requests"]), (3, &json!(3)));
    let bytes = |result: &Value| result["egress"][0]["bytes"].as_u64().unwrap();
    assert_eq!(bytes(&result), 3 * bytes(&alone));
    let tokens = |result: &Value| result["usage"]["cloud"]["input_tokens"].as_u64().unwrap();
    assert!(tokens(&result) > tokens(&alone) + 1000, "{result}");
}

#[test]
fn a_request_is_not_sent_again_through_the_ceiling() {
    let busy = Answer::status(503, "").with_header("retry-after-ms", "1");
    let server = Server::start(vec![(MESSAGES, vec![busy])]);
    let result = sandbox(&server, "max_tokens = 6000\n").json(&["--staged"]);
    let reasons = degraded(&result).join("\n");
    assert!(reasons.contains("ceiling of 6000 tokens"), "{reasons}");
    assert!(server.asked(MESSAGES).len() < 3, "{}", server.asked(MESSAGES).len());
}
