//! The loop against a model that is told what to answer: its limits, its looks and its repairs.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::agent::{Conversation, Limits, Shared};
use super::budget::{Budget, Ceilings};
use super::tree::Tree;
use super::*;
use crate::diff::{FileChange, Kind, parse};
use crate::finding::ScopeKind;
use crate::provider::{Answer, Call, Content, Message, Provider, ProviderError, Tokens, Wanted};

const PATCH: &str = "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,4 @@\n def f(a):\n+    key = \"KEY\"\n+    x = get(a)\n     return 0\n--- a/.env\n+++ b/.env\n@@ -0,0 +1 @@\n+MODE=1\n";

/// A model that gives these answers in turn, the last one for ever, and remembers what it was asked.
struct Scripted {
    answers: Mutex<Vec<Content>>,
    asked: Mutex<Vec<(Vec<Message>, bool)>>,
}

impl Provider for Scripted {
    fn destination(&self) -> &'static str {
        "there"
    }

    fn model(&self) -> &'static str {
        "m"
    }

    fn ask(&self, call: &Call<'_>, _: Instant) -> Result<Answer, ProviderError> {
        call.meter.begin().map_err(ProviderError::Ceiling)?;
        self.asked.lock().unwrap().push((call.messages.to_vec(), call.must_reply));
        let mut answers = self.answers.lock().unwrap();
        let content = if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() };
        Ok(Answer { content, tokens: Tokens { input: 10, output: 5, ..Tokens::default() }, verdicts: None })
    }
}

fn reply(text: &Value) -> Content {
    Content::Reply { text: text.to_string(), cut: false }
}

fn wants(calls: &[(&str, Value)]) -> Content {
    let wanted = |(number, (name, arguments)): (usize, &(&str, Value))| Wanted {
        id: format!("c{number}"),
        name: (*name).to_owned(),
        arguments: arguments.clone(),
    };
    Content::Calls { text: String::new(), calls: calls.iter().enumerate().map(wanted).collect() }
}

fn clear() -> Value {
    json!({"verdict": "clear", "comments": [], "disputes": []})
}

fn diff() -> Diff {
    let files: Vec<FileChange> = parse(PATCH.as_bytes()).unwrap().into_iter().map(|parsed| parsed.change).collect();
    assert!(files.iter().all(|file| file.kind == Kind::Text));
    Diff { kind: ScopeKind::Patch, base: None, head: None, files, unread: Vec::new(), degraded: Vec::new() }
}

/// What came of a conversation, what was shown, and the requests: the last message of each and whether it had to reply.
struct Talk {
    reply: Result<Reply, String>,
    traffic: Traffic,
    asked: Vec<(Message, bool)>,
    spent: Spent,
}

fn talk(answers: Vec<Content>, limits: Limits, ceilings: Ceilings) -> Talk {
    let provider = Scripted { answers: Mutex::new(answers), asked: Mutex::default() };
    let section = CloudSection { deny_paths: Some(vec!["*.env".into(), ".env".into()]), ..CloudSection::default() };
    let policy = Policy::from_section(&section).unwrap();
    let budget = Budget::new(ceilings, Prices::from_section(&CloudSection::default()), "m").unwrap();
    let shared = Shared {
        provider: &provider,
        budget: &budget,
        limits,
        system: policy.redactor().redact("system"),
        tools: tools::tools(),
        deadline: Instant::now() + Duration::from_secs(5),
    };
    let diff = diff();
    let tree = Tree::new(None, Tree::files(None, &diff), &diff, &policy);
    let mut redactor = policy.redactor();
    let question = redactor.redact("What of this?");
    let (reply, traffic) = Conversation::new(&shared, &tree, redactor, question).go(1);
    let asked = provider.asked.lock().unwrap();
    let asked = asked.iter().map(|(messages, last)| (messages.last().unwrap().clone(), *last)).collect();
    Talk { reply, traffic, asked, spent: budget.spent() }
}

/// What the tools answered before a request.
fn results(message: &Message) -> Vec<String> {
    let Message::Results(results) = message else { panic!("{message:?}") };
    results.iter().map(|result| result.text.as_str().to_owned()).collect()
}

#[test]
fn a_model_that_knows_answers_at_once() {
    let talk = talk(vec![reply(&clear())], Limits::default(), Ceilings::default());
    assert_eq!(talk.reply.unwrap().verdict, crate::prompt::Verdict::Clear);
    assert_eq!((talk.asked.len(), talk.spent.tokens.input, talk.spent.tokens.output), (1, 10, 5));
    assert!(talk.traffic.sent && talk.traffic.seen.is_empty());
}

