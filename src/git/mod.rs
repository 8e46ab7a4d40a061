//! The repository as everything else asks for it. libgit2 answers in the ordinary case; git itself does where libgit2
//! cannot read a repository, or reads it otherwise than git does. Which of the two is decided when it is opened, by looks
//! at the environment, the configuration and the names in its folder.

mod conversion;
mod delta;
mod eol;
mod error;
mod id;
mod library;
mod location;
mod open;
mod reason;
mod stock;
mod store;
mod worktree;

use std::path::Path;

pub use self::conversion::is_lfs_pointer;
pub use self::delta::{Comparison, Content, Delta, Entry, State, Status};
pub use self::error::GitError;
pub use self::id::ObjectId;
pub use self::location::Location;
pub use self::reason::Reason;
pub use self::store::Store;
pub use self::worktree::{WorkTree, native_path};

/// A repository, open. It serves one thread; others open its [`Location`] once more.
pub struct Repository {
    location: Location,
    store: Box<dyn Store + Send>,
}

impl Repository {
    /// Opens the repository that holds a folder.
    ///
    /// # Errors
    /// No repository, or one that cannot be read or must not be believed.
    pub fn open(folder: &Path) -> Result<Self, GitError> {
        let (location, store) = open::open(folder)?;
        Ok(Self { location, store })
    }

    /// A repository that the program itself has made: it is as it should be, and nothing else is meant.
    ///
    /// # Errors
    /// An index that cannot be read.
    pub fn from_library(repository: git2::Repository) -> Result<Self, GitError> {
        let (location, store) = open::made(repository)?;
        Ok(Self { location, store })
    }

    /// Opens a repository that was open already.
    ///
    /// # Errors
    /// A repository that is not there any more.
    pub fn at(location: &Location) -> Result<Self, GitError> {
        Ok(Self { location: location.clone(), store: open::reopen(location)? })
    }

    /// The same repository, where its own configuration may name commands to fetch with: in a job of CI the runner has
    /// written it.
    ///
    /// # Errors
    /// A repository that is not there any more.
    pub fn trusted(&self) -> Result<Self, GitError> {
        Self::at(&self.location.trusted())
    }

    /// Has git fetch, with these arguments of `git fetch`.
    ///
    /// # Errors
    /// What git said, or that there is none.
    pub fn fetch<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Result<(), String> {
        open::fetch(&self.location, arguments)
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The root of its working tree; a bare repository has none.
    pub fn work_tree(&self) -> Option<&Path> {
        self.location.work_tree()
    }

    /// Whether history was cut off when it was cloned.
    pub fn is_shallow(&self) -> bool {
        self.location.common_dir().join("shallow").is_file()
    }

    /// What it can be asked.
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// The repository as libgit2 has it, for what walks through its history.
    ///
    /// # Errors
    /// A repository that libgit2 cannot open.
    pub fn library(&self) -> Result<git2::Repository, GitError> {
        open::library(&self.location)
    }
}
