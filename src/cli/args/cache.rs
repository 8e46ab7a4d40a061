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
    /// Where the answers are kept, how many there are of which model, and what they take.
    Stats {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Delete the answers.
    Clear {
        /// Only those that were not used for so many days.
        #[arg(long, value_name = "DAYS")]
        older_than: Option<u32>,
    },
    /// Write the answers to a file, a JSON object a line.
    ///
    /// They hold what models said of your code, and quotes of it. Secrets that the review knows as such are masked.
    Export {
        /// The file; `-` is standard output.
        file: PathBuf,
    },
    /// Take over the answers of a file that `export` wrote, of two for one question the newer.
    ///
    /// Reviews will take them for what your models said: import only what you would believe. A file with a line that is
    /// none is not taken at all.
    Import {
        /// The file; `-` is standard input.
        file: PathBuf,
    },
}
