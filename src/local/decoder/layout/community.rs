//! The layout of the ONNX community: `config.json` and `generation_config.json` as the model's makers wrote them.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::error::DecoderError;
use super::read::{Config, Section};
use super::{Heads, Layout, Names};

/// How the classes of decoder-only language models end.
const DECODERS: [&str; 2] = ["ForCausalLM", "LMHeadModel"];

/// Reads a folder with a `config.json`.
pub(super) fn read(folder: &Path, path: PathBuf) -> Result<Layout, DecoderError> {
    let config = Config::read(path)?;
    let top = config.top();
    let architecture = architecture(top)?;
    let generation = folder.join("generation_config.json");
    let generation = if generation.is_file() { Some(Config::read(generation)?) } else { None };
    // What is said of generating comes before what is said of the model.
    let tokens = |key: &str| -> Result<Vec<u32>, DecoderError> {
        let said = generation.as_ref().map(|config| config.top().tokens(key)).transpose()?.unwrap_or_default();
        if said.is_empty() { top.tokens(key) } else { Ok(said) }
    };
    let end = tokens("eos_token_id")?;
    if end.is_empty() {
        return Err(top.error("neither it nor generation_config.json has an `eos_token_id`".into()));
    }
    Ok(Layout {
        architecture,
        context: top.size(&["max_position_embeddings", "n_positions", "max_seq_len", "n_ctx"])?,
        end,
        start: tokens("bos_token_id")?.first().copied(),
        vocabulary: top.size(&["vocab_size"])?,
        heads: heads(top)?,
        names: Names::default(),
        folder: folder.to_owned(),
    })
}

/// The kind of model, where it is one that writes text.
fn architecture(top: Section<'_>) -> Result<String, DecoderError> {
    let kind = top.text("model_type")?.to_owned();
    if top.get("is_encoder_decoder").and_then(Value::as_bool) == Some(true) {
        return Err(top.no_decoder(format!("`{kind}` has an encoder and a decoder")));
    }
    let classes = top.get("architectures").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let classes: Vec<_> = classes.iter().filter_map(Value::as_str).collect();
    let decodes = |class: &&str| DECODERS.iter().any(|end| class.ends_with(end));
    if !classes.is_empty() && !classes.iter().any(decodes) {
        return Err(top.no_decoder(format!("it is a {}", classes.join(", "))));
    }
    Ok(kind)
}

fn heads(top: Section<'_>) -> Result<Heads, DecoderError> {
    let all = top.size_if_there(&["num_attention_heads", "n_head", "n_heads"])?;
    let hidden = top.size_if_there(&["hidden_size", "n_embd", "d_model"])?;
    let count = top.size_if_there(&["num_key_value_heads"])?.or(all);
    let shared = || Some(hidden? / all?);
    Ok(Heads { count, width: top.size_if_there(&["head_dim"])?.or_else(shared) })
}
