//! The reviewers of a run: which there are for a language, loaded when they are first needed.

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use super::endpoint::Endpoint;
use super::loaded::Spent;
use super::onnx;
use super::{Identity, Limits, LoadedReviewer, loads};
use crate::config::{Backend, ConfigFile, Device, LocalSection};
use crate::egress::EgressRecord;
use crate::finding::ModelTiming;
use crate::local::package::{Package, Task};
use crate::local::registry::{Choice, Registry};
use crate::local::runtime::{Runtime, RuntimeError, RuntimeOptions};
use crate::text::sentence;

/// The generative reviewers of this machine, or the one behind a server.
pub struct Reviewers {
    limits: Limits,
    source: Source,
    /// What those that were loaded have taken. The reviewers themselves may be gone, where memory is short.
    spent: Mutex<Vec<Spent>>,
}

/// Where reviewers come from.
enum Source {
    /// Packages, picked by language.
    Packages(Box<Packages>),
    /// One for everything.
    One(Arc<LoadedReviewer>),
    /// None, for this reason.
    Failed(String),
}

struct Packages {
    options: RuntimeOptions,
    choice: Choice,
    device: Device,
    registry: Registry<LoadedReviewer>,
    runtime: OnceLock<Result<Runtime, RuntimeError>>,
}

impl Reviewers {
    /// The reviewers as configured; `None` where there are none.
    pub fn new(config: &ConfigFile, options: RuntimeOptions) -> Option<Self> {
        let section = &config.local;
        let limits = section.limits();
        let choice = Choice::of(section.reviewer.as_deref());
        if choice == Choice::Off {
            return None;
        }
        let source = match section.backend {
            Some(Backend::Off) => return None,
            Some(Backend::Endpoint) => match Self::from_endpoint(section) {
                Ok(reviewers) => return Some(reviewers),
                Err(reason) => Source::Failed(reason),
            },
            _ => {
                let (registry, choice) = registry(section, choice);
                let any = registry.packages().iter().any(|package| package.manifest.task == Task::Reviewer);
                if !any && choice == Choice::Any {
                    return None;
                }
                let device = section.device();
                let runtime = OnceLock::new();
                Source::Packages(Box::new(Packages { options, choice, device, registry, runtime }))
            }
        };
        Some(Self { limits, source, spent: Mutex::default() })
    }

    /// One reviewer for everything.
    pub fn one(reviewer: LoadedReviewer, limits: Limits) -> Self {
        Self { limits, source: Source::One(Arc::new(reviewer)), spent: Mutex::default() }
    }

    /// The reviewer of one package, loaded now, for hunks of every language.
    ///
    /// # Errors
    /// In a sentence, why it cannot be used.
    pub fn from_package(package: &Package, section: &LocalSection, options: &RuntimeOptions) -> Result<Self, String> {
        let limits = section.limits();
        let runtime = Runtime::open(options).map_err(|error| sentence(&error))?;
        let loaded = load(package, &runtime, section.device(), limits)?;
        Ok(Self::one(loaded, limits))
    }

    /// The model behind the server of the configuration.
    ///
    /// # Errors
    /// In a sentence, what the configuration lacks.
    pub fn from_endpoint(section: &LocalSection) -> Result<Self, String> {
        let limits = section.limits();
        let endpoint = Endpoint::of(section, limits).map_err(|error| sentence(&error))?;
        let identity = endpoint.identity();
        Ok(Self::one(LoadedReviewer::new(Box::new(endpoint), identity, Duration::ZERO, 0), limits))
    }

    /// The same with another time for a change.
    #[must_use]
    pub fn with_time(mut self, time: Duration) -> Self {
        self.limits.time = time;
        self
    }

    /// The time that they have for a change.
    pub fn time(&self) -> Duration {
        self.limits.time
    }

    /// Loads those for hunks of these languages; for a thread beside the rules. What fails is said later.
    pub fn warm(&self, languages: impl IntoIterator<Item = &'static str>) {
        for language in languages {
            let _ = self.for_language(Some(language));
        }
    }

