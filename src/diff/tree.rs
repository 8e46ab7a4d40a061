//! All files of the state under review, changed or not, for whoever has to look around in it. A diff comes in, the files
//! of its new side go out; nothing is read yet.

use std::collections::BTreeMap;

use super::{Diff, FileSide, Kind, Source};
use crate::git::{Content, Entry, ObjectId, Repository, State};

/// The regular files of the state that a diff leads to, by path: those of the commit, the index or the working tree as
/// git knows it. Without a repository those that the diff itself holds.
pub fn tree(repository: Option<&Repository>, diff: &Diff) -> Vec<FileSide> {
    let mut files = repository.and_then(|repository| known(repository, diff.head.as_deref())).unwrap_or_default();
    for change in diff.files.iter().filter(|change| change.kind == Kind::Text) {
        match (&change.old, &change.new) {
            (_, Some(new)) => drop(files.insert(new.path.clone(), new.clone())),
            (Some(old), None) => drop(files.remove(&old.path)),
            (None, None) => {}
        }
    }
    files.into_values().collect()
}

fn known(repository: &Repository, head: Option<&str>) -> Option<BTreeMap<String, FileSide>> {
    let state = match head {
        Some("index") => State::Index,
        Some("worktree") | None => repository.work_tree().map(|_| State::Worktree)?,
        Some(commit) => State::Commit(ObjectId::from_hex(commit)?),
    };
    let files = repository.store().files(state, &[]).ok()?;
    Some(files.into_iter().filter(Entry::is_file).map(file).collect())
}

fn file(entry: Entry) -> (String, FileSide) {
    let path = String::from_utf8_lossy(&entry.path).into_owned();
    let source = match entry.content {
        Content::Blob(id) => Source::Blob(id),
        _ => Source::Worktree(entry.path),
    };
    (path.clone(), FileSide { path, size: entry.size, source })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use git2::{IndexAddOption, Signature};

    use super::super::{Reader, Scope, Texts, read};
    use super::*;
    use crate::finding::Side;

    fn commit_all(repository: &git2::Repository) {
        let mut index = repository.index().unwrap();
        index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
        index.write().unwrap();
        let tree = repository.find_tree(index.write_tree().unwrap()).unwrap();
        let who = Signature::now("a", "a@b.c").unwrap();
        repository.commit(Some("HEAD"), &who, &who, "x", &tree, &[]).unwrap();
    }

    /// The paths and the texts of the state that a scope leads to.
    fn state(repository: &git2::Repository, scope: &Scope) -> Vec<(String, String)> {
        let repository = &Repository::open(repository.path().parent().unwrap()).unwrap();
        let diff = read(Some(repository), scope, &[]).unwrap();
        let reader = Reader::new(Some(repository.location()));
        let text = |file: &FileSide| match reader.read(file, &[], Side::New) {
            Ok(Texts::Text(text)) => text,
            other => format!("{other:?}"),
        };
        tree(Some(repository), &diff).iter().map(|file| (file.path.clone(), text(file))).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn each_scope_shows_its_own_state() {
        let folder = tempfile::tempdir().unwrap();
        let repository = git2::Repository::init(folder.path()).unwrap();
        let write = |path: &str, text: &str| fs::write(folder.path().join(path), text).unwrap();
        fs::create_dir(folder.path().join("lib")).unwrap();
        write("a.py", "a = 1\n");
        write("lib/b.py", "b = 1\n");
        commit_all(&repository);
        write("a.py", "a = 2\n");
        let mut index = repository.index().unwrap();
        index.add_path(Path::new("a.py")).unwrap();
        index.write().unwrap();
        write("a.py", "a = 3\n");
        write("new.py", "n = 1\n");
        assert_eq!(
            state(&repository, &Scope::Commit("HEAD".into())),
            pairs(&[("a.py", "a = 1\n"), ("lib/b.py", "b = 1\n")])
        );
        assert_eq!(state(&repository, &Scope::Staged), pairs(&[("a.py", "a = 2\n"), ("lib/b.py", "b = 1\n")]));
        let there = [("a.py", "a = 3\n"), ("lib/b.py", "b = 1\n"), ("new.py", "n = 1\n")];
        assert_eq!(state(&repository, &Scope::Push), pairs(&there));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_no_files() {
        let folder = tempfile::tempdir().unwrap();
        let repository = git2::Repository::init(folder.path()).unwrap();
        fs::write(folder.path().join("a.py"), "a = 1\n").unwrap();
        std::os::unix::fs::symlink("/etc/passwd", folder.path().join("link")).unwrap();
        commit_all(&repository);
        assert_eq!(state(&repository, &Scope::Commit("HEAD".into())), pairs(&[("a.py", "a = 1\n")]));
    }
}
