//! A real model in its forms, and small ones that are whole or broken.

#[path = "../../../tests/models/built.rs"]
mod built;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::config::Device;
use crate::local::runtime::tests::runtime;

/// The folder of SmolLM2-135M-Instruct, with weights of 4 and 8 bits; built where it is missing.
pub fn smollm2() -> PathBuf {
    built::model(&target(), "smollm2")
}

/// The folder of the first layers of the same model, in plain operators and 32-bit floats.
pub fn smollm2_plain() -> PathBuf {
    built::model(&target(), "smollm2-plain")
}

/// Cargo's target folder.
fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let deps = program.ancestors().find(|folder| folder.ends_with("deps")).unwrap();
    deps.ancestors().nth(2).map(Path::to_owned).unwrap()
}

#[test]
fn plain_operators_give_the_same_logits_token_by_token_as_at_once() {
    let load = || load_file(&smollm2_plain(), "onnx/model.onnx").unwrap();
    let (mut growing, mut whole) = (load(), load());
    let tokens: Vec<u32> = (0..12).map(|place| place * 3001 + 17).collect();
    for length in 1..tokens.len() {
        growing.logits(&tokens[..length], &|| false).unwrap();
    }
    let (one, other) = (growing.logits(&tokens, &|| false).unwrap(), whole.logits(&tokens, &|| false).unwrap());
    assert!(one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-2), "{one:?}\n{other:?}");
    assert_eq!((growing.usage().computed, whole.usage().computed), (12, 12));
}

fn never() -> bool {
    false
}

fn options() -> DecoderOptions {
    DecoderOptions { device: Device::Cpu, threads: Some(2), context: None, cache: None }
}

fn real(form: &str) -> Decoder {
    load_file(&smollm2(), &format!("onnx/model_{form}.onnx")).unwrap()
}

fn load_file(folder: &Path, model: &str) -> Result<Decoder, DecoderError> {
    Decoder::load(&Layout::of(folder)?, &folder.join(model), &runtime(), &options())
}

/// A text of some length, as tokens that the model knows.
fn prompt(length: u32) -> Vec<u32> {
    (0..length).map(|place| 300 + (place * 7919 + place * place * 31) % 20_000).collect()
}

fn likeliest(logits: &[f32]) -> u32 {
    let best = (0..logits.len()).max_by(|a, b| logits[*a].total_cmp(&logits[*b]).then(b.cmp(a))).unwrap();
    u32::try_from(best).unwrap()
}

/// The likeliest continuation; `again` is called before each step.
fn continued(decoder: &mut Decoder, mut tokens: Vec<u32>, steps: usize, again: impl Fn(&mut Decoder)) -> Vec<u32> {
    for _ in 0..steps {
        again(decoder);
        let next = likeliest(decoder.logits(&tokens, &never).unwrap());
        tokens.push(next);
    }
    tokens
}

/// The largest difference, as a share of the range of the logits.
fn difference(one: &[f32], other: &[f32]) -> f32 {
    let range = one.iter().copied().fold(f32::MIN, f32::max) - one.iter().copied().fold(f32::MAX, f32::min);
    one.iter().zip(other).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max) / range
}

#[test]
fn the_likeliest_text_is_that_of_the_same_weights_without_any_cache() {
    for form in ["q4", "q8"] {
        let mut decoder = real(form);
        let cached = continued(&mut decoder, prompt(40), 24, |_| ());
        let computed = decoder.usage().computed;
        assert_eq!(computed, 40 + 23, "{form}");
        let scratch = continued(&mut decoder, prompt(40), 24, Decoder::forget);
        assert_eq!(cached, scratch, "{form}");
    }
}

#[test]
fn logits_are_the_same_whatever_was_asked_before() {
    let mut decoder = real("q8");
    let (shared, mut other) = (prompt(300), prompt(300));
    other.truncate(220);
    other.extend([17, 18, 19, 20]);
    let fresh = decoder.logits(&other, &never).unwrap().to_vec();
    decoder.logits(&shared, &never).unwrap();
    let before = decoder.usage();
    let reused = decoder.logits(&other, &never).unwrap().to_vec();
    assert_eq!(decoder.usage().reused - before.reused, 220);
    assert!(difference(&fresh, &reused) < 1e-3, "{}", difference(&fresh, &reused));
    assert_eq!(likeliest(&fresh), likeliest(&reused));
}

