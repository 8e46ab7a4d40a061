//! A repository read with git itself: plumbing in an environment of its own, one process for a list and one that stays
//! for objects.

mod fetch;
mod filters;
mod objects;
mod program;
mod raw;

use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use self::objects::{Object, Objects};
use self::program::LOCAL;
pub(super) use self::program::{Program, output};
use super::conversion::settle;
use super::delta::{Comparison, Content, Delta, Entry, State, Status};
use super::error::GitError;
use super::id::ObjectId;
use super::location::Location;
use super::store::Store;
use super::worktree::WorkTree;

/// More than these bytes of a file of the index are not read.
const MOST_INDEXED: u64 = 1 << 26;

/// A repository read with git itself.
pub(super) struct Stock {
    program: Program,
    location: Location,
    tree: Option<WorkTree>,
    objects: Mutex<Option<Objects>>,
    settings: std::sync::OnceLock<Vec<filters::Setting>>,
}

impl Stock {
    pub(super) fn new(program: Program, location: Location) -> Self {
        let tree = WorkTree::new(&location);
        Self { program, location, tree, objects: Mutex::default(), settings: std::sync::OnceLock::new() }
    }

    /// A command in the repository.
    fn command<S: AsRef<std::ffi::OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Command {
        let folder = self.location.work_tree().unwrap_or_else(|| self.location.git_dir());
        let mut command = self.program.command(folder, arguments);
        self.location.set_environment(&mut command);
        command
    }

    /// What a command prints.
    fn run<S: AsRef<std::ffi::OsStr>>(
        &self,
        action: &'static str,
        arguments: impl IntoIterator<Item = S>,
    ) -> Result<Vec<u8>, GitError> {
        output(self.command(arguments), None, LOCAL).map_err(GitError::failed(action))
    }

    /// The first line that a command prints; `None` where it fails.
    fn line(&self, arguments: &[&str]) -> Option<String> {
        let printed = output(self.command(arguments), None, LOCAL).ok()?;
        Some(String::from_utf8_lossy(&printed).lines().next()?.to_owned())
    }

    /// The object that a name stands for.
    fn object(&self, name: &str, most: u64) -> Result<Option<Object>, String> {
        let mut running = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        if running.is_none() {
            let command = self.command(["cat-file", "--batch"]);
            *running = Some(Objects::start(command).map_err(|error| format!("git cannot be started: {error}"))?);
        }
        let Some(objects) = running.as_mut() else { return Ok(None) };
        let answer = objects.get(name, most);
        if answer.is_err() {
            *running = None;
        }
        answer
    }

