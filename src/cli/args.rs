//! The arguments. Doc comments are the help text.

mod cache;
mod ci;
mod hook;
mod models;
mod shared;

pub(super) use cache::{CacheArgs, CacheCommand};
pub(super) use ci::CiArgs;
pub(super) use hook::{HookArgs, HookCommand, HookName, InstallArgs, RunArgs};
pub(super) use models::{AddArgs, CalibrateArgs, CompareArgs, ModelsArgs, ModelsCommand};
pub(super) use shared::{SharedArgs, Tier};

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reviews the changes that you are about to push.
///
/// Without a command it reviews what a push would add: from the merge base with the upstream to the
/// working tree, new files included.
///
/// Exit codes: 0 nothing at or above --fail-on, 1 findings at or above it, 2 the command could not be
/// carried out.
#[derive(Debug, Parser)]
#[command(name = "review", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(flatten)]
    pub(super) review: ReviewArgs,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(super) struct Global {
    /// Work in this folder instead of the current one.
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub directory: Option<PathBuf>,
    /// When to use colour.
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,
    /// Read this file in place of your own config.toml.
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// The library of ONNX Runtime, or the folder that holds it [default: the first that is found].
    #[arg(long, value_name = "PATH", global = true)]
    pub runtime: Option<PathBuf>,
    /// Print findings only: no summary, no notes, no progress.
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    Always,
    Never,
}

/// What to review and how to report it.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct ReviewArgs {
    /// Only these files and folders; or `A..B` for what differs between two revisions, `A...B` for what B has since it
    /// left A, `-` for a unified diff on standard input.
    #[arg(value_name = "PATH")]
    pub paths: Vec<String>,

    /// Review the index against HEAD; unstaged edits are not read.
    #[arg(long, group = "scope", help_heading = "What to review")]
    pub staged: bool,
    /// Review from the merge base with this revision to --head.
    #[arg(long, value_name = "REV", group = "scope", help_heading = "What to review")]
    pub base: Option<String>,
    /// The revision under review [default: the working tree].
    #[arg(
        long,
        value_name = "REV",
        requires = "base",
        conflicts_with_all = ["staged", "commit", "diff", "all"],
        help_heading = "What to review"
    )]
    pub head: Option<String>,
    /// Review what one commit changed.
    #[arg(long, value_name = "REV", group = "scope", help_heading = "What to review")]
    pub commit: Option<String>,
    /// Review a unified diff from a file, or from standard input with `-`.
    #[arg(long, value_name = "FILE", group = "scope", help_heading = "What to review")]
    pub diff: Option<PathBuf>,
    /// Review every line as if it were new.
    #[arg(long, group = "scope", help_heading = "What to review")]
    pub all: bool,

    #[command(flatten)]
    pub shared: SharedArgs,

    /// Print a row for each hunk, the riskiest first: what settled it, its risk and why.
    #[arg(long, help_heading = "What to report")]
    pub explain: bool,

    /// Say where the time went: the stages, and the models with their load times and memory.
    #[arg(long, help_heading = "What to report")]
    pub timings: bool,

    /// Do everything but ask the cloud: say what would be sent, and what it would cost.
    #[arg(long, help_heading = "Cloud")]
    pub dry_run: bool,
    /// Print the text that would be sent, too.
    #[arg(long, requires = "dry_run", help_heading = "Cloud")]
    pub show_prompt: bool,

    /// Apply the machine-applicable suggestions to the working tree.
    #[arg(long, help_heading = "What to change")]
    pub fix: bool,
    /// Report findings that the baseline knows, too.
    #[arg(long, help_heading = "What to change")]
    pub no_baseline: bool,
    /// Write what is found to .review/baseline.json, so that it is not reported again.
    #[arg(long, conflicts_with = "no_baseline", help_heading = "What to change")]
    pub update_baseline: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a review.toml to start from.
    Init(InitArgs),
    /// List, show and test the rules.
    Rules(RulesArgs),
    /// Review before each commit or push, by a git hook.
    Hook(HookArgs),
    /// Review a pull request in its CI job, and comment on its lines.
    ///
    /// Knows GitHub Actions and GitLab CI by their variables. Where a job runs for a push or a merge queue, nothing is posted;
    /// where it has no change, that is said and the job passes. The configuration, the rules, the guidelines and the
    /// baseline are those of the commit that the change is meant for; nothing of the change is executed. A repeated run
    /// posts nothing twice.
    Ci(CiArgs),
    /// Accept this repository's review.toml as it is, in full.
    Trust(TrustArgs),
    /// Install ONNX Runtime, which runs the models on this machine.
    Setup(SetupArgs),
    /// List, show, add, compare and remove the models on this machine.
    Models(ModelsArgs),
    /// Show, delete, export and import what models answered.
    Cache(CacheArgs),
    /// Show what is set up, and what to do about what is not.
    Doctor,
    /// Print the JSON schema of the result, of review.toml, of a rule or of a model package.
    Schema(SchemaArgs),
    /// Print the completions of a shell.
    Completions(CompletionsArgs),
    /// Print the manual page, or write one for each command into a folder.
    Man(ManArgs),
    /// Review a small sample with real mistakes, and explain what is shown.
    Demo(DemoArgs),
    /// Write what models are trained on: a table of hunks and one of lines.
    #[command(hide = true)]
    Features(FeaturesArgs),
    /// Judge the review on this repository's past: would it have shown where the bugs were?
    ///
    /// Without files it looks for commits that fix something, finds the commits that wrote the lines they changed, and
    /// reviews those and others of the past as if they were new. The newest tenth of the commits is left out: their
    /// bugs are not found yet.
    Bench(BenchArgs),
    /// Learn from this repository's past which hunks turn out wrong here.
    ///
    /// Reviews past commits as `bench` does, fits the top of the risk model to the older ones, and keeps the result in
    /// your data folder if it does better on the newest ones. Best run when nobody waits. The exit code is 0 whether
    /// it is kept or not; nothing is written into the repository.
    Learn(LearnArgs),
}

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Overwrite a review.toml that is there.
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    #[command(subcommand)]
    pub command: RulesCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// One line a rule.
    List {
        /// Only rules whose id starts so.
        prefix: Option<String>,
        /// As a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// The manual page of a rule.
    Show {
        /// Its id, such as python/mutable-default.
        id: String,
    },
    /// Run the examples of every rule, the project's own included.
    Test {
        /// Only rules whose id starts so.
        prefix: Option<String>,
    },
}

