//! What a reader should know of the review as a whole: what could not be done, what left the machine, what it cost.

use serde::Serialize;

use super::finding::tier_name;
use crate::egress::EgressRecord;
use crate::finding::{CloudUsage, LocalUsage, Planned, Remark, Review, Severity};
use crate::report::coverage::coverage;
use crate::report::place_of;
use crate::report::plan::dollars;
use crate::text::counted;

/// The section about the review.
#[derive(Serialize)]
pub(super) struct About<'r> {
    notes: Vec<String>,
    remarks: Vec<RemarkView<'r>>,
    sent: Vec<Sent>,
    /// What would be sent, where nothing is.
    planned: Option<Vec<String>>,
    cloud: String,
    local: String,
}

#[derive(Serialize)]
struct RemarkView<'r> {
    severity: Severity,
    path: &'r str,
    message: &'r str,
    tier: &'static str,
    reason: &'r str,
}

/// What left the machine in one conversation.
#[derive(Serialize)]
struct Sent {
    to: String,
    shown: String,
    bytes: usize,
    taken_out: String,
}

impl<'r> About<'r> {
    pub(super) fn new(review: &'r Review) -> Self {
        Self {
            notes: notes(review),
            remarks: review.remarks.iter().map(remark).collect(),
            sent: review.egress.iter().map(sent).collect(),
            planned: review.planned.as_ref().map(|planned| planned.iter().map(request).collect()),
            cloud: cloud(&review.usage.cloud),
            local: local(&review.usage.local),
        }
    }
}

fn notes(review: &Review) -> Vec<String> {
    let degraded = review.notes().map(|degraded| format!("{}: {}", degraded.stage.tier(), degraded.reason));
    let mut notes: Vec<_> = coverage(&review.coverage).into_iter().chain(degraded).collect();
    if review.suppressed > 0 {
        notes.push(format!("{} suppressed by comments or the baseline", review.suppressed));
    }
    if review.not_shown > 0 {
        notes.push(format!("{} not shown: below the limits, repeated or empty", review.not_shown));
    }
    notes
}

fn remark(remark: &Remark) -> RemarkView<'_> {
    RemarkView {
        severity: remark.severity,
        path: &remark.path,
        message: &remark.message,
        tier: tier_name(remark.tier),
        reason: &remark.reason,
    }
}

fn sent(left: &EgressRecord) -> Sent {
    let shown = left.shown.iter().map(|shown| lines_of(&shown.path, shown.first, shown.last));
    let secrets = left.redactions.iter().map(|own| format!("{} {}", own.count, own.kind));
    Sent {
        to: format!("{} at {}", left.model, left.destination),
        shown: joined(shown),
        bytes: left.bytes,
        taken_out: joined(secrets),
    }
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

fn lines_of(path: &str, first: u32, last: u32) -> String {
    place_of(path, (0, 0), (first, last.saturating_sub(first).saturating_add(1)))
}

fn request(request: &Planned) -> String {
    let lines = joined(request.lines.iter().map(|(first, last)| format!("{first}-{last}")));
    format!("{}:{lines}: about {} tokens{}", request.path, request.tokens, dollars(request.cost_usd))
}

fn cloud(usage: &CloudUsage) -> String {
    match usage.requests {
        0 => "Cloud models: not asked, no cost.".to_owned(),
        requests => format!(
            "Cloud models: {}, {} tokens sent, {} received{}.",
            counted(requests, "request"),
            usage.input_tokens,
            usage.output_tokens,
            dollars(usage.cost_usd)
        ),
    }
}

fn local(usage: &LocalUsage) -> String {
    let named = |name: &Option<String>, kind: &str| name.as_ref().map(|name| format!("{name} ({kind})"));
    let models = [named(&usage.risk, "risk model"), named(&usage.reviewer, "reviewer")];
    match joined(models.into_iter().flatten()) {
        none if none.is_empty() => "Models on this machine: none.".to_owned(),
        models => format!("Models on this machine: {models}; {} assessed.", counted(usage.hunks, "hunk")),
    }
}
