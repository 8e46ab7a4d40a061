//! Anthropic's Messages: <https://docs.anthropic.com/en/api/messages>. The reply is a call of a tool of its own, so that it
//! has the form of the schema; what stays the same from request to request is marked for the server's cache.

use std::time::Instant;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;
use serde_json::{Value, json};

use super::server::{Manners, Server, secret};
use super::{Answer, Call, Key, Message, Provider, ProviderError, REPLY, Tokens, Wanted, finished};
use crate::http::{self, HttpError};

/// The server, unless the configuration names another.
pub(super) const DEFAULT: &str = "https://api.anthropic.com";

/// The version of the protocol.
const VERSION: &str = "2023-06-01";

/// A model behind a server that speaks Messages.
pub struct Anthropic {
    server: Server,
    model: String,
}

impl Anthropic {
    /// A model of a server, by the server's address without `/v1`.
    ///
    /// # Errors
    /// An address that makes no sense.
    pub(super) fn new(address: &str, model: String, key: Option<&Key>, manners: Manners) -> Result<Self, HttpError> {
        let base = address.trim_end_matches('/').trim_end_matches("/v1");
        let url = http::url(&format!("{base}/v1/messages"))?;
        let version = (HeaderName::from_static("anthropic-version"), HeaderValue::from_static(VERSION));
        let key = key.and_then(|key| secret("x-api-key", key.expose()));
        let headers = HeaderMap::from_iter([version].into_iter().chain(key));
        Ok(Self { server: Server::new(url, headers, manners)?, model })
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
        let text = self.server.post(&body(&self.model, call), deadline)?;
        read(&text).map_err(|reason| self.server.nonsense(&reason))
    }
}

/// Marks the end of what the server should keep.
fn kept(mut block: Value) -> Value {
    block["cache_control"] = json!({"type": "ephemeral"});
    block
}

fn body(model: &str, call: &Call<'_>) -> Value {
    let tool = |name: &str, description: &str, schema: &Value| json!({"name": name, "description": description, "input_schema": schema});
    let looks = call.tools.iter().map(|own| tool(own.name, own.description, &own.arguments));
    let reply = tool(REPLY.0, REPLY.1, call.reply);
    let choice = if call.must_reply { json!({"type": "tool", "name": REPLY.0}) } else { json!({"type": "any"}) };
    let last = call.messages.len().saturating_sub(1);
    let messages = call.messages.iter().enumerate().map(|(index, own)| message(own, index == last));
    json!({
        "model": model,
        "max_tokens": call.reply_tokens,
        "temperature": 0,
        "system": [kept(json!({"type": "text", "text": call.system.as_str()}))],
        "tools": looks.chain([reply]).collect::<Vec<_>>(),
        "tool_choice": choice,
        "messages": messages.collect::<Vec<_>>(),
    })
}

/// A message; the last is kept, since the next request begins with it.
fn message(message: &Message, last: bool) -> Value {
    let text = |text: &str| json!({"type": "text", "text": text});
    let (role, mut blocks) = match message {
        Message::User(own) => ("user", vec![text(own.as_str())]),
        Message::Model { text: words, calls } => {
            let words = (!words.as_str().trim().is_empty()).then(|| text(words.as_str()));
            let call = |own: &super::ToolCall| {
                let input = serde_json::from_str(own.arguments.as_str()).ok().filter(Value::is_object);
                json!({"type": "tool_use", "id": own.id, "name": own.name, "input": input.unwrap_or(json!({}))})
            };
            ("assistant", words.into_iter().chain(calls.iter().map(call)).collect())
        }
        Message::Results(results) => {
            let result = |own: &super::ToolResult| json!({"type": "tool_result", "tool_use_id": own.id, "content": own.text.as_str()});
            ("user", results.iter().map(result).collect())
        }
    };
    if let Some(block) = blocks.last_mut().filter(|_| last) {
        *block = kept(block.take());
    }
    json!({"role": role, "content": blocks})
}

