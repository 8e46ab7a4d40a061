//! The configuration: what a `review.toml` may say, the layers it comes from, and what they add up to.

mod egress;
mod file;
mod keys;
mod layers;
mod resolved;
mod trust;

pub use egress::EgressPolicy;
pub use file::{
    Backend, CacheSection, CloudSection, ConfigFile, Device, Escalate, FailOn, HookSection, LocalSection, Price,
    ProviderName, ReviewSection, RouteSection, RuntimeSection,
};
pub use layers::{ConfigError, Layers, user_config_path};
pub use resolved::{CloudLimits, ReviewerLimits, RoutePolicy};
pub use trust::TrustStore;

pub use crate::settings::{RuleSettings, RulesSection};

use globset::GlobSet;

use crate::finding::Severity;
use crate::globs::globs;

/// The name of the repository's configuration file, at its root.
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
    pub exclude: Option<GlobSet>,
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
        let paths = |key: &str, patterns: &Option<Vec<String>>| {
            let set = globs(patterns.as_deref().unwrap_or_default());
            set.map_err(|error| ConfigError::value(key, error.to_string()))
        };
        let min_confidence = review.min_confidence.unwrap_or(0.0);
        if !(0.0..=1.0).contains(&min_confidence) {
            return Err(ConfigError::value("review.min_confidence", "it lies between 0.0 and 1.0".into()));
        }
        Ok(Self {
            fail_on: review.fail_on.unwrap_or_default(),
            min_severity: review.min_severity.unwrap_or(Severity::Info),
            min_confidence,
            max_comments: review.max_comments,
            exclude: paths("review.exclude", &review.exclude)?,
            always: paths("route.always", &file.route.always)?,
            never: paths("route.never", &file.route.never)?,
            egress: EgressPolicy::from_section(&file.cloud)?,
            rules: file.rules.clone(),
            file,
            warnings,
        })
    }

    /// Whether a path is left out of the review.
    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.as_ref().is_some_and(|globs| globs.is_match(path))
    }
}
