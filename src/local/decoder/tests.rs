//! A real model, loaded in each of its forms.

#[path = "../../../tests/models/built.rs"]
mod built;

use std::path::{Path, PathBuf};

use super::*;
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
    let layout = Layout::of(&smollm2_plain()).unwrap();
    let options = DecoderOptions { threads: Some(1), ..DecoderOptions::default() };
    let load = || Decoder::load(&layout, &runtime(), &options).unwrap();
    let (mut growing, mut whole) = (load(), load());
    let tokens: Vec<u32> = (0..12).map(|place| place * 3001 + 17).collect();
    for length in 1..tokens.len() {
        growing.logits(&tokens[..length], &|| false).unwrap();
    }
    let (one, other) = (growing.logits(&tokens, &|| false).unwrap(), whole.logits(&tokens, &|| false).unwrap());
    assert!(one.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-2), "{one:?}\n{other:?}");
    assert_eq!((growing.usage().computed, whole.usage().computed), (12, 12));
}
