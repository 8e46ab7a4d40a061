//! From a folder to the repository around it, and to who reads it. What a repository says of where its files are is
//! believed only as far as a clone cannot have brought it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use git2::{ErrorCode, RepositoryOpenFlags};

use super::error::GitError;
use super::library::{Library, reasons, trust_stored_objects};
use super::location::{Location, VARIABLES};
use super::reason::{Reason, listed};
use super::stock::{Program, Stock, output};
use super::store::Store;

/// Opens the repository that holds a folder.
pub(super) fn open(folder: &Path) -> Result<(Location, Box<dyn Store + Send>), GitError> {
    trust_stored_objects();
    let found = discover(folder);
    let of_environment = named_by_environment(folder, found.as_ref().ok());
    if !of_environment.is_empty() {
        return with_git(folder, of_environment);
    }
    let repository = match found {
        Ok(repository) => repository,
        Err(error) if error.code() == ErrorCode::NotFound => return Err(GitError::NotARepository(folder.to_owned())),
        Err(error) if error.code() == ErrorCode::Owner => {
            return Err(GitError::Unopenable { path: folder.to_owned(), reason: error.message().to_owned() });
        }
        Err(error) => return with_git(folder, unsupported(folder, &error)),
    };
    let (git_dir, common_dir) = (repository.path(), repository.commondir());
    // Who names a repository means it.
    let is_named = std::env::var_os("GIT_DIR").is_some_and(|value| !value.is_empty());
    let root = repository.workdir();
    let work_tree = if is_named { root.map(Path::to_owned) } else { work_tree(folder, git_dir, root)? };
    let reasons = reasons(&repository);
    let location = Location::new(git_dir.to_owned(), common_dir.to_owned(), work_tree, &reasons);
    if reasons.is_empty() {
        let library = Library::new(repository, location.clone())?;
        return Ok((location, Box::new(library)));
    }
    let program = Program::find(location.work_tree());
    let program = program.ok_or_else(|| GitError::NeedsGit { path: folder.to_owned(), why: listed(&reasons) })?;
    Ok((location.clone(), Box::new(Stock::new(program, location))))
}

/// A repository as it is open.
pub(super) fn made(repository: git2::Repository) -> Result<(Location, Box<dyn Store + Send>), GitError> {
    trust_stored_objects();
    let root = repository.workdir().map(Path::to_owned);
    let location = Location::new(repository.path().to_owned(), repository.commondir().to_owned(), root, &[]);
    Ok((location.clone(), Box::new(Library::new(repository, location)?)))
}

/// Opens a repository once more.
pub(super) fn reopen(location: &Location) -> Result<Box<dyn Store + Send>, GitError> {
    let unopenable =
        |reason: &str| GitError::Unopenable { path: location.git_dir().to_owned(), reason: reason.to_owned() };
    if location.reasons().is_empty() {
        return Ok(Box::new(Library::new(library(location)?, location.clone())?));
    }
    let program = Program::find(location.work_tree()).ok_or_else(|| unopenable("git is not on PATH"))?;
    Ok(Box::new(Stock::new(program, location.clone())))
}

/// The repository as libgit2 has it.
pub(super) fn library(location: &Location) -> Result<git2::Repository, GitError> {
    let unopenable = |error: git2::Error| GitError::Unopenable {
        path: location.git_dir().to_owned(),
        reason: error.message().to_owned(),
    };
    let repository = git2::Repository::open(location.git_dir()).map_err(unopenable)?;
    if let Some(root) = location.work_tree().filter(|root| repository.workdir() != Some(root)) {
        repository.set_workdir(root, false).map_err(unopenable)?;
    }
    Ok(repository)
}

/// Has git fetch.
pub(super) fn fetch<'a>(location: &Location, arguments: impl IntoIterator<Item = &'a str>) -> Result<(), String> {
    let program = Program::find(location.work_tree()).ok_or("git is not on PATH")?;
    Stock::new(program, location.clone()).fetch(arguments, None)
}

fn discover(folder: &Path) -> Result<git2::Repository, git2::Error> {
    let ceilings = std::env::var_os("GIT_CEILING_DIRECTORIES").unwrap_or_default();
    let ceilings: Vec<PathBuf> = std::env::split_paths(&ceilings).filter(|path| path.is_absolute()).collect();
    git2::Repository::open_ext(folder, RepositoryOpenFlags::CROSS_FS, ceilings)
}

