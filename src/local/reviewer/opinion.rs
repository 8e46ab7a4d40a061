//! From the probabilities of a model's verdicts to that of a mistake, as far as it can be believed: what was fitted on
//! labelled changes is laid over what the model says.

use crate::finding::Opinion;
use crate::local::learned::{log_odds, probability};
use crate::local::package::Calibration;
use crate::prompt::Verdict;

impl Calibration {
    /// The probability that came true where a model said this one (Platt scaling, Platt 1999).
    pub fn of(&self, mistake: f64) -> f64 {
        probability(self.slope * log_odds(mistake) + self.intercept)
    }
}

/// What a model thinks, by its verdict and the probabilities of all three (in the order of [`Verdict::ALL`]): a mistake is
/// whatever is not clear.
pub(super) fn opinion(verdict: Verdict, verdicts: Option<[f64; 3]>, calibration: Option<&Calibration>) -> Opinion {
    let raw = verdicts.map(|[clear, ..]| 1.0 - clear);
    let mistake = raw.map(|raw| calibration.map_or(raw, |own| own.of(raw)));
    Opinion { verdict, mistake }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_what_is_not_clear_and_calibration_moves_it() {
        let verdicts = Some([0.8, 0.15, 0.05]);
        let raw = opinion(Verdict::Clear, verdicts, None).mistake.unwrap();
        assert!((raw - 0.2).abs() < 1e-12);
        let moved =
            opinion(Verdict::Clear, verdicts, Some(&Calibration { slope: 1.0, intercept: -1.0 })).mistake.unwrap();
        assert!((moved - 1.0 / (1.0 + 4.0 * 1f64.exp())).abs() < 1e-12, "{moved}");
        assert_eq!(opinion(Verdict::Hard, None, None).mistake, None);
    }
}
