//! `review models show`: what a model is for, where it is from, whether it is whole, and how well it does.

use std::fmt::Write as _;

use super::{Row, languages, row, size, unknown};
use crate::cli::CLEAN;
use crate::cli::error::Failure;
use crate::cli::output;
use crate::local::package::Package;
use crate::local::registry::Registry;

pub(super) fn show(registry: &Registry<()>, name: &str) -> Result<u8, Failure> {
    let package = registry.get(name).ok_or_else(|| unknown(registry, name))?;
    let row = row(package, None);
    let mut text = format!("{} {} ({})\n\n", row.name, row.version, row.task.name());
    for (name, value) in facts(package, row) {
        writeln!(text, "{name:<11} {value}").expect("strings grow");
    }
    let manifest = &package.manifest;
    let files: toml::Table =
        manifest.files.iter().map(|(path, digest)| (path.clone(), digest.clone().into())).collect();
    for (name, table) in [("files", &files), ("training", &manifest.training), ("figures", &manifest.figures)] {
        if !table.is_empty() {
            write!(text, "\n{name}\n{}", indented(&table.to_string())).expect("strings grow");
        }
    }
    output::print(&text)?;
    Ok(CLEAN)
}

/// What there is to say, in the order of the page.
fn facts(package: &Package, row: Row<'_>) -> Vec<(&'static str, String)> {
    let manifest = &package.manifest;
    let reviewer = manifest.reviewer.as_ref();
    let calibration = reviewer.and_then(|reviewer| reviewer.calibration);
    let known = [
        ("languages", Some(languages(row.languages))),
        ("model", Some(manifest.model.clone())),
        ("size", Some(size(row.bytes))),
        ("memory", Some(size(row.memory))),
        ("context", reviewer.and_then(|reviewer| Some(format!("{} tokens", reviewer.context?)))),
        ("calibration", calibration.map(|line| format!("slope {}, intercept {}", line.slope, line.intercept))),
        ("licence", manifest.license.clone()),
        ("from", Some(row.from)),
        ("source", row.source.map(str::to_owned)),
        ("digest", Some(intact(package))),
    ];
    known.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn intact(package: &Package) -> String {
    match package.check() {
        Ok(()) => "the model is the one that the manifest describes".to_owned(),
        Err(error) => error.to_string(),
    }
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |text, line| text + "    " + line + "\n")
}
