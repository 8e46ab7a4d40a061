//! What the arguments of a review say of its comparison and of the paths that it is about.

use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use super::args::ReviewArgs;
use super::error::Failure;
use super::session::Session;
use crate::diff::{DiffError, Scope, TypedRange};

/// The word that stands for a diff on standard input.
const STDIN: &str = "-";

/// What is reviewed.
pub(super) struct Target {
    /// The comparison.
    pub scope: Scope,
    /// The paths that it is about, all where there is none.
    pub paths: Vec<TypedPath>,
}

/// A path as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypedPath {
    /// The word.
    pub typed: String,
    /// The path that it stands for, from the root of the repository.
    pub path: String,
}

/// The comparison and the paths that were asked for.
pub(super) fn target(args: &ReviewArgs, session: &Session) -> Result<Target, Failure> {
    let mut words = args.paths.clone();
    let scope = match take_scope(&mut words, session)? {
        None => scope_of_options(args)?,
        Some((word, scope)) => match args.scope_option() {
            None => scope,
            Some(option) => {
                let reason = format!("both `{word}` and `{option}` say what to review");
                return Err(Failure::refused(reason, "leave out one of them"));
            }
        },
    };
    Ok(Target { scope, paths: paths(&words, session)? })
}

fn scope_of_options(args: &ReviewArgs) -> Result<Scope, Failure> {
    Ok(match args {
        ReviewArgs { staged: true, .. } => Scope::Staged,
        ReviewArgs { all: true, .. } => Scope::All,
        ReviewArgs { commit: Some(revision), .. } => Scope::Commit(revision.clone()),
        ReviewArgs { base: Some(base), head, .. } => Scope::Range { base: base.clone(), head: head.clone() },
        ReviewArgs { diff: Some(path), .. } => Scope::Patch(read_diff(path)?),
        _ => Scope::Push,
    })
}

/// Takes the word out that says what to review: two revisions, or that the diff is on standard input.
fn take_scope(words: &mut Vec<String>, session: &Session) -> Result<Option<(String, Scope)>, Failure> {
    let mut scopes = Vec::new();
    let mut paths = Vec::new();
    for word in std::mem::take(words) {
        if word == STDIN {
            scopes.push((word, Scope::Patch(read_diff(Path::new(STDIN))?)));
        } else if let Some(scope) = range(&word, session)? {
            scopes.push((word, scope));
        } else {
            paths.push(word);
        }
    }
    if scopes.len() > 1 {
        let reason = format!("both `{}` and `{}` say what to review", scopes[0].0, scopes[1].0);
        return Err(Failure::refused(reason, "leave out one of them"));
    }
    *words = paths;
    Ok(scopes.pop())
}

/// The comparison of two revisions with dots between them; a file of that name goes before it.
fn range(word: &str, session: &Session) -> Result<Option<Scope>, Failure> {
    if !word.contains("..") {
        return Ok(None);
    }
    let Some(repository) = &session.repository else { return Ok(None) };
    if session.folder.join(word).exists() {
        return Ok(None);
    }
    let range = TypedRange::read(repository, word).map_err(DiffError::UnknownRevision)?;
    Ok(range.map(
        |TypedRange { base, head, from_merge_base }| {
            if from_merge_base { Scope::Range { base, head: Some(head) } } else { Scope::Between { base, head } }
        },
    ))
}

fn read_diff(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |reason| Failure::File { path: path.to_owned(), action: "read", reason };
    if path == Path::new(STDIN) {
        let mut patch = Vec::new();
        std::io::stdin().read_to_end(&mut patch).map_err(failed)?;
        return Ok(patch);
    }
    std::fs::read(path).map_err(failed)
}

/// The paths that were typed, from the root of the repository; none where one of them is the root.
fn paths(words: &[String], session: &Session) -> Result<Vec<TypedPath>, Failure> {
    let Some(root) = session.root().and_then(|root| root.canonicalize().ok()) else {
        return Ok(words.iter().map(|typed| TypedPath { typed: typed.clone(), path: typed.clone() }).collect());
    };
    let here = session.folder.strip_prefix(&root).unwrap_or(Path::new("")).to_owned();
    let mut paths = Vec::new();
    for typed in words {
        let path = Path::new(typed).strip_prefix(&root).map_or_else(|_| here.join(typed), Path::to_owned);
        let path = normal(&path).ok_or_else(|| {
            Failure::refused(format!("`{typed}` is not in this repository"), "name another repository with -C DIR")
        })?;
        paths.push(TypedPath { typed: typed.clone(), path });
    }
    if paths.iter().any(|path| path.path.is_empty()) {
        paths.clear();
    }
    Ok(paths)
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
