//! What is read of a folder of ONNX Runtime `GenAI`, and which key is named where it makes no sense.

use std::fs;

use super::*;

const GENAI: &str = r#"{"model": {"type": "qwen2", "context_length": 4096, "vocab_size": 9, "bos_token_id": 1,
    "eos_token_id": [3, 2], "decoder": {"filename": "net.onnx", "head_size": 2, "num_key_value_heads": 1,
    "inputs": {"input_ids": "ids", "past_key_names": "past.%d.k"}, "outputs": {"logits": "scores"}}}}"#;

fn genai(text: &str) -> Result<Layout, DecoderError> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("genai_config.json"), text).unwrap();
    Layout::of(folder.path())
}

#[test]
fn a_genai_folder_names_its_file_its_inputs_and_its_ends() {
    let layout = genai(GENAI).unwrap();
    assert_eq!((layout.architecture.as_str(), layout.context, layout.vocabulary), ("qwen2", 4096, 9));
    assert_eq!((layout.end.as_slice(), layout.start), (&[2, 3][..], Some(1)));
    assert_eq!((layout.names.tokens.as_str(), layout.names.past_key.as_str()), ("ids", "past.%d.k"));
    assert_eq!((layout.names.logits.as_str(), layout.names.mask.as_str()), ("scores", "attention_mask"));
}

#[test]
fn mistakes_in_a_genai_folder_name_the_key() {
    for (what, instead, part) in [
        ("\"vocab_size\": 9,", "", "no `model.vocab_size`"),
        ("4096", "\"long\"", "`model.context_length` is \"long\""),
        ("\"decoder\": {", "\"vision\": {}, \"decoder\": {", "`vision`"),
        ("[3, 2]", "[]", "no `model.eos_token_id`"),
    ] {
        let error = genai(&GENAI.replace(what, instead)).unwrap_err().to_string();
        assert!(error.contains(part), "{part}: {error}");
    }
}
