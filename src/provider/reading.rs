//! What both protocols do with what a model wrote. Nothing of it is trusted: it is bounded, and never fails.

use serde_json::{Map, Value};

use super::{Content, ToolCall, Wanted};

/// The tool that a reply is given with.
pub(super) const ANSWER: &str = "answer";
/// What it is for, in the words of the model.
pub(super) const ANSWER_IS: &str = "Give your final answer. Call it once, when you know enough.";

/// Calls of one answer that are looked at.
pub(super) const MOST_CALLS: usize = 64;
/// Longest names and ids of calls, in bytes.
const LONGEST_NAME: usize = 64;

/// A call as a server names it; `nth` tells apart those that have no id. It will be told to the server again, so that
/// names and ids are such as servers take.
pub(super) fn wanted(id: &Value, name: &Value, arguments: Value, nth: usize) -> Wanted {
    let id = short(id).unwrap_or_else(|| format!("call_{nth}"));
    Wanted { id, name: short(name).unwrap_or_else(|| "unknown".to_owned()), arguments }
}

fn short(text: &Value) -> Option<String> {
    let usual = |sign: char| sign.is_ascii_alphanumeric() || "_-".contains(sign);
    let text = text.as_str().filter(|text| (1..=LONGEST_NAME).contains(&text.len()) && text.chars().all(usual));
    text.map(str::to_owned)
}

/// The arguments of a call as they are told to a server again, which takes an object alone.
pub(super) fn arguments(call: &ToolCall) -> Value {
    let arguments = serde_json::from_str(call.arguments.as_str()).ok();
    arguments.filter(Value::is_object).unwrap_or_else(|| Value::Object(Map::new()))
}

/// What an answer says: its reply where it gives one, else its calls, else its words.
pub(super) fn content(text: String, mut calls: Vec<Wanted>, cut: bool) -> Content {
    if let Some(at) = calls.iter().position(|call| call.name == ANSWER) {
        let text = match calls.swap_remove(at).arguments {
            Value::String(text) => text,
            arguments => arguments.to_string(),
        };
        Content::Reply { text, cut }
    } else if calls.is_empty() {
        // Models that reason aloud do so before this.
        let text = text.rsplit_once("</think>").map_or(text.as_str(), |(_, reply)| reply).trim().to_owned();
        Content::Reply { text, cut }
    } else {
        Content::Calls { text, calls }
    }
}

/// A number of tokens, or none where it is not one.
pub(super) fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or(0)
}
