//! Changed files as git lists them turned into changes with hunks and lines.

use super::content::Bytes;
use super::text::{self, Texts};
use super::{Diff, Extent, FileChange, FileSide, Hunk, Kind, MAX_FILE_BYTES, Source, Status, hunks};
use crate::finding::ScopeKind;
use crate::git::{Content, Delta, Entry, ObjectId, Repository, WorkTree};

/// Turns what git lists into changes of files.
pub(super) struct Changes<'r> {
    pub repository: &'r Repository,
    /// The commit compared against.
    pub base: Option<ObjectId>,
}

impl Changes<'_> {
    /// The changes that lead to a state: a commit, `index` or `worktree`.
    pub(super) fn diff(&self, kind: ScopeKind, head: &str, deltas: Vec<Delta>) -> Diff {
        let is_worktree = head == "worktree";
        let tree = if is_worktree { WorkTree::new(self.repository.location()) } else { None };
        let mut read = self.empty(kind, head);
        for delta in deltas {
            let path = lossy(delta.path());
            match self.changed_file(delta, tree.as_ref()) {
                Ok(change) => read.files.push(change),
                Err(reason) => read.unread.push((path, reason)),
            }
        }
        read.files.sort_by(|a, b| a.path().cmp(b.path()));
        read
    }

    /// All files of a state, each as if it were new.
    pub(super) fn whole(&self, head: &str, deltas: Vec<Delta>) -> Diff {
        let mut read = self.empty(ScopeKind::All, head);
        read.files.extend(deltas.into_iter().filter_map(|delta| delta.new).map(whole_file));
        read.files.sort_by(|a, b| a.path().cmp(b.path()));
        read
    }

    fn empty(&self, kind: ScopeKind, head: &str) -> Diff {
        let base = self.base.map(|base| base.to_string());
        let head = Some(head.to_owned());
        Diff { kind, base, head, files: Vec::new(), unread: Vec::new(), degraded: Vec::new() }
    }

    fn changed_file(&self, mut delta: Delta, tree: Option<&WorkTree>) -> Result<FileChange, String> {
        let status = delta.status;
        if let Some(reason) = delta.unknown {
            return Err(reason);
        }
        if status == Status::Conflicted {
            // Git does not compare a file with conflicts, and does not say what it was.
            delta.old = self.before(delta.new.as_ref());
        }
        let current = delta.new.as_ref().or(delta.old.as_ref());
        let (kind, hunks) = match current.and_then(kind_of_mode) {
            Some(kind) => (kind, Vec::new()),
            // The index has several versions of it.
            None if status == Status::Conflicted && tree.is_none() => (Kind::Text, Vec::new()),
            None => self.hunks(&delta, tree)?,
        };
        let (old, new) = (delta.old.map(side_of), delta.new.map(side_of));
        Ok(FileChange { status, kind, old, new, extent: Extent::Hunks(hunks) })
    }

    /// What a file is, and the hunks between its sides. Of a link or a submodule that became a file, every line is new.
    fn hunks(&self, delta: &Delta, tree: Option<&WorkTree>) -> Result<(Kind, Vec<Hunk>), String> {
        let old = delta.old.as_ref().filter(|old| kind_of_mode(old).is_none());
        let old = old.map(|old| self.bytes(old, tree)).transpose()?.unwrap_or_default();
        let new = delta.new.as_ref().map(|new| self.bytes(new, tree)).transpose()?;
        hunks::by_content(old, new)
    }

    fn bytes(&self, entry: &Entry, tree: Option<&WorkTree>) -> Result<Bytes, String> {
        match &entry.content {
            Content::Blob(id) => self.repository.store().blob(*id, MAX_FILE_BYTES).map(Bytes::from),
            Content::Worktree => {
                let tree = tree.ok_or("there is no working tree")?;
                tree.read(&entry.path, MAX_FILE_BYTES).map(Bytes::from)
            }
            Content::Normalized(bytes) | Content::Filtered(bytes) => Ok(Bytes::All(bytes.clone())),
        }
    }

    /// The file in the commit compared against.
    fn before(&self, new: Option<&Entry>) -> Option<Entry> {
        let path = std::str::from_utf8(&new?.path).ok()?;
        self.repository.store().entry(self.base?, path)
    }
}

fn whole_file(new: Entry) -> FileChange {
    let kind = kind_of_mode(&new).unwrap_or(Kind::Text);
    FileChange { status: Status::Added, kind, old: None, new: Some(side_of(new)), extent: Extent::Whole }
}

fn kind_of_mode(entry: &Entry) -> Option<Kind> {
    if entry.is_submodule() {
        Some(Kind::Submodule)
    } else if entry.is_link() {
        Some(Kind::Link)
    } else {
        None
    }
}

fn side_of(entry: Entry) -> FileSide {
    let path = lossy(&entry.path);
    let source = match entry.content {
        Content::Blob(id) => Source::Blob(id),
        Content::Worktree | Content::Normalized(_) => Source::Worktree(entry.path),
        Content::Filtered(bytes) => match text::decode(bytes) {
            Texts::Text(text) => Source::Text(text),
            _ => Source::Worktree(entry.path),
        },
    };
    FileSide { path, size: entry.size, source }
}

fn lossy(path: &[u8]) -> String {
    String::from_utf8_lossy(path).into_owned()
}
