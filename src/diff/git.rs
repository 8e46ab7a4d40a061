//! A scope turned into files, hunks and lines, by libgit2.

use std::cell::OnceCell;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Once;

use git2::{Commit, Delta, DiffFindOptions, DiffOptions, FileMode, Index, Oid, Patch, Repository, Tree};
use miette::Diagnostic;
use thiserror::Error;

use super::content::{Reader, native_path};
use super::patch::PatchError;
use super::{
    Diff, EMPTY_TREE, Extent, FileChange, FileSide, Kind, LARGE_FILE_BYTES, Scope, Source, Status, given, hunks,
    merge_conclusion,
};
use crate::finding::ScopeKind;

/// Why a diff could not be read.
#[derive(Debug, Error, Diagnostic)]
pub enum DiffError {
    /// There is no repository at or above the folder.
    #[error("{} is not in a git repository", .0.display())]
    #[diagnostic(help("run it inside a repository, name one with -C DIR, or pass a diff with --diff FILE"))]
    NotARepository(PathBuf),
    /// The repository cannot be opened.
    #[error("the repository at {} cannot be opened: {reason}", path.display())]
    #[diagnostic(help(
        "`git status` there tells more; for a folder of another owner: git config --global --add safe.directory"
    ))]
    Unopenable {
        /// The folder that was asked for.
        path: PathBuf,
        /// What libgit2 said.
        reason: String,
    },
    /// No commit has that name.
    #[error("`{0}` names no commit of this repository")]
    #[diagnostic(help("`git log --oneline --all` lists commits; in a fresh CI checkout fetch the branch first"))]
    UnknownRevision(String),
    /// Two revisions share no history that this clone holds.
    #[error("{base} and {head} have no common commit in this clone")]
    #[diagnostic(help("{}", if *shallow {
        "the clone is shallow: run `git fetch --unshallow`, or set `fetch-depth: 0` in the checkout step"
    } else {
        "the histories are unrelated: compare them with --base and --head on one branch, or review single commits with --commit"
    }))]
    NoMergeBase {
        /// The one revision.
        base: String,
        /// The other.
        head: String,
        /// Whether history was cut off when cloning.
        shallow: bool,
    },
    /// A bare repository has neither index nor working tree.
    #[error("a bare repository has no index and no working tree")]
    #[diagnostic(help("name what to review: --commit REV, --base REV --head REV, or --all"))]
    Bare,
    /// The diff that was passed in is malformed.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Patch(#[from] PatchError),
    /// Anything else that git could not do.
    #[error("git could not {action}: {reason}")]
    Git {
        /// What was tried.
        action: &'static str,
        /// What libgit2 said.
        reason: String,
    },
}

fn failed(action: &'static str) -> impl Fn(git2::Error) -> DiffError {
    move |error| DiffError::Git { action, reason: error.message().to_owned() }
}

/// Opens the repository that holds a folder.
///
/// # Errors
/// [`DiffError::NotARepository`] or [`DiffError::Unopenable`].
pub fn open(folder: &Path) -> Result<Repository, DiffError> {
    // Git itself does not hash again what it reads from its store: objects are checked when they come in, and `git fsck`
    // checks them all. The setting is one for the whole process.
    static TRUST_STORED_OBJECTS: Once = Once::new();
    TRUST_STORED_OBJECTS.call_once(|| git2::opts::strict_hash_verification(false));
    let repository = Repository::discover(folder).map_err(|error| match error.code() {
        git2::ErrorCode::NotFound => DiffError::NotARepository(folder.to_owned()),
        _ => DiffError::Unopenable { path: folder.to_owned(), reason: error.message().to_owned() },
    })?;
    if let Some(mut index) = std::env::var_os("GIT_INDEX_FILE").and_then(|path| index_of_hook(&repository, &path)) {
        repository.set_index(&mut index).map_err(failed("read the index that git gave its hook"))?;
    }
    Ok(repository)
}

