//! The judgement: what was learned beside what is used now, on changes that neither was fitted to.

use super::{Example, Verdict};
use crate::bench::bootstrap::{draws, interval};
use crate::bench::order::Order;
use crate::local::learned::Learned;

/// The share of hunks at which recall is measured.
const READ: f64 = 0.2;
/// In so many of the resampled histories what was learned has to do better.
const SURE: f64 = 0.8;
/// Differences below this are none.
const EQUAL: f64 = 1e-9;

/// How well risks fit what came true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// The mean log loss of the risks; less is better.
    pub loss: f64,
    /// The probability that a buggy hunk stands above another one.
    pub auc: f64,
    /// The share of buggy hunks among the 20% with the highest risk.
    pub found: f64,
}

/// What changed from before to after, and the interval of 95% of resampled histories.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The value after less the one before.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What is used now beside what was learned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// What is used now.
    pub before: Quality,
    /// What was learned.
    pub after: Quality,
    /// The difference in log loss.
    pub loss: Difference,
    /// The difference in the AUC.
    pub auc: Difference,
    /// The difference in the share found.
    pub found: Difference,
    /// The share of resampled histories in which the log loss is lower after.
    pub sure: f64,
}

impl Comparison {
    /// Whether what was learned is worth keeping.
    pub(super) fn verdict(&self) -> Verdict {
        // What is no number is neither.
        let (fits_better, ranks_as_well) = (self.loss.value < -EQUAL, self.auc.value >= -EQUAL);
        if !fits_better {
            Verdict::NoBetter
        } else if !ranks_as_well {
            Verdict::RanksWorse
        } else if self.sure < SURE {
            Verdict::Chance
        } else {
            Verdict::Better
        }
    }
}

/// Compares on these hunks.
pub(super) fn compare(examples: &[Example<'_>], before: &Learned, after: &Learned) -> Comparison {
    let (before, after) = (Judged::of(examples, before), Judged::of(examples, after));
    let weights = change_weights(examples);
    let (old, new) = (before.quality(examples, &weights), after.quality(examples, &weights));
    let drawn = draws(&weights, |weights| (before.quality(examples, weights), after.quality(examples, weights)));
    let difference = |of: fn(&Quality) -> f64| {
        let (low, high) = interval(drawn.iter().map(|(old, new)| of(new) - of(old)).collect());
        Difference { value: of(&new) - of(&old), low, high }
    };
    #[allow(clippy::cast_precision_loss)] // a share of them
    let sure = drawn.iter().filter(|(old, new)| new.loss < old.loss).count() as f64 / drawn.len() as f64;
    Comparison {
        before: old,
        after: new,
        loss: difference(|quality| quality.loss),
        auc: difference(|quality| quality.auc),
        found: difference(|quality| quality.found),
        sure,
    }
}

/// The mean log loss.
pub(super) fn loss(examples: &[Example<'_>], learned: &Learned) -> f64 {
    let weights: Vec<_> = examples.iter().map(|example| example.weight).collect();
    mean(&Judged::of(examples, learned).losses, &weights)
}

/// The risks of some hunks: their order, and how far off each is.
struct Judged {
    order: Order,
    losses: Vec<f64>,
}

impl Judged {
    fn of(examples: &[Example<'_>], learned: &Learned) -> Self {
        let risks: Vec<_> = examples.iter().map(|example| learned.risk(example.base, example.vector)).collect();
        let loss = |(example, &risk): (&Example<'_>, &f64)| {
            let risk = risk.clamp(1e-6, 1.0 - 1e-6);
            -(if example.is_buggy { risk } else { 1.0 - risk }).ln()
        };
        Self { order: Order::by(&risks), losses: examples.iter().zip(&risks).map(loss).collect() }
    }

    /// The quality where the changes have these weights.
    fn quality(&self, examples: &[Example<'_>], weights: &[f64]) -> Quality {
        let mass: Vec<_> = examples.iter().map(|example| weights[example.change]).collect();
        let buggy: Vec<_> = examples.iter().zip(&mass).map(|(example, mass)| example.label() * mass).collect();
        Quality {
            loss: mean(&self.losses, &mass),
            auc: self.order.auc(&mass, &buggy),
            found: self.order.recall(&mass, &buggy, &[READ])[0],
        }
    }
}

fn mean(values: &[f64], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>() / weights.iter().sum::<f64>()
}

fn change_weights(examples: &[Example<'_>]) -> Vec<f64> {
    let mut weights = vec![0.0; examples.last().map_or(0, |example| example.change + 1)];
    for example in examples {
        weights[example.change] = example.weight;
    }
    weights
}
