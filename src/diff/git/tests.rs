//! Which files count as renamed.

use git2::{Signature, Tree};

use super::super::Status;
use super::*;

/// A tree with so many small files in a folder.
fn files<'r>(repository: &'r git2::Repository, folder: &str, texts: impl Iterator<Item = String>) -> Tree<'r> {
    let mut inner = repository.treebuilder(None).unwrap();
    for (number, text) in texts.enumerate() {
        inner.insert(format!("{number}.py"), repository.blob(text.as_bytes()).unwrap(), 0o100_644).unwrap();
    }
    let mut root = repository.treebuilder(None).unwrap();
    root.insert(folder, inner.write().unwrap(), 0o040_000).unwrap();
    repository.find_tree(root.write().unwrap()).unwrap()
}

/// How many files are renamed by a commit that moves so many, of which it edits all but the first.
fn renamed(count: usize) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let repository = git2::Repository::init(folder.path()).unwrap();
    let text = |number: usize| [1, 2, 3, 4, 5].map(|line| format!("v{number}_{line} = {number}\n")).concat();
    let before = files(&repository, "old", (0..count).map(text));
    let edited = |number: usize| if number == 0 { text(number) } else { text(number) + "x = 1\n" };
    let after = files(&repository, "new", (0..count).map(edited));
    let author = Signature::now("a", "a@example.com").unwrap();
    let first = repository.commit(None, &author, &author, "files", &before, &[]).unwrap();
    let first = repository.find_commit(first).unwrap();
    let second = repository.commit(None, &author, &author, "move", &after, &[&first]).unwrap();
    drop((before, after, first));
    let repository = Repository::from_library(repository).unwrap();
    let diff = read(Some(&repository), &Scope::Commit(second.to_string()), &[]).unwrap();
    diff.files.iter().filter(|change| change.status == Status::Renamed).count()
}

#[test]
fn edited_files_are_renames_up_to_gits_limit_and_beyond_it_only_equal_ones() {
    assert_eq!(renamed(20), 20);
    assert_eq!(renamed(1001), 1);
}
