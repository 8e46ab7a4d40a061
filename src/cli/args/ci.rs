//! The arguments of `review ci`.

use clap::Args;

use super::Tier;
use crate::config::FailOn;
use crate::finding::Severity;

/// What `ci` reviews, posts and fails on.
#[derive(Debug, Args)]
pub(in crate::cli) struct CiArgs {
    /// Say what would be posted, and post nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Post nothing: the findings become annotations and a summary of the job. Takes no token.
    #[arg(long, conflicts_with = "dry_run")]
    pub no_post: bool,
    /// The stages that may run [default: all that are set up].
    #[arg(long, value_name = "TIER", value_delimiter = ',')]
    pub tiers: Vec<Tier>,
    /// The severity from which the exit code is 1 [default: error].
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Option<FailOn>,
    /// Leave out findings below this severity.
    #[arg(long, value_name = "SEVERITY")]
    pub min_severity: Option<Severity>,
    /// Leave out findings below this confidence, from 0.0 to 1.0.
    #[arg(long, value_name = "SHARE")]
    pub min_confidence: Option<f64>,
    /// Have at most so many comments on lines, 30 at the most; the summary lists the others.
    #[arg(long, value_name = "N")]
    pub max_comments: Option<usize>,
    /// The generative model that reviews on this machine: a name, a folder, or `off` for none.
    #[arg(long, value_name = "NAME|FOLDER")]
    pub reviewer: Option<String>,
    /// Send and receive at most so many tokens of the cloud in this run [default: 100000].
    #[arg(long, value_name = "N")]
    pub max_tokens: Option<u64>,
    /// Spend at most so many US dollars in this run.
    #[arg(long, value_name = "USD")]
    pub max_cost: Option<f64>,
    /// Ask again what was answered before, and keep no answer.
    #[arg(long)]
    pub no_cache: bool,
    /// Fail where a stage that was asked for, or a file, could not be reviewed.
    #[arg(long)]
    pub strict: bool,
}
