//! How often the rules speak on changes whose quality is known: noise on clean changes, detection on bugs.
//!
//! ```text
//! cargo bench --bench labelled -- FILE [--rules DIR] [--show RULE] [--most N]
//! ```
//!
//! `FILE` (`-` for standard input) holds one JSON record a line: `files`, each with `path`, `before` (text)
//! and `diff` (unified, from `before`); a clean change has `changed_lines`, a bug has `buggy_lines`, line
//! numbers in the new text. A record counts as flagged when a finding of severity error or warning lies on
//! a line that the diff added; a bug counts as caught when one lies on a buggy line or next to it.
//! `--rules DIR` adds the rules of a project, `--show` prints what a rule said and where.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};

use hybrid_review::config::Layers;
use hybrid_review::diff::{self, Diff, Extent, FileChange, FileSide, Kind, Scope, Source, Status};
use hybrid_review::finding::{Finding, ScopeKind, Severity, Side};
use hybrid_review::merge::Baseline;
use hybrid_review::review::{self, Request};
use hybrid_review::rules::RuleSet;
use serde::Deserialize;

/// How many records are reviewed as one diff.
const BATCH: usize = 256;

#[derive(Deserialize)]
struct Record {
    files: Vec<RecordFile>,
    #[serde(default)]
    class: Option<String>,
}

#[derive(Deserialize)]
struct RecordFile {
    path: String,
    before: String,
    diff: String,
    #[serde(default)]
    buggy_lines: Vec<u32>,
}

struct Options {
    file: String,
    rules: Option<String>,
    show: Option<String>,
    most: usize,
}

#[derive(Default)]
struct Tally {
    records: usize,
    unusable: usize,
    added: usize,
    flagged: usize,
    caught: usize,
    with_bug: usize,
    by_rule: BTreeMap<String, RuleTally>,
    by_class: BTreeMap<String, (usize, usize)>,
    shown: Vec<String>,
}

#[derive(Default)]
struct RuleTally {
    severity: Option<Severity>,
    findings: usize,
    records: BTreeSet<usize>,
    caught: BTreeSet<usize>,
}

fn main() {
    let options = options();
    let mut rules = RuleSet::builtin();
    if let Some(folder) = &options.rules {
        rules.add_project(folder.as_ref()).unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    }
    let input: Box<dyn BufRead> = match options.file.as_str() {
        "-" => Box::new(std::io::stdin().lock()),
        path => Box::new(BufReader::new(std::fs::File::open(path).expect("the file can be read"))),
    };
    let mut tally = Tally::default();
    let mut batch = Vec::new();
    for line in input.lines() {
        batch.push(serde_json::from_str(&line.expect("it is UTF-8")).expect("a record a line"));
        if batch.len() == BATCH {
            run(&std::mem::take(&mut batch), &rules, &options, &mut tally);
        }
    }
    run(&batch, &rules, &options, &mut tally);
    print(&tally);
}

fn options() -> Options {
    let mut options = Options { file: "-".into(), rules: None, show: None, most: 20 };
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().expect("the option takes a value");
        match argument.as_str() {
            "--rules" => options.rules = Some(value()),
            "--show" => options.show = Some(value()),
            "--most" => options.most = value().parse().expect("a number"),
            file => file.clone_into(&mut options.file),
        }
    }
    options
}

fn run(records: &[Record], rules: &RuleSet, options: &Options, tally: &mut Tally) {
    let mut files = Vec::new();
    for (index, record) in records.iter().enumerate() {
        let changes: Vec<_> = record.files.iter().filter_map(|file| change(index, file)).collect();
        tally.unusable += usize::from(changes.len() < record.files.len());
        files.extend(changes);
    }
    let diff = Diff { kind: ScopeKind::Patch, base: None, head: None, files, degraded: Vec::new() };
    let request = Request {
        repository: None,
        scope: &Scope::Push,
        paths: &[],
        config: &Layers::new().finish().expect("the defaults are valid"),
        rules: Some(rules),
        baseline: &Baseline::default(),
        progress: &indicatif::ProgressBar::hidden(),
    };
    let outcome = review::run_on(&request, diff);
    tally.added += outcome.review.scope.added;
    let mut by_record: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
    for finding in &outcome.review.findings {
        let index = finding.path.split('/').next().and_then(|number| number.parse().ok()).expect("we named it");
        by_record.entry(index).or_default().push(finding);
    }
    for (index, record) in records.iter().enumerate() {
        let findings = by_record.remove(&index).unwrap_or_default();
        count(tally, record, &findings, options);
    }
}

