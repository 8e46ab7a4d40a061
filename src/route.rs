//! Stage 4: which hunks are hard enough for a stronger reviewer. What is known of each hunk comes in, a decision with its
//! reason goes out; nothing is read and nothing is asked.

use std::cmp::Ordering;

use crate::config::{Escalate, RouteSection};
use crate::finding::Opinion;
use crate::prompt::Verdict;
use crate::text::percent;

/// Lines that a hunk costs beside its own: what a reader must see around it. Measured on the prompts of the
/// feasibility study.
const LINES_AROUND: f64 = 26.0;

/// From which probability of a mistake on a hunk is not cleared by a reviewer that sees none.
const DOUBT: f64 = 0.4;

/// People begin with at most this share of the hunks, from this risk on: more than a quarter of what people commit
/// reaches it, and nine in ten hunks with a bug.
const FIRST: (f64, f64) = (0.2, 0.05);

/// Which hunks may go to a stronger reviewer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// None, the hard ones or all.
    pub escalate: Escalate,
    /// At most this share of the hunks.
    pub max_share: f64,
    /// From this risk on a hunk is hard.
    pub risk_threshold: f64,
}

impl Policy {
    /// What the configuration says; its built-in layer gives every value.
    pub fn of(section: &RouteSection) -> Self {
        Self {
            escalate: section.escalate.unwrap_or(Escalate::Auto),
            max_share: section.max_share.unwrap_or_default(),
            risk_threshold: section.risk_threshold.unwrap_or_default(),
        }
    }
}

/// What the configuration says of a hunk's path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// Nothing.
    #[default]
    Open,
    /// Its hunks always go.
    Always,
    /// Its hunks never go.
    Never,
    /// Its text may not leave the machine.
    Denied,
}

/// What is known of a hunk.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// Whether there is a text that a reviewer could read: not where the file is excluded, generated or no text.
    pub readable: bool,
    /// Its risk, from 0.0 to 1.0, where a model assessed it.
    pub risk: Option<f64>,
    /// Its lines on both sides.
    pub lines: u32,
    /// What the local reviewer thinks of it, where it was asked.
    pub verdict: Option<Opinion>,
    /// How many findings of rules it has.
    pub findings: usize,
    /// A rule that found something in it which takes judgement.
    pub marked_by: Option<String>,
    /// What the configuration says of its path.
    pub standing: Standing,
    /// Whether the answer is known from an earlier run, and costs nothing.
    pub known: bool,
}

/// What becomes of a hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// What runs here has the last word.
    Settled(String),
    /// It goes to a stronger reviewer, in this order and for this reason.
    Escalate {
        /// Its place in the order, from 0.
        rank: usize,
        /// Why.
        reason: String,
    },
    /// It would be a hard case, and yet it stays here.
    Skipped(String),
}

impl Route {
    /// Whether what runs here could not settle it.
    pub fn is_hard(&self) -> bool {
        !matches!(self, Self::Settled(_))
    }

    /// Why, in words.
    pub fn reason(&self) -> &str {
        match self {
            Self::Settled(reason) | Self::Escalate { reason, .. } | Self::Skipped(reason) => reason,
        }
    }
}

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

    /// Why it is a hard case; `None` where it is none.
    fn hard(&self, policy: &Policy) -> Option<String> {
        if let Some(rule) = &self.marked_by {
            return Some(format!("{rule} takes judgement"));
        }
        match self.verdict.map(|opinion| opinion.verdict) {
            Some(Verdict::Hard) => return Some("the local reviewer cannot tell".to_owned()),
            Some(Verdict::Clear) if self.doubt().is_some() => {
                return Some("the local reviewer is not sure that it is right".to_owned());
            }
            // Its comment stands; nobody has to be asked once more.
            Some(Verdict::Comment) => return None,
            _ => {}
        }
        let risk = self.risk.filter(|risk| *risk >= policy.risk_threshold)?;
        Some(format!("its risk of {} reaches the threshold of {}", percent(risk), percent(policy.risk_threshold)))
    }

    /// Why what runs here settles it.
    fn settled(&self, policy: &Policy) -> String {
        match (self.verdict.map(|opinion| opinion.verdict), self.risk) {
            (Some(Verdict::Comment), _) => "the local reviewer's comment stands".to_owned(),
            (Some(_), _) => "the local reviewer is sure".to_owned(),
            (None, Some(_)) => format!("its risk is below {}", percent(policy.risk_threshold)),
            (None, None) if !self.readable => "there is nothing to read".to_owned(),
            (None, None) => "no model here knows its language".to_owned(),
        }
    }
}

