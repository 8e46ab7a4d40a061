//! How well rankings of hunks would have found the wrong ones, with intervals. Changes come in, figures go out.

use schemars::JsonSchema;
use serde::Serialize;

use super::bootstrap;
use super::order::{Order, calibration_error, top_fifth};
use super::replay::{Change, PastHunk};
use crate::finding::Severity;

/// Reading a hunk costs its changed lines and so many lines more, for getting into it.
const COST_OF_A_HUNK: f64 = 26.0;

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

    #[allow(clippy::cast_precision_loss)] // counts of lines
    fn score(self, hunk: &PastHunk, added: usize) -> f64 {
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

/// The shares of hunks at which recall is measured.
const SHARES: [f64; 4] = [0.05, 0.1, 0.2, 0.3];

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

/// One ranking of the hunks, ready to be weighed again and again.
pub(super) struct Prepared {
    by_score: Order,
    by_score_for_cost: Order,
    /// For each change, the buggy hunks in its first fifth.
    fifth: Vec<f64>,
}

/// The hunks of some changes, in columns.
pub(super) struct Columns {
    /// The change of each hunk.
    pub change: Vec<usize>,
    /// The weight of each change.
    pub weight: Vec<f64>,
    cost: Vec<f64>,
    buggy: Vec<f64>,
    buggy_lines: Vec<f64>,
    /// The number of buggy hunks of each change.
    buggy_in: Vec<f64>,
}

impl Columns {
    #[allow(clippy::cast_precision_loss)] // counts of lines
    fn of(changes: &[Change]) -> Self {
        let of_hunks = |value: fn(&PastHunk) -> f64| changes.iter().flat_map(|c| &c.hunks).map(value).collect();
        let numbered = changes.iter().enumerate();
        Self {
            change: numbered.flat_map(|(index, change)| std::iter::repeat_n(index, change.hunks.len())).collect(),
            weight: changes.iter().map(|change| change.weight).collect(),
            cost: of_hunks(|hunk| COST_OF_A_HUNK + (hunk.added + hunk.removed) as f64),
            buggy: of_hunks(is_buggy),
            buggy_lines: of_hunks(|hunk| hunk.buggy.len() as f64),
            buggy_in: changes.iter().map(|change| change.hunks.iter().map(is_buggy).sum()).collect(),
        }
    }

    fn prepare(&self, changes: &[Change], ranking: Ranking) -> Prepared {
        let of_change = |change: &Change| -> Vec<f64> {
            let added = change.hunks.iter().map(|hunk| hunk.added).sum();
            change.hunks.iter().map(|hunk| ranking.score(hunk, added)).collect()
        };
        let scores: Vec<_> = changes.iter().map(of_change).collect();
        let fifth = changes.iter().zip(&scores).map(|(change, scores)| {
            let buggy: Vec<_> = change.hunks.iter().map(is_buggy).collect();
            top_fifth(scores, &buggy)
        });
        let fifth = fifth.collect();
        let flat = scores.concat();
        let for_cost: Vec<_> = flat.iter().zip(&self.cost).map(|(score, cost)| score / cost).collect();
        Prepared { by_score: Order::by(&flat), by_score_for_cost: Order::by(&for_cost), fifth }
    }

    /// The values of rankings, with these weights of the changes.
    pub(super) fn values(&self, rankings: &[Prepared], weights: &[f64]) -> Vec<Values> {
        let weighed = |column: &[f64]| -> Vec<f64> {
            column.iter().zip(&self.change).map(|(value, &change)| value * weights[change]).collect()
        };
        let mass: Vec<_> = self.change.iter().map(|&change| weights[change]).collect();
        let (buggy, lines, cost) = (weighed(&self.buggy), weighed(&self.buggy_lines), weighed(&self.cost));
        let sum = |column: &[f64]| column.iter().zip(weights).map(|(value, weight)| value * weight).sum::<f64>();
        let all_buggy = sum(&self.buggy_in);
        let of_one = |ranking: &Prepared| {
            let mut values = vec![ranking.by_score.auc(&mass, &buggy)];
            values.extend(ranking.by_score.recall(&mass, &buggy, &SHARES));
            values.extend(ranking.by_score.recall(&mass, &lines, &SHARES));
            values.extend(ranking.by_score_for_cost.recall(&cost, &buggy, &[0.2]));
            values.push(sum(&ranking.fifth) / all_buggy);
            values.try_into().expect("one for each measure")
        };
        rankings.iter().map(of_one).collect()
    }

    fn curve(&self, ranking: &Prepared) -> Vec<f64> {
        let weighed = self.buggy.iter().zip(&self.change).map(|(buggy, &change)| buggy * self.weight[change]);
        let mass: Vec<_> = self.change.iter().map(|&change| self.weight[change]).collect();
        let shares: Vec<_> = (0..=50).map(|step| f64::from(step) / 50.0).collect();
        ranking.by_score.recall(&mass, &weighed.collect::<Vec<_>>(), &shares)
    }
}

fn is_buggy(hunk: &PastHunk) -> f64 {
    f64::from(u8::from(!hunk.buggy.is_empty()))
}

/// Measures every ranking on some changes.
pub fn measure(changes: &[Change]) -> Measured {
    let columns = Columns::of(changes);
    let hunks: Vec<_> = changes.iter().flat_map(|change| &change.hunks).collect();
    let has_risk = hunks.iter().any(|hunk| hunk.risk.is_some());
    let rankings: Vec<_> = Ranking::ALL.into_iter().filter(|&r| has_risk || r != Ranking::Risk).collect();
    let prepared: Vec<_> = rankings.iter().map(|&ranking| columns.prepare(changes, ranking)).collect();
    let values = columns.values(&prepared, &columns.weight);
    let resampled = bootstrap::resample(&columns, &prepared);
    let ranked = rankings.iter().enumerate().map(|(index, &ranking)| Ranked {
        ranking,
        figures: figures(&values[index], |at| resampled.iter().map(|values| values[index][at]).collect()),
        curve: columns.curve(&prepared[index]),
    });
    let gain = has_risk.then(|| {
        let gain = |of: &[Values], at: usize| of[0][at] - of[1][at];
        let own: Values = std::array::from_fn(|at| gain(&values, at));
        figures(&own, |at| resampled.iter().map(|values| gain(values, at)).collect())
    });
    Measured {
        rankings: ranked.collect(),
        gain: gain.unwrap_or_default(),
        calibration_error: has_risk.then(|| calibration(changes)),
        lines_in_top_fifth: lines_in_top_fifth(changes),
    }
}

fn figures(values: &Values, resampled: impl Fn(usize) -> Vec<f64>) -> Vec<Figure> {
    let figure = |(at, &measure): (usize, &Measure)| {
        let (low, high) = bootstrap::interval(resampled(at));
        Figure { measure, value: values[at], low, high }
    };
    Measure::ALL.iter().enumerate().map(figure).collect()
}

fn calibration(changes: &[Change]) -> f64 {
    let (mut risk, mut weight, mut positive) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        for hunk in change.hunks.iter().filter(|hunk| hunk.risk.is_some()) {
            risk.push(hunk.risk.unwrap_or_default());
            weight.push(change.weight);
            positive.push(change.weight * is_buggy(hunk));
        }
    }
    calibration_error(&risk, &weight, &positive)
}

