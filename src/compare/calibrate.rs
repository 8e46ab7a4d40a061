//! Whether a model's probabilities can be believed, and what makes them: what it said of labelled hunks comes in; a line
//! and how much better it makes them goes out.

use miette::Diagnostic;
use thiserror::Error;

use super::fit::{Point, fit};
use super::run::Run;
use super::{Row, table};
use crate::bench::order::calibration_error;
use crate::local::package::Calibration;

/// So many hunks of each kind are needed.
pub const FEWEST: usize = 30;

/// The line is judged on hunks that it was not fitted to: so many parts take turns.
const PARTS: usize = 5;

/// How far probabilities are from what came true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scores {
    /// The mean negative logarithm of what was said of what came true, in nats.
    pub log_loss: f64,
    /// The mean distance from what came true, over ten bins of equal weight.
    pub calibration_error: f64,
    /// The probability that a buggy hunk stands above another one.
    pub auc: f64,
}

/// A line, and what it does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calibrated {
    /// The line, fitted to all hunks.
    pub calibration: Calibration,
    /// Buggy hunks, and others.
    pub counts: [usize; 2],
    /// The share of buggy hunks that it is for.
    pub rate: f64,
    /// The scores of the model's own probabilities.
    pub before: Scores,
    /// The scores of what lines make of them on hunks that they were not fitted to.
    pub after: Scores,
}

/// Why there is no line.
#[derive(Debug, Clone, Copy, PartialEq, Error, Diagnostic)]
pub enum CalibrateError {
    /// Too few hunks.
    #[error("the model gave a probability for {buggy} buggy and {clean} other hunks, and {FEWEST} of each are needed")]
    #[diagnostic(help("name a file with more labelled changes, or raise --most or --time"))]
    Few {
        /// Buggy ones.
        buggy: usize,
        /// Others.
        clean: usize,
    },
    /// The model does not tell.
    #[error("the model does not tell buggy hunks from others: its slope is {slope} (AUC {auc:.2}); nothing is kept")]
    #[diagnostic(help("its probability of a mistake should not be relied on; `review models compare` tries others"))]
    Blind {
        /// The slope that was fitted.
        slope: f64,
        /// The probability that a buggy hunk stands above another one.
        auc: f64,
    },
}

/// What a model said of labelled hunks, where it gave a probability.
pub fn points(rows: &[Row], run: &Run) -> Vec<Point> {
    let point = |(row, said): (&Row, &Option<super::Response>)| {
        Some(Point { mistake: said.as_ref()?.mistake?, is_buggy: row.is_buggy() })
    };
    rows.iter().zip(&run.said).filter_map(point).collect()
}

/// Fits the line, for a mix with this share of buggy hunks; by default that of the points.
///
/// # Errors
/// Too few points of a kind, or a model that does not tell the kinds apart.
pub fn calibrate(points: &[Point], rate: Option<f64>) -> Result<Calibrated, CalibrateError> {
    let buggy = points.iter().filter(|point| point.is_buggy).count();
    let clean = points.len() - buggy;
    if buggy.min(clean) < FEWEST {
        return Err(CalibrateError::Few { buggy, clean });
    }
    let calibration = fit(points, rate);
    #[allow(clippy::cast_precision_loss)] // counts of hunks
    let rate = rate.unwrap_or(buggy as f64 / points.len() as f64);
    let before = scores(points, rate);
    if calibration.slope <= 0.0 {
        return Err(CalibrateError::Blind { slope: calibration.slope, auc: before.auc });
    }
    let after = scores(&unseen(points, rate), rate);
    // A line that rises leaves the order as it is; those of the parts differ a little.
    let after = Scores { auc: before.auc, ..after };
    Ok(Calibrated { calibration, counts: [buggy, clean], rate, before, after })
}

