//! The commits that are looked at: all that HEAD reaches, or only what the newest of its mainline brought in.

use std::collections::HashMap;

use git2::{Oid, Repository, Sort};

use super::error::BenchError;

/// A part of a history, parents before children.
#[derive(Debug)]
pub struct Window {
    /// The commits, each after its parents; equal histories come in equal order.
    pub commits: Vec<Commit>,
    /// Whether there are older commits that are not in it.
    pub is_cut: bool,
}

/// One commit of a window.
#[derive(Debug)]
pub struct Commit {
    /// Its name in the repository.
    pub id: Oid,
    /// Its parents that this clone holds.
    pub parents: Vec<Parent>,
    /// When it was committed, in seconds since 1970.
    pub time: i64,
    /// Its whole message.
    pub message: String,
}

/// A parent of a commit.
#[derive(Debug, Clone, Copy)]
pub struct Parent {
    /// Its name in the repository.
    pub id: Oid,
    /// Where it stands in the window, if it is in it.
    pub index: Option<usize>,
}

impl Commit {
    /// The first line of the message.
    pub fn subject(&self) -> &str {
        self.message.lines().next().unwrap_or_default()
    }

    /// Whether it joins histories.
    pub fn is_merge(&self) -> bool {
        self.parents.len() > 1
    }

    /// Whether nothing is known of what was before it: the first commit, or the end of a shallow clone.
    pub fn is_root(&self) -> bool {
        self.parents.is_empty()
    }
}

impl Window {
    /// The newest `most` commits of HEAD's mainline (first parents) with all that merges brought in meanwhile.
    ///
    /// # Errors
    /// [`BenchError::NoCommits`], or where git cannot read the history.
    pub fn of(repository: &Repository, most: usize) -> Result<Self, BenchError> {
        let failed = BenchError::git("read the history");
        let Ok(head) = repository.head().and_then(|head| head.peel_to_commit()) else {
            return Err(BenchError::NoCommits);
        };
        let before = mainline(head.clone(), most);
        let mut walk = repository.revwalk().map_err(&failed)?;
        walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE).map_err(&failed)?;
        walk.push(head.id()).map_err(&failed)?;
        if let Some(before) = before {
            walk.hide(before).map_err(&failed)?;
        }
        let ids = walk.collect::<Result<Vec<_>, _>>().map_err(&failed)?;
        let commits = read(repository, &ids).map_err(&failed)?;
        Ok(Self { commits, is_cut: before.is_some() })
    }
}

/// The first commit of the mainline that is too old.
fn mainline(head: git2::Commit<'_>, most: usize) -> Option<Oid> {
    let line = std::iter::successors(Some(head), |commit| commit.parent(0).ok());
    line.map(|commit| commit.id()).nth(most)
}

fn read(repository: &Repository, ids: &[Oid]) -> Result<Vec<Commit>, git2::Error> {
    let odb = repository.odb()?;
    let indices: HashMap<Oid, usize> = ids.iter().enumerate().map(|(index, &id)| (id, index)).collect();
    let read = |&id: &Oid| {
        let commit = repository.find_commit(id)?;
        let parents = commit.parent_ids().map(|id| Parent { id, index: indices.get(&id).copied() });
        Ok(Commit {
            id,
            parents: parents.filter(|parent| parent.index.is_some() || odb.exists(parent.id)).collect(),
            time: commit.time().seconds(),
            message: String::from_utf8_lossy(commit.message_bytes()).into_owned(),
        })
    };
    ids.iter().map(read).collect()
}
