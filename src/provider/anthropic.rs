//! Anthropic's Messages: the parts that stay the same are marked for the server's cache, and a reply is a call of the
//! tool `answer`.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

use super::reading::{ANSWER, ANSWER_IS, MOST_CALLS, arguments, content, count, wanted};
use super::server::{Server, ServerLimits};
use super::{Answer, Call, Key, Message, Provider, ProviderError, Tokens};
use crate::http::{self, HttpError};

/// The version of the protocol.
const VERSION: &str = "2023-06-01";

/// A model that is asked by Messages.
pub(super) struct Anthropic {
    server: Server,
    model: String,
    /// Whether the model lets itself be told to choose the likeliest words.
    greedy: AtomicBool,
}

impl Anthropic {
    /// A model of a server, by the server's address, with or without `/v1`.
    ///
    /// # Errors
    /// An address that makes no sense, or that a key must not go to.
    pub fn new(address: &str, model: String, key: Option<&Key>, limits: ServerLimits) -> Result<Self, HttpError> {
        let address = address.trim_end_matches('/');
        let url = http::url(&format!("{}/v1/messages", address.strip_suffix("/v1").unwrap_or(address)))?;
        let mut headers =
            HeaderMap::from_iter([(HeaderName::from_static("anthropic-version"), HeaderValue::from_static(VERSION))]);
        headers.extend(key.map(|key| (HeaderName::from_static("x-api-key"), key.header(""))));
        Ok(Self { server: Server::new(url, "message", headers, limits)?, model, greedy: AtomicBool::new(true) })
    }
}

impl Provider for Anthropic {
    fn destination(&self) -> &str {
        self.server.host()
    }

    fn model(&self) -> &str {
        &self.model
    }

    fn ask(&self, call: &Call<'_>, deadline: Instant) -> Result<Answer, ProviderError> {
        let mut body = body(&self.model, call);
        if self.greedy.load(Ordering::Relaxed) {
            body["temperature"] = 0.into();
        }
        let mut answer = self.server.post(&body, deadline, call.meter, &|_| false);
        if matches!(&answer, Err(ProviderError::Http(error)) if error.refuses("temperature")) {
            self.greedy.store(false, Ordering::Relaxed);
            body.as_object_mut().map(|body| body.remove("temperature"));
            answer = self.server.post(&body, deadline, call.meter, &|_| false);
        }
        read(&answer?, call.messages.len()).ok_or_else(|| self.server.wire("it has no content"))
    }
}

/// The body of a request.
fn body(model: &str, call: &Call<'_>) -> Value {
    let answer = json!({"name": ANSWER, "description": ANSWER_IS, "input_schema": call.reply});
    let tools = call
        .tools
        .iter()
        .map(|tool| json!({"name": tool.name, "description": tool.description, "input_schema": tool.arguments}));
    let choice = if call.must_reply || call.tools.is_empty() {
        json!({"type": "tool", "name": ANSWER})
    } else {
        json!({"type": "any"})
    };
    json!({
        "model": model,
        "max_tokens": call.reply_tokens,
        // It ends the part that every call of a run begins with: the tools, and this.
        "system": [{"type": "text", "text": call.system.as_str(), "cache_control": {"type": "ephemeral"}}],
        "tools": tools.chain([answer]).collect::<Vec<_>>(),
        "tool_choice": choice,
        "messages": messages(call.messages),
    })
}

/// The conversation, in which the roles take turns, with its end marked for the cache.
fn messages(messages: &[Message]) -> Vec<Value> {
    let mut turns: Vec<(&str, Vec<Value>)> = Vec::new();
    for message in messages {
        let (role, blocks) = blocks(message);
        match turns.last_mut() {
            _ if blocks.is_empty() => {}
            Some((last, all)) if *last == role => all.extend(blocks),
            _ => turns.push((role, blocks)),
        }
    }
    if let Some(end) = turns.last_mut().and_then(|(_, blocks)| blocks.last_mut()) {
        end["cache_control"] = json!({"type": "ephemeral"});
    }
    turns.into_iter().map(|(role, blocks)| json!({"role": role, "content": blocks})).collect()
}

/// Who says a message, and its blocks; the server takes no empty text.
fn blocks(message: &Message) -> (&'static str, Vec<Value>) {
    let text = |text: &str| (!text.trim().is_empty()).then(|| json!({"type": "text", "text": text}));
    match message {
        Message::User(own) => ("user", text(own.as_str()).into_iter().collect()),
        Message::Model { text: own, calls } => {
            let calls = calls
                .iter()
                .map(|call| json!({"type": "tool_use", "id": call.id, "name": call.name, "input": arguments(call)}));
            ("assistant", text(own.as_str()).into_iter().chain(calls).collect())
        }
        Message::Results(results) => {
            let result = |id: &str, text: &str| json!({"type": "tool_result", "tool_use_id": id, "content": text});
            ("user", results.iter().map(|own| result(&own.id, own.text.as_str())).collect())
        }
    }
}

/// Reads an answer; `turn` tells its calls apart from those of other turns.
pub(super) fn read(answer: &Value, turn: usize) -> Option<Answer> {
    let blocks = answer["content"].as_array()?;
    let of = |kind: &'static str| blocks.iter().filter(move |block| block["type"] == kind);
    let text = of("text").filter_map(|block| block["text"].as_str()).collect::<Vec<_>>().join("\n");
    let calls = of("tool_use").take(MOST_CALLS).enumerate();
    let calls =
        calls.map(|(at, block)| wanted(&block["id"], &block["name"], block["input"].clone(), turn * MOST_CALLS + at));
    let usage = &answer["usage"];
    let (cached, written) = (count(&usage["cache_read_input_tokens"]), count(&usage["cache_creation_input_tokens"]));
    let tokens = Tokens {
        input: count(&usage["input_tokens"]).saturating_add(cached).saturating_add(written),
        cached,
        written,
        output: count(&usage["output_tokens"]),
    };
    let cut = answer["stop_reason"] == "max_tokens";
    Some(Answer { content: content(text, calls.collect(), cut), tokens, verdicts: None })
}

#[cfg(test)]
mod tests {
    use super::super::{ToolCall, ToolResult};
    use super::*;
    use crate::egress::Redactor;

    #[test]
    fn the_roles_take_turns_and_the_end_is_marked_for_the_cache() {
        let redacted = |text: &str| Redactor::new().redact(text);
        let call = ToolCall { id: "a".into(), name: "find".into(), arguments: redacted("[1]") };
        let conversation = [
            Message::User(redacted("one")),
            Message::User(redacted("two")),
            Message::Model { text: redacted(" "), calls: vec![call] },
            Message::Results(vec![ToolResult { id: "a".into(), text: redacted("found") }]),
            Message::User(redacted("and?")),
        ];
        let expected = json!([
            {"role": "user", "content": [{"type": "text", "text": "one"}, {"type": "text", "text": "two"}]},
            {"role": "assistant", "content": [{"type": "tool_use", "id": "a", "name": "find", "input": {}}]},
            {"role": "user", "content": [
                {"type": "tool_result", "tool_use_id": "a", "content": "found"},
                {"type": "text", "text": "and?", "cache_control": {"type": "ephemeral"}},
            ]},
        ]);
        assert_eq!(Value::from(messages(&conversation)), expected);
    }
}
