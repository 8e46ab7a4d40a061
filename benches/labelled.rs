//! How often the rules speak on changes whose quality is known: noise on clean changes, detection on bugs.
//!
//! ```text
//! cargo bench --bench labelled -- FILE [--rules DIR] [--show RULE] [--most N] [--findings FILE]
//! ```
//!
//! `FILE` (`-` for standard input) holds labelled changes as `src/bench/labelled.rs` reads them. A record counts
//! as flagged when a finding of severity error or warning lies on a line that the diff added; a bug counts as
//! caught when one lies on a buggy line or next to it. `--rules DIR` adds the rules of a project, `--show` prints
//! what a rule said and where. `--findings FILE` writes one line per finding, sorted, so that two versions of the
//! program can be compared; it then reviews every file of a record, also those without a grammar. How hunks are ranked
//! is measured by `review bench FILE`.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use hybrid_review::bench::labelled::{self, Record};
use hybrid_review::bench::replay::{Replayer, is_near, open_configuration};
use hybrid_review::config::Layers;
use hybrid_review::diff::{Diff, Source};
use hybrid_review::finding::{Finding, Line, Position, Review, Severity, Side, Suggestion};
use hybrid_review::merge::Baseline;
use hybrid_review::project::Project;
use hybrid_review::review::{self, Request};
use hybrid_review::rules::RuleSet;
use rayon::prelude::*;

/// How many records are held in memory at once.
const BATCH: usize = 256;

struct Options {
    file: String,
    rules: Option<String>,
    show: Option<String>,
    most: usize,
    findings: Option<String>,
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
    by_language: BTreeMap<String, LanguageTally>,
    shown: Vec<String>,
    lines: Vec<String>,
}

#[derive(Default)]
struct RuleTally {
    severity: Option<Severity>,
    findings: usize,
    records: BTreeSet<usize>,
    caught: BTreeSet<usize>,
}

/// The records of projects in one language.
#[derive(Default)]
struct LanguageTally {
    records: usize,
    flagged: usize,
    with_bug: usize,
    caught: usize,
}

fn main() {
    let options = options();
    let mut rules = RuleSet::builtin();
    if let Some(folder) = &options.rules {
        rules
            .add_project(&Project::of_folder(folder.as_ref()))
            .unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    }
    let config = open_configuration(Layers::new().finish().expect("the defaults are valid"));
    let replayer = Replayer { config: &config, rules: &rules, local: None, keep_vectors: false };
    let mut tally = Tally::default();
    labelled::read(options.file.as_ref(), BATCH, |records| run(&records, &replayer, &options, &mut tally))
        .unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    print(&tally);
    if let Some(file) = &options.findings {
        write(file, &mut tally.lines);
    }
}

fn options() -> Options {
    let mut options = Options { file: "-".into(), rules: None, show: None, most: 20, findings: None };
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().expect("the option takes a value");
        match argument.as_str() {
            "--rules" => options.rules = Some(value()),
            "--show" => options.show = Some(value()),
            "--most" => options.most = value().parse().expect("a number"),
            "--findings" => options.findings = Some(value()),
            file => file.clone_into(&mut options.file),
        }
    }
    options
}

fn run(records: &[Record], replayer: &Replayer<'_>, options: &Options, tally: &mut Tally) {
    let reviewed = records.par_iter().map(|record| {
        let (diff, unusable) = record.diff();
        let review =
            if options.findings.is_some() { whole(diff, replayer) } else { replayer.outcome(None, diff).review };
        (review, unusable)
    });
    for (record, (review, unusable)) in records.iter().zip(reviewed.collect::<Vec<_>>()) {
        tally.unusable += usize::from(unusable > 0);
        tally.added += review.scope.added;
        if options.findings.is_some() {
            tally.lines.extend(review.findings.iter().map(|finding| line(record, finding)));
        }
        count(tally, record, &review.findings, options);
    }
}

/// Reviews every file of a record; a [`Replayer`] leaves those without a grammar out.
fn whole(diff: Diff, replayer: &Replayer<'_>) -> Review {
    let baseline = Baseline::default();
    let request = Request { rules: Some(replayer.rules), ..Request::new(replayer.config, &baseline) };
    review::run_on(&request, diff).review
}

/// A finding as one line with its ending, the fields separated by tabs: record, path, side, start, end, rule,
/// severity, message and suggestion.
fn line(record: &Record, finding: &Finding) -> String {
    let side = if finding.side == Side::New { "new" } else { "old" };
    let message = finding.message.split_whitespace().collect::<Vec<_>>().join(" ");
    let suggestion = finding.suggestion.as_ref().map(suggested).unwrap_or_default();
    [
        &*record.id,
        &*finding.path,
        side,
        &*place(finding.start),
        &*place(finding.end),
        &*finding.rule,
        &*finding.severity.to_string(),
        &*message,
        &*suggestion,
    ]
    .join("\t")
        + "\n"
}

fn suggested(suggestion: &Suggestion) -> String {
    format!("{}-{} {:?}", place(suggestion.start), place(suggestion.end), suggestion.replacement)
}

fn place(position: Position) -> String {
    format!("{}:{}", position.line, position.column)
}

fn write(file: &str, lines: &mut [String]) {
    lines.sort_unstable();
    std::fs::write(file, lines.concat()).unwrap_or_else(|error| panic!("cannot write {file}: {error}"));
}

fn count(tally: &mut Tally, record: &Record, findings: &[Finding], options: &Options) {
    let number = tally.records;
    let buggy = record.buggy_lines();
    let is_on_bug = |finding: &Finding| {
        buggy.get(&finding.path).is_some_and(|lines| lines.iter().any(|&line: &Line| is_near(finding, line)))
    };
    let loud: Vec<_> = findings.iter().filter(|finding| finding.severity >= Severity::Warning).collect();
    tally.records += 1;
    tally.flagged += usize::from(!loud.is_empty());
    let has_bug = buggy.values().any(|lines| !lines.is_empty());
    let is_caught = findings.iter().any(is_on_bug);
    tally.with_bug += usize::from(has_bug);
    tally.caught += usize::from(is_caught);
    let language = tally.by_language.entry(record.lang.clone()).or_default();
    language.records += 1;
    language.flagged += usize::from(!loud.is_empty());
    language.with_bug += usize::from(has_bug);
    language.caught += usize::from(is_caught);
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
    let file = record.files.iter().find(|file| file.path == finding.path).expect("the finding is of this record");
    let change = file.change().expect("it was reviewed");
    let side = if finding.side == Side::New { change.new } else { change.old };
    let Some(Source::Text(text)) = side.map(|side| side.source) else { return String::new() };
    let start = finding.start.line.index();
    let lines = text.lines().enumerate().skip(start.saturating_sub(4)).take(9);
    let shown: Vec<_> =
        lines.map(|(row, line)| format!("{} {:>5} {line}", if row == start { '>' } else { ' ' }, row + 1)).collect();
    format!("record {number} {}:{} {}\n{}\n", file.path, finding.start.line, finding.message, shown.join("\n"))
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
    for (language, own) in &tally.by_language {
        let (flagged, caught) = (share(own.flagged, own.records), share(own.caught, own.with_bug));
        println!(
            "  {language:<16} {:>5} of {:>5} with an error or a warning ({flagged:.2}%), {:>4} of {:>5} bugs ({caught:.2}%)",
            own.flagged, own.records, own.caught, own.with_bug
        );
    }
    for (class, (all, caught)) in &tally.by_class {
        println!("  {class:<16} {caught:>5} of {all:>5} ({:.2}%)", share(*caught, *all));
    }
}
