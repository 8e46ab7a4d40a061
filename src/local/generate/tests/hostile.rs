//! Replies of models without sense.

use super::fakes::*;
use super::*;

fn bents(seed: u64, width: usize) -> Bent {
    let token = u32::try_from(seed * 31 % width as u64).unwrap();
    match seed % 10 {
        0..=3 => Bent::Nothing,
        4 => Bent::Loop,
        5 => Bent::One(token),
        6 => Bent::One(34),
        7 => Bent::From(300),
        8 => Bent::From(u32::try_from(width - 3).unwrap()),
        _ if seed % 40 < 10 => Bent::Level(0.0),
        _ if seed % 40 < 20 => Bent::Level(f32::NEG_INFINITY),
        _ => Bent::Level(f32::INFINITY),
    }
}

/// Lets models without sense write replies; returns how many ended by themselves.
fn replies(tokenizer: &Tokenizer, schema: &Value, seeds: std::ops::Range<u64>, most: u64) -> usize {
    let grammar = Grammar::new(tokenizer, schema).unwrap();
    let width = tokenizer.size() + 40;
    let mut ended = 0;
    for seed in seeds {
        let mut noise = Noise::new(seed, bents(seed, width), width);
        let limits = Limits { tokens: usize::try_from(seed * 7 % most).unwrap(), until: None };
        let reply = generate(&mut noise, tokenizer, Some(&grammar), &[1], &limits, &|| false).unwrap();
        fits(&reply.text);
        assert_eq!(reply.cut.is_none(), reply.stop == Stop::End, "{reply:?}");
        assert!(reply.reply_tokens <= limits.tokens + 40, "only what is forced goes beyond the limit: {reply:?}");
        for choice in &reply.choices {
            let all: f64 = choice.shares.iter().map(|(_, share)| share).sum();
            assert!((all - 1.0).abs() < 1e-9, "{choice:?}");
        }
        ended += usize::from(reply.stop == Stop::End);
    }
    ended
}

#[test]
fn a_thousand_replies_of_models_without_sense_fit_the_schema() {
    let folder = small(&["<|im_start|>", "<|im_end|>"], json!({"eos_token": "<|im_end|>"}));
    let tokenizer = Tokenizer::read(folder.path()).unwrap();
    let ended = replies(&tokenizer, &schema(), 0..1000, 800);
    assert!((100..900).contains(&ended), "some were whole and some were cut: {ended}");
}

#[test]
fn the_vocabulary_of_a_real_model_makes_no_difference() {
    replies(&tokenizer(), &schema(), 0..60, 300);
}

#[test]
fn a_schema_in_which_verdict_and_comments_agree_is_kept_to() {
    let folder = small(&["<|im_end|>"], json!({"eos_token": "<|im_end|>"}));
    let tokenizer = Tokenizer::read(folder.path()).unwrap();
    replies(&tokenizer, &agreeing(), 0..200, 800);
}

#[test]
fn equal_models_write_equal_replies() {
    let tokenizer = tokenizer();
    let grammar = Grammar::new(&tokenizer, &schema()).unwrap();
    let write = || {
        let mut noise = Noise::new(4, Bent::Nothing, tokenizer.size());
        generate(&mut noise, &tokenizer, Some(&grammar), &[1], &Limits { tokens: 90, until: None }, &|| false).unwrap()
    };
    assert_eq!(write(), write());
}
