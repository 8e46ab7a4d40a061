//! Chat completions as they are sent and received.

use serde::Deserialize;
use serde_json::{Value, json};

use super::form::{Form, Shape};
use super::probabilities::{Token, verdicts};
use crate::provider::{Answer, Call, Message, REPLY, Tokens, Tool, ToolCall, Wanted, finished};

/// Alternatives asked for at each token: enough for three verdicts in several spellings.
const ALTERNATIVES: usize = 10;

/// The body of a request.
pub(super) fn body(model: &str, call: &Call<'_>, form: Form) -> Value {
    let system = json!({"role": "system", "content": call.system.as_str()});
    let told = call.messages.iter().flat_map(|message| told(message, form.shape == Shape::Tools));
    let messages: Vec<_> = std::iter::once(system).chain(told).collect();
    let mut body = json!({"model": model, "messages": messages, "stream": false});
    let limit = if form.completion_tokens { "max_completion_tokens" } else { "max_tokens" };
    body[limit] = call.reply_tokens.into();
    if !form.no_temperature {
        body["temperature"] = 0.into();
    }
    match form.shape {
        Shape::Tools => {
            body["tools"] = tools(call);
            body["tool_choice"] = choice(call, form);
        }
        Shape::Schema => {
            let schema = json!({"name": "review", "strict": true, "schema": call.reply});
            body["response_format"] = json!({"type": "json_schema", "json_schema": schema});
        }
        Shape::Plain => {}
    }
    if !form.no_probabilities {
        body["logprobs"] = true.into();
        body["top_logprobs"] = ALTERNATIVES.into();
    }
    body
}

fn tools(call: &Call<'_>) -> Value {
    let tool = |name: &str, description: &str, schema: &Value| json!({"type": "function", "function": {"name": name, "description": description, "parameters": schema}});
    let looks = call.tools.iter().map(|own: &Tool| tool(own.name, own.description, &own.arguments));
    looks.chain([tool(REPLY.0, REPLY.1, call.reply)]).collect()
}

fn choice(call: &Call<'_>, form: Form) -> Value {
    match (form.free, call.must_reply) {
        (true, _) => json!("auto"),
        (false, true) => json!({"type": "function", "function": {"name": REPLY.0}}),
        (false, false) => json!("required"),
    }
}

