//! Replies and prompts by a real tokenizer, with models that play a part.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;

mod fakes;
mod hostile;
mod outlines;
mod replies;
mod templates;
mod tokenizers;

/// The folder of the small model that tests use.
pub fn model() -> PathBuf {
    crate::local::decoder::tests::smollm2()
}

fn tokenizer() -> Tokenizer {
    Tokenizer::read(&model()).unwrap()
}

/// The schema of a review's reply.
pub fn schema() -> Value {
    json!({
        "type": "object", "additionalProperties": false, "required": ["verdict", "comments"],
        "properties": {"verdict": {"enum": ["clear", "comment", "hard"]}, "comments": comments(0, 3)},
    })
}

/// The same, but that comments and verdict agree: `clear` has none.
fn agreeing() -> Value {
    let of = |verdicts: Value, comments: Value| {
        json!({
            "type": "object", "additionalProperties": false, "required": ["verdict", "comments"],
            "properties": {"verdict": {"enum": verdicts}, "comments": comments},
        })
    };
    json!({"anyOf": [of(json!(["clear"]), comments(0, 0)), of(json!(["comment", "hard"]), comments(0, 3))]})
}

fn comments(least: usize, most: usize) -> Value {
    json!({"type": "array", "minItems": least, "maxItems": most, "items": {
        "type": "object", "additionalProperties": false,
        "required": ["quote", "message", "severity", "suggestion"],
        "properties": {
            "quote": {"type": "string", "maxLength": 200},
            "message": {"type": "string", "minLength": 1, "maxLength": 300},
            "severity": {"enum": ["error", "warning", "info"]},
            "suggestion": {"type": ["string", "null"], "maxLength": 300},
        },
    }})
}

/// Checks a reply by other means than those that made it.
fn fits(text: &str) {
    let reply: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    let length = |value: &Value| value.as_str().unwrap().chars().count();
    assert_eq!(keys(&reply), "verdict comments");
    assert!(["clear", "comment", "hard"].contains(&reply["verdict"].as_str().unwrap()));
    assert!(reply["comments"].as_array().unwrap().len() <= 3);
    for comment in reply["comments"].as_array().unwrap() {
        assert_eq!(keys(comment), "quote message severity suggestion");
        assert!(length(&comment["quote"]) <= 200);
        assert!((1..=300).contains(&length(&comment["message"])));
        assert!(["error", "warning", "info"].contains(&comment["severity"].as_str().unwrap()));
        assert!(comment["suggestion"].is_null() || length(&comment["suggestion"]) <= 300);
    }
}

/// A model's folder with a tokenizer that knows single bytes, `cl` and `co`, and these marks from number 300 on, with
/// numbers between that stand for nothing.
fn small(marks: &[&str], config: Value) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let itself = |byte: u32| (0x21..=0x7e).contains(&byte) || (0xa1..=0xac).contains(&byte) || byte >= 0xae;
    let mut others = 0x100..;
    let mut vocabulary = serde_json::Map::new();
    for byte in 0..256_u32 {
        let letter = char::from_u32(if itself(byte) { byte } else { others.next().unwrap() }).unwrap();
        vocabulary.insert(letter.to_string(), json!(byte));
    }
    vocabulary.insert("cl".to_owned(), json!(256));
    vocabulary.insert("co".to_owned(), json!(257));
    let marks: Vec<_> = (300..).zip(marks).map(|(id, mark)| added(id, mark)).collect();
    let byte_level = json!({"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true});
    let tokenizer = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": marks, "normalizer": null,
        "pre_tokenizer": byte_level, "post_processor": null, "decoder": byte_level,
        "model": {
            "type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": "",
            "end_of_word_suffix": "", "fuse_unk": false, "vocab": vocabulary, "merges": ["c l", "c o"],
        },
    });
    put(folder.path(), "tokenizer.json", &tokenizer);
    put(folder.path(), "tokenizer_config.json", &config);
    folder
}

fn added(id: u32, content: &str) -> Value {
    json!({
        "id": id, "content": content, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false,
        "special": true,
    })
}

fn put(folder: &Path, name: &str, value: &Value) {
    std::fs::write(folder.join(name), value.to_string()).unwrap();
}