    /// Who would be asked about hunks of a language, without loading it; `None` where none is for it.
    ///
    /// # Errors
    /// As [`Reviewers::for_language`], as far as it can be told.
    pub fn identity(&self, language: Option<&str>) -> Result<Option<Identity>, String> {
        match &self.source {
            Source::One(loaded) => Ok(Some(loaded.identity().clone())),
            Source::Failed(reason) => Err(reason.clone()),
            Source::Packages(packages) => {
                let package = packages.pick(language)?;
                Ok(package.map(|package| Identity::of_package(package, self.limits)))
            }
        }
    }

    /// The reviewer for a language (`None`: a text of no language that is known), loaded; `None` where none is for it.
    ///
    /// # Errors
    /// In a sentence, why it cannot be used.
    pub fn for_language(&self, language: Option<&str>) -> Result<Option<Arc<LoadedReviewer>>, String> {
        let found = match &self.source {
            Source::One(loaded) => Some(loaded.clone()),
            Source::Failed(reason) => return Err(reason.clone()),
            Source::Packages(packages) => packages.load(language, self.limits)?,
        };
        if let Some(loaded) = &found {
            let mut all = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
            if !all.iter().any(|spent| Arc::ptr_eq(spent, &loaded.spent())) {
                all.push(loaded.spent());
            }
        }
        Ok(found)
    }

    /// Whether what they are shown goes to another machine.
    pub fn leaves(&self) -> bool {
        matches!(&self.source, Source::One(loaded) if loaded.leaves())
    }

    /// What was shown to a server since this was asked last.
    pub fn take_egress(&self) -> Vec<EgressRecord> {
        match &self.source {
            Source::One(loaded) => loaded.take_egress(),
            _ => Vec::new(),
        }
    }

    /// What each that was loaded has taken so far, in the order in which they were.
    pub fn timings(&self) -> Vec<ModelTiming> {
        let all = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(|spent| spent.lock().unwrap_or_else(PoisonError::into_inner).clone()).collect()
    }
}

/// The packages, and which of them may be taken. A folder in the place of a name is one more.
fn registry(section: &LocalSection, choice: Choice) -> (Registry<LoadedReviewer>, Choice) {
    let folder = section.reviewer.as_deref().map(Path::new).filter(|path| path.is_dir());
    let by_path = section.reviewer.as_deref().is_some_and(|text| text.contains(['/', '\\']));
    let store = Registry::<LoadedReviewer>::open(section);
    match (folder, &choice) {
        (Some(folder), Choice::Named(name)) if by_path || store.get(name).is_none() => {
            let package = Package::of_folder(folder);
            let choice = package.as_ref().map_or(choice, |own| Choice::Named(own.name().to_owned()));
            (Registry::open_with(section, package), choice)
        }
        _ => (store, choice),
    }
}

impl Packages {
    fn load(&self, language: Option<&str>, limits: Limits) -> Result<Option<Arc<LoadedReviewer>>, String> {
        let Some(package) = self.pick(language)? else { return Ok(None) };
        let runtime = self.runtime.get_or_init(|| Runtime::open(&self.options));
        let runtime = runtime.as_ref().map_err(|error| sentence(error))?;
        self.registry.load(package, |package| load(package, runtime, self.device, limits)).map(Some)
    }

    fn pick(&self, language: Option<&str>) -> Result<Option<&Package>, String> {
        match self.registry.pick(Task::Reviewer, language, &self.choice) {
            None => self.unknown().map_or(Ok(None), Err),
            found => Ok(found),
        }
    }

    /// Why a reviewer that was named is not there; one that is for other languages is.
    fn unknown(&self) -> Option<String> {
        let Choice::Named(name) = &self.choice else { return None };
        if self.registry.packages().iter().any(|package| package.name() == name) {
            return None;
        }
        let none = format!("there is no model `{name}`, which `[local] reviewer` or `--reviewer` names");
        let broken = self.registry.broken().iter().map(ToString::to_string);
        let parts: Vec<_> = [none].into_iter().chain(broken).chain(["see `review models list`".into()]).collect();
        Some(parts.join("; "))
    }
}

fn load(package: &Package, runtime: &Runtime, device: Device, limits: Limits) -> Result<LoadedReviewer, String> {
    let start = Instant::now();
    let reviewer = onnx::open(package, runtime, device, limits)?;
    let took = start.elapsed();
    loads::note(package.name(), took);
    Ok(LoadedReviewer::new(reviewer, Identity::of_package(package, limits), took, package.memory()))
}
