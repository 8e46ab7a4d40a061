//! `review cache`: what models answered before, shown, thrown away or carried elsewhere.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::CLEAN;
use super::args::{CacheArgs, CacheCommand, Global};
use super::error::Failure;
use super::output::{self, Output};
use super::session::Session;
use crate::report::{counted, printable};
use crate::store::{self, Imported, Stats, Store};

pub(super) fn cache(args: &CacheArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let path = Store::default_path()
        .ok_or_else(|| Failure::refused("you have no cache folder", "set XDG_CACHE_HOME or HOME"))?;
    let store = Store::open(&path, Session::open(global)?.config.file.cache.limit())?;
    match &args.command {
        CacheCommand::Stats { json } => output::print(&stats(&path, store.stats(), *json))?,
        CacheCommand::Clear { older_than } => {
            output.say(&format!("{} thrown away", counted(store.clear(*older_than), "answer")));
        }
        CacheCommand::Export { file } => {
            let written = export(&store, file)?;
            output.say(&format!("{} written: they quote your code", counted(written, "answer")));
        }
        CacheCommand::Import { file } => {
            let imported = import(&store, file)?;
            output.say(&format!("{} read, {} of them new here", counted(imported.read, "answer"), imported.taken));
        }
    }
    store.finish().iter().for_each(|note| output.say(&format!("note: {note}")));
    Ok(CLEAN)
}

fn export(store: &Store, file: &Path) -> Result<usize, Failure> {
    if file == Path::new("-") {
        let mut out = BufWriter::new(io::stdout().lock());
        let written = store.export(&mut out)?;
        out.flush()?;
        return Ok(written);
    }
    let failed = |reason| Failure::File { path: file.to_owned(), action: "written", reason };
    let mut out = BufWriter::new(File::create(file).map_err(failed)?);
    let written = store.export(&mut out)?;
    out.flush().map_err(failed)?;
    Ok(written)
}

fn import(store: &Store, file: &Path) -> Result<Imported, Failure> {
    if file == Path::new("-") {
        return Ok(store.import(&mut io::stdin().lock())?);
    }
    let failed = |reason| Failure::File { path: file.to_owned(), action: "read", reason };
    Ok(store.import(&mut BufReader::new(File::open(file).map_err(failed)?))?)
}

/// What `stats --json` prints.
#[derive(Serialize)]
struct Report {
    path: PathBuf,
    /// Of the file, in bytes.
    size: u64,
    #[serde(flatten)]
    stats: Stats,
}

fn stats(path: &Path, stats: Stats, json: bool) -> String {
    let size = path.metadata().map_or(0, |file| file.len());
    if json {
        let report = Report { path: path.to_owned(), size, stats };
        return serde_json::to_string_pretty(&report).expect("it is JSON") + "\n";
    }
    let mut text = format!("{}: {} KB\n", path.display(), size.div_ceil(1024));
    for group in &stats.groups {
        let (kind, model) = (group.kind.name(), printable(&group.model));
        let answers = counted(usize::try_from(group.entries).unwrap_or(0), "answer");
        writeln!(text, "{kind:<5}  {model}: {answers}, {} KB", group.bytes / 1024 + 1).expect("strings grow");
    }
    let oldest = stats.oldest.map(|created| format!("the oldest is {} old\n", age(store::now() - created)));
    text.push_str(oldest.as_deref().unwrap_or("nothing is kept yet\n"));
    text
}

/// Seconds in the largest unit that fits.
fn age(seconds: i64) -> String {
    let seconds = usize::try_from(seconds).unwrap_or(0);
    let units = [("day", 24 * 60 * 60), ("hour", 60 * 60), ("minute", 60), ("second", 1)];
    let (name, unit) = units.into_iter().find(|&(_, unit)| seconds >= unit).unwrap_or(("second", 1));
    counted(seconds / unit, name)
}