#[derive(Debug, Args)]
pub(super) struct TrustArgs {
    /// Take the consent back.
    #[arg(long)]
    pub revoke: bool,
}

#[derive(Debug, Args)]
pub(super) struct SetupArgs {
    /// Install into this folder [default: your data folder, where it is found].
    #[arg(long, value_name = "DIR")]
    pub to: Option<PathBuf>,
    /// Fetch it from this package index [default: the one that pip or uv is configured with].
    #[arg(long, value_name = "URL")]
    pub index: Option<String>,
    /// Install from this wheel instead of fetching one.
    #[arg(long, value_name = "FILE", conflicts_with = "index")]
    pub wheel: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// What to describe.
    #[arg(default_value = "result")]
    pub of: SchemaOf,
}

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// The result of --output-format json.
    Result,
    /// review.toml and the user's config.toml.
    Config,
    /// A rule file.
    Rule,
    /// .review/baseline.json.
    Baseline,
    /// The manifest.toml of a model package.
    Model,
    /// The result of bench --output-format json.
    Bench,
    /// The result of models compare --output-format json.
    Compare,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell.
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// The folder, which is made where it is missing.
    pub directory: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// Unpack the sample here and keep it [default: a temporary folder].
    pub directory: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct FeaturesArgs {
    /// Labelled changes, one JSON record a line; `-` is standard input.
    pub file: PathBuf,
    /// The folder for hunks.tsv and lines.tsv.
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub output: PathBuf,
}

