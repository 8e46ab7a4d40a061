//! What a reply is made of, and when it ends.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use super::fakes::*;
use super::*;

const LIMITS: Limits = Limits { tokens: 4000, until: None };
const REPLIES: [&str; 3] = [
    r#"{"verdict":"clear","comments":[]}"#,
    r#"{"verdict":"hard","comments":[{"quote":"a\n\"b\" \\ é 🦀 日本","message":"x","severity":"info","suggestion":null}]}"#,
    r#"{"verdict":"comment","comments":[{"quote":"    if x == 1:\n\tpass","message":"Division by zero.","severity":"error","suggestion":"if n:"},{"quote":"","message":"<|im_end|>","severity":"warning","suggestion":"\u0007"}]}"#,
];

fn scripted(tokenizer: &Tokenizer, schema: &Value, text: &str, limits: &Limits) -> (Generated, usize) {
    follow(tokenizer, &Grammar::new(tokenizer, schema).unwrap(), text, limits)
}

/// The reply of a model that follows a script, and how often it was asked.
fn follow(tokenizer: &Tokenizer, grammar: &Grammar, text: &str, limits: &Limits) -> (Generated, usize) {
    let mut script = Script::new(tokenizer, text);
    let reply = generate(&mut script, tokenizer, Some(grammar), &[1], limits, &|| false).unwrap();
    (reply, script.asked)
}

#[test]
fn a_reply_that_is_valid_is_not_changed() {
    let tokenizer = tokenizer();
    for schema in [schema(), agreeing()] {
        for text in REPLIES {
            let (reply, asked) = scripted(&tokenizer, &schema, text, &LIMITS);
            assert_eq!((reply.text.as_str(), reply.stop, reply.cut), (text, Stop::End, None));
            assert_eq!(reply.reply_tokens, reply.forced_tokens + asked, "what is forced costs no question");
            let free =
                generate(&mut Script::new(&tokenizer, text), &tokenizer, None, &[1], &LIMITS, &|| false).unwrap();
            assert_eq!((free.text.as_str(), free.stop), (text, Stop::End), "without a grammar it is the same");
        }
    }
}

#[test]
fn what_is_sure_to_come_is_written_without_the_model() {
    let (reply, asked) = scripted(&tokenizer(), &schema(), REPLIES[0], &LIMITS);
    assert!(asked <= 2, "{asked} questions for a verdict and whether there are comments");
    assert!(reply.forced_tokens >= 6, "{reply:?}");
}

#[test]
fn the_verdict_has_a_share_for_each_alternative() {
    let tokenizer = tokenizer();
    for schema in [schema(), agreeing()] {
        let (reply, _) = scripted(&tokenizer, &schema, REPLIES[1], &LIMITS);
        let shares = reply.shares("verdict");
        assert_eq!(shares.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["clear", "comment", "hard"]);
        assert!(shares[2].1 > 0.99, "{shares:?}");
        assert!(reply.shares("comments.0.severity")[2].1 > 0.99);
        assert!(reply.shares("comments.1.severity").is_empty());
    }
}

#[test]
fn a_reply_that_reaches_its_limit_is_closed_wherever_it_stands() {
    let tokenizer = tokenizer();
    let grammar = Grammar::new(&tokenizer, &schema()).unwrap();
    for text in REPLIES {
        for tokens in 0..80 {
            let (reply, _) = follow(&tokenizer, &grammar, text, &Limits { tokens, until: None });
            fits(&reply.text);
            if let Some(cut) = reply.cut {
                assert_eq!(reply.stop, Stop::Tokens);
                assert_eq!(reply.text[..cut], text[..cut], "what the model wrote stands");
                assert!(reply.text.len() - cut <= 80, "a short ending: {}", &reply.text[cut..]);
            }
        }
    }
}

#[test]
fn a_string_without_end_is_ended_by_its_length() {
    let text = format!(r#"{{"verdict":"hard","comments":[{{"quote":"{}"#, "a b ".repeat(1000));
    let (reply, _) = scripted(&tokenizer(), &schema(), &text, &LIMITS);
    fits(&reply.text);
    assert_eq!(reply.stop, Stop::End, "the grammar ends it");
}

#[test]
fn a_reply_whose_time_is_up_is_closed_and_says_so() {
    let limits = Limits { tokens: 100, until: Some(Instant::now()) };
    let (reply, asked) = scripted(&tokenizer(), &schema(), REPLIES[1], &limits);
    assert_eq!((reply.stop, asked), (Stop::Time, 0));
    assert!(reply.choices.is_empty(), "the model was never asked for a verdict");
    fits(&reply.text);
}

#[test]
fn a_reply_that_is_called_off_is_an_error() {
    let tokenizer = tokenizer();
    let grammar = Grammar::new(&tokenizer, &schema()).unwrap();
    let asked = AtomicUsize::new(0);
    let cancelled = || asked.fetch_add(1, Ordering::SeqCst) > 3;
    let reply =
        generate(&mut Script::new(&tokenizer, REPLIES[2]), &tokenizer, Some(&grammar), &[1], &LIMITS, &cancelled);
    assert!(matches!(reply, Err(GenerateError::Cancelled)));
}

#[test]
fn a_model_that_fails_or_does_not_fit_is_an_error() {
    let tokenizer = tokenizer();
    let grammar = Grammar::new(&tokenizer, &schema()).unwrap();
    let write = |logits: Option<Vec<f32>>, prompt: usize| {
        let prompt = vec![1; prompt];
        generate(&mut Broken(logits), &tokenizer, Some(&grammar), &prompt, &LIMITS, &|| false)
    };
    let error = write(None, 1).unwrap_err();
    assert_eq!(
        (error.to_string(), error.help().unwrap().to_string()),
        ("the fake fails".into(), "it is meant to".into())
    );
    let nan = vec![f32::NAN; tokenizer.size()];
    assert!(matches!(write(Some(nan), 1), Err(GenerateError::NotNumbers)));
    assert!(matches!(write(Some(vec![0.0; 100]), 1), Err(GenerateError::Misfit { width: 100, .. })));
    assert!(matches!(write(None, 20), Err(GenerateError::TooLong { tokens: 20, context: 20 })));
    let full = write(Some(vec![0.0; tokenizer.size()]), 19).unwrap();
    assert_eq!(full.stop, Stop::Context);
    fits(&full.text);
}

#[test]
fn a_schema_that_is_not_known_is_refused() {
    let tokenizer = tokenizer();
    let object = json!({"type": "object", "properties": {}});
    for schema in [json!({}), json!({"type": "string", "pattern": "a+"}), json!({"type": "array"}), object] {
        assert!(matches!(Grammar::new(&tokenizer, &schema), Err(GenerateError::Schema(_))), "{schema}");
    }
}

#[test]
fn a_chat_has_all_that_a_reply_takes() {
    let chat = Chat::open(&model(), &schema()).unwrap();
    let prompt = chat.prompt(&[Message { role: Role::User, text: "Review this.".to_owned() }]).unwrap();
    assert!(prompt.len() > 20 && prompt[0] == 1);
    let mut model = Broken(Some(vec![0.0; chat.tokenizer().size()]));
    let reply = chat.reply(&mut model, &prompt[..10], &LIMITS, &|| false).unwrap();
    assert_eq!((reply.stop, reply.prompt_tokens), (Stop::Context, 10));
    fits(&reply.text);
}
