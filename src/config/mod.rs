//! The configuration: what a `review.toml` may say, the layers it comes from, and what they add up to.

mod egress;
mod file;
mod folder;
mod keys;
mod layers;
mod read;
mod resolved;
mod sources;
mod trust;

pub use egress::EgressPolicy;
pub use file::{
    Backend, CacheSection, CloudSection, ConfigFile, Device, Escalate, FailOn, HookSection, LocalSection, Price,
    ProviderName, ReviewSection, RouteSection, RuntimeSection,
};
pub use keys::range_error;
pub use layers::{ConfigError, Layers, user_config_path};
pub use resolved::{CloudLimits, ReviewerLimits, RoutePolicy};
pub use sources::{ROOT_FILES, Source, Sources};
pub use trust::TrustStore;

pub use crate::settings::{RuleSettings, RulesSection};

use globset::GlobSet;

use crate::finding::Severity;
use crate::globs::{Excludes, paths};

/// The name of the repository's configuration file, at its root and in folders.
pub const FILE_NAME: &str = "review.toml";

/// What all layers add up to, with the defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// The severity from which the exit code is 1.
    pub fail_on: FailOn,
    /// Findings below it are not shown.
    pub min_severity: Severity,
    /// Findings below it are not shown.
    pub min_confidence: f64,
    /// At most so many findings are shown.
    pub max_comments: Option<usize>,
    /// Files that are not reviewed.
    pub exclude: Excludes,
    /// The file of the repository that excludes them; `None` where it is the user's side.
    pub excluding: Option<String>,
    /// Files whose hunks always go to the cloud, where one is set up.
    pub always: Option<GlobSet>,
    /// Files whose hunks never go there.
    pub never: Option<GlobSet>,
    /// What may leave the machine.
    pub egress: EgressPolicy,
    /// What the layers say of the rules.
    pub rules: RulesSection,
    /// The merged file, for the stages that read their own section.
    pub file: ConfigFile,
    /// Keys of the repository that were ignored, and why.
    pub warnings: Vec<String>,
}

impl Config {
    pub(crate) fn new(file: ConfigFile, warnings: Vec<String>) -> Result<Self, ConfigError> {
        let review = &file.review;
        Ok(Self {
            fail_on: review.fail_on.unwrap_or_default(),
            min_severity: review.min_severity.unwrap_or(Severity::Info),
            min_confidence: review.min_confidence.unwrap_or(0.0),
            max_comments: review.max_comments,
            exclude: excludes(review.exclude.as_deref())?,
            excluding: None,
            always: named_paths("route.always", file.route.always.as_deref())?,
            never: named_paths("route.never", file.route.never.as_deref())?,
            egress: EgressPolicy::from_section(&file.cloud)?,
            rules: file.rules.clone(),
            file,
            warnings,
        })
    }

    /// Whether a path is left out of the review.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.excludes(path)
    }

    /// Leaves further paths out of the review, after those of the layers.
    ///
    /// # Errors
    /// A pattern that is not valid.
    pub fn exclude_also(&mut self, patterns: &[String]) -> Result<(), ConfigError> {
        self.file.review.exclude.get_or_insert_default().extend_from_slice(patterns);
        self.exclude = excludes(self.file.review.exclude.as_deref())?;
        Ok(())
    }

    /// Keeps on this machine what the configuration of a folder does, beside what the root's does.
    ///
    /// # Errors
    /// A pattern that is not valid.
    pub fn tighten(&mut self, of_folder: &Self) -> Result<(), ConfigError> {
        let (route, cloud) = (&mut self.file.route, &mut self.file.cloud);
        add_missing(&mut route.never, of_folder.file.route.never.as_deref());
        add_missing(&mut cloud.deny_paths, of_folder.file.cloud.deny_paths.as_deref());
        self.never = named_paths("route.never", route.never.as_deref())?;
        self.egress = EgressPolicy::from_section(cloud)?;
        Ok(())
    }
}

fn excludes(patterns: Option<&[String]>) -> Result<Excludes, ConfigError> {
    let patterns = patterns.unwrap_or_default();
    Excludes::new(patterns).map_err(|error| ConfigError::value("review.exclude", error.to_string()))
}

fn named_paths(key: &str, patterns: Option<&[String]>) -> Result<Option<GlobSet>, ConfigError> {
    paths(patterns.unwrap_or_default()).map_err(|error| ConfigError::value(key, error.to_string()))
}

fn add_missing(list: &mut Option<Vec<String>>, further: Option<&[String]>) {
    for pattern in further.unwrap_or_default() {
        let list = list.get_or_insert_default();
        if !list.contains(pattern) {
            list.push(pattern.clone());
        }
    }
}
