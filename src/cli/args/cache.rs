//! The arguments of `review cache`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(in crate::cli) struct CacheArgs {
    #[command(subcommand)]
    pub command: CacheCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum CacheCommand {
    /// What is kept, and where.
    Stats {
        /// As a JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Throw answers away.
    Clear {
        /// Only those that were not used for so many days.
        #[arg(long, value_name = "DAYS")]
        older_than: Option<u32>,
    },
    /// Write all answers to a file, a JSON record a line, for another machine or a CI job.
    ///
    /// The answers hold what models said of your code and the code that they quote: treat the file as you treat the
    /// code.
    Export {
        /// The file; `-` is standard output.
        file: PathBuf,
    },
    /// Take over the answers of an export that are not known here, or newer.
    ///
    /// Import only what you trust as you trust the model: an answer decides whether it is asked again.
    Import {
        /// The file; `-` is standard input.
        file: PathBuf,
    },
}
