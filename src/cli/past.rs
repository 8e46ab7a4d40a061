//! The repository's past, mined and reviewed again: what `bench` judges on and `learn` learns from.

use super::error::Failure;
use super::output::Output;
use super::session::Session;
use crate::bench::replay::{Change, Replayer};
use crate::bench::sample::{Pick, sample};
use crate::bench::{BenchError, Mined, mine};
use crate::git::{GitError, Repository};

/// The repository that the command runs in.
pub(super) fn repository(session: &Session) -> Result<&Repository, Failure> {
    let repository = session.repository.as_ref();
    Ok(repository.ok_or_else(|| GitError::NotARepository(session.folder.clone()))?)
}

/// What the newest commits tell, and at most `most` of them to review again.
pub(super) fn mined(
    repository: &Repository,
    commits: usize,
    most: usize,
    output: &Output,
) -> Result<(Mined, Vec<Pick>), Failure> {
    let progress = output.progress("commits");
    let mined = mine(repository, commits, &progress)?;
    progress.clear();
    if mined.introductions.is_empty() {
        let (commits, is_cut) = (mined.window.commits.len(), mined.window.is_cut);
        return Err(BenchError::NoFixes { commits, is_cut }.into());
    }
    let picks = sample(&mined, most);
    Ok((mined, picks))
}

/// The picked commits, reviewed again.
pub(super) fn replayed(
    replayer: &Replayer<'_>,
    repository: &Repository,
    mined: &Mined,
    picks: &[Pick],
    output: &Output,
) -> Result<Vec<Change>, Failure> {
    let progress = output.progress("steps");
    let changes = replayer.replay(repository, mined, picks, &progress)?;
    progress.clear();
    Ok(changes)
}
