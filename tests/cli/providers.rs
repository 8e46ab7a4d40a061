//! Models behind a server: what goes over the wire in both protocols, and what comes of every way in which a server can
//! fail.

use std::thread;
use std::time::{Duration, Instant};

use hybrid_review::config::{CloudSection, ProviderName};
use hybrid_review::egress::{Redacted, Redactor};
use hybrid_review::provider::{
    Answer as Answered, Attempts, Call, Content, Message, Provider, ProviderError, Tokens, Tool, ToolCall, ToolResult,
    Wanted, open,
};
use serde_json::{Value, json};

use crate::server::{Answer, Request, Server, nobody};

const CHAT: &str = "/v1/chat/completions";
const MESSAGES: &str = "/v1/messages";

fn section(provider: ProviderName, address: &str) -> CloudSection {
    let endpoint = if provider == ProviderName::Openai { format!("{address}/v1") } else { address.to_owned() };
    CloudSection {
        provider: Some(provider),
        endpoint: Some(endpoint),
        model: Some("the-model".into()),
        ..CloudSection::default()
    }
}

fn openai(address: &str) -> Box<dyn Provider> {
    open(&section(ProviderName::Openai, address)).unwrap()
}

fn redacted(text: &str) -> Redacted {
    Redactor::new().redact(text)
}

fn reply() -> Value {
    json!({"type": "object", "properties": {"verdict": {"type": "string"}}, "required": ["verdict"]})
}

fn find() -> Tool {
    Tool { name: "find", description: "Finds a text.", arguments: json!({"type": "object"}) }
}

/// A question, a call that the model made, what came of it.
fn conversation() -> Vec<Message> {
    let call = ToolCall { id: "c1".into(), name: "find".into(), arguments: redacted("{\"text\":\"x\"}") };
    vec![
        Message::User(redacted("Is this right?")),
        Message::Model { text: redacted("I look."), calls: vec![call] },
        Message::Results(vec![ToolResult { id: "c1".into(), text: redacted("line 7") }]),
    ]
}

fn ask_with(provider: &dyn Provider, messages: &[Message], tools: &[Tool]) -> Result<Answered, ProviderError> {
    ask_until(provider, messages, tools, Instant::now() + Duration::from_secs(30))
}

fn ask_until(
    provider: &dyn Provider,
    messages: &[Message],
    tools: &[Tool],
    deadline: Instant,
) -> Result<Answered, ProviderError> {
    let (system, reply) = (redacted("You review."), reply());
    let call = Call {
        system: &system,
        messages,
        tools,
        must_reply: tools.is_empty(),
        reply: &reply,
        reply_tokens: 50,
        probabilities: false,
        meter: &Attempts::default(),
    };
    provider.ask(&call, deadline)
}

fn ask(provider: &dyn Provider) -> Result<Answered, ProviderError> {
    ask_with(provider, &[Message::User(redacted("Is this right?"))], &[])
}

fn completion(message: Value) -> Answer {
    let usage = json!({"prompt_tokens": 90, "completion_tokens": 8, "prompt_tokens_details": {"cached_tokens": 30}});
    Answer::of(json!({"choices": [{"message": message, "finish_reason": "stop"}], "usage": usage}).to_string())
}

fn clear() -> Answer {
    completion(json!({"content": "{\"verdict\":\"clear\"}"}))
}

fn bodies(server: &Server, path: &str) -> Vec<Value> {
    server.asked(path).iter().map(|Request { body, .. }| serde_json::from_slice(body).unwrap()).collect()
}

fn text(answer: Result<Answered, ProviderError>) -> String {
    match answer.unwrap().content {
        Content::Reply { text, .. } => text,
        Content::Calls { calls, .. } => panic!("{calls:?}"),
    }
}

