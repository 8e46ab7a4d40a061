//! Two states of a repository, and what differs between them: files by path, mode and content. Nothing is compared line
//! by line here.

use super::ObjectId;

/// Two states to compare; a state that is `None` has no files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// A commit and the index.
    Staged(Option<ObjectId>),
    /// A commit and the working tree, with the files that git neither tracks nor ignores.
    Worktree(Option<ObjectId>),
    /// Two commits.
    Between(Option<ObjectId>, ObjectId),
    /// Nothing, and the working tree.
    AllOfWorktree,
    /// Nothing, and a commit.
    AllOf(ObjectId),
}

/// A state by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// What a commit holds.
    Commit(ObjectId),
    /// What is staged.
    Index,
    /// The files of the working tree that git tracks.
    Worktree,
}

/// How a file changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is new.
    Added,
    /// It is gone.
    Deleted,
    /// Its content or its mode changed.
    Modified,
    /// It moved, with or without edits.
    Renamed,
    /// It was copied from another file.
    Copied,
    /// A file became a link, or the reverse.
    TypeChanged,
    /// A merge left it with conflicts.
    Conflicted,
}

/// A changed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delta {
    /// How it changed.
    pub status: Status,
    /// The file before, if there was one.
    pub old: Option<Entry>,
    /// The file after, if there is one.
    pub new: Option<Entry>,
    /// Why its content cannot be read, or compared with what git stores.
    pub unknown: Option<String>,
}

impl Delta {
    /// The bytes of its path; the old one of a deleted file.
    pub fn path(&self) -> &[u8] {
        self.new.as_ref().or(self.old.as_ref()).map_or(&[], |entry| &entry.path)
    }
}

/// A file of a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path as git stores it, with `/`.
    pub path: Vec<u8>,
    /// Its mode as git stores it: what kind of thing it is, and whether it can be run.
    pub mode: u32,
    /// Its size in bytes; 0 where that is not known yet.
    pub size: u64,
    /// Where its content is.
    pub content: Content,
}

impl Entry {
    /// Whether it is a regular file: no link, no other repository.
    pub fn is_file(&self) -> bool {
        self.mode & 0o170_000 == 0o100_000
    }

    /// Whether it is a symbolic link.
    pub fn is_link(&self) -> bool {
        self.mode & 0o170_000 == 0o120_000
    }

    /// Whether it is a commit of another repository.
    pub fn is_submodule(&self) -> bool {
        self.mode & 0o170_000 == 0o160_000
    }
}

/// Where the content of a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// An object.
    Blob(ObjectId),
    /// The file itself, in the working tree.
    Worktree,
    /// The working tree, where git stores other bytes than are in the file. Its lines are those of the file, but for
    /// their endings and for keywords.
    Normalized(Vec<u8>),
    /// The working tree, where git stores other text than is in the file: in another encoding, or as a filter turns it.
    Filtered(Vec<u8>),
}
