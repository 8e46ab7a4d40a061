//! The stage itself: packages and runtime, loaded while the rules run, and asked once for a whole change.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::features::{Group, Measures, line_vectors, vectors};
use super::learned::{Base, Learned, LearnedStore, log_odds};
use super::package::{Package, Task};
use super::registry::{Choice, Registry};
use super::risk::{Hunks, RiskError, RiskModel};
use super::runtime::{Runtime, RuntimeError, RuntimeOptions};
use super::{Assessed, Assessment, Reason};
use crate::config::{Backend, ConfigFile};
use crate::git::Repository;
use crate::text::sentence;

/// At most so many hunks of a change, the riskiest, get reasons and line scores: nobody reads more.
const EXPLAINED: usize = 400;

/// The models on this machine. Nothing is loaded before it is needed.
pub struct Local {
    options: RuntimeOptions,
    choice: Choice,
    registry: OnceLock<Registry<RiskModel>>,
    runtime: OnceLock<Result<Runtime, RuntimeError>>,
    config: ConfigFile,
    /// Where lies what was learned in this repository.
    learned: Option<PathBuf>,
}

impl Local {
    /// The stage as configured; `None` where it is switched off.
    pub fn new(config: &ConfigFile, options: RuntimeOptions) -> Option<Self> {
        let choice = Choice::of(config.local.risk.as_deref());
        if choice == Choice::Off || config.local.backend == Some(Backend::Off) {
            return None;
        }
        let (registry, runtime) = (OnceLock::new(), OnceLock::new());
        Some(Self { options, choice, registry, runtime, config: config.clone(), learned: None })
    }

    /// Lays over the models what was learned in a repository, if something was.
    #[must_use]
    pub fn with_learned(self, repository: &Repository) -> Self {
        Self { learned: LearnedStore::open().map(|store| store.path(repository)), ..self }
    }

    /// Loads what hunks of these languages will need; for a thread beside the rules. What fails is said later.
    pub fn warm(&self, languages: impl IntoIterator<Item = &'static str>) {
        for language in languages {
            if let Ok(Some(package)) = self.package(language) {
                let _ = self.model(package);
            }
        }
    }

    /// What shapes the risks of hunks of these languages beside the change that they are in; `None` where not all of it
    /// can be told.
    pub fn identity(&self, languages: &BTreeSet<&'static str>) -> Option<String> {
        let mut identity = env!("CARGO_PKG_VERSION").to_owned();
        for language in languages {
            let Some(package) = self.package(language).ok()? else { continue };
            let base = Base::new(package.name(), &package.manifest.version);
            write!(identity, " {language} {} {base:?}", package.identity()).expect("strings grow");
        }
        match self.learned.as_ref().map(fs::read_to_string) {
            Some(Ok(learned)) => write!(identity, " learned {learned}").expect("strings grow"),
            Some(Err(error)) if error.kind() != ErrorKind::NotFound => return None,
            _ => {}
        }
        self.unreadable().is_empty().then_some(identity)
    }

