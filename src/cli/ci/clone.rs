//! The commits that a CI job compares: those missing from a shallow clone are fetched, and for a job without a pull request
//! the base is found.

use super::Comparison;
use crate::cli::args::{ReviewArgs, SharedArgs};
use crate::cli::error::Failure;
use crate::cli::output;
use crate::git::{ObjectId, Repository};
use crate::publish::Commits;

/// How many commits are fetched first where the common one is missing from the clone; then all are.
const DEPTH: &str = "200";
/// Git's own word for no limit.
const ALL: &str = "2147483647";

/// Fetches what a shallow clone lacks of two commits and of what they have in common.
pub(super) fn complete(repository: Repository, base: &str, head: &str) -> Result<Repository, Failure> {
    let repository = fetched(repository, base, head)?;
    if have_common(&repository, base, head) { Ok(repository) } else { Err(lacks(base, head)) }
}

fn lacks(base: &str, head: &str) -> Failure {
    let reason = format!("this clone lacks {base} or {head}, or what they have in common");
    let help = "fetch the whole history: `fetch-depth: 0` in the checkout step of GitHub, `GIT_DEPTH: 0` in the job of \
                GitLab. A branch that was deleted meanwhile cannot be fetched";
    Failure::refused(reason, help)
}

/// What the commits of a job are compared with; or why there is nothing to compare.
pub(super) fn comparison(
    repository: Repository,
    commits: &Commits,
    shared: &SharedArgs,
) -> Result<Result<Comparison, String>, Failure> {
    let Commits { event, base, head, default_branch } = commits;
    let mut repository = repository;
    if let Some(base) = base {
        repository = fetched(repository, base, head)?;
        if commit(&repository, base).is_some() && commit(&repository, head).is_some() {
            return Ok(Ok(compared(repository, base, head, shared)));
        }
    }
    // A base that a forced push left behind is nowhere to be had.
    let tip;
    (repository, tip) = default_tip(repository, default_branch.as_deref())?;
    let Some(tip) = tip else {
        let reason = format!("`{event}` names no commits, and the default branch is not known here");
        return base.as_ref().map_or(Ok(Err(reason)), |base| Err(lacks(base, head)));
    };
    repository = fetched(repository, &tip, head)?;
    let Some(own) = commit(&repository, head) else { return Err(lacks(&tip, head)) };
    let common = commit(&repository, &tip).and_then(|tip| repository.store().merge_base(tip, own));
    if common != Some(own) {
        return Ok(Ok(compared(repository, &tip, head, shared)));
    }
    let reason = format!("`{event}` runs on a commit of the default branch, which has no change of its own");
    base.as_ref().map_or(Ok(Err(reason)), |base| Err(lacks(base, head)))
}

/// From what two commits have in common to the second; where that is nothing, all that differs.
fn compared(repository: Repository, base: &str, head: &str, shared: &SharedArgs) -> Comparison {
    let mut of_change = ReviewArgs { shared: shared.clone(), ..ReviewArgs::default() };
    if have_common(&repository, base, head) {
        of_change.base = Some(base.to_owned());
        of_change.head = Some(head.to_owned());
    } else {
        of_change.paths = vec![format!("{base}..{head}")];
    }
    Comparison { repository, base: base.to_owned(), of_change }
}

/// The newest commit of the default branch that this clone has or can fetch.
fn default_tip(mut repository: Repository, name: Option<&str>) -> Result<(Repository, Option<String>), Failure> {
    let Some(name) = name.filter(|name| git2::Reference::is_valid_name(&format!("refs/heads/{name}"))) else {
        let tip = tip(&repository, "refs/remotes/origin/HEAD");
        return Ok((repository, tip));
    };
    let reference = format!("refs/remotes/origin/{name}");
    if tip(&repository, &reference).is_none() {
        let depth = repository.is_shallow().then_some(DEPTH);
        fetch(&repository, &[&format!("+refs/heads/{name}:{reference}")], depth);
        repository = Repository::at(repository.location())?;
    }
    let tip = tip(&repository, &reference);
    Ok((repository, tip))
}

fn tip(repository: &Repository, reference: &str) -> Option<String> {
    Some(repository.store().commit(reference)?.to_string())
}

/// Fetches two commits, and as much of their history as it takes to find what they have in common.
fn fetched(mut repository: Repository, base: &str, head: &str) -> Result<Repository, Failure> {
    let depths: &[Option<&str>] = if repository.is_shallow() { &[Some(DEPTH), Some(ALL)] } else { &[None] };
    for depth in depths {
        if have_common(&repository, base, head) {
            break;
        }
        fetch(&repository, &[base, head], *depth);
        // Where history was cut off is read once.
        repository = Repository::at(repository.location())?;
    }
    Ok(repository)
}

/// The commit of an id, also where that is a tag's.
fn commit(repository: &Repository, id: &str) -> Option<ObjectId> {
    repository.store().commit(&ObjectId::from_hex(id)?.to_string())
}

fn have_common(repository: &Repository, base: &str, head: &str) -> bool {
    let both = commit(repository, base).zip(commit(repository, head));
    both.is_some_and(|(base, head)| repository.store().merge_base(base, head).is_some())
}

/// Asks the git of the runner, which has the credentials of the checkout; where there is none, what lacks is said later.
fn fetch(repository: &Repository, what: &[&str], depth: Option<&str>) {
    let depth = depth.map(|depth| format!("--depth={depth}"));
    let arguments = depth.as_deref().into_iter().chain(["origin"]).chain(what.iter().copied());
    if let Err(reason) = repository.fetch(arguments) {
        output::note(&format!("git fetch: {reason}\n"));
    }
}
