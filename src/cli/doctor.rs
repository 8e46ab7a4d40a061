//! `review doctor`: what is set up here, and what to do about what is not.

use std::fmt::Write as _;

use super::args::Global;
use super::error::Failure;
use super::output::{self, Output};
use super::session::Session;
use super::{CLEAN, FAILED};
use crate::config::{FILE_NAME, user_config_path};
use crate::finding::ToolInfo;
use crate::merge::baseline;
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
        (None, Some(repository)) => row("repository", &format!("{} (bare)", repository.path().display())),
        (None, None) => row("repository", "none here; only --diff FILE works"),
    }
    let state = |there: bool| if there { "read" } else { "not there" };
    if let Some(path) = user_config_path() {
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
    for warning in &session.config.warnings {
        row("note", warning);
    }
    output::print(&text)?;
    Ok(CLEAN)
}
