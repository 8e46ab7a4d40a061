//! What the arguments of a review say of its comparison and of the paths that it is about.

use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use super::args::ReviewArgs;
use super::error::Failure;
use super::session::Session;
use crate::diff::Scope;

/// The comparison that was asked for.
pub(super) fn scope(args: &ReviewArgs) -> Result<Scope, Failure> {
    Ok(match args {
        ReviewArgs { staged: true, .. } => Scope::Staged,
        ReviewArgs { all: true, .. } => Scope::All,
        ReviewArgs { commit: Some(revision), .. } => Scope::Commit(revision.clone()),
        ReviewArgs { base: Some(base), head, .. } => Scope::Range { base: base.clone(), head: head.clone() },
        ReviewArgs { diff: Some(path), .. } => Scope::Patch(read_diff(path)?),
        _ => Scope::Push,
    })
}

fn read_diff(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |reason| Failure::File { path: path.to_owned(), action: "read", reason };
    if path == Path::new("-") {
        let mut patch = Vec::new();
        std::io::stdin().read_to_end(&mut patch).map_err(failed)?;
        return Ok(patch);
    }
    std::fs::read(path).map_err(failed)
}

/// The paths that were typed, from the root of the repository.
pub(super) fn paths(args: &ReviewArgs, session: &Session) -> Result<Vec<String>, Failure> {
    let Some(root) = session.root().and_then(|root| root.canonicalize().ok()) else { return Ok(args.paths.clone()) };
    let here = session.folder.strip_prefix(&root).unwrap_or(Path::new("")).to_owned();
    args.paths
        .iter()
        .map(|typed| {
            let path = Path::new(typed).strip_prefix(&root).map_or_else(|_| here.join(typed), Path::to_owned);
            let inside = normal(&path).ok_or_else(|| {
                Failure::refused(format!("`{typed}` is not in this repository"), "name another repository with -C DIR")
            })?;
            Ok(if inside.is_empty() { ".".to_owned() } else { inside })
        })
        .filter(|path| path.as_ref().map_or(true, |path| path != "."))
        .collect()
}

/// A path without `.` and `..`, with `/`; `None` where it leads out.
fn normal(path: &Path) -> Option<String> {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.pop() => {}
            Component::Normal(part) => parts.push(part),
            _ => return None,
        }
    }
    Some(parts.to_string_lossy().replace('\\', "/"))
}
