//! A scope turned into the two states of a repository that it compares.

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use super::changes::Changes;
use super::patch::PatchError;
use super::{Diff, EMPTY_TREE, Scope, given, merge_conclusion};
use crate::finding::ScopeKind;
use crate::git::{Comparison, GitError, ObjectId, Repository, Store};

/// Why a diff could not be read.
#[derive(Debug, Error, Diagnostic)]
pub enum DiffError {
    /// The repository cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Git(#[from] GitError),
    /// No commit has that name.
    #[error("`{0}` names no commit of this repository")]
    #[diagnostic(help("`git log --oneline --all` lists commits; in a fresh CI checkout fetch the branch first"))]
    UnknownRevision(String),
    /// Two revisions share no history that this clone holds.
    #[error("{base} and {head} have no common commit in this clone")]
    #[diagnostic(help("{}", if *shallow {
        "the clone is shallow: run `git fetch --unshallow`, or set `fetch-depth: 0` in the checkout step"
    } else {
        "the histories are unrelated: compare them with --base and --head on one branch, or review single commits with --commit"
    }))]
    NoMergeBase {
        /// The one revision.
        base: String,
        /// The other.
        head: String,
        /// Whether history was cut off when cloning.
        shallow: bool,
    },
    /// A bare repository has neither index nor working tree.
    #[error("a bare repository has no index and no working tree")]
    #[diagnostic(help("name what to review: --commit REV, --base REV --head REV, or --all"))]
    Bare,
    /// The diff that was passed in is malformed.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Patch(#[from] PatchError),
}

/// Reads what changed. `paths` are relative to the repository's root; none means all.
///
/// # Errors
/// Where the comparison as a whole cannot be made. A file that cannot be read is named in
/// [`Diff::degraded`] instead.
pub fn read(repository: Option<&Repository>, scope: &Scope, paths: &[String]) -> Result<Diff, DiffError> {
    match (scope, repository) {
        (Scope::Patch(patch), repository) => given::read(repository, patch, paths),
        (_, None) => Err(GitError::NotARepository(PathBuf::from(".")).into()),
        (Scope::Staged, Some(repository)) => staged(repository, paths),
        (Scope::All, Some(repository)) => all(repository, paths),
        (Scope::Push, Some(repository)) => {
            let base = push_base(repository)?;
            to_worktree(repository, ScopeKind::Push, base, paths)
        }
        (Scope::Range { base, head: None }, Some(repository)) => {
            let base = merge_base(repository, base, "HEAD")?;
            to_worktree(repository, ScopeKind::Range, base, paths)
        }
        (Scope::Range { base, head: Some(head) }, Some(repository)) => {
            let base = merge_base(repository, base, head)?;
            between(repository, ScopeKind::Range, base, commit(repository, head)?, paths)
        }
        (Scope::Between { base, head }, Some(repository)) => {
            between(repository, ScopeKind::Range, Some(commit(repository, base)?), commit(repository, head)?, paths)
        }
        (Scope::Commit(revision), Some(repository)) => of_commit(repository, commit(repository, revision)?, paths),
    }
}

fn staged(repository: &Repository, paths: &[String]) -> Result<Diff, DiffError> {
    if repository.work_tree().is_none() {
        return Err(DiffError::Bare);
    }
    let diff = index_against(repository, repository.store().head()?, paths)?;
    let merged = merge_conclusion::merge_heads(repository);
    let others = merged.into_iter().map(|parent| index_against(repository, Some(parent), paths));
    Ok(merge_conclusion::of_committer(repository, diff, &others.collect::<Result<Vec<_>, _>>()?))
}

fn index_against(repository: &Repository, base: Option<ObjectId>, paths: &[String]) -> Result<Diff, DiffError> {
    let deltas = repository.store().compare(Comparison::Staged(base), paths)?;
    Ok(Changes { repository, base }.diff(ScopeKind::Staged, "index", deltas))
}

