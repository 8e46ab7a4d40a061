//! What is known of each hunk, for the route, and what the route's decisions mean for the report.

use std::collections::BTreeMap;

use super::Request;
use super::draft::{Draft, Place};
use crate::config::Config;
use crate::diff::{Diff, FileChange, Kind, Origin};
use crate::finding::{Decision, Finding, HunkReport, Tier};
use crate::route::{self, Evidence, Route, Standing};
use crate::rules::RuleSet;

/// How the reason of a hard case begins.
pub(super) const HARD: &str = "a hard case";

/// What is known of the hunks of a draft, in their order.
pub(super) fn evidence(request: &Request<'_>, diff: &Diff, draft: &Draft) -> Vec<Evidence> {
    let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in draft.findings.iter().filter(|finding| finding.tier == Tier::Rule) {
        found.entry(finding.hunk.as_deref().unwrap_or_default()).or_default().push(finding);
    }
    let of = |(report, place): (&HunkReport, &Place)| {
        let change = &diff.files[place.file];
        let findings = found.get(&*report.id).map(Vec::as_slice).unwrap_or_default();
        Evidence {
            readable: report.decision != Decision::Skipped && is_readable(change, place),
            risk: report.risk,
            lines: report.old_lines + report.new_lines,
            verdict: report.verdict,
            findings: findings.len(),
            marked_by: request.rules.and_then(|rules| marked_by(rules, findings)),
            standing: standing(request.config, change),
            known: false,
        }
    };
    draft.hunks.iter().zip(&draft.places).map(of).collect()
}

/// Writes into the draft what the route decided, and with what people should begin.
pub(super) fn note(draft: &mut Draft, evidence: &[Evidence], routes: &[Route]) {
    let first = route::look_first(evidence);
    for (((report, known), route), first) in draft.hunks.iter_mut().zip(evidence).zip(routes).zip(first) {
        report.hard = route.is_hard();
        if report.hard {
            report.reasons.push(format!("{HARD}: {}", route.reason()));
        }
        report.look_first = first;
        if report.decision == Decision::Local && known.findings > 0 {
            report.decision = Decision::Rules;
        }
    }
}

/// Whether people wrote it, and there is a change of its lines to look at.
pub(super) fn is_readable(change: &FileChange, place: &Place) -> bool {
    let changes = |hunk: usize| change.hunks()[hunk].lines.iter().any(|line| line.origin != Origin::Context);
    change.kind == Kind::Text && !place.generated && place.hunk.is_some_and(changes)
}

/// The first rule that found something which takes judgement.
fn marked_by(rules: &RuleSet, findings: &[&Finding]) -> Option<String> {
    let hard = |finding: &&&Finding| rules.get(&finding.rule).is_some_and(|rule| rule.file.hard);
    findings.iter().find(hard).map(|finding| finding.rule.clone())
}

/// What the configuration says of a file by its paths before and after: the strictest of both.
fn standing(config: &Config, change: &FileChange) -> Standing {
    let paths = || [&change.old, &change.new].into_iter().flatten().map(|side| &*side.path);
    let named = |set: &Option<globset::GlobSet>| set.as_ref().is_some_and(|set| paths().any(|path| set.is_match(path)));
    if config.egress.denies_change(change) {
        Standing::Denied
    } else if named(&config.never) {
        Standing::Never
    } else if named(&config.always) {
        Standing::Always
    } else {
        Standing::Open
    }
}
