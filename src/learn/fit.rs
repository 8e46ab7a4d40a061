//! The fit: logistic regression with a normal prior that holds every weight where the model as it came has it,
//! by cyclic coordinate descent (Genkin, Lewis and Madigan 2007). No chance is in it: equal input, equal weights.

use std::collections::{BTreeMap, BTreeSet};

use super::Example;
use crate::local::features::FEATURES;
use crate::local::learned::{Base, FeatureWeight, Learned, log_odds, probability, standard};

/// One over the variance of the prior of the scale around 1, and of the offset around 0.
const SCALE: f64 = 10.0;
const OFFSET: f64 = 1.0;
/// A word must occur in so many changes: one commit's names teach nothing about the next.
const LEAST_CHANGES: usize = 3;
/// Weights below this are left out.
const SMALLEST: f64 = 0.01;
const MOST_CYCLES: usize = 60;
/// The descent ends when no step of a cycle changes a weight by more.
const STILL: f64 = 5e-4;
/// The scale never turns the model's order around, nor trusts it blindly.
const SCALES: (f64, f64) = (0.1, 3.0);

/// What may be fitted beside the scale and the offset, each with one over the variance of its prior: the higher, the
/// more history it takes to move a weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Form {
    features: Option<f64>,
    words: Option<f64>,
}

impl Form {
    /// Every form, the simplest and the most careful first.
    pub(super) const ALL: [Self; 5] = [
        Self { features: None, words: None },
        Self { features: Some(300.0), words: None },
        Self { features: Some(75.0), words: None },
        Self { features: Some(300.0), words: Some(60.0) },
        Self { features: Some(75.0), words: Some(15.0) },
    ];
}

/// A weight to fit and where it acts.
struct Column {
    role: Role,
    /// The values that are not 0, by example.
    values: Vec<(usize, f64)>,
    /// Where the prior has it.
    center: f64,
    precision: f64,
}

#[derive(Clone, Copy)]
enum Role {
    Scale,
    Offset,
    Feature { feature: usize, mean: f64, spread: f64 },
    Word(u32),
}

