//! The two layouts that models are published in: a folder comes in; its context and its special tokens go
//! out. The ONNX community's has `config.json`, `generation_config.json` and `onnx/`; that of ONNX Runtime
//! `GenAI` has one `genai_config.json`, which names the rest.

mod community;
mod genai;
mod read;

use std::path::{Path, PathBuf};

use super::error::DecoderError;

/// What is known of a model before it is loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The folder.
    pub folder: PathBuf,
    /// The kind of model, as its configuration calls it, such as `llama`.
    pub architecture: String,
    /// The most tokens that the model was made for, prompt and reply together.
    pub context: usize,
    /// The tokens that end a reply, in order.
    pub end: Vec<u32>,
    /// The token that a text begins with.
    pub start: Option<u32>,
    /// How many tokens it knows; the logits may be wider.
    pub vocabulary: usize,
    /// What its caches look like, where the graph does not say.
    pub(super) heads: Heads,
    /// What its inputs and outputs are called, where the configuration says so.
    pub(super) names: Names,
}

/// The shape of the caches: heads that keys and values have, and the width of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Heads {
    pub count: Option<usize>,
    pub width: Option<usize>,
}

/// The names of inputs and outputs; `%d` in a name stands for the number of a layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Names {
    pub tokens: String,
    pub mask: String,
    pub positions: String,
    pub logits: String,
    pub past_key: String,
    pub past_value: String,
    pub present_key: String,
    pub present_value: String,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            tokens: "input_ids".into(),
            mask: "attention_mask".into(),
            positions: "position_ids".into(),
            logits: "logits".into(),
            past_key: "past_key_values.%d.key".into(),
            past_value: "past_key_values.%d.value".into(),
            present_key: "present.%d.key".into(),
            present_value: "present.%d.value".into(),
        }
    }
}

impl Layout {
    /// Reads a folder.
    ///
    /// # Errors
    /// A folder in neither layout, a configuration that lacks something, or one of another kind of model.
    pub fn of(folder: &Path) -> Result<Self, DecoderError> {
        let there = |name: &str| Some(folder.join(name)).filter(|path| path.is_file());
        if let Some(config) = there("genai_config.json") {
            return genai::read(folder, config);
        }
        match there("config.json") {
            Some(config) => community::read(folder, config),
            None => Err(DecoderError::NoLayout(folder.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests;
