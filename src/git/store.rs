//! What a repository is asked, whoever answers: libgit2 or git itself.

use std::path::PathBuf;

use super::{Comparison, Delta, Entry, GitError, ObjectId, State};

/// A repository that can be read.
pub trait Store {
    /// The commit that a revision names; `None` where it names none.
    fn commit(&self, revision: &str) -> Option<ObjectId>;

    /// The commit that is checked out; `None` before the first one.
    ///
    /// # Errors
    /// A HEAD that cannot be read.
    fn head(&self) -> Result<Option<ObjectId>, GitError>;

    /// The parents of a commit, in order.
    ///
    /// # Errors
    /// A commit that cannot be read.
    fn parents(&self, commit: ObjectId) -> Result<Vec<ObjectId>, GitError>;

    /// The best common ancestor of two commits, if the clone has one.
    fn merge_base(&self, one: ObjectId, two: ObjectId) -> Option<ObjectId>;

    /// The commit that the upstream of the current branch is at.
    fn upstream(&self) -> Option<ObjectId>;

    /// The names of the remotes.
    fn remotes(&self) -> Vec<String>;

    /// The references whose names begin like this, such as `refs/remotes/origin/`, with the commits that they lead to.
    fn references(&self, prefix: &str) -> Vec<(String, ObjectId)>;

    /// What differs between two states, as far as it is at these paths; no paths means all. Changed files of the working
    /// tree are compared as git would store them.
    ///
    /// # Errors
    /// A comparison that cannot be made as a whole.
    fn compare(&self, comparison: Comparison, paths: &[String]) -> Result<Vec<Delta>, GitError>;

    /// All files, links and submodules of a state, or those at and beneath these paths.
    ///
    /// # Errors
    /// A state that cannot be read.
    fn files(&self, state: State, under: &[&str]) -> Result<Vec<Entry>, GitError>;

    /// The file, link or submodule at a path in a commit.
    fn entry(&self, commit: ObjectId, path: &str) -> Option<Entry>;

    /// Whether there is something at a path in the index or in HEAD.
    fn tracks(&self, path: &str) -> bool;

    /// Whether git is told to ignore a path.
    fn ignores(&self, path: &str) -> bool;

    /// The blob that a whole or abbreviated name stands for.
    fn blob_id(&self, name: &str) -> Option<ObjectId>;

    /// The content of a blob; `None` where it has more than so many bytes.
    ///
    /// # Errors
    /// A sentence that says why it cannot be read.
    fn blob(&self, id: ObjectId, most: u64) -> Result<Option<Vec<u8>>, String>;

    /// The folder in which git looks for hooks, by `core.hooksPath`; `None` for the usual one.
    fn hooks_path(&self) -> Option<PathBuf>;
}
