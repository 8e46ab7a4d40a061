//! `review models`: the model packages of this machine.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::CLEAN;
use super::args::{ModelsArgs, ModelsCommand};
use super::error::Failure;
use super::output::{self, Output};
use crate::config::{LocalSection, nearest};
use crate::local::package::{Manifest, Origin, Package, Task};
use crate::local::registry::{Registry, RegistryError, Store};

pub(super) fn models(args: &ModelsArgs, output: &Output) -> Result<u8, Failure> {
    let registry = Registry::<()>::open(&LocalSection::default());
    match &args.command {
        ModelsCommand::List { json } => list(&registry, *json, output),
        ModelsCommand::Show { name } => show(&registry, name),
        ModelsCommand::Add { folder } => add(&registry, folder, output),
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
    from: String,
}

fn list(registry: &Registry<()>, json: bool, output: &Output) -> Result<u8, Failure> {
    let rows: Vec<_> = registry.packages().iter().map(row).collect();
    let text = if json {
        serde_json::to_string_pretty(&rows).expect("rows are JSON") + "\n"
    } else {
        rows.iter().fold(String::new(), |mut text, row| {
            let (task, languages, size) = (row.task.name(), languages(row.languages), size(row.bytes));
            writeln!(text, "{:<24} {task:<9} {languages:<16} {size:>9}  {}", row.name, row.from).expect("strings grow");
            text
        })
    };
    output::print(&text)?;
    if rows.is_empty() {
        output.say("there are no models yet; `review models add FOLDER` adds one");
    }
    for error in registry.broken() {
        output.say(&format!("not listed: {error}"));
    }
    Ok(CLEAN)
}

fn row(package: &Package) -> Row<'_> {
    let Manifest { name, version, task, languages, .. } = &package.manifest;
    let from = match &package.origin {
        Origin::Builtin(_) => "part of the program".to_owned(),
        Origin::Folder(folder) => folder.display().to_string(),
    };
    Row { name, version, task: *task, languages, bytes: package.size(), from }
}

fn languages(names: &[String]) -> String {
    if names.is_empty() { "any language".to_owned() } else { names.join(", ") }
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{} MB", bytes.div_ceil(1_000_000)),
    }
}

fn show(registry: &Registry<()>, name: &str) -> Result<u8, Failure> {
    let package = registry.get(name).ok_or_else(|| unknown(registry, name))?;
    let intact = match package.check() {
        Ok(()) => "the model is the one that the manifest describes".to_owned(),
        Err(error) => error.to_string(),
    };
    let row = row(package);
    let mut text = format!("{} {} ({})\n\n", row.name, row.version, row.task.name());
    for (name, value) in
        [("languages", languages(row.languages)), ("size", size(row.bytes)), ("from", row.from), ("digest", intact)]
    {
        writeln!(text, "{name:<10} {value}").expect("strings grow");
    }
    for (name, table) in [("training", &package.manifest.training), ("figures", &package.manifest.figures)] {
        if !table.is_empty() {
            write!(text, "\n{name}\n{}", indented(&table.to_string())).expect("strings grow");
        }
    }
    output::print(&text)?;
    Ok(CLEAN)
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |text, line| text + "    " + line + "\n")
}

fn unknown(registry: &Registry<()>, name: &str) -> Failure {
    let near = nearest(name, registry.packages().iter().map(Package::name));
    match near {
        Some(near) => Failure::refused(format!("there is no model `{name}`"), format!("did you mean `{near}`?")),
        None => RegistryError::Unknown(name.to_owned()).into(),
    }
}

fn add(registry: &Registry<()>, folder: &Path, output: &Output) -> Result<u8, Failure> {
    let package = Package::read(folder)?;
    package.check()?;
    if registry.get(package.name()).is_some() {
        return Err(RegistryError::Taken(package.name().to_owned()).into());
    }
    store()?.add(&package, folder)?;
    let (name, task) = (package.name(), package.manifest.task.name());
    let for_what = languages(&package.manifest.languages);
    output.say(&format!("added `{name}` for {task}, {for_what}; `[local] {task} = \"{name}\"` makes it the only one"));
    Ok(CLEAN)
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
