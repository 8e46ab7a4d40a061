//! The arguments of `review hook`.

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(in crate::cli) struct HookArgs {
    #[command(subcommand)]
    pub command: HookCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum HookCommand {
    /// Review before each commit, or each push: write a git hook.
    ///
    /// It goes where `core.hooksPath` says. A hook that is there already is kept and runs first. Lines that you add before
    /// or after review's own block stay yours.
    Install(InstallArgs),
    /// Take the hooks out again, and put back those that were there before.
    Uninstall,
    /// What an installed hook calls.
    #[command(hide = true)]
    Run(RunArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct InstallArgs {
    /// Review what a push sends, before it does, instead of what a commit holds.
    #[arg(long)]
    pub pre_push: bool,
    /// Never ask a cloud model from the hook, whatever is configured.
    #[arg(long)]
    pub local_only: bool,
    /// Install into a hooks folder outside of the repository, for every repository that uses it.
    #[arg(long)]
    pub shared: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RunArgs {
    /// The hook.
    pub hook: HookName,
    /// Never ask a cloud model.
    #[arg(long)]
    pub local_only: bool,
    /// What git gives the hook.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub arguments: Vec<String>,
}

/// A hook of git.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum HookName {
    /// Before a commit is made.
    PreCommit,
    /// Before commits are sent.
    PrePush,
}

impl HookName {
    /// Every hook.
    pub const ALL: [Self; 2] = [Self::PreCommit, Self::PrePush];

    /// What git calls it, and its file.
    pub fn name(self) -> &'static str {
        match self {
            Self::PreCommit => "pre-commit",
            Self::PrePush => "pre-push",
        }
    }
}
