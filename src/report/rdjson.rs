//! `rdjson`: reviewdog's diagnostic format, which it turns into comments with suggestions on many services.

use std::io::{self, Write};

use serde::Serialize;

use super::Excerpts;
use super::place::Places;
use super::words::{lines, said_with_help, url};
use crate::finding::{Finding, Line, Position, Remark, Review, Severity, Side};

#[derive(Serialize)]
struct Report<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Change<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

/// A line, and a column in bytes of it; without columns a range is of whole lines.
#[derive(Serialize)]
struct Point {
    line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

pub(super) fn write(review: &Review, excerpts: &Excerpts, out: &mut dyn Write) -> io::Result<()> {
    let places = Places::of(review);
    let findings = review.findings.iter().map(|finding| diagnostic(finding, &places, excerpts));
    let diagnostics = findings.chain(review.remarks.iter().map(without_line)).collect();
    serde_json::to_writer_pretty(&mut *out, &Report { source: Source { name: "review" }, diagnostics })?;
    writeln!(out)
}

fn diagnostic<'a>(finding: &'a Finding, places: &Places<'a>, excerpts: &Excerpts) -> Diagnostic<'a> {
    let place = places.place(finding);
    let line = |line: Line| Point { line: line.0, column: None };
    let whole = place.lines.map(|(first, last)| Range { start: line(first), end: line(last) });
    let exact = range(excerpts, finding, finding.start, finding.end);
    let suggestion = finding.suggestion.as_ref().and_then(|suggestion| {
        let range = range(excerpts, finding, suggestion.start, suggestion.end)?;
        Some(Change { range, text: &suggestion.replacement })
    });
    Diagnostic {
        message: said_with_help(finding),
        location: Location { path: place.path, range: exact.or(whole) },
        severity: severity(finding.severity),
        code: Some(Code { value: &finding.rule, url: url(finding) }),
        suggestions: suggestion.into_iter().collect(),
    }
}

/// A range after the change in bytes; `None` where the text is not known.
fn range(excerpts: &Excerpts, finding: &Finding, start: Position, end: Position) -> Option<Range> {
    if finding.side == Side::Old {
        return None;
    }
    let point = |place: Position| {
        let column = excerpts.byte_column(&finding.path, finding.side, place)?;
        Some(Point { line: place.line.0, column: Some(column) })
    };
    Some(Range { start: point(start)?, end: point(end)? })
}

fn without_line(remark: &Remark) -> Diagnostic<'_> {
    Diagnostic {
        message: lines(&remark.message),
        location: Location { path: &remark.path, range: None },
        severity: severity(remark.severity),
        code: None,
        suggestions: Vec::new(),
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}