/// What becomes of each hunk of a change. Paths that always go do so; of the others those go that what runs here could
/// not settle, within the share of the hunks: first what a rule marks or the local reviewer doubts, then the riskiest
/// for their cost. An answer that is known already takes nothing of the share.
pub fn decide(policy: &Policy, hunks: &[Evidence]) -> Vec<Route> {
    let mut routes: Vec<_> = hunks.iter().map(|hunk| first_look(policy, hunk)).collect();
    let mut left = share_of(hunks.iter().filter(|hunk| hunk.readable).count(), policy.max_share);
    let mut rank = 0;
    for index in in_order(hunks) {
        let Route::Escalate { reason, .. } = &routes[index] else { continue };
        let (hunk, reason) = (&hunks[index], reason.clone());
        let free = hunk.known || hunk.standing == Standing::Always || policy.escalate == Escalate::Always;
        routes[index] = if free || left > 0 {
            left -= usize::from(!free);
            rank += 1;
            Route::Escalate { rank: rank - 1, reason }
        } else {
            let share = percent(policy.max_share);
            Route::Skipped(format!(
                "{reason}, but others go first, and `[route] max_share` lets no more than {share} of the hunks go"
            ))
        };
    }
    routes
}

/// What becomes of a hunk as far as the others do not matter.
fn first_look(policy: &Policy, hunk: &Evidence) -> Route {
    let go = |reason: String| Route::Escalate { rank: 0, reason };
    let wanted = match (hunk.standing, policy.escalate) {
        _ if !hunk.readable => None,
        (Standing::Always, _) => Some("`[route] always` names its path".to_owned()),
        (_, Escalate::Always) => Some("`[route] escalate` is \"always\"".to_owned()),
        _ => hunk.hard(policy),
    };
    match (wanted, hunk.standing) {
        (None, _) => Route::Settled(hunk.settled(policy)),
        (Some(reason), Standing::Denied) => Route::Skipped(format!("{reason}, but its path may not leave the machine")),
        (Some(reason), Standing::Never) => Route::Skipped(format!("{reason}, but `[route] never` names its path")),
        (Some(reason), _) if policy.escalate == Escalate::Never => {
            Route::Skipped(format!("{reason}, but `[route] escalate` is \"never\""))
        }
        (Some(reason), _) => go(reason),
    }
}

/// The hunks in the order in which a stronger reviewer should see them.
fn in_order(hunks: &[Evidence]) -> Vec<usize> {
    // Absent doubt is less than any.
    let rank = |hunk: &Evidence| {
        let always = hunk.standing == Standing::Always;
        (always, hunk.marked_by.is_some(), hunk.doubt().unwrap_or(-1.0), hunk.worth().unwrap_or(-1.0))
    };
    let mut order: Vec<usize> = (0..hunks.len()).collect();
    order.sort_by(|&a, &b| rank(&hunks[b]).partial_cmp(&rank(&hunks[a])).unwrap_or(Ordering::Equal).then(a.cmp(&b)));
    order
}

/// A share of a count: one at the least, unless the share is zero.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // a share of a count
fn share_of(count: usize, share: f64) -> usize {
    if share <= 0.0 { 0 } else { ((count as f64 * share.min(1.0)) as usize).max(1) }
}

