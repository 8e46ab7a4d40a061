//! What a review takes wherever it runs: on a change that is named, or in a CI job.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::config::{Device, FailOn, range_error};
use crate::finding::Severity;
use crate::report::Format;

/// A stage of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Tier {
    /// Deterministic rules.
    Rules,
    /// Models on this machine.
    Local,
    /// A cloud model.
    Cloud,
}

/// By what is reviewed, and how it is reported.
#[derive(Debug, Clone, Default, Args)]
pub(in crate::cli) struct SharedArgs {
    /// The stages that may run [default: all that are set up].
    #[arg(long, value_name = "TIER", value_delimiter = ',', help_heading = "What to review")]
    pub tiers: Vec<Tier>,
    /// Run these rules only, also where the configuration switches them off: ids, beginnings such as `python/`, or globs.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "What to review")]
    pub select: Vec<String>,
    /// Do not run these rules: ids, beginnings such as `python/`, or globs.
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "What to review")]
    pub ignore: Vec<String>,
    /// Leave out these files and folders too, named as in a .gitignore.
    #[arg(long, value_name = "PATTERN", help_heading = "What to review")]
    pub exclude: Vec<String>,
    /// Fail where a stage that was asked for, or a file, could not be reviewed.
    #[arg(long, help_heading = "What to review")]
    pub strict: bool,
    /// The form of the report [default: by the ending of --output-file, else full on a terminal, else concise].
    #[arg(long, value_name = "FORMAT", help_heading = "What to report")]
    pub output_format: Option<Format>,
    /// Write the report to a file; the terminal still gets the summary.
    #[arg(short, long, value_name = "FILE", help_heading = "What to report")]
    pub output_file: Option<PathBuf>,
    /// The severity from which the exit code is 1 [default: error].
    #[arg(long, value_name = "SEVERITY", help_heading = "What to report")]
    pub fail_on: Option<FailOn>,
    /// Leave out findings below this severity.
    #[arg(long, value_name = "SEVERITY", help_heading = "What to report")]
    pub min_severity: Option<Severity>,
    /// Leave out findings below this confidence, from 0.0 to 1.0.
    #[arg(long, value_name = "SHARE", value_parser = share, help_heading = "What to report")]
    pub min_confidence: Option<f64>,
    /// Show at most so many findings, the most severe first.
    #[arg(long, value_name = "N", help_heading = "What to report")]
    pub max_comments: Option<usize>,
    /// The generative model that reviews on this machine: a name, a folder, or `off` for none.
    #[arg(long, value_name = "NAME|FOLDER", help_heading = "Models")]
    pub reviewer: Option<String>,
    /// Where models on this machine run [default: auto].
    #[arg(long, value_name = "DEVICE", help_heading = "Models")]
    pub device: Option<Device>,
    /// Ask again what was answered before, and keep no answer.
    #[arg(long, help_heading = "Models")]
    pub no_cache: bool,
    /// Send and receive at most so many tokens in this run [default: 100000].
    #[arg(long, value_name = "N", help_heading = "Cloud")]
    pub max_tokens: Option<u64>,
    /// Spend at most so many US dollars in this run.
    #[arg(long, value_name = "USD", value_parser = amount, help_heading = "Cloud")]
    pub max_cost: Option<f64>,
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    in_range(text, 1.0)
}

/// A number that is not negative.
fn amount(text: &str) -> Result<f64, String> {
    in_range(text, f64::INFINITY)
}

fn in_range(text: &str, greatest: f64) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "must be a number".to_owned())?;
    range_error(number, 0.0, greatest).map_or(Ok(number), Err)
}

impl SharedArgs {
    /// Whether a stage may run.
    pub fn runs(&self, tier: Tier) -> bool {
        self.tiers.is_empty() || self.tiers.contains(&tier)
    }
}
