//! The verdict cache: what a model was asked goes in as a key, what it answered comes out on any later run. It only ever
//! saves work: whatever is wrong with it, an answer that cannot be had in time is a miss.

mod entry;
mod file;
mod transfer;
mod upkeep;

pub use entry::{Key, Kind};
pub use transfer::{Imported, TransferError};
pub(crate) use upkeep::now;
pub use upkeep::{Group, Stats};

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use miette::Diagnostic;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// How large the cache may grow where the configuration says nothing, in megabytes.
pub const DEFAULT_MB: u32 = 64;
/// A longer answer is not kept, in bytes of its JSON.
const LONGEST: usize = 256 * 1024;

/// Why there is no cache.
#[derive(Debug, Error, Diagnostic)]
pub enum StoreError {
    /// Its folder cannot be made, or a file in it cannot be moved or locked.
    #[error("the cache {} cannot be used: {reason}", path.display())]
    #[diagnostic(help("make its folder writable, or set XDG_CACHE_HOME"))]
    Folder { path: PathBuf, reason: std::io::Error },
    /// `SQLite` cannot open it.
    #[error("the cache {} cannot be used: {reason}", path.display())]
    #[diagnostic(help("make its folder writable, or set XDG_CACHE_HOME; `--no-cache` does without"))]
    Database { path: PathBuf, reason: rusqlite::Error },
}

/// The verdicts that are known. Threads may share it, and processes its file.
pub struct Store {
    path: PathBuf,
    /// In bytes of keys and answers.
    limit: u64,
    connection: Mutex<Connection>,
    /// What was found, to be marked as used in one write.
    found: Mutex<BTreeSet<(Kind, Key)>>,
    notes: Mutex<BTreeSet<String>>,
}

impl Store {
    /// The file in the user's cache folder; `None` where there is no such folder.
    pub fn default_path() -> Option<PathBuf> {
        dirs::cache_dir().map(|folder| folder.join("review").join("verdicts.sqlite"))
    }

    /// Opens the cache, or makes it. A file that is broken or of another version is set aside, and [`Store::finish`]
    /// says so. `limit` is in bytes.
    ///
    /// # Errors
    /// A folder or file that cannot be written: the review goes on without.
    pub fn open(path: &Path, limit: u64) -> Result<Self, StoreError> {
        let (connection, note) = file::open(path)?;
        let (found, notes) = (Mutex::default(), Mutex::new(note.into_iter().collect()));
        Ok(Self { path: path.to_owned(), limit, connection: Mutex::new(connection), found, notes })
    }

    /// The answer to a key. One that cannot be read any more is none.
    pub fn get<T: DeserializeOwned>(&self, kind: Kind, key: &Key) -> Option<T> {
        self.get_many(kind, std::slice::from_ref(key)).pop().flatten()
    }

    /// The answers to several keys, in their order.
    pub fn get_many<T: DeserializeOwned>(&self, kind: Kind, keys: &[Key]) -> Vec<Option<T>> {
        let texts = self.with(|connection| answers(connection, kind, keys));
        let texts = texts.unwrap_or_else(|| vec![None; keys.len()]);
        let mut found = locked(&self.found);
        let read = |(text, key): (Option<String>, &Key)| {
            let answer = serde_json::from_str(&text?).ok()?;
            found.insert((kind, key.clone()));
            Some(answer)
        };
        texts.into_iter().zip(keys).map(read).collect()
    }

    /// Keeps an answer in the place of an older one. One that is too long, or that cannot be written, is not kept.
    pub fn put<T: Serialize>(&self, kind: Kind, key: &Key, model: &str, answer: &T) {
        let Ok(text) = serde_json::to_string(answer) else { return };
        if text.len() > LONGEST {
            return;
        }
        let (now, limit) = (upkeep::now(), self.limit);
        self.write(|writing| {
            entry::insert(
                writing,
                &entry::Entry { kind, key: key.clone(), model: model.to_owned(), created: now, answer: text },
            )?;
            upkeep::evict(writing, limit)
        });
    }

    /// Marks what was found as used, and says what went wrong so far. Dropping a store marks it, too.
    pub fn finish(&self) -> Vec<String> {
        let found = std::mem::take(&mut *locked(&self.found));
        if !found.is_empty() {
            let now = upkeep::now();
            self.write(|writing| {
                let mut touch = writing.prepare("update entry set used = ?1 where kind = ?2 and key = ?3")?;
                found.iter().try_for_each(|(kind, key)| touch.execute(params![now, kind, key]).map(drop))
            });
        }
        std::mem::take(&mut *locked(&self.notes)).into_iter().collect()
    }

    /// Writes all of something or nothing; `None` where that failed, which is noted.
    fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>) -> Option<T> {
        self.with(|connection| {
            let writing = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&writing)?;
            writing.commit().map(|()| done)
        })
    }

    /// Does something with the database; `None` where that failed, which is noted. A file that turns out to be broken
    /// is set aside.
    fn with<T>(&self, work: impl FnOnce(&mut Connection) -> rusqlite::Result<T>) -> Option<T> {
        let mut connection = locked(&self.connection);
        let error = match work(&mut connection) {
            Ok(done) => return Some(done),
            Err(error) => error,
        };
        let note = if file::is_broken(&error) {
            file::rebuild(&self.path).map(|(fresh, note)| {
                *connection = fresh;
                note
            })
        } else {
            Ok(Some(format!("the cache could not be used: {error}")))
        };
        locked(&self.notes).extend(note.unwrap_or_else(|error| Some(error.to_string())));
        None
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.finish();
    }
}

fn answers(connection: &Connection, kind: Kind, keys: &[Key]) -> rusqlite::Result<Vec<Option<String>>> {
    let mut lookup = connection.prepare("select answer from entry where kind = ?1 and key = ?2")?;
    keys.iter().map(|key| lookup.query_row(params![kind, key], |row| row.get(0)).optional()).collect()
}

/// A thread that panicked leaves a transaction that was rolled back, not a broken store.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