/// Git gives its hooks another index where a commit takes more, or less, than what is staged (`git commit -a`, or with
/// paths). The path is one from the root of the working tree; one of another repository is not meant.
fn index_of_hook(repository: &Repository, path: &OsStr) -> Option<Index> {
    let path = repository.workdir()?.join(path);
    let folder = path.parent()?.canonicalize().ok()?;
    let own = repository.path().canonicalize().ok()?;
    (folder == own).then(|| Index::open(&path).ok()).flatten()
}

/// Reads what changed. `paths` are relative to the repository's root; none means all.
///
/// # Errors
/// Where the comparison as a whole cannot be made. A file that cannot be read is named in
/// [`Diff::degraded`] instead.
pub fn read(repository: Option<&Repository>, scope: &Scope, paths: &[String]) -> Result<Diff, DiffError> {
    match (scope, repository) {
        (Scope::Patch(patch), repository) => given::read(repository, patch, paths),
        (_, None) => Err(DiffError::NotARepository(PathBuf::from("."))),
        (Scope::Staged, Some(repository)) => staged(repository, paths),
        (Scope::All, Some(repository)) => all(repository, paths),
        (Scope::Push, Some(repository)) => {
            let base = push_base(repository)?;
            to_worktree(repository, ScopeKind::Push, base, paths)
        }
        (Scope::Range { base, head: None }, Some(repository)) => {
            let base = merge_base(repository, base, "HEAD")?;
            to_worktree(repository, ScopeKind::Range, base, paths)
        }
        (Scope::Range { base, head: Some(head) }, Some(repository)) => {
            let base = merge_base(repository, base, head)?;
            between(repository, ScopeKind::Range, base.as_ref(), &commit(repository, head)?, paths)
        }
        (Scope::Between { base, head }, Some(repository)) => {
            between(repository, ScopeKind::Range, Some(&commit(repository, base)?), &commit(repository, head)?, paths)
        }
        (Scope::Commit(revision), Some(repository)) => of_commit(repository, &commit(repository, revision)?, paths),
    }
}

fn staged(repository: &Repository, paths: &[String]) -> Result<Diff, DiffError> {
    if repository.is_bare() {
        return Err(DiffError::Bare);
    }
    let diff = index_against(repository, head_commit(repository)?.as_ref(), paths)?;
    let merged = merge_conclusion::merge_heads(repository);
    let others = merged.iter().map(|parent| index_against(repository, Some(parent), paths));
    Ok(merge_conclusion::of_committer(repository, diff, &others.collect::<Result<Vec<_>, _>>()?))
}

fn index_against(repository: &Repository, base: Option<&Commit<'_>>, paths: &[String]) -> Result<Diff, DiffError> {
    let tree = tree_of(base)?;
    let diff = repository
        .diff_tree_to_index(tree.as_ref(), None, Some(&mut options(paths)))
        .map_err(failed("compare the index with HEAD"))?;
    collect(repository, diff, ScopeKind::Staged, base, Some("index".into()), false)
}

/// What a commit changes: against its parent, or in a merge what differs from all of them.
fn of_commit(repository: &Repository, commit: &Commit<'_>, paths: &[String]) -> Result<Diff, DiffError> {
    let first = between(repository, ScopeKind::Commit, commit.parent(0).ok().as_ref(), commit, paths)?;
    let merged = commit.parents().skip(1);
    let others = merged.map(|parent| between(repository, ScopeKind::Commit, Some(&parent), commit, paths));
    Ok(merge_conclusion::of_committer(repository, first, &others.collect::<Result<Vec<_>, _>>()?))
}

fn all(repository: &Repository, paths: &[String]) -> Result<Diff, DiffError> {
    if repository.is_bare() {
        let head = head_commit(repository)?.ok_or(DiffError::Bare)?;
        let tree = tree_of(Some(&head))?;
        let diff = repository
            .diff_tree_to_tree(None, tree.as_ref(), Some(&mut options(paths)))
            .map_err(failed("list the files of HEAD"))?;
        return collect(repository, diff, ScopeKind::All, None, Some(head.id().to_string()), true);
    }
    let diff = repository
        .diff_tree_to_workdir_with_index(None, Some(&mut options(paths)))
        .map_err(failed("list the files of the working tree"))?;
    collect(repository, diff, ScopeKind::All, None, Some("worktree".into()), true)
}