#[test]
fn a_long_prompt_in_parts_is_the_prompt_as_a_whole() {
    let mut decoder = real("q8");
    let parts = decoder.logits(&prompt(600), &never).unwrap().to_vec();
    decoder.forget();
    decoder.run = 1024;
    let whole = decoder.logits(&prompt(600), &never).unwrap().to_vec();
    assert!(difference(&parts, &whole) < 1e-3, "{}", difference(&parts, &whole));
}

#[test]
fn caches_extended_in_place_hold_what_caches_handed_on_hold() {
    let mut decoder = real("q8");
    assert!(decoder.graph.in_place);
    let in_place = continued(&mut decoder, prompt(50), 12, |_| ());
    decoder.forget();
    decoder.cache = cache::Cache::new(&decoder.graph, &decoder.session, Device::Cpu, 512, false).unwrap();
    assert_eq!(continued(&mut decoder, prompt(50), 12, |_| ()), in_place);
}

#[test]
fn who_cancels_gets_no_logits_and_the_next_call_is_right() {
    let mut decoder = real("q8");
    let expected = decoder.logits(&prompt(600), &never).unwrap().to_vec();
    decoder.forget();
    let asked = AtomicUsize::new(0);
    let after_one = || asked.fetch_add(1, Ordering::SeqCst) >= 1;
    assert!(matches!(decoder.logits(&prompt(600), &after_one), Err(DecoderError::Cancelled)));
    assert_eq!(decoder.logits(&prompt(600), &never).unwrap(), expected);
}

#[test]
fn a_prompt_one_token_longer_than_what_was_cancelled_is_no_continuation_of_it() {
    let mut decoder = real("q8");
    let expected = decoder.logits(&prompt(151), &never).unwrap().to_vec();
    decoder.forget();
    let asked = AtomicUsize::new(0);
    let after_one = || asked.fetch_add(1, Ordering::SeqCst) >= 1;
    // Two runs over 150 tokens each, of which the first is done.
    assert!(matches!(decoder.logits(&prompt(300), &after_one), Err(DecoderError::Cancelled)));
    assert!(decoder.logits(&prompt(151), &never).unwrap() == expected);
}

/// A folder with a small decoder of `tests/data/decoders`, changed by `change`.
fn small(name: &str, change: impl Fn(&Path)) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = r#"{"model_type": "llama", "architectures": ["LlamaForCausalLM"], "eos_token_id": [7, 0], "vocab_size": 8,
        "max_position_embeddings": 32, "num_attention_heads": 1, "hidden_size": 2}"#;
    fs::write(folder.path().join("config.json"), config).unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/decoders").join(name);
    fs::copy(from.with_extension("onnx"), folder.path().join("model.onnx")).unwrap();
    change(folder.path());
    folder
}

fn load(folder: &Path) -> Result<Decoder, DecoderError> {
    load_file(folder, "model.onnx")
}

#[test]
fn a_small_model_counts_round_and_says_what_it_does_not_take() {
    let folder = small("circle", |_| ());
    let mut decoder = load(folder.path()).unwrap();
    assert_eq!((decoder.context(), decoder.vocabulary()), (32, 8));
    assert_eq!(continued(&mut decoder, vec![3, 4], 5, |_| ()), [3, 4, 5, 6, 7, 0, 1]);
    // A shorter text that begins alike, as after another hunk.
    assert_eq!(likeliest(decoder.logits(&[3, 4, 5, 2], &never).unwrap()), 3);
    assert!(matches!(decoder.logits(&[], &never), Err(DecoderError::NoTokens { .. })));
    assert!(matches!(decoder.logits(&[8], &never), Err(DecoderError::UnknownToken { token: 8, .. })));
    assert!(matches!(decoder.logits(&[1; 33], &never), Err(DecoderError::TooLong { tokens: 33, context: 32, .. })));
}

