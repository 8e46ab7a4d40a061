//! `github`: workflow commands, which GitHub Actions shows as annotations on the changed files.

use std::io::{self, Write};

use super::coverage::{coverage, sentence};
use super::place::{Place, Places};
use super::words::{by_severity, lines, said_with_help};
use crate::finding::{Finding, Review, Severity};
use crate::text::{counted, shortened};

/// How many annotations of a kind GitHub shows of one step.
const SHOWN: usize = 10;
/// The longest message, in characters; GitHub takes 64 KB.
const LONGEST: usize = 4_000;

pub(super) fn write(review: &Review, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::of(review);
    for finding in by_severity(review) {
        writeln!(out, "{}", annotation(finding, &places.place(finding)))?;
    }
    let remarks = review.remarks.iter().map(|remark| (remark.severity, format!("{}: {}", remark.path, remark.message)));
    for (path, gap) in review.coverage.missed() {
        let (path, text) = (property(&lines(path)), message(&lines(&sentence(gap))));
        writeln!(out, "::warning file={path},title=review::{text}")?;
    }
    let covered = coverage(&review.coverage).into_iter().map(|line| (Severity::Info, line));
    let degraded = review.notes().map(|own| (Severity::Info, format!("{}: {}", own.stage.tier(), own.reason)));
    for (severity, text) in remarks.chain(covered).chain(degraded) {
        writeln!(out, "::{} title=review::{}", kind(severity), message(&lines(&text)))?;
    }
    let hidden = hidden(review);
    if hidden > 0 {
        let more = counted(hidden, "finding");
        writeln!(out, "{more} above will not be shown as annotations: GitHub shows {SHOWN} of a kind")?;
    }
    Ok(())
}

fn annotation(finding: &Finding, place: &Place<'_>) -> String {
    let mut properties = vec![("file", place.path.to_owned())];
    if let Some((first, last)) = place.lines {
        properties.push(("line", first.to_string()));
        properties.push(("endLine", last.to_string()));
        // GitHub takes columns only within one line.
        if finding.start.line == finding.end.line && first == finding.start.line && first == last {
            properties.push(("col", finding.start.column.to_string()));
            properties.push(("endColumn", finding.end.column.to_string()));
        }
    }
    properties.push(("title", finding.rule.clone()));
    let properties: Vec<_> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(&lines(value)))).collect();
    format!("::{} {}::{}", kind(finding.severity), properties.join(","), message(&said_with_help(finding)))
}

fn kind(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// How many findings GitHub will not show.
fn hidden(review: &Review) -> usize {
    let count = |severity| review.findings.iter().filter(|finding| finding.severity == severity).count();
    Severity::ALL.map(|own| count(own).saturating_sub(SHOWN)).iter().sum()
}

fn message(text: &str) -> String {
    shortened(text, LONGEST).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