fn to_worktree(
    repository: &Repository,
    kind: ScopeKind,
    base: Option<Commit<'_>>,
    paths: &[String],
) -> Result<Diff, DiffError> {
    if repository.is_bare() {
        let head = head_commit(repository)?.ok_or(DiffError::Bare)?;
        return between(repository, kind, base.as_ref(), &head, paths);
    }
    let tree = tree_of(base.as_ref())?;
    let diff = repository
        .diff_tree_to_workdir_with_index(tree.as_ref(), Some(&mut options(paths)))
        .map_err(failed("compare the working tree"))?;
    collect(repository, diff, kind, base.as_ref(), Some("worktree".into()), false)
}

fn between(
    repository: &Repository,
    kind: ScopeKind,
    base: Option<&Commit<'_>>,
    head: &Commit<'_>,
    paths: &[String],
) -> Result<Diff, DiffError> {
    let (old, new) = (tree_of(base)?, tree_of(Some(head))?);
    let diff = repository
        .diff_tree_to_tree(old.as_ref(), new.as_ref(), Some(&mut options(paths)))
        .map_err(failed("compare two commits"))?;
    collect(repository, diff, kind, base, Some(head.id().to_string()), false)
}

fn options(paths: &[String]) -> DiffOptions {
    let mut options = DiffOptions::new();
    options
        .include_untracked(true)
        .recurse_untracked_dirs(true)
        .show_untracked_content(true)
        .include_unreadable(true)
        .indent_heuristic(true)
        .max_size(i64::try_from(LARGE_FILE_BYTES).expect("the limit is small"));
    for path in paths {
        options.pathspec(path.as_str());
    }
    options
}

fn collect(
    repository: &Repository,
    mut diff: git2::Diff<'_>,
    kind: ScopeKind,
    base: Option<&Commit<'_>>,
    head: Option<String>,
    whole: bool,
) -> Result<Diff, DiffError> {
    if !whole {
        let mut find = DiffFindOptions::new();
        find.renames(true).copies(true).for_untracked(true).exact_match_only(is_too_large_to_compare(&diff));
        diff.find_similar(Some(&mut find)).map_err(failed("look for renamed files"))?;
    }
    let mut read = Diff {
        kind,
        base: base.map(|commit| commit.id().to_string()),
        head,
        files: Vec::new(),
        unread: Vec::new(),
        degraded: Vec::new(),
    };
    let collector = Collector {
        repository,
        base,
        // git hashes files of the working tree without storing them, so that their ids lead nowhere.
        in_worktree: read.head.as_deref() == Some("worktree"),
        reader: OnceCell::new(),
    };
    for (index, delta) in diff.deltas().enumerate() {
        let change =
            if whole { Ok(Some(collector.whole_file(&delta))) } else { collector.changed_file(&diff, index, &delta) };
        match change {
            Ok(change) => read.files.extend(change),
            Err(reason) => {
                let path = lossy(delta.new_file().path_bytes().or(delta.old_file().path_bytes()));
                read.unread.push((path, reason));
            }
        }
    }
    read.files.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(read)
}

/// Whether so many files came and went that git itself would look for exact renames alone: it compares each file that
/// came with each that went.
fn is_too_large_to_compare(diff: &git2::Diff<'_>) -> bool {
    /// The default of git's `diff.renameLimit`.
    const LIMIT: usize = 1000;
    let count = |wanted: &[Delta]| diff.deltas().filter(|delta| wanted.contains(&delta.status())).count();
    let came = count(&[Delta::Added, Delta::Untracked]);
    came * count(&[Delta::Deleted, Delta::Modified]) > LIMIT * LIMIT
}

