//! The text of a side of a changed file, read from where it is: the object store, the working tree or the
//! diff itself. Nothing outside the repository is read, and no link is followed.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::text::{self, Texts};
use super::{FileSide, Hunk, MAX_FILE_BYTES, Source};
use crate::finding::{Line, Side};
use crate::git::{Location, Repository, WorkTree};

/// Reads texts; one for each thread, since a repository handle serves one thread at a time.
pub struct Reader {
    repository: Option<Repository>,
    tree: Option<WorkTree>,
}

/// The bytes of a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bytes {
    All(Vec<u8>),
    /// More than [`MAX_FILE_BYTES`], and not read.
    TooMany,
}

impl From<Option<Vec<u8>>> for Bytes {
    fn from(bytes: Option<Vec<u8>>) -> Self {
        bytes.map_or(Self::TooMany, Self::All)
    }
}

impl Bytes {
    /// The text that they are.
    pub(super) fn decode(self) -> Texts {
        match self {
            Self::All(bytes) => text::decode(bytes),
            Self::TooMany => Texts::TooLarge,
        }
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Reader {
    /// A reader for the repository at a location; without one only texts of the diff can be read.
    pub fn new(location: Option<&Location>) -> Self {
        let repository = location.and_then(|location| Repository::at(location).ok());
        let tree = location.and_then(WorkTree::new);
        Self { repository, tree }
    }

    /// The text of a side.
    ///
    /// # Errors
    /// A sentence that says what could not be read and why.
    pub fn read(&self, file: &FileSide, hunks: &[Hunk], side: Side) -> Result<Texts, String> {
        match &file.source {
            Source::Text(text) => Ok(Texts::Text(text.clone())),
            Source::HunksOnly => Ok(Texts::Text(hunks_as_text(hunks, side))),
            Source::Blob(id) => {
                let repository = self.repository.as_ref().ok_or("no repository to read it from")?;
                Ok(Bytes::from(repository.store().blob(*id, MAX_FILE_BYTES)?).decode())
            }
            Source::Worktree(path) => self.worktree(path),
        }
    }

    fn tree(&self) -> Result<&WorkTree, String> {
        self.tree.as_ref().ok_or_else(|| "there is no working tree".to_owned())
    }

    /// The text of a file of the working tree, by the path's bytes as git stores them.
    ///
    /// # Errors
    /// A sentence that says why the file is not read.
    pub fn worktree(&self, path: &[u8]) -> Result<Texts, String> {
        Ok(Bytes::from(self.tree()?.read(path, MAX_FILE_BYTES)?).decode())
    }

    /// Where a regular file of the working tree is; see [`WorkTree::place`].
    ///
    /// # Errors
    /// A path that leads out of the repository, also by way of a link, or to anything but a regular file.
    pub fn place(&self, path: &[u8]) -> Result<PathBuf, String> {
        self.tree()?.place(path)
    }
}

/// Readers for work on several threads. To open a repository takes longer than to read a small file, and there is one
/// piece of work a file: each takes a reader that nobody uses and gives it back, so that there are no more readers than
/// threads that read at the same time.
pub struct Readers {
    location: Option<Location>,
    idle: Mutex<Vec<Reader>>,
}

impl Readers {
    /// Readers for the repository at a location; see [`Reader::new`]. It is opened when one is needed.
    pub fn new(location: Option<&Location>) -> Self {
        Self { location: location.cloned(), idle: Mutex::default() }
    }

    /// Does work with a reader.
    pub fn with<T>(&self, work: impl FnOnce(&Reader) -> T) -> T {
        // In a statement of its own, or the others would wait while this one opens the repository.
        let idle = self.idle().pop();
        let reader = idle.unwrap_or_else(|| Reader::new(self.location.as_ref()));
        let done = work(&reader);
        self.idle().push(reader);
        done
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Reader>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The lines of one side of the hunks at their own line numbers, with blank lines between, so that a file
/// of which only the diff is known can still be parsed around what is missing.
fn hunks_as_text(hunks: &[Hunk], side: Side) -> String {
    // A hostile header may claim any line number; past this the numbers are not worth the memory.
    const MOST_FILLER: u32 = 1_000_000;
    let mut text = String::new();
    let mut next = 1;
    for (Line(number), line) in hunks.iter().flat_map(|hunk| hunk.texts(side)) {
        if number < next || number - next > MOST_FILLER {
            continue;
        }
        text.extend(std::iter::repeat_n('\n', (number - next) as usize));
        text.push_str(line);
        text.push('\n');
        next = number + 1;
    }
    text
}
