//! The model packages of this machine: those of the program and those of the user's data folder, never one of the
//! repository. A task and a language come in; the package that suits them best goes out, loaded once.

mod budget;
mod store;

pub use store::{RegistryError, Store};

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::budget::Budget;
use super::package::{MANIFEST, Origin, Package, PackageError, Task};
use crate::config::LocalSection;
use crate::embedded;

/// Which packages may be taken for a task.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Choice {
    /// The best for the language; among equals the one of the program.
    #[default]
    Any,
    /// Those of the program.
    Builtin,
    /// None.
    Off,
    /// This one.
    Named(String),
}

impl Choice {
    /// What a value of `[local] risk` or `[local] reviewer` means.
    pub fn of(value: Option<&str>) -> Self {
        match value {
            None => Self::Any,
            Some("builtin") => Self::Builtin,
            Some("off") => Self::Off,
            Some(name) => Self::Named(name.to_owned()),
        }
    }

    fn allows(&self, package: &Package) -> bool {
        match self {
            Self::Any => true,
            Self::Builtin => package.origin.is_builtin(),
            Self::Off => false,
            Self::Named(name) => package.name() == name,
        }
    }
}

impl Origin {
    /// Whether it is part of the program.
    pub fn is_builtin(&self) -> bool {
        matches!(self, Self::Builtin(_))
    }
}

/// The packages, and what was loaded of them: a `T`, whatever the caller makes of a package.
#[derive(Debug)]
pub struct Registry<T> {
    packages: Vec<Package>,
    broken: Vec<PackageError>,
    loaded: BTreeMap<String, Mutex<Option<Arc<T>>>>,
    budget: Mutex<Budget>,
}

impl<T> Registry<T> {
    /// The packages of the program and of the user's data folder.
    pub fn open(section: &LocalSection) -> Self {
        Self::of(builtin(), Store::open().as_ref().map(Store::folder), section)
    }

    /// As [`Registry::open`], and with a package that lies elsewhere.
    pub fn open_with(section: &LocalSection, further: Result<Package, PackageError>) -> Self {
        let all = builtin().into_iter().chain([further]).collect();
        Self::of(all, Store::open().as_ref().map(Store::folder), section)
    }

    fn of(mut read: Vec<Result<Package, PackageError>>, folder: Option<&Path>, section: &LocalSection) -> Self {
        read.extend(folder.into_iter().flat_map(store::packages_in));
        let (mut packages, mut broken) = (Vec::<Package>::new(), Vec::new());
        for package in read {
            match package {
                // The program's own come first and keep their names.
                Ok(package) if packages.iter().any(|other| other.name() == package.name()) => {
                    broken.push(PackageError::Shadowed(package.name().to_owned()));
                }
                Ok(package) => packages.push(package),
                Err(error) => broken.push(error),
            }
        }
        Self {
            loaded: packages.iter().map(|package| (package.name().to_owned(), Mutex::default())).collect(),
            packages,
            broken,
            budget: Mutex::new(Budget::new(section.memory_budget())),
        }
    }

    /// Every package that can be used, the program's own first, then by name.
    pub fn packages(&self) -> &[Package] {
        &self.packages
    }

    /// Why others cannot.
    pub fn broken(&self) -> &[PackageError] {
        &self.broken
    }

    /// A package by its name.
    pub fn get(&self, name: &str) -> Option<&Package> {
        self.packages.iter().find(|package| package.name() == name)
    }

    /// The package for a task and a language (`None`: a text of no language that is known): a specialist for the
    /// language that the user added, then the program's own, then one for all.
    pub fn pick(&self, task: Task, language: Option<&str>, choice: &Choice) -> Option<&Package> {
        let fitting = self.packages.iter().filter(|package| package.manifest.task == task && choice.allows(package));
        let suited = fitting.filter_map(|package| Some((package.suits(language)?, package)));
        // Of several equals, `max_by_key` would take the last.
        suited.rev().max_by_key(|(suits, _)| *suits).map(|(_, package)| package)
    }

