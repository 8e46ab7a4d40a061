//! From text to tokens and back. The folder of a model comes in; a tokenizer goes out that takes a mark such as
//! `<|im_end|>` for one only where the template wrote it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use llguidance::toktrie::{TokEnv, TokRxInfo, TokTrie, TokenId, TokenizerEnv};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::error::GenerateError;
use super::files;
use super::marks::{Mark, Marks, Part};
use super::pieces::pieces;

/// The file that holds the vocabulary.
const FILE: &str = "tokenizer.json";

/// The tokenizer of a model. Clones share it.
#[derive(Clone)]
pub struct Tokenizer {
    path: PathBuf,
    env: Arc<Env>,
    ends: Vec<u32>,
    names: BTreeMap<String, String>,
}

/// What the grammar needs of a tokenizer, too.
struct Env {
    text: tokenizers::Tokenizer,
    marks: Marks,
    trie: TokTrie,
}

impl Tokenizer {
    /// Reads `tokenizer.json` and, as far as they are there, the files that name its special tokens:
    /// `tokenizer_config.json`, `special_tokens_map.json`, `generation_config.json`, `config.json` and
    /// `genai_config.json`.
    ///
    /// # Errors
    /// A file that is missing, cut, or of a kind that is not known; the error names it.
    pub fn read(folder: &Path) -> Result<Self, GenerateError> {
        let path = folder.join(FILE);
        let bytes = files::bytes(&path)?.ok_or_else(|| GenerateError::Missing { path: path.clone() })?;
        let names = names(folder)?;
        let refused = |reason| GenerateError::Tokenizer { path: path.clone(), reason };
        let (text, marks) = parts(&bytes, &path)?;
        let pieces = pieces(&text, &marks).map_err(refused)?;
        let ends = ends(folder, &names, &marks, pieces.len())?;
        let text = without_prefixes(&text).map_err(refused)?;
        let info = TokRxInfo::new(u32::try_from(pieces.len()).unwrap_or(0), ends.first().copied().unwrap_or(0));
        let mut trie = TokTrie::from(&info, &pieces);
        if !ends.is_empty() {
            trie = trie.with_eos_tokens(&ends);
        }
        Ok(Self { path, env: Arc::new(Env { text, marks, trie }), ends, names })
    }

    /// The tokens of a text in which nothing is a mark: whatever `<|im_end|>` it holds becomes plain letters.
    ///
    /// # Errors
    /// A tokenizer that has no token for some of it.
    pub fn encode(&self, text: &str) -> Result<Vec<u32>, GenerateError> {
        self.env.encode(self.env.marks.cut_spaces(text)).map_err(|reason| self.refused(reason))
    }

    /// The tokens of a text that a template wrote: its marks are meant.
    ///
    /// # Errors
    /// As [`Tokenizer::encode`].
    pub fn encode_marked(&self, text: &str) -> Result<Vec<u32>, GenerateError> {
        self.env.encode(self.env.marks.cut(text)).map_err(|reason| self.refused(reason))
    }

    /// How many tokens a text has, marks taken for letters.
    ///
    /// # Errors
    /// As [`Tokenizer::encode`].
    pub fn count(&self, text: &str) -> Result<usize, GenerateError> {
        self.encode(text).map(|tokens| tokens.len())
    }

    /// The text of these tokens without their marks. Bytes that are no UTF-8 come out as U+FFFD.
    pub fn decode(&self, tokens: &[u32]) -> String {
        let bytes: Vec<u8> = tokens.iter().flat_map(|token| self.bytes(*token)).copied().collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The bytes of a token; none for a mark and for a number that is no token.
    pub fn bytes(&self, token: u32) -> &[u8] {
        let trie = &self.env.trie;
        let known = (token as usize) < trie.vocab_size() && !trie.is_special_token(token);
        if known { trie.token(token) } else { &[] }
    }

    /// How many tokens there are: a number from there on stands for nothing.
    pub fn size(&self) -> usize {
        self.env.trie.vocab_size()
    }

    /// The tokens that end a reply, in ascending order.
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// How the special tokens are written, by their name in `tokenizer_config.json`, such as `bos_token`.
    pub fn names(&self) -> &BTreeMap<String, String> {
        &self.names
    }

    /// Whether the vocabulary has this mark.
    pub fn has_mark(&self, text: &str) -> bool {
        self.env.marks.get(text).is_some()
    }

    /// Checks that the model tells apart as many tokens as there are. More are usual: they are padding.
    ///
    /// # Errors
    /// A model whose logits are fewer than the tokens.
    pub fn check(&self, width: usize) -> Result<(), GenerateError> {
        let misfit = || GenerateError::Misfit { path: self.path.clone(), tokens: self.size(), width };
        if width < self.size() { Err(misfit()) } else { Ok(()) }
    }

    /// What the grammar takes.
    pub(super) fn env(&self) -> TokEnv {
        self.env.clone()
    }

    fn refused(&self, reason: String) -> GenerateError {
        GenerateError::Tokenizer { path: self.path.clone(), reason }
    }
}

impl Env {
    fn encode(&self, parts: Vec<Part<'_>>) -> Result<Vec<u32>, String> {
        let mut tokens = Vec::new();
        for part in parts {
            match part {
                Part::Mark(id) => tokens.push(id),
                Part::Text(text) => self.encode_text(text, &mut tokens)?,
            }
        }
        Ok(tokens)
    }

