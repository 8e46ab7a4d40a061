//! Stage 4: which hunks are hard enough for a stronger reviewer. What is known of each hunk comes in, a decision with its
//! reason goes out; nothing is read and nothing is asked.

use std::cmp::Ordering;
use std::fmt;

use crate::config::Escalate;
pub use crate::config::RoutePolicy as Policy;
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

/// What the configuration says of a hunk's path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PathPolicy {
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
    pub path_policy: PathPolicy,
    /// Whether the answer is known from an earlier run, and costs nothing.
    pub known: bool,
}

/// What becomes of a hunk.
#[derive(Debug, Clone, PartialEq)]
pub enum Route {
    /// What runs here has the last word.
    Settled(Settled),
    /// It goes to a stronger reviewer, in this order.
    Escalate {
        /// Its place in the order, from 0.
        rank: usize,
        /// Why it is a hard case.
        why: Hard,
    },
    /// It would be a hard case, and yet it stays here.
    Held {
        /// Why it is a hard case.
        why: Hard,
        /// Why it stays.
        by: Hold,
    },
}

/// Why what runs here settles a hunk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Settled {
    /// The local reviewer commented on it.
    Comment,
    /// The local reviewer is sure of its verdict.
    Sure,
    /// Its risk is below this threshold.
    LowRisk(f64),
    /// There is no text that a model could read.
    NothingToRead,
    /// No model here knows its language.
    NoModel,
}

/// Why a hunk is a hard case.
#[derive(Debug, Clone, PartialEq)]
pub enum Hard {
    /// `[route] always` names its path.
    AlwaysPath,
    /// `[route] escalate` is `always`.
    AlwaysEscalate,
    /// A rule found something that takes judgement.
    Marked(String),
    /// The local reviewer cannot tell.
    CannotTell,
    /// The local reviewer doubts its own verdict.
    Unsure,
    /// Its risk reaches the threshold.
    Risky {
        /// The risk.
        risk: f64,
        /// The threshold.
        threshold: f64,
    },
}

/// Why a hard case stays here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hold {
    /// Its path may not leave the machine.
    Denied,
    /// `[route] never` names its path.
    NeverPath,
    /// `[route] escalate` is `never`.
    NeverEscalate,
    /// Others take all of this share.
    Share(f64),
}

impl Route {
    /// Whether what runs here could not settle it.
    pub fn is_hard(&self) -> bool {
        !matches!(self, Self::Settled(_))
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Settled(settled) => settled.fmt(f),
            Self::Escalate { why, .. } => why.fmt(f),
            Self::Held { why, by } => write!(f, "{why}, but {by}"),
        }
    }
}

impl fmt::Display for Settled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Comment => f.write_str("the local reviewer's comment stands"),
            Self::Sure => f.write_str("the local reviewer is sure"),
            Self::LowRisk(threshold) => write!(f, "its risk is below {}", percent(*threshold)),
            Self::NothingToRead => f.write_str("there is nothing to read"),
            Self::NoModel => f.write_str("no model here knows its language"),
        }
    }
}

impl fmt::Display for Hard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlwaysPath => f.write_str("`[route] always` names its path"),
            Self::AlwaysEscalate => f.write_str("`[route] escalate` is \"always\""),
            Self::Marked(rule) => write!(f, "{rule} takes judgement"),
            Self::CannotTell => f.write_str("the local reviewer cannot tell"),
            Self::Unsure => f.write_str("the local reviewer is not sure that it is right"),
            Self::Risky { risk, threshold } => {
                write!(f, "its risk of {} reaches the threshold of {}", percent(*risk), percent(*threshold))
            }
        }
    }
}

impl fmt::Display for Hold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Denied => f.write_str("its path may not leave the machine"),
            Self::NeverPath => f.write_str("`[route] never` names its path"),
            Self::NeverEscalate => f.write_str("`[route] escalate` is \"never\""),
            Self::Share(share) => {
                let share = percent(*share);
                write!(f, "others go first, and `[route] max_share` lets no more than {share} of the hunks go")
            }
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
    fn hard(&self, policy: &Policy) -> Option<Hard> {
        if let Some(rule) = &self.marked_by {
            return Some(Hard::Marked(rule.clone()));
        }
        match self.verdict.map(|opinion| opinion.verdict) {
            Some(Verdict::Hard) => return Some(Hard::CannotTell),
            Some(Verdict::Clear) if self.doubt().is_some() => return Some(Hard::Unsure),
            // Its comment stands; nobody has to be asked once more.
            Some(Verdict::Comment) => return None,
            _ => {}
        }
        let risk = self.risk.filter(|risk| *risk >= policy.risk_threshold)?;
        Some(Hard::Risky { risk, threshold: policy.risk_threshold })
    }

    /// Why what runs here settles it.
    fn settled(&self, policy: &Policy) -> Settled {
        match (self.verdict.map(|opinion| opinion.verdict), self.risk) {
            (Some(Verdict::Comment), _) => Settled::Comment,
            (Some(_), _) => Settled::Sure,
            (None, Some(_)) => Settled::LowRisk(policy.risk_threshold),
            (None, None) if !self.readable => Settled::NothingToRead,
            (None, None) => Settled::NoModel,
        }
    }
}