    /// Objects that came in meanwhile are not seen by a process that runs already.
    fn forget_objects(&self) {
        *self.objects.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// A commit in the words of a comparison; for no commit, the tree without files.
    fn tree_ish(&self, commit: Option<ObjectId>) -> Result<String, GitError> {
        if let Some(commit) = commit {
            return Ok(commit.to_string());
        }
        let name = output(self.command(["hash-object", "-t", "tree", "--stdin"]), Some(Vec::new()), LOCAL);
        let name = name.map_err(GitError::failed("name the empty tree"))?;
        Ok(String::from_utf8_lossy(&name).trim().to_owned())
    }

    /// The changed files that git itself lists.
    fn listed(&self, comparison: Comparison, paths: &[String], renames: bool) -> Result<Vec<Delta>, GitError> {
        let mut arguments: Vec<String> = match comparison {
            Comparison::Staged(_) => vec!["diff-index".into(), "--cached".into()],
            Comparison::Worktree(_) => vec!["diff-index".into()],
            _ => vec!["diff-tree".into(), "-r".into()],
        };
        let fixed = ["--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty"];
        arguments.extend(fixed.map(str::to_owned));
        let detection: &[&str] = if renames { &["-M", "-C", "-l1000"] } else { &["--no-renames"] };
        arguments.extend(detection.iter().map(|&option| option.to_owned()));
        match comparison {
            Comparison::Staged(base) | Comparison::Worktree(base) => arguments.push(self.tree_ish(base)?),
            Comparison::Between(old, new) => arguments.extend([self.tree_ish(old)?, new.to_string()]),
            Comparison::AllOf(new) => arguments.extend([self.tree_ish(None)?, new.to_string()]),
            Comparison::AllOfWorktree => {}
        }
        arguments.push("--".into());
        arguments.extend_from_slice(paths);
        let mut command = self.command(arguments);
        // Filters are run for files that need it, and not to find renames.
        program::configure(&mut command, self.without_filters(|_| true));
        let printed = output(command, None, LOCAL).map_err(GitError::failed("compare two states"))?;
        raw::deltas(&printed).ok_or_else(|| GitError::failed("compare two states")("unexpected output"))
    }

    /// The changed files, with renames. Where objects are missing that a remote promised, they are fetched first.
    fn changed(&self, comparison: Comparison, paths: &[String]) -> Result<Vec<Delta>, GitError> {
        if self.promisors().is_empty() {
            return self.listed(comparison, paths, true);
        }
        let plain = self.listed(comparison, paths, false).or_else(|_| {
            self.fetch_trees(comparison)?;
            self.listed(comparison, paths, false)
        })?;
        let sides = plain.iter().flat_map(|delta| [&delta.old, &delta.new]).flatten();
        let blobs = sides.filter(|entry| !entry.is_submodule()).filter_map(|entry| match entry.content {
            Content::Blob(id) => Some(id),
            _ => None,
        });
        self.fetch_missing(blobs)?;
        self.listed(comparison, paths, true)
    }

    /// A comparison with the working tree: what git lists, and files that it does not track.
    fn with_worktree(&self, base: Option<ObjectId>, paths: &[String]) -> Result<Vec<Delta>, GitError> {
        let Some(tree) = &self.tree else { return Err(GitError::failed("read the working tree")("there is none")) };
        let mut deltas = self.changed(Comparison::Worktree(base), paths)?;
        for new in deltas.iter_mut().filter_map(|delta| delta.new.as_mut()) {
            // What is not checked out is as it is in the index.
            if let Some((mode, size)) = tree.mode(&new.path) {
                new.content = Content::Worktree;
                new.size = size;
                // Git names no mode of a file with conflicts.
                new.mode = if new.mode == 0 { mode } else { new.mode };
            }
        }
        let mut deltas = settle(deltas, tree, self);
        merge_conflicts(&mut deltas);
        deltas.extend(self.untracked(tree, paths)?);
        Ok(deltas)
    }

    /// The files that git neither tracks nor ignores. What is in another repository is not listed.
    fn untracked(&self, tree: &WorkTree, paths: &[String]) -> Result<Vec<Delta>, GitError> {
        if self.location.is_named_by_environment() && self.hides_untracked() {
            return Ok(Vec::new());
        }
        let arguments = ["ls-files", "--others", "--exclude-standard", "-z", "--"];
        let printed =
            self.run("list untracked files", arguments.into_iter().map(str::to_owned).chain(paths.iter().cloned()))?;
        let found = printed.split(|byte| *byte == 0).filter(|path| !path.is_empty());
        let entry = |path: &[u8]| {
            let (mode, size) = tree.mode(path)?;
            Some(Entry { path: path.to_vec(), mode, size, content: Content::Worktree })
        };
        Ok(found.filter_map(entry).map(added).collect())
    }

    fn hides_untracked(&self) -> bool {
        let value = self.line(&["config", "--get", "status.showUntrackedFiles"]);
        value.is_some_and(|value| ["no", "false", "off", "0"].contains(&&*value.to_ascii_lowercase()))
    }

    fn indexed(&self, paths: &[String]) -> Result<Vec<Entry>, GitError> {
        let arguments = ["ls-files", "-s", "-z", "--"].into_iter().map(str::to_owned);
        let printed = self.run("list the index", arguments.chain(paths.iter().cloned()))?;
        raw::index(&printed).ok_or_else(|| GitError::failed("list the index")("unexpected output"))
    }

    /// The files of the working tree that git tracks.
    fn tracked(&self, paths: &[String]) -> Result<Vec<Entry>, GitError> {
        let Some(tree) = &self.tree else { return Ok(Vec::new()) };
        let files = self.indexed(paths)?.into_iter().filter(|file| !file.is_submodule());
        let there = files.filter_map(|file| {
            let (mode, size) = tree.mode(&file.path)?;
            Some(Entry { mode, size, content: Content::Worktree, ..file })
        });
        Ok(there.collect())
    }
}

fn added(entry: Entry) -> Delta {
    Delta { status: Status::Added, old: None, new: Some(entry), unknown: None }
}

/// Git lists a file with conflicts twice: as one with conflicts, and as one that changed.
fn merge_conflicts(deltas: &mut Vec<Delta>) {
    let conflicted: Vec<Vec<u8>> =
        deltas.iter().filter(|delta| delta.status == Status::Conflicted).map(|delta| delta.path().to_vec()).collect();
    deltas.retain(|delta| delta.status == Status::Conflicted || !conflicted.iter().any(|path| path == delta.path()));
}

impl Store for Stock {
    fn commit(&self, revision: &str) -> Option<ObjectId> {
        let object = self.object(&format!("{revision}^{{commit}}"), 0).ok()??;
        (object.kind == "commit").then_some(object.id)
    }

    fn head(&self) -> Result<Option<ObjectId>, GitError> {
        let object = self.object("HEAD^{commit}", 0).map_err(GitError::failed("read HEAD"))?;
        Ok(object.map(|object| object.id))
    }

    fn parents(&self, commit: ObjectId) -> Result<Vec<ObjectId>, GitError> {
        let printed = self.run("read a commit", ["rev-parse", &format!("{commit}^@")])?;
        Ok(String::from_utf8_lossy(&printed).lines().filter_map(ObjectId::from_hex).collect())
    }

