//! The arguments of `review ci`.

use clap::Args;

use super::SharedArgs;

/// What `ci` reviews, posts and fails on.
#[derive(Debug, Args)]
pub(in crate::cli) struct CiArgs {
    /// Say what would be posted, and post nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Post nothing: the findings become annotations and a summary of the job. Takes no token.
    #[arg(long, conflicts_with = "dry_run")]
    pub no_post: bool,
    #[command(flatten)]
    pub shared: SharedArgs,
}
