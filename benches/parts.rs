//! Whether parsing only the parts of a file that a change needs shows the rules and the risk model the same as parsing
//! it whole.
//!
//! ```text
//! cargo bench --bench parts -- FILE [--most N]
//! ```
//!
//! `FILE` (`-` for standard input) holds labelled changes as `src/bench/labelled.rs` reads them. Each changed file goes
//! through the rules twice and is measured twice; every difference is printed, `N` of them at most (20).
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use hybrid_review::bench::labelled::{self, RecordFile};
use hybrid_review::diff::{FileChange, Source};
use hybrid_review::finding::Side;
use hybrid_review::local::features::measure;
use hybrid_review::rules::{Engine, RuleSet, inspect};
use hybrid_review::syntax::SourceFile;
use rayon::prelude::*;

/// How many records are held in memory at once.
const BATCH: usize = 256;

#[derive(Default)]
struct Tally {
    files: usize,
    in_parts: usize,
    findings: usize,
    differences: Vec<String>,
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let file = arguments.next().expect("cargo bench --bench parts -- FILE [--most N]");
    let most = arguments.nth(1).map_or(20, |most| most.parse().expect("a number"));
    let rules = RuleSet::builtin();
    let mut total = Tally::default();
    labelled::read(file.as_ref(), BATCH, |records| {
        let files: Vec<&RecordFile> = records.iter().flat_map(|record| &record.files).collect();
        let compared: Vec<Tally> = files.par_iter().filter_map(|file| compare(&rules, file)).collect();
        for tally in compared {
            total.files += tally.files;
            total.in_parts += tally.in_parts;
            total.findings += tally.findings;
            total.differences.extend(tally.differences);
        }
    })
    .unwrap_or_else(|error| panic!("{:?}", miette::Report::new(error)));
    for difference in total.differences.iter().take(most) {
        println!("{difference}");
    }
    println!(
        "{} files, {} parsed in parts, {} findings, {} differences",
        total.files,
        total.in_parts,
        total.findings,
        total.differences.len()
    );
}

fn compare(rules: &RuleSet, file: &RecordFile) -> Option<Tally> {
    let change = file.change()?;
    let Source::Text(text) = &change.new.as_ref()?.source else { return None };
    let lines = change.changed(Side::New).with_neighbours();
    let whole = SourceFile::new(file.path.clone(), text.clone());
    let parts = SourceFile::for_lines(file.path.clone(), text.clone(), &lines);
    let is_partial = parts.tree()?.is_partial();
    let mut tally = Tally { files: 1, in_parts: usize::from(is_partial), ..Tally::default() };
    let expected = findings(rules, &change, &whole);
    tally.findings = expected.len();
    if is_partial {
        let found = findings(rules, &change, &parts);
        let lost =
            expected.iter().filter(|finding| !found.contains(finding)).map(|finding| format!("lost   {finding}"));
        let gained =
            found.iter().filter(|finding| !expected.contains(finding)).map(|finding| format!("gained {finding}"));
        tally.differences.extend(lost.chain(gained));
        for (whole, parts) in measure(&change, &whole).iter().zip(measure(&change, &parts)) {
            let (whole, parts) = (format!("{whole:?}"), format!("{parts:?}"));
            if let Some(at) = whole.bytes().zip(parts.bytes()).position(|(one, two)| one != two) {
                let near = whole.floor_char_boundary(at.saturating_sub(60))..whole.floor_char_boundary(at + 20);
                tally.differences.push(format!("measured otherwise: {} {}", file.path, &whole[near]));
            }
        }
    }
    Some(tally)
}

fn findings(rules: &RuleSet, change: &FileChange, file: &SourceFile) -> Vec<String> {
    let found = inspect(Engine::new(rules), change, None, Some(file)).findings;
    found.iter().map(|own| format!("{}:{} {} {}", own.path, own.start.line, own.rule, own.message)).collect()
}
