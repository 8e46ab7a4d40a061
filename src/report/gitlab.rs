//! `gitlab`: a code quality report, which GitLab shows beside a merge request and on its changed lines.

use std::io::{self, Write};

use serde::Serialize;

use super::place::Places;
use super::words::{Fingerprints, said_with_help};
use crate::finding::{Finding, Review, Severity};

/// One entry of the report.
#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

pub(super) fn write(review: &Review, out: &mut dyn Write) -> io::Result<()> {
    let (places, mut fingerprints) = (Places::of(review), Fingerprints::default());
    let issues: Vec<_> =
        review.findings.iter().map(|finding| issue(finding, &places, fingerprints.of(finding))).collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

fn issue<'a>(finding: &'a Finding, places: &Places<'a>, fingerprint: String) -> Issue<'a> {
    let place = places.place(finding);
    // GitLab takes no issue without a line; of a file that is gone it can only be the first.
    let (begin, end) = place.lines.map_or((1, 1), |(first, last)| (first.0, last.0));
    Issue {
        description: said_with_help(finding),
        check_name: &finding.rule,
        fingerprint,
        severity: severity(finding.severity),
        location: Location { path: place.path, lines: Lines { begin, end } },
    }
}

/// GitLab's `blocker` would say that nothing may be merged, which is for `--fail-on` to say.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "major",
        Severity::Info => "info",
    }
}
