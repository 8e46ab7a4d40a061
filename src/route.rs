//! Stage 4: which hunks are hard enough for a stronger reviewer. What is known of each hunk comes in, decisions go out;
//! nothing is read and nothing is asked.

use std::cmp::Ordering;

use crate::config::RouteSection;
use crate::finding::Opinion;
use crate::prompt::Verdict;

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
    /// What the local reviewer thinks of it, where it was asked.
    pub verdict: Option<Opinion>,
}

/// From which probability of a mistake on a hunk is not cleared by a reviewer that sees none.
const DOUBT: f64 = 0.4;

impl Evidence {
    /// How much the local reviewer doubts its own verdict; `None` where it does not.
    fn doubt(&self) -> Option<f64> {
        let opinion = self.verdict?;
        let mistake = opinion.mistake.unwrap_or(0.0);
        match opinion.verdict {
            Verdict::Hard => Some(1.0 + mistake),
            Verdict::Clear => Some(mistake).filter(|mistake| *mistake >= DOUBT),
            Verdict::Comment => None,
        }
    }

    /// Its risk for what it costs to look at.
    fn worth(&self) -> Option<f64> {
        self.risk.map(|risk| risk / (f64::from(self.lines) + LINES_AROUND))
    }
}

/// Which hunks of a change are hard, within the share: those that the local reviewer could not settle, then the riskiest
/// for their cost from the threshold on. The first is one even below the threshold, unless the share is zero: every
/// change has a place to look at first.
pub fn hard_cases(policy: &Policy, hunks: &[Evidence]) -> Vec<bool> {
    let known = |(_, hunk): &(usize, &Evidence)| hunk.risk.is_some() || hunk.doubt().is_some();
    let mut order: Vec<(usize, &Evidence)> = hunks.iter().enumerate().filter(known).collect();
    // Absent doubt is less than any.
    let rank = |hunk: &Evidence| (hunk.doubt().unwrap_or(-1.0), hunk.worth().unwrap_or(-1.0));
    order.sort_by(|a, b| rank(b.1).partial_cmp(&rank(a.1)).unwrap_or(Ordering::Equal).then(a.0.cmp(&b.0)));
    let mut hard = vec![false; hunks.len()];
    if policy.max_share <= 0.0 {
        return hard;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    // a share of a count
    let most = ((order.len() as f64 * policy.max_share.min(1.0)) as usize).max(1);
    let risky = |hunk: &Evidence| hunk.risk.is_some_and(|risk| risk >= policy.risk_threshold);
    let enough = order.iter().filter(|(_, hunk)| hunk.doubt().is_some() || risky(hunk));
    for (index, _) in enough.chain(order.first()).take(most) {
        hard[*index] = true;
    }
    hard
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hard(max_share: f64, risk_threshold: f64, hunks: &[(f64, u32)]) -> Vec<usize> {
        let evidence: Vec<_> =
            hunks.iter().map(|&(risk, lines)| Evidence { risk: Some(risk), lines, verdict: None }).collect();
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
        let unknown = Evidence { risk: None, lines: 3, verdict: None };
        assert_eq!(hard_cases(&Policy { max_share: 1.0, risk_threshold: 0.0 }, &[unknown]), [false]);
    }

    #[test]
    fn what_the_reviewer_could_not_settle_goes_before_what_is_only_risky() {
        let said = |verdict, mistake| Some(Opinion { verdict, mistake });
        let evidence = |risk, verdict| Evidence { risk: Some(risk), lines: 4, verdict };
        let hunks = [
            evidence(0.9, said(Verdict::Clear, Some(0.1))),
            evidence(0.2, said(Verdict::Clear, Some(0.45))),
            evidence(0.01, said(Verdict::Hard, None)),
            evidence(0.3, said(Verdict::Comment, Some(0.8))),
        ];
        let hard = |max_share| hard_cases(&Policy { max_share, risk_threshold: 0.05 }, &hunks);
        assert_eq!(hard(0.25), [false, false, true, false]);
        assert_eq!(hard(0.5), [false, true, true, false]);
        assert_eq!(hard(0.75), [true, true, true, false]);
    }
}
