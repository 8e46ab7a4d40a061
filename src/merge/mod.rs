//! What becomes of findings: known ones are dropped, small ones are cut and counted, the rest is put in order.

pub mod anchor;
pub mod baseline;
pub mod comments;
mod dispute;
pub mod filter;
mod repeats;

pub use baseline::{Baseline, BaselineError};
pub use dispute::{Dispute, dispute};

use std::cmp::Reverse;

use crate::finding::{Finding, Severity};

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Findings below it are cut.
    pub min_severity: Severity,
    /// Findings below it are cut.
    pub min_confidence: f64,
    /// At most so many are shown, the most severe first.
    pub max_comments: Option<usize>,
}

/// Findings in order, and what was left out.
#[derive(Debug, Default, PartialEq)]
pub struct Merged {
    /// What is shown, by path, place and rule.
    pub findings: Vec<Finding>,
    /// Dropped because the baseline knows them.
    pub known: usize,
    /// What the limits cut.
    pub cut: Cut,
    /// The highest severity of what was found, whether or not `max_comments` cut it.
    pub worst: Option<Severity>,
    /// The highest severity of what `max_comments` cut.
    pub worst_cut: Option<Severity>,
}

/// How many findings are not shown, by what cut them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut {
    /// By `min_severity` or `min_confidence`.
    pub below_limits: usize,
    /// By `max_comments`.
    pub over_cap: usize,
    /// Comments of models that say nothing.
    pub useless: usize,
    /// Comments of models that were folded into another finding, which names them.
    pub repeated: usize,
}

impl Cut {
    /// All of them.
    pub fn total(self) -> usize {
        self.below_limits + self.over_cap + self.useless + self.repeated
    }
}

/// Puts findings in order within the limits.
pub fn merge(mut findings: Vec<Finding>, baseline: &Baseline, limits: &Limits) -> Merged {
    let repeated = repeats::fold_repeats(&mut findings);
    let (known, mut findings): (Vec<_>, Vec<_>) = findings.into_iter().partition(|finding| baseline.knows(finding));
    let all = findings.len();
    findings.retain(|finding| finding.severity >= limits.min_severity && finding.confidence >= limits.min_confidence);
    let worst = findings.iter().map(|finding| finding.severity).max();
    let below_limits = all - findings.len();
    let mut worst_cut = None;
    in_order(&mut findings);
    repeats::gather_places(&mut findings);
    let wanted = findings.len();
    if let Some(most) = limits.max_comments {
        // The sort is stable: among equals, those that come first in the report stay.
        findings.sort_by_key(|finding| Reverse(finding.severity));
        worst_cut = findings.get(most).map(|finding| finding.severity);
        findings.truncate(most);
        in_order(&mut findings);
    }
    Merged {
        known: known.len(),
        cut: Cut { below_limits, over_cap: wanted - findings.len(), repeated, useless: 0 },
        worst,
        worst_cut,
        findings,
    }
}