    /// What the models say of the hunks of a change.
    pub fn assess(&self, change: &[Measures]) -> Assessed {
        let mut assessed = Assessed { hunks: vec![None; change.len()], ..Assessed::default() };
        if change.is_empty() {
            return assessed;
        }
        let (vectors, lines) = (vectors(change), line_vectors(change));
        let hunks = Hunks { measures: change, vectors: &vectors, lines: &lines };
        let mut by_language: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, measures) in change.iter().enumerate() {
            by_language.entry(measures.language).or_default().push(number);
        }
        let mut spoken = Vec::new();
        for (language, wanted) in by_language {
            match self.risks(language, &hunks, &wanted, &mut assessed) {
                Ok(model) => spoken.extend(model.map(|model| (model, wanted))),
                Err(reason) => assessed.degraded.push(reason),
            }
        }
        let riskiest = riskiest(&assessed.hunks);
        for (model, wanted) in spoken {
            if let Err(error) = explain(&model, &hunks, &wanted, &riskiest, &mut assessed) {
                for hunk in wanted {
                    assessed.hunks[hunk] = None;
                }
                assessed.degraded.push(sentence(&error));
            }
        }
        assessed.degraded.extend(self.unreadable());
        // The same reason for each language is one reason.
        assessed.degraded.sort();
        assessed.degraded.dedup();
        assessed
    }

    /// The risks of the hunks of a language, for this repository, and the model that they are from.
    fn risks(
        &self,
        language: &str,
        hunks: &Hunks<'_>,
        wanted: &[usize],
        assessed: &mut Assessed,
    ) -> Result<Option<Arc<RiskModel>>, String> {
        let Some(package) = self.package(language)? else { return Ok(None) };
        let model = self.model(package)?;
        let mut found = model.assess(hunks, wanted).map_err(|error| sentence(&error))?;
        match self.learned(package) {
            Ok(Some(learned)) => found.iter_mut().for_each(|own| lay_over(own, &learned)),
            Ok(None) => {}
            Err(reason) => assessed.degraded.push(reason),
        }
        for (&hunk, assessment) in wanted.iter().zip(found) {
            assessed.hunks[hunk] = Some(assessment);
        }
        Ok(Some(model))
    }

    /// What is to be said of packages that cannot be read: any of them may be one that was meant to be used.
    fn unreadable(&self) -> Vec<String> {
        let registry = self.registry.get().filter(|_| self.choice == Choice::Any);
        registry.map(Registry::broken).unwrap_or_default().iter().map(|error| sentence(error)).collect()
    }

    /// The package for a language; it is an error where one was named and is not there.
    fn package(&self, language: &str) -> Result<Option<&Package>, String> {
        let registry = self.registry.get_or_init(|| Registry::open(&self.config.local));
        let picked = registry.pick(Task::Risk, Some(language), &self.choice);
        match (&self.choice, picked) {
            (Choice::Named(name), None) if registry.get(name).is_none() => {
                let none = format!("there is no model `{name}`, which `[local] risk` names");
                let broken = registry.broken().iter().map(ToString::to_string);
                let parts: Vec<_> =
                    [none].into_iter().chain(broken).chain(["see `review models list`".into()]).collect();
                Err(parts.join("; "))
            }
            (_, picked) => Ok(picked),
        }
    }

    fn learned(&self, package: &Package) -> Result<Option<Learned>, String> {
        let Some(path) = &self.learned else { return Ok(None) };
        let base = Base::new(package.name(), &package.manifest.version);
        LearnedStore::load_from(path, &base).map_err(|error| sentence(&error))
    }

    fn model(&self, package: &Package) -> Result<Arc<RiskModel>, String> {
        let runtime = self.runtime.get_or_init(|| Runtime::open(&self.options));
        let runtime = runtime.as_ref().map_err(|error| sentence(error))?;
        let registry = self.registry.get().expect("it gave the package");
        registry.load(package, |package| RiskModel::load(package, runtime)).map_err(|error: RiskError| sentence(&error))
    }
}

/// Which hunks are explained; of equal ones the first.
fn riskiest(hunks: &[Option<Assessment>]) -> BTreeSet<usize> {
    let assessed = hunks.iter().enumerate();
    let mut order: Vec<_> = assessed.filter_map(|(hunk, own)| Some((hunk, own.as_ref()?.risk))).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    order.into_iter().take(EXPLAINED).map(|(hunk, _)| hunk).collect()
}

/// Has a model explain its risks of the riskiest hunks.
fn explain(
    model: &RiskModel,
    hunks: &Hunks<'_>,
    wanted: &[usize],
    riskiest: &BTreeSet<usize>,
    assessed: &mut Assessed,
) -> Result<(), RiskError> {
    let (told, others): (Vec<usize>, Vec<usize>) = wanted.iter().partition(|hunk| riskiest.contains(hunk));
    for (&hunk, said) in told.iter().zip(model.explain(hunks, &told)?) {
        let own = assessed.hunks[hunk].as_mut().expect("it has a risk");
        own.reasons.extend(said.reasons);
        own.lines = said.lines;
    }
    for hunk in others {
        assessed.hunks[hunk].as_mut().expect("it has a risk").reasons.clear();
    }
    if !assessed.models.iter().any(|name| name == model.name()) {
        assessed.models.push(model.name().to_owned());
    }
    Ok(())
}

/// Takes over what was learned of hunks like this one.
fn lay_over(assessment: &mut Assessment, learned: &Learned) {
    let before = assessment.risk;
    assessment.risk = learned.risk(before, &assessment.vector);
    if let Some(text) = learned.reason(&assessment.vector) {
        let logits = log_odds(assessment.risk) - log_odds(before);
        assessment.reasons.insert(0, Reason { group: Group::Words, logits, text });
    }
}
