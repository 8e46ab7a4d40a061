//! Where each line of each revision came from, in one pass over the history.
//!
//! `git blame` goes backwards from one file of one revision. This goes forward: a commit's lines are those of
//! its first parent, with the changed files annotated anew through the hunks of one diff. That is blame for
//! every line of every revision at the cost of one diff a commit. White space is ignored, so that a line that
//! was only indented anew keeps its origin, and renames are followed. At a merge a file that equals a parent's
//! takes that parent's annotation, a line that is new against the first parent is looked up in the others, and
//! only what is new against all belongs to the merge. The annotation of a commit is freed when its last child
//! is done. The diffs are made on all cores; only laying them over one another is sequential.

use std::collections::HashMap;
use std::sync::Arc;

use git2::Repository;
use rayon::prelude::*;

use super::edits::{Edit, Kept, edits};
use super::error::BenchError;
use super::window::Window;
use crate::finding::Line;
use crate::progress::Progress;

/// How many commits are compared with their parents ahead of being laid over one another.
const AHEAD: usize = 256;

/// The commit, the file and the line there that a line of code comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    commit: u32,
    path: u32,
    /// The line in that commit's file.
    pub line: Line,
}

impl Origin {
    /// The line is older than the window.
    const UNKNOWN: Self = Self { commit: u32::MAX, path: 0, line: Line(0) };

    /// Where the commit stands in the window; none for a line that is older.
    pub fn commit(self) -> Option<usize> {
        (self.commit != u32::MAX).then_some(self.commit as usize)
    }
}

/// The names of paths, each stored once.
#[derive(Debug, Default)]
pub struct Paths {
    names: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, u32>,
}

impl Paths {
    /// The path of an origin.
    pub fn of(&self, origin: Origin) -> &str {
        &self.names[origin.path as usize]
    }

    fn id(&mut self, path: &str) -> u32 {
        if let Some(&id) = self.ids.get(path) {
            return id;
        }
        let (name, id) = (Arc::<str>::from(path), number(self.names.len()));
        self.names.push(Arc::clone(&name));
        self.ids.insert(name, id);
        id
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("no history is that long")
}

/// The origins of all lines of one revision, by file.
#[derive(Debug, Clone, Default)]
pub struct Annotation {
    files: HashMap<u32, Arc<[Origin]>>,
}

impl Annotation {
    /// The origins of a file's lines, in order; nothing is known of files that are older than the window.
    pub fn file(&self, paths: &Paths, path: &str) -> Option<&[Origin]> {
        self.files.get(paths.ids.get(path)?).map(|lines| &**lines)
    }

    /// The origin of one line.
    pub fn origin(&self, paths: &Paths, path: &str, line: Line) -> Option<Origin> {
        let origin = *self.file(paths, path)?.get(line.index())?;
        (origin != Origin::UNKNOWN).then_some(origin)
    }
}

/// How much a commit did to source files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Files changed.
    pub files: usize,
    /// Lines that no parent has.
    pub own_lines: usize,
}

/// What one pass over a window leaves.
#[derive(Debug)]
pub struct Traced {
    /// The names of all paths met.
    pub paths: Paths,
    /// The lines of the newest commit.
    pub head: Annotation,
    /// What each commit did.
    pub sizes: Vec<Size>,
}

/// Goes through the window, a step of the progress a commit. `visit` is called for each commit with the lines of its first parent.
///
/// # Errors
/// Where git cannot read an object.
pub fn trace(
    repository: &Repository,
    window: &Window,
    progress: &dyn Progress,
    mut visit: impl FnMut(usize, &Annotation, &Paths),
) -> Result<Traced, BenchError> {
    let mut pass = Pass::over(window);
    let git_dir = repository.path();
    for start in (0..window.commits.len()).step_by(AHEAD) {
        let end = window.commits.len().min(start + AHEAD);
        let compared = window.commits[start..end].par_iter().map_init(
            || Repository::open(git_dir),
            |repository, commit| edits(repository.as_ref().map_err(clone)?, commit),
        );
        let compared: Vec<_> = compared.collect();
        for (index, edits) in (start..end).zip(compared) {
            visit(index, pass.before(index), &pass.paths);
            pass.step(index, &edits.map_err(BenchError::git("compare two commits"))?);
            progress.advance(1);
        }
    }
    Ok(pass.finish())
}