/// The change of a file, under a path that starts with the record's number.
fn change(record: usize, file: &RecordFile) -> Option<FileChange> {
    let hunks = diff::parse(file.diff.as_bytes()).ok()?.into_iter().next()?.change.hunks().to_vec();
    let after = diff::apply(&file.before, &hunks, Side::New)?;
    let side = |text: &str| FileSide {
        path: format!("{record}/{}", file.path),
        size: text.len() as u64,
        source: Source::Text(text.to_owned()),
    };
    Some(FileChange {
        status: Status::Modified,
        kind: Kind::Text,
        old: Some(side(&file.before)),
        new: Some(side(&after)),
        extent: Extent::Hunks(hunks),
    })
}

fn count(tally: &mut Tally, record: &Record, findings: &[&Finding], options: &Options) {
    let number = tally.records;
    let is_on_bug = |finding: &Finding| {
        let own = |file: &&RecordFile| finding.path.split_once('/').is_some_and(|(_, path)| path == file.path);
        let lines = finding.span().lines();
        record.files.iter().find(own).is_some_and(|file| {
            file.buggy_lines.iter().any(|&bug| lines.start().0 <= bug + 1 && bug <= lines.end().0 + 1)
        })
    };
    let loud: Vec<_> = findings.iter().filter(|finding| finding.severity >= Severity::Warning).collect();
    tally.records += 1;
    tally.flagged += usize::from(!loud.is_empty());
    let has_bug = record.files.iter().any(|file| !file.buggy_lines.is_empty());
    let is_caught = findings.iter().any(|finding| is_on_bug(finding));
    tally.with_bug += usize::from(has_bug);
    tally.caught += usize::from(is_caught);
    if let Some(class) = &record.class {
        let (all, caught) = tally.by_class.entry(class.clone()).or_default();
        *all += 1;
        *caught += usize::from(is_caught);
    }
    for finding in findings {
        let rule = tally.by_rule.entry(finding.rule.clone()).or_default();
        rule.severity = Some(finding.severity);
        rule.findings += 1;
        rule.records.insert(number);
        if is_on_bug(finding) {
            rule.caught.insert(number);
        }
        if options.show.as_ref() == Some(&finding.rule) && tally.shown.len() < options.most {
            tally.shown.push(excerpt(record, number, finding));
        }
    }
}

fn excerpt(record: &Record, number: usize, finding: &Finding) -> String {
    let path = finding.path.split_once('/').map_or("", |(_, path)| path);
    let file = record.files.iter().find(|file| file.path == path).expect("the finding is of this record");
    let hunks = diff::parse(file.diff.as_bytes()).unwrap()[0].change.hunks().to_vec();
    let side = finding.side;
    let text =
        if side == Side::New { diff::apply(&file.before, &hunks, Side::New).unwrap() } else { file.before.clone() };
    let start = finding.start.line.index();
    let lines = text.lines().enumerate().skip(start.saturating_sub(4)).take(9);
    let shown: Vec<_> =
        lines.map(|(row, line)| format!("{} {:>5} {line}", if row == start { '>' } else { ' ' }, row + 1)).collect();
    format!("record {number} {path}:{} {}\n{}\n", finding.start.line, finding.message, shown.join("\n"))
}

#[allow(clippy::cast_precision_loss)] // counts of records
fn print(tally: &Tally) {
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    for shown in &tally.shown {
        println!("{shown}");
    }
    println!(
        "{:<44} {:<8} {:>8} {:>8} {:>9} {:>8}",
        "rule", "severity", "findings", "records", "% records", "on a bug"
    );
    for (rule, own) in &tally.by_rule {
        let severity = own.severity.map(|severity| severity.to_string()).unwrap_or_default();
        let (records, caught) = (own.records.len(), own.caught.len());
        let part = share(records, tally.records);
        println!("{rule:<44} {severity:<8} {:>8} {records:>8} {part:>9.3} {caught:>8}", own.findings);
    }
    println!(
        "\n{} records ({} with a file that could not be used), {} added lines",
        tally.records, tally.unusable, tally.added
    );
    println!("with an error or a warning: {} ({:.2}%)", tally.flagged, share(tally.flagged, tally.records));
    if tally.with_bug > 0 {
        println!(
            "bugs with a finding on them: {} of {} ({:.2}%)",
            tally.caught,
            tally.with_bug,
            share(tally.caught, tally.with_bug)
        );
    }
    for (class, (all, caught)) in &tally.by_class {
        println!("  {class:<16} {caught:>5} of {all:>5} ({:.2}%)", share(*caught, *all));
    }
}
