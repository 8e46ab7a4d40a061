//! A repository read with libgit2: the ordinary case, for which no process is started.

mod converter;
mod listing;

use std::cell::{OnceCell, RefCell};
use std::path::PathBuf;
use std::sync::Once;

use git2::{Index, Oid, Reference, Repository, Tree, TreeWalkMode, TreeWalkResult};

use self::listing::{deltas, find_moves, is_under, lacks_what_is_skipped, leads_to, options, with_moves};
use super::conversion::settle;
use super::delta::{Comparison, Content, Delta, Entry, State};
use super::error::GitError;
use super::id::ObjectId;
use super::location::Location;
use super::reason::Reason;
use super::stock::{Program, Stock};
use super::store::Store;
use super::worktree::{WorkTree, native_path};

/// A repository read with libgit2.
pub(super) struct Library {
    repository: Repository,
    location: Location,
    tree: OnceCell<Option<WorkTree>>,
    /// Git itself, for what libgit2 does not know.
    stock: OnceCell<Option<Stock>>,
    filters: RefCell<Option<Vec<String>>>,
}

/// Git itself does not hash again what it reads from its store: objects are checked when they come in, and `git fsck`
/// checks them all. The setting is one for the whole process.
pub(super) fn trust_stored_objects() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| git2::opts::strict_hash_verification(false));
}

impl Library {
    /// From a repository that was opened where the location says.
    ///
    /// # Errors
    /// An index of a hook that cannot be read.
    pub(super) fn new(repository: Repository, location: Location) -> Result<Self, GitError> {
        let index = location.index_of_hook().and_then(|path| Index::open(&path).ok());
        if let Some(mut index) = index {
            let failed = GitError::failed("read the index that git gave its hook");
            repository.set_index(&mut index).map_err(|error| failed(error.message().to_owned()))?;
        }
        let (tree, stock) = (OnceCell::new(), OnceCell::new());
        Ok(Self { repository, location, tree, stock, filters: RefCell::default() })
    }

    fn tree(&self) -> Option<&WorkTree> {
        self.tree.get_or_init(|| WorkTree::new(&self.location)).as_ref()
    }

    fn stock(&self) -> Option<&Stock> {
        let find =
            || Program::find(self.location.work_tree()).map(|program| Stock::new(program, self.location.clone()));
        self.stock.get_or_init(find).as_ref()
    }

    fn commit_tree(&self, commit: Option<ObjectId>) -> Result<Option<Tree<'_>>, GitError> {
        let read = |id: ObjectId| self.repository.find_commit(to_library(id)?)?.tree();
        commit.map(read).transpose().map_err(failed("read the files of a commit"))
    }

    fn diff(&self, comparison: Comparison, paths: &[String]) -> Result<git2::Diff<'_>, GitError> {
        let options = &mut options(paths);
        match comparison {
            Comparison::Staged(base) => {
                let tree = self.commit_tree(base)?;
                let diff = self.repository.diff_tree_to_index(tree.as_ref(), None, Some(options));
                diff.map_err(failed("compare the index with HEAD"))
            }
            Comparison::Worktree(base) => {
                let tree = self.commit_tree(base)?;
                let diff = self.repository.diff_tree_to_workdir_with_index(tree.as_ref(), Some(options));
                diff.map_err(failed("compare the working tree"))
            }
            Comparison::Between(old, new) => {
                let (old, new) = (self.commit_tree(old)?, self.commit_tree(Some(new))?);
                let diff = self.repository.diff_tree_to_tree(old.as_ref(), new.as_ref(), Some(options));
                diff.map_err(failed("compare two commits"))
            }
            Comparison::AllOfWorktree => {
                let diff = self.repository.diff_tree_to_workdir_with_index(None, Some(options));
                diff.map_err(failed("list the files of the working tree"))
            }
            Comparison::AllOf(commit) => {
                let tree = self.commit_tree(Some(commit))?;
                let diff = self.repository.diff_tree_to_tree(None, tree.as_ref(), Some(options));
                diff.map_err(failed("list the files of a commit"))
            }
        }
    }
}