    fn encode_text(&self, text: &str, tokens: &mut Vec<u32>) -> Result<(), String> {
        let encoding = self.text.encode_fast(text, false).map_err(|error| error.to_string())?;
        for id in encoding.get_ids() {
            // A vocabulary may hold a mark among its words; its bytes are then taken one by one.
            match self.text.id_to_token(*id).filter(|word| self.marks.get(word).is_some_and(|mark| mark.controls)) {
                Some(word) => tokens.extend(word.bytes().filter_map(|byte| self.trie.token_id_at_bytes(&[byte]))),
                None => tokens.push(*id),
            }
        }
        Ok(())
    }
}

impl TokenizerEnv for Env {
    fn tok_trie(&self) -> &TokTrie {
        &self.trie
    }

    fn tokenize_bytes(&self, bytes: &[u8]) -> Vec<TokenId> {
        self.trie.tokenize_with_greedy_fallback(bytes, |text| {
            self.encode(self.marks.cut_spaces(text)).unwrap_or_else(|_| self.trie.greedy_tokenize(text.as_bytes()))
        })
    }
}

/// The tokenizer of the file, and what was added to its vocabulary.
fn parts(bytes: &[u8], path: &Path) -> Result<(tokenizers::Tokenizer, Marks), GenerateError> {
    #[derive(Deserialize)]
    struct Listed {
        #[serde(default)]
        added_tokens: Vec<Mark>,
    }
    let not_json =
        |error: serde_json::Error| GenerateError::NotJson { path: path.to_owned(), reason: error.to_string() };
    let listed: Listed = serde_json::from_slice(bytes).map_err(not_json)?;
    let refused = |reason| GenerateError::Tokenizer { path: path.to_owned(), reason };
    let tokenizer = tokenizers::Tokenizer::from_bytes(bytes).map_err(|error| refused(error.to_string()))?;
    let marks = Marks::new(listed.added_tokens).map_err(refused)?;
    Ok((tokenizer, marks))
}

/// The same tokenizer for a stretch of text: it knows no marks and puts no space in front.
fn without_prefixes(tokenizer: &tokenizers::Tokenizer) -> Result<tokenizers::Tokenizer, String> {
    let mut text = tokenizers::Tokenizer::new(tokenizer.get_model().clone());
    text.with_normalizer(rewritten(tokenizer.get_normalizer())?);
    text.with_pre_tokenizer(rewritten(tokenizer.get_pre_tokenizer())?);
    Ok(text)
}

fn rewritten<T: serde::Serialize + DeserializeOwned>(part: Option<&T>) -> Result<Option<T>, String> {
    let rewrite = |part: &T| serde_json::from_value::<Option<T>>(without_prefix(serde_json::to_value(part)?));
    part.map_or(Ok(None), rewrite).map_err(|error: serde_json::Error| error.to_string())
}

fn without_prefix(mut part: Value) -> Value {
    match part["type"].as_str() {
        Some("Prepend") => return Value::Null,
        Some("Metaspace") => part["prepend_scheme"] = json!("never"),
        Some("ByteLevel") => part["add_prefix_space"] = json!(false),
        Some("Sequence") => {
            let lists = part.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut);
            for list in lists.filter_map(Value::as_array_mut) {
                *list = list.drain(..).map(without_prefix).filter(|part| !part.is_null()).collect();
            }
        }
        _ => {}
    }
    part
}

/// How the special tokens are written: a text, or an object that has it as its `content`.
fn names(folder: &Path) -> Result<BTreeMap<String, String>, GenerateError> {
    let mut names = BTreeMap::new();
    for file in ["special_tokens_map.json", "tokenizer_config.json"] {
        let value = files::json(&folder.join(file))?.unwrap_or_default();
        for (key, value) in value.as_object().into_iter().flatten().filter(|(key, _)| key.ends_with("_token")) {
            if let Some(text) = value.as_str().or_else(|| value["content"].as_str()) {
                names.insert(key.clone(), text.to_owned());
            }
        }
    }
    Ok(names)
}

/// The tokens that end a reply, from every file that names some.
fn ends(
    folder: &Path,
    names: &BTreeMap<String, String>,
    marks: &Marks,
    size: usize,
) -> Result<Vec<u32>, GenerateError> {
    let named = names.get("eos_token").and_then(|text| marks.get(text)).map(|mark| u64::from(mark.id));
    let mut ends: Vec<u64> = named.into_iter().collect();
    for file in ["generation_config.json", "config.json", "genai_config.json"] {
        let value = files::json(&folder.join(file))?.unwrap_or_default();
        for place in [&value, &value["text_config"], &value["model"]] {
            let found = &place["eos_token_id"];
            ends.extend(found.as_array().into_iter().flatten().chain([found]).filter_map(Value::as_u64));
        }
    }
    let mut ends: Vec<u32> = ends.into_iter().filter_map(|id| u32::try_from(id).ok()).collect();
    ends.retain(|id| (*id as usize) < size);
    ends.sort_unstable();
    ends.dedup();
    Ok(ends)
}
