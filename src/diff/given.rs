//! A diff that was passed in: parsed, and placed against the repository where there is one, so that rules
//! see whole files and not only the lines of the hunks. Somebody else may have written it: it opens no file that the user
//! would not have reviewed without it.

use std::path::{Component, Path};

use super::content::Reader;
use super::text::Texts;
use super::{Diff, DiffError, Extent, FileChange, FileSide, Hunk, Kind, MAX_FILE_BYTES, Source, patch, prefixes};
use crate::finding::{ScopeKind, Side};
use crate::git::{Content, Entry, ObjectId, Repository, State, WorkTree};
use crate::stage::{Degraded, Stage};

/// Parses a unified diff and finds the texts that its hunks belong to.
pub(super) fn read(repository: Option<&Repository>, text: &[u8], paths: &[String]) -> Result<Diff, DiffError> {
    let mut diff = Diff {
        kind: ScopeKind::Patch,
        base: None,
        head: None,
        files: Vec::new(),
        unread: Vec::new(),
        degraded: Vec::new(),
    };
    let mut files = patch::parse(text)?;
    if let Some(repository) = repository {
        let there = There::new(repository);
        prefixes::settle(&mut files, |path| there.holds(path));
    }
    for mut file in files {
        if !selected(file.change.path(), paths) {
            continue;
        }
        if let Some(repository) = repository {
            let ids = [file.old_id.as_deref(), file.new_id.as_deref()];
            if let Err(reason) = place(repository, &mut file.change, ids) {
                diff.degraded.push(Degraded::incomplete(Stage::Diff, reason));
            }
        }
        diff.files.push(file.change);
    }
    diff.files.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(diff)
}

/// Where a file of a repository may be.
struct There<'r> {
    worktree: Reader,
    repository: &'r Repository,
}

impl<'r> There<'r> {
    fn new(repository: &'r Repository) -> Self {
        Self { worktree: Reader::new(Some(repository.location())), repository }
    }

    /// Whether a file is in the working tree, in the index or in HEAD.
    fn holds(&self, path: &str) -> bool {
        let place = Path::new(path);
        // The name is that of a diff: libgit2 takes no others.
        let is_inside = place.components().all(|part| matches!(part, Component::Normal(_)));
        if path.is_empty() || !is_inside {
            return false;
        }
        self.worktree.place(path.as_bytes()).is_ok() || self.repository.store().tracks(path)
    }
}

fn selected(path: &str, paths: &[String]) -> bool {
    paths.is_empty()
        || paths.iter().any(|wanted| {
            let wanted = wanted.trim_end_matches('/');
            wanted == "." || path == wanted || path.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('/'))
        })
}

/// Whether a file of the working tree is one that git tracks, or does not ignore: what the other scopes review as well.
pub(crate) fn is_reviewed(repository: &Repository, path: &str) -> bool {
    let Some(tree) = WorkTree::new(repository.location()) else { return false };
    let store = repository.store();
    tree.place(path.as_bytes()).is_ok()
        && !tree.is_in_other(path.as_bytes())
        && (store.tracks(path) || !store.ignores(path))
}

/// Gives the sides their whole texts: from the object store when the diff names blobs that the files had, else
/// from the working tree, to which the diff may or may not have been applied yet.
fn place(repository: &Repository, change: &mut FileChange, ids: [Option<&str>; 2]) -> Result<(), String> {
    let Extent::Hunks(hunks) = &change.extent else { return Ok(()) };
    if change.kind != Kind::Text || hunks.is_empty() {
        return Ok(());
    }
    let blob = |side: &Option<FileSide>, id: Option<&str>| find_blob(repository, &side.as_ref()?.path, id?);
    let (old, new) = if let Some(new) = blob(&change.new, ids[1]).filter(|text| fits(text, hunks, Side::New)) {
        (patch::apply(&new, hunks, Side::Old), Some(new))
    } else if let Some(old) = blob(&change.old, ids[0]).filter(|text| fits(text, hunks, Side::Old)) {
        let new = patch::apply(&old, hunks, Side::New);
        (Some(old), new)
    } else {
        from_worktree(repository, change, hunks)?
    };
    set(&mut change.old, old);
    set(&mut change.new, new);
    Ok(())
}

fn set(side: &mut Option<FileSide>, text: Option<String>) {
    if let (Some(side), Some(text)) = (side, text) {
        side.size = text.len() as u64;
        side.source = Source::Text(text);
    }
}

/// The text of a blob that a file was at some time: the name of another one would show that under this path.
fn find_blob(repository: &Repository, path: &str, id: &str) -> Option<String> {
    let store = repository.store();
    let id = store.blob_id(id)?;
    let is_it = |entry: &Entry| entry.path == path.as_bytes() && entry.content == Content::Blob(id);
    let staged = store.files(State::Index, &[path]).unwrap_or_default();
    let is_version = staged.iter().any(is_it)
        || recent(repository).any(|commit| store.entry(commit, path).is_some_and(|entry| is_it(&entry)));
    let content = if is_version { store.blob(id, MAX_FILE_BYTES).ok()?? } else { return None };
    Some(String::from_utf8_lossy(&content).into_owned())
}

/// The commits that a diff is likely to be of: the last ones, and those that branches and tags are at.
fn recent(repository: &Repository) -> impl Iterator<Item = ObjectId> {
    const MOST: usize = 50;
    let store = repository.store();
    let parent = |commit: &ObjectId| store.parents(*commit).ok()?.first().copied();
    let last = std::iter::successors(store.head().ok().flatten(), parent).take(MOST);
    last.chain(store.references("refs/").into_iter().map(|(_, commit)| commit).take(MOST))
}

fn fits(text: &str, hunks: &[Hunk], side: Side) -> bool {
    let other = match side {
        Side::Old => Side::New,
        Side::New => Side::Old,
    };
    patch::apply(text, hunks, other).is_some()
}

type BothTexts = (Option<String>, Option<String>);

fn from_worktree(repository: &Repository, change: &FileChange, hunks: &[Hunk]) -> Result<BothTexts, String> {
    if change.old.is_none() {
        return Ok((None, patch::apply("", hunks, Side::New)));
    }
    let reader = Reader::new(Some(repository.location()));
    let read = |side: &Option<FileSide>| {
        let side = side.as_ref().filter(|side| is_reviewed(repository, &side.path))?;
        match reader.worktree(side.path.as_bytes()) {
            Ok(Texts::Text(text)) => Some(text),
            _ => None,
        }
    };
    if let Some(new) = read(&change.new)
        && let Some(old) = patch::apply(&new, hunks, Side::Old)
    {
        return Ok((Some(old), Some(new)));
    }
    if let Some(old) = read(&change.old)
        && let Some(new) = patch::apply(&old, hunks, Side::New)
    {
        return Ok((Some(old), Some(new)));
    }
    Err(format!(
        "the diff of {} fits no version of that file here; only the lines of its hunks were reviewed",
        change.path()
    ))
}
