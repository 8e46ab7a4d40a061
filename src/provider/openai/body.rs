//! The body of a request.

use serde_json::{Value, json};

use super::super::reading::{ANSWER, ANSWER_IS, arguments};
use super::super::{Call, Message, ToolCall, ToolResult};
use super::form::{Dialect, Form};

/// Alternatives asked for at each token: enough for three verdicts in several spellings.
const ALTERNATIVES: usize = 10;

/// The body that asks a model in a form.
pub(super) fn of(model: &str, call: &Call<'_>, form: Form, dialect: Dialect) -> Value {
    let with_tools = matches!(form, Form::Tools | Form::OptionalTools);
    let mut body = json!({"model": model, "messages": messages(call, with_tools), "stream": false});
    let most = if dialect.completion_tokens { "max_completion_tokens" } else { "max_tokens" };
    body[most] = call.reply_tokens.into();
    if !dialect.no_temperature {
        body["temperature"] = 0.into();
    }
    if with_tools {
        body["tools"] = tools(call);
        body["tool_choice"] = choice(call, form);
    } else if form != Form::Plain {
        let schema = json!({"name": "review", "strict": true, "schema": call.reply});
        body["response_format"] = json!({"type": "json_schema", "json_schema": schema});
    }
    if form == Form::Probabilities {
        body["logprobs"] = true.into();
        body["top_logprobs"] = ALTERNATIVES.into();
    }
    body
}

fn tools(call: &Call<'_>) -> Value {
    let function = |name: &str, description: &str, parameters: &Value| {
        let function = json!({"name": name, "description": description, "parameters": parameters});
        json!({"type": "function", "function": function})
    };
    let tools = call.tools.iter().map(|tool| function(tool.name, tool.description, &tool.arguments));
    tools.chain([function(ANSWER, ANSWER_IS, call.reply)]).collect()
}

fn choice(call: &Call<'_>, form: Form) -> Value {
    match form {
        Form::OptionalTools => json!("auto"),
        _ if call.must_reply || call.tools.is_empty() => json!({"type": "function", "function": {"name": ANSWER}}),
        _ => json!("required"),
    }
}

/// The conversation. Without tools, what was called and answered is told in words.
fn messages(call: &Call<'_>, with_tools: bool) -> Vec<Value> {
    let mut all = Vec::new();
    say(&mut all, "system", call.system.as_str());
    let mut open: &[ToolCall] = &[];
    for message in call.messages {
        match message {
            Message::User(text) => say(&mut all, "user", text.as_str()),
            Message::Model { text, calls } if with_tools && !calls.is_empty() => {
                all.push(json!({"role": "assistant", "content": text.as_str(), "tool_calls": called(calls)}));
            }
            Message::Model { text, calls } => {
                say(&mut all, "assistant", text.as_str());
                open = calls;
            }
            Message::Results(results) if with_tools => all.extend(results.iter().map(answered)),
            Message::Results(results) => results.iter().for_each(|result| say(&mut all, "user", &told(open, result))),
        }
    }
    all
}

/// Adds words to a conversation. Many chat templates want the roles to take turns.
fn say(messages: &mut Vec<Value>, role: &str, text: &str) {
    match messages.last_mut() {
        _ if text.trim().is_empty() => {}
        Some(last) if last["role"] == role && last.get("tool_calls").is_none() => {
            last["content"] = format!("{}\n\n{text}", last["content"].as_str().unwrap_or_default()).into();
        }
        _ => messages.push(json!({"role": role, "content": text})),
    }
}

fn called(calls: &[ToolCall]) -> Value {
    let function = |call: &ToolCall| json!({"name": call.name, "arguments": arguments(call).to_string()});
    calls.iter().map(|call| json!({"id": call.id, "type": "function", "function": function(call)})).collect()
}

fn answered(result: &ToolResult) -> Value {
    json!({"role": "tool", "tool_call_id": result.id, "content": result.text.as_str()})
}

fn told(calls: &[ToolCall], result: &ToolResult) -> String {
    let asked = calls.iter().find(|call| call.id == result.id);
    let asked = asked.map(|call| format!("You asked for {} {}. ", call.name, call.arguments.as_str()));
    format!("{}The answer:\n{}", asked.unwrap_or_default(), result.text.as_str())
}
