//! Where what was learned is kept: a file for each repository in the user's data folder, never in the repository.
//!
//! A repository is known by the path of its git folder, which its worktrees share. (Its first commit would tell it
//! apart after a move, too; but to find that one, every review would have to walk the whole history.)

use std::path::{Path, PathBuf};
use std::{fs, io};

use miette::Diagnostic;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Base, Learned};
use crate::digest::sha256;
use crate::git::Repository;

/// Why what was learned is not used.
#[derive(Debug, Error, Diagnostic)]
#[diagnostic(help("`review learn` learns anew; `review learn --undo` takes it away"))]
pub enum LearnedError {
    /// The file cannot be read.
    #[error("what was learned here cannot be read from {}: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: io::Error },
    /// The file holds something else.
    #[error("what was learned here is not used, {} is broken: {reason}", path.display())]
    Broken { path: PathBuf, reason: String },
    /// It was learned on top of another model.
    #[error("what was learned here is not used: it belongs to {was}, and the model is {is}")]
    Foreign { was: String, is: String },
}

/// The files of all repositories.
#[derive(Debug)]
pub struct LearnedStore {
    folder: PathBuf,
}

/// What a file holds: what is used, and what was used before, for `--undo`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    current: Learned,
    previous: Option<Learned>,
}

/// What is used after a step back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// There was nothing to take back.
    Nothing,
    /// What was learned before.
    Previous,
    /// The model as it came.
    Builtin,
}

impl LearnedStore {
    /// The store in the user's data folder; `None` where the user has none.
    pub fn open() -> Option<Self> {
        crate::state::data().map(|folder| Self::at(folder.join("learned")))
    }

    pub(super) fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The file of a repository.
    pub fn path(&self, repository: &Repository) -> PathBuf {
        let folder = repository.location().common_dir();
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        self.folder.join(format!("{}.json", sha256(&[folder.to_string_lossy()])))
    }

    /// What was learned in a repository on top of this model.
    ///
    /// # Errors
    /// Where there is something that cannot be used; the model is then used as it came.
    pub fn load(&self, repository: &Repository, base: &Base) -> Result<Option<Learned>, LearnedError> {
        Self::load_from(&self.path(repository), base)
    }

    /// As [`LearnedStore::load`], by the file of the repository.
    ///
    /// # Errors
    /// As [`LearnedStore::load`].
    pub fn load_from(path: &Path, base: &Base) -> Result<Option<Learned>, LearnedError> {
        let Some(kept) = read(path)? else { return Ok(None) };
        fits(kept.current, base).map(Some)
    }

    /// Keeps what was learned, and beside it what was used until now on top of the same model. Returns the file.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn keep(&self, repository: &Repository, learned: Learned) -> io::Result<PathBuf> {
        let path = self.path(repository);
        let previous = self.load(repository, &learned.base).unwrap_or_default();
        write(&path, &Kept { current: learned, previous })?;
        Ok(path)
    }

    /// Goes back to what was used before; a file that cannot be used is deleted.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn undo(&self, repository: &Repository) -> io::Result<Undone> {
        let path = self.path(repository);
        let previous = match read(&path) {
            Ok(None) => return Ok(Undone::Nothing),
            Ok(Some(kept)) => kept.previous,
            Err(_) => None,
        };
        match previous {
            Some(current) => write(&path, &Kept { current, previous: None }).map(|()| Undone::Previous),
            None => fs::remove_file(path).map(|()| Undone::Builtin),
        }
    }
}

fn read(path: &Path) -> Result<Option<Kept>, LearnedError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(reason) if matches!(reason.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(reason) => return Err(LearnedError::Unreadable { path: path.to_owned(), reason }),
    };
    let broken = |reason: String| LearnedError::Broken { path: path.to_owned(), reason };
    let kept: Kept = serde_json::from_slice(&bytes).map_err(|error| broken(error.to_string()))?;
    let flaw = kept.current.flaw().or_else(|| kept.previous.as_ref().and_then(Learned::flaw));
    flaw.map_or(Ok(Some(kept)), |flaw| Err(broken(flaw)))
}

fn fits(learned: Learned, base: &Base) -> Result<Learned, LearnedError> {
    if learned.base == *base {
        return Ok(learned);
    }
    let named = |base: &Base| format!("{} {} with the features {}", base.name, base.version, base.table);
    Err(LearnedError::Foreign { was: named(&learned.base), is: named(base) })
}

fn write(path: &Path, kept: &Kept) -> io::Result<()> {
    let folder = path.parent().expect("it lies in a folder");
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&mut file, kept)?;
    file.persist(path)?;
    Ok(())
}
