//! What models say against findings. It comes after the limits: a dispute makes a finding less sure, but can neither
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
pub struct Dispute {
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
pub fn dispute(merged: &mut Merged, disputes: &[Dispute]) {
    let mut by_finding: HashMap<&str, Vec<&Dispute>> = HashMap::new();
    for dispute in disputes {
        by_finding.entry(&dispute.finding).or_default().push(dispute);
    }
    for finding in &mut merged.findings {
        if finding.disputed.is_some() {
            continue;
        }
        let about = by_finding.get(finding.id.as_str()).into_iter().flatten();
        if let Some(dispute) = about.copied().find(|dispute| dispute.is_against(finding)) {
            let words = dispute.words();
            let reason = first_characters(&words, LONGEST);
            finding.disputed = Some(format!("{}: {reason}", dispute.by));
            finding.confidence = (finding.confidence * LEFT).max(LEAST.min(finding.confidence));
        }
    }
}

impl Dispute {
    /// Whether a dispute about a finding is heard.
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

    fn against(finding: &str, reason: &str) -> Dispute {
        Dispute { finding: finding.into(), reason: reason.into(), by: "cloud/reviewer".into() }
    }

    #[test]
    fn a_disputed_finding_of_a_rule_is_still_shown_and_still_fails_with_its_severity() {
        let rule = Finding { severity: Severity::Error, confidence: 0.6, ..said("a", Tier::Rule, 3, "it is shared") };
        let mut merged = merge(vec![rule], &Baseline::default(), &limits(None));
        dispute(&mut merged, &[against("a", "the list is\nnever changed"), against("a", "again")]);
        let finding = &merged.findings[0];
        assert_eq!((finding.severity, merged.worst), (Severity::Error, Some(Severity::Error)));
        assert!((finding.confidence - 0.3).abs() < 1e-9, "below min_confidence, and shown");
        assert_eq!(finding.disputed.as_deref(), Some("cloud/reviewer: the list is never changed"));
    }

    #[test]
    fn arguments_against_nothing_or_without_a_reason_change_nothing() {
        let mut merged = merge(vec![said("a", Tier::Rule, 3, "it is shared")], &Baseline::default(), &limits(None));
        let before = merged.findings.clone();
        dispute(&mut merged, &[against("b", "not so"), against("a", " ")]);
        assert_eq!(merged.findings, before);
    }

    #[test]
    fn a_model_argues_against_another_and_not_against_itself() {
        let findings = vec![said("a", Tier::Local, 3, "it is shared"), said("b", Tier::Cloud, 9, "it is empty")];
        let mut merged = merge(findings, &Baseline::default(), &limits(None));
        dispute(&mut merged, &[against("a", "it is copied"), against("b", "no")]);
        assert!(merged.findings[0].disputed.is_some() && merged.findings[1].disputed.is_none());
    }
}
