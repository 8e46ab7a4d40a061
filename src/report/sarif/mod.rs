//! `sarif`: SARIF 2.1.0 within the limits of GitHub's code scanning. What is suppressed is no result.

mod model;
mod rule;

use std::collections::BTreeSet;
use std::io::{self, Write};

use self::model::{
    Artifact, ArtifactChange, Content, Counts, Driver, Finding as Found, Fix, Identity, Invocation, Location, Log,
    Notification, PhysicalLocation, Properties, Region, Replacement, Run, Text, Tool,
};
use self::rule::descriptor;
use super::coverage::sentence;
use super::place::{Place, Places};
use super::words::{Fingerprints, by_severity, lines, said_with_help};
use crate::finding::{Finding, Gap, Position, Remark, Repeat, Review, Severity, Side, Suggestion};
use crate::rules::RuleSet;
use crate::text::counted;

/// GitHub refuses a run with more results, and shows the first 5,000.
const MOST: usize = 25_000;

pub(super) fn write(review: &Review, rules: &RuleSet, out: &mut dyn Write) -> io::Result<()> {
    let mut findings = by_severity(review);
    let beyond = findings.len().saturating_sub(MOST);
    findings.truncate(MOST);
    let (places, mut fingerprints) = (Places::of(review), Fingerprints::default());
    let ids: Vec<_> = findings.iter().map(|finding| &*finding.rule).collect::<BTreeSet<_>>().into_iter().collect();
    let results = findings.iter().map(|finding| {
        let rule = ids.binary_search(&&*finding.rule).expect("it is the id of a finding");
        result(finding, rule, &places.place(finding), fingerprints.of(finding))
    });
    let driver = Driver {
        name: &review.tool.name,
        semantic_version: &review.tool.version,
        rules: ids.iter().map(|id| descriptor(id, rules)).collect(),
    };
    let run = Run {
        tool: Tool { driver },
        // What could not be done is told beside the results: the review as a whole went on.
        invocations: [Invocation { execution_successful: true, tool_execution_notifications: told(review, beyond) }],
        column_kind: "unicodeCodePoints",
        results: results.collect(),
        properties: Counts { suppressed: review.suppressed, not_shown: review.not_shown + beyond },
    };
    let log = Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn result<'a>(finding: &'a Finding, rule: usize, place: &Place<'_>, id: String) -> Found<'a> {
    let (mut related_locations, mut fixes) = (Vec::new(), Vec::new());
    // The text before the change has no places that a viewer could open, and none to change.
    if finding.side == Side::New {
        let repeat = |own: &Repeat| location(place.path, Some(exact(own.start, own.end)));
        related_locations.extend(finding.repeats.iter().map(repeat));
        fixes.extend(finding.suggestion.iter().map(|own| fix(finding, own)));
    }
    Found {
        rule_id: &finding.rule,
        rule_index: rule,
        level: level(finding.severity),
        message: plain(&said_with_help(finding)),
        locations: [location(place.path, region(finding, place))],
        related_locations,
        partial_fingerprints: Identity { finding: id },
        fixes,
        properties: Properties { tier: finding.tier, confidence: finding.confidence, sources: &finding.sources },
    }
}

/// The exact span of a finding, the whole lines where a removed line stood, or nothing.
fn region(finding: &Finding, place: &Place<'_>) -> Option<Region> {
    let (first, last) = place.lines?;
    Some(match finding.side {
        Side::New => exact(finding.start, finding.end),
        Side::Old => Region { start_line: first.0, start_column: None, end_line: last.0, end_column: None },
    })
}

fn exact(start: Position, end: Position) -> Region {
    Region {
        start_line: start.line.0,
        start_column: Some(start.column),
        end_line: end.line.0,
        end_column: Some(end.column),
    }
}

fn fix<'a>(finding: &Finding, suggestion: &'a Suggestion) -> Fix<'a> {
    let replacement = Replacement {
        deleted_region: exact(suggestion.start, suggestion.end),
        inserted_content: Content { text: &suggestion.replacement },
    };
    let change = ArtifactChange { artifact_location: artifact(&finding.path), replacements: [replacement] };
    let description = plain(&lines(finding.help.as_deref().unwrap_or("apply the suggestion")));
    Fix { description, artifact_changes: [change] }
}

/// What has no line or could not be done, which are no results.
fn told(review: &Review, beyond: usize) -> Vec<Notification> {
    let degraded = review.notes().map(|own| format!("{}: {}", own.stage.tier(), own.reason));
    let beyond =
        (beyond > 0).then(|| format!("left out: {} beyond the {MOST} most severe", counted(beyond, "finding")));
    let warning =
        |text: String| Notification { level: "warning", message: plain(&lines(&text)), locations: Vec::new() };
    let gaps = review.coverage.gaps().map(|(path, gap)| unreviewed(path, gap));
    review.remarks.iter().map(remark).chain(gaps).chain(degraded.chain(beyond).map(warning)).collect()
}

fn remark(remark: &Remark) -> Notification {
    let text = format!("{} ({})", lines(&remark.message), lines(&remark.reason));
    let locations = vec![location(&remark.path, None)];
    Notification { level: level(remark.severity), message: plain(&text), locations }
}

/// A file that was not reviewed, or not by all.
fn unreviewed(path: &str, gap: &Gap) -> Notification {
    let level = if gap.is_missed() { "warning" } else { "note" };
    Notification { level, message: plain(&lines(&sentence(gap))), locations: vec![location(path, None)] }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn location(path: &str, region: Option<Region>) -> Location {
    Location { physical_location: PhysicalLocation { artifact_location: artifact(path), region } }
}

fn artifact(path: &str) -> Artifact {
    Artifact { uri: uri(path), uri_base_id: "%SRCROOT%" }
}

/// A path as a relative reference: all but letters, digits, `-._~` and `/` in percent-encoded UTF-8.
fn uri(path: &str) -> String {
    let signs = path.bytes().map(|byte| match byte {
        byte if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    });
    signs.collect()
}

/// A message that holds no link: in SARIF `[words](target)` is one in plain text, too.
fn plain(text: &str) -> Text {
    Text { text: text.replace("](", "] (") }
}
