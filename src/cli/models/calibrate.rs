//! `review models calibrate`: what a reviewer's probabilities are worth, measured on labelled hunks and kept.

use std::fmt::Write as _;

use super::compare::sampled;
use super::unknown;
use crate::bench::replay::open_configuration;
use crate::cli::CLEAN;
use crate::cli::args::{CalibrateArgs, Global};
use crate::cli::error::Failure;
use crate::cli::output::{self, Output};
use crate::cli::session::Session;
use crate::compare::Row;
use crate::compare::calibrate::{Calibrated, FEWEST, Scores, calibrate as fitted, points};
use crate::compare::parts::Part;
use crate::compare::run::{Run, Runner};
use crate::config::LocalSection;
use crate::local::package::{Package, Task};
use crate::local::registry::Registry;
use crate::local::reviewer::Reviewers;
use crate::text::counted;

/// In seconds: as long as any model takes.
const A_MONTH: u64 = 30 * 24 * 3600;

pub(super) fn calibrate(
    registry: &Registry<()>,
    args: &CalibrateArgs,
    global: &Global,
    output: &Output,
) -> Result<u8, Failure> {
    let mut package = reviewer(registry, &args.name)?;
    check_rate(args.rate)?;
    let (parts, tally) = sampled(&args.bench, args.most)?;
    let rows: Vec<Row> = parts.iter().flat_map(|part| part.rows.clone()).collect();
    let buggy = rows.iter().filter(|row| row.is_buggy()).count();
    let clean = rows.len() - buggy;
    if buggy.min(clean) < FEWEST {
        return Err(few(buggy, clean, args));
    }
    let run = asked(&package, args, global, &parts, output)?;
    for (reason, hunks) in &run.unanswered {
        output.say(&format!("note: no answer for {}: {reason}", counted(*hunks, "hunk")));
    }
    let found = fitted(&points(&rows, &run), args.rate.or(tally.natural_rate()))?;
    package.calibrate(found.calibration)?;
    output::print(&told(&args.name, &found))?;
    Ok(CLEAN)
}

/// The package, which must be one that reviews and that can be written to.
fn reviewer(registry: &Registry<()>, name: &str) -> Result<Package, Failure> {
    let package = registry.get(name).ok_or_else(|| unknown(registry, name))?;
    if package.manifest.task != Task::Reviewer {
        let reason = format!("`{name}` is a model of the task `{}`", package.manifest.task.name());
        return Err(Failure::refused(
            reason,
            "only a reviewer is calibrated; `review learn` does it for the risk model",
        ));
    }
    Ok(package.clone())
}

fn few(buggy: usize, clean: usize, args: &CalibrateArgs) -> Failure {
    let (file, most) = (args.bench.display(), args.most);
    let reason =
        format!("{buggy} buggy and {clean} other hunks were picked from {file}, and {FEWEST} of each are needed");
    Failure::refused(reason, format!("name a file with more labelled changes, or raise --most, which is {most}"))
}

fn check_rate(rate: Option<f64>) -> Result<(), Failure> {
    match rate.filter(|rate| !(0.0 < *rate && *rate < 1.0)) {
        Some(rate) => Err(Failure::refused(format!("{rate} is no share of buggy hunks"), "name one between 0 and 1")),
        None => Ok(()),
    }
}

/// Asks the package as it would without a calibration.
fn asked(
    package: &Package,
    args: &CalibrateArgs,
    global: &Global,
    parts: &[Part],
    output: &Output,
) -> Result<Run, Failure> {
    let session = Session::open(global)?;
    let config = open_configuration(session.config.clone());
    let mut bare = package.clone();
    bare.manifest.reviewer.iter_mut().for_each(|section| section.calibration = None);
    let time = args.time.unwrap_or(A_MONTH);
    let section = LocalSection { time_s: Some(time), ..session.config.file.local.clone() };
    let reviewers = Reviewers::from_package(&bare, &section, &session.runtime_options(global));
    let reviewers = reviewers.map_err(|reason| Failure::refused(reason, "`review doctor` shows what is set up"))?;
    let progress = output.progress("hunks");
    let runner = Runner {
        repository: None,
        config: &config,
        rules: &session.rules,
        local: None,
        guidelines: &[],
        progress: &progress,
    };
    let run = runner.ask(package.name(), reviewers, parts);
    progress.clear();
    Ok(run)
}

/// What was measured, as a table.
fn told(name: &str, found: &Calibrated) -> String {
    let [buggy, clean] = found.counts;
    let rate = 100.0 * found.rate;
    let mut text = format!("{name}: {buggy} buggy and {clean} other hunks, weighed so that {rate:.1}% are buggy\n\n");
    let mut line = |name: &str, cells: [String; 3]| {
        let [loss, error, auc] = cells;
        writeln!(text, "{name:<8}{loss:>10}{error:>20}{auc:>8}").expect("strings grow");
    };
    line("", ["log loss", "calibration error", "AUC"].map(str::to_owned));
    for (name, Scores { log_loss, calibration_error, auc }) in [("before", found.before), ("after", found.after)] {
        line(name, [format!("{log_loss:.3}"), format!("{calibration_error:.3}"), format!("{auc:.2}")]);
    }
    let line = found.calibration;
    text + &format!("\nkept with the package: slope {}, intercept {}\n{HOW}\n", line.slope, line.intercept)
}

const HOW: &str = "\"after\" is on hunks that the line was not fitted to: five parts in turn";