#[test]
fn messages_carry_the_conversation_the_tools_and_the_marks_for_the_cache() {
    let answer = json!({
        "content": [
            {"type": "text", "text": "Two things."},
            {"type": "tool_use", "id": "t1", "name": "find", "input": {"text": "y"}},
            {"type": "tool_use", "id": "t2", "name": "no_such_tool", "input": {}},
        ],
        "stop_reason": "tool_use",
        "usage": {"input_tokens": 10, "cache_read_input_tokens": 200, "cache_creation_input_tokens": 30, "output_tokens": 5},
    });
    let server = Server::start(vec![(MESSAGES, vec![Answer::of(answer.to_string())])]);
    let mut section = section(ProviderName::Anthropic, &server.url());
    section.api_key_command = Some("echo sesame".into());
    let provider = open(&section).unwrap();
    assert_eq!((provider.model(), format!("http://{}", provider.destination())), ("the-model", server.url()));
    let answer = ask_with(&*provider, &conversation(), &[find()]).unwrap();
    assert_eq!(answer.tokens, Tokens { input: 240, cached: 200, written: 30, output: 5 });
    let calls = vec![
        Wanted { id: "t1".into(), name: "find".into(), arguments: json!({"text": "y"}) },
        Wanted { id: "t2".into(), name: "no_such_tool".into(), arguments: json!({}) },
    ];
    assert_eq!(answer.content, Content::Calls { text: "Two things.".into(), calls });

    let headers = &server.asked(MESSAGES)[0].headers;
    assert_eq!((&headers["x-api-key"][..], &headers["anthropic-version"][..]), ("sesame", "2023-06-01"));
    let body = &bodies(&server, MESSAGES)[0];
    assert_eq!((&body["max_tokens"], &body["tool_choice"]), (&json!(50), &json!({"type": "any"})));
    let names: Vec<_> = body["tools"].as_array().unwrap().iter().map(|tool| tool["name"].clone()).collect();
    assert_eq!((names, &body["tools"][1]["input_schema"]), (vec![json!("find"), json!("answer")], &reply()));
    let cached = json!({"type": "ephemeral"});
    assert_eq!((&body["system"][0]["text"], &body["system"][0]["cache_control"]), (&json!("You review."), &cached));
    assert_eq!(body["messages"][1]["content"][1]["input"], json!({"text": "x"}));
    let result = json!({"type": "tool_result", "tool_use_id": "c1", "content": "line 7", "cache_control": {"type": "ephemeral"}});
    assert_eq!(body["messages"][2], json!({"role": "user", "content": [result]}));
}

#[test]
fn a_reply_by_messages_is_a_call_of_the_answer_and_a_cut_one_says_so() {
    let call = |name: &str| json!({"type": "tool_use", "id": "t", "name": name, "input": {"verdict": "hard"}});
    let content =
        |blocks: Value, reason: &str| Answer::of(json!({"content": blocks, "stop_reason": reason}).to_string());
    let both = content(json!([call("find"), call("answer")]), "tool_use");
    let words = content(json!([{"type": "text", "text": "It is"}]), "max_tokens");
    let server = Server::start(vec![(MESSAGES, vec![both, words])]);
    let provider = open(&section(ProviderName::Anthropic, &server.url())).unwrap();
    let expected = Content::Reply { text: "{\"verdict\":\"hard\"}".into(), cut: false };
    assert_eq!(ask(&*provider).unwrap().content, expected);
    assert_eq!(bodies(&server, MESSAGES)[0]["tool_choice"], json!({"type": "tool", "name": "answer"}));
    assert_eq!(ask(&*provider).unwrap().content, Content::Reply { text: "It is".into(), cut: true });
}

