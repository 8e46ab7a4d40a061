//! The configurations of folders: those of the folders around changed files are laid over the root's.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::args::SharedArgs;
use super::error::Failure;
use super::session::{Session, apply_rule_flags, configured_rules, finished};
use crate::config::{Backend, Config, ConfigFile, FILE_NAME};
use crate::diff::{self, Diff};
use crate::plain::Refusal;
use crate::project::BASELINE;
use crate::review::Folder;
use crate::stage::{Degraded, Stage};
use crate::state;

/// More folders with a configuration are not taken up in one review: each has a set of rules of its own.
const MOST: usize = 100;

impl Session {
    /// Takes up the configurations of the folders that a diff changes files of. Where text may leave this machine, what any
    /// folder keeps here counts: models may look around.
    pub(super) fn add_folders(&mut self, diff: &Diff, args: &SharedArgs) -> Result<(), Failure> {
        let changed = self.texts_around(changed_paths(diff))?;
        if changed.len() > MOST {
            let reason = format!("{} folders of this change have a {FILE_NAME} of their own", changed.len());
            return Err(Failure::refused(reason, format!("at most {MOST} are read in one review")));
        }
        let mut all = changed.clone();
        if self.may_send() {
            let files = diff::tree(self.repository.as_ref(), diff);
            let named = files.iter().map(|file| &*file.path).filter(|path| path.ends_with(&format!("/{FILE_NAME}")));
            all.append(&mut self.texts_around(named)?);
        }
        for folder in all.keys() {
            let mut layers = self.layers.clone();
            for (name, text) in all.iter().filter(|(other, _)| is_around(other, folder)) {
                layers = layers.folder(name, &format!("{name}/{FILE_NAME}"), text)?;
            }
            let mut config = finished(layers)?;
            self.config.tighten(&config)?;
            if !changed.contains_key(folder) {
                continue;
            }
            self.config.warnings.append(&mut config.warnings);
            let mut rules = configured_rules(&self.project, &config)?;
            apply_rule_flags(args, &mut config, &mut rules, &self.project)?;
            let Config { exclude, .. } = config;
            self.folders.push(Folder { path: folder.clone(), exclude, rules });
        }
        self.folders.sort_by_key(|folder| Reverse(folder.path.len()));
        Ok(())
    }

    /// Whether a model on another machine may be asked.
    fn may_send(&self) -> bool {
        let ConfigFile { cloud, local, .. } = &self.config.file;
        cloud.provider.is_some() || local.backend == Some(Backend::Endpoint)
    }

    /// The texts of the configurations in the folders around paths, by folder; a folder is before those in it.
    fn texts_around<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Result<BTreeMap<String, String>, Failure> {
        let mut seen = BTreeMap::new();
        for path in paths {
            for (end, _) in path.match_indices('/') {
                let folder = &path[..end];
                if !seen.contains_key(folder) {
                    seen.insert(folder.to_owned(), self.folder_text(folder)?);
                }
            }
        }
        Ok(seen.into_iter().filter_map(|(folder, text)| Some((folder, text?))).collect())
    }

    fn folder_text(&self, folder: &str) -> Result<Option<String>, Failure> {
        let name = format!("{folder}/{FILE_NAME}");
        match self.project.further(self.repository.as_ref(), &name) {
            Ok(text) => Ok(text),
            // A diff may name any path: what is not in a folder of this tree has no configuration here.
            Err(Refusal::Outside) => Ok(None),
            Err(Refusal::Link(path)) if path != name => Ok(None),
            Err(reason) => Err(Failure::refused(
                format!("{name} is not read: {reason}"),
                "a review does not go on without what the configuration says",
            )),
        }
    }

    /// What is to be said of the project's files: those that are not read, and patterns that exclude nothing.
    pub(super) fn notes(&self, diff: &Diff, args: &SharedArgs) -> Vec<Degraded> {
        let mut notes = Vec::new();
        // The baseline is read, or refused, by itself.
        for (path, reason) in self.project.refused().filter(|(path, _)| *path != BASELINE) {
            notes.push(Degraded::incomplete(Stage::Config, format!("{path} is not read: {reason}")));
        }
        let ignored = self.idle_patterns(diff, args).into_iter().chain(state::refusals());
        notes.extend(ignored.map(|reason| Degraded::ignored(Stage::Config, reason)));
        notes
    }

    /// A sentence for each former name of a rule that was used, at the root or in a folder.
    pub(super) fn renames(&self) -> BTreeSet<String> {
        let of_folders = self.folders.iter().flat_map(|folder| folder.rules.renames());
        self.rules.renames().into_iter().chain(of_folders).collect()
    }

    /// A sentence for each pattern of the repository or the flags that excludes no file.
    fn idle_patterns(&self, diff: &Diff, args: &SharedArgs) -> Vec<String> {
        let Some(repository) = &self.repository else { return Vec::new() };
        let changed =
            || diff.files.iter().flat_map(|change| [&change.old, &change.new]).flatten().map(|side| &*side.path);
        let mut idle = self.config.exclude.unmatched(changed());
        let names_something = |pattern: &&str| {
            let is_literal = !pattern.contains(['*', '?', '[', '{', '\\']);
            is_literal && self.root().is_some_and(|root| root.join(pattern.trim_start_matches('/')).exists())
        };
        idle.retain(|pattern| !names_something(pattern));
        idle.retain(|pattern| self.config.excluding.is_some() || args.exclude.iter().any(|own| own.trim() == *pattern));
        if idle.is_empty() {
            return Vec::new();
        }
        let files = diff::tree(Some(repository), diff);
        let unmatched = self.config.exclude.unmatched(files.iter().map(|file| &*file.path));
        idle.retain(|pattern| unmatched.contains(pattern));
        let mut sentences = Vec::new();
        for pattern in idle {
            let from_flags = args.exclude.iter().any(|own| own.trim() == pattern);
            let place = if from_flags { "--exclude" } else { self.config.excluding.as_deref().unwrap_or_default() };
            sentences.push(format!("`{pattern}` of {place} excludes no file"));
        }
        sentences
    }
}

/// The paths of the changed files on both sides.
pub(super) fn changed_paths(diff: &Diff) -> impl Iterator<Item = &str> {
    diff.files.iter().flat_map(|change| [&change.old, &change.new]).flatten().map(|side| &*side.path)
}

/// Whether a folder is another or around it.
fn is_around(folder: &str, other: &str) -> bool {
    other.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
