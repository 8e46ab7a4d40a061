//! What most commands need first: the repository, the configuration and the rules.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::args::{Global, SharedArgs};
use super::error::Failure;
use crate::config::{Config, FILE_NAME, Layers, Sources, TrustStore, user_config_path};
use crate::git::{GitError, Repository};
use crate::local::Local;
use crate::local::reviewer::Reviewers;
use crate::local::runtime::{Runtime, RuntimeOptions};
use crate::project::Project;
use crate::prompt::Guideline;
use crate::review::Folder;
use crate::rules::RuleSet;

/// Where a command runs, and by which rules.
pub(super) struct Session {
    /// The folder that the command runs in.
    pub folder: PathBuf,
    /// The repository around it, if there is one.
    pub repository: Option<Repository>,
    /// The configuration of all layers.
    pub config: Config,
    /// The rules, as configured.
    pub rules: RuleSet,
    /// What the repository says to the review.
    pub project: Project,
    /// What holds in folders with a configuration of their own, the deepest first.
    pub folders: Vec<Folder>,
    /// The layers below the variables and the flags, on which those of folders are laid.
    pub(super) layers: Layers,
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
        let project = root.map(Project::of_folder).unwrap_or_default();
        let trusted =
            |text: &str| root.is_some_and(|root| TrustStore::open().is_some_and(|store| store.accepts(root, text)));
        let layers = layers(global, &project, trusted)?;
        Self::with(folder, repository, layers, project)
    }

    /// Opens a session in a repository that is told by a commit of its own what to do, and not by its working tree.
    pub(super) fn at(
        folder: PathBuf,
        repository: Repository,
        global: &Global,
        project: Project,
    ) -> Result<Self, Failure> {
        let layers = layers(global, &project, |_| false)?;
        Self::with(folder, Some(repository), layers, project)
    }

    fn with(
        folder: PathBuf,
        repository: Option<Repository>,
        layers: Layers,
        project: Project,
    ) -> Result<Self, Failure> {
        let config = finished(layers.clone())?;
        let rules = configured_rules(&project, &config)?;
        Ok(Self { folder, repository, config, rules, project, folders: Vec::new(), layers })
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

/// The configuration of the user's side alone.
pub(super) fn user_config(global: &Global) -> Result<Config, Failure> {
    finished(layers(global, &Project::default(), |_| false)?)
}

/// The layers below the variables: the user's file and that of the repository, which is taken as it is where its text is
/// trusted.
fn layers(global: &Global, project: &Project, trusted: impl Fn(&str) -> bool) -> Result<Layers, Failure> {
    let mut layers = Layers::new();
    if let Some(path) = user_path(global)
        && let Some(text) = read(&path, global.config.is_some())?
    {
        layers = layers.user(&path.to_string_lossy(), &text)?;
    }
    if let Some(reason) = project.refusal(FILE_NAME) {
        return Err(Failure::refused(
            format!("{FILE_NAME} is not read: {reason}"),
            "a review does not go on without what the configuration says",
        ));
    }
    let sources = Sources::find(|name| project.text(name))?;
    if let Some(source) = sources.first() {
        layers = layers.repository(source, trusted(source.text))?;
        layers.warn(sources.shadowed());
    }
    Ok(layers)
}

/// The user's own file.
pub(super) fn user_path(global: &Global) -> Option<PathBuf> {
    global.config.clone().or_else(user_config_path)
}

/// What layers and the variables add up to.
pub(super) fn finished(layers: Layers) -> Result<Config, Failure> {
    let variables =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Ok(layers.environment(variables)?.finish()?)
}

/// The rules of the program and of the project, as configured.
pub(super) fn configured_rules(project: &Project, config: &Config) -> Result<RuleSet, Failure> {
    let mut rules = RuleSet::builtin();
    rules.add_project(project)?;
    rules.configure(&config.rules)?;
    Ok(rules)
}

/// What flags say of paths and rules: they have the last word.
pub(super) fn apply_rule_flags(
    args: &SharedArgs,
    config: &mut Config,
    rules: &mut RuleSet,
    project: &Project,
) -> Result<(), Failure> {
    config.exclude_also(&args.exclude)?;
    if !args.select.is_empty() {
        // What is selected runs, also where the configuration switches it off.
        config.rules.disable = None;
        *rules = configured_rules(project, config)?;
    }
    Ok(rules.select(&args.select, &args.ignore)?)
}

/// The text of a file of the user's; `None` where there is none and none was named.
fn read(path: &Path, is_named: bool) -> Result<Option<String>, Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(reason) if !is_named && matches!(reason.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(reason) => Err(Failure::File { path: path.to_owned(), action: "read", reason }),
    }
}
