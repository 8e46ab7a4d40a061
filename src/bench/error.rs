//! Why the past of a repository cannot be judged.

use miette::Diagnostic;
use thiserror::Error;

use super::message::LOOKED_FOR;
use crate::diff::DiffError;
use crate::git::GitError;
use crate::syntax::LANGUAGES;
use crate::text::counted;

/// Why the past cannot be judged.
#[derive(Debug, Error, Diagnostic)]
pub enum BenchError {
    /// HEAD leads nowhere.
    #[error("this repository has no commits yet")]
    #[diagnostic(help("name a repository with a history with -C DIR, or files of labelled changes"))]
    NoCommits,
    /// There are no fixes to learn from.
    #[error("none of {} brought in code that a later one fixed", counted(*commits, "commit"))]
    #[diagnostic(help(
        "looked for small commits whose first line says {}, in files of {}, and for reverts{}",
        LOOKED_FOR,
        languages(),
        if *is_cut { "; --commits N looks further back" } else { "" }
    ))]
    NoFixes {
        /// How many commits were looked at.
        commits: usize,
        /// Whether there are older ones.
        is_cut: bool,
    },
    /// A commit cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Diff(#[from] DiffError),
    /// The repository cannot be opened.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Repository(#[from] GitError),
    /// Git could not do something.
    #[error("git could not {action}: {reason}")]
    #[diagnostic(help("`git fsck` tells more; in a partial clone, fetch what is missing first"))]
    Git {
        /// What was tried.
        action: &'static str,
        /// What libgit2 said.
        reason: String,
    },
}

fn languages() -> String {
    LANGUAGES.iter().map(|language| language.name).collect::<Vec<_>>().join(", ")
}

impl BenchError {
    pub(super) fn git(action: &'static str) -> impl Fn(git2::Error) -> Self {
        move |error| Self::Git { action, reason: error.message().to_owned() }
    }
}