#[derive(Deserialize)]
struct Response {
    content: Vec<Block>,
    stop_reason: Option<String>,
    #[serde(default)]
    usage: Usage,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Block {
    Text {
        text: String,
    },
    ToolUse {
        id: String,
        name: String,
        #[serde(default)]
        input: Value,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Usage {
    input_tokens: u64,
    cache_read_input_tokens: Option<u64>,
    cache_creation_input_tokens: Option<u64>,
    output_tokens: u64,
}

fn read(text: &str) -> Result<Answer, String> {
    let response: Response = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let (mut words, mut calls) = (String::new(), Vec::new());
    for block in response.content {
        match block {
            Block::Text { text } => words.push_str(&text),
            Block::ToolUse { id, name, input } => calls.push(Wanted { id, name, arguments: input }),
            Block::Other => {}
        }
    }
    let usage = response.usage;
    let (cached, written) =
        (usage.cache_read_input_tokens.unwrap_or(0), usage.cache_creation_input_tokens.unwrap_or(0));
    let tokens = Tokens { input: usage.input_tokens + cached + written, cached, written, output: usage.output_tokens };
    let cut = response.stop_reason.as_deref() == Some("max_tokens");
    Ok(Answer { content: finished(words, calls, cut), tokens, verdicts: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::egress::Redactor;
    use crate::provider::{Content, Tool, ToolCall, ToolResult};

    #[test]
    fn a_conversation_is_told_with_its_looks_and_the_servers_cache_is_used() {
        let mut redactor = Redactor::new();
        let call = ToolCall { id: "t1".into(), name: "outline".into(), arguments: redactor.redact("{\"path\":\"a\"}") };
        let messages = [
            Message::User(redactor.redact("look")),
            Message::Model { text: redactor.redact(""), calls: vec![call] },
            Message::Results(vec![ToolResult { id: "t1".into(), text: redactor.redact("1: def f") }]),
        ];
        let tools = [Tool { name: "outline", description: "d", arguments: json!({"type": "object"}) }];
        let call = Call {
            system: &redactor.redact("be good"),
            messages: &messages,
            tools: &tools,
            must_reply: false,
            reply: &json!({"type": "object"}),
            reply_tokens: 9,
            probabilities: false,
        };
        let sent = body("m", &call);
        assert_eq!(
            sent["messages"][1]["content"],
            json!([{"type": "tool_use", "id": "t1", "name": "outline", "input": {"path": "a"}}])
        );
        assert_eq!(sent["messages"][2]["content"][0]["cache_control"]["type"], "ephemeral");
        assert_eq!(
            (&sent["messages"][0]["content"][0].get("cache_control"), &sent["tools"][1]["name"]),
            (&None, &json!(REPLY.0))
        );
        assert_eq!(sent["tool_choice"], json!({"type": "any"}));
        let last = body("m", &Call { must_reply: true, ..call });
        assert_eq!(last["tool_choice"], json!({"type": "tool", "name": REPLY.0}));
        assert_eq!(last["tools"], sent["tools"]);
    }

    #[test]
    fn a_call_of_the_reply_is_the_reply_and_cached_tokens_are_counted() {
        let input = json!({"verdict": "clear"});
        let text = json!({
            "content": [{"type": "thinking", "thinking": "hm"}, {"type": "tool_use", "id": "t", "name": REPLY.0, "input": input}],
            "stop_reason": "tool_use",
            "usage": {"input_tokens": 10, "cache_read_input_tokens": 200, "cache_creation_input_tokens": 30, "output_tokens": 7}
        });
        let answer = read(&text.to_string()).unwrap();
        assert_eq!(answer.content, Content::Reply { text: input.to_string(), cut: false });
        assert_eq!(answer.tokens, Tokens { input: 240, cached: 200, written: 30, output: 7 });
        assert!(read("{\"type\": \"error\"}").is_err());
    }
}
