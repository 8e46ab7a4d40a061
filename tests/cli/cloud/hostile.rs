//! A model that does its worst, in each protocol: it looks where it may not, says secrets back and answers in no form.

use serde_json::{Value, json};

use super::clear;
use crate::sandbox::Sandbox;
use crate::server::{Answer, Request};

/// How a server is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    Messages,
    Chat,
    /// Chat completions of a server that takes no tools.
    Plain,
}

impl Protocol {
    pub fn path(self) -> &'static str {
        if self == Self::Messages { super::MESSAGES } else { crate::reviewer::CHAT }
    }

    fn name(self) -> &'static str {
        if self == Self::Messages { "anthropic" } else { "openai" }
    }

    /// How often the model has spoken before a request.
    pub fn turn(request: &Request) -> usize {
        let said = |message: &&Value| message["role"] == "assistant";
        request.json()["messages"].as_array().unwrap().iter().filter(said).count()
    }

    /// Calls of tools, whose ids it makes up as well.
    pub fn calls(self, all: &[(String, Value)], id: &str) -> Answer {
        let number = all.len();
        let id = |at: usize| if at + 1 == number { id.to_owned() } else { format!("c{at}") };
        let every = all.iter().enumerate();
        if self == Self::Messages {
            let block = |(at, (name, input)): (usize, &(String, Value))| json!({"type": "tool_use", "id": id(at), "name": name, "input": input});
            let content: Vec<_> = every.map(block).collect();
            return Answer::of(json!({"content": content, "stop_reason": "tool_use", "usage": {}}).to_string());
        }
        let call = |(at, (name, input)): (usize, &(String, Value))| json!({"id": id(at), "type": "function", "function": {"name": name, "arguments": input.to_string()}});
        completion(&json!({"content": null, "tool_calls": every.map(call).collect::<Vec<_>>()}))
    }

    pub fn words(self, text: &str) -> Answer {
        if self == Self::Messages {
            return Answer::of(json!({"content": [{"type": "text", "text": text}], "usage": {}}).to_string());
        }
        completion(&json!({"content": text}))
    }

    pub fn clear(self) -> Answer {
        let answer = json!({"verdict": "clear", "comments": [], "disputes": []});
        match self {
            Self::Messages => clear(),
            Self::Chat | Self::Plain => self.words(&answer.to_string()),
        }
    }
}

fn completion(message: &Value) -> Answer {
    Answer::of(json!({"choices": [{"message": message}], "usage": {}}).to_string())
}

/// A server of this protocol, to which every hunk goes. It names no tokens, so that our estimates count.
pub fn set_up(sandbox: &Sandbox, protocol: Protocol, address: &str, further: &str) {
    let ending = if protocol == Protocol::Messages { "" } else { "/v1" };
    let cloud = format!(
        "[cloud]\nprovider = \"{}\"\nmodel = \"m\"\nendpoint = \"{address}{ending}\"\napi_key_command = \"echo key-of-a-test\"\nmax_tokens = 10000000",
        protocol.name()
    );
    sandbox.configure(&format!("{cloud}\n[route]\nescalate = \"always\"\nalways = [\"**\"]\n{further}\n"));
}