/// Fits a form to some hunks.
pub(super) fn fit(examples: &[Example<'_>], form: Form, base: &Base) -> Learned {
    let weights = effective_weights(examples);
    let mut columns = calibration(examples);
    columns.extend(form.features.into_iter().flat_map(|precision| features(examples, &weights, precision)));
    columns.extend(form.words.into_iter().flat_map(|precision| words(examples, precision)));
    let labels: Vec<f64> = examples.iter().map(Example::label).collect();
    let fitted = descend(&columns, &labels, &weights);
    finish(&columns, &fitted, base)
}

/// Weights with the sum of the number of equally weighed hunks that would say as much (Kish 1965): hunks that stand
/// for many others do not make the history longer than it is.
fn effective_weights(examples: &[Example<'_>]) -> Vec<f64> {
    let sum: f64 = examples.iter().map(|example| example.weight).sum();
    let squares: f64 = examples.iter().map(|example| example.weight * example.weight).sum();
    examples.iter().map(|example| example.weight * sum / squares).collect()
}

fn calibration(examples: &[Example<'_>]) -> Vec<Column> {
    let own = examples.iter().map(|example| log_odds(example.base)).enumerate().collect();
    let ones = (0..examples.len()).map(|row| (row, 1.0)).collect();
    vec![
        Column { role: Role::Offset, values: ones, center: 0.0, precision: OFFSET },
        Column { role: Role::Scale, values: own, center: 1.0, precision: SCALE },
    ]
}

fn features(examples: &[Example<'_>], weights: &[f64], precision: f64) -> Vec<Column> {
    let all: f64 = weights.iter().sum();
    let column = |feature: usize| {
        let values = || {
            let own = examples.iter().map(|example| example.vector.features.get(feature).copied());
            own.map(|value| value.map(f64::from).filter(|value| value.is_finite()))
        };
        let weighed = |of: &dyn Fn(f64) -> f64| {
            values().zip(weights).map(|(value, weight)| value.map_or(0.0, of) * weight).sum::<f64>() / all
        };
        let mean = rounded(weighed(&|value| value));
        let spread = rounded(weighed(&|value| (value - mean).powi(2)).sqrt());
        let role = Role::Feature { feature, mean, spread };
        let standard = |value: Option<f64>| value.map_or(0.0, |value| standard(value, mean, spread));
        (spread > 1e-6).then(|| Column {
            role,
            values: values().map(standard).enumerate().collect(),
            center: 0.0,
            precision,
        })
    };
    (0..FEATURES.len()).filter_map(column).collect()
}

fn words(examples: &[Example<'_>], precision: f64) -> Vec<Column> {
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (row, example) in examples.iter().enumerate() {
        example.vector.words.iter().for_each(|&word| places.entry(word).or_default().push(row));
    }
    let is_spread =
        |rows: &[usize]| rows.iter().map(|&row| examples[row].change).collect::<BTreeSet<_>>().len() >= LEAST_CHANGES;
    let column = |(word, rows): (u32, Vec<usize>)| Column {
        role: Role::Word(word),
        values: rows.into_iter().map(|row| (row, 1.0)).collect(),
        center: 0.0,
        precision,
    };
    places.into_iter().filter(|(_, rows)| is_spread(rows)).map(column).collect()
}

/// The weights of the columns that make the labels and the prior most probable together.
fn descend(columns: &[Column], labels: &[f64], weights: &[f64]) -> Vec<f64> {
    let mut fitted: Vec<f64> = columns.iter().map(|column| column.center).collect();
    let mut sums = vec![0.0; labels.len()];
    for column in columns {
        column.values.iter().for_each(|&(row, value)| sums[row] += column.center * value);
    }
    // No step goes further than the last one twice, so that none jumps over the minimum for good.
    let mut trust = vec![1.0; columns.len()];
    for _ in 0..MOST_CYCLES {
        let mut largest: f64 = 0.0;
        for (index, column) in columns.iter().enumerate() {
            let step = newton(column, fitted[index], &sums, labels, weights).clamp(-trust[index], trust[index]);
            let next = if matches!(column.role, Role::Scale) {
                (fitted[index] + step).clamp(SCALES.0, SCALES.1)
            } else {
                fitted[index] + step
            };
            let moved = next - fitted[index];
            trust[index] = (2.0 * moved.abs()).max(trust[index] / 2.0);
            fitted[index] = next;
            column.values.iter().for_each(|&(row, value)| sums[row] += moved * value);
            largest = largest.max(moved.abs());
        }
        if largest < STILL {
            break;
        }
    }
    fitted
}

/// Newton's step for one weight.
fn newton(column: &Column, fitted: f64, sums: &[f64], labels: &[f64], weights: &[f64]) -> f64 {
    let mut slope = column.precision * (fitted - column.center);
    let mut curve = column.precision;
    for &(row, value) in &column.values {
        let risk = probability(sums[row]);
        slope += weights[row] * (risk - labels[row]) * value;
        curve += weights[row] * risk * (1.0 - risk) * value * value;
    }
    -slope / curve
}

fn finish(columns: &[Column], fitted: &[f64], base: &Base) -> Learned {
    let mut learned = Learned::nothing(base.clone());
    for (column, &weight) in columns.iter().zip(fitted) {
        let weight = rounded(weight);
        let is_large = weight.abs() >= SMALLEST;
        match column.role {
            Role::Scale => learned.scale = weight,
            Role::Offset => learned.offset = weight,
            Role::Feature { feature, mean, spread } if is_large => {
                learned.features.push(FeatureWeight { feature, mean, spread, weight });
            }
            Role::Word(word) if is_large => learned.words.push((word, weight)),
            Role::Feature { .. } | Role::Word(_) => {}
        }
    }
    learned
}

/// Six digits: what is judged is to the last bit what is read from the file later.
fn rounded(number: f64) -> f64 {
    format!("{number:.5e}").parse().unwrap_or(number)
}