    fn merge_base(&self, one: ObjectId, two: ObjectId) -> Option<ObjectId> {
        ObjectId::from_hex(&self.line(&["merge-base", &one.to_string(), &two.to_string()])?)
    }

    fn upstream(&self) -> Option<ObjectId> {
        ObjectId::from_hex(&self.line(&["rev-parse", "--quiet", "--verify", "@{upstream}^{commit}"])?)
    }

    fn remotes(&self) -> Vec<String> {
        let printed = self.run("list the remotes", ["remote"]).unwrap_or_default();
        String::from_utf8_lossy(&printed).lines().map(str::to_owned).collect()
    }

    fn references(&self, prefix: &str) -> Vec<(String, ObjectId)> {
        let format = "--format=%(refname)%00%(objectname)%00%(*objectname)";
        let printed = self.run("list references", ["for-each-ref", format, prefix]).unwrap_or_default();
        let text = String::from_utf8_lossy(&printed).into_owned();
        let named = text.lines().filter_map(|line| {
            let fields: Vec<&str> = line.split('\0').collect();
            let [name, id, peeled] = fields[..] else { return None };
            Some((name.to_owned(), ObjectId::from_hex(if peeled.is_empty() { id } else { peeled })?))
        });
        named.collect()
    }

    fn compare(&self, comparison: Comparison, paths: &[String]) -> Result<Vec<Delta>, GitError> {
        match comparison {
            Comparison::Worktree(base) => self.with_worktree(base, paths),
            Comparison::AllOfWorktree => {
                let mut deltas: Vec<Delta> = self.tracked(paths)?.into_iter().map(added).collect();
                if let Some(tree) = &self.tree {
                    deltas.extend(self.untracked(tree, paths)?);
                }
                Ok(deltas)
            }
            _ => {
                let mut deltas = self.changed(comparison, paths)?;
                merge_conflicts(&mut deltas);
                Ok(deltas)
            }
        }
    }

    fn files(&self, state: State, under: &[&str]) -> Result<Vec<Entry>, GitError> {
        let under: Vec<String> = under.iter().map(|&path| path.to_owned()).collect();
        match state {
            State::Index => self.indexed(&under),
            State::Worktree => self.tracked(&under),
            State::Commit(commit) => {
                let arguments = ["ls-tree", "-r", "-z", "--full-tree", &commit.to_string(), "--"].map(str::to_owned);
                let printed = self.run("list the files of a commit", arguments.into_iter().chain(under))?;
                raw::tree(&printed).ok_or_else(|| GitError::failed("list the files of a commit")("unexpected output"))
            }
        }
    }

    fn entry(&self, commit: ObjectId, path: &str) -> Option<Entry> {
        let arguments = ["ls-tree", "-z", "--full-tree", &commit.to_string(), "--", path].map(str::to_owned);
        let mut command = self.command(arguments);
        command.env("GIT_LITERAL_PATHSPECS", "1");
        let printed = output(command, None, LOCAL).ok()?;
        raw::tree(&printed)?.into_iter().find(|entry| entry.path == path.as_bytes())
    }

    fn tracks(&self, path: &str) -> bool {
        let is_there = |name: &str| self.object(&format!("{name}:{path}"), 0).is_ok_and(|found| found.is_some());
        is_there(":0") || is_there("HEAD")
    }

    fn ignores(&self, path: &str) -> bool {
        self.run("ask what is ignored", ["check-ignore", "--quiet", "--", path]).is_ok()
    }

    fn blob_id(&self, name: &str) -> Option<ObjectId> {
        let is_name = name.bytes().all(|digit| digit.is_ascii_hexdigit());
        let object = is_name.then(|| self.object(name, 0)).and_then(Result::ok)??;
        (object.kind == "blob").then_some(object.id)
    }

    fn blob(&self, id: ObjectId, most: u64) -> Result<Option<Vec<u8>>, String> {
        let name = id.to_string();
        let mut object = self.object(&name, most)?;
        if object.is_none() && !self.promisors().is_empty() {
            self.fetch_missing([id]).map_err(|error| error.to_string())?;
            object = self.object(&name, most)?;
        }
        let object = object.ok_or_else(|| format!("the object {name} is missing"))?;
        if object.kind != "blob" {
            return Err(format!("the object {name} is a {}", object.kind));
        }
        Ok(object.content)
    }

    fn hooks_path(&self) -> Option<PathBuf> {
        // Git itself is started with another one.
        let named = self.settings().iter().rev().find(|own| own.key == "core.hookspath" && own.scope != "command")?;
        match named.value.strip_prefix("~/") {
            Some(rest) => dirs::home_dir().map(|home| home.join(rest)),
            None => Some(PathBuf::from(&named.value)),
        }
    }
}
