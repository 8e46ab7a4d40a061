//! What both protocols do with what a model wrote. Nothing of it is trusted: it is bounded, and never fails.

use serde_json::Value;

use super::{Content, Wanted};

/// The tool that a reply is given with.
pub(super) const ANSWER: &str = "answer";
/// What it is for, in the words of the model.
pub(super) const ANSWER_IS: &str = "Give your final answer. Call it once, when you know enough.";

/// Longest names and ids of calls, in bytes.
const LONGEST_NAME: usize = 200;
/// Calls of one answer that are looked at.
pub(super) const MOST_CALLS: usize = 64;

/// A call as a server names it; `nth` tells apart those that have no id.
pub(super) fn wanted(id: &Value, name: &Value, arguments: Value, nth: usize) -> Wanted {
    let short = |text: &Value| text.as_str().filter(|text| text.len() <= LONGEST_NAME).unwrap_or_default().to_owned();
    let id = Some(short(id)).filter(|id| !id.is_empty()).unwrap_or_else(|| format!("call_{nth}"));
    Wanted { id, name: short(name), arguments }
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
