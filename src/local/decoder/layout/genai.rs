//! The layout of ONNX Runtime `GenAI`: `genai_config.json` names the model's file, its inputs and its outputs.

use std::path::{Path, PathBuf};

use super::super::error::DecoderError;
use super::read::{Config, Section};
use super::{Heads, Layout, Names};

/// Parts of a model, by their keys, that mean that text alone is not enough.
const OTHER_PARTS: [&str; 4] = ["encoder", "vision", "speech", "embedding"];

/// Reads a folder with a `genai_config.json`.
pub(super) fn read(folder: &Path, path: PathBuf) -> Result<Layout, DecoderError> {
    let config = Config::read(path)?;
    let model = config.top().section("model", "model.")?;
    let architecture = model.text("type")?.to_owned();
    if let Some(part) = OTHER_PARTS.into_iter().find(|part| model.get(part).is_some()) {
        return Err(model.no_decoder(format!("`{architecture}` has a part `{part}`")));
    }
    let decoder = model.section("decoder", "model.decoder.")?;
    if decoder.get("pipeline").is_some() {
        return Err(model.no_decoder(format!("`{architecture}` is cut into a pipeline of models")));
    }
    let end = model.tokens("eos_token_id")?;
    if end.is_empty() {
        return Err(model.error("it has no `model.eos_token_id`".into()));
    }
    Ok(Layout {
        architecture,
        context: model.size(&["context_length"])?,
        end,
        start: model.tokens("bos_token_id")?.first().copied(),
        vocabulary: model.size(&["vocab_size"])?,
        heads: heads(decoder)?,
        names: names(decoder)?,
        folder: folder.to_owned(),
    })
}

fn heads(decoder: Section<'_>) -> Result<Heads, DecoderError> {
    let count = decoder.size_if_there(&["num_key_value_heads", "num_attention_heads"])?;
    Ok(Heads { count, width: decoder.size_if_there(&["head_size"])? })
}

/// The names that are given, and the usual ones for the others.
fn names(decoder: Section<'_>) -> Result<Names, DecoderError> {
    let mut names = Names::default();
    if decoder.get("inputs").is_some() {
        let inputs = decoder.section("inputs", "model.decoder.inputs.")?;
        set(&mut names.tokens, inputs, "input_ids")?;
        set(&mut names.mask, inputs, "attention_mask")?;
        set(&mut names.positions, inputs, "position_ids")?;
        set(&mut names.past_key, inputs, "past_key_names")?;
        set(&mut names.past_value, inputs, "past_value_names")?;
    }
    if decoder.get("outputs").is_some() {
        let outputs = decoder.section("outputs", "model.decoder.outputs.")?;
        set(&mut names.logits, outputs, "logits")?;
        set(&mut names.present_key, outputs, "present_key_names")?;
        set(&mut names.present_value, outputs, "present_value_names")?;
    }
    Ok(names)
}

fn set(name: &mut String, section: Section<'_>, key: &str) -> Result<(), DecoderError> {
    if section.get(key).is_some() {
        section.text(key)?.clone_into(name);
    }
    Ok(())
}