/// A message; calls of tools and what came of them in words, where the server knows no tools.
fn told(message: &Message, tools: bool) -> Vec<Value> {
    let said = |role: &str, text: &str| json!({"role": role, "content": text});
    match message {
        Message::User(text) => vec![said("user", text.as_str())],
        Message::Model { text, calls } if calls.is_empty() => vec![said("assistant", text.as_str())],
        Message::Model { text, calls } if tools => {
            let call = |own: &ToolCall| {
                let function = json!({"name": own.name, "arguments": own.arguments.as_str()});
                json!({"id": own.id, "type": "function", "function": function})
            };
            let mut message = said("assistant", text.as_str());
            message["tool_calls"] = calls.iter().map(call).collect();
            vec![message]
        }
        Message::Model { text, calls } => {
            let calls = calls.iter().map(|own| format!("{}({})", own.name, own.arguments.as_str()));
            let words = std::iter::once(text.as_str().to_owned()).chain(calls).collect::<Vec<_>>().join("\n");
            vec![said("assistant", words.trim())]
        }
        Message::Results(results) if tools => {
            let result = |own: &crate::provider::ToolResult| json!({"role": "tool", "tool_call_id": own.id, "content": own.text.as_str()});
            results.iter().map(result).collect()
        }
        Message::Results(results) => {
            let words: Vec<_> = results.iter().map(|own| own.text.as_str()).collect();
            vec![said("user", &words.join("\n\n"))]
        }
    }
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Choice {
    message: Said,
    finish_reason: Option<String>,
    logprobs: Option<LogProbs>,
}

#[derive(Deserialize)]
struct Said {
    content: Option<String>,
    tool_calls: Option<Vec<Called>>,
}

#[derive(Deserialize)]
struct Called {
    #[serde(default)]
    id: String,
    function: Function,
}

#[derive(Deserialize)]
struct Function {
    name: String,
    /// JSON in a text; some servers give the object itself.
    #[serde(default)]
    arguments: Value,
}

#[derive(Deserialize)]
struct LogProbs {
    content: Option<Vec<Token>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Usage {
    prompt_tokens: u64,
    completion_tokens: u64,
    prompt_tokens_details: Option<Details>,
}

#[derive(Deserialize)]
struct Details {
    #[serde(default)]
    cached_tokens: Option<u64>,
}

/// Reads the body of an answer.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(text: &str) -> Result<Answer, String> {
    let completion: Completion = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let choice = completion.choices.into_iter().next().ok_or("it has no choices")?;
    let usage = completion.usage.unwrap_or_default();
    let cached = usage.prompt_tokens_details.and_then(|own| own.cached_tokens).unwrap_or(0).min(usage.prompt_tokens);
    let calls = choice.message.tool_calls.unwrap_or_default().into_iter().enumerate().map(wanted).collect();
    let cut = choice.finish_reason.as_deref() == Some("length");
    Ok(Answer {
        content: finished(choice.message.content.unwrap_or_default(), calls, cut),
        tokens: Tokens { input: usage.prompt_tokens, cached, written: 0, output: usage.completion_tokens },
        verdicts: verdicts(&choice.logprobs.and_then(|own| own.content).unwrap_or_default()),
    })
}

fn wanted((number, called): (usize, Called)) -> Wanted {
    let arguments = match called.function.arguments {
        Value::String(text) => serde_json::from_str(&text).unwrap_or(Value::Null),
        other => other,
    };
    let id = if called.id.is_empty() { format!("call-{number}") } else { called.id };
    Wanted { id, name: called.function.name, arguments }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::egress::Redactor;
    use crate::provider::{Content, ToolResult};

    #[test]
    fn a_conversation_is_told_with_its_tools_or_in_words() {
        let mut redactor = Redactor::new();
        let call = ToolCall { id: "t1".into(), name: "outline".into(), arguments: redactor.redact("{\"path\":\"a\"}") };
        let messages = [
            Message::User(redactor.redact("look")),
            Message::Model { text: redactor.redact("hm"), calls: vec![call] },
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
        let sent = body("m", &call, Form::default().of(&call));
        assert_eq!(sent["messages"][2]["tool_calls"][0]["function"]["arguments"], "{\"path\":\"a\"}");
        assert_eq!(sent["messages"][3], json!({"role": "tool", "tool_call_id": "t1", "content": "1: def f"}));
        assert_eq!(
            (&sent["tool_choice"], &sent["max_tokens"], sent.get("logprobs")),
            (&json!("required"), &json!(9), None)
        );
        let plain =
            body("m", &call, Form { shape: Shape::Schema, completion_tokens: true, ..Form::default() }.of(&call));
        assert_eq!(plain["messages"][2], json!({"role": "assistant", "content": "hm\noutline({\"path\":\"a\"})"}));
        assert_eq!(plain["messages"][3], json!({"role": "user", "content": "1: def f"}));
        assert_eq!((plain.get("tools"), &plain["max_completion_tokens"]), (None, &json!(9)));
    }

    #[test]
    fn an_answer_is_a_reply_or_calls_and_arguments_that_are_no_json_are_null() {
        let message = |message: Value| read(&json!({"choices": [{"message": message}]}).to_string()).unwrap().content;
        let call =
            |name: &str, arguments: Value| json!({"id": "1", "function": {"name": name, "arguments": arguments}});
        let wanted = |arguments: Value| Wanted { id: "1".into(), name: "outline".into(), arguments };
        let calls = |calls: Vec<Wanted>| Content::Calls { text: String::new(), calls };
        let outline = message(json!({"tool_calls": [call("outline", json!("{\"path\": \"a\"}"))]}));
        assert_eq!(outline, calls(vec![wanted(json!({"path": "a"}))]));
        let broken = message(json!({"content": null, "tool_calls": [call("outline", json!("{pa"))]}));
        assert_eq!(broken, calls(vec![wanted(Value::Null)]));
        let both =
            message(json!({"tool_calls": [call("outline", json!({})), call(REPLY.0, json!({"verdict": "clear"}))]}));
        assert_eq!(both, Content::Reply { text: "{\"verdict\":\"clear\"}".into(), cut: false });
        assert_eq!(message(json!({"content": "words"})), Content::Reply { text: "words".into(), cut: false });
    }

    #[test]
    fn an_answer_of_another_form_is_an_error() {
        for text in ["", "[]", "{\"choices\": []}", "<html>"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