/// What `bench` judges on, and how it reports.
#[derive(Debug, Args)]
pub(super) struct BenchArgs {
    /// Labelled changes, a JSON record a line, instead of this repository's past; `-` is standard input.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Look at the newest N commits of HEAD's mainline and what they merged.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = at_least_one)]
    pub commits: usize,
    /// Review at most N of them again.
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = at_least_one)]
    pub most: usize,
    /// Weigh the changes so that this share is buggy, from 0.0 to 1.0 [default: as in the history or the files].
    #[arg(long, value_name = "SHARE")]
    pub rate: Option<f64>,
    /// Write the commits as labelled changes to a file, and judge nothing.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["files", "rate", "output_format", "output_file"])]
    pub write: Option<PathBuf>,
    /// The form of the report [default: full].
    #[arg(long, value_name = "FORMAT")]
    pub output_format: Option<crate::bench::report::Format>,
    /// Write the report to a file.
    #[arg(short, long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
}

/// How far `learn` looks, and what it does with what it learned.
#[derive(Debug, Args)]
pub(super) struct LearnArgs {
    /// Look at the newest N commits of HEAD's mainline and what they merged.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = at_least_one)]
    pub commits: usize,
    /// Review at most N of them again.
    #[arg(long, value_name = "N", default_value_t = 800, value_parser = at_least_one)]
    pub most: usize,
    /// Say what would be learned, and keep nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Go back to what was used before.
    #[arg(long, conflicts_with_all = ["commits", "most", "dry_run"])]
    pub undo: bool,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|&number| number > 0).ok_or_else(|| "it must be a number above 0".to_owned())
}

impl ReviewArgs {
    /// The option that says what to review, if one was given.
    pub fn scope_option(&self) -> Option<&'static str> {
        let given = [
            ("--staged", self.staged),
            ("--base", self.base.is_some()),
            ("--commit", self.commit.is_some()),
            ("--diff", self.diff.is_some()),
            ("--all", self.all),
        ];
        given.into_iter().find(|(_, given)| *given).map(|(option, _)| option)
    }
}

impl Cli {
    /// What was typed; ends the program where that makes no sense.
    pub fn from_arguments() -> Self {
        Self::checked(std::env::args_os()).unwrap_or_else(|error| error.exit())
    }

    /// Reads arguments. Options of a review beside a command would go unheard, and so are an error; those of every
    /// command may stand before it.
    pub(super) fn checked(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Result<Self, clap::Error> {
        let matches = Self::command_for_docs().try_get_matches_from(arguments)?;
        let of_review = ReviewArgs::augment_args(clap::Command::new("review"));
        let typed = |id: &str| matches.value_source(id) == Some(clap::parser::ValueSource::CommandLine);
        let unheard = of_review.get_arguments().find(|argument| typed(argument.get_id().as_str()));
        if let (Some((command, _)), Some(argument)) = (matches.subcommand(), unheard) {
            let name = argument.get_long().map_or_else(|| argument.get_id().to_string(), |long| format!("--{long}"));
            let text = format!("`{name}` is not for `review {command}`\n");
            return Err(clap::Error::raw(clap::error::ErrorKind::ArgumentConflict, text));
        }
        <Self as clap::FromArgMatches>::from_arg_matches(&matches)
    }

    /// The command for help, manual and completions.
    pub fn command_for_docs() -> clap::Command {
        <Self as clap::CommandFactory>::command()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arguments: &[&str]) -> Result<Cli, clap::Error> {
        Cli::checked(["review"].iter().chain(arguments).map(Into::into))
    }

    #[test]
    fn options_of_every_command_may_stand_before_it_and_those_of_a_review_may_not() {
        let cli = read(&["-C", "there", "doctor"]).unwrap();
        assert!(matches!(cli.command, Some(Command::Doctor)) && cli.global.directory.is_some());
        assert!(read(&["--staged", "doctor"]).is_err());
        let cli = read(&["--tiers", "rules", "--commit", "HEAD"]).unwrap();
        assert!(cli.command.is_none() && cli.review.shared.tiers == [Tier::Rules]);
        let cli = read(&["--staged", "src"]).unwrap();
        assert!(cli.command.is_none() && cli.review.staged && cli.review.paths == ["src"]);
    }
}
