//! `review cache`: what models answered, kept on this machine.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::time::Duration;

use super::CLEAN;
use super::args::{CacheArgs, CacheCommand, Global};
use super::error::{Failure, no_folder};
use super::log::Form;
use super::models::size;
use super::output::{self, Output};
use super::session;
use crate::config::CacheSection;
use crate::store::{Stats, Store, StoreError};
use crate::text::counted;

pub(super) fn cache(args: &CacheArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    // A repository has no say in it.
    let store = store(&session::user_config(global)?.file.cache)?;
    match &args.command {
        CacheCommand::Stats { json } => stats(&store, *json)?,
        CacheCommand::Clear { older_than } => {
            let unused_for = older_than.map(|days| Duration::from_hours(24) * days);
            let deleted = store.clear(unused_for)?;
            output.say(&format!("deleted {}", counted(deleted, "answer")));
        }
        CacheCommand::Export { file } => {
            let written = store.export(&mut *writer(file)?).map_err(|error| failed(error, file, "written"))?;
            output.say(&format!("wrote {}", counted(written, "answer")));
        }
        CacheCommand::Import { file } => {
            let imported = store.import(&mut *reader(file)?).map_err(|error| failed(error, file, "read"))?;
            let known = imported.read - imported.taken;
            output.say(&format!("took over {}; {known} were known already", counted(imported.taken, "answer")));
        }
    }
    for note in store.notes() {
        output.say(&format!("note: {note}"));
    }
    Ok(CLEAN)
}

/// The cache, whether reviews use it or not.
fn store(section: &CacheSection) -> Result<Store, Failure> {
    Store::of_user(section).ok_or_else(|| no_folder("there is no cache folder", "set XDG_CACHE_HOME or HOME"))
}

fn stats(store: &Store, json: bool) -> Result<(), Failure> {
    let stats = store.stats()?;
    let text =
        if json { serde_json::to_string_pretty(&stats).expect("figures are JSON") + "\n" } else { table(&stats) };
    Ok(output::print(&text)?)
}

fn table(stats: &Stats) -> String {
    let mut text = format!("{:<9} {}\n", "file", stats.path.display());
    writeln!(text, "{:<9} {} of {} at the most", "size", size(stats.bytes), size(stats.limit)).expect("strings grow");
    writeln!(text, "{:<9} {}", "answers", stats.entries).expect("strings grow");
    if let Some(age) = stats.oldest_s {
        writeln!(text, "{:<9} {} old", "oldest", days(age)).expect("strings grow");
    }
    for row in &stats.models {
        let answers = counted(usize::try_from(row.entries).unwrap_or(usize::MAX), "answer");
        writeln!(text, "{:<9} {:<32} {answers:>14} {:>9}", row.kind, row.model, size(row.bytes)).expect("strings grow");
    }
    text
}

/// An age as people say it.
fn days(seconds: i64) -> String {
    match usize::try_from(seconds / 3600).unwrap_or_default() {
        0 => "less than an hour".to_owned(),
        hours @ 1..48 => counted(hours, "hour"),
        hours => counted(hours / 24, "day"),
    }
}

fn writer(path: &Path) -> Result<Box<dyn Write>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(output::out(Form::Json)));
    }
    let file = File::create(path).map_err(|reason| unusable(path, "written", reason))?;
    Ok(Box::new(BufWriter::new(file)))
}

fn reader(path: &Path) -> Result<Box<dyn BufRead>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|reason| unusable(path, "read", reason))?;
    Ok(Box::new(BufReader::new(file)))
}

/// What failed: the cache, or the file beside it.
fn failed(error: StoreError, path: &Path, action: &'static str) -> Failure {
    match error {
        StoreError::Transfer(reason) if path == Path::new("-") => Failure::Output(reason),
        StoreError::Transfer(reason) => unusable(path, action, reason),
        error => error.into(),
    }
}

fn unusable(path: &Path, action: &'static str, reason: io::Error) -> Failure {
    Failure::File { path: path.to_owned(), action, reason }
}
