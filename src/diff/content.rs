//! The text of a side of a changed file, read from where it is: the object store, the working tree or the
//! diff itself. Nothing outside the repository is read, and no link is followed.

use std::fs::File;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use git2::{Oid, Repository};

use super::text::{self, Texts};
use super::{FileSide, Hunk, MAX_FILE_BYTES, Source};
use crate::finding::{Line, Side};

/// Reads texts; one for each thread, since a repository handle serves one thread at a time.
pub struct Reader {
    repository: Option<Repository>,
    root: Option<PathBuf>,
}

/// The bytes of a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bytes {
    All(Vec<u8>),
    /// More than [`MAX_FILE_BYTES`], and not read.
    TooMany,
}

impl Default for Bytes {
    fn default() -> Self {
        Self::All(Vec::new())
    }
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
            Source::Blob(_) | Source::Worktree(_) => Ok(decoded(self.bytes(file)?)),
        }
    }

    /// The bytes of a side, where it is an object or a file.
    ///
    /// # Errors
    /// A sentence that says what could not be read and why.
    pub(super) fn bytes(&self, file: &FileSide) -> Result<Bytes, String> {
        match &file.source {
            Source::Text(text) => Ok(Bytes::All(text.clone().into_bytes())),
            Source::HunksOnly => Err("only the lines of its hunks are known".into()),
            Source::Blob(id) => self.blob(*id),
            Source::Worktree(path) => self.file(path),
        }
    }

    fn blob(&self, id: Oid) -> Result<Bytes, String> {
        let repository = self.repository.as_ref().ok_or("no repository to read it from")?;
        let said = |error: git2::Error| error.message().to_owned();
        let store = repository.odb().map_err(said)?;
        if store.read_header(id).map_err(said)?.0 as u64 > MAX_FILE_BYTES {
            return Ok(Bytes::TooMany);
        }
        Ok(Bytes::All(repository.find_blob(id).map_err(said)?.content().to_vec()))
    }

    fn file(&self, path: &[u8]) -> Result<Bytes, String> {
        let full = self.place(path)?;
        let said = |error: std::io::Error| error.to_string();
        let file = File::open(&full).map_err(said)?;
        let mut bytes = Vec::new();
        // One more than may be, so that a file that grows is noticed.
        file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(said)?;
        Ok(if bytes.len() as u64 > MAX_FILE_BYTES { Bytes::TooMany } else { Bytes::All(bytes) })
    }

    /// The text of a file of the working tree, by the path's bytes as git stores them.
    ///
    /// # Errors
    /// A sentence that says why the file is not read.
    pub fn worktree(&self, path: &[u8]) -> Result<Texts, String> {
        Ok(decoded(self.file(path)?))
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

fn decoded(bytes: Bytes) -> Texts {
    match bytes {
        Bytes::All(bytes) => text::decode(bytes),
        Bytes::TooMany => Texts::TooLarge,
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
