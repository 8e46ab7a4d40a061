//! What a published model says of itself: `config.json` or `genai_config.json`, and the head of its README.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use super::PublishedError;
use super::select::{CONFIG, GENAI};
use crate::plain::not_regular;

/// What is taken from a model's own files.
pub(super) struct Facts {
    /// The file of the model.
    pub model: String,
    /// Tokens of text and answer together.
    pub context: Option<u32>,
    /// The licence's short name.
    pub license: Option<String>,
}

/// Reads what the files of a folder say; `model` is the file that was chosen, `None` in the layout of `GenAI`.
pub(super) fn facts(root: &Path, model: Option<&str>) -> Result<Facts, PublishedError> {
    let license = license(&String::from_utf8(read(&root.join("README.md")).unwrap_or_default()).unwrap_or_default());
    let Some(model) = model else {
        let config = json(&root.join(GENAI))?;
        let model = genai_model(&config).ok_or_else(|| unknown(&root.join(GENAI), &config))?;
        return Ok(Facts { model, context: number(&config, &["/model/context_length"]), license });
    };
    let config = json(&root.join(CONFIG))?;
    if !is_decoder(&config) {
        return Err(unknown(&root.join(CONFIG), &config));
    }
    let context = number(&config, &["/max_position_embeddings", "/n_positions", "/n_ctx"]);
    Ok(Facts { model: model.to_owned(), context, license })
}

/// Whether a configuration is that of a model that continues text, and takes nothing but text.
fn is_decoder(config: &Value) -> bool {
    let two_parts = config["is_encoder_decoder"].as_bool().unwrap_or(false);
    let names: Vec<_> = config["architectures"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let continues = |name: &&str| name.ends_with("ForCausalLM") || name.ends_with("LMHeadModel");
    let layers = number(config, &["/num_hidden_layers", "/n_layer", "/n_layers"]).is_some();
    !two_parts && if names.is_empty() { layers } else { names.iter().any(continues) }
}

/// The file of a decoder that needs nothing beside it.
fn genai_model(config: &Value) -> Option<String> {
    let model = &config["model"];
    let alone = ["encoder", "vision", "speech", "embedding"].iter().all(|part| model[*part].is_null());
    model["decoder"]["filename"].as_str().filter(|_| alone).map(str::to_owned)
}

fn unknown(path: &Path, config: &Value) -> PublishedError {
    let names: Vec<_> = config["architectures"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let kind = [&config["model_type"], &config["model"]["type"]].into_iter().find_map(Value::as_str);
    let found = if names.is_empty() { kind.unwrap_or("nothing").to_owned() } else { names.join(", ") };
    PublishedError::Architecture { path: path.to_owned(), found }
}

fn number(config: &Value, places: &[&str]) -> Option<u32> {
    places.iter().find_map(|place| u32::try_from(config.pointer(place)?.as_u64()?).ok()).filter(|&number| number > 0)
}

fn json(path: &Path) -> Result<Value, PublishedError> {
    let failed = |reason: String| PublishedError::Unreadable { path: path.to_owned(), reason };
    let bytes = read(path).map_err(|error| failed(error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| failed(error.to_string()))
}

/// What a regular file holds, or one that a link leads to, as hubs keep theirs.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.is_file() { fs::read(path) } else { Err(not_regular()) }
}

/// The licence in the head of a README, between two lines `---`.
fn license(readme: &str) -> Option<String> {
    let head = readme.strip_prefix("---")?.lines().skip(1).take_while(|line| line.trim() != "---");
    let value = head.into_iter().find_map(|line| line.strip_prefix("license:"))?;
    let value = value.trim().trim_matches(['"', '\'']);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+' | '_');
    (!value.is_empty() && value.len() <= 64 && value.chars().all(plain)).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn decoders_are_told_from_other_models() {
        let cases = [
            (json!({"architectures": ["LlamaForCausalLM"]}), true),
            (json!({"architectures": ["GPT2LMHeadModel"]}), true),
            (json!({"model_type": "llama", "num_hidden_layers": 4}), true),
            (json!({"architectures": ["T5ForConditionalGeneration"]}), false),
            (json!({"architectures": ["BartForCausalLM"], "is_encoder_decoder": true}), false),
            (json!({"model_type": "new"}), false),
            (json!([]), false),
        ];
        for (config, expected) in cases {
            assert_eq!(is_decoder(&config), expected, "{config}");
        }
    }

    #[test]
    fn the_licence_stands_in_the_head_of_the_readme() {
        assert_eq!(license("---\ntags: [a]\nlicense: mit\n---\n").as_deref(), Some("mit"));
        assert_eq!(license("# Title\nlicense: mit\n"), None);
        assert_eq!(license("---\ntags: [a]\n---\nlicense: mit\n"), None);
    }
}