/// What a commit changes: against its parent, or in a merge what differs from all of them.
fn of_commit(repository: &Repository, commit: ObjectId, paths: &[String]) -> Result<Diff, DiffError> {
    let parents = repository.store().parents(commit)?;
    let first = between(repository, ScopeKind::Commit, parents.first().copied(), commit, paths)?;
    let merged = parents.into_iter().skip(1);
    let others = merged.map(|parent| between(repository, ScopeKind::Commit, Some(parent), commit, paths));
    Ok(merge_conclusion::of_committer(repository, first, &others.collect::<Result<Vec<_>, _>>()?))
}

fn all(repository: &Repository, paths: &[String]) -> Result<Diff, DiffError> {
    let (comparison, head) = if repository.work_tree().is_some() {
        (Comparison::AllOfWorktree, "worktree".to_owned())
    } else {
        let head = repository.store().head()?.ok_or(DiffError::Bare)?;
        (Comparison::AllOf(head), head.to_string())
    };
    let deltas = repository.store().compare(comparison, paths)?;
    Ok(Changes { repository, base: None }.whole(&head, deltas))
}

fn to_worktree(
    repository: &Repository,
    kind: ScopeKind,
    base: Option<ObjectId>,
    paths: &[String],
) -> Result<Diff, DiffError> {
    if repository.work_tree().is_none() {
        let head = repository.store().head()?.ok_or(DiffError::Bare)?;
        return between(repository, kind, base, head, paths);
    }
    let deltas = repository.store().compare(Comparison::Worktree(base), paths)?;
    Ok(Changes { repository, base }.diff(kind, "worktree", deltas))
}

fn between(
    repository: &Repository,
    kind: ScopeKind,
    base: Option<ObjectId>,
    head: ObjectId,
    paths: &[String],
) -> Result<Diff, DiffError> {
    let deltas = repository.store().compare(Comparison::Between(base, head), paths)?;
    Ok(Changes { repository, base }.diff(kind, &head.to_string(), deltas))
}

fn commit(repository: &Repository, revision: &str) -> Result<ObjectId, DiffError> {
    repository.store().commit(revision).ok_or_else(|| DiffError::UnknownRevision(revision.to_owned()))
}

/// `None` for a base before the first commit.
fn merge_base(repository: &Repository, base: &str, head: &str) -> Result<Option<ObjectId>, DiffError> {
    if base == EMPTY_TREE {
        return Ok(None);
    }
    let (one, two) = (commit(repository, base)?, commit(repository, head)?);
    let found = repository.store().merge_base(one, two);
    found.map(Some).ok_or_else(|| DiffError::NoMergeBase {
        base: base.to_owned(),
        head: head.to_owned(),
        shallow: repository.is_shallow(),
    })
}

/// The commit that a push would build on: the merge base of HEAD with the upstream, else with the remote's
/// default branch, else with `main` or `master`, else HEAD itself. `None` before the first commit.
fn push_base(repository: &Repository) -> Result<Option<ObjectId>, DiffError> {
    let Some(head) = repository.store().head()? else { return Ok(None) };
    let mut targets = push_targets(repository.store());
    Ok(Some(targets.find_map(|target| repository.store().merge_base(target, head)).unwrap_or(head)))
}

fn push_targets(store: &dyn Store) -> impl Iterator<Item = ObjectId> {
    let mut remotes = store.remotes();
    remotes.sort_by_key(|name| name != "origin");
    let remote_defaults = remotes
        .into_iter()
        .flat_map(|remote| ["HEAD", "main", "master"].map(|branch| format!("refs/remotes/{remote}/{branch}")));
    let local_defaults = ["refs/heads/main", "refs/heads/master"].map(String::from);
    let by_name = remote_defaults.chain(local_defaults).filter_map(|name| store.commit(&name));
    store.upstream().into_iter().chain(by_name)
}

#[cfg(test)]
#[path = "git/tests.rs"]
mod tests;
