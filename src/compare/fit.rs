//! What a model's own probability is worth: its log odds and what came true come in, the line that makes them most
//! probable goes out (Platt 1999, by the method of Lin, Lin and Weng 2007).

use crate::local::learned::{log_odds, probability};
use crate::local::package::Calibration;

/// What a model said of a hunk, and what came true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The probability of a mistake as the model gives it.
    pub mistake: f64,
    /// Whether the hunk is buggy.
    pub is_buggy: bool,
}

const MOST_STEPS: usize = 100;
/// The fit ends when both slopes of the loss are less steep.
const FLAT: f64 = 1e-7;
/// Keeps the curvature positive where all points say the same.
const RIDGE: f64 = 1e-12;

/// Fits the line. With a `rate` the line is for a mix in which this share is buggy, whatever the share of the points.
pub fn fit(points: &[Point], rate: Option<f64>) -> Calibration {
    let targets = Targets::of(points);
    let pairs: Vec<_> = points.iter().map(|point| (log_odds(point.mistake), targets.of_kind(point.is_buggy))).collect();
    let mut line = [0.0, log_odds(targets.share)];
    for _ in 0..MOST_STEPS {
        let step = step(&pairs, line);
        match shortened(&pairs, line, step) {
            Some(next) => line = next,
            None => break,
        }
    }
    // Points that were picked by kind move the intercept and nothing else (Prentice and Pyke 1979).
    let shift = rate.map_or(0.0, |rate| log_odds(rate) - log_odds(targets.share));
    Calibration { slope: rounded(line[0]), intercept: rounded(line[1] + shift) }
}

/// What each kind is taken to be, a little less than certain: few points prove little.
struct Targets {
    buggy: f64,
    clean: f64,
    /// The share of buggy ones among the points.
    share: f64,
}

impl Targets {
    #[allow(clippy::cast_precision_loss)] // counts of hunks
    fn of(points: &[Point]) -> Self {
        let buggy = points.iter().filter(|point| point.is_buggy).count() as f64;
        let clean = points.len() as f64 - buggy;
        let share = (buggy + 1.0) / (buggy + clean + 2.0);
        Self { buggy: (buggy + 1.0) / (buggy + 2.0), clean: 1.0 / (clean + 2.0), share }
    }

    fn of_kind(&self, is_buggy: bool) -> f64 {
        if is_buggy { self.buggy } else { self.clean }
    }
}

/// Newton's step; none where the loss is flat.
fn step(pairs: &[(f64, f64)], [slope, intercept]: [f64; 2]) -> [f64; 2] {
    let (mut down, mut curve) = ([0.0; 2], [RIDGE, RIDGE, 0.0]);
    for &(x, target) in pairs {
        let said = probability(slope * x + intercept);
        let (off, spread) = (said - target, said * (1.0 - said));
        down = [down[0] + off * x, down[1] + off];
        curve = [curve[0] + spread * x * x, curve[1] + spread, curve[2] + spread * x];
    }
    if down.iter().all(|part| part.abs() < FLAT) {
        return [0.0; 2];
    }
    let determinant = curve[0] * curve[1] - curve[2] * curve[2];
    let first = (curve[1] * down[0] - curve[2] * down[1]) / determinant;
    let second = (curve[0] * down[1] - curve[2] * down[0]) / determinant;
    [-first, -second]
}

/// The line after the step, or after as much of it as makes the loss less; `None` where nothing does.
fn shortened(pairs: &[(f64, f64)], line: [f64; 2], step: [f64; 2]) -> Option<[f64; 2]> {
    const HALVINGS: i32 = 34;
    let before = loss(pairs, line);
    let after =
        |halvings: i32| [line[0] + step[0] * 0.5_f64.powi(halvings), line[1] + step[1] * 0.5_f64.powi(halvings)];
    (0..HALVINGS).map(after).find(|next| loss(pairs, *next) < before)
}

/// The sum of the cross entropies.
fn loss(pairs: &[(f64, f64)], [slope, intercept]: [f64; 2]) -> f64 {
    let of = |&(x, target): &(f64, f64)| {
        let sum: f64 = slope * x + intercept;
        // ln(1 + e^sum) - target * sum, without an overflow.
        sum.max(0.0) + (-sum.abs()).exp().ln_1p() - target * sum
    };
    pairs.iter().map(of).sum()
}

/// Four digits after the point.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hunks of which a share came true that is what `truth` makes of the probability.
    fn points(truth: impl Fn(f64) -> f64) -> Vec<Point> {
        let of = |step: i32| {
            let mistake = f64::from(step) / 20.0;
            let buggy = truth(mistake) * 1000.0;
            (0..1000).map(move |n| Point { mistake, is_buggy: f64::from(n) < buggy })
        };
        (1..20).flat_map(of).collect()
    }

    #[test]
    fn a_model_that_is_right_about_itself_is_left_as_it_is() {
        let line = fit(&points(|mistake| mistake), None);
        assert!((line.slope - 1.0).abs() < 0.01 && line.intercept.abs() < 0.01, "{line:?}");
    }

    #[test]
    fn a_model_that_is_too_sure_is_taken_back() {
        let line = fit(&points(|mistake| probability(0.5 * log_odds(mistake) - 1.0)), None);
        assert!((line.slope - 0.5).abs() < 0.01 && (line.intercept + 1.0).abs() < 0.01, "{line:?}");
    }

    #[test]
    fn a_model_that_is_wrong_about_everything_has_a_falling_line() {
        assert!(fit(&points(|mistake| 1.0 - mistake), None).slope < -0.9);
        let deaf: Vec<_> = (0..80).map(|n| Point { mistake: 0.3, is_buggy: n % 2 == 0 }).collect();
        assert!(fit(&deaf, None).slope.is_finite());
    }

    #[test]
    fn two_kinds_that_lie_apart_have_a_line_of_finite_slope() {
        let apart: Vec<_> =
            (0..80).map(|n| Point { mistake: if n % 2 == 0 { 0.9 } else { 0.1 }, is_buggy: n % 2 == 0 }).collect();
        let line = fit(&apart, None);
        // Platt's targets: 41 of 42, and 1 of 42.
        assert!((probability(line.slope * log_odds(0.9) + line.intercept) - 41.0 / 42.0).abs() < 1e-3, "{line:?}");
    }

    #[test]
    fn a_rate_moves_the_intercept_alone() {
        let own = points(|mistake| mistake);
        let (as_picked, natural) = (fit(&own, None), fit(&own, Some(0.1)));
        assert!((as_picked.slope - natural.slope).abs() < 1e-9);
        assert!((natural.intercept - as_picked.intercept - log_odds(0.1)).abs() < 0.01, "{natural:?}");
    }
}
