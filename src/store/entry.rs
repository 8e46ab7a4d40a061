//! An entry of the cache, the key it is found by, and the line of JSON that carries it to another machine.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::digest::sha256;

/// The version of a line.
const VERSION: u32 = 1;

/// What models answer for.
const KINDS: [&str; 3] = ["cloud", "local", "risk"];

/// A longer answer is not kept, in bytes.
pub(super) const LONGEST: usize = 256 << 10;

/// Longest name of a model, in bytes.
const LONGEST_NAME: usize = 200;

/// By what an answer is found: the digest of all that shaped it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Key {
    /// The key of everything that shapes an answer.
    pub fn of(parts: &[&str]) -> Self {
        Self(sha256(parts))
    }

    /// A key as [`Key::as_str`] gives it; `None` for another text.
    pub(super) fn read(text: &str) -> Option<Self> {
        let is_digit = |sign: u8| sign.is_ascii_digit() || (b'a'..=b'f').contains(&sign);
        (text.len() == 64 && text.bytes().all(is_digit)).then(|| Self(text.to_owned()))
    }

    /// Its 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An answer and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub kind: String,
    pub key: Key,
    /// The name of the model.
    pub model: String,
    /// JSON.
    pub answer: String,
    /// Seconds since 1970.
    pub created: i64,
    pub used: i64,
}

/// The line of an entry.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    version: u32,
    kind: String,
    key: String,
    model: String,
    created: i64,
    used: i64,
    answer: Value,
}

impl Entry {
    /// A new one.
    pub fn new(kind: &str, key: Key, model: &str, answer: String, now: i64) -> Self {
        Self { kind: kind.to_owned(), key, model: model.to_owned(), answer, created: now, used: now }
    }

    /// Its line; `None` where its answer is broken.
    pub fn line(self) -> Option<String> {
        let answer = serde_json::from_str(&self.answer).ok()?;
        let Self { kind, key: Key(key), model, created, used, .. } = self;
        serde_json::to_string(&Line { version: VERSION, kind, key, model, created, used, answer }).ok()
    }

    /// Reads a line, and believes nothing of it.
    ///
    /// # Errors
    /// In words, what is wrong with it.
    pub fn read(line: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        match value.get("version").and_then(Value::as_u64) {
            Some(version) if version != u64::from(VERSION) => {
                return Err(format!("it is of version {version}, and this program reads version {VERSION}"));
            }
            _ => {}
        }
        let line: Line = serde_json::from_value(value).map_err(|error| error.to_string())?;
        let answer = line.answer.to_string();
        let is_name = |name: &str| !name.is_empty() && name.len() <= LONGEST_NAME && !name.contains(char::is_control);
        match () {
            () if !KINDS.contains(&line.kind.as_str()) => Err(format!("there is no kind {:?}", line.kind)),
            () if !is_name(&line.model) => Err("`model` is no name".to_owned()),
            () if !line.answer.is_object() => Err("`answer` is no object".to_owned()),
            () if answer.len() > LONGEST => Err(format!("`answer` has more than {LONGEST} bytes")),
            () if line.created < 0 || line.used < line.created => Err("its times make no sense".to_owned()),
            () => {
                let key = Key::read(&line.key).ok_or("`key` is no digest")?;
                // What is said to be of tomorrow would outlive everything.
                let (created, used) = (line.created.min(now()), line.used.min(now()));
                Ok(Self { kind: line.kind, key, model: line.model, answer, created, used })
            }
        }
    }
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX)
}
