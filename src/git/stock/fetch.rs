//! Objects that a partial clone does not have yet, fetched from the remote that promised them: all at once, as git does
//! before it compares.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Stock;
use super::filters::Setting;
use super::program::{LOCAL, REMOTE, configure, output};
use crate::git::delta::Comparison;
use crate::git::error::GitError;
use crate::git::id::ObjectId;

impl Stock {
    /// The remotes that promised objects.
    pub(super) fn promisors(&self) -> Vec<String> {
        let mut remotes = Vec::new();
        for setting in self.settings() {
            let name = setting.key.strip_prefix("remote.").and_then(|key| key.strip_suffix(".promisor"));
            match name {
                Some(name) if setting.value != "false" => remotes.push(name.to_owned()),
                _ if setting.key == "extensions.partialclone" => remotes.push(setting.value.clone()),
                _ => {}
            }
        }
        remotes.dedup();
        remotes
    }

    /// Fetches those of the objects that are not here.
    ///
    /// # Errors
    /// [`GitError::Missing`] where some cannot be fetched.
    pub(super) fn fetch_missing(&self, ids: impl IntoIterator<Item = ObjectId>) -> Result<(), GitError> {
        let missing = self.missing(&ids.into_iter().collect())?;
        if missing.is_empty() {
            return Ok(());
        }
        let wanted = lines(&missing);
        let mut reason = String::new();
        for remote in self.promisors() {
            match self.fetch_objects(&remote, &wanted) {
                Ok(()) => {
                    self.forget_objects();
                    return Ok(());
                }
                Err(said) => reason = said,
            }
        }
        Err(GitError::Missing { count: missing.len(), reason })
    }

    fn missing(&self, ids: &BTreeSet<ObjectId>) -> Result<BTreeSet<ObjectId>, GitError> {
        let command = self.command(["cat-file", "--batch-check"]);
        let printed =
            output(command, Some(lines(ids).into_bytes()), LOCAL).map_err(GitError::failed("look for objects"))?;
        let text = String::from_utf8_lossy(&printed).into_owned();
        let missing = text.lines().filter_map(|line| ObjectId::from_hex(line.strip_suffix(" missing")?));
        Ok(missing.collect())
    }

    /// As git itself fetches what it finds missing.
    fn fetch_objects(&self, remote: &str, wanted: &str) -> Result<(), String> {
        let arguments = ["--filter=blob:none", "--stdin", remote];
        self.fetch(arguments, Some(wanted.as_bytes().to_vec()))
    }

    /// Fetches, without a word and without other traces than what is fetched.
    pub(in crate::git) fn fetch<'a>(
        &self,
        arguments: impl IntoIterator<Item = &'a str>,
        input: Option<Vec<u8>>,
    ) -> Result<(), String> {
        self.refuse_commands()?;
        let fixed = ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no"];
        let mut command = self.command(fixed.into_iter().chain(arguments));
        command.env_remove("GIT_NO_LAZY_FETCH");
        if input.is_some() {
            configure(&mut command, [("fetch.negotiationAlgorithm".to_owned(), "noop".to_owned())]);
        }
        output(command, input, REMOTE).map(drop)
    }

    /// A command that the repository itself, and not the user, names to fetch with is not run.
    fn refuse_commands(&self) -> Result<(), String> {
        let is_refused = |setting: &&Setting| !self.location.is_trusted() && runs_a_command(setting);
        self.settings().iter().find(is_refused).map_or(Ok(()), |setting| {
            Err(format!(
                "the configuration of this repository sets {}, which is not run; run `git fetch` yourself",
                setting.key
            ))
        })
    }

    /// Has git fetch the folders that a comparison needs; a clone may be without those, too.
    pub(super) fn fetch_trees(&self, comparison: Comparison) -> Result<(), GitError> {
        self.refuse_commands().map_err(|reason| GitError::Missing { count: 1, reason })?;
        let commits = match comparison {
            Comparison::Staged(old) | Comparison::Worktree(old) => [old, None],
            Comparison::Between(old, new) => [old, Some(new)],
            Comparison::AllOf(new) => [None, Some(new)],
            Comparison::AllOfWorktree => [None, None],
        };
        for commit in commits.into_iter().flatten() {
            let mut command = self.command(["ls-tree", "-r", "-z", &commit.to_string()]);
            command.env_remove("GIT_NO_LAZY_FETCH");
            output(command, None, REMOTE).map_err(|reason| GitError::Missing { count: 1, reason })?;
        }
        self.forget_objects();
        Ok(())
    }
}

fn lines(ids: &BTreeSet<ObjectId>) -> String {
    let mut lines = String::new();
    for id in ids {
        writeln!(lines, "{id}").expect("strings grow");
    }
    lines
}

/// Whether the repository itself, and not the user, says what is run to fetch.
fn runs_a_command(setting: &Setting) -> bool {
    let key = setting.key.to_ascii_lowercase();
    let is_command = ["core.sshcommand", "core.gitproxy", "core.askpass"].contains(&&*key)
        || key.starts_with("credential.") && key.ends_with("helper")
        || key.starts_with("remote.") && (key.ends_with(".uploadpack") || key.ends_with(".vcs"));
    setting.is_of_repository() && is_command && !setting.value.is_empty()
}
