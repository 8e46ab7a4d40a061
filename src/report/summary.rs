//! The summary: what was reviewed, what was found, what is not shown and why, and what could not be done.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::coverage::coverage;
use super::excerpt::printable;
use super::explain::{by_risk, place};
use crate::egress::EgressRecord;
use crate::finding::{Review, ScopeKind, Severity, Tier};
use crate::merge::Cut;
use crate::text::{counted, percent, short_revision};

/// The summary of a review, a line for the whole and one for each thing that could not be done.
pub fn summary(review: &Review, cut: Cut) -> String {
    let mut text = format!("{}: {}", reviewed(review), found(review));
    let mut left = Vec::new();
    if review.suppressed > 0 {
        left.push(format!("{} suppressed by comments or the baseline", review.suppressed));
    }
    if cut.below_limits > 0 {
        left.push(format!("{} not shown below the limits", cut.below_limits));
    }
    if cut.over_cap > 0 {
        left.push(format!("{} not shown beyond --max-comments", cut.over_cap));
    }
    if cut.repeated > 0 {
        left.push(format!("{} of a model's comments folded into others", cut.repeated));
    }
    if cut.useless > 0 {
        left.push(format!("{} of a model's comments dropped", cut.useless));
    }
    if !left.is_empty() {
        write!(text, " ({})", left.join(", ")).expect("strings grow");
    }
    for remark in &review.remarks {
        let (path, message) = (printable(&remark.path), printable(&remark.message));
        write!(text, "\n{} without a line: {path}: {message} ({})", remark.severity, remark.reason)
            .expect("strings grow");
    }
    for line in coverage(&review.coverage) {
        write!(text, "\n{line}").expect("strings grow");
    }
    text.push_str(&look_first(review));
    text.push_str(&asked(review));
    for degraded in review.notes() {
        write!(text, "\nnote: {}: {}", degraded.stage.tier(), printable(&degraded.reason)).expect("strings grow");
    }
    text
}

/// What was compared, and how much that is.
pub(super) fn reviewed(review: &Review) -> String {
    let scope = &review.scope;
    let (files, hunks) = (files(review), counted(scope.hunks, "hunk"));
    format!("reviewed {}: {files}, {hunks} (+{} -{})", what(review), scope.added, scope.removed)
}

/// How many files were reviewed, and of how many where that is less than all.
pub(super) fn files(review: &Review) -> String {
    let (files, reviewed) = (counted(review.scope.files, "file"), review.coverage.reviewed);
    if reviewed < review.coverage.files.len() { format!("{reviewed} of {files}") } else { files }
}

/// Where to begin, in a change of several hunks that no rule has spoken of.
pub(super) fn look_first(review: &Review) -> String {
    const MOST: usize = 3;
    if review.hunks.len() < 2 {
        return String::new();
    }
    let hard = by_risk(review).into_iter().filter(|hunk| hunk.look_first).take(MOST);
    let rows: Vec<_> =
        hard.filter_map(|hunk| Some(format!("{} ({} risk)", place(hunk), percent(hunk.risk?)))).collect();
    if rows.is_empty() { String::new() } else { format!("\nlook first at {}", rows.join(", ")) }
}

/// What left the machine, and what that took.
pub(super) fn asked(review: &Review) -> String {
    let (local, cloud) = (&review.usage.local, &review.usage.cloud);
    let of_tier = |tier| review.egress.iter().filter(|left| left.tier == tier).collect::<Vec<_>>();
    let (to_local, to_cloud) = (of_tier(Tier::Local), of_tier(Tier::Cloud));
    let requests = counted(to_local.len(), "request");
    let local = format!("{requests}, {} tokens", local.input_tokens.saturating_add(local.output_tokens));
    let cost = cloud.cost_usd.map(|dollars| format!(", ${dollars:.4}")).unwrap_or_default();
    let requests = counted(cloud.requests, "request");
    let cloud = format!("{requests}, {} tokens{cost}", cloud.input_tokens.saturating_add(cloud.output_tokens));
    asked_one(&to_local, &local) + &asked_one(&to_cloud, &cloud)
}

/// What one server got.
fn asked_one(left: &[&EgressRecord], took: &str) -> String {
    let Some(EgressRecord { model, destination, .. }) = left.first() else { return String::new() };
    let paths: BTreeSet<_> = left.iter().flat_map(|left| &left.shown).map(|shown| &*shown.path).collect();
    let secrets: usize = left.iter().flat_map(|left| &left.redactions).map(|own| own.count).sum();
    let hidden = if secrets > 0 { format!("; {} taken out", counted(secrets, "secret")) } else { String::new() };
    let (model, destination) = (printable(model), printable(destination));
    format!("\nasked {model} at {destination} with code of {}: {took}{hidden}", counted(paths.len(), "file"))
}

/// What was compared.
pub(super) fn what(review: &Review) -> String {
    let scope = &review.scope;
    let short = |revision: &Option<String>| match revision.as_deref() {
        Some("worktree") => "the working tree".to_owned(),
        Some("index") => "the index".to_owned(),
        Some(sha) => short_revision(sha).to_owned(),
        None => "the beginning".to_owned(),
    };
    match scope.kind {
        ScopeKind::Push | ScopeKind::Range => format!("{} to {}", short(&scope.base), short(&scope.head)),
        ScopeKind::Staged => "the index against HEAD".to_owned(),
        ScopeKind::Commit => format!("commit {}", short(&scope.head)),
        ScopeKind::Patch => "the given diff".to_owned(),
        ScopeKind::All => format!("all of {}", short(&scope.head)),
    }
}

/// How many findings of each severity.
pub(super) fn found(review: &Review) -> String {
    let mut parts = Vec::new();
    for severity in Severity::ALL {
        let count = review.findings.iter().filter(|finding| finding.severity == severity).count();
        let noun = if severity == Severity::Info { "note" } else { severity.name() };
        if count > 0 {
            parts.push(counted(count, noun));
        }
    }
    if !parts.is_empty() {
        return parts.join(", ");
    }
    let nothing_seen = review.coverage.reviewed == 0 && !review.coverage.files.is_empty();
    if nothing_seen { "nothing reviewed".to_owned() } else { "nothing found".to_owned() }
}