fn lines_in_top_fifth(changes: &[Change]) -> Option<f64> {
    let (mut found, mut all) = (0.0, 0.0);
    for change in changes {
        let lines = change.hunks.iter().flat_map(|hunk| hunk.scores.iter().map(move |score| (hunk, score)));
        let (scores, buggy): (Vec<f64>, Vec<f64>) = lines
            .map(|(hunk, line)| (f64::from(line.score), f64::from(u8::from(hunk.buggy.contains(&line.line)))))
            .unzip();
        found += change.weight * top_fifth(&scores, &buggy);
        all += change.weight * buggy.iter().sum::<f64>();
    }
    (all > 0.0).then(|| found / all)
}

/// Weighs buggy changes so that they make up `rate` of all.
#[allow(clippy::cast_precision_loss)] // counts of changes
pub fn weigh(changes: &mut [Change], rate: f64) {
    let buggy = changes.iter().filter(|change| change.is_buggy).count() as f64;
    let others = changes.len() as f64 - buggy;
    for change in changes {
        change.weight = if change.is_buggy { rate / buggy } else { (1.0 - rate) / others };
    }
}

/// The weighted share of buggy changes.
pub fn rate(changes: &[Change]) -> f64 {
    let sum = |wanted: fn(&&Change) -> bool| changes.iter().filter(wanted).map(|change| change.weight).sum::<f64>();
    sum(|change| change.is_buggy) / sum(|_| true)
}

#[cfg(test)]
mod tests;