/// The variables that name another repository than the one around the folder, or other parts for it. Git itself sets some
/// for its hooks, which name the same one.
fn named_by_environment(folder: &Path, found: Option<&git2::Repository>) -> Vec<Reason> {
    let is_other = |name: &&str| {
        let Some(value) = std::env::var_os(name).filter(|value| !value.is_empty()) else { return false };
        let own = found.and_then(|found| match *name {
            "GIT_DIR" => Some(found.path().to_owned()),
            "GIT_WORK_TREE" => found.workdir().map(Path::to_owned),
            "GIT_COMMON_DIR" => Some(found.commondir().to_owned()),
            "GIT_OBJECT_DIRECTORY" => Some(found.commondir().join("objects")),
            _ => None,
        });
        let named = folder.join(value).canonicalize().ok();
        named.is_none() || named != own.and_then(|own| own.canonicalize().ok())
    };
    VARIABLES.iter().copied().filter(is_other).map(Reason::Environment).collect()
}

/// Why libgit2 does not open a repository, by what its configuration says of its format.
fn unsupported(folder: &Path, error: &git2::Error) -> Vec<Reason> {
    let none: [OsString; 0] = [];
    let git_dir = git2::Repository::discover_path(folder, none).ok();
    let config = git_dir.and_then(|folder| git2::Config::open(&folder.join("config")).ok());
    let mut found = Vec::new();
    if let Some(entries) = config.as_ref().and_then(|config| config.entries(Some(r"^extensions\.")).ok()) {
        let _ = entries.for_each(|entry| {
            let name = entry.name().ok().and_then(|name| name.strip_prefix("extensions."));
            found.extend(
                name.map(|name| Reason::Extension(name.to_owned(), entry.value().unwrap_or("true").to_owned())),
            );
        });
    }
    if found.is_empty() { vec![Reason::Unsupported(error.message().to_owned())] } else { found }
}

/// Opens with git itself what libgit2 cannot.
fn with_git(folder: &Path, reasons: Vec<Reason>) -> Result<(Location, Box<dyn Store + Send>), GitError> {
    let unopenable = |reason: String| GitError::Unopenable { path: folder.to_owned(), reason };
    let program = Program::find(None);
    let program = program.ok_or_else(|| GitError::NeedsGit { path: folder.to_owned(), why: listed(&reasons) })?;
    let ask = |arguments: &[&str]| {
        let fixed = ["rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir"];
        output(program.command(folder, fixed.iter().chain(arguments)), None, Duration::from_secs(30))
    };
    let printed = ask(&["--show-toplevel"]).or_else(|_| ask(&[])).map_err(unopenable)?;
    let mut paths = printed.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(super::native_path);
    let (Some(git_dir), Some(common_dir), root) = (paths.next(), paths.next(), paths.next()) else {
        return Err(unopenable("unexpected output of git rev-parse".to_owned()));
    };
    let is_named = reasons.iter().any(|reason| matches!(reason, Reason::Environment(_)));
    let root = if is_named { root } else { work_tree(folder, &git_dir, root.as_deref())? };
    let location = Location::new(git_dir, common_dir, root, &reasons);
    let location = if is_named { location.with_objects_of_environment(folder) } else { location };
    Ok((location.clone(), Box::new(Stock::new(program, location))))
}

/// The work tree of a repository that was found around a folder. Whoever is in the git folder itself has none, and git
/// folders among the files of another repository are refused: a clone can bring both, and with them a configuration.
fn work_tree(folder: &Path, git_dir: &Path, root: Option<&Path>) -> Result<Option<PathBuf>, GitError> {
    let (Ok(folder), Ok(own)) = (folder.canonicalize(), git_dir.canonicalize()) else {
        return Ok(root.map(Path::to_owned));
    };
    if folder.starts_with(&own) {
        return outer(&own).map_or(Ok(None), |outer| Err(GitError::Embedded { git_dir: own, outer }));
    }
    match root {
        Some(root) if !root.canonicalize().is_ok_and(|root| folder.starts_with(root)) => {
            Err(GitError::ForeignWorkTree { git_dir: own, work_tree: root.to_owned() })
        }
        root => Ok(root.map(Path::to_owned)),
    }
}

/// The work tree among whose files a git folder is.
fn outer(git_dir: &Path) -> Option<PathBuf> {
    let none: [OsString; 0] = [];
    let found = git2::Repository::discover_path(git_dir.parent()?, none).ok()?.canonicalize().ok()?;
    // Those of submodules and linked working trees are within the other's own.
    let is_within = git_dir.starts_with(&found);
    (!is_within && found.ends_with(".git")).then(|| found.parent().map(Path::to_owned))?
}
