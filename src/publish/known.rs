//! Which thread is about which finding: the one with its id, or one that people settled before its file was renamed.

use std::collections::{BTreeSet, HashMap, HashSet, VecDeque};

use super::mark::Mark;
use super::plan::Scene;
use super::platform::Thread;
use crate::finding::Finding;
use crate::ids::{halves, path_half};

/// The threads that are there.
pub(super) struct Known<'a> {
    /// By the id of their finding; of several the first.
    threads: HashMap<String, (&'a Thread, Mark)>,
    /// Those that people settled in files that are gone, by the half of their id that stays, until a finding takes them.
    left_behind: HashMap<String, VecDeque<(&'a Thread, Mark)>>,
    /// The first halves of the ids of all findings that the change's files can have.
    files: BTreeSet<String>,
    /// The ids of the review's findings.
    findings: HashSet<&'a str>,
    /// The path of the first finding, by the half of its id that stays.
    paths: HashMap<&'a str, &'a str>,
}

impl<'a> Known<'a> {
    pub(super) fn new(scene: &Scene<'a>, threads: &'a [Thread]) -> Self {
        let files = scene.diff.files.iter().filter_map(|change| Some(path_half(&change.new.as_ref()?.path))).collect();
        let mut known = Self {
            threads: HashMap::new(),
            left_behind: HashMap::new(),
            files,
            findings: scene.review.findings.iter().map(|finding| &*finding.id).collect(),
            paths: HashMap::new(),
        };
        for finding in &scene.review.findings {
            known.paths.entry(halves(&finding.id).1).or_insert(&finding.path);
        }
        for (thread, mark) in threads.iter().filter_map(|thread| Some((thread, thread.mark()?))) {
            if !mark.gone && (thread.resolved || thread.answered) && known.has_left(&mark) {
                let settled = known.left_behind.entry(halves(&mark.id).1.to_owned()).or_default();
                settled.push_back((thread, mark.clone()));
            }
            known.threads.entry(mark.id.clone()).or_insert((thread, mark));
        }
        known
    }

    /// Whether the file of a thread is not there any more, nor its finding: it may be on the old side of what was removed.
    fn has_left(&self, mark: &Mark) -> bool {
        !self.files.contains(halves(&mark.id).0) && !self.findings.contains(&*mark.id)
    }

    /// The thread that a finding has. What people settled goes before what we closed ourselves, and counts once: of two
    /// copies of a file that is gone, one is new.
    pub(super) fn take(&mut self, finding: &Finding) -> Option<(&'a Thread, Mark)> {
        let own = self.threads.get(&finding.id).cloned();
        if own.as_ref().is_some_and(|(_, mark)| !mark.gone) {
            return own;
        }
        let settled = self.left_behind.get_mut(halves(&finding.id).1).and_then(VecDeque::pop_front);
        settled.or(own)
    }

    /// Where the finding of a thread is now, in a file that was renamed.
    pub(super) fn moved_to(&self, mark: &Mark) -> Option<&'a str> {
        self.paths.get(halves(&mark.id).1).copied().filter(|_| self.has_left(mark))
    }
}

#[cfg(test)]
#[path = "known/tests.rs"]
mod tests;