#[test]
fn chat_completions_carry_the_conversation_and_the_tools() {
    let call = |id: &str, arguments: Value| json!({"id": id, "function": {"name": "find", "arguments": arguments}});
    let calls = json!([
        call("a", json!("{\"text\": \"y\"}")),
        call("b", json!("{oops")),
        call("\u{1b}[31m", json!({"text": "z"}))
    ]);
    let server = Server::start(vec![(CHAT, vec![completion(json!({"content": null, "tool_calls": calls}))])]);
    let mut section = section(ProviderName::Openai, &server.url());
    // Cargo sets it for every test.
    section.api_key_env = Some("CARGO_PKG_NAME".into());
    let answer = ask_with(&*open(&section).unwrap(), &conversation(), &[find()]).unwrap();
    assert_eq!(answer.tokens, Tokens { input: 90, cached: 30, written: 0, output: 8 });
    let Content::Calls { calls, .. } = answer.content else { panic!("{answer:?}") };
    let arguments: Vec<_> = calls.iter().map(|call| call.arguments.clone()).collect();
    assert_eq!(arguments, [json!({"text": "y"}), Value::Null, json!({"text": "z"})]);
    assert!(calls[0].id == "a" && calls[2].id.starts_with("call_"), "{calls:?}");

    assert_eq!(server.asked(CHAT)[0].headers["authorization"], "Bearer hybrid-review");
    let body = &bodies(&server, CHAT)[0];
    assert_eq!((&body["tool_choice"], &body["tools"][1]["function"]["name"]), (&json!("required"), &json!("answer")));
    assert_eq!(body["messages"][2]["tool_calls"][0]["function"]["arguments"], "{\"text\":\"x\"}");
    assert_eq!(body["messages"][3], json!({"role": "tool", "tool_call_id": "c1", "content": "line 7"}));
}

#[test]
fn a_reply_by_chat_is_a_call_of_the_answer_or_words() {
    let answer = json!([{"id": "a", "function": {"name": "answer", "arguments": "{\"verdict\": "}}]);
    let cases = [
        (json!({"content": "Well.", "tool_calls": answer}), "{\"verdict\":"),
        (json!({"content": "<think>{}</think>\n{\"verdict\":\"clear\"}", "tool_calls": []}), "{\"verdict\":\"clear\"}"),
        (json!({"content": [{"type": "text", "text": "words"}]}), "words"),
        (json!({}), ""),
    ];
    for (message, expected) in cases {
        let server = Server::start(vec![(CHAT, vec![completion(message)])]);
        let answer = text(ask_with(&*openai(&server.url()), &conversation(), &[find()]));
        assert_eq!(answer.trim(), expected);
    }
}

/// A server that takes a request only if its body has none of these.
fn without(refused: &'static [&'static str]) -> Server {
    let answer = move |request: &Request| {
        let body: Value = serde_json::from_slice(&request.body).unwrap();
        let named = refused.iter().find(|name| body.get(**name).is_some());
        let refusal = |name: &&str| Answer::status(400, &format!("{{\"error\": \"{name} is not supported\"}}"));
        named.map_or_else(clear, refusal)
    };
    Server::start(vec![(CHAT, vec![Answer::computed(answer)])])
}

#[test]
fn what_a_server_does_not_take_is_left_out_once_and_for_all() {
    let server = without(&["tools", "response_format"]);
    let provider = openai(&server.url());
    for _ in 0..2 {
        assert_eq!(text(ask_with(&*provider, &conversation(), &[find()])), "{\"verdict\":\"clear\"}");
    }
    let bodies = bodies(&server, CHAT);
    assert_eq!(bodies.len(), 5);
    assert_eq!(bodies[1]["tool_choice"], "auto");
    assert!(bodies[2].get("response_format").is_some());
    assert_eq!(bodies[3], bodies[4]);
    let told = bodies[4]["messages"].as_array().unwrap();
    assert_eq!(told[2], json!({"role": "assistant", "content": "I look."}));
    assert_eq!(told[3]["content"], "You asked for find {\"text\":\"x\"}. The answer:\nline 7");
}

