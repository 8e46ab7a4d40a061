//! What a repository says to the review in `.review` and its configuration files, as texts by path: out of the working
//! tree, or out of a commit, where the working tree is not to be believed. Only regular files of a bounded size are read;
//! others are refused, by name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::config;
use crate::git::{Content, Entry, GitError, ObjectId, Repository, State};
use crate::plain::{self, MOST_BASELINE_BYTES, MOST_BYTES, Refusal};

/// The folder of all but the configuration.
pub(crate) const FOLDER: &str = ".review";

/// Where the baseline is, from the root of the repository.
pub const BASELINE: &str = ".review/baseline.json";

/// How deep its files lie: `.review/rules/<lang>/<id>.toml`.
const DEEPEST: usize = 2;

/// More files than this are not read.
const MOST_FILES: usize = 10_000;

/// More of all files together is not read; the baseline has a limit of its own.
const MOST_IN_ALL: usize = 32 * 1024 * 1024;

/// Texts by their paths from the root, with `/`.
#[derive(Debug, Clone, Default)]
pub struct Project {
    files: BTreeMap<String, String>,
    refused: BTreeMap<String, String>,
    /// Bytes of the files, without the baseline.
    size: usize,
    /// Where further files are read from.
    origin: Origin,
}

/// What a project is read from.
#[derive(Debug, Clone, Default)]
enum Origin {
    #[default]
    Nothing,
    Folder(PathBuf),
    Commit(ObjectId),
}

impl Project {
    /// What lies beneath the root of a working tree. Links are not followed.
    pub fn of_folder(root: &Path) -> Self {
        let mut project = Self { origin: Origin::Folder(root.to_owned()), ..Self::default() };
        for name in config::ROOT_FILES {
            project.add(name, plain::read_text(root, name, MOST_BYTES));
        }
        project.collect(root, FOLDER, DEEPEST);
        project
    }

    /// What a commit holds.
    ///
    /// # Errors
    /// A commit whose objects are not all there.
    pub fn of_commit(repository: &Repository, commit: ObjectId) -> Result<Self, GitError> {
        let mut project = Self { origin: Origin::Commit(commit), ..Self::default() };
        let wanted = [&config::ROOT_FILES[..], &[FOLDER]].concat();
        for entry in repository.store().files(State::Commit(commit), &wanted)?.iter().take(MOST_FILES + wanted.len()) {
            let Ok(path) = std::str::from_utf8(&entry.path) else { continue };
            match config::ROOT_FILES.iter().find(|name| path.starts_with(&format!("{name}/"))) {
                Some(name) => project.add(name, Err(Refusal::NotRegular)),
                None if path == FOLDER => project.add(FOLDER, text_of(repository, entry).map(|_| None)),
                None => project.add(path, text_of(repository, entry)),
            }
        }
        Ok(project)
    }

    /// A project of these texts, by their paths.
    #[cfg(any(test, fuzzing))]
    pub(crate) fn from_texts<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let files = texts.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        Self { files, ..Self::default() }
    }

    fn add(&mut self, path: &str, text: Result<Option<String>, Refusal>) {
        match text {
            Ok(None) => {}
            Ok(Some(_)) if self.files.len() >= MOST_FILES => {
                self.refused.insert(FOLDER.to_owned(), format!("it holds more than {MOST_FILES} files"));
            }
            Ok(Some(text)) if path != BASELINE && self.size + text.len() > MOST_IN_ALL => {
                self.refused.insert(FOLDER.to_owned(), format!("it holds more than {} MiB", MOST_IN_ALL >> 20));
            }
            Ok(Some(text)) => {
                self.size += if path == BASELINE { 0 } else { text.len() };
                self.files.insert(path.to_owned(), text);
            }
            Err(refusal) => drop(self.refused.insert(path.to_owned(), refusal.to_string())),
        }
    }

    /// The files of a folder and of those in it.
    fn collect(&mut self, root: &Path, folder: &str, deeper: usize) {
        let full = root.join(folder);
        let Ok(data) = full.symlink_metadata() else { return };
        if !data.is_dir() {
            self.add(folder, plain::read_text(root, folder, limit(folder)).map(|_| None));
            return;
        }
        for entry in fs::read_dir(full).into_iter().flatten().flatten().take(MOST_FILES) {
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                if deeper > 0 {
                    self.collect(root, &path, deeper - 1);
                }
            } else {
                self.add(&path, plain::read_text(root, &path, limit(&path)));
            }
        }
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Why a file that is there is not read.
    pub fn refusal(&self, path: &str) -> Option<&str> {
        self.refused.get(path).map(String::as_str)
    }

    /// The files that are not read, and why, by path.
    pub fn refused(&self) -> impl Iterator<Item = (&str, &str)> {
        self.refused.iter().map(|(path, reason)| (&**path, &**reason))
    }

    /// The text of a further file, read from where the others are from.
    ///
    /// # Errors
    /// Why it is not read.
    pub fn further(&self, repository: Option<&Repository>, path: &str) -> Result<Option<String>, Refusal> {
        match (&self.origin, repository) {
            (Origin::Folder(root), _) => plain::read_text(root, path, MOST_BYTES),
            (Origin::Commit(commit), Some(repository)) => {
                let entry = repository.store().entry(*commit, path);
                entry.map_or(Ok(None), |entry| text_of(repository, &entry))
            }
            _ => Ok(None),
        }
    }

    /// The files beneath a folder, however deep, by path: their paths and texts.
    pub fn under<'p>(&'p self, folder: &'p str) -> impl Iterator<Item = (&'p str, &'p str)> {
        let inside = move |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.files.iter().filter(move |(path, _)| inside(path)).map(|(path, text)| (&**path, &**text))
    }
}

