//! Stage 4: which hunks are hard enough for a stronger reviewer. What is known of each hunk comes in, decisions go out;
//! nothing is read and nothing is asked.

use crate::config::RouteSection;

/// Lines that a hunk costs beside its own: what a reader must see around it. Measured on the prompts of the
/// feasibility study.
const LINES_AROUND: f64 = 26.0;

/// Which hunks may be hard cases.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// At most this share of the hunks.
    pub max_share: f64,
    /// From this risk on.
    pub risk_threshold: f64,
}

impl Policy {
    /// What the configuration says; its built-in layer gives every value.
    pub fn of(section: &RouteSection) -> Self {
        Self {
            max_share: section.max_share.unwrap_or_default(),
            risk_threshold: section.risk_threshold.unwrap_or_default(),
        }
    }
}

/// What is known of a hunk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Its risk, from 0.0 to 1.0, where a model assessed it.
    pub risk: Option<f64>,
    /// Its lines on both sides.
    pub lines: u32,
}

/// Which hunks of a change are hard: the riskiest for their cost, within the share and from the threshold on. The first
/// of them is one even below the threshold, unless the share is zero: every change has a place to look at first.
pub fn hard_cases(policy: &Policy, hunks: &[Evidence]) -> Vec<bool> {
    let worth = |hunk: &Evidence| hunk.risk.map(|risk| risk / (f64::from(hunk.lines) + LINES_AROUND));
    let mut order: Vec<(usize, f64)> =
        hunks.iter().enumerate().filter_map(|(index, hunk)| Some((index, worth(hunk)?))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut hard = vec![false; hunks.len()];
    if policy.max_share <= 0.0 {
        return hard;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    // a share of a count
    let most = ((order.len() as f64 * policy.max_share.min(1.0)) as usize).max(1);
    let risky = |index: usize| hunks[index].risk.is_some_and(|risk| risk >= policy.risk_threshold);
    let enough = order.iter().filter(|(index, _)| risky(*index)).take(most);
    let first = order.first();
    for (index, _) in enough.chain(first).take(most.max(1)) {
        hard[*index] = true;
    }
    hard
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hard(max_share: f64, risk_threshold: f64, hunks: &[(f64, u32)]) -> Vec<usize> {
        let evidence: Vec<_> = hunks.iter().map(|&(risk, lines)| Evidence { risk: Some(risk), lines }).collect();
        let hard = hard_cases(&Policy { max_share, risk_threshold }, &evidence);
        (0..hard.len()).filter(|&index| hard[index]).collect()
    }

    #[test]
    fn the_riskiest_for_their_cost_go_first() {
        let hunks = [(0.3, 400), (0.2, 4), (0.1, 4), (0.01, 1), (0.02, 1)];
        assert_eq!(hard(0.4, 0.05, &hunks), [1, 2]);
    }

    #[test]
    fn every_change_has_one_and_more_only_from_the_threshold_on() {
        assert_eq!(hard(0.2, 0.5, &[(0.01, 9), (0.03, 9)]), [1]);
        assert_eq!(hard(1.0, 0.5, &[(0.6, 9), (0.03, 9), (0.7, 9)]), [0, 2]);
        assert_eq!(hard(0.0, 0.0, &[(0.9, 9)]), Vec::<usize>::new());
    }

    #[test]
    fn what_was_not_assessed_is_no_hard_case() {
        let unknown = Evidence { risk: None, lines: 3 };
        assert_eq!(hard_cases(&Policy { max_share: 1.0, risk_threshold: 0.0 }, &[unknown]), [false]);
    }
}