/// Turns what libgit2 lists into changes of files.
struct Collector<'r> {
    repository: &'r Repository,
    base: Option<&'r Commit<'r>>,
    /// Whether the new side is the working tree.
    in_worktree: bool,
    reader: OnceCell<Reader>,
}

impl Collector<'_> {
    fn whole_file(&self, delta: &git2::DiffDelta<'_>) -> FileChange {
        let file = delta.new_file();
        FileChange {
            status: Status::Added,
            kind: kind_of_mode(file.mode()).unwrap_or(Kind::Text),
            old: None,
            new: Some(self.new_side(&file)),
            extent: Extent::Whole,
        }
    }

    fn changed_file(
        &self,
        diff: &git2::Diff<'_>,
        index: usize,
        delta: &git2::DiffDelta<'_>,
    ) -> Result<Option<FileChange>, String> {
        let Some(status) = status_of(delta.status()) else {
            return match delta.status() {
                Delta::Unreadable => Err("it is not readable".into()),
                _ => Ok(None),
            };
        };
        let patch = Patch::from_diff(diff, index).map_err(said)?;
        // Only the patch's own delta knows sizes.
        let delta = patch.as_ref().map_or_else(|| diff.get_delta(index), |patch| Some(patch.delta()));
        let delta = delta.ok_or("git no longer lists it")?;
        let old = match status {
            Status::Added => None,
            // Git does not compare a file with conflicts, and does not say what it was.
            Status::Conflicted => self.before(delta.new_file().path_bytes().unwrap_or_default()),
            _ => Some(side_of(&delta.old_file())),
        };
        let new = (status != Status::Deleted).then(|| self.new_side(&delta.new_file()));
        let current = if delta.new_file().exists() { delta.new_file() } else { delta.old_file() };
        let (kind, hunks) = match (kind_of_mode(current.mode()), &patch) {
            (Some(kind), _) => (kind, Vec::new()),
            // What repository and libgit2 call binary, by attributes, by a NUL or by size, is judged by its content.
            (None, Some(patch))
                if status != Status::Conflicted
                    && !patch.delta().flags().is_binary()
                    && hunks::is_plain(patch).map_err(said)? =>
            {
                (Kind::Text, hunks::from_patch(patch).map_err(said)?)
            }
            (None, _) => hunks::by_content(self.reader(), old.as_ref(), new.as_ref())?,
        };
        Ok(Some(FileChange { status, kind, old, new, extent: Extent::Hunks(hunks) }))
    }

    fn new_side(&self, file: &git2::DiffFile<'_>) -> FileSide {
        let side = side_of(file);
        if !self.in_worktree {
            return side;
        }
        FileSide { source: Source::Worktree(file.path_bytes().unwrap_or_default().to_vec()), ..side }
    }

    /// The file in the commit compared against.
    fn before(&self, path: &[u8]) -> Option<FileSide> {
        let entry = self.base?.tree().ok()?.get_path(&native_path(path)).ok()?;
        let size = self.repository.odb().ok()?.read_header(entry.id()).ok()?.0 as u64;
        Some(FileSide { path: lossy(Some(path)), size, source: Source::Blob(entry.id()) })
    }

    fn reader(&self) -> &Reader {
        self.reader.get_or_init(|| Reader::new(Some(self.repository.path())))
    }
}

fn said(error: git2::Error) -> String {
    error.message().to_owned()
}

fn status_of(delta: Delta) -> Option<Status> {
    Some(match delta {
        Delta::Added | Delta::Untracked => Status::Added,
        Delta::Deleted => Status::Deleted,
        Delta::Modified => Status::Modified,
        Delta::Renamed => Status::Renamed,
        Delta::Copied => Status::Copied,
        Delta::Typechange => Status::TypeChanged,
        Delta::Conflicted => Status::Conflicted,
        Delta::Unmodified | Delta::Ignored | Delta::Unreadable => return None,
    })
}

