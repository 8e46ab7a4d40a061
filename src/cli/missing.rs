//! A typed path that is nowhere: neither in the change nor in the tree. What was meant is a guess, by the nearest name.

use super::args::Cli;
use super::error::Failure;
use super::folders::changed_paths;
use super::scope::TypedPath;
use super::session::Session;
use crate::diff::{self, Diff};
use crate::globs::globs;
use crate::stage::{Degraded, Stage};
use crate::text::nearest;

/// Whether each path is somewhere: on the disk, on a side of the diff, or in the tree that it leads to.
///
/// # Errors
/// The first that is nowhere, with what may have been meant.
pub(super) fn check(paths: &[TypedPath], diff: &Diff, session: &Session) -> Result<(), Failure> {
    let changed = || changed_paths(diff);
    let on_disk =
        |path: &TypedPath| session.root().is_some_and(|root| root.join(&path.path).symlink_metadata().is_ok());
    let mut open: Vec<_> =
        paths.iter().filter(|path| !on_disk(path) && !changed().any(|own| names(path, own))).collect();
    if open.is_empty() {
        return Ok(());
    }
    let tree = session.repository.as_ref().map(|repository| diff::tree(Some(repository), diff)).unwrap_or_default();
    open.retain(|path| !tree.iter().any(|file| names(path, &file.path)));
    let Some(missing) = open.first() else { return Ok(()) };
    let known = tree.iter().map(|file| &*file.path).chain(changed());
    let help = guess(missing, known, session);
    Err(Failure::refused(format!("there is no file or folder `{}`, here or in the change", missing.typed), help))
}

/// What was typed and is not reviewed, since git ignores it.
pub(super) fn ignored(paths: &[TypedPath], diff: &Diff, session: &Session) -> Vec<Degraded> {
    let Some(repository) = &session.repository else { return Vec::new() };
    let mut notes = Vec::new();
    for path in paths {
        let is_seen = changed_paths(diff).any(|own| names(path, own));
        if !is_seen && repository.store().ignores(&path.path) {
            let reason = format!("`{}` is not reviewed: git ignores it", path.typed);
            notes.push(Degraded::incomplete(Stage::Diff, reason));
        }
    }
    notes
}

/// Whether a typed path is a file, a folder around it, or a pattern for one of these.
fn names(path: &TypedPath, file: &str) -> bool {
    let wanted = path.path.trim_end_matches('/');
    let is_around = |start: &str| file.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    is_around(wanted) || globs(&[wanted]).is_ok_and(|globs| globs.is_some_and(|globs| globs.is_match(file)))
}

/// What somebody meant who typed this: a revision, a command, a file.
fn guess<'n>(missing: &TypedPath, known: impl Iterator<Item = &'n str>, session: &Session) -> String {
    let typed = &*missing.typed;
    if session.repository.as_ref().is_some_and(|repository| diff::is_commit(repository, typed)) {
        return format!(
            "`{typed}` is a revision: `--commit {typed}` reviews what it changed, `--base {typed}` what came since"
        );
    }
    let commands = commands();
    let near_command = nearest(typed, commands.iter().filter_map(|command| command.rsplit(' ').next()))
        .and_then(|near| commands.iter().find(|command| command.rsplit(' ').next() == Some(near)));
    let files: Vec<&str> = known.collect();
    let name = |path: &'n str| path.rsplit('/').next().unwrap_or_default();
    let near_file = nearest(&missing.path, files.iter().copied()).or_else(|| {
        let near = nearest(name_of(&missing.path), files.iter().map(|path| name(path)))?;
        files.iter().copied().find(|path| name(path) == near)
    });
    match (near_file, near_command) {
        (Some(file), _) => format!("did you mean `{file}`?"),
        (None, Some(command)) => format!("did you mean the command `review {command}`?"),
        (None, None) => "`review --help` lists the commands; `git ls-files` lists the files".to_owned(),
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Every command with those in it, such as `hook install`.
fn commands() -> Vec<String> {
    let mut all = Vec::new();
    let program = Cli::command_for_docs();
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        all.push(command.get_name().to_owned());
        let inner = command.get_subcommands().filter(|inner| !inner.is_hide_set());
        all.extend(inner.map(|inner| format!("{} {}", command.get_name(), inner.get_name())));
    }
    all
}
