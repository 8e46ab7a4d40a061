//! The verdict cache: what models answered, kept in the user's cache folder by all that shaped the answer, so that
//! nothing is asked twice. A cache that cannot be had costs a note and no review.

mod aside;
mod database;
mod entry;
mod error;
mod stats;
mod transfer;
mod voucher;

pub use database::ModelStats;
pub use entry::Key;
pub use error::StoreError;
pub use stats::Stats;
pub use transfer::Imported;
pub use voucher::KeyPlace;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Serialize, de::DeserializeOwned};

use self::database::Database;
use self::entry::{Entry, LONGEST, now};
use self::voucher::Voucher;
use crate::config::CacheSection;
use crate::state;

/// An entry that was used so shortly before, in seconds, is not noted as used again: a run after the other need not
/// write.
const RECENT: i64 = 3600;

/// The cache. Its file is opened when something is first looked up, and made when something is first kept; several
/// programs may use it at once.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    /// By what its answers are known to be ours.
    key: KeyPlace,
    /// Bytes of the file at the most.
    limit: u64,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    state: State,
    /// The kinds and keys that were found, to be noted as used at the end.
    used: BTreeSet<(String, Key)>,
    notes: Vec<String>,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Closed,
    Open(Box<Database>),
    /// It cannot be had, and is not tried again.
    Off,
}

impl Store {
    /// The cache of a file, which need not be there, with room for so many bytes. Only answers are believed that were kept
    /// with the same key.
    pub fn open(path: PathBuf, key: KeyPlace, limit: u64) -> Self {
        Self { path, key, limit, inner: Mutex::default() }
    }

    /// The user's cache as configured; `None` where it is switched off, or the user has no cache folder.
    pub fn from_section(section: &CacheSection) -> Option<Self> {
        if !section.is_enabled() {
            return None;
        }
        Self::of_user(section)
    }

    /// The same, whether reviews use it or not.
    pub fn of_user(section: &CacheSection) -> Option<Self> {
        let path = state::cache()?.join("verdicts.sqlite");
        Some(Self::open(path, KeyPlace::of_user()?, section.limit()))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Bytes that the file may have.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// An answer of this kind; one of another form is none.
    pub fn get<T: DeserializeOwned>(&self, kind: &str, key: &Key) -> Option<T> {
        let mut inner = self.inner();
        if matches!(inner.state, State::Closed) && !self.path.exists() {
            return None;
        }
        let (answer, used) = self.quietly(&mut inner, |database| database.answer(kind, key))??;
        let answer = serde_json::from_str(&answer).ok()?;
        if used < now() - RECENT {
            inner.used.insert((kind.to_owned(), key.clone()));
        }
        Some(answer)
    }

    /// Keeps an answer of a model, unless it is too long.
    pub fn put<T: Serialize>(&self, kind: &str, key: &Key, model: &str, value: &T) {
        let Some(answer) = serde_json::to_string(value).ok().filter(|answer| answer.len() <= LONGEST) else { return };
        let entry = Entry::new(kind, key.clone(), model, answer, now());
        self.quietly(&mut self.inner(), |database| database.put(&entry));
    }

    /// What could not be done so far, and why.
    pub fn notes(&self) -> Vec<String> {
        self.inner().notes.clone()
    }

    /// Deletes what was not used for so long, or everything; how many answers that were.
    ///
    /// # Errors
    /// The file cannot be used.
    pub fn clear(&self, unused_for: Option<Duration>) -> Result<usize, StoreError> {
        if unused_for.is_none() {
            aside::remove_all(&self.path);
        }
        if !self.path.exists() {
            return Ok(0);
        }
        let seconds = |time: Duration| i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
        let before = unused_for.map_or(i64::MAX, |time| now().saturating_sub(seconds(time)));
        self.with(&mut self.inner(), |database| database.clear(before))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something with the file for a review, which goes on without it where that fails.
    fn quietly<T>(&self, inner: &mut Inner, work: impl Fn(&Database) -> rusqlite::Result<T>) -> Option<T> {
        if matches!(inner.state, State::Off) {
            return None;
        }
        let done = self.with(inner, work);
        done.inspect_err(|error| {
            inner.state = State::Off;
            inner.notes.push(crate::text::sentence(error));
        })
        .ok()
    }

    /// Does something with the file. A broken one is set aside first.
    fn with<T>(&self, inner: &mut Inner, work: impl Fn(&Database) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        match self.attempt(inner, &work) {
            Err(error) if error.is_broken() => {
                inner.state = State::Closed;
                let moved = aside::set_aside(&self.path, || self.is_broken());
                if let Some(to) = moved.map_err(|reason| StoreError::folder(&self.path, reason))? {
                    inner.notes.push(format!("a new file was begun, the old one is now {}: {error}", to.display()));
                }
                self.attempt(inner, &work)
            }
            done => done,
        }
    }

    fn attempt<T>(&self, inner: &mut Inner, work: impl Fn(&Database) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        if !matches!(inner.state, State::Open(_)) {
            let folder = self.path.parent().unwrap_or(Path::new("."));
            fs::create_dir_all(folder).map_err(|reason| StoreError::folder(folder, reason))?;
            inner.state = State::Open(Box::new(self.database()?));
        }
        let State::Open(database) = &inner.state else { unreachable!("it was opened") };
        work(database).map_err(|reason| StoreError::of(&self.path, reason))
    }

    fn database(&self) -> Result<Database, StoreError> {
        Database::open(&self.path, Voucher::open(&self.key)?, self.limit)
    }

    /// Whether the file is still broken, now that nobody else moves it.
    fn is_broken(&self) -> bool {
        let checked =
            self.database().and_then(|database| database.check().map_err(|reason| StoreError::of(&self.path, reason)));
        checked.is_err_and(|error| error.is_broken())
    }
}

impl Drop for Store {
    /// Notes what was used, in one write.
    fn drop(&mut self) {
        let inner = self.inner.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let (State::Open(database), false) = (&inner.state, inner.used.is_empty()) {
            // Nobody misses a note that could not be written.
            let _ = database.touch(&inner.used, now());
        }
    }
}

#[cfg(test)]
mod tests;
