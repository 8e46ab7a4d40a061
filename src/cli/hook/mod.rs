//! `review hook`: git's own hooks, for those without a framework. Installs them, takes them out, and is what they call.

mod file;
mod framework;
mod push;

use std::path::{Component, Path, PathBuf};

use self::file::{Installed, Removed};
use super::args::{Global, HookArgs, HookCommand, HookName, InstallArgs, ReviewArgs, RunArgs};
use super::error::Failure;
use super::output::Output;
use super::session::{self, Session};
use super::{CLEAN, FOUND, run};
use crate::config::Escalate;
use crate::git::Repository;

pub(super) fn hook(args: &HookArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    match &args.command {
        HookCommand::Install(args) => install(args, global, output),
        HookCommand::Uninstall => uninstall(global, output),
        HookCommand::Run(args) => run_hook(args, global, output),
    }
}

fn install(args: &InstallArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let Folder { path: folder, is_shared } = folder(global)?;
    if is_shared && !args.shared {
        return Err(shared(&folder));
    }
    let hook = if args.pre_push { HookName::PrePush } else { HookName::PreCommit };
    let path = folder.join(hook.name());
    let block = file::block(hook, args.local_only, &program());
    let installed = file::install(&path, &block).map_err(|reason| unwritten(&path, reason))?;
    let path = path.display();
    output.say(&match installed {
        Installed::Already => format!("{path} calls review already"),
        Installed::Updated => format!("{path} is up to date now"),
        Installed::New => format!("wrote {path}; `review hook uninstall` takes it out"),
        Installed::Beside => format!("wrote {path}; the hook that was there is kept, and runs first"),
    });
    Ok(CLEAN)
}

fn uninstall(global: &Global, output: &Output) -> Result<u8, Failure> {
    let folder = folder(global)?.path;
    let mut any = false;
    for hook in HookName::ALL {
        let path = folder.join(hook.name());
        let removed = file::uninstall(&path).map_err(|reason| unwritten(&path, reason))?;
        any |= removed != Removed::NotOurs;
        match removed {
            Removed::Gone => output.say(&format!("removed {}", path.display())),
            Removed::Restored => output.say(&format!("{} is what it was before", path.display())),
            Removed::Added => output.say(&format!("{} has only the lines that were added to it", path.display())),
            Removed::AddedBeside(kept) => {
                let (path, kept) = (path.display(), kept.display());
                output.say(&format!("{path} has only the lines that were added to it; {kept} is not run any more"));
            }
            Removed::NotOurs => {}
        }
    }
    if !any {
        output.say(&format!("no hook in {} is review's", folder.display()));
    }
    Ok(CLEAN)
}

fn unwritten(path: &Path, reason: std::io::Error) -> Failure {
    Failure::File { path: path.to_owned(), action: "written", reason }
}

/// Where git looks for hooks.
struct Folder {
    path: PathBuf,
    /// Whether other repositories may use it, too: it is none of this one's.
    is_shared: bool,
}

/// Where git looks for the hooks of the repository: `core.hooksPath`, from the root of the working tree, or the usual
/// folder, which all working trees share.
fn folder(global: &Global) -> Result<Folder, Failure> {
    let repository = Repository::open(&session::folder(global)?)?;
    let location = repository.location();
    let root = location.work_tree().unwrap_or_else(|| location.git_dir());
    let named = repository.store().hooks_path();
    let path = named.map_or_else(|| location.common_dir().join("hooks"), |path| root.join(path));
    let is_shared = !is_in(&path, &[root, location.git_dir(), location.common_dir()]);
    Ok(Folder { path, is_shared })
}

/// Whether a folder, which need not be there, is in one of these.
fn is_in(path: &Path, folders: &[&Path]) -> bool {
    let real = path.ancestors().find_map(|folder| folder.canonicalize().ok());
    let within =
        |folder: &&Path| folder.canonicalize().is_ok_and(|own| real.as_ref().is_some_and(|real| real.starts_with(own)));
    // Names that lead up again mean another folder once the others are there.
    let is_plain = !path.components().any(|part| matches!(part, Component::ParentDir));
    folders.iter().any(within) && (is_plain || path.exists())
}

fn shared(folder: &Path) -> Failure {
    let reason = format!(
        "`core.hooksPath` is {}, outside of this repository: a hook there runs in every repository that uses it",
        folder.display()
    );
    let help = "for all of them: review hook install --shared; for this one: git config core.hooksPath .git/hooks";
    Failure::refused(reason, help)
}

/// This program; where it cannot be told, the one that the shell finds.
fn program() -> PathBuf {
    std::env::current_exe().unwrap_or_else(|_| PathBuf::from("review"))
}

/// Reviews what a commit holds or what a push sends, and says how to see more and how to pass.
fn run_hook(args: &RunArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let repository = Repository::open(&session::folder(global)?)?;
    let scopes = match args.hook {
        HookName::PreCommit => match framework::range(&repository) {
            Some(range) => vec![range],
            None => vec![framework::commit(&repository, &args.arguments)?],
        },
        HookName::PrePush => push::scopes(&repository, &args.arguments),
    };
    if scopes.is_empty() {
        output.say("no commits are pushed: nothing to review");
    }
    let mut worst = CLEAN;
    for scope in &scopes {
        let mut session = Session::open(global)?;
        let config = &mut session.config.file;
        if !config.hook.asks_reviewer() {
            config.local.reviewer = Some("off".to_owned());
        }
        if args.local_only || !config.hook.asks_cloud() {
            config.route.escalate = Some(Escalate::Never);
        }
        worst = worst.max(run::review_in(session, scope, global, output)?);
    }
    if let (FOUND, Some(scope)) = (worst, scopes.first()) {
        let git = if args.hook == HookName::PreCommit { "git commit" } else { "git push" };
        let more = typed(scope);
        output.say(&format!("to see more: {more} --output-format full; to pass for once: {git} --no-verify"));
    }
    Ok(worst)
}

/// What a person types to see the same.
fn typed(scope: &ReviewArgs) -> String {
    match (&scope.base, &scope.head) {
        (Some(base), Some(head)) => format!("review --base {base} --head {head}"),
        _ if scope.staged => "review --staged".to_owned(),
        _ if scope.all => "review --all".to_owned(),
        _ => ["review", &*scope.paths.join(" ")].join(" ").trim_end().to_owned(),
    }
}
