//! `review models`: the model packages of this machine.

mod add;
mod calibrate;
mod compare;
mod show;

use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;

use super::CLEAN;
use super::args::{Global, ModelsArgs, ModelsCommand};
use super::error::Failure;
use super::output::{self, Output};
use crate::config::LocalSection;
use crate::local::package::{Manifest, Origin, Package, Task};
use crate::local::registry::{Registry, RegistryError, Store};
use crate::local::reviewer::loads;
use crate::text::nearest;

pub(super) fn models(args: &ModelsArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let registry = Registry::<()>::open(&LocalSection::default());
    match &args.command {
        ModelsCommand::List { json } => list(&registry, *json, output),
        ModelsCommand::Show { name } => show::show(&registry, name),
        ModelsCommand::Add(args) => add::add(&registry, args, global, output),
        ModelsCommand::Compare(args) => compare::compare(args, global, output),
        ModelsCommand::Calibrate(args) => calibrate::calibrate(&registry, args, global, output),
        ModelsCommand::Remove { name } => remove(&registry, name, output),
    }
}

/// A package in `models list --json`.
#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    version: &'a str,
    task: Task,
    languages: &'a [String],
    bytes: u64,
    /// What the loaded model is taken to need, in bytes.
    memory: u64,
    /// How long it took to load the last time, in milliseconds.
    load_ms: Option<u128>,
    from: String,
    source: Option<&'a str>,
}

fn list(registry: &Registry<()>, json: bool, output: &Output) -> Result<u8, Failure> {
    let loads = loads();
    let rows: Vec<_> = registry.packages().iter().map(|package| row(package, loads.get(package.name()))).collect();
    let text = if json {
        serde_json::to_string_pretty(&rows).expect("rows are JSON") + "\n"
    } else {
        rows.iter().fold(String::new(), |mut text, row| {
            let (task, languages) = (row.task.name(), languages(row.languages));
            let (disk, memory) = (size(row.bytes), size(row.memory));
            let (from, name) = (row.source.unwrap_or(&row.from), row.name);
            let load = row.load_ms.map(|ms| format!(", loaded in {ms} ms")).unwrap_or_default();
            writeln!(text, "{name:<24} {task:<9} {languages:<16} {disk:>9} {memory:>9} in memory{load}  {from}")
                .expect("strings grow");
            text
        })
    };
    output::print(&text)?;
    if rows.is_empty() {
        output.say("there are no models yet; `review models add` adds one");
    }
    for error in registry.broken() {
        output.say(&format!("not listed: {error}"));
    }
    Ok(CLEAN)
}

fn row<'p>(package: &'p Package, load: Option<&Duration>) -> Row<'p> {
    let Manifest { name, version, task, languages, source, .. } = &package.manifest;
    let from = match &package.origin {
        Origin::Builtin(_) => "part of the program".to_owned(),
        Origin::Folder(folder) => folder.display().to_string(),
    };
    let (bytes, memory) = (package.size(), package.memory());
    let load_ms = load.map(Duration::as_millis);
    Row { name, version, task: *task, languages, bytes, memory, load_ms, from, source: source.as_deref() }
}

fn languages(names: &[String]) -> String {
    if names.is_empty() { "any language".to_owned() } else { names.join(", ") }
}

/// A size as people read it.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{} MB", bytes.div_ceil(1_000_000)),
    }
}

fn unknown(registry: &Registry<()>, name: &str) -> Failure {
    let near = nearest(name, registry.packages().iter().map(Package::name));
    match near {
        Some(near) => Failure::refused(format!("there is no model `{name}`"), format!("did you mean `{near}`?")),
        None => RegistryError::Unknown(name.to_owned()).into(),
    }
}

fn remove(registry: &Registry<()>, name: &str, output: &Output) -> Result<u8, Failure> {
    match store()?.remove(name) {
        Ok(()) => {
            output.say(&format!("removed `{name}`"));
            Ok(CLEAN)
        }
        Err(RegistryError::Unknown(_)) if registry.get(name).is_some() => {
            Err(RegistryError::Builtin(name.to_owned()).into())
        }
        Err(RegistryError::Unknown(_)) => Err(unknown(registry, name)),
        Err(error) => Err(error.into()),
    }
}

fn store() -> Result<Store, Failure> {
    Store::open()
        .ok_or_else(|| Failure::refused("there is no data folder to keep models in", "set XDG_DATA_HOME or HOME"))
}