pub(super) fn clone(error: &git2::Error) -> git2::Error {
    git2::Error::new(error.code(), error.class(), error.message())
}

/// The annotations that are still needed.
struct Pass<'w> {
    window: &'w Window,
    paths: Paths,
    alive: HashMap<usize, Annotation>,
    children_left: Vec<usize>,
    sizes: Vec<Size>,
    nothing: Annotation,
}

impl<'w> Pass<'w> {
    fn over(window: &'w Window) -> Self {
        let mut children_left = vec![0; window.commits.len()];
        for parent in window.commits.iter().flat_map(|commit| &commit.parents) {
            if let Some(index) = parent.index {
                children_left[index] += 1;
            }
        }
        let (paths, alive, sizes, nothing) = Default::default();
        Self { window, paths, alive, children_left, sizes, nothing }
    }

    fn parent(&self, index: usize, nth: usize) -> &Annotation {
        let parent = self.window.commits[index].parents.get(nth).and_then(|parent| parent.index);
        parent.and_then(|parent| self.alive.get(&parent)).unwrap_or(&self.nothing)
    }

    fn before(&self, index: usize) -> &Annotation {
        self.parent(index, 0)
    }

    fn step(&mut self, index: usize, edits: &[Edit]) {
        let mut size = Size { files: edits.len(), own_lines: 0 };
        let mut changed = Vec::with_capacity(edits.len());
        for edit in edits {
            let path = self.paths.id(&edit.path);
            let (lines, own) = self.annotate(index, path, edit);
            size.own_lines += own;
            changed.push((path, lines));
        }
        let mut annotation = self.inherit(index);
        for (path, lines) in changed {
            match lines {
                Some(lines) => annotation.files.insert(path, lines),
                None => annotation.files.remove(&path),
            };
        }
        self.alive.insert(index, annotation);
        self.sizes.push(size);
    }

    /// The origins of an edited file's lines, and how many of them are the commit's own.
    fn annotate(&self, index: usize, path: u32, edit: &Edit) -> (Option<Arc<[Origin]>>, usize) {
        let Some(count) = edit.lines else { return (None, 0) };
        let mut lines = vec![None; count];
        for kept in &edit.kept {
            let source = self.source(index, kept);
            if let (Some(source), [run]) = (source, &*edit.kept[0].runs)
                && edit.kept.len() == 1
                && run.count == count
                && source.len() == count
            {
                return (Some(Arc::clone(source)), 0);
            }
            let before = |line: usize| source.and_then(|lines| lines.get(line)).copied().unwrap_or(Origin::UNKNOWN);
            for run in &kept.runs {
                for (offset, line) in lines[run.new..run.new + run.count].iter_mut().enumerate() {
                    line.get_or_insert_with(|| before(run.old + offset));
                }
            }
        }
        let own = lines.iter().filter(|line| line.is_none()).count();
        let here = |row| Origin { commit: number(index), path, line: Line::of_row(row) };
        let lines = lines.into_iter().enumerate().map(|(row, line)| line.unwrap_or_else(|| here(row)));
        (Some(lines.collect()), own)
    }

    fn source(&self, index: usize, kept: &Kept) -> Option<&Arc<[Origin]>> {
        self.parent(index, kept.parent).files.get(self.paths.ids.get(&*kept.path)?)
    }

    /// The first parent's annotation, taken over where no other child needs it. Frees what nobody needs more.
    fn inherit(&mut self, index: usize) -> Annotation {
        let mut inherited = None;
        for parent in self.window.commits[index].parents.iter().map(|parent| parent.index) {
            let own = parent.and_then(|parent| {
                self.children_left[parent] -= 1;
                let is_last = self.children_left[parent] == 0;
                let is_first = inherited.is_none();
                if is_last { self.alive.remove(&parent) } else { self.alive.get(&parent).filter(|_| is_first).cloned() }
            });
            inherited.get_or_insert(own.unwrap_or_default());
        }
        inherited.unwrap_or_default()
    }

    fn finish(mut self) -> Traced {
        let head = self.window.commits.len().checked_sub(1).and_then(|newest| self.alive.remove(&newest));
        Traced { paths: self.paths, head: head.unwrap_or_default(), sizes: self.sizes }
    }
}
