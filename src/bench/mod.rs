//! The tool judged on a repository's own past, or on changes that were labelled elsewhere: which hunks turned
//! out to be wrong, and would a reader who looks where the tool says have seen them first?
//!
//! [`mine`] finds the commits that brought in bugs, [`replay`] reviews past commits as if they were new, and
//! [`measure`](mod@measure) says how well each ranking would have done.

pub(crate) mod bootstrap;
mod code;
mod edits;
mod error;
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

pub use self::error::BenchError;

use std::collections::BTreeMap;

use self::history::Size;
use self::szz::Introduction;
use self::window::Window;
use crate::git::Repository;
use crate::progress::Progress;

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
    let library = repository.library()?;
    let window = Window::of(&library, most)?;
    // Every commit is looked at twice: as a fix, and as where lines come from.
    progress.start(2 * window.commits.len() as u64);
    let fixes = szz::fixes(&library, &window, progress)?;
    let mut blame = szz::Blame::of(&window, &fixes);
    let traced = history::trace(&library, &window, progress, |index, before, paths| {
        blame.visit(index, before, paths);
    })?;
    let introductions = blame.introductions(&traced.sizes);
    Ok(Mined { sizes: traced.sizes, fixes: fixes.len(), introductions, window })
}
