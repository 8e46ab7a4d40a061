//! The search for ONNX Runtime: what the user named, else the first library of the places that loads.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use super::locations::{CONFIGURED, DYLIB_VARIABLE, LOCATIONS, Surroundings, libraries_in};
use super::{LOADED, Runtime, RuntimeError};
use crate::config::RuntimeSection;

/// A library that the user named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configured {
    /// The library, or a folder that holds it.
    pub path: PathBuf,
    /// What names it.
    pub by: &'static str,
}

/// What decides which library is loaded.
#[derive(Debug, Clone, Default)]
pub struct RuntimeOptions {
    /// The library that the user named; no other is taken then.
    pub configured: Option<Configured>,
    /// Where the usual places are.
    pub surroundings: Surroundings,
}

impl RuntimeOptions {
    /// What `--runtime`, `[runtime] library` and the variable `ORT_DYLIB_PATH` say, in this order.
    pub fn new(flag: Option<&Path>, section: &RuntimeSection) -> Self {
        Self::around(flag, section, Surroundings::of_process())
    }

    fn around(flag: Option<&Path>, section: &RuntimeSection, surroundings: Surroundings) -> Self {
        let named = |path: &Path, by| Configured { path: path.to_owned(), by };
        // What was typed is meant from the folder where it was typed.
        let flag = flag.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned()));
        let configured = flag
            .map(|path| named(&path, "--runtime"))
            .or_else(|| section.library.as_ref().map(|path| named(Path::new(path), "`[runtime] library`")))
            .or_else(|| surroundings.variables.get(DYLIB_VARIABLE).map(|path| named(path, DYLIB_VARIABLE)));
        Self { configured, surroundings }
    }
}

/// What was found in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// No library.
    Missing,
    /// A library that cannot be used.
    Broken(RuntimeError),
    /// The library that is used.
    Used(PathBuf),
    /// A library that was not tried, because another one is used.
    Spare(PathBuf),
}

/// One row of the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The name of the place.
    pub place: &'static str,
    /// What was found.
    pub state: State,
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.state {
            State::Missing => write!(f, "{}: not there", self.place),
            State::Broken(error) => write!(f, "{}: broken: {error}", self.place),
            State::Used(path) => write!(f, "{}: found: {}", self.place, path.display()),
            State::Spare(path) => write!(f, "{}: not needed: {}", self.place, path.display()),
        }
    }
}

/// Goes through the places; a library that was configured is the only one.
pub(super) fn search(options: &RuntimeOptions) -> (Vec<Tried>, Result<Runtime, RuntimeError>) {
    if let Some(configured) = &options.configured {
        let runtime = named(configured).and_then(|path| Runtime::load(&path));
        let state = match &runtime {
            Ok(runtime) => State::Used(runtime.library().to_owned()),
            Err(error) => State::Broken(error.clone()),
        };
        return (vec![Tried { place: CONFIGURED, state }], runtime);
    }
    // A process loads one library: what another part of it found is what a second search would find.
    if let Some(runtime) = already() {
        let state = State::Used(runtime.library().to_owned());
        return (vec![Tried { place: "loaded already", state }], Ok(runtime));
    }
    let (tried, runtime) = first(&options.surroundings, Runtime::load);
    (tried, runtime.ok_or(RuntimeError::NotFound))
}

fn already() -> Option<Runtime> {
    LOADED.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
}

/// The library that the user named.
fn named(configured: &Configured) -> Result<PathBuf, RuntimeError> {
    let Configured { path, by } = configured;
    if !path.is_absolute() {
        return Err(RuntimeError::Relative { path: path.clone(), by });
    }
    let library = if path.is_dir() { libraries_in(path).into_iter().next() } else { Some(path.clone()) };
    let not_there = || RuntimeError::NotThere { path: path.clone(), by };
    library.filter(|path| path.exists()).ok_or_else(not_there)
}

/// The first library that loads, and a row for each place or library.
fn first<T>(around: &Surroundings, load: impl Fn(&Path) -> Result<T, RuntimeError>) -> (Vec<Tried>, Option<T>) {
    let (mut tried, mut used, mut seen) = (Vec::new(), None, BTreeSet::new());
    for place in &LOCATIONS {
        let libraries = place.libraries(around);
        if libraries.is_empty() {
            tried.push(Tried { place: place.name, state: State::Missing });
        }
        for path in libraries {
            // Places overlap, and a library has names that are links to it.
            if !seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())) {
                continue;
            }
            let state = if used.is_some() {
                State::Spare(path)
            } else {
                match load(&path) {
                    Ok(value) => {
                        used = Some(value);
                        State::Used(path)
                    }
                    Err(error) => State::Broken(error),
                }
            };
            tried.push(Tried { place: place.name, state });
        }
    }
    (tried, used)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;

    use super::super::locations::tests::file_name;
    use super::*;

    #[test]
    fn the_flag_comes_before_the_file_and_the_file_before_the_variable() {
        let path = |name: &str| std::env::temp_dir().join(name);
        let variables = BTreeMap::from([(DYLIB_VARIABLE, path("variable"))]);
        let around = Surroundings { variables, ..Surroundings::default() };
        let section =
            RuntimeSection { library: Some(path("file").to_string_lossy().into_owned()), ..RuntimeSection::default() };
        let chosen = |flag: Option<&Path>, section: &RuntimeSection| {
            RuntimeOptions::around(flag, section, around.clone()).configured.unwrap().path
        };
        assert_eq!(chosen(Some(&path("flag")), &section), path("flag"));
        assert_eq!(chosen(None, &section), path("file"));
        assert_eq!(chosen(None, &RuntimeSection::default()), path("variable"));
    }

    #[test]
    fn a_configured_library_that_is_missing_is_an_error_and_no_reason_to_search() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none.so");
        let configured = Some(Configured { path: path.clone(), by: "--runtime" });
        let options = RuntimeOptions { configured, surroundings: Surroundings::of_process() };
        let (tried, runtime) = Runtime::search(&options);
        assert_eq!(runtime.unwrap_err(), RuntimeError::NotThere { path, by: "--runtime" });
        assert_eq!(tried.len(), 1);
    }

    #[test]
    fn a_relative_path_in_a_file_or_variable_is_refused() {
        let section = RuntimeSection { library: Some("libonnxruntime.so".into()), ..RuntimeSection::default() };
        let options = RuntimeOptions::around(None, &section, Surroundings::default());
        assert!(matches!(Runtime::open(&options), Err(RuntimeError::Relative { .. })));
    }

    #[test]
    fn a_broken_library_is_remembered_and_the_next_one_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let around = Surroundings { data: Some(folder.path().to_owned()), ..Surroundings::default() };
        let library = |version: &str| folder.path().join("runtime").join(version).join(file_name(version));
        for version in ["1.28.0", "1.29.0", "1.30.0"] {
            fs::create_dir_all(library(version).parent().unwrap()).unwrap();
            fs::write(library(version), "").unwrap();
        }
        let (tried, used) = first(&around, |path| {
            let broken = path == library("1.30.0");
            if broken { Err(RuntimeError::Model("broken".into())) } else { Ok(path.to_owned()) }
        });
        assert_eq!(used, Some(library("1.29.0")));
        let states: Vec<_> =
            tried.into_iter().filter(|row| row.place == "your data folder").map(|row| row.state).collect();
        let broken = State::Broken(RuntimeError::Model("broken".into()));
        assert_eq!(states, [broken, State::Used(library("1.29.0")), State::Spare(library("1.28.0"))]);
    }
}