#[test]
fn parameters_that_a_model_knows_by_other_names_are_renamed_or_left_out() {
    let refusal = |words: &str| Answer::status(400, &json!({"error": {"message": words}}).to_string());
    let server = Server::start(vec![(
        CHAT,
        vec![
            refusal("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
            refusal("Unsupported value: 'temperature' does not support 0 with this model."),
            clear(),
        ],
    )]);
    let provider = openai(&server.url());
    text(ask(&*provider));
    text(ask(&*provider));
    let bodies = bodies(&server, CHAT);
    assert_eq!((bodies.len(), &bodies[2]), (4, &bodies[3]));
    assert_eq!((&bodies[3]["max_completion_tokens"], bodies[3].get("temperature")), (&json!(50), None));
    assert!(bodies[3].get("response_format").is_some() && bodies[3].get("max_tokens").is_none());
}

#[test]
fn a_server_that_cannot_find_or_do_a_feature_is_asked_without_at_once() {
    let refused = |status, words: &str| Answer::status(status, &json!({"error": {"message": words}}).to_string());
    let server = Server::start(vec![(
        CHAT,
        vec![
            refused(404, "No endpoints found that support tool use"),
            refused(500, "tools param requires --jinja flag"),
            clear(),
        ],
    )]);
    text(ask_with(&*openai(&server.url()), &conversation(), &[find()]));
    assert_eq!(server.asked(CHAT).len(), 3);
}

#[test]
fn a_request_that_no_form_saves_teaches_nothing() {
    let refused = || Answer::status(400, "{\"error\": \"the prompt is too long\"}");
    let server = Server::start(vec![(CHAT, vec![refused(), refused(), clear()])]);
    let provider = openai(&server.url());
    assert!(ask(&*provider).unwrap_err().to_string().contains("too long"));
    text(ask(&*provider));
    assert!(bodies(&server, CHAT)[2].get("response_format").is_some());
}

#[test]
fn what_may_pass_is_tried_again() {
    for status in [408, 429, 500, 502, 503, 529] {
        let failure = Answer::status(status, "").with_header("retry-after-ms", "1");
        let server = Server::start(vec![(CHAT, vec![failure, clear()])]);
        text(ask(&*openai(&server.url())));
        assert_eq!(server.asked(CHAT).len(), 2, "{status}");
    }
    for answer in [Answer::hang_up(), clear().cut_after(20)] {
        let server = Server::start(vec![(CHAT, vec![answer, clear()])]);
        text(ask(&*openai(&server.url())));
    }
}

#[test]
fn what_cannot_pass_is_not_tried_again_and_what_holds_for_every_request_ends_them() {
    for status in [400, 401, 403, 404, 413, 501] {
        let server = Server::start(vec![(MESSAGES, vec![Answer::status(status, "")])]);
        let provider = open(&section(ProviderName::Anthropic, &server.url())).unwrap();
        assert!(ask(&*provider).unwrap_err().to_string().contains(&status.to_string()));
        assert_eq!(server.asked(MESSAGES).len(), 1, "{status}");
        let open = matches!(ask(&*provider), Err(ProviderError::Open { .. }));
        assert_eq!(open, [401, 403, 404].contains(&status), "{status}");
    }
}

#[test]
fn a_server_that_fails_again_and_again_is_not_asked_any_more() {
    let server = Server::start(vec![(CHAT, vec![Answer::status(503, "")])]);
    let provider = openai(&server.url());
    assert!(ask(&*provider).unwrap_err().to_string().contains("503"));
    assert!(matches!(ask(&*provider), Err(ProviderError::Open { .. })));
    assert_eq!(server.asked(CHAT).len(), 3);
}

#[test]
fn a_dead_server_costs_one_attempt() {
    // The second speaks no TLS.
    let plain = Server::start(vec![]);
    for address in [nobody(), plain.url().replace("http:", "https:"), "http://no-such-host.invalid".to_owned()] {
        let provider = openai(&address);
        assert!(matches!(ask(&*provider), Err(ProviderError::Http(_))), "{address}");
        assert!(matches!(ask(&*provider), Err(ProviderError::Open { .. })), "{address}");
    }
}

#[test]
fn a_server_gets_the_rest_that_it_asks_for_or_is_given_up() {
    let busy = |name, value: &str| Answer::status(429, "").with_header(name, value);
    let server = Server::start(vec![(CHAT, vec![busy("retry-after-ms", "600"), clear()])]);
    let start = Instant::now();
    text(ask(&*openai(&server.url())));
    assert!(start.elapsed() >= Duration::from_millis(600));

    let server = Server::start(vec![(CHAT, vec![busy("retry-after", "90")])]);
    let provider = openai(&server.url());
    let error = ask(&*provider).unwrap_err().to_string();
    assert!(error.contains("429 and wants 90 s of rest"), "{error}");
    assert!(matches!(ask(&*provider), Err(ProviderError::Open { .. })));
    assert_eq!(server.asked(CHAT).len(), 1);
}

#[test]
fn slow_bytes_and_silence_end_with_the_deadline() {
    let slow = clear().slowly(Duration::from_millis(100));
    let slow_error = Answer::status(500, &"x".repeat(100)).slowly(Duration::from_millis(100));
    for answer in [slow, slow_error, Answer::never(), clear().after(Duration::from_secs(5))] {
        let server = Server::start(vec![(CHAT, vec![answer])]);
        let provider = openai(&server.url());
        let messages = [Message::User(redacted("u"))];
        let start = Instant::now();
        let error = ask_until(&*provider, &messages, &[], start + Duration::from_millis(200)).unwrap_err();
        assert!(start.elapsed() < Duration::from_secs(3), "{error}");
        let in_time = matches!(ask_until(&*provider, &messages, &[], start), Err(ProviderError::Time));
        assert!(in_time, "{error}");
    }
}

#[test]
fn slow_bytes_end_with_the_time_of_a_request() {
    let server = Server::start(vec![(MESSAGES, vec![clear().slowly(Duration::from_millis(100))])]);
    let mut section = section(ProviderName::Anthropic, &server.url());
    section.timeout_s = Some(1);
    let provider = open(&section).unwrap();
    let messages = [Message::User(redacted("u"))];
    // Waited for in vain, it is not asked again.
    let error = ask_until(&*provider, &messages, &[], Instant::now() + Duration::from_secs(20)).unwrap_err();
    assert!(error.to_string().contains("did not answer in time"), "{error}");
}

#[test]
fn an_endless_answer_and_one_of_another_form_are_errors() {
    let cases = [
        (Answer::endless(), "longer than 4 MB"),
        (Answer::of("<html>"), "it is no chat completion"),
        (Answer::of("{\"choices\": []}"), "it is no chat completion"),
        (Answer::of("[".repeat(100_000)), "it is no chat completion"),
    ];
    for (answer, reason) in cases {
        let server = Server::start(vec![(CHAT, vec![answer])]);
        let error = ask(&*openai(&server.url())).unwrap_err().to_string();
        assert!(error.contains(reason), "{error}");
        assert_eq!(server.asked(CHAT).len(), 1);
    }
}

#[test]
fn only_so_many_requests_are_under_way_at_once() {
    let server = Server::start(vec![(CHAT, vec![clear().after(Duration::from_millis(40))])]);
    let mut section = section(ProviderName::Openai, &server.url());
    section.concurrency = Some(2);
    let provider = open(&section).unwrap();
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| text(ask(&*provider)));
        }
    });
    assert_eq!((server.asked(CHAT).len(), server.most_at_once()), (8, 2));
}

