//! What most commands need first: the repository, the configuration and the rules.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::args::Global;
use super::error::Failure;
use crate::config::{Config, FILE_NAME, Layers, TrustStore, user_config_path};
use crate::git::{GitError, Repository};
use crate::local::Local;
use crate::local::reviewer::Reviewers;
use crate::local::runtime::{Runtime, RuntimeOptions};
use crate::project::Project;
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
    /// What the repository says to the review.
    pub project: Project,
}

impl Session {
    /// Opens the session; it is no error that there is no repository.
    pub(super) fn open(global: &Global) -> Result<Self, Failure> {
        let folder = folder(global)?;
        let repository = match Repository::open(&folder) {
            Ok(repository) => Some(repository),
            Err(GitError::NotARepository(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let root = repository.as_ref().and_then(Repository::work_tree);
        let (config, project) = (config(root)?, root.map(Project::of_folder).unwrap_or_default());
        Self::with(folder, repository, config, project)
    }

    /// Opens a session in a repository that is told by a commit of its own what to do, and not by its working tree.
    pub(super) fn at(folder: PathBuf, repository: Repository, project: Project) -> Result<Self, Failure> {
        let config = layered(project.text(FILE_NAME), |_| false)?;
        Self::with(folder, Some(repository), config, project)
    }

    fn with(
        folder: PathBuf,
        repository: Option<Repository>,
        config: Config,
        project: Project,
    ) -> Result<Self, Failure> {
        let mut rules = RuleSet::builtin();
        rules.add_project(&project)?;
        rules.configure(&config.rules)?;
        Ok(Self { folder, repository, config, rules, project })
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
        Ok(Guideline::read_all(&self.project)?)
    }

    /// The root of the working tree.
    pub(super) fn root(&self) -> Option<&Path> {
        self.repository.as_ref().and_then(Repository::work_tree)
    }
}

/// The folder that a command runs in.
pub(super) fn folder(global: &Global) -> Result<PathBuf, Failure> {
    let folder = global.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    folder.canonicalize().map_err(|reason| Failure::File { path: folder, action: "entered", reason })
}

/// The configuration of all layers but the flags.
pub(super) fn config(root: Option<&Path>) -> Result<Config, Failure> {
    let text = root.map(|root| read(&root.join(FILE_NAME))).transpose()?.flatten();
    let trusted =
        |text: &str| root.is_some_and(|root| TrustStore::open().is_some_and(|store| store.accepts(root, text)));
    layered(text.as_deref(), trusted)
}

/// The same with the text of the repository's file, where it has one, and whether the user trusts it.
fn layered(repository: Option<&str>, trusted: impl Fn(&str) -> bool) -> Result<Config, Failure> {
    let mut layers = Layers::new();
    if let Some(path) = user_config_path()
        && let Some(text) = read(&path)?
    {
        layers = layers.user(&path.to_string_lossy(), &text)?;
    }
    if let Some(text) = repository {
        layers = layers.repository(FILE_NAME, text, trusted(text))?;
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
