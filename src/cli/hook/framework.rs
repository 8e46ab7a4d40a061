//! The pre-commit framework in git's place: its variables name revisions, its arguments files.

use std::collections::HashSet;

use super::push;
use crate::cli::args::ReviewArgs;
use crate::diff::{self, DiffError, Scope};
use crate::git::Repository;

/// A variable that is set to something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether the framework runs the hook.
pub(super) fn runs() -> bool {
    variable("PRE_COMMIT").is_some()
}

/// The commits that it names: those of a push, or of `pre-commit run --from-ref A --to-ref B`.
pub(super) fn range(repository: &Repository) -> Option<ReviewArgs> {
    let to = variable("PRE_COMMIT_TO_REF").or_else(|| variable("PRE_COMMIT_LOCAL_BRANCH"))?;
    // It names no start where the remote has none of the commits.
    let from = variable("PRE_COMMIT_FROM_REF").unwrap_or_default();
    let remote = variable("PRE_COMMIT_REMOTE_NAME");
    Some(push::range(repository, remote.as_deref(), &to, &from))
}

/// The files that it passes, as a whole; `None` where it passes none.
pub(super) fn whole_files(files: &[String]) -> Option<ReviewArgs> {
    (!files.is_empty()).then(|| ReviewArgs { all: true, paths: files.to_vec(), ..ReviewArgs::default() })
}

/// What reviews a commit: the index; where files are passed of which some are not staged, as by `pre-commit run
/// --all-files`, those files as a whole.
pub(super) fn commit(repository: &Repository, files: &[String]) -> Result<ReviewArgs, DiffError> {
    let staged = ReviewArgs { staged: true, ..ReviewArgs::default() };
    if !runs() || files.is_empty() {
        return Ok(staged);
    }
    let diff = diff::read(Some(repository), &Scope::Staged, &[])?;
    let in_index: HashSet<&str> = diff.files.iter().map(diff::FileChange::path).collect();
    let is_commit = files.iter().all(|file| in_index.contains(&**file));
    Ok(if is_commit { staged } else { whole_files(files).unwrap_or(staged) })
}