/// What becomes of each hunk of a change. Paths that always go do so; of the others those go that what runs here could
/// not settle, within the share of the hunks: first what a rule marks or the local reviewer doubts, then the riskiest
/// for their cost. An answer that is known already takes nothing of the share.
pub fn decide(policy: &Policy, hunks: &[Evidence]) -> Vec<Route> {
    let mut routes: Vec<_> = hunks.iter().map(|hunk| first_look(policy, hunk)).collect();
    let mut left = share_of(hunks.iter().filter(|hunk| hunk.readable).count(), policy.max_share);
    let mut next = 0;
    for index in in_order(hunks) {
        let Route::Escalate { why, .. } = &routes[index] else { continue };
        let why = why.clone();
        let free = is_free(policy, &hunks[index]);
        if !free && left == 0 {
            routes[index] = Route::Held { why, by: Hold::Share(policy.max_share) };
            continue;
        }
        left -= usize::from(!free);
        routes[index] = Route::Escalate { rank: next, why };
        next += 1;
    }
    routes
}

/// Whether a hunk takes nothing of the share.
fn is_free(policy: &Policy, hunk: &Evidence) -> bool {
    hunk.known || hunk.path_policy == PathPolicy::Always || policy.escalate == Escalate::Always
}

/// What becomes of a hunk as far as the others do not matter.
fn first_look(policy: &Policy, hunk: &Evidence) -> Route {
    let Some(why) = wanted(policy, hunk) else { return Route::Settled(hunk.settled(policy)) };
    match hunk.path_policy {
        PathPolicy::Denied => Route::Held { why, by: Hold::Denied },
        PathPolicy::Never => Route::Held { why, by: Hold::NeverPath },
        _ if policy.escalate == Escalate::Never => Route::Held { why, by: Hold::NeverEscalate },
        _ => Route::Escalate { rank: 0, why },
    }
}

/// Why a stronger reviewer should see a hunk, whether or not it may; `None` where it need not.
fn wanted(policy: &Policy, hunk: &Evidence) -> Option<Hard> {
    if !hunk.readable {
        return None;
    }
    match (hunk.path_policy, policy.escalate) {
        (PathPolicy::Always, _) => Some(Hard::AlwaysPath),
        (_, Escalate::Always) => Some(Hard::AlwaysEscalate),
        _ => hunk.hard(policy),
    }
}

/// The indices of the hunks that go, in the order in which they do.
pub fn escalated(routes: &[Route]) -> Vec<usize> {
    let mut order = Vec::new();
    for (index, route) in routes.iter().enumerate() {
        if let Route::Escalate { rank, .. } = route {
            order.push((*rank, index));
        }
    }
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

/// The hunks in the order in which a stronger reviewer should see them.
fn in_order(hunks: &[Evidence]) -> Vec<usize> {
    // Absent doubt is less than any.
    let rank = |hunk: &Evidence| {
        let always = hunk.path_policy == PathPolicy::Always;
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
        escalated(&decide(policy, hunks))
    }

    #[test]
    fn the_riskiest_for_their_cost_go_first_and_no_more_than_the_share() {
        let hunks = [risky(0.9, 400), risky(0.6, 4), risky(0.3, 4), risky(0.1, 1), risky(0.02, 1)];
        assert_eq!(gone(&POLICY, &hunks), [1, 2, 0]);
        let few = Policy { max_share: 0.4, ..POLICY };
        assert_eq!(gone(&few, &hunks), [1, 2]);
        assert!(decide(&few, &hunks)[0].to_string().contains("no more than 40% of the hunks"));
        assert_eq!(gone(&Policy { max_share: 0.0, ..POLICY }, &hunks), [] as [usize; 0]);
    }

    #[test]
    fn a_change_with_nothing_wrong_stays_here() {
        let hunks = [risky(0.03, 18), risky(0.19, 5), Evidence { readable: true, lines: 4, ..Evidence::default() }];
        assert_eq!(gone(&POLICY, &hunks), [] as [usize; 0]);
        let reasons: Vec<_> = decide(&POLICY, &hunks).iter().map(ToString::to_string).collect();
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
        let at = |risk, path_policy| Evidence { path_policy, ..risky(risk, 4) };
        let hunks = [
            at(0.01, PathPolicy::Always),
            at(0.9, PathPolicy::Never),
            at(0.9, PathPolicy::Denied),
            Evidence { readable: false, ..at(0.9, PathPolicy::Always) },
        ];
        let little = Policy { max_share: 0.01, ..POLICY };
        assert_eq!(gone(&little, &hunks), [0]);
        let routes = decide(&little, &hunks);
        assert!(routes[1].to_string().ends_with("but `[route] never` names its path"));
        assert!(routes[2].to_string().ends_with("but its path may not leave the machine"));
    }

    #[test]
    fn never_and_always_are_meant() {
        let hunks = [risky(0.9, 4), risky(0.01, 4), Evidence { path_policy: PathPolicy::Denied, ..risky(0.9, 4) }];
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
