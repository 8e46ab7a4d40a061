//! What an attacker tries by a change, a repository, git's own configuration, a server or a model package: one row for
//! each, with what it sets up, and what must be said and found all the same. What must never happen is asserted of every
//! row: no command of it runs, nothing is written, nothing from outside is shown, and no output moves the terminal.

mod changes;
mod configuration;
mod git;
#[cfg(feature = "models")]
mod packages;
mod platforms;
mod servers;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::Value;

use crate::sandbox::{BAD, Run, Sandbox, places};

/// What is written in a file beside the repository.
pub const SECRET: &str = "the plan of the year";

/// The finding of a file that holds [`BAD`].
pub const AT_A: &str = "a.py:1 python/mutable-default";

/// A thing that is tried.
pub struct Case {
    pub name: &'static str,
    /// Makes the repository hostile.
    pub arrange: fn(&Sandbox),
    /// Which change is reviewed.
    pub scope: &'static [&'static str],
    /// What is found, as `path:line rule`.
    pub found: &'static [&'static str],
    /// What is said on standard error.
    pub says: &'static [&'static str],
}

/// A repository with a file beside it that no review may show.
pub fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "a project\n")]).without_runtime();
    fs::write(sandbox.beside("outside.py"), format!("# {SECRET}\n{BAD}")).unwrap();
    sandbox
}

/// A command that leaves a mark.
pub fn command(sandbox: &Sandbox) -> String {
    format!("touch {}", mark(sandbox).display())
}

fn mark(sandbox: &Sandbox) -> PathBuf {
    sandbox.beside("ran")
}

/// Reviews, once for people and once for programs, and asserts what holds whatever was tried.
pub fn held(sandbox: &Sandbox, name: &str, scope: &[&str]) -> (Run, Value) {
    let before = files(&sandbox.root());
    let run = sandbox.review(&[scope, &["--tiers", "rules"]].concat());
    let json = sandbox.review(&[scope, &["--tiers", "rules", "--output-format", "json"]].concat());
    for run in [&run, &json] {
        assert_harmless(sandbox, name, run);
    }
    assert_eq!(files(&sandbox.root()), before, "{name}: something was written");
    let result = serde_json::from_str(&json.out).unwrap_or_else(|error| panic!("{name}: {error}: {}", json.err));
    (run, result)
}

/// Asserts that a run ended by itself, ran no command, showed nothing from outside and moves no terminal.
pub fn assert_harmless(sandbox: &Sandbox, name: &str, run: &Run) {
    assert!((0..=3).contains(&run.code), "{name}: {}", run.err);
    assert!(!mark(sandbox).exists(), "{name}: a command was run");
    let all = format!("{}{}", run.out, run.err);
    assert!(!all.contains(SECRET) && !all.contains("panicked"), "{name}: {all}");
    assert!(!all.contains(|letter: char| letter.is_control() && !"\n\t".contains(letter)), "{name}: {all:?}");
    // Programs that read JSON are not turned around by what it holds.
    let told = if run.out.starts_with('{') { &run.err } else { &all };
    assert!(!told.contains(|letter| ('\u{202a}'..='\u{202e}').contains(&letter)), "{name}: {all:?}");
}

/// Reviews a row of a table.
pub fn check(case: &Case) {
    let sandbox = sandbox();
    (case.arrange)(&sandbox);
    let (run, result) = held(&sandbox, case.name, case.scope);
    assert_eq!(planted(&result), case.found, "{}: {}", case.name, run.err);
    assert_says(case.name, &run, case.says);
}

/// Where the mistakes of [`BAD`] are found, whatever else is.
pub fn planted(result: &Value) -> Vec<String> {
    places(result).into_iter().filter(|place| place.ends_with(" python/mutable-default")).collect()
}

/// Asserts that standard error says this, wherever its lines are broken.
pub fn assert_says(name: &str, run: &Run, words: &[&str]) {
    let unwrapped = |text: &str| text.replace(|letter: char| letter.is_whitespace() || letter == '│', "");
    for word in words {
        assert!(unwrapped(&run.err).contains(&unwrapped(word)), "{name}: {word:?} is not in:\n{}", run.err);
    }
}

/// Every file below a folder, with its size and when it was written.
fn files(folder: &Path) -> BTreeMap<PathBuf, (u64, Option<SystemTime>)> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let metadata = entry.metadata().unwrap();
            if metadata.is_dir() {
                folders.push(entry.path());
            }
            all.insert(entry.path(), (metadata.len(), metadata.modified().ok()));
        }
    }
    all
}
