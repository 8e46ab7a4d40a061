//! What most commands need first: the repository, the configuration and the rules.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use git2::Repository;

use super::args::Global;
use super::error::Failure;
use crate::config::{Config, FILE_NAME, Layers, TrustStore, user_config_path};
use crate::diff;
use crate::local::Local;
use crate::local::reviewer::Reviewers;
use crate::local::runtime::{Runtime, RuntimeOptions};
use crate::prompt::Guideline;
use crate::rules::RuleSet;

/// Where a command runs, and by which rules.
pub(super) struct Session {
    /// The folder that the command runs in.
    pub folder: PathBuf,
    /// The repository around it, if there is one.
    pub repository: Option<Repository>,
    /// The configuration of all layers but the flags.
    pub config: Config,
    /// The rules, as configured.
    pub rules: RuleSet,
}

impl Session {
    /// Opens the session; it is no error that there is no repository.
    pub(super) fn open(global: &Global) -> Result<Self, Failure> {
        let folder = folder(global)?;
        let repository = match diff::open(&folder) {
            Ok(repository) => Some(repository),
            Err(diff::DiffError::NotARepository(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let root = repository.as_ref().and_then(Repository::workdir);
        let config = config(root)?;
        let mut rules = RuleSet::builtin();
        if let Some(root) = root {
            rules.add_project(root)?;
        }
        config.apply_to(&mut rules)?;
        Ok(Self { folder, repository, config, rules })
    }

    /// The models on this machine, as configured; `None` where they are switched off.
    pub(super) fn local(&self, global: &Global) -> Option<Local> {
        Local::new(&self.config.file, self.runtime_options(global))
    }

    /// The generative reviewers, as configured; `None` where there are none.
    pub(super) fn reviewers(&self, global: &Global) -> Option<Reviewers> {
        Reviewers::new(&self.config.file, self.runtime_options(global))
    }

    /// ONNX Runtime, loaded.
    pub(super) fn runtime(&self, global: &Global) -> Result<Runtime, Failure> {
        Ok(Runtime::open(&self.runtime_options(global))?)
    }

    /// Where ONNX Runtime is looked for.
    pub(super) fn runtime_options(&self, global: &Global) -> RuntimeOptions {
        RuntimeOptions::new(global.runtime.as_deref(), &self.config.file.runtime)
    }

    /// The house rules of the repository.
    pub(super) fn guidelines(&self) -> Result<Vec<Guideline>, Failure> {
        Ok(self.root().map(Guideline::read_all).transpose()?.unwrap_or_default())
    }

    /// The root of the working tree.
    pub(super) fn root(&self) -> Option<&Path> {
        self.repository.as_ref().and_then(Repository::workdir)
    }
}

/// The folder that a command runs in.
pub(super) fn folder(global: &Global) -> Result<PathBuf, Failure> {
    let folder = global.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    folder.canonicalize().map_err(|reason| Failure::File { path: folder, action: "entered", reason })
}

/// The configuration of all layers but the flags.
pub(super) fn config(root: Option<&Path>) -> Result<Config, Failure> {
    let mut layers = Layers::new();
    if let Some(path) = user_config_path()
        && let Some(text) = read(&path)?
    {
        layers = layers.user(&path.to_string_lossy(), &text)?;
    }
    if let Some(root) = root
        && let Some(text) = read(&root.join(FILE_NAME))?
    {
        let trusted = TrustStore::open().is_some_and(|store| store.accepts(root, &text));
        layers = layers.repository(FILE_NAME, &text, trusted)?;
    }
    Ok(layers
        .environment(
            std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?))),
        )?
        .finish()?)
}

/// The text of a file; `None` where there is none.
pub(super) fn read(path: &Path) -> Result<Option<String>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(reason) if matches!(reason.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(reason) => Err(Failure::File { path: path.to_owned(), action: "read", reason }),
    }
}
