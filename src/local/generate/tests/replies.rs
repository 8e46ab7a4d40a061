use std::time::Instant;

use super::fakes::*;
use super::*;

const LIMITS: Limits = Limits { tokens: 4000, until: None };

fn tokenizer() -> Tokenizer {
    Tokenizer::read(&model()).unwrap()
}

#[test]
fn a_reply_that_is_valid_is_not_changed() {
    let start = Instant::now();
    let tokenizer = tokenizer();
    eprintln!("tokenizer {:?}", start.elapsed());
    let start = Instant::now();
    let grammar = Grammar::new(&tokenizer, &schema()).unwrap();
    eprintln!("grammar {:?}", start.elapsed());
    for text in [
        r#"{"verdict":"clear","comments":[]}"#,
        r#"{"verdict":"hard","comments":[{"quote":"a\n\"b\" \\ é 🦀 日本","message":"x","severity":"info","suggestion":null}]}"#,
        r#"{"verdict":"comment","comments":[{"quote":"    if x == 1:\n\tpass","message":"Division by zero when n is 0.","severity":"error","suggestion":"if n:"},{"quote":"","message":"<|im_end|>","severity":"warning","suggestion":""}]}"#,
    ] {
        let start = Instant::now();
        let mut script = Script::new(&tokenizer, text);
        let reply = generate(&mut script, &tokenizer, Some(&grammar), &[1], &LIMITS, &|| false).unwrap();
        assert_eq!(reply.text, text);
        assert_eq!((reply.stop, reply.cut), (Stop::End, None));
        eprintln!("{:?} asked {} {reply:?}", start.elapsed(), script.asked);
    }
}
