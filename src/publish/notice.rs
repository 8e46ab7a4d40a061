//! What a job says where it may not comment: annotations in the log, and a text for the page of the job.

use std::fmt::Write as _;

use super::plan::Listed;
use super::text;
use crate::finding::{Finding, Review, Severity, Side};

use super::plan::Scene;

/// GitHub shows so many annotations of a kind for a step.
const SHOWN: usize = 10;

/// The findings as commands of GitHub's workflows, the most severe first.
pub fn annotations(review: &Review) -> String {
    let mut out = String::new();
    for (severity, kind) in [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "notice")] {
        for finding in review.findings.iter().filter(|finding| finding.severity == severity).take(SHOWN) {
            writeln!(out, "::{kind} {}::{}", properties(finding), value(&finding.message)).expect("strings grow");
        }
    }
    out
}

fn properties(finding: &Finding) -> String {
    let property = |text: &str| value(text).replace(':', "%3A").replace(',', "%2C");
    let (lines, title) = (finding.span().lines(), property(&finding.rule));
    let path = property(&finding.path);
    match finding.side {
        Side::New => format!("file={path},line={},endLine={},title={title}", lines.start(), lines.end()),
        Side::Old => format!("file={path},title={title}"),
    }
}

fn value(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The review as Markdown: the summary, with every finding in it.
pub fn job_summary(scene: &Scene<'_>) -> String {
    let all = scene.review.findings.iter();
    let listed: Vec<_> = all.map(|finding| Listed { finding, reason: finding.id.clone() }).collect();
    text::summary(scene, &listed)
}
