//! The same concern said twice: a model's comment that repeats another finding on the same lines is dropped, a rule's
//! never.

use std::collections::BTreeSet;

use crate::finding::{Finding, Tier};

/// From which share of common words on two messages on the same lines say the same.
const SAME: f64 = 0.5;

/// Drops what repeats another finding; how many that were.
pub(super) fn drop_repeats(findings: &mut Vec<Finding>) -> usize {
    let all = findings.len();
    // Rules come before models, and among models the more severe first.
    findings.sort_by(|a, b| a.tier.cmp(&b.tier).then(b.severity.cmp(&a.severity)));
    let mut kept: Vec<Finding> = Vec::with_capacity(all);
    for finding in findings.drain(..) {
        if finding.tier == Tier::Rule || !kept.iter().any(|other| repeats(&finding, other)) {
            kept.push(finding);
        }
    }
    *findings = kept;
    all - findings.len()
}

fn repeats(one: &Finding, other: &Finding) -> bool {
    let (lines, others) = (one.span().lines(), other.span().lines());
    let overlap = lines.start() <= others.end() && others.start() <= lines.end();
    // The ids of two comments of one tier on the same code are one id.
    one.id == other.id
        || (one.path == other.path && one.side == other.side && overlap && alike(&one.message, &other.message))
}

/// Whether two messages have most of their words in common.
fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
        words.filter(|word| word.len() > 2).map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    #[allow(clippy::cast_precision_loss)] // a few words
    let share = one.intersection(&other).count() as f64 / one.len().min(other.len()).max(1) as f64;
    share >= SAME
}
