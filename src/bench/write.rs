//! A repository's past as labelled changes, in the form that [`labelled`](super::labelled) reads, for training
//! and for measuring elsewhere.

use std::io::{self, Write};

use git2::{Delta, DiffFindOptions, DiffOptions, Patch, Repository};

use super::edits::{language_of, text_blob};
use super::labelled::{Record, RecordFile, date};
use super::replay::BuggyLines;
use super::sample::Pick;
use super::{BenchError, Mined};
use crate::diff::LARGE_FILE_BYTES;
use crate::syntax::{LANGUAGES, Language};

/// Writes the picked commits, one record a line, oldest first; commits that only deleted files are left out.
/// Returns how many were written.
///
/// # Errors
/// Where git cannot read a commit, or the output cannot be written.
pub fn write(
    repository: &crate::git::Repository,
    name: &str,
    mined: &Mined,
    picks: &[Pick],
    out: &mut dyn Write,
) -> Result<io::Result<usize>, BenchError> {
    let library = repository.library()?;
    let mut written = 0;
    for pick in picks {
        let record = record(&library, name, mined, pick).map_err(BenchError::git("read a commit"))?;
        if record.files.is_empty() {
            continue;
        }
        let line = serde_json::to_string(&record).expect("a record is JSON");
        if let Err(error) = writeln!(out, "{line}") {
            return Ok(Err(error));
        }
        written += 1;
    }
    Ok(Ok(written))
}

fn record(repository: &Repository, name: &str, mined: &Mined, pick: &Pick) -> Result<Record, git2::Error> {
    let commit = &mined.window.commits[pick.commit];
    let found = mined.introductions.get(&pick.commit);
    let none = BuggyLines::new();
    let files = files(repository, commit.id, found.map_or(&none, |found| &found.lines))?;
    let of = |language: &&&Language| {
        files.iter().filter(|f| language_of(&f.path).is_some_and(|l| l.name == language.name)).count()
    };
    let language = LANGUAGES.iter().rev().max_by_key(of).map_or("", |language| language.name);
    Ok(Record {
        id: format!("{name}@{}", &commit.id.to_string()[..12]),
        repo: name.to_owned(),
        lang: language.to_owned(),
        label: if found.is_some() { "buggy" } else { "random" }.to_owned(),
        date: date(commit.time),
        subject: commit.subject().to_owned(),
        weight: Some(pick.weight).filter(|&weight| weight > 1.0),
        class: None,
        files,
    })
}

fn files(repository: &Repository, id: git2::Oid, buggy: &BuggyLines) -> Result<Vec<RecordFile>, git2::Error> {
    let commit = repository.find_commit(id)?;
    let (old, new) = (commit.parent(0)?.tree()?, commit.tree()?);
    let mut options = DiffOptions::new();
    options.context_lines(3).indent_heuristic(true);
    options.max_size(i64::try_from(LARGE_FILE_BYTES).expect("the limit is small"));
    let mut diff = repository.diff_tree_to_tree(Some(&old), Some(&new), Some(&mut options))?;
    diff.find_similar(Some(DiffFindOptions::new().renames(true)))?;
    let mut files = Vec::new();
    for (index, delta) in diff.deltas().enumerate() {
        let path = delta.new_file().path().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
        if delta.status() == Delta::Deleted || language_of(&path).is_none() {
            continue;
        }
        let (Some(blob), Some(mut patch)) =
            (text_blob(repository, delta.new_file().id()), Patch::from_diff(&diff, index)?)
        else {
            continue;
        };
        if patch.num_hunks() > 0 {
            let lines = buggy.get(&path).into_iter().flatten().map(|line| line.0).collect();
            files.push(RecordFile {
                before: None,
                after: Some(String::from_utf8_lossy(blob.content()).into_owned()),
                diff: String::from_utf8_lossy(&patch.to_buf()?).into_owned(),
                buggy_lines: lines,
                path,
            });
        }
    }
    Ok(files)
}