/// How much of a file is read.
fn limit(path: &str) -> u64 {
    if path == BASELINE { MOST_BASELINE_BYTES } else { MOST_BYTES }
}

/// The text of a regular file of a commit.
fn text_of(repository: &Repository, entry: &Entry) -> Result<Option<String>, Refusal> {
    let path = String::from_utf8_lossy(&entry.path).into_owned();
    let Content::Blob(id) = entry.content else { return Err(Refusal::NotRegular) };
    if entry.is_link() {
        return Err(Refusal::Link(path));
    }
    if !entry.is_file() {
        return Err(Refusal::NotRegular);
    }
    let failed = |reason: String| Refusal::Io(std::io::Error::other(reason));
    let most = limit(&path);
    let content = repository.store().blob(id, most).map_err(failed)?.ok_or(Refusal::TooLarge(most))?;
    String::from_utf8(content).map(Some).map_err(|_| Refusal::NotText)
}

#[cfg(test)]
mod tests {
    use git2::{IndexAddOption, Signature};

    use super::*;

    fn commit_all(repository: &git2::Repository) -> git2::Oid {
        let mut index = repository.index().unwrap();
        index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
        let tree = repository.find_tree(index.write_tree().unwrap()).unwrap();
        let who = Signature::now("a", "a@b.c").unwrap();
        repository.commit(None, &who, &who, "x", &tree, &[]).unwrap()
    }

    #[test]
    fn a_commit_says_what_it_held_whatever_the_working_tree_says_now() {
        let folder = tempfile::tempdir().unwrap();
        let repository = git2::Repository::init(folder.path()).unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("review.toml", "[review]\n");
        write(".review/rules/python/a.toml", "then");
        write(".reviewers", "no");
        #[cfg(unix)]
        std::os::unix::fs::symlink("rules/python/a.toml", folder.path().join(".review/baseline.json")).unwrap();
        let commit = commit_all(&repository);
        write(".review/rules/python/a.toml", "now");
        write(".review/guidelines/b.md", "now");
        let commit = ObjectId::from_hex(&commit.to_string()).unwrap();
        let then = Project::of_commit(&Repository::from_library(repository).unwrap(), commit).unwrap();
        let now = Project::of_folder(folder.path());
        let all = |project: &Project| project.files.values().cloned().collect::<Vec<_>>();
        assert_eq!(all(&then), ["then", "[review]\n"]);
        assert_eq!(all(&now), ["now", "now", "[review]\n"]);
        assert_eq!(now.under(".review/rules").collect::<Vec<_>>(), [(".review/rules/python/a.toml", "now")]);
        assert_eq!((then.text("review.toml"), then.text(".review/baseline.json")), (Some("[review]\n"), None));
        #[cfg(unix)]
        for project in [&then, &now] {
            let refusal = project.refusal(".review/baseline.json");
            assert_eq!(refusal, Some(".review/baseline.json is a symbolic link; put a regular file there"));
        }
    }

    #[test]
    fn files_that_are_too_much_together_are_left_out_and_said_so() {
        let mut project = Project::default();
        for name in ["a", "b", "c"] {
            project.add(&format!(".review/{name}"), Ok(Some(" ".repeat(MOST_IN_ALL / 2))));
        }
        project.add(BASELINE, Ok(Some(" ".repeat(MOST_IN_ALL))));
        let read: Vec<_> = project.files.keys().collect();
        assert_eq!(read, [".review/a", ".review/b", BASELINE]);
        assert_eq!(project.refused().collect::<Vec<_>>(), [(FOLDER, "it holds more than 32 MiB")]);
    }

    #[test]
    fn what_is_too_large_is_refused_by_name_in_both_places() {
        let folder = tempfile::tempdir().unwrap();
        let repository = git2::Repository::init(folder.path()).unwrap();
        fs::create_dir_all(folder.path().join(".review/guidelines")).unwrap();
        fs::write(folder.path().join(".review/guidelines/a.md"), " ".repeat(1024 * 1024 + 1)).unwrap();
        fs::write(folder.path().join("review.toml"), " ".repeat(1024 * 1024)).unwrap();
        let commit = commit_all(&repository);
        let commit = ObjectId::from_hex(&commit.to_string()).unwrap();
        let then = Project::of_commit(&Repository::from_library(repository).unwrap(), commit).unwrap();
        for project in [then, Project::of_folder(folder.path())] {
            let refused: Vec<_> = project.refused().collect();
            assert_eq!(refused, [(".review/guidelines/a.md", "it is larger than 1 MiB")]);
            assert!(project.text("review.toml").is_some());
        }
    }
}
