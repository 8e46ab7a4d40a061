//! What is in the cache, for people.

use std::fs;
use std::path::PathBuf;

use serde::Serialize;

use super::database::{Database, ModelStats};
use super::entry::now;
use super::{Store, StoreError};

/// What is in the cache.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Stats {
    /// Its file.
    pub path: PathBuf,
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes that it may have.
    pub limit: u64,
    /// Answers in it.
    pub entries: u64,
    /// Seconds since the oldest of them was given.
    pub oldest_s: Option<i64>,
    /// The answers by kind and model.
    pub models: Vec<ModelStats>,
}

impl Store {
    /// What is in the cache.
    ///
    /// # Errors
    /// The file cannot be used.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let mut stats = Stats { path: self.path.clone(), limit: self.limit, ..Stats::default() };
        if !self.path.exists() {
            return Ok(stats);
        }
        for (model, created) in self.with(&mut self.inner(), Database::models)? {
            let age = (now() - created).max(0);
            stats.oldest_s = stats.oldest_s.max(Some(age));
            stats.entries += model.entries;
            stats.models.push(model);
        }
        stats.bytes = self.size();
        Ok(stats)
    }

    /// Bytes of the file; 0 where there is none.
    pub fn size(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |file| file.len())
    }
}
