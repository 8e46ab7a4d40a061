//! What the cache keeps of an answer, and the key that it is found by.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::digest;

/// What an answer was given to: a digest of everything that shaped it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(String);

impl Key {
    /// The key of these parts, in their order.
    pub fn of(parts: &[&str]) -> Self {
        Self(digest::sha256(parts))
    }
}

impl TryFrom<String> for Key {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let is_digest = text.len() == 64 && text.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'));
        if is_digest { Ok(Self(text)) } else { Err("a key has 64 hexadecimal digits") }
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0
    }
}

impl ToSql for Key {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl FromSql for Key {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::try_from(String::column_result(value)?).map_err(|_| FromSqlError::InvalidType)
    }
}

/// The stage that asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The reviewer on this machine.
    Local,
    /// The cloud.
    Cloud,
}

impl Kind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Cloud => "cloud",
        }
    }
}

impl ToSql for Kind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.name().to_sql()
    }
}

impl FromSql for Kind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        [Self::Local, Self::Cloud]
            .into_iter()
            .find(|kind| Ok(kind.name()) == value.as_str())
            .ok_or(FromSqlError::InvalidType)
    }
}

/// An answer.
pub(super) struct Entry {
    pub kind: Kind,
    pub key: Key,
    /// The name of the model that gave it.
    pub model: String,
    /// When, in unix seconds.
    pub created: i64,
    /// JSON.
    pub answer: String,
}

/// Keeps an answer unless a newer one is there; how many were kept.
pub(super) fn insert(connection: &Connection, entry: &Entry) -> rusqlite::Result<usize> {
    const INSERT: &str = "\
        insert into entry (kind, key, model, answer, created, used, size) values (?1, ?2, ?3, ?4, ?5, ?5, ?6) \
        on conflict (kind, key) do update set model = excluded.model, answer = excluded.answer, \
        created = excluded.created, used = max(used, excluded.used), size = excluded.size \
        where excluded.created >= created";
    let Entry { kind, key, model, created, answer } = entry;
    let size = i64::try_from(answer.len() + model.len() + key.0.len()).unwrap_or(i64::MAX);
    connection.execute(INSERT, params![kind, key, model, answer, created, size])
}
