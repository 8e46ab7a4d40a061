//! What a reader should know of the review as a whole: what could not be done, what left the machine, what it cost.

use super::finding::tier_name;
use super::markup::Markup;
use crate::egress::EgressRecord;
use crate::finding::{CloudUsage, LocalUsage, Planned, Review};
use crate::report::place_of;
use crate::report::plan::dollars;
use crate::text::counted;

/// Adds it as a section.
pub(super) fn add(page: &mut Markup, review: &Review) {
    page.raw("<section class=\"about\" aria-label=\"About this review\">\n");
    add_notes(page, review);
    add_remarks(page, review);
    page.raw("<h2>What left this machine</h2>\n");
    add_left(page, &review.egress);
    if let Some(planned) = &review.planned {
        add_planned(page, planned);
    }
    page.add("<p>{}</p>\n", &[&cloud(&review.usage.cloud)]);
    page.add("<p>{}</p>\n</section>\n", &[&local(&review.usage.local)]);
}

fn add_notes(page: &mut Markup, review: &Review) {
    if review.degraded.is_empty() && review.suppressed + review.not_shown == 0 {
        return;
    }
    page.raw("<h2>Notes</h2>\n<ul>\n");
    for degraded in &review.degraded {
        page.add("<li>{}: {}</li>\n", &[&degraded.stage.tier(), &degraded.reason]);
    }
    if review.suppressed > 0 {
        page.add("<li>{} suppressed by comments or the baseline</li>\n", &[&review.suppressed]);
    }
    if review.not_shown > 0 {
        page.add("<li>{} not shown: below the limits, repeated or empty</li>\n", &[&review.not_shown]);
    }
    page.raw("</ul>\n");
}

fn add_remarks(page: &mut Markup, review: &Review) {
    if review.remarks.is_empty() {
        return;
    }
    page.raw("<h2>Said of no line</h2>\n<ul>\n");
    for remark in &review.remarks {
        let texts: [&dyn std::fmt::Display; 5] =
            [&remark.severity, &remark.path, &remark.message, &tier_name(remark.tier), &remark.reason];
        page.add("<li><b>{}</b> {}: {} <small>({}; {})</small></li>\n", &texts);
    }
    page.raw("</ul>\n");
}

fn add_left(page: &mut Markup, egress: &[EgressRecord]) {
    if egress.is_empty() {
        page.raw("<p>Nothing.</p>\n");
        return;
    }
    page.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"What left this machine\"><table>\n");
    page.raw("<tr><th>to</th><th>code shown</th><th>bytes</th><th>taken out</th></tr>\n");
    for left in egress {
        let shown = left.shown.iter().map(|shown| lines_of(&shown.path, shown.first, shown.last));
        let secrets = left.redactions.iter().map(|own| format!("{} {}", own.count, own.kind));
        let texts: [String; 3] = [format!("{} at {}", left.model, left.destination), joined(shown), joined(secrets)];
        page.add(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            &[&texts[0], &texts[1], &left.bytes, &texts[2]],
        );
    }
    page.raw("</table></div>\n");
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

fn lines_of(path: &str, first: u32, last: u32) -> String {
    place_of(path, (0, 0), (first, last.saturating_sub(first).saturating_add(1)))
}

fn add_planned(page: &mut Markup, planned: &[Planned]) {
    page.raw("<h2>What would leave it</h2>\n<ul>\n");
    for request in planned {
        let lines = joined(request.lines.iter().map(|(first, last)| format!("{first}-{last}")));
        let tokens = format!("{} tokens{}", request.tokens, dollars(request.cost_usd));
        page.add("<li>{}:{}: about {}</li>\n", &[&request.path, &lines, &tokens]);
    }
    page.raw(if planned.is_empty() { "<li>Nothing.</li>\n</ul>\n" } else { "</ul>\n" });
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
