//! The arguments of `review models`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::at_least_one;
use crate::compare::report::Format;
use crate::syntax::LANGUAGES;

#[derive(Debug, Args)]
pub(in crate::cli) struct ModelsArgs {
    #[command(subcommand)]
    pub command: ModelsCommand,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ModelsCommand {
    /// One line a model.
    List {
        /// As a JSON array.
        #[arg(long)]
        json: bool,
    },
    /// What a model is for, how it was made and how well it does.
    Show {
        /// Its name.
        name: String,
    },
    /// Copy a model into your data folder, or fetch it from a hub.
    ///
    /// A folder is a package (it has a `manifest.toml`) or a generative model as published: with a `config.json`, as in
    /// the ONNX community, or with a `genai_config.json`. Of a published model one form is taken. A download that was
    /// broken off goes on where it was.
    Add(AddArgs),
    /// Ask several models about the same hunks, and print side by side what they say and what they take.
    ///
    /// A model is the name of a package, a folder, URL#MODEL for one behind an OpenAI-compatible server (such as
    /// `http://localhost:11434/v1#qwen2.5-coder:7b`), `endpoint` for the server of the configuration, or `risk` for the
    /// risk model, whose comment is a hunk that it marks as hard. Each is loaded, asked and dropped before the next.
    /// With --bench it also says how often each is right. The exit code is 2 where no model has any answer.
    Compare(CompareArgs),
    /// Measure what a reviewer's probabilities are worth, and keep that with its package.
    ///
    /// Asks it about labelled hunks, and fits the line from its log odds of a mistake to whether the hunk is buggy. Only
    /// with such a line does a probability mean how often it comes true. Nothing is kept of a model that does not tell
    /// buggy hunks from others.
    Calibrate(CalibrateArgs),
    /// Delete a model package from your data folder.
    Remove {
        /// Its name.
        name: String,
    },
}

/// Which model is added, and as what.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct AddArgs {
    /// A folder, or OWNER/NAME[@REVISION] on a hub; `./FOLDER` is always a folder.
    #[arg(value_name = "FOLDER|NAME")]
    pub model: String,
    /// What to call it [default: the name of the folder or on the hub].
    #[arg(long)]
    pub name: Option<String>,
    /// The form of a published model: q4, int8, uint8, quantized, q8, q4f16, fp16, full [default: the first that is
    /// there, in this order].
    #[arg(long)]
    pub variant: Option<String>,
    /// A language that it is for; may be given several times [default: all].
    #[arg(long, value_name = "LANGUAGE", value_parser = language())]
    pub language: Vec<String>,
    /// The address of the hub [default: `[local] hub`, else `HF_ENDPOINT`, else huggingface.co].
    #[arg(long, value_name = "URL")]
    pub hub: Option<String>,
}

/// Which models are asked, about what, and how the answers are shown.
#[derive(Debug, Args)]
pub(in crate::cli) struct CompareArgs {
    /// The models, two or more: a name, a folder, URL#MODEL, `endpoint` or `risk`.
    #[arg(value_name = "MODEL", required = true, num_args = 2..)]
    pub models: Vec<String>,
    /// The hunks of the index against HEAD [default: of what a push would add].
    #[arg(long, group = "hunks")]
    pub staged: bool,
    /// The hunks from the merge base with this revision to --head.
    #[arg(long, value_name = "REV", group = "hunks")]
    pub base: Option<String>,
    /// The revision that --base is held against [default: the working tree].
    #[arg(long, value_name = "REV", requires = "base")]
    pub head: Option<String>,
    /// The hunks of one commit.
    #[arg(long, value_name = "REV", group = "hunks")]
    pub commit: Option<String>,
    /// Hunks of labelled changes, a JSON record a line, as `review bench --write` writes them; `-` is standard input.
    #[arg(long, value_name = "FILE", group = "hunks")]
    pub bench: Option<PathBuf>,
    /// With --bench: at most N hunks, half of them buggy [default: 60].
    #[arg(long, value_name = "N", requires = "bench", value_parser = at_least_one)]
    pub most: Option<usize>,
    /// The time that each model has for all hunks, once it is loaded [default: `[local] time_s`, else 120].
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(..=604_800))]
    pub time: Option<u64>,
    /// The form of the report [default: full].
    #[arg(long, value_name = "FORMAT")]
    pub output_format: Option<Format>,
    /// Write the report to a file.
    #[arg(short, long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,
}

/// Which reviewer is measured, and on what.
#[derive(Debug, Args)]
pub(in crate::cli) struct CalibrateArgs {
    /// The name of a reviewer in your data folder.
    pub name: String,
    /// Labelled changes, a JSON record a line, as `review bench --write` writes them; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub bench: PathBuf,
    /// At most N hunks, half of them buggy.
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = at_least_one)]
    pub most: usize,
    /// The share of hunks that are buggy where the model will be used, from 0.0 to 1.0 [default: as the changes weigh,
    /// else as they were picked].
    #[arg(long, value_name = "SHARE")]
    pub rate: Option<f64>,
    /// The time that the model has for all hunks [default: as long as it takes].
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(..=604_800))]
    pub time: Option<u64>,
}

/// The languages that are known.
fn language() -> clap::builder::PossibleValuesParser {
    LANGUAGES.iter().map(|language| language.name).collect::<Vec<_>>().into()
}