    /// What `load` makes of a package, made on first use and kept as long as the memory allows. Threads that want
    /// the same package wait for the one that loads it; those that want others do not.
    ///
    /// # Errors
    /// What `load` says; the next call tries again.
    pub fn load<E>(&self, package: &Package, load: impl FnOnce(&Package) -> Result<T, E>) -> Result<Arc<T>, E> {
        let Some(slot) = self.loaded.get(package.name()) else { return load(package).map(Arc::new) };
        let value = {
            let mut slot = locked(slot);
            match &*slot {
                Some(value) => value.clone(),
                None => slot.insert(Arc::new(load(package)?)).clone(),
            }
        };
        let gone = locked(&self.budget).used(package.name(), package.memory());
        for slot in gone.iter().filter_map(|name| self.loaded.get(name)) {
            *locked(slot) = None;
        }
        Ok(value)
    }
}

/// The packages that are part of the program.
fn builtin() -> Vec<Result<Package, PackageError>> {
    let manifests = embedded::under("models/").filter_map(|(path, _)| path.strip_suffix(MANIFEST));
    manifests.map(Package::builtin).collect()
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::convert::Infallible;

    use super::super::package::tests::write;
    use super::*;

    /// Packages for all languages, for Python, and for Python by another name, and one that is broken.
    fn registry(section: &LocalSection) -> (tempfile::TempDir, Registry<String>) {
        let folder = tempfile::tempdir().unwrap();
        for (name, languages) in [("general", "[]"), ("python-a", "[\"python\"]"), ("python-b", "[\"python\"]")] {
            write(&folder.path().join(name), "\"ours\"", &format!("\"{name}\""));
            let path = folder.path().join(name).join(MANIFEST);
            let text = std::fs::read_to_string(&path).unwrap().replace("[\"python\"]", languages);
            std::fs::write(path, text + "\n").unwrap();
        }
        write(&folder.path().join("broken"), "\"ours\"", "\"BROKEN\"");
        let registry = Registry::of(Vec::new(), Some(folder.path()), section);
        (folder, registry)
    }

    #[test]
    fn a_specialist_is_taken_over_the_general_package() {
        let (_folder, registry) = registry(&LocalSection::default());
        let named = |name: &str| Choice::Named(name.into());
        let cases = [
            (Some("python"), Choice::Any, Some("python-a")),
            (Some("rust"), Choice::Any, Some("general")),
            (None, Choice::Any, Some("general")),
            (Some("python"), Choice::Off, None),
            (Some("python"), Choice::Builtin, None),
            (Some("python"), named("python-b"), Some("python-b")),
            (Some("rust"), named("python-b"), None),
            (Some("rust"), named("nothing"), None),
        ];
        for (language, choice, expected) in cases {
            let picked = registry.pick(Task::Risk, language, &choice).map(Package::name);
            assert_eq!(picked, expected, "{language:?} {choice:?}");
        }
        assert_eq!(registry.pick(Task::Reviewer, None, &Choice::Any), None);
    }

    #[test]
    fn a_broken_package_has_a_reason_and_the_others_go_on() {
        let (_folder, registry) = registry(&LocalSection::default());
        assert_eq!(registry.packages().len(), 3);
        assert!(registry.broken()[0].to_string().contains("small letters"), "{}", registry.broken()[0]);
    }

    #[test]
    fn a_package_is_loaded_once_and_a_failure_is_tried_again() {
        let (_folder, registry) = registry(&LocalSection::default());
        let package = registry.get("general").unwrap();
        assert_eq!(registry.load(package, |_| Err("no")), Err("no"));
        let loads = Cell::new(0);
        let load = |package: &Package| {
            loads.set(loads.get() + 1);
            Ok::<_, Infallible>(package.name().to_owned())
        };
        for _ in 0..3 {
            assert_eq!(*registry.load(package, load).unwrap(), "general");
        }
        assert_eq!(loads.get(), 1);
    }

    #[test]
    fn one_package_may_exceed_the_memory_and_two_take_turns() {
        let (_folder, registry) = registry(&LocalSection { memory_budget_mb: Some(0), ..LocalSection::default() });
        let loads = Cell::new(0);
        let load = |name: &str| {
            let load = |_: &Package| {
                loads.set(loads.get() + 1);
                Ok::<_, Infallible>(String::new())
            };
            registry.load(registry.get(name).unwrap(), load).unwrap();
            loads.get()
        };
        assert_eq!([load("general"), load("general")], [1, 1]);
        assert_eq!([load("python-a"), load("python-a"), load("general")], [2, 2, 3]);
    }

    #[test]
    fn every_package_of_the_program_is_valid_and_has_its_digest() {
        for package in builtin() {
            package.unwrap().check().unwrap();
        }
    }
}