fn in_order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.side, f.start, f.end);
        a.path.cmp(&b.path).then_with(|| key(a).cmp(&key(b))).then_with(|| a.rule.cmp(&b.rule))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Line, Position, Suggestion, Tier, sample};

    fn finding(id: &str, line: u32, severity: Severity, confidence: f64) -> Finding {
        Finding { severity, confidence, ..sample::finding(id, line) }
    }

    /// A warning of a tier, on one line, of which 0.6 are right.
    pub(super) fn said(id: &str, tier: Tier, line: u32, message: &str) -> Finding {
        let rule = match tier {
            Tier::Rule => "python/x",
            Tier::Local => "local/reviewer",
            Tier::Cloud => "cloud/reviewer",
        };
        let (rule, sources, message) = (rule.to_owned(), vec![rule.to_owned()], message.to_owned());
        Finding { rule, tier, message, sources, ..finding(id, line, Severity::Warning, 0.6) }
    }

    pub(super) fn limits(max_comments: Option<usize>) -> Limits {
        Limits { min_severity: Severity::Info, min_confidence: 0.5, max_comments }
    }

    fn ids(merged: &Merged) -> Vec<&str> {
        merged.findings.iter().map(|finding| finding.id.as_str()).collect()
    }

    #[test]
    fn what_is_cut_is_counted() {
        let findings = vec![finding("b", 9, Severity::Info, 0.9), finding("a", 3, Severity::Info, 0.4)];
        let merged = merge(findings, &Baseline::default(), &limits(None));
        assert_eq!((ids(&merged), merged.cut.below_limits), (vec!["b"], 1));
    }

    #[test]
    fn a_cap_keeps_the_most_severe_and_the_gate_sees_what_it_cut() {
        let findings = vec![
            finding("a", 1, Severity::Info, 1.0),
            finding("b", 2, Severity::Error, 1.0),
            finding("c", 3, Severity::Warning, 1.0),
            finding("d", 4, Severity::Warning, 1.0),
        ];
        let merged = merge(findings.clone(), &Baseline::default(), &limits(Some(2)));
        assert_eq!((ids(&merged), merged.cut.over_cap), (vec!["b", "c"], 2));
        assert_eq!(merge(findings, &Baseline::default(), &limits(Some(0))).worst, Some(Severity::Error));
    }

    #[test]
    fn a_model_that_repeats_a_finding_on_the_same_line_is_folded_and_a_rule_never() {
        let default = "default value `[]` is shared by every call";
        let findings = vec![
            said("a", Tier::Local, 3, "The default value is shared between calls."),
            said("b", Tier::Rule, 3, default),
            said("c", Tier::Rule, 3, default),
            said("d", Tier::Local, 3, "`path` may be None here, and open() raises."),
            said("e", Tier::Local, 9, "The default value is shared between calls."),
        ];
        let merged = merge(findings, &Baseline::default(), &limits(None));
        assert_eq!((ids(&merged), merged.cut.repeated), (vec!["d", "b", "c", "e"], 1));
    }

    #[test]
    fn what_a_rule_says_again_in_one_function_is_one_finding_with_its_places() {
        let at = |id: &str, line: u32, function: Option<u32>| Finding {
            function: function.map(Line),
            message: format!("wrong in {line}"),
            ..finding(id, line, Severity::Warning, 1.0)
        };
        let all = vec![
            at("d", 20, Some(18)),
            at("c", 9, Some(1)),
            at("a", 3, Some(1)),
            at("b", 5, Some(1)),
            at("e", 30, None),
        ];
        let merged = merge(all.clone(), &Baseline::default(), &limits(None));
        assert_eq!(ids(&merged), ["a", "d", "e"]);
        assert_eq!(merged.findings[0].elsewhere().as_deref(), Some("also on lines 5 and 9"));
        assert_eq!(merged.findings[0].repeats[1].message, "wrong in 9");
        // Each place is known by itself, so that one that is fixed brings none of the others back.
        let mut baseline = Baseline::default();
        baseline.extend(&merged.findings);
        assert_eq!(merge(all, &baseline, &limits(None)).known, 5);
    }

    #[test]
    fn what_can_be_fixed_keeps_a_finding_for_each_place() {
        let suggestion =
            Suggestion { start: Position::default(), end: Position::default(), replacement: String::new() };
        let at = |id: &str, line: u32| Finding {
            function: Some(Line(1)),
            suggestion: Some(suggestion.clone()),
            ..finding(id, line, Severity::Warning, 1.0)
        };
        assert_eq!(ids(&merge(vec![at("a", 3), at("b", 5)], &Baseline::default(), &limits(None))), ["a", "b"]);
    }

    #[test]
    fn known_findings_are_dropped_and_do_not_fail() {
        let mut baseline = Baseline::default();
        let known = finding("a", 1, Severity::Error, 1.0);
        baseline.extend([&known]);
        let merged = merge(vec![known], &baseline, &limits(None));
        assert_eq!((merged.known, merged.worst, merged.findings.len()), (1, None, 0));
    }
}