impl Store for Library {
    fn commit(&self, revision: &str) -> Option<ObjectId> {
        let object = self.repository.revparse_single(revision).and_then(|object| object.peel_to_commit()).ok()?;
        from_library(object.id())
    }

    fn head(&self) -> Result<Option<ObjectId>, GitError> {
        use git2::ErrorCode::{NotFound, UnbornBranch};
        match self.repository.head().and_then(|head| head.peel_to_commit()) {
            Ok(commit) => Ok(from_library(commit.id())),
            Err(error) if matches!(error.code(), UnbornBranch | NotFound) => Ok(None),
            Err(error) => Err(failed("read HEAD")(error)),
        }
    }

    fn parents(&self, commit: ObjectId) -> Result<Vec<ObjectId>, GitError> {
        let read = || -> Result<Vec<ObjectId>, git2::Error> {
            let commit = self.repository.find_commit(to_library(commit)?)?;
            Ok(commit.parent_ids().filter_map(from_library).collect())
        };
        read().map_err(failed("read a commit"))
    }

    fn merge_base(&self, one: ObjectId, two: ObjectId) -> Option<ObjectId> {
        from_library(self.repository.merge_base(to_library(one).ok()?, to_library(two).ok()?).ok()?)
    }

    fn upstream(&self) -> Option<ObjectId> {
        let head = self.repository.head().ok().filter(Reference::is_branch)?;
        let upstream = git2::Branch::wrap(head).upstream().ok()?;
        from_library(upstream.get().target()?)
    }

    fn remotes(&self) -> Vec<String> {
        let names = self.repository.remotes();
        names.map(|names| names.iter().flatten().flatten().map(str::to_owned).collect()).unwrap_or_default()
    }

    fn references(&self, prefix: &str) -> Vec<(String, ObjectId)> {
        let found = self.repository.references_glob(&format!("{prefix}*")).into_iter().flatten().flatten();
        let named = found.filter_map(|reference| {
            let commit = reference.peel_to_commit().ok()?;
            Some((reference.name().ok()?.to_owned(), from_library(commit.id())?))
        });
        named.collect()
    }

    fn compare(&self, comparison: Comparison, paths: &[String]) -> Result<Vec<Delta>, GitError> {
        let is_whole = matches!(comparison, Comparison::AllOf(_) | Comparison::AllOfWorktree);
        let in_worktree = matches!(comparison, Comparison::Worktree(_) | Comparison::AllOfWorktree);
        let mut diff = self.diff(comparison, paths)?;
        if in_worktree
            && self.repository.index().is_ok_and(|index| lacks_what_is_skipped(&index, &diff))
            && let Some(stock) = self.stock()
        {
            return stock.compare(comparison, paths);
        }
        if !is_whole {
            find_moves(&mut diff).map_err(failed("look for renamed files"))?;
        }
        let deltas = with_moves(deltas(&diff, in_worktree));
        match self.tree() {
            Some(tree) if in_worktree && !is_whole => Ok(settle(deltas, tree, self)),
            _ => Ok(deltas),
        }
    }

    fn files(&self, state: State, under: &[&str]) -> Result<Vec<Entry>, GitError> {
        let mut files = match state {
            State::Index => self.indexed(|id| from_library(id).map_or(Content::Worktree, Content::Blob))?,
            State::Worktree => self.indexed(|_| Content::Worktree)?,
            State::Commit(commit) => self.files_of(commit, under)?,
        };
        files.retain(|file| is_under(&file.path, under));
        Ok(files)
    }

    fn entry(&self, commit: ObjectId, path: &str) -> Option<Entry> {
        let tree = self.commit_tree(Some(commit)).ok()??;
        let found = tree.get_path(&native_path(path.as_bytes())).ok()?;
        let content = Content::Blob(from_library(found.id())?);
        let mode = u32::try_from(found.filemode()).ok()?;
        let size = self.repository.odb().ok()?.read_header(found.id()).map_or(0, |(size, _)| size as u64);
        Some(Entry { path: path.as_bytes().to_vec(), mode, size, content })
    }

