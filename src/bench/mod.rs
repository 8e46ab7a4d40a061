//! The tool judged on a repository's own past, or on changes that were labelled elsewhere: which hunks turned
//! out to be wrong, and would a reader who looks where the tool says have seen them first?
//!
//! [`mine`] finds the commits that brought in bugs, [`replay`] reviews past commits as if they were new, and
//! [`measure`](mod@measure) says how well each ranking would have done.

pub(crate) mod bootstrap;
mod code;
mod edits;
pub mod figures;
pub mod history;
pub mod labelled;
pub mod measure;
mod message;
pub mod order;
pub mod replay;
pub mod report;
pub mod sample;
pub mod szz;
pub mod window;
pub mod write;

use std::collections::BTreeMap;

use git2::Repository;
use miette::Diagnostic;
use thiserror::Error;

use self::history::Size;
use self::szz::Introduction;
use self::window::Window;
use crate::diff::DiffError;
use crate::progress::Progress;

/// Why the past cannot be judged.
#[derive(Debug, Error, Diagnostic)]
pub enum BenchError {
    /// HEAD leads nowhere.
    #[error("this repository has no commits yet")]
    #[diagnostic(help("name a repository with a history with -C DIR, or files of labelled changes"))]
    NoCommits,
    /// There are no fixes to learn from.
    #[error("none of {} brought in code that a later one fixed", crate::report::counted(*commits, "commit"))]
    #[diagnostic(help(
        "looked for small commits whose first line says {}, in files of {}, and for reverts{}",
        message::LOOKED_FOR,
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
    crate::syntax::LANGUAGES.iter().map(|language| language.name).collect::<Vec<_>>().join(" and ")
}

impl BenchError {
    fn git(action: &'static str) -> impl Fn(git2::Error) -> Self {
        move |error| Self::Git { action, reason: error.message().to_owned() }
    }
}

/// What the history tells of its own mistakes.
#[derive(Debug)]
pub struct Mined {
    /// The commits that were looked at.
    pub window: Window,
    /// What each of them did to source files.
    pub sizes: Vec<Size>,
    /// How many of them are fixes.
    pub fixes: usize,
    /// Those that brought in a bug, by their place in the window.
    pub introductions: BTreeMap<usize, Introduction>,
}

/// Looks for bugs that were fixed, in the newest `most` commits of HEAD's mainline and what they merged.
///
/// # Errors
/// Where there is no history, or git cannot read it.
pub fn mine(repository: &Repository, most: usize, progress: &dyn Progress) -> Result<Mined, BenchError> {
    let window = Window::of(repository, most)?;
    // Every commit is looked at twice: as a fix, and as where lines come from.
    progress.start(2 * window.commits.len() as u64);
    let fixes = szz::fixes(repository, &window, progress)?;
    let mut blame = szz::Blame::of(&window, &fixes);
    let traced = history::trace(repository, &window, progress, |index, before, paths| {
        blame.visit(index, before, paths);
    })?;
    let introductions = blame.introductions(&traced.sizes);
    Ok(Mined { sizes: traced.sizes, fixes: fixes.len(), introductions, window })
}
