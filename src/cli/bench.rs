//! `review bench`: the tool judged on the repository's own past, or on labelled changes.

use std::io::{BufWriter, Write};
use std::path::Path;

use rayon::prelude::*;

use super::CLEAN;
use super::args::{BenchArgs, Global};
use super::error::Failure;
use super::output::{self, Output};
use super::past;
use super::session::Session;
use crate::bench::labelled::{self, Record};
use crate::bench::replay::{Change, Replayer, open_configuration};
use crate::bench::report::{self, Bench, Format, Origin};
use crate::bench::sample::Pick;
use crate::bench::{Mined, measure, write};
use crate::git::Repository;
use crate::text::counted;

/// How many labelled changes are held in memory at once.
const BATCH: usize = 256;

pub(super) fn bench(args: &BenchArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let session = Session::open(global)?;
    let config = open_configuration(session.config.clone());
    let local = session.local(global);
    let replayer = Replayer { config: &config, rules: &session.rules, local: local.as_ref(), keep_vectors: false };
    let (origin, mut changes) = if args.files.is_empty() {
        let repository = past::repository(&session)?;
        let (mined, picks) = past::mined(repository, args.commits, args.most, output)?;
        let name = name(repository);
        if let Some(path) = &args.write {
            return write_records(path, repository, &name, &mined, &picks, output);
        }
        let changes = past::replayed(&replayer, repository, &mined, &picks, output)?;
        (history(name, &mined), changes)
    } else {
        labelled_changes(args, &replayer)?
    };
    if let Some(rate) = args.rate {
        check_rate(rate, &changes)?;
        measure::weigh(&mut changes, rate);
    }
    print(args, &Bench::of(origin, &changes))?;
    Ok(CLEAN)
}

/// The name of the repository's folder.
fn name(repository: &Repository) -> String {
    let folder = repository.work_tree().unwrap_or_else(|| repository.location().git_dir());
    folder.file_name().map_or_else(|| "repository".into(), |name| name.to_string_lossy().into_owned())
}

fn history(repository: String, mined: &Mined) -> Origin {
    Origin::History {
        repository,
        commits: mined.window.commits.len(),
        is_cut: mined.window.is_cut,
        fixes: mined.fixes,
        introductions: mined.introductions.len(),
    }
}

fn write_records(
    path: &Path,
    repository: &Repository,
    name: &str,
    mined: &Mined,
    picks: &[Pick],
    output: &Output,
) -> Result<u8, Failure> {
    let failed = |reason| Failure::File { path: path.to_owned(), action: "written", reason };
    let mut out = BufWriter::new(std::fs::File::create(path).map_err(failed)?);
    let written = write::write(repository, name, mined, picks, &mut out)?.map_err(failed)?;
    out.flush().map_err(failed)?;
    output.say(&format!("{} in {}", counted(written, "labelled change"), path.display()));
    Ok(CLEAN)
}

fn labelled_changes(args: &BenchArgs, replayer: &Replayer<'_>) -> Result<(Origin, Vec<Change>), Failure> {
    let (mut changes, mut unusable) = (Vec::new(), 0);
    for path in &args.files {
        labelled::read(path, BATCH, |records| {
            let reviewed: Vec<_> = records.par_iter().map(|record| replayed(record, replayer)).collect();
            for (change, left_out) in reviewed {
                changes.push(change);
                unusable += left_out;
            }
        })?;
    }
    let files = args.files.iter().map(|path| path.display().to_string()).collect();
    Ok((Origin::Labelled { files, unusable }, changes))
}

fn replayed(record: &Record, replayer: &Replayer<'_>) -> (Change, usize) {
    let (diff, unusable) = record.diff();
    let hunks = replayer.review(None, diff, &record.buggy_lines());
    let (id, time, is_buggy) = (record.id.clone(), record.time(), record.is_buggy());
    let weight = record.weight.filter(|&weight| weight > 0.0).unwrap_or(1.0);
    (Change { id, time, is_buggy, weight, hunks }, unusable)
}

fn check_rate(rate: f64, changes: &[Change]) -> Result<(), Failure> {
    if !(0.0 < rate && rate < 1.0) {
        return Err(Failure::refused(format!("{rate} is no share of buggy changes"), "name one between 0 and 1"));
    }
    let buggy = changes.iter().filter(|change| change.is_buggy).count();
    if buggy == 0 || buggy == changes.len() {
        let kind = if buggy == 0 { "no buggy ones" } else { "only buggy ones" };
        return Err(Failure::refused(
            format!("there are {kind} among the changes, so that no weights give a share of {rate}"),
            "add a file of the other kind, or leave out --rate",
        ));
    }
    Ok(())
}

fn print(args: &BenchArgs, bench: &Bench) -> Result<(), Failure> {
    let format = args.output_format.unwrap_or_else(|| Format::for_file(args.output_file.as_deref()));
    let mut out = Vec::new();
    report::write(bench, format, &mut out)?;
    let Some(path) = &args.output_file else {
        return Ok(output::print(&String::from_utf8_lossy(&out))?);
    };
    let failed = |reason| Failure::File { path: path.clone(), action: "written", reason };
    std::fs::write(path, &out).map_err(failed)
}
