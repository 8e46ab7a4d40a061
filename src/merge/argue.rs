//! What models say against findings. It comes after the limits: an argument makes a finding less sure, but can neither
//! hide it nor change its severity or the exit code.

use std::collections::HashMap;

use super::Merged;
use crate::finding::Finding;
use crate::text::{first_characters, one_line};

/// What is left of the confidence in a disputed finding.
const LEFT: f64 = 0.5;
/// It does not fall below this.
const LEAST: f64 = 0.05;
/// A longer reason is cut, in characters.
const LONGEST: usize = 300;

/// A model's word against a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// The id of the finding.
    pub finding: String,
    /// Why it is taken to be wrong.
    pub reason: String,
    /// Who says so, such as `cloud/reviewer`.
    pub by: String,
}

/// Marks the findings that are disputed. It takes what the limits have passed: they went by the confidence before.
/// Arguments against unknown ids, without a reason or against what their own model said are not heard; of several the
/// first counts.
pub fn argue(merged: &mut Merged, arguments: &[Argument]) {
    let mut by_finding: HashMap<&str, Vec<&Argument>> = HashMap::new();
    for argument in arguments {
        by_finding.entry(&argument.finding).or_default().push(argument);
    }
    for finding in &mut merged.findings {
        let about = by_finding.get(finding.id.as_str()).into_iter().flatten();
        let heard = about.copied().find(|argument| argument.is_against(finding));
        if let Some(argument) = heard.filter(|_| finding.disputed.is_none()) {
            let words = argument.words();
            let reason = first_characters(&words, LONGEST);
            finding.disputed = Some(format!("{}: {reason}", argument.by));
            finding.confidence = (finding.confidence * LEFT).max(LEAST.min(finding.confidence));
        }
    }
}

impl Argument {
    /// Whether an argument about a finding is heard.
    fn is_against(&self, finding: &Finding) -> bool {
        self.by != finding.rule && !self.words().is_empty()
    }

    /// The reason on one line.
    fn words(&self) -> String {
        one_line(&self.reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Severity, Tier};
    use crate::merge::tests::{limits, said};
    use crate::merge::{Baseline, merge};

    fn argument(finding: &str, reason: &str) -> Argument {
        Argument { finding: finding.into(), reason: reason.into(), by: "cloud/reviewer".into() }
    }

    #[test]
    fn a_disputed_finding_of_a_rule_is_still_shown_and_still_fails_with_its_severity() {
        let rule = Finding { severity: Severity::Error, confidence: 0.6, ..said("a", Tier::Rule, 3, "it is shared") };
        let mut merged = merge(vec![rule], &Baseline::default(), &limits(None));
        argue(&mut merged, &[argument("a", "the list is\nnever changed"), argument("a", "again")]);
        let finding = &merged.findings[0];
        assert_eq!((finding.severity, merged.worst), (Severity::Error, Some(Severity::Error)));
        assert!((finding.confidence - 0.3).abs() < 1e-9, "below min_confidence, and shown");
        assert_eq!(finding.disputed.as_deref(), Some("cloud/reviewer: the list is never changed"));
    }

    #[test]
    fn arguments_against_nothing_or_without_a_reason_change_nothing() {
        let mut merged = merge(vec![said("a", Tier::Rule, 3, "it is shared")], &Baseline::default(), &limits(None));
        let before = merged.findings.clone();
        argue(&mut merged, &[argument("b", "not so"), argument("a", " ")]);
        assert_eq!(merged.findings, before);
    }

    #[test]
    fn a_model_argues_against_another_and_not_against_itself() {
        let findings = vec![said("a", Tier::Local, 3, "it is shared"), said("b", Tier::Cloud, 9, "it is empty")];
        let mut merged = merge(findings, &Baseline::default(), &limits(None));
        argue(&mut merged, &[argument("a", "it is copied"), argument("b", "no")]);
        assert!(merged.findings[0].disputed.is_some() && merged.findings[1].disputed.is_none());
    }
}
