//! The text of a side of a changed file, read from where it is: the object store, the working tree or the
//! diff itself. Nothing outside the repository is read, and no link is followed.

use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use git2::Repository;

use super::{FileSide, Hunk, MAX_FILE_BYTES, Source};
use crate::finding::{Line, Side};

/// Reads texts; one for each thread, since a repository handle serves one thread at a time.
pub struct Reader {
    repository: Option<Repository>,
    root: Option<PathBuf>,
}

/// The text of a side, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Texts {
    /// Text, with bytes that are not UTF-8 replaced by U+FFFD.
    Text(String),
    /// Not text.
    Binary,
    /// Larger than [`MAX_FILE_BYTES`].
    TooLarge,
}

impl Reader {
    /// A reader for the repository at a `.git` folder; without one only texts of the diff can be read.
    pub fn new(git_dir: Option<&Path>) -> Self {
        let repository = git_dir.and_then(|dir| Repository::open(dir).ok());
        let root = repository.as_ref().and_then(|repo| repo.workdir()).and_then(|dir| dir.canonicalize().ok());
        Self { repository, root }
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
                let blob = repository.find_blob(*id).map_err(|error| error.message().to_owned())?;
                Ok(decode(blob.content().to_vec()))
            }
            Source::Worktree(path) => self.worktree(path),
        }
    }

    /// The text of a file of the working tree, by the path's bytes as git stores them.
    ///
    /// # Errors
    /// A sentence that says why the file is not read.
    pub fn worktree(&self, path: &[u8]) -> Result<Texts, String> {
        let full = self.place(path)?;
        let data = full.symlink_metadata().map_err(|error| error.to_string())?;
        if data.len() > MAX_FILE_BYTES {
            return Ok(Texts::TooLarge);
        }
        std::fs::read(&full).map(decode).map_err(|error| error.to_string())
    }

    /// Where a regular file of the working tree is. Whatever reads or writes one asks here: a path may come
    /// from a diff that somebody made up.
    ///
    /// # Errors
    /// A path that leads out of the repository, also by way of a link, or to anything but a regular file.
    pub fn place(&self, path: &[u8]) -> Result<PathBuf, String> {
        let root = self.root.as_ref().ok_or("there is no working tree")?;
        let relative = native_path(path);
        if relative.components().any(|part| !matches!(part, Component::Normal(_))) {
            return Err("the path leads out of the repository".into());
        }
        let full = root.join(&relative);
        let data = full.symlink_metadata().map_err(|error| error.to_string())?;
        let parent = full.parent().and_then(|dir| dir.canonicalize().ok());
        if !data.is_file() || !parent.is_some_and(|dir| dir.starts_with(root)) {
            return Err("not a regular file of the repository".into());
        }
        Ok(full)
    }
}

/// Readers for work on several threads. To open a repository takes longer than to read a small file, and there is one
/// piece of work a file: each takes a reader that nobody uses and gives it back, so that there are no more readers than
/// threads that read at the same time.
pub struct Readers {
    git_dir: Option<PathBuf>,
    idle: Mutex<Vec<Reader>>,
}

impl Readers {
    /// Readers for the repository at a `.git` folder; see [`Reader::new`]. It is opened when one is needed.
    pub fn new(git_dir: Option<&Path>) -> Self {
        Self { git_dir: git_dir.map(Path::to_owned), idle: Mutex::default() }
    }

    /// Does work with a reader.
    pub fn with<T>(&self, work: impl FnOnce(&Reader) -> T) -> T {
        // In a statement of its own, or the others would wait while this one opens the repository.
        let idle = self.idle().pop();
        let reader = idle.unwrap_or_else(|| Reader::new(self.git_dir.as_deref()));
        let done = work(&reader);
        self.idle().push(reader);
        done
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Reader>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A path of this platform from the bytes that git stores.
pub(super) fn native_path(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
    }
}

fn decode(bytes: Vec<u8>) -> Texts {
    // Git's own test for a binary file.
    const LOOKED_AT: usize = 8000;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Texts::TooLarge;
    }
    if bytes[..bytes.len().min(LOOKED_AT)].contains(&0) {
        return Texts::Binary;
    }
    let text = String::from_utf8(bytes);
    Texts::Text(text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
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
