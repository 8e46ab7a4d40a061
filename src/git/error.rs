//! Why a repository cannot be read.

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

/// Why a repository, or something in it, cannot be read.
#[derive(Debug, Error, Diagnostic)]
pub enum GitError {
    /// There is no repository at or above the folder.
    #[error("{} is not in a git repository", .0.display())]
    #[diagnostic(help("run it inside a repository, name one with -C DIR, or pass a diff with --diff FILE"))]
    NotARepository(PathBuf),
    /// The repository cannot be opened.
    #[error("the repository at {} cannot be opened: {reason}", path.display())]
    #[diagnostic(help(
        "`git status` there tells more; for a folder of another owner: git config --global --add safe.directory"
    ))]
    Unopenable {
        /// The folder that was asked for.
        path: PathBuf,
        /// What git or libgit2 said.
        reason: String,
    },
    /// Only git itself can read the repository, and there is none.
    #[error("the repository at {} can only be read with git, which is not on PATH: {why}", path.display())]
    #[diagnostic(help("install git 2.31 or newer"))]
    NeedsGit {
        /// The folder that was asked for.
        path: PathBuf,
        /// What needs git.
        why: String,
    },
    /// The repository's configuration names a work tree elsewhere.
    #[error(
        "the git folder {} takes {} as its work tree, which does not hold the folder you are in",
        git_dir.display(), work_tree.display()
    )]
    #[diagnostic(help("if it is yours, name both: GIT_DIR={} GIT_WORK_TREE={} review", git_dir.display(), work_tree.display()))]
    ForeignWorkTree {
        /// The folder of the repository.
        git_dir: PathBuf,
        /// The work tree that it names.
        work_tree: PathBuf,
    },
    /// A bare repository within the files of another: a clone may have brought it.
    #[error("{} is a bare repository among the files of {}", git_dir.display(), outer.display())]
    #[diagnostic(help("if it is yours, name it: GIT_DIR={} review", git_dir.display()))]
    Embedded {
        /// The folder of the repository.
        git_dir: PathBuf,
        /// The work tree that it is in.
        outer: PathBuf,
    },
    /// A partial clone does not have objects, and they could not be fetched.
    #[error("{count} objects are missing from this partial clone and could not be fetched: {reason}")]
    #[diagnostic(help(
        "check that the remote can be reached and run it again, or fetch everything: git fetch --refetch --no-filter"
    ))]
    Missing {
        /// How many.
        count: usize,
        /// Why they could not be fetched.
        reason: String,
    },
    /// Anything else that git could not do.
    #[error("git could not {action}: {reason}")]
    Failed {
        /// What was tried.
        action: &'static str,
        /// What git or libgit2 said.
        reason: String,
    },
}

impl GitError {
    /// What could not be done, for a reason that follows.
    pub(super) fn failed<E: ToString>(action: &'static str) -> impl Fn(E) -> Self {
        move |reason| Self::Failed { action, reason: reason.to_string() }
    }
}
