//! A configuration in JSON, asked for one key after another; what is missing or odd is an error that names the file.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::error::DecoderError;

/// A file that was read.
pub(super) struct Config {
    path: PathBuf,
    all: Value,
}

/// An object in a file, and where it is.
#[derive(Clone, Copy)]
pub(super) struct Section<'c> {
    path: &'c Path,
    /// The keys that lead there, with a dot after each.
    prefix: &'static str,
    value: &'c Value,
}

impl Config {
    /// Reads a file, which must hold an object.
    pub fn read(path: PathBuf) -> Result<Self, DecoderError> {
        let text =
            fs::read_to_string(&path).map_err(|reason| DecoderError::Unreadable { path: path.clone(), reason })?;
        match serde_json::from_str(&text) {
            Ok(all @ Value::Object(_)) => Ok(Self { path, all }),
            Ok(_) => Err(DecoderError::Config { path, reason: "it is no JSON object".into() }),
            Err(error) => Err(DecoderError::Config { path, reason: error.to_string() }),
        }
    }

    /// The outermost object.
    pub fn top(&self) -> Section<'_> {
        Section { path: &self.path, prefix: "", value: &self.all }
    }
}

impl<'c> Section<'c> {
    /// A value that is there and not null.
    pub fn get(self, key: &str) -> Option<&'c Value> {
        self.value.get(key).filter(|value| !value.is_null())
    }

    /// An object within; `prefix` is how messages lead to it.
    pub fn section(self, key: &str, prefix: &'static str) -> Result<Self, DecoderError> {
        match self.get(key) {
            Some(value) if value.is_object() => Ok(Self { prefix, value, ..self }),
            found => Err(self.wrong(key, "an object", found)),
        }
    }

    /// A text.
    pub fn text(self, key: &str) -> Result<&'c str, DecoderError> {
        let found = self.get(key);
        found.and_then(Value::as_str).ok_or_else(|| self.wrong(key, "a text", found))
    }

    /// The first of some keys that is there, a number from one on.
    pub fn size(self, keys: &[&str]) -> Result<usize, DecoderError> {
        self.size_if_there(keys)?.ok_or_else(|| self.wrong(keys[0], "a number", None))
    }

    /// As [`Section::size`], where none of the keys need be there.
    pub fn size_if_there(self, keys: &[&str]) -> Result<Option<usize>, DecoderError> {
        let Some((key, found)) = keys.iter().find_map(|key| Some((key, self.get(key)?))) else { return Ok(None) };
        let size = found.as_u64().and_then(|number| usize::try_from(number).ok()).filter(|number| *number > 0);
        size.map(Some).ok_or_else(|| self.wrong(key, "a number from one on", Some(found)))
    }

    /// A token or a list of tokens, in order and each once; none where the key is not there.
    pub fn tokens(self, key: &str) -> Result<Vec<u32>, DecoderError> {
        let Some(found) = self.get(key) else { return Ok(Vec::new()) };
        let token = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok());
        let tokens = match found {
            Value::Array(list) => list.iter().map(token).collect::<Option<Vec<_>>>(),
            one => token(one).map(|token| vec![token]),
        };
        let mut tokens =
            tokens.ok_or_else(|| self.wrong(key, "the number of a token or a list of them", Some(found)))?;
        tokens.sort_unstable();
        tokens.dedup();
        Ok(tokens)
    }

    /// An error about the file.
    pub fn error(self, reason: String) -> DecoderError {
        DecoderError::Config { path: self.path.to_owned(), reason }
    }

    /// That the file is about another kind of model.
    pub fn no_decoder(self, reason: String) -> DecoderError {
        DecoderError::NotADecoder { path: self.path.to_owned(), reason }
    }

    fn wrong(self, key: &str, expected: &str, found: Option<&Value>) -> DecoderError {
        let prefix = self.prefix;
        self.error(match found {
            Some(found) => format!("`{prefix}{key}` is {found}, and should be {expected}"),
            None => format!("it has no `{prefix}{key}`"),
        })
    }
}
