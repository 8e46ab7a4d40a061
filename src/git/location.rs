//! Where a repository is, and how it is read: enough to open it once more, on any thread.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use super::reason::Reason;

/// The variables that say where the parts of a repository are.
pub(super) const VARIABLES: [&str; 5] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"];

/// Where a repository is.
#[derive(Debug, Clone)]
pub struct Location {
    git_dir: PathBuf,
    common_dir: PathBuf,
    work_tree: Option<PathBuf>,
    reasons: Arc<[Reason]>,
    /// Where the environment says that objects are, by absolute paths.
    objects: Arc<[(&'static str, OsString)]>,
    /// Whether commands that its own configuration names may be run.
    is_trusted: bool,
}

impl Location {
    pub(super) fn new(git_dir: PathBuf, common_dir: PathBuf, work_tree: Option<PathBuf>, reasons: &[Reason]) -> Self {
        Self { git_dir, common_dir, work_tree, reasons: reasons.into(), objects: Arc::default(), is_trusted: false }
    }

    /// The same, with the variables of the environment that say where objects are; relative paths are from a folder.
    pub(super) fn with_objects_of_environment(mut self, folder: &Path) -> Self {
        let mut objects = Vec::new();
        for name in ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"] {
            if let Some(value) = std::env::var_os(name).filter(|value| !value.is_empty()) {
                let paths = std::env::split_paths(&value).map(|path| folder.join(path));
                objects.extend(std::env::join_paths(paths).ok().map(|paths| (name, paths)));
            }
        }
        self.objects = objects.into();
        self
    }

    /// The same, whose own configuration may name commands.
    pub(super) fn trusted(&self) -> Self {
        Self { is_trusted: true, ..self.clone() }
    }

    /// Whether commands that its own configuration names may be run.
    pub(super) fn is_trusted(&self) -> bool {
        self.is_trusted
    }

    /// The folder of the repository; that of a linked working tree is its own.
    pub fn git_dir(&self) -> &Path {
        &self.git_dir
    }

    /// The folder that all working trees of the repository share.
    pub fn common_dir(&self) -> &Path {
        &self.common_dir
    }

    /// The root of the working tree; a bare repository has none.
    pub fn work_tree(&self) -> Option<&Path> {
        self.work_tree.as_deref()
    }

    /// Why it is read with git itself; none where libgit2 reads it.
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// Whether the user's environment says where it is.
    pub(super) fn is_named_by_environment(&self) -> bool {
        self.reasons.iter().any(|reason| matches!(reason, Reason::Environment(_)))
    }

    /// Where its objects are stored: folders as git's variable lists them.
    pub(super) fn objects_folders(&self) -> OsString {
        let of = |name: &str| self.objects.iter().find(|(own, _)| *own == name).map(|(_, value)| value.clone());
        let mut folders =
            of("GIT_OBJECT_DIRECTORY").unwrap_or_else(|| self.common_dir.join("objects").into_os_string());
        if let Some(others) = of("GIT_ALTERNATE_OBJECT_DIRECTORIES") {
            folders.push(if cfg!(windows) { ";" } else { ":" });
            folders.push(others);
        }
        folders
    }

    /// The index that git gives its hooks where a commit takes more, or less, than what is staged (`git commit -a`, or with
    /// paths): a file of this repository's. One of another repository is not meant.
    pub(super) fn index_of_hook(&self) -> Option<PathBuf> {
        // The path is one from the root of the working tree.
        let path = self.work_tree.as_ref()?.join(std::env::var_os("GIT_INDEX_FILE")?);
        let folder = path.parent()?.canonicalize().ok()?;
        let is_own = folder == self.git_dir.canonicalize().ok()?;
        (is_own || self.is_named_by_environment()).then_some(path)
    }

    /// Has git read this repository and no other.
    pub(super) fn set_environment(&self, command: &mut Command) {
        for name in VARIABLES {
            command.env_remove(name);
        }
        command.envs(self.objects.iter().map(|(name, value)| (name, value)));
        if self.is_named_by_environment() && std::env::var_os("GIT_COMMON_DIR").is_some() {
            command.env("GIT_COMMON_DIR", &self.common_dir);
        }
        command.env("GIT_DIR", &self.git_dir).env_remove("GIT_INDEX_FILE");
        if let Some(root) = &self.work_tree {
            command.env("GIT_WORK_TREE", root);
        }
        if let Some(index) = self.index_of_hook() {
            command.env("GIT_INDEX_FILE", index);
        }
    }
}
