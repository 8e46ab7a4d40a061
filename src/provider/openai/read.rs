//! An answer as it is received.

use serde_json::Value;

use super::super::reading::{ANSWER, MOST_CALLS, content, count, wanted};
use super::super::{Answer, Call, Tokens, Wanted};
use super::verdicts::verdicts;

/// Reads a completion; `None` where it has no message.
pub(in crate::provider) fn answer(completion: &Value, call: &Call<'_>) -> Option<Answer> {
    let choice = &completion["choices"][0];
    let message = choice["message"].as_object()?;
    let of = |name: &str| message.get(name).unwrap_or(&Value::Null);
    let first = call.messages.len() * MOST_CALLS;
    let calls = of("tool_calls").as_array().into_iter().flatten().take(MOST_CALLS).enumerate();
    let calls = calls.map(|(at, call)| read_call(call, first + at)).collect();
    Some(Answer {
        content: content(text(of("content")), calls, choice["finish_reason"] == "length"),
        tokens: tokens(&completion["usage"]),
        verdicts: if call.probabilities { verdicts(&choice["logprobs"]["content"]) } else { None },
    })
}

/// The words of a message: a text, or parts with a text each.
fn text(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().filter_map(|part| part["text"].as_str()).collect(),
        _ => String::new(),
    }
}

/// A call, whose arguments are JSON in a text, or as they are. Those of the reply stay as they were written.
fn read_call(call: &Value, nth: usize) -> Wanted {
    let function = &call["function"];
    let arguments = match &function["arguments"] {
        Value::String(text) if function["name"] != ANSWER => serde_json::from_str(text).unwrap_or_default(),
        arguments => arguments.clone(),
    };
    wanted(&call["id"], &function["name"], arguments, nth)
}

fn tokens(usage: &Value) -> Tokens {
    let input = count(&usage["prompt_tokens"]);
    Tokens {
        input,
        cached: count(&usage["prompt_tokens_details"]["cached_tokens"]).min(input),
        written: 0,
        output: count(&usage["completion_tokens"]),
    }
}