#[test]
fn it_may_look_around_and_what_it_saw_is_noted() {
    let look = wants(&[
        ("read_lines", json!({"path": "a.py", "first": 1, "last": 99})),
        ("outline", json!({"path": "a.py"})),
        ("find_references", json!({"name": "get"})),
        ("see_change", json!({"path": "a.py"})),
    ]);
    let talk = talk(vec![look, reply(&clear())], Limits::default(), Ceilings::default());
    let told = results(&talk.asked[1].0);
    assert!(told[0].contains("3:     x = get(a)\n"), "{}", told[0]);
    assert!(told[1].contains("1-4: def f(a)"), "{}", told[1]);
    assert!(told[2].contains("a.py:3:     x = get(a)"), "{}", told[2]);
    assert!(told[3].contains("+    x = get(a)\n"), "{}", told[3]);
    let lines: Vec<_> = talk.traffic.seen.iter().map(|seen| (&*seen.path, seen.first, seen.last)).collect();
    assert_eq!(lines, [("a.py", 1, 4), ("a.py", 1, 1), ("a.py", 3, 3), ("a.py", 1, 4)]);
}

#[test]
fn what_cannot_be_done_is_an_answer_to_the_model() {
    let look = wants(&[
        ("delete_file", json!({"path": "a.py"})),
        ("read_lines", json!({"path": "../../etc/passwd", "first": 1, "last": 9})),
        ("read_lines", Value::Null),
        ("read_lines", json!({"path": "a.py", "first": 9, "last": 2})),
        ("read_lines", json!({"path": ".env", "first": 1, "last": 9})),
        ("see_change", json!({"path": ".env"})),
        ("search_text", json!({"text": "MODE"})),
        ("find_definition", json!({"name": "x"})),
    ]);
    let talk = talk(vec![look, reply(&clear())], Limits::default(), Ceilings::default());
    let told = results(&talk.asked[1].0);
    let expected = [
        "there is no such tool",
        "there is no file",
        "make no sense",
        "has 4 lines",
        "may not leave",
        "may not leave",
        "was not found",
        "too short",
    ];
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.contains(expected), "{told}");
    }
    assert_eq!(talk.traffic.seen, []);
}

#[test]
fn looks_without_end_come_to_an_end() {
    let look = wants(&[("outline", json!({"path": "a.py"})), ("outline", json!({"path": "a.py"}))]);
    let limits = Limits { turns: 4, looks: 3, ..Limits::default() };
    let talk = talk(vec![look], limits, Ceilings::default());
    assert_eq!(talk.reply.unwrap_err(), "it came to no answer in 3 turns");
    let told: Vec<bool> = talk.asked.iter().map(|(_, last)| *last).collect();
    assert_eq!(told, [false, false, true]);
    assert!(results(&talk.asked[2].0)[1].contains("often enough"));
}

#[test]
fn a_wrong_reply_is_asked_for_once_more_and_then_given_up() {
    let wrong = Content::Reply { text: "LGTM!".into(), cut: false };
    let repaired = talk(vec![wrong.clone(), reply(&clear())], Limits::default(), Ceilings::default());
    assert!(repaired.reply.is_ok());
    assert!(matches!(&repaired.asked[1].0, Message::User(text) if text.as_str().contains("not an answer in the form")));
    let lost = talk(vec![wrong], Limits::default(), Ceilings::default());
    assert_eq!(lost.asked.len(), 2);
    assert!(lost.reply.unwrap_err().contains("not in the form"));
    let cut = Content::Reply { text: "{\"verdict\": \"cl".into(), cut: true };
    let cut = talk(vec![cut], Limits::default(), Ceilings::default());
    assert!(matches!(&cut.asked[1].0, Message::User(text) if text.as_str().contains("too long")));
    assert_eq!((cut.asked.len(), cut.reply.unwrap_err()), (2, "its reply was cut off at its limit".to_owned()));
}

#[test]
fn a_call_that_would_go_through_the_ceiling_is_not_made() {
    let few = Ceilings { tokens: Some(500), cost: None };
    let talk = talk(vec![reply(&clear())], Limits::default(), few);
    assert_eq!((talk.asked.len(), talk.traffic.sent), (0, false));
    assert!(talk.reply.unwrap_err().contains("ceiling of 500 tokens"));
}

#[cfg(feature = "models")]
#[test]
fn what_every_request_begins_with_is_small() {
    use crate::local::decoder::tests::smollm2;
    use crate::local::generate::Tokenizer;

    let tools = tools::tools();
    let told = tools.iter().map(|tool| format!("{}\n{}\n{}\n", tool.name, tool.description, tool.arguments));
    let fixed = format!("{INSTRUCTIONS}{}{}", told.collect::<String>(), case_schema());
    let tokens = Tokenizer::read(&smollm2()).unwrap().count(&fixed).unwrap() as u64;
    let estimate = tokens_of(INSTRUCTIONS) + agent::tokens_of_tools(&tools);
    assert!(tokens < 1200 && tokens <= estimate, "{tokens}, by the estimate {estimate}");
}
