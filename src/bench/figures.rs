//! The words of the benchmark's result: rankings, what is measured of them, and the figures. These types are the
//! JSON form `review-bench/v1`.

use schemars::JsonSchema;
use serde::Serialize;

use super::replay::PastHunk;
use crate::finding::Severity;

/// An order in which to look at hunks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Ranking {
    /// By the risk model.
    Risk,
    /// The hunk with the most changed lines first.
    Size,
    /// The hunk with the largest share of its commit's added lines first.
    Share,
    /// Hunks with a rule's finding first, the most severe before the others.
    Rules,
    /// In any order: the expected value.
    Random,
}

impl Ranking {
    /// Every ranking, in the order of the tables.
    pub const ALL: [Self; 5] = [Self::Risk, Self::Size, Self::Share, Self::Rules, Self::Random];

    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Risk => "risk model",
            Self::Size => "larger hunk first",
            Self::Share => "share of the commit",
            Self::Rules => "rules",
            Self::Random => "random",
        }
    }

    /// What a hunk is ranked by; `added` are the lines that its whole change adds.
    #[allow(clippy::cast_precision_loss)] // counts of lines
    pub(super) fn score(self, hunk: &PastHunk, added: usize) -> f64 {
        match self {
            Self::Risk => hunk.risk.unwrap_or(0.0),
            Self::Size => (hunk.added + hunk.removed) as f64,
            Self::Share => hunk.added as f64 / added.max(1) as f64,
            Self::Rules => match hunk.worst {
                Some(Severity::Error) => 3.0,
                Some(Severity::Warning) => 2.0,
                Some(Severity::Info) => 1.0,
                None => 0.0,
            },
            Self::Random => 0.0,
        }
    }
}

/// What is measured of a ranking. All but the first are shares from 0.0 to 1.0 of what there was to find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// The probability that a buggy hunk stands above another one (area under the ROC curve).
    Auc,
    /// Buggy hunks found in the first 5% of all hunks.
    Hunks5,
    /// Buggy hunks found in the first 10% of all hunks.
    Hunks10,
    /// Buggy hunks found in the first 20% of all hunks.
    Hunks20,
    /// Buggy hunks found in the first 30% of all hunks.
    Hunks30,
    /// Buggy lines found in the first 5% of all hunks.
    Lines5,
    /// Buggy lines found in the first 10% of all hunks.
    Lines10,
    /// Buggy lines found in the first 20% of all hunks.
    Lines20,
    /// Buggy lines found in the first 30% of all hunks.
    Lines30,
    /// Buggy hunks found at 20% of the cost of reading all (changed lines, and 26 lines a hunk), where the rank
    /// is the score divided by the cost.
    Cost20,
    /// Buggy hunks found in the first fifth of each commit's hunks, at least one.
    Fifth,
}

impl Measure {
    /// Every measure, in the order of the tables.
    pub const ALL: [Self; 11] = [
        Self::Auc,
        Self::Hunks5,
        Self::Hunks10,
        Self::Hunks20,
        Self::Hunks30,
        Self::Lines5,
        Self::Lines10,
        Self::Lines20,
        Self::Lines30,
        Self::Cost20,
        Self::Fifth,
    ];
}

/// A value for each of [`Measure::ALL`].
pub(super) type Values = [f64; Measure::ALL.len()];

/// A measured value and the interval that 95% of resampled histories fall in.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Figure {
    /// What was measured.
    pub measure: Measure,
    /// The value; null where there was nothing to find.
    #[schemars(with = "Option<f64>")]
    pub value: f64,
    /// The lower end of the interval.
    #[schemars(with = "Option<f64>")]
    pub low: f64,
    /// The upper end.
    #[schemars(with = "Option<f64>")]
    pub high: f64,
}

/// A ranking and how well it did.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Ranked {
    /// The ranking.
    pub ranking: Ranking,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// The share of buggy hunks found in the first 0%, 2%, 4% ... 100% of hunks.
    pub curve: Vec<f64>,
}

/// How well every ranking did on some changes.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Measured {
    /// The rankings; the risk model's only where there was one.
    pub rankings: Vec<Ranked>,
    /// By how much the risk model does better than larger hunks first, on the same resampled histories.
    pub gain: Vec<Figure>,
    /// The mean distance of the risk from what came true, over ten bins of equal weight.
    pub calibration_error: Option<f64>,
    /// The share of buggy lines in the fifth of a commit's added lines that the risk model scores highest.
    pub lines_in_top_fifth: Option<f64>,
}