#[test]
fn a_key_is_in_no_error_and_goes_nowhere_without_encryption() {
    let said = "{\"error\": {\"message\": \"the key sesame is wrong\"}}";
    let server = Server::start(vec![(CHAT, vec![Answer::status(401, said)])]);
    let mut section = section(ProviderName::Openai, &server.url());
    section.api_key_command = Some("echo sesame".into());
    let error = ask(&*open(&section).unwrap()).unwrap_err();
    assert!(format!("{error} {error:?}").contains("the key *** is wrong"), "{error:?}");
    section.endpoint = Some("http://server.example/v1".into());
    let error = open(&section).err().unwrap().to_string();
    assert!(error.contains("`[cloud] endpoint`") && error.contains("without encryption"), "{error}");
    section.api_key_command = None;
    assert!(open(&section).is_ok());
}

#[test]
fn what_the_configuration_lacks_is_named_by_its_key() {
    let full = section(ProviderName::Openai, "https://server.example");
    let cases = [
        (CloudSection { provider: None, ..full.clone() }, "`[cloud] provider`"),
        (CloudSection { model: None, ..full.clone() }, "`[cloud] model`"),
        (CloudSection { endpoint: Some("server".into()), ..full.clone() }, "`[cloud] endpoint`"),
        (CloudSection { api_key_env: Some("NO_SUCH_KEY".into()), ..full.clone() }, "NO_SUCH_KEY"),
        (CloudSection { api_key_command: Some("exit 3".into()), ..full }, "`[cloud] api_key_command`"),
    ];
    for (section, key) in cases {
        let error = open(&section).err().unwrap().to_string();
        assert!(error.contains(key), "{error}");
    }
}
