//! Which commits brought in bugs that were fixed later.
//!
//! SZZ (Śliwerski, Zimmermann and Zeller, "When do changes induce fixes?", 2005): the lines that a fix removes
//! or changes were wrong, and the commits that they come from introduced the bug. With the filters of Kim and
//! others (2006: no blank lines, comments or formatting) and of da Costa and others (2017: no merges, no commits
//! that change too much to be meant). A revert is a fix of what it names. A fix that only adds code blames
//! nobody: where the line that is missing should have been is a guess.

use std::collections::{BTreeMap, BTreeSet};

use git2::{Patch, Repository};
use rayon::prelude::*;

use super::edits::{compare, language_of, text_blob};
use super::error::BenchError;
use super::history::{Annotation, Origin, Paths, Size};
use super::window::{Commit, Window};
use super::{code, history, message};
use crate::finding::Line;
use crate::progress::Progress;
use crate::syntax::SourceFile;

/// A fix changes at most so many source files that are not tests.
const FIX_FILES: usize = 5;
/// A fix adds and removes at most so many lines in them.
const FIX_LINES: usize = 200;
/// A commit that changes more source files is an import, a move or a clean-up.
const LARGEST_FILES: usize = 50;
/// A commit with more lines of its own likewise.
const LARGEST_LINES: usize = 2000;

/// The lines that a fix found wrong, in the text before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fix {
    lines: Vec<(String, Line)>,
    /// The only commit that it can be a fix of.
    reverts: Option<usize>,
}

/// A commit that brought in what was fixed later.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Introduction {
    /// The commits that fixed it, by their place in the window.
    pub fixes: BTreeSet<usize>,
    /// The wrong lines, in the texts after the commit.
    pub lines: BTreeMap<String, BTreeSet<Line>>,
}

/// The fixes of a window, each with the lines that it found wrong.
pub(super) fn fixes(
    repository: &Repository,
    window: &Window,
    progress: &dyn Progress,
) -> Result<BTreeMap<usize, Fix>, BenchError> {
    let git_dir = repository.path();
    let found = window.commits.par_iter().enumerate().map_init(
        || Repository::open(git_dir),
        |repository, (index, commit)| {
            let repository = repository.as_ref().map_err(history::clone)?;
            progress.advance(1);
            Ok(fix(repository, window, commit)?.map(|fix| (index, fix)))
        },
    );
    let found = found.collect::<Result<Vec<_>, _>>().map_err(BenchError::git("read a fix"))?;
    Ok(found.into_iter().flatten().collect())
}

fn fix(repository: &Repository, window: &Window, commit: &Commit) -> Result<Option<Fix>, git2::Error> {
    let reverted = message::reverted(&commit.message);
    let reverts = reverted.and_then(|name| window.commits.iter().position(|c| c.id.to_string().starts_with(name)));
    let is_fix = reverts.is_some() || message::is_fix(&commit.message);
    let [parent] = &*commit.parents else { return Ok(None) };
    if !is_fix {
        return Ok(None);
    }
    let (old, new) = (repository.find_commit(parent.id)?.tree()?, repository.find_commit(commit.id)?.tree()?);
    let diff = compare(repository, Some(&old), &new)?;
    let (mut files, mut changed, mut lines) = (0, 0, Vec::new());
    for (index, delta) in diff.deltas().enumerate() {
        let Some(path) = delta.old_file().path().map(|path| path.to_string_lossy().into_owned()) else { continue };
        let is_test = language_of(&path).is_none_or(|language| language.is_test_path(&path));
        let Some(patch) = Patch::from_diff(&diff, index)?.filter(|_| !is_test) else { continue };
        let (_, added, removed) = patch.line_stats()?;
        (files, changed) = (files + 1, changed + added + removed);
        if files > FIX_FILES || changed > FIX_LINES {
            return Ok(None);
        }
        if let Some(blob) = text_blob(repository, delta.old_file().id()).filter(|_| removed > 0) {
            let file = SourceFile::new(path, String::from_utf8_lossy(blob.content()));
            lines.extend(wrong_lines(&patch, &file)?.into_iter().map(|line| (file.path.clone(), line)));
        }
    }
    Ok((files > 0).then_some(Fix { lines, reverts }))
}

fn wrong_lines(patch: &Patch<'_>, file: &SourceFile) -> Result<Vec<Line>, git2::Error> {
    let mut lines = Vec::new();
    for index in 0..patch.num_hunks() {
        let (hunk, _) = patch.hunk(index)?;
        let removed = (hunk.old_start()..).take(hunk.old_lines() as usize).map(Line);
        lines.extend(removed.filter(|&line| code::can_be_wrong(file, line)));
    }
    Ok(lines)
}

/// Gathers, while the history is traced, where the lines that fixes found wrong came from.
pub(super) struct Blame<'w> {
    window: &'w Window,
    fixes: &'w BTreeMap<usize, Fix>,
    found: Vec<(Origin, usize, String)>,
}

impl<'w> Blame<'w> {
    pub(super) fn of(window: &'w Window, fixes: &'w BTreeMap<usize, Fix>) -> Self {
        Self { window, fixes, found: Vec::new() }
    }

    /// Looks the lines of a fix up in the text before it.
    pub(super) fn visit(&mut self, index: usize, before: &Annotation, paths: &Paths) {
        let Some(fix) = self.fixes.get(&index) else { return };
        for (path, line) in &fix.lines {
            let Some(origin) = before.origin(paths, path, *line) else { continue };
            let can_be = |commit| fix.reverts.is_none_or(|reverted| reverted == commit);
            if origin.commit().is_some_and(can_be) {
                self.found.push((origin, index, paths.of(origin).to_owned()));
            }
        }
    }

    /// The introducing commits, by their place in the window. An origin is always older than the fix.
    pub(super) fn introductions(self, sizes: &[Size]) -> BTreeMap<usize, Introduction> {
        let mut all: BTreeMap<usize, Introduction> = BTreeMap::new();
        for (origin, fix, path) in self.found {
            let Some(commit) = origin.commit() else { continue };
            if is_deliberate(&self.window.commits[commit], sizes[commit]) {
                let introduction = all.entry(commit).or_default();
                introduction.fixes.insert(fix);
                introduction.lines.entry(path).or_default().insert(origin.line);
            }
        }
        all
    }
}

/// Whether a commit is one that somebody wrote as one change: no merge, no import, no clean-up of everything.
pub(super) fn is_deliberate(commit: &Commit, size: Size) -> bool {
    !commit.is_merge()
        && !commit.is_root()
        && !message::is_format(&commit.message)
        && (1..=LARGEST_FILES).contains(&size.files)
        && size.own_lines <= LARGEST_LINES
}
