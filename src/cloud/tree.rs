//! The state under review, as the tools of a model may look at it: its files by path, without those that may not leave.

use std::sync::Arc;

use crate::diff::{self, Diff, FileChange, FileSide, Hunk, Reader, Texts};
use crate::egress::{Masked, Policy, Redactor};
use crate::finding::Side;
use crate::git::{Location, Repository};
use crate::syntax::SourceFile;

/// At most so many bytes are searched for one question.
const MOST_SEARCHED: usize = 64 << 20;

/// Files that can be looked at, read one by one. One for each thread.
pub(super) struct Tree<'a> {
    reader: Reader,
    files: Arc<[FileSide]>,
    diff: &'a Diff,
    policy: &'a Policy,
}

impl<'a> Tree<'a> {
    /// The files of the state that a diff leads to, for [`Tree::new`].
    pub fn files(location: Option<&Location>, diff: &Diff) -> Arc<[FileSide]> {
        let repository = location.and_then(|location| Repository::at(location).ok());
        diff::tree(repository.as_ref(), diff).into()
    }

    /// The files in the repository at a location.
    pub fn new(location: Option<&Location>, files: Arc<[FileSide]>, diff: &'a Diff, policy: &'a Policy) -> Self {
        Self { reader: Reader::new(location), files, diff, policy }
    }

    /// A file without its secrets.
    ///
    /// # Errors
    /// A sentence for the model: no such file, or one that it may not see.
    pub fn file(&self, path: &str, redactor: &mut Redactor) -> Result<SourceFile, String> {
        self.allow(path)?;
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path));
        let file = at.map(|at| &self.files[at]).map_err(|_| format!("there is no file `{path}`"))?;
        let text = self.text(file).ok_or_else(|| format!("`{path}` is no text that can be read"))?;
        Ok(SourceFile::new(path, redactor.mask(&text)))
    }

    /// How a file changed, without its secrets.
    ///
    /// # Errors
    /// A sentence for the model: the file did not change, or it may not see it.
    pub fn change(&self, path: &str, redactor: &mut Redactor) -> Result<Vec<Hunk>, String> {
        let change = self.changed(path).ok_or_else(|| format!("`{path}` did not change"))?;
        self.allow(path)?;
        let masked = Masked::read(&self.reader, change, redactor);
        Ok(change.hunks().iter().map(|hunk| masked.hunk(hunk)).collect())
    }

    /// The files that hold a text, without their secrets, changed ones first, for as long as `more` wants to see them. A
    /// secret cannot be searched for.
    pub fn search(&self, needle: &str, redactor: &mut Redactor, mut more: impl FnMut(&SourceFile) -> bool) {
        let changed = |file: &&FileSide| self.changed(&file.path).is_some();
        let (first, rest): (Vec<_>, Vec<_>) = self.files.iter().partition(changed);
        let mut searched = 0;
        for file in first.into_iter().chain(rest).filter(|file| self.allow(&file.path).is_ok()) {
            let Some(text) = self.text(file) else { continue };
            searched += text.len();
            if searched > MOST_SEARCHED {
                return;
            }
            if !text.contains(needle) {
                continue;
            }
            // What is found in a secret alone is not found, and teaches the redactor nothing that would show.
            let mut taught = redactor.clone();
            let masked = taught.mask(&text);
            if masked.contains(needle) {
                *redactor = taught;
                if !more(&SourceFile::new(&file.path, masked)) {
                    return;
                }
            }
        }
    }

    fn changed(&self, path: &str) -> Option<&'a FileChange> {
        self.diff.files.iter().find(|change| sides(change).any(|side| side.path == path))
    }

    /// A file may not be seen for what it is called, or was called before the change.
    fn allow(&self, path: &str) -> Result<(), String> {
        let denied =
            self.policy.denies(path) || self.changed(path).is_some_and(|change| self.policy.denies_change(change));
        if denied { Err(format!("`{path}` may not leave this machine")) } else { Ok(()) }
    }

    fn text(&self, file: &FileSide) -> Option<String> {
        let hunks = self.changed(&file.path).map(FileChange::hunks).unwrap_or_default();
        match self.reader.read(file, hunks, Side::New) {
            Ok(Texts::Text(text)) => Some(text),
            _ => None,
        }
    }
}

fn sides(change: &FileChange) -> impl Iterator<Item = &FileSide> {
    [&change.old, &change.new].into_iter().flatten()
}
