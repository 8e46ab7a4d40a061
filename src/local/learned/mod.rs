//! What was learned in one repository, laid over the risk model: the model's risk and what it saw of a hunk come
//! in, the risk for this repository goes out. It is a few numbers, made by `review learn` and kept by [`LearnedStore`].

mod store;

pub use store::{LearnedError, LearnedStore, Undone};

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::features::{BUCKETS, FEATURES, HunkVector};
use crate::digest;

/// Always `review-learned/v1`.
pub const SCHEMA: &str = "review-learned/v1";

/// A value counts as at most so many spreads from the mean: one odd hunk must not outweigh the model.
const FARTHEST: f64 = 3.0;
/// From how much evidence on, in log odds, a hunk is said to be like others that were wrong.
const WORTH_A_WORD: f64 = 0.25;
/// No weight that was learned is larger.
const LARGEST: f64 = 20.0;

/// The model that something was learned on top of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base {
    /// The name of its package.
    pub name: String,
    /// The version of its package.
    pub version: String,
    /// The digest of the table of features that it was used with.
    pub table: String,
}

/// The digest of the names of all features and of how many hashes of words there are.
static TABLE: LazyLock<String> = LazyLock::new(|| {
    let words = BUCKETS.to_string();
    let names = FEATURES.iter().map(|feature| &*feature.name);
    digest::short(&names.chain([&*words]).collect::<Vec<_>>())
});

impl Base {
    /// A model, used with this program's table of features.
    pub fn new(name: &str, version: &str) -> Self {
        Self { name: name.to_owned(), version: version.to_owned(), table: TABLE.clone() }
    }
}

/// The top of the model for one repository. In log odds:
/// `scale * base + offset + sum of weight * (feature - mean) / spread + sum of the weights of its words`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learned {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What it was learned on top of.
    pub base: Base,
    /// How much the model's own log odds count; 1 where nothing was learned.
    pub scale: f64,
    /// What is added to the log odds of every hunk.
    pub offset: f64,
    /// The features with a weight of their own, in the order of the table.
    pub features: Vec<FeatureWeight>,
    /// The words with a weight, by their hashes in ascending order.
    pub words: Vec<(u32, f64)>,
}

/// What a feature adds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeatureWeight {
    /// Its place in [`FEATURES`].
    pub feature: usize,
    /// Its mean in the history.
    pub mean: f64,
    /// Its standard deviation there.
    pub spread: f64,
    /// Log odds for each spread above the mean.
    pub weight: f64,
}

/// Why a hunk's risk is another one here.
#[derive(Debug, Clone, PartialEq)]
pub struct Contribution {
    /// The feature, or its words.
    pub what: &'static str,
    /// The log odds that it adds or takes.
    pub log_odds: f64,
}

impl Learned {
    /// Nothing learned: every risk stays what it is.
    pub fn nothing(base: Base) -> Self {
        let (features, words) = (Vec::new(), Vec::new());
        Self { schema: SCHEMA.to_owned(), base, scale: 1.0, offset: 0.0, features, words }
    }

    /// The risk of a hunk in this repository; `base` is what the model says, both from 0.0 to 1.0.
    pub fn risk(&self, base: f64, vector: &HunkVector) -> f64 {
        let evidence: f64 = self.of_features(vector).map(|(_, value)| value).sum();
        probability(self.scale * log_odds(base) + self.offset + evidence + self.of_words(vector))
    }

    /// What features and words add to a hunk's log odds, the strongest first.
    pub fn contributions(&self, vector: &HunkVector) -> Vec<Contribution> {
        let of_feature = |(feature, log_odds)| Contribution { what: name(feature), log_odds };
        let words = Contribution { what: "its words", log_odds: self.of_words(vector) };
        let mut all: Vec<_> = self.of_features(vector).map(of_feature).chain([words]).collect();
        all.retain(|one| one.log_odds != 0.0);
        all.sort_by(|one, other| other.log_odds.abs().total_cmp(&one.log_odds.abs()));
        all
    }

    /// A sentence where this history makes the hunk clearly more suspicious than the model alone.
    pub fn reason(&self, vector: &HunkVector) -> Option<String> {
        let all = self.contributions(vector);
        let sum: f64 = all.iter().map(|one| one.log_odds).sum();
        let strongest = all.iter().find(|one| one.log_odds > 0.0).filter(|_| sum >= WORTH_A_WORD)?;
        Some(format!("hunks like this were wrong here before: {}", strongest.what))
    }

    fn of_features(&self, vector: &HunkVector) -> impl Iterator<Item = (usize, f64)> {
        self.features.iter().filter_map(|own| {
            let value = f64::from(*vector.features.get(own.feature)?);
            Some((own.feature, own.weight * standard(value, own.mean, own.spread)))
        })
    }

    fn of_words(&self, vector: &HunkVector) -> f64 {
        let weight = |word| self.words.binary_search_by_key(word, |&(own, _)| own).ok().map(|at| self.words[at].1);
        vector.words.iter().filter_map(weight).sum()
    }

    /// What is wrong with it, so that it must not be used.
    fn flaw(&self) -> Option<String> {
        let small = |number: f64| number.abs() <= LARGEST;
        let is_feature = |own: &FeatureWeight| {
            own.feature < FEATURES.len()
                && small(own.weight)
                && own.mean.is_finite()
                && own.spread > 0.0
                && own.spread.is_finite()
        };
        let is_word = |&(word, weight): &(u32, f64)| (1..BUCKETS).contains(&word) && small(weight);
        if self.schema != SCHEMA {
            Some(format!("it is of the form {}, and this program reads {SCHEMA}", self.schema))
        } else if !(self.scale > 0.0 && small(self.scale) && small(self.offset)) {
            Some("its scale or its offset is out of range".to_owned())
        } else if !self.features.iter().all(is_feature) || !self.features.is_sorted_by_key(|own| own.feature) {
            Some("the weight of a feature is out of range".to_owned())
        } else if !self.words.iter().all(is_word) || !self.words.is_sorted_by(|one, other| one.0 < other.0) {
            Some("the weight of a word is out of range".to_owned())
        } else {
            None
        }
    }
}

/// What a feature is, in words.
pub fn name(feature: usize) -> &'static str {
    FEATURES.get(feature).map_or("", |feature| &feature.what)
}

/// A value in spreads from the mean; nothing where it is no number.
pub(crate) fn standard(value: f64, mean: f64, spread: f64) -> f64 {
    let distance = (value - mean) / spread;
    if distance.is_nan() { 0.0 } else { distance.clamp(-FARTHEST, FARTHEST) }
}

/// The log odds of a probability, never infinite.
pub(crate) fn log_odds(probability: f64) -> f64 {
    let inside = if probability.is_nan() { 0.5 } else { probability.clamp(1e-6, 1.0 - 1e-6) };
    (inside / (1.0 - inside)).ln()
}

/// The probability of some log odds.
pub(crate) fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests;
