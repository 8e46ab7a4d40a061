//! Changed files as libgit2 lists them, turned into values.

use git2::{Delta as Kind, DiffFindOptions, DiffOptions, Index};

use super::from_library;
use crate::git::delta::{Content, Delta, Entry, Status};
use crate::git::worktree::native_path;

/// Flag of an entry of the index: left out of the working tree on purpose.
const SKIP_WORKTREE: u16 = 1 << 14;

pub(super) fn options(paths: &[String]) -> DiffOptions {
    let mut options = DiffOptions::new();
    options.include_untracked(true).recurse_untracked_dirs(true).show_untracked_content(true).include_unreadable(true);
    for path in paths {
        options.pathspec(path.as_str());
    }
    options
}

/// Looks for files that were renamed or copied.
pub(super) fn find_moves(diff: &mut git2::Diff<'_>) -> Result<(), git2::Error> {
    let mut find = DiffFindOptions::new();
    find.renames(true).copies(true).for_untracked(true).exact_match_only(is_too_large_to_compare(diff));
    diff.find_similar(Some(&mut find))
}

/// Whether a file is said to be gone that git leaves out of the working tree on purpose.
pub(super) fn lacks_what_is_skipped(index: &Index, diff: &git2::Diff<'_>) -> bool {
    let mut deleted = diff.deltas().filter(|delta| delta.status() == Kind::Deleted);
    deleted.any(|delta| {
        let path = native_path(delta.old_file().path_bytes().unwrap_or_default());
        index.get_path(&path, 0).is_some_and(|entry| entry.flags_extended & SKIP_WORKTREE != 0)
    })
}

/// Whether so many files came and went that git itself would look for exact renames alone: it compares each file that
/// came with each that went.
fn is_too_large_to_compare(diff: &git2::Diff<'_>) -> bool {
    /// The default of git's `diff.renameLimit`.
    const LIMIT: usize = 1000;
    let count = |wanted: &[Kind]| diff.deltas().filter(|delta| wanted.contains(&delta.status())).count();
    let came = count(&[Kind::Added, Kind::Untracked]);
    came * count(&[Kind::Deleted, Kind::Modified]) > LIMIT * LIMIT
}

/// What libgit2 lists, as values. Git hashes files of the working tree without storing them, so that their names lead
/// nowhere.
pub(super) fn deltas(diff: &git2::Diff<'_>, in_worktree: bool) -> Vec<Delta> {
    diff.deltas().filter_map(|delta| changed(&delta, in_worktree)).collect()
}

/// What is equal to a file that is gone was moved, and not copied from another that is equal too: git takes the one that
/// is gone, libgit2 whichever comes first.
pub(super) fn with_moves(mut deltas: Vec<Delta>) -> Vec<Delta> {
    let mut gone: Vec<Entry> = Vec::new();
    for delta in deltas.iter().filter(|delta| delta.status == Status::Deleted) {
        gone.extend(delta.old.clone());
    }
    for delta in deltas.iter_mut().filter(|delta| delta.status == Status::Copied) {
        let same = |entry: &Entry| delta.old.as_ref().is_some_and(|old| old.content == entry.content);
        if let Some(at) = gone.iter().position(same) {
            delta.old = Some(gone.swap_remove(at));
            delta.status = Status::Renamed;
        }
    }
    deltas.retain(|delta| delta.status != Status::Deleted || delta.old.as_ref().is_some_and(|old| gone.contains(old)));
    deltas
}

fn changed(delta: &git2::DiffDelta<'_>, in_worktree: bool) -> Option<Delta> {
    let status = status(delta.status())?;
    let old = (status != Status::Added).then(|| entry(&delta.old_file(), false));
    let new = (status != Status::Deleted).then(|| entry(&delta.new_file(), in_worktree));
    // A folder that git does not look into: another repository, which nobody added.
    let is_folder = delta.status() == Kind::Untracked
        && new.as_ref().is_some_and(|new| new.path.ends_with(b"/") || !(new.is_file() || new.is_link()));
    let unknown = (delta.status() == Kind::Unreadable).then(|| "it is not readable".to_owned());
    (!is_folder).then_some(Delta { status, old: old.filter(|old| !old.path.is_empty()), new, unknown })
}

fn status(kind: Kind) -> Option<Status> {
    Some(match kind {
        Kind::Added | Kind::Untracked => Status::Added,
        Kind::Deleted => Status::Deleted,
        Kind::Modified | Kind::Unreadable => Status::Modified,
        Kind::Renamed => Status::Renamed,
        Kind::Copied => Status::Copied,
        Kind::Typechange => Status::TypeChanged,
        Kind::Conflicted => Status::Conflicted,
        Kind::Unmodified | Kind::Ignored => return None,
    })
}

fn entry(file: &git2::DiffFile<'_>, in_worktree: bool) -> Entry {
    let id = from_library(file.id());
    let content = match id {
        Some(id) if !in_worktree && file.is_valid_id() && !id.is_zero() => Content::Blob(id),
        _ => Content::Worktree,
    };
    let path = file.path_bytes().unwrap_or_default().to_vec();
    Entry { path, mode: u32::from(file.mode()), size: file.size(), content }
}

/// Whether a path is one of those asked for, or beneath one; no paths means all.
pub(super) fn is_under(path: &[u8], under: &[&str]) -> bool {
    let is_beneath = |folder: &&str| {
        let rest = path.strip_prefix(folder.as_bytes());
        rest.is_some_and(|rest| rest.is_empty() || rest[0] == b'/')
    };
    under.is_empty() || under.iter().any(is_beneath)
}

/// Whether something that is asked for is in a folder.
pub(super) fn leads_to(folder: &[u8], under: &[&str]) -> bool {
    let is_above = |path: &&str| path.as_bytes().strip_prefix(folder).is_some_and(|rest| rest.starts_with(b"/"));
    is_under(folder, under) || under.iter().any(is_above)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::ObjectId;

    #[test]
    fn what_equals_a_file_that_is_gone_was_moved_and_not_copied() {
        let entry = |path: &str, digit: &str| {
            let content = Content::Blob(ObjectId::from_hex(&digit.repeat(40)).unwrap());
            Some(Entry { path: path.into(), mode: 0o100_644, size: 0, content })
        };
        let delta = |status, old, new| Delta { status, old, new, unknown: None };
        let deltas = vec![
            delta(Status::Copied, entry("other", "1"), entry("new", "1")),
            delta(Status::Copied, entry("other", "1"), entry("newer", "1")),
            delta(Status::Deleted, entry("gone", "1"), None),
            delta(Status::Deleted, entry("apart", "2"), None),
        ];
        let moved = with_moves(deltas).into_iter().map(|delta| (delta.status, delta.old.unwrap().path));
        let expected = [(Status::Renamed, "gone"), (Status::Copied, "other"), (Status::Deleted, "apart")];
        assert_eq!(moved.collect::<Vec<_>>(), expected.map(|(status, path)| (status, path.as_bytes().to_vec())));
    }

    #[test]
    fn folders_lead_to_what_is_asked_for_in_them() {
        let under = [".review", "a/b/c.toml"];
        for (folder, leads) in [("a", true), ("a/b", true), ("a/bc", false), (".review/x", true), (".reviewers", false)]
        {
            assert_eq!(leads_to(folder.as_bytes(), &under), leads, "{folder}");
        }
        assert!(is_under(b"a/b/c.toml", &under) && !is_under(b"a/b", &under) && is_under(b"x", &[]));
    }
}
