//! What a commit did to the source files: for each changed file the runs of lines that a parent has too.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::Path;

use git2::{Blob, Delta, Diff, DiffFindOptions, DiffOptions, FileMode, Oid, Patch, Repository, Tree};

use super::window::Commit;
use crate::diff::LARGE_FILE_BYTES;
use crate::syntax::{LANGUAGES, Language};

/// Lines that stand in two files in the same order. Both numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// The first one in the parent's file.
    pub old: usize,
    /// The first one in the commit's file.
    pub new: usize,
    /// How many there are.
    pub count: usize,
}

/// What a file shares with one of the commit's parents.
#[derive(Debug)]
pub(super) struct Kept {
    /// Which parent, counted from 0.
    pub parent: usize,
    /// The file's path there.
    pub path: String,
    /// The shared lines, in order.
    pub runs: Vec<Run>,
}

/// A file that differs from the first parent's.
#[derive(Debug)]
pub(super) struct Edit {
    /// The path in the commit, or the old one of a file that is gone.
    pub path: String,
    /// How many lines it has; none where it is gone, or nothing to read.
    pub lines: Option<usize>,
    /// What it shares with the parents, the first one first.
    pub kept: Vec<Kept>,
}

/// The language that a path's ending tells. Scripts that only their first line tells are left out: the history
/// is listed without reading every file.
pub(super) fn language_of(path: &str) -> Option<&'static Language> {
    Language::for_file(path, "")
}

/// A diff between two trees that lists source files alone, ignores white space and follows renames.
pub(super) fn compare<'r>(
    repository: &'r Repository,
    old: Option<&Tree<'_>>,
    new: &Tree<'_>,
) -> Result<Diff<'r>, git2::Error> {
    let mut options = options();
    for ending in LANGUAGES.iter().flat_map(|language| language.endings) {
        options.pathspec(format!("*{ending}"));
    }
    let mut diff = repository.diff_tree_to_tree(old, Some(new), Some(&mut options))?;
    let has = |status| diff.deltas().any(|delta| delta.status() == status);
    if has(Delta::Added) && has(Delta::Deleted) {
        diff.find_similar(Some(DiffFindOptions::new().renames(true)))?;
    }
    Ok(diff)
}

fn options() -> DiffOptions {
    let mut options = DiffOptions::new();
    options.ignore_whitespace(true).context_lines(0).interhunk_lines(0).indent_heuristic(true);
    options.max_size(i64::try_from(LARGE_FILE_BYTES).expect("the limit is small"));
    options
}

/// What the commit changed, by path.
pub(super) fn edits(repository: &Repository, commit: &Commit) -> Result<Vec<Edit>, git2::Error> {
    let new = repository.find_commit(commit.id)?.tree()?;
    let trees = commit.parents.iter().map(|parent| repository.find_commit(parent.id)?.tree());
    let trees = trees.collect::<Result<Vec<_>, _>>()?;
    let diff = compare(repository, trees.first(), &new)?;
    let others = trees.iter().enumerate().skip(1);
    let others: Vec<_> =
        others.map(|(number, tree)| Other { number, tree, merged: &new, renamed: OnceCell::new() }).collect();
    let mut edits = Vec::new();
    for (index, delta) in diff.deltas().enumerate() {
        let path = |file: git2::DiffFile<'_>| file.path().map(|path| path.to_string_lossy().into_owned());
        let (Some(old_path), Some(new_path)) = (path(delta.old_file()), path(delta.new_file())) else { continue };
        if matches!(delta.status(), Delta::Deleted | Delta::Renamed) {
            edits.push(Edit { path: old_path.clone(), lines: None, kept: Vec::new() });
        }
        if delta.status() == Delta::Deleted {
            continue;
        }
        let old = (delta.status() != Delta::Added).then(|| (old_path, delta.old_file().id()));
        edits.push(edit(repository, &others, (&diff, index), old, new_path, delta.new_file().id())?);
    }
    Ok(edits)
}

/// A parent of a merge beside the first one.
struct Other<'r> {
    /// Which parent, counted from 0.
    number: usize,
    tree: &'r Tree<'r>,
    merged: &'r Tree<'r>,
    /// The old names of files that the merge has under new ones; looked for only where a file is not there.
    renamed: OnceCell<HashMap<String, (String, Oid)>>,
}

