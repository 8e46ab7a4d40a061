//! `review doctor`: what is set up here, and what to do about what is not. That something lacks is no failure.

use std::fmt::Write as _;

use super::args::Global;
use super::error::Failure;
use super::models::size;
use super::output::{self, Output};
use super::session::{Session, user_path};
use super::{CLEAN, FAILED};
use crate::cloud::CloudReviewer;
use crate::config::{CacheSection, Config, Device, FILE_NAME};
use crate::confine;
use crate::finding::ToolInfo;
use crate::git::Repository;
use crate::local::BUILT_IN;
use crate::local::package::Package;
use crate::local::registry::{Registry, Store as ModelStore};
use crate::local::runtime::{Runtime, RuntimeError, RuntimeOptions};
use crate::merge::baseline;
use crate::provider;
use crate::state;
use crate::store::Store;
use crate::syntax::LANGUAGES;

pub(super) fn doctor(global: &Global, output: &Output) -> Result<u8, Failure> {
    let tool = ToolInfo::default();
    let mut text = format!("{} {}\n", tool.name, tool.version);
    let mut row = |name: &str, value: &str| writeln!(text, "{name:<14} {value}").expect("strings grow");
    let session = match Session::open(global) {
        Ok(session) => session,
        Err(failure) => {
            output::print(&text)?;
            output.failure(&failure);
            return Ok(FAILED);
        }
    };
    match (session.root(), &session.repository) {
        (Some(root), _) => row("repository", &root.display().to_string()),
        (None, Some(repository)) => row("repository", &format!("{} (bare)", repository.location().git_dir().display())),
        (None, None) => row("repository", "none here; only --diff FILE works"),
    }
    if let Some(repository) = &session.repository {
        row("read with", &read_with(repository));
    }
    let state = |there: bool| if there { "read" } else { "not there" };
    if let Some(path) = user_path(global) {
        row("your config", &format!("{} ({})", path.display(), state(path.is_file())));
    }
    if let Some(root) = session.root() {
        row(FILE_NAME, if root.join(FILE_NAME).is_file() { "read" } else { "not there; `review init` writes one" });
        row("baseline", state(root.join(baseline::PATH).is_file()));
    }
    let own = session.rules.rules().iter().filter(|rule| rule.from_project).count();
    row("rules", &format!("{} on, {own} of them this project's own", session.rules.rules().len()));
    let names: Vec<_> = LANGUAGES.iter().map(|language| language.name).collect();
    row("languages", &format!("{}; other files get the rules for any text", names.join(", ")));
    row("threads", &rayon::current_num_threads().to_string());
    row("sandbox", &confine::state().to_string());
    row("cache", &cache(&session.config.file.cache));
    row("cloud", &cloud(&session.config));
    for (name, value) in local_rows(global, &session.config) {
        row(name, &value);
    }
    for warning in session.config.warnings.iter().chain(&state::refusals()) {
        row("note", warning);
    }
    output::print(&text)?;
    Ok(CLEAN)
}

/// Who reads the repository, and why.
fn read_with(repository: &Repository) -> String {
    let reasons: Vec<_> = repository.location().reasons().iter().map(ToString::to_string).collect();
    if reasons.is_empty() { "libgit2".to_owned() } else { format!("git: {}", reasons.join(", ")) }
}

/// Where answers of models are kept, and what they take.
fn cache(section: &CacheSection) -> String {
    match Store::from_section(section) {
        Some(store) => {
            format!("{} ({} of {} at the most)", store.path().display(), size(store.size()), size(store.limit()))
        }
        None => "off".to_owned(),
    }
}

/// The cloud model, and whether it could be asked; nothing is sent, and no command for a key is run.
fn cloud(config: &Config) -> String {
    let section = &config.file.cloud;
    match CloudReviewer::from_config(&config.file, true) {
        Ok(None) => "off; `provider` in `[cloud]` of your config names one".to_owned(),
        Err(reason) => reason,
        Ok(Some(model)) => {
            let key = match (&section.api_key_command, provider::has_key(section)) {
                (Some(_), _) => "the key from a command",
                (None, true) => "the key from a variable, or none needed",
                (None, false) => "its key is not set",
            };
            format!("{} at {}, {key}", model.model(), model.destination())
        }
    }
}

/// A name and what there is to say.
type Row = (&'static str, String);

/// What runs models on this machine, where it was looked for, and the models.
fn local_rows(global: &Global, config: &Config) -> Vec<Row> {
    let options = RuntimeOptions::new(global.runtime.as_deref(), &config.file.runtime);
    let (tried, runtime) = Runtime::search(&options);
    let mut rows = runtime_rows(&runtime, config.file.local.device());
    rows.extend(tried.iter().map(|tried| ("  looked in", tried.to_string())));
    if BUILT_IN {
        rows.extend(model_rows(config));
    }
    rows
}

fn runtime_rows(runtime: &Result<Runtime, RuntimeError>, asked: Device) -> Vec<Row> {
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return vec![("ONNX Runtime", missing(error))],
    };
    let offered = runtime.providers();
    let names: Vec<_> = offered.iter().map(|device| device.name()).collect();
    let version = format!("{}, {}; offers {}", runtime.version(), runtime.library().display(), names.join(", "));
    let device = match runtime.device(asked) {
        Ok(device) => format!("{} (asked for: {})", device.name(), asked.name()),
        Err(error) => missing(&error),
    };
    let mut rows = vec![("ONNX Runtime", version), ("device", device)];
    // A device that the library was built for and that does not start is worth a word, whoever chooses.
    let others = offered.into_iter().filter(|device| asked == Device::Auto && *device != Device::Cpu);
    rows.extend(others.filter_map(|device| Some(("  not used", runtime.device(device).err()?.to_string()))));
    rows
}

/// What lacks and what to do about it, in one line.
fn missing(error: &dyn miette::Diagnostic) -> String {
    let help = error.help().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{error}{help}")
}

fn model_rows(config: &Config) -> Vec<Row> {
    let registry = Registry::<()>::open(&config.file.local);
    let folder = ModelStore::open().map(|store| store.folder().display().to_string());
    let names: Vec<_> = registry.packages().iter().map(Package::name).collect();
    let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    let folder = folder.unwrap_or_else(|| "there is no data folder; set XDG_DATA_HOME or HOME".to_owned());
    let mut rows = vec![("models", names), ("your models", folder)];
    rows.extend(registry.broken().iter().map(|error| ("  broken", missing(error))));
    rows
}
