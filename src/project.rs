//! What a repository says to the review in `.review` and `review.toml`, as texts by path: out of the working tree, or out
//! of a commit, where the working tree is not to be believed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::config;
use crate::git::{Content, Entry, GitError, ObjectId, Repository, State};

/// The folder of all but the configuration.
const FOLDER: &str = ".review";

/// Larger files are not read.
const MOST_BYTES: u64 = 4 << 20;

/// How deep its files lie: `.review/rules/<lang>/<id>.toml`.
const DEEPEST: usize = 2;

/// Texts by their paths from the root, with `/`.
#[derive(Debug, Clone, Default)]
pub struct Project {
    files: BTreeMap<String, String>,
}

impl Project {
    /// What lies beneath the root of a working tree. Links are not followed; what cannot be read is not there.
    pub fn of_folder(root: &Path) -> Self {
        let mut files = BTreeMap::new();
        files.extend(read_plain(&root.join(config::FILE_NAME)).map(|text| (config::FILE_NAME.to_owned(), text)));
        collect(&root.join(FOLDER), FOLDER, DEEPEST, &mut files);
        Self { files }
    }

    /// What a commit holds.
    ///
    /// # Errors
    /// A commit whose objects are not all there.
    pub fn of_commit(repository: &Repository, commit: ObjectId) -> Result<Self, GitError> {
        let store = repository.store();
        let own = store.files(State::Commit(commit), &[config::FILE_NAME, FOLDER])?;
        let texts = own.iter().filter_map(|entry| Some((path_of(entry)?, text_of(repository, entry)?)));
        Ok(Self { files: texts.collect() })
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The files beneath a folder, however deep, by path: their paths and texts.
    pub fn under<'p>(&'p self, folder: &'p str) -> impl Iterator<Item = (&'p str, &'p str)> {
        let inside = move |path: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.files.iter().filter(move |(path, _)| inside(path)).map(|(path, text)| (&**path, &**text))
    }
}

fn path_of(entry: &Entry) -> Option<String> {
    String::from_utf8(entry.path.clone()).ok()
}

/// The text of a regular file of a commit.
fn text_of(repository: &Repository, entry: &Entry) -> Option<String> {
    let Content::Blob(id) = entry.content else { return None };
    if !entry.is_file() {
        return None;
    }
    String::from_utf8(repository.store().blob(id, MOST_BYTES).ok()??).ok()
}

/// The text of a regular file.
fn read_plain(path: &Path) -> Option<String> {
    path.symlink_metadata().ok().filter(fs::Metadata::is_file)?;
    fs::read_to_string(path).ok()
}

fn collect(folder: &Path, name: &str, deeper: usize, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), format!("{name}/{}", entry.file_name().to_string_lossy()));
        if path.is_dir() && !path.is_symlink() && deeper > 0 {
            collect(&path, &name, deeper - 1, files);
        } else if let Some(text) = read_plain(&path) {
            files.insert(name, text);
        }
    }
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
    }
}