/// Every point as the line makes it that was fitted to the other parts.
fn unseen(points: &[Point], rate: f64) -> Vec<Point> {
    let mut said = Vec::with_capacity(points.len());
    for part in 0..PARTS {
        let is_in = |at: usize| at % PARTS == part;
        let others: Vec<_> = points.iter().enumerate().filter(|(at, _)| !is_in(*at)).map(|(_, point)| *point).collect();
        let line = fit(&others, Some(rate));
        let own = points.iter().enumerate().filter(|(at, _)| is_in(*at));
        said.extend(own.map(|(_, point)| Point { mistake: line.of(point.mistake), ..*point }));
    }
    said
}

/// The scores of probabilities, with the kinds weighed to this share of buggy hunks.
#[allow(clippy::cast_precision_loss)] // counts of hunks
fn scores(points: &[Point], rate: f64) -> Scores {
    let buggy = points.iter().filter(|point| point.is_buggy).count() as f64;
    let clean = points.len() as f64 - buggy;
    let weight = |point: &Point| if point.is_buggy { rate / buggy } else { (1.0 - rate) / clean };
    let surprise = |point: &Point| {
        let right = if point.is_buggy { point.mistake } else { 1.0 - point.mistake };
        -right.max(1e-6).ln()
    };
    let weights: Vec<f64> = points.iter().map(weight).collect();
    let said: Vec<f64> = points.iter().map(|point| point.mistake).collect();
    let came: Vec<f64> = points.iter().map(|point| if point.is_buggy { weight(point) } else { 0.0 }).collect();
    let scored: Vec<_> = points.iter().map(|point| (point.mistake, point.is_buggy)).collect();
    Scores {
        log_loss: points.iter().map(|point| surprise(point) * weight(point)).sum(),
        calibration_error: calibration_error(&said, &weights, &came),
        auc: table::auc(&scored).unwrap_or(f64::NAN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hunks of which the model says much too often that they are wrong; the higher, the likelier they are.
    fn loud(hunks: u32) -> Vec<Point> {
        let point = |n: u32| {
            let level = f64::from(n % 10) / 10.0;
            Point { mistake: 0.6 + 0.38 * level, is_buggy: f64::from((n / 10) % 10) < 1.0 + 6.0 * level }
        };
        (0..hunks).map(point).collect()
    }

    #[test]
    fn a_line_brings_a_model_that_is_too_sure_closer_to_what_came_true() {
        let found = calibrate(&loud(400), None).unwrap();
        assert!(found.calibration.slope > 0.0 && found.calibration.intercept < 0.0, "{found:?}");
        assert!(found.after.log_loss < found.before.log_loss, "{found:?}");
        assert!(found.after.calibration_error < 0.5 * found.before.calibration_error, "{found:?}");
        assert!(found.before.auc > 0.6);
    }

    #[test]
    fn at_a_natural_rate_the_mean_of_what_is_said_is_that_rate() {
        let (points, rate) = (loud(400), 0.05);
        let found = calibrate(&points, Some(rate)).unwrap();
        let share = |buggy: bool| {
            let own: Vec<_> = points.iter().filter(|point| point.is_buggy == buggy).collect();
            #[allow(clippy::cast_precision_loss)]
            let count = own.len() as f64;
            own.iter().map(|point| found.calibration.of(point.mistake)).sum::<f64>() / count
        };
        assert!((rate * share(true) + (1.0 - rate) * share(false) - rate).abs() < 0.01);
    }

    #[test]
    fn a_model_that_does_not_tell_and_too_few_hunks_are_refused() {
        let turned: Vec<_> = loud(400).iter().map(|point| Point { mistake: 1.0 - point.mistake, ..*point }).collect();
        assert!(matches!(calibrate(&turned, None), Err(CalibrateError::Blind { slope, .. }) if slope < 0.0));
        let few: Vec<_> = loud(400).into_iter().filter(|point| !point.is_buggy).take(60).collect();
        assert_eq!(calibrate(&few, None), Err(CalibrateError::Few { buggy: 0, clean: 60 }));
    }
}