#[test]
fn logits_that_are_no_numbers_are_an_error_and_not_remembered() {
    let folder = small("nan", |_| ());
    let mut decoder = load(folder.path()).unwrap();
    assert!(matches!(decoder.logits(&[1, 7], &never), Err(DecoderError::NotFinite { .. })));
    assert_eq!(likeliest(decoder.logits(&[1, 2], &never).unwrap()), 3);
}

#[test]
fn a_graph_that_is_no_decoder_with_a_cache_is_refused_by_its_file_and_input() {
    for (name, part) in [
        ("no-cache", "no input `past_key_values.0.key`"),
        ("wrong-rank", "`past_key_values.0.key`"),
        ("unknown-input", "`pixel_values` is not known"),
        ("two-graphs", "`use_cache_branch`"),
    ] {
        let folder = small(name, |_| ());
        let error = load(folder.path()).unwrap_err().to_string();
        assert!(error.contains("model.onnx") && error.contains(part), "{name}: {error}");
    }
}

#[test]
fn damaged_files_and_other_kinds_of_models_are_named() {
    let cut = |folder: &Path| {
        let path = folder.join("model.onnx");
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    };
    let config = |text: &'static str| move |folder: &Path| fs::write(folder.join("config.json"), text).unwrap();
    type Change<'c> = &'c dyn Fn(&Path);
    let cases: [(Change<'_>, &str); 7] = [
        (&cut, "model.onnx is no whole ONNX model"),
        (&|folder| fs::write(folder.join("model.onnx"), "<html>").unwrap(), "model.onnx is no whole ONNX model"),
        (&|folder| fs::remove_file(folder.join("model.onnx")).unwrap(), "model.onnx"),
        (&|folder| fs::remove_file(folder.join("config.json")).unwrap(), "config.json"),
        (&config("{"), "config.json"),
        (
            &config(r#"{"model_type": "bert", "architectures": ["BertForMaskedLM"], "eos_token_id": 1}"#),
            "BertForMaskedLM",
        ),
        (&config(r#"{"model_type": "t5", "is_encoder_decoder": true}"#), "an encoder and a decoder"),
    ];
    for (change, part) in cases {
        let folder = small("circle", change);
        let error = load(folder.path()).unwrap_err().to_string();
        assert!(error.contains(part), "{part}: {error}");
    }
}

#[test]
fn an_optimised_graph_is_kept_and_one_that_is_damaged_is_set_aside() {
    let (folder, kept) = (small("circle", |_| ()), tempfile::tempdir().unwrap());
    let (layout, model) = (Layout::of(folder.path()).unwrap(), folder.path().join("model.onnx"));
    let options = DecoderOptions { cache: Some(kept.path().join("graphs")), ..options() };
    let counts = || {
        let mut decoder = Decoder::load(&layout, &model, &runtime(), &options).unwrap();
        continued(&mut decoder, vec![1], 3, |_| ()) == [1, 2, 3, 4]
    };
    let places = || -> Vec<PathBuf> {
        kept.path().join("graphs").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    assert!(counts() && places().len() == 1);
    fs::write(places()[0].join("model.onnx"), "cut").unwrap();
    assert!(counts());
    let mut names: Vec<_> = places().iter().map(|path| path.extension().map(ToOwned::to_owned)).collect();
    names.sort();
    assert_eq!(names, [None, Some("damaged".into())]);
}

#[test]
fn several_load_one_model_at_once_with_one_folder_of_graphs() {
    let (folder, kept) = (small("circle", |_| ()), tempfile::tempdir().unwrap());
    let (layout, model) = (Layout::of(folder.path()).unwrap(), folder.path().join("model.onnx"));
    let options = DecoderOptions { cache: Some(kept.path().into()), ..options() };
    let runtime = runtime();
    std::thread::scope(|scope| {
        let load =
            || likeliest(Decoder::load(&layout, &model, &runtime, &options).unwrap().logits(&[1], &never).unwrap());
        let all: Vec<_> = (0..4).map(|_| scope.spawn(load)).collect();
        assert!(all.into_iter().all(|one| one.join().unwrap() == 2));
    });
    assert_eq!(kept.path().read_dir().unwrap().count(), 1);
}
