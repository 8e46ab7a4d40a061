//! How well rankings of hunks would have found the wrong ones, with intervals. Changes come in, figures go out.

use super::bootstrap;
use super::figures::{Figure, Measure, Measured, Ranked, Ranking, Values};
use super::order::{Order, calibration_error, top_fifth};
use super::replay::{Change, PastHunk};

/// Reading a hunk costs its changed lines and so many lines more, for getting into it.
const COST_OF_A_HUNK: f64 = 26.0;

/// The shares of hunks at which recall is measured.
const SHARES: [f64; 4] = [0.05, 0.1, 0.2, 0.3];

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