fn kind_of_mode(mode: FileMode) -> Option<Kind> {
    match mode {
        FileMode::Commit => Some(Kind::Submodule),
        FileMode::Link => Some(Kind::Link),
        _ => None,
    }
}

fn side_of(file: &git2::DiffFile<'_>) -> FileSide {
    let bytes = file.path_bytes().unwrap_or_default();
    let source = if file.is_valid_id() && !file.id().is_zero() {
        Source::Blob(file.id())
    } else {
        Source::Worktree(bytes.to_vec())
    };
    FileSide { path: lossy(Some(bytes)), size: file.size(), source }
}

fn lossy(path: Option<&[u8]>) -> String {
    String::from_utf8_lossy(path.unwrap_or_default()).into_owned()
}

fn head_commit(repository: &Repository) -> Result<Option<Commit<'_>>, DiffError> {
    match repository.head() {
        Ok(head) => head.peel_to_commit().map(Some).map_err(failed("read HEAD")),
        Err(error) if matches!(error.code(), git2::ErrorCode::UnbornBranch | git2::ErrorCode::NotFound) => Ok(None),
        Err(error) => Err(failed("read HEAD")(error)),
    }
}

fn tree_of<'r>(commit: Option<&Commit<'r>>) -> Result<Option<Tree<'r>>, DiffError> {
    commit.map(Commit::tree).transpose().map_err(failed("read the files of a commit"))
}

fn commit<'r>(repository: &'r Repository, revision: &str) -> Result<Commit<'r>, DiffError> {
    repository
        .revparse_single(revision)
        .and_then(|object| object.peel_to_commit())
        .map_err(|_| DiffError::UnknownRevision(revision.to_owned()))
}

/// `None` for a base before the first commit.
fn merge_base<'r>(repository: &'r Repository, base: &str, head: &str) -> Result<Option<Commit<'r>>, DiffError> {
    if base == EMPTY_TREE {
        return Ok(None);
    }
    let (one, two) = (commit(repository, base)?, commit(repository, head)?);
    let id = repository.merge_base(one.id(), two.id()).map_err(|_| DiffError::NoMergeBase {
        base: base.to_owned(),
        head: head.to_owned(),
        shallow: repository.is_shallow(),
    })?;
    repository.find_commit(id).map_err(failed("read the merge base")).map(Some)
}

/// The commit that a push would build on: the merge base of HEAD with the upstream, else with the remote's
/// default branch, else with `main` or `master`, else HEAD itself. `None` before the first commit.
fn push_base(repository: &Repository) -> Result<Option<Commit<'_>>, DiffError> {
    let Some(head) = head_commit(repository)? else { return Ok(None) };
    let candidates = push_targets(repository);
    let base = candidates.iter().find_map(|&target| repository.merge_base(target, head.id()).ok());
    base.map_or(Ok(head), |id| repository.find_commit(id).map_err(failed("read the merge base"))).map(Some)
}

fn push_targets(repository: &Repository) -> Vec<Oid> {
    let upstream = repository
        .head()
        .ok()
        .filter(git2::Reference::is_branch)
        .and_then(|head| git2::Branch::wrap(head).upstream().ok())
        .and_then(|branch| branch.get().target());
    let remotes = repository.remotes().map(|names| {
        let mut names: Vec<String> = names.iter().flatten().flatten().map(str::to_owned).collect();
        names.sort_by_key(|name| name != "origin");
        names
    });
    let remote_defaults = remotes
        .unwrap_or_default()
        .into_iter()
        .flat_map(|remote| ["HEAD", "main", "master"].map(|branch| format!("refs/remotes/{remote}/{branch}")));
    let local_defaults = ["refs/heads/main", "refs/heads/master"].map(String::from);
    let by_name = remote_defaults.chain(local_defaults).filter_map(|name| {
        repository.find_reference(&name).and_then(|reference| reference.peel_to_commit()).ok().map(|commit| commit.id())
    });
    upstream.into_iter().chain(by_name).collect()
}

#[cfg(test)]
#[path = "git/tests.rs"]
mod tests;
