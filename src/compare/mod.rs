//! Several models asked about the same hunks: what each says, how far they agree, what each takes and, on labelled
//! changes, how often it is right. And what the probabilities of one are worth.
//!
//! [`parts`] says what is asked about, [`model`] who is asked, [`run`] asks one model after the other, and [`table`]
//! makes a [`Comparison`] of what they said.

pub mod calibrate;
pub mod fit;
pub mod model;
pub mod parts;
pub mod report;
pub mod run;
pub mod table;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::finding::{ModelTiming, ToolInfo};
use crate::prompt::Verdict;

/// The name and version of the JSON form.
pub const SCHEMA: &str = "review-compare/v1";

/// What a model says of a hunk.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Said")]
pub struct Response {
    /// Its verdict; of the risk model `comment` where it marks the hunk as hard, else `clear`.
    pub verdict: Verdict,
    /// Probability from 0.0 to 1.0 of a mistake, where it gives one; of the risk model the risk.
    #[serde(serialize_with = "rounded")]
    pub mistake: Option<f64>,
    /// Its comments on changed lines.
    pub inline: usize,
    /// Its comments that belong to no changed line.
    pub without_line: usize,
    /// Whether one of its comments lies on a buggy line or next to it.
    pub is_hit: bool,
}

/// A hunk that models were asked about, and whether it holds a bug.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Row {
    /// The labelled change that it is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// The path in the repository.
    pub path: String,
    /// First line on the old side (0 where the old side is empty).
    pub old_start: u32,
    /// Lines on the old side.
    pub old_lines: u32,
    /// First line on the new side (0 where the new side is empty).
    pub new_start: u32,
    /// Lines on the new side.
    pub new_lines: u32,
    /// Its buggy lines on the new side, where it is labelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buggy: Option<Vec<u32>>,
}

/// What every model says of a hunk.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Answers {
    /// The hunk.
    #[serde(flatten)]
    pub row: Row,
    /// What each model says, in the order of `models`; null where it has no answer.
    pub said: Vec<Option<Response>>,
}

/// How many hunks got each verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Verdicts {
    /// No mistake.
    pub clear: usize,
    /// A mistake.
    pub comment: usize,
    /// It cannot tell.
    pub hard: usize,
}

/// How many comments a model wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Comments {
    /// On changed lines.
    pub inline: usize,
    /// On what did not change, or is not there.
    pub without_line: usize,
    /// That say nothing, or repeat another.
    pub useless: usize,
}

/// How often a model is right about labelled hunks. A hunk is flagged where the verdict is not `clear`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Accuracy {
    /// Hunks that it has an answer for.
    pub hunks: usize,
    /// Those that hold a buggy line.
    pub buggy: usize,
    /// Buggy hunks that it flags.
    pub flagged_buggy: usize,
    /// Other hunks that it flags.
    pub flagged_clean: usize,
    /// The share of flagged hunks that are buggy, in the mix that they were picked in.
    pub precision: Option<f64>,
    /// The share of buggy hunks that it flags.
    pub recall: Option<f64>,
    /// The probability that a buggy hunk is given a higher probability of a mistake than another one.
    pub auc: Option<f64>,
    /// The share of flagged buggy hunks where a comment lies on a buggy line or next to it.
    pub hits: Option<f64>,
}

/// Why some hunks have no answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unanswered {
    /// How many.
    pub hunks: usize,
    /// Why.
    pub reason: String,
}

/// A model, what it said in all, and what that took.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ModelResult {
    /// What it is called here.
    pub name: String,
    /// Hunks that it has an answer for.
    pub answered: usize,
    /// Its verdicts.
    pub verdicts: Verdicts,
    /// Its comments.
    pub comments: Comments,
    /// How often it is right, where the hunks are labelled.
    pub accuracy: Option<Accuracy>,
    /// What it took.
    pub timing: ModelTiming,
    /// Tokens that it read in a second of its work, without those that it knew from the prompt before.
    pub read_per_s: Option<f64>,
    /// Tokens that it wrote in a second of its work.
    pub written_per_s: Option<f64>,
    /// Why it has no answer for others.
    pub unanswered: Vec<Unanswered>,
}

/// How far two models agree.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Agreement {
    /// The one.
    pub a: String,
    /// The other.
    pub b: String,
    /// Hunks that both have an answer for.
    pub hunks: usize,
    /// The share of them with the same verdict.
    pub same: Option<f64>,
    /// Cohen's kappa: 1.0 where they always agree, 0.0 where they do as often as by chance; null where both give one
    /// and the same verdict throughout.
    pub kappa: Option<f64>,
}

/// Where the hunks are from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Origin {
    /// A change.
    Change {
        /// The commit compared against.
        base: Option<String>,
        /// A commit, `index` or `worktree`.
        head: Option<String>,
    },
    /// Labelled changes.
    Labelled {
        /// The file they were read from.
        file: String,
        /// Its hunks that hold a buggy line.
        buggy: usize,
        /// Its other hunks.
        clean: usize,
    },
}

/// Several models side by side.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// Always `review-compare/v1`.
    pub schema: String,
    /// The program that wrote it.
    pub tool: ToolInfo,
    /// Where the hunks are from.
    pub origin: Origin,
    /// The models, in the order in which they were named.
    pub models: Vec<ModelResult>,
    /// Each two of them.
    pub agreement: Vec<Agreement>,
    /// What they say of each hunk.
    pub hunks: Vec<Answers>,
}

/// Four digits: what is beyond them differs between machines and tells nobody anything.
#[allow(clippy::ref_option)] // as serde wants it
fn rounded<S: Serializer>(share: &Option<f64>, out: S) -> Result<S::Ok, S::Error> {
    share.map(|share| (share * 10_000.0).round() / 10_000.0).serialize(out)
}
