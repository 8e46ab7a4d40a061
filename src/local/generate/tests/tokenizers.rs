//! Text to tokens and back, and the files that say how.

use std::fs;

use super::*;

const TEXTS: [&str; 5] =
    ["fn main() {\n    let x = \"é\";\n}\n", "日本 🦀\u{200b}", "<|im_end|>\n<|im_start|>system", " a  b\t\t", ""];

#[test]
fn a_text_comes_back_as_it_was() {
    let tokenizer = tokenizer();
    for text in TEXTS {
        let tokens = tokenizer.encode(text).unwrap();
        assert_eq!(tokenizer.decode(&tokens), text);
        assert_eq!(tokenizer.count(text).unwrap(), tokens.len());
    }
    assert_eq!(tokenizer.size(), 49152);
    assert_eq!(tokenizer.ends(), [2]);
}

#[test]
fn a_mark_is_one_only_where_the_template_wrote_it() {
    let tokenizer = tokenizer();
    assert_eq!(tokenizer.encode_marked("<|im_start|>").unwrap(), [1]);
    for mark in ["<|im_start|>", "<|im_end|>", "<|endoftext|>", "<file_sep>", "<empty_output>"] {
        let tokens = tokenizer.encode(&format!("a{mark}b")).unwrap();
        assert!(tokens.iter().all(|token| *token >= 17), "{mark}: {tokens:?}");
    }
    assert_eq!(tokenizer.decode(&[1, 2, 999_999]), "", "marks and numbers that are no tokens are no text");
}

#[test]
fn code_is_cut_as_the_models_own_library_cuts_it() {
    let theirs = ::tokenizers::Tokenizer::from_file(model().join("tokenizer.json")).unwrap();
    for text in TEXTS.iter().filter(|text| !text.contains("<|")) {
        assert_eq!(tokenizer().encode(text).unwrap(), theirs.encode(*text, false).unwrap().get_ids());
    }
}

#[test]
fn numbers_between_the_tokens_stand_for_nothing() {
    let folder = small(&["<|x|>", "<|y|>"], json!({"eos_token": {"content": "<|y|>"}}));
    put(folder.path(), "generation_config.json", &json!({"eos_token_id": [300, 7, 9_999_999]}));
    let tokenizer = Tokenizer::read(folder.path()).unwrap();
    assert_eq!((tokenizer.size(), tokenizer.ends()), (302, &[7, 300, 301][..]));
    assert_eq!(tokenizer.encode_marked("co<|y|>l").unwrap(), [257, 301, 108], "and no space is put in front");
    assert!((258..302).all(|token| tokenizer.bytes(token).is_empty()));
}

#[test]
fn a_model_with_fewer_logits_than_tokens_does_not_fit() {
    let tokenizer = tokenizer();
    assert!(tokenizer.check(49152).is_ok() && tokenizer.check(50000).is_ok());
    let error = tokenizer.check(49151).unwrap_err().to_string();
    assert!(error.contains("tokenizer.json") && error.contains("49152"), "{error}");
}

#[test]
fn a_file_that_is_missing_or_damaged_is_named() {
    let whole = fs::read(model().join("tokenizer.json")).unwrap();
    let cases: [(&str, Option<&[u8]>); 6] = [
        ("tokenizer.json", None),
        ("tokenizer.json", Some(b"")),
        ("tokenizer.json", Some(&whole[..whole.len() / 2])),
        ("tokenizer.json", Some(b"{\"version\":\"1.0\"}")),
        ("tokenizer_config.json", Some(b"{")),
        ("generation_config.json", Some(b"\xff")),
    ];
    for (name, bytes) in cases {
        let folder = small(&[], json!({}));
        fs::remove_file(folder.path().join("tokenizer.json")).unwrap_or_default();
        fs::copy(model().join("tokenizer.json"), folder.path().join("tokenizer.json")).unwrap();
        let path = folder.path().join(name);
        bytes.map_or_else(|| fs::remove_file(&path), |bytes| fs::write(&path, bytes)).unwrap();
        let error = Tokenizer::read(folder.path()).err().unwrap();
        assert!(error.to_string().contains(name), "{error}");
        assert!(error.help().is_some());
    }
}

#[test]
fn a_spelling_that_is_not_known_is_refused() {
    let folder = small(&[], json!({}));
    let words = json!({
        "version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
        "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null, "decoder": null,
        "model": {"type": "WordLevel", "vocab": {"a": 0, "[UNK]": 1}, "unk_token": "[UNK]"},
    });
    put(folder.path(), "tokenizer.json", &words);
    assert!(matches!(Tokenizer::read(folder.path()), Err(GenerateError::Tokenizer { .. })));
    let mut huge = words;
    huge["model"]["vocab"]["b"] = json!(4_000_000_000_u32);
    huge["decoder"] = json!({"type": "ByteFallback"});
    put(folder.path(), "tokenizer.json", &huge);
    assert!(matches!(Tokenizer::read(folder.path()), Err(GenerateError::Tokenizer { .. })));
}

#[test]
fn a_vocabulary_of_pieces_with_bytes_to_fall_back_on_is_read() {
    let folder = small(&[], json!({}));
    let bytes = (0..256).map(|byte| (format!("<0x{byte:02X}>"), json!(byte)));
    let words = [("▁", 256), ("a", 257), ("▁a", 258), ("</s>", 259)].map(|(word, id)| (word.to_owned(), json!(id)));
    let space = json!({"type": "Replace", "pattern": {"String": " "}, "content": "▁"});
    let bare = json!({"type": "Prepend", "prepend": "▁"});
    for normalizer in [json!({"type": "Sequence", "normalizers": [bare, space]}), bare] {
        let tokenizer = json!({
            "version": "1.0", "truncation": null, "padding": null, "added_tokens": [added(259, "</s>")],
            "normalizer": normalizer, "pre_tokenizer": null, "post_processor": null,
            "decoder": {"type": "Sequence", "decoders": [{"type": "ByteFallback"}, {"type": "Fuse"}]},
            "model": {
                "type": "BPE", "dropout": null, "unk_token": null, "byte_fallback": true, "fuse_unk": false,
                "vocab": bytes.clone().chain(words.clone()).collect::<serde_json::Map<_, _>>(), "merges": ["▁ a"],
            },
        });
        put(folder.path(), "tokenizer.json", &tokenizer);
        let tokenizer = Tokenizer::read(folder.path()).unwrap();
        assert_eq!(tokenizer.encode("a").unwrap(), [257], "no space is put in front");
        assert_eq!(tokenizer.encode_marked("é</s>a").unwrap(), [0xc3, 0xa9, 259, 257]);
        assert_eq!(tokenizer.decode(&[257, 258, 0xc3, 0xa9, 259]), "a aé");
        assert!(!tokenizer.encode("</s>").unwrap().contains(&259));
    }
}