impl Other<'_> {
    /// The parent's version of a file: its path there and its content.
    fn version(&self, repository: &Repository, path: &str) -> Result<Option<(String, Oid)>, git2::Error> {
        if let Ok(entry) = self.tree.get_path(path.as_ref()) {
            return Ok(Some((path.to_owned(), entry.id())));
        }
        if self.renamed.get().is_none() {
            let diff = compare(repository, Some(self.tree), self.merged)?;
            let renamed = diff.deltas().filter(|delta| delta.status() == Delta::Renamed);
            let names = |delta: git2::DiffDelta<'_>| {
                let (old, new) = (delta.old_file(), delta.new_file());
                let name = |path: &Path| path.to_string_lossy().into_owned();
                Some((name(new.path()?), (name(old.path()?), old.id())))
            };
            // Nobody else sets it: it is this thread's own.
            let _ = self.renamed.set(renamed.filter_map(names).collect());
        }
        Ok(self.renamed.get().and_then(|renamed| renamed.get(path)).cloned())
    }
}

fn edit(
    repository: &Repository,
    others: &[Other<'_>],
    (diff, index): (&Diff<'_>, usize),
    old: Option<(String, Oid)>,
    path: String,
    new: Oid,
) -> Result<Edit, git2::Error> {
    let is_file = diff.get_delta(index).is_some_and(|delta| delta.new_file().mode() != FileMode::Link);
    let Some(blob) = text_blob(repository, new).filter(|_| is_file) else {
        return Ok(Edit { path, lines: None, kept: Vec::new() });
    };
    let lines = line_count(&blob);
    let mut kept = Vec::new();
    for other in others {
        let Some((their_path, theirs)) = other.version(repository, &path)? else { continue };
        if theirs == new {
            let runs = vec![Run { old: 0, new: 0, count: lines }];
            return Ok(Edit {
                path,
                lines: Some(lines),
                kept: vec![Kept { parent: other.number, path: their_path, runs }],
            });
        }
        let Some(their_blob) = text_blob(repository, theirs) else { continue };
        let patch = Patch::from_blobs(&their_blob, None, &blob, None, Some(&mut options()))?;
        let runs = runs(&patch, line_count(&their_blob), lines)?;
        kept.push(Kept { parent: other.number, path: their_path, runs });
    }
    if let Some((old_path, old)) = old
        && let Some(old_blob) = text_blob(repository, old)
    {
        let runs = match Patch::from_diff(diff, index)? {
            Some(patch) => runs(&patch, line_count(&old_blob), lines)?,
            None => vec![Run { old: 0, new: 0, count: lines.min(line_count(&old_blob)) }],
        };
        kept.insert(0, Kept { parent: 0, path: old_path, runs });
    }
    Ok(Edit { path, lines: Some(lines), kept })
}

/// A blob that holds text of a size that is read.
pub(super) fn text_blob(repository: &Repository, id: Oid) -> Option<Blob<'_>> {
    let blob = repository.find_blob(id).ok()?;
    (blob.size() as u64 <= LARGE_FILE_BYTES && !blob.is_binary()).then_some(blob)
}

fn line_count(blob: &Blob<'_>) -> usize {
    let content = blob.content();
    let ends = content.split(|&byte| byte == b'\n').count() - 1;
    ends + usize::from(content.last().is_some_and(|&last| last != b'\n'))
}

/// The lines between the hunks of a patch without context.
fn runs(patch: &Patch<'_>, old_lines: usize, new_lines: usize) -> Result<Vec<Run>, git2::Error> {
    let (mut old, mut new, mut runs) = (0, 0, Vec::new());
    for index in 0..patch.num_hunks() {
        let (hunk, _) = patch.hunk(index)?;
        let (old_at, old_count) = place(hunk.old_start(), hunk.old_lines());
        let (new_at, new_count) = place(hunk.new_start(), hunk.new_lines());
        runs.push(Run { old, new, count: old_at.saturating_sub(old).min(new_at.saturating_sub(new)) });
        (old, new) = (old_at + old_count, new_at + new_count);
    }
    runs.push(Run { old, new, count: old_lines.saturating_sub(old).min(new_lines.saturating_sub(new)) });
    runs.retain(|run| run.count > 0);
    Ok(runs)
}

/// Where a side of a hunk begins, from 0, and its length. A side without lines names the line before it.
fn place(start: u32, lines: u32) -> (usize, usize) {
    (if lines == 0 { start } else { start.saturating_sub(1) } as usize, lines as usize)
}
