//! Why a command could not be carried out.

use std::path::PathBuf;

use miette::Diagnostic;
use thiserror::Error;

use crate::bench::BenchError;
use crate::bench::labelled::LabelledError;
use crate::compare::calibrate::CalibrateError;
use crate::config::ConfigError;
use crate::diff::DiffError;
use crate::git::GitError;
use crate::local::hub::HubError;
use crate::local::package::PackageError;
use crate::local::registry::RegistryError;
use crate::local::runtime::RuntimeError;
use crate::merge::BaselineError;
use crate::prompt::GuidelineError;
use crate::publish::{JobError, PublishError};
use crate::rules::{ConfigureError, RuleError};
use crate::state;
use crate::store::StoreError;

/// Every reason for exit code 2.
#[derive(Debug, Error, Diagnostic)]
pub(super) enum Failure {
    #[error(transparent)]
    #[diagnostic(transparent)]
    Diff(#[from] DiffError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Git(#[from] GitError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Config(#[from] Box<ConfigError>),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Rule(#[from] Box<RuleError>),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Configure(#[from] ConfigureError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Baseline(#[from] BaselineError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Runtime(#[from] RuntimeError),
    #[cfg(feature = "models")]
    #[error(transparent)]
    #[diagnostic(transparent)]
    Setup(#[from] crate::local::runtime::install::SetupError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Package(#[from] Box<PackageError>),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Guideline(#[from] Box<GuidelineError>),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Hub(#[from] HubError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Job(#[from] JobError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Bench(#[from] BenchError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Labelled(#[from] LabelledError),
    #[error(transparent)]
    #[diagnostic(transparent)]
    Calibrate(#[from] CalibrateError),
    /// The report cannot be written.
    #[error("the output cannot be written: {0}")]
    Output(#[from] std::io::Error),
    /// A file that was named.
    #[error("{} cannot be {action}: {reason}", path.display())]
    File { path: PathBuf, action: &'static str, reason: std::io::Error },
    /// Something that was asked for is not there, or may not be done.
    #[error("{reason}")]
    Refused {
        reason: String,
        #[help]
        help: Option<String>,
    },
}

impl Failure {
    pub(super) fn refused(reason: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Refused { reason: reason.into(), help: Some(help.into()) }
    }
}

/// There is no folder of the user's for something; or there is, and it is not used.
pub(super) fn no_folder(reason: &str, help: &str) -> Failure {
    let refusals = state::refusals();
    if refusals.is_empty() { Failure::refused(reason, help) } else { Failure::refused(refusals.join("; "), help) }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Config(Box::new(error))
    }
}

impl From<PackageError> for Failure {
    fn from(error: PackageError) -> Self {
        Self::Package(Box::new(error))
    }
}

impl From<GuidelineError> for Failure {
    fn from(error: GuidelineError) -> Self {
        Self::Guideline(Box::new(error))
    }
}

impl From<RuleError> for Failure {
    fn from(error: RuleError) -> Self {
        Self::Rule(Box::new(error))
    }
}