/// With which hunks a person should begin: the riskiest for what they cost to read; of every change at least one.
pub fn look_first(hunks: &[Evidence]) -> Vec<bool> {
    let (share, from) = FIRST;
    let order: Vec<_> = in_order(hunks).into_iter().filter(|&index| hunks[index].risk.is_some()).collect();
    let risky = order.iter().filter(|&&index| hunks[index].risk.is_some_and(|risk| risk >= from));
    let mut first = vec![false; hunks.len()];
    for &index in risky.chain(order.first()).take(share_of(order.len(), share)) {
        first[index] = true;
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: Policy = Policy { escalate: Escalate::Auto, max_share: 1.0, risk_threshold: 0.2 };

    fn risky(risk: f64, lines: u32) -> Evidence {
        Evidence { readable: true, risk: Some(risk), lines, ..Evidence::default() }
    }

    fn said(verdict: Verdict, mistake: Option<f64>) -> Evidence {
        Evidence { verdict: Some(Opinion { verdict, mistake }), ..risky(0.01, 4) }
    }

    /// The hunks that go, in their order.
    fn gone(policy: &Policy, hunks: &[Evidence]) -> Vec<usize> {
        let routes = decide(policy, hunks);
        let mut order: Vec<_> = (0..hunks.len())
            .filter_map(|index| match routes[index] {
                Route::Escalate { rank, .. } => Some((rank, index)),
                _ => None,
            })
            .collect();
        order.sort_unstable();
        order.into_iter().map(|(_, index)| index).collect()
    }

    #[test]
    fn the_riskiest_for_their_cost_go_first_and_no_more_than_the_share() {
        let hunks = [risky(0.9, 400), risky(0.6, 4), risky(0.3, 4), risky(0.1, 1), risky(0.02, 1)];
        assert_eq!(gone(&POLICY, &hunks), [1, 2, 0]);
        let few = Policy { max_share: 0.4, ..POLICY };
        assert_eq!(gone(&few, &hunks), [1, 2]);
        assert!(decide(&few, &hunks)[0].reason().contains("no more than 40% of the hunks"));
        assert_eq!(gone(&Policy { max_share: 0.0, ..POLICY }, &hunks), [] as [usize; 0]);
    }

    #[test]
    fn a_change_with_nothing_wrong_stays_here() {
        let hunks = [risky(0.03, 18), risky(0.19, 5), Evidence { readable: true, lines: 4, ..Evidence::default() }];
        assert_eq!(gone(&POLICY, &hunks), [] as [usize; 0]);
        let reasons: Vec<_> = decide(&POLICY, &hunks).iter().map(|route| route.reason().to_owned()).collect();
        assert_eq!(reasons, ["its risk is below 20%", "its risk is below 20%", "no model here knows its language"]);
    }

    #[test]
    fn what_the_reviewer_could_not_settle_goes_before_what_is_only_risky() {
        let hunks = [
            Evidence { risk: Some(0.9), ..said(Verdict::Clear, Some(0.45)) },
            said(Verdict::Hard, None),
            Evidence { risk: Some(0.9), ..said(Verdict::Comment, Some(0.8)) },
            risky(0.8, 4),
            Evidence { marked_by: Some("rust/x".into()), ..risky(0.01, 4) },
        ];
        assert_eq!(gone(&POLICY, &hunks), [4, 1, 0, 3]);
    }

    #[test]
    fn a_reviewer_that_is_sure_leaves_it_to_the_risk() {
        assert_eq!(gone(&POLICY, &[said(Verdict::Clear, Some(0.1))]), [] as [usize; 0]);
        assert_eq!(gone(&POLICY, &[Evidence { risk: Some(0.3), ..said(Verdict::Clear, Some(0.1)) }]), [0]);
    }

    #[test]
    fn paths_that_always_or_never_go_or_may_not_leave_do_so() {
        let at = |risk, standing| Evidence { standing, ..risky(risk, 4) };
        let hunks = [
            at(0.01, Standing::Always),
            at(0.9, Standing::Never),
            at(0.9, Standing::Denied),
            Evidence { readable: false, ..at(0.9, Standing::Always) },
        ];
        let little = Policy { max_share: 0.01, ..POLICY };
        assert_eq!(gone(&little, &hunks), [0]);
        let routes = decide(&little, &hunks);
        assert!(routes[1].reason().ends_with("but `[route] never` names its path"));
        assert!(routes[2].reason().ends_with("but its path may not leave the machine"));
    }

    #[test]
    fn never_and_always_are_meant() {
        let hunks = [risky(0.9, 4), risky(0.01, 4), Evidence { standing: Standing::Denied, ..risky(0.9, 4) }];
        assert_eq!(gone(&Policy { escalate: Escalate::Never, ..POLICY }, &hunks), [] as [usize; 0]);
        let all = Policy { escalate: Escalate::Always, max_share: 0.2, ..POLICY };
        assert_eq!(gone(&all, &hunks), [0, 1]);
    }

    #[test]
    fn what_is_known_already_takes_nothing_of_the_share() {
        let hunks = [Evidence { known: true, ..risky(0.9, 4) }, risky(0.5, 4), risky(0.4, 4)];
        assert_eq!(gone(&Policy { max_share: 0.34, ..POLICY }, &hunks), [0, 1]);
    }

    #[test]
    fn people_begin_with_the_riskiest_and_every_change_has_one() {
        assert_eq!(look_first(&[risky(0.01, 9), risky(0.03, 9)]), [false, true]);
        let many: Vec<_> = (0..10).map(|n| risky(0.04 + f64::from(n) / 100.0, 9)).collect();
        let first = look_first(&many);
        assert_eq!(first.iter().filter(|first| **first).count(), 2);
        assert!(first[9] && first[8]);
    }
}