    fn tracks(&self, path: &str) -> bool {
        let place = native_path(path.as_bytes());
        let is_indexed = self.repository.index().is_ok_and(|index| index.get_path(&place, 0).is_some());
        let head = self.repository.head().and_then(|head| head.peel_to_tree());
        is_indexed || head.is_ok_and(|head| head.get_path(&place).is_ok())
    }

    fn ignores(&self, path: &str) -> bool {
        self.repository.is_path_ignored(path).unwrap_or(false)
    }

    fn blob_id(&self, name: &str) -> Option<ObjectId> {
        if let Some(id) = ObjectId::from_hex(name) {
            return self.repository.find_blob(to_library(id).ok()?).is_ok().then_some(id);
        }
        let object = self.repository.revparse_single(name).ok()?;
        (object.kind() == Some(git2::ObjectType::Blob)).then(|| from_library(object.id()))?
    }

    fn blob(&self, id: ObjectId, most: u64) -> Result<Option<Vec<u8>>, String> {
        let read = || -> Result<Option<Vec<u8>>, git2::Error> {
            let id = to_library(id)?;
            let store = self.repository.odb()?;
            if store.read_header(id)?.0 as u64 > most {
                return Ok(None);
            }
            Ok(Some(self.repository.find_blob(id)?.content().to_vec()))
        };
        read().map_err(|error| error.message().to_owned())
    }

    fn hooks_path(&self) -> Option<PathBuf> {
        self.repository.config().and_then(|config| config.get_path("core.hooksPath")).ok()
    }
}

impl Library {
    fn indexed(&self, content: impl Fn(Oid) -> Content) -> Result<Vec<Entry>, GitError> {
        let index = self.repository.index().map_err(failed("read the index"))?;
        let files = index.iter().map(|entry| Entry {
            mode: entry.mode,
            size: u64::from(entry.file_size),
            content: content(entry.id),
            path: entry.path,
        });
        Ok(files.collect())
    }

    fn files_of(&self, commit: ObjectId, under: &[&str]) -> Result<Vec<Entry>, GitError> {
        let Some(tree) = self.commit_tree(Some(commit))? else { return Ok(Vec::new()) };
        let mut files = Vec::new();
        let walked = tree.walk(TreeWalkMode::PreOrder, |folder, entry| {
            let mode = u32::try_from(entry.filemode()).unwrap_or(0);
            let path = [folder.as_bytes(), entry.name_bytes()].concat();
            if mode == 0o040_000 {
                return if leads_to(&path, under) { TreeWalkResult::Ok } else { TreeWalkResult::Skip };
            }
            files.extend(from_library(entry.id()).map(|id| Entry { path, mode, size: 0, content: Content::Blob(id) }));
            TreeWalkResult::Ok
        });
        walked.map_err(failed("list the files of a commit"))?;
        Ok(files)
    }
}

/// What makes git itself the one to ask, by what libgit2 has read of the repository anyway.
pub(super) fn reasons(repository: &Repository) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let Ok(config) = repository.config().and_then(|mut config| config.snapshot()) else { return reasons };
    let is_on = |name: &str| config.get_bool(name).unwrap_or(false);
    let has_promisor =
        config.entries(Some(r"^remote\..*\.promisor$")).is_ok_and(|mut entries| entries.next().is_some());
    if has_promisor {
        reasons.push(Reason::PartialClone);
    }
    if is_on("core.sparseCheckout") {
        reasons.push(if is_on("index.sparse") { Reason::SparseIndex } else { Reason::SparseCheckout });
    }
    if is_on("core.splitIndex") || has_shared_index(repository) {
        reasons.push(Reason::SplitIndex);
    }
    reasons
}

fn has_shared_index(repository: &Repository) -> bool {
    let mut names = repository.path().read_dir().into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.any(|name| name.to_string_lossy().starts_with("sharedindex."))
}

fn failed(action: &'static str) -> impl Fn(git2::Error) -> GitError {
    move |error| GitError::Failed { action, reason: error.message().to_owned() }
}

fn from_library(id: Oid) -> Option<ObjectId> {
    ObjectId::from_bytes(id.as_bytes())
}

fn to_library(id: ObjectId) -> Result<Oid, git2::Error> {
    Oid::from_bytes(id.as_bytes())
}
