//! What is known of each hunk, for the route, and what the route decided, noted in each hunk.

use std::collections::BTreeMap;

use globset::GlobSet;

use super::draft::Draft;
use super::hunk::HunkState;
use super::request::Request;
use crate::diff::{Diff, FileChange};
use crate::finding::{Finding, Tier};
use crate::route::{self, Evidence, PathPolicy, Route};
use crate::rules::RuleSet;

/// What is known of the hunks of a draft, in their order.
pub(super) fn evidence(request: &Request<'_>, diff: &Diff, draft: &Draft) -> Vec<Evidence> {
    let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in draft.findings.iter().filter(|finding| finding.tier == Tier::Rule) {
        found.entry(finding.hunk.as_deref().unwrap_or_default()).or_default().push(finding);
    }
    let mut evidence = Vec::with_capacity(draft.hunks.len());
    for hunk in &draft.hunks {
        let findings = found.get(&*hunk.id).map(Vec::as_slice).unwrap_or_default();
        evidence.push(evidence_of(request, &diff.files[hunk.file], hunk, findings));
    }
    evidence
}

fn evidence_of(request: &Request<'_>, change: &FileChange, hunk: &HunkState, findings: &[&Finding]) -> Evidence {
    Evidence {
        readable: hunk.readable,
        risk: hunk.risk(),
        lines: hunk.header.old_lines + hunk.header.new_lines,
        verdict: hunk.verdict(),
        findings: findings.len(),
        marked_by: request.rules_for(change.path()).and_then(|rules| marked_by(rules, findings)),
        path_policy: path_policy(request, change),
        known: false,
    }
}

/// Notes what the route decided where nobody else can be asked.
pub(super) fn settle(request: &Request<'_>, diff: &Diff, draft: &mut Draft) {
    let evidence = evidence(request, diff, draft);
    let routes = route::decide(&request.route, &evidence);
    note(draft, &evidence, routes);
}

/// Notes in each hunk what the route decided, and whether people should begin with it.
pub(super) fn note(draft: &mut Draft, evidence: &[Evidence], routes: Vec<Route>) {
    let first = route::look_first(evidence);
    for (((hunk, known), route), first) in draft.hunks.iter_mut().zip(evidence).zip(routes).zip(first) {
        hunk.rule_findings = known.findings;
        hunk.route = Some(route);
        hunk.look_first = first;
    }
}

/// The first rule that found something which takes judgement.
fn marked_by(rules: &RuleSet, findings: &[&Finding]) -> Option<String> {
    let is_hard = |finding: &&&Finding| rules.get(&finding.rule).is_some_and(|rule| rule.file.hard);
    findings.iter().find(is_hard).map(|finding| finding.rule.clone())
}

/// What the configuration says of a file by its paths before and after: the strictest of both.
fn path_policy(request: &Request<'_>, change: &FileChange) -> PathPolicy {
    if request.config.egress.denies_change(change) {
        PathPolicy::Denied
    } else if names(request.config.never.as_ref(), change) {
        PathPolicy::Never
    } else if names(request.config.always.as_ref(), change) {
        PathPolicy::Always
    } else {
        PathPolicy::Open
    }
}

/// Whether globs name a file, as it is or as it was.
fn names(globs: Option<&GlobSet>, change: &FileChange) -> bool {
    let sides = [&change.old, &change.new].into_iter().flatten();
    globs.is_some_and(|globs| sides.into_iter().any(|side| globs.is_match(&*side.path)))
}
