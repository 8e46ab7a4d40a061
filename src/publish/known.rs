//! Which thread is about which finding: the one with its id, or one that people settled before its file was renamed.

use std::collections::BTreeSet;

use super::mark::Mark;
use super::plan::Scene;
use super::platform::Thread;
use crate::finding::{Finding, Review};
use crate::merge::{halves, path_half};

/// The threads that are there.
pub(super) struct Known<'a> {
    review: &'a Review,
    threads: Vec<(&'a Thread, Mark)>,
    /// Those that people settled in files that are gone, until a finding takes them.
    left_behind: Vec<(&'a Thread, Mark)>,
    /// The first halves of the ids of all findings that the change's files can have.
    files: BTreeSet<String>,
}

impl<'a> Known<'a> {
    pub(super) fn new(scene: &Scene<'a>, threads: &'a [Thread]) -> Self {
        let files = scene.diff.files.iter().filter_map(|change| Some(path_half(&change.new.as_ref()?.path))).collect();
        let threads = threads.iter().filter_map(|thread| Some((thread, thread.mark()?))).collect();
        let mut known = Self { review: scene.review, threads, left_behind: Vec::new(), files };
        let settled = |(thread, mark): &&(&Thread, Mark)| !mark.gone && (thread.resolved || thread.answered);
        known.left_behind =
            known.threads.iter().filter(settled).filter(|own| known.has_left(&own.1)).cloned().collect();
        known
    }

    /// Whether the file of a thread is not there any more, nor its finding: it may be on the old side of what was removed.
    fn has_left(&self, mark: &Mark) -> bool {
        !self.files.contains(halves(&mark.id).0) && self.review.findings.iter().all(|finding| finding.id != mark.id)
    }

    /// The thread that a finding has. What people settled goes before what we closed ourselves, and counts once: of two
    /// copies of a file that is gone, one is new.
    pub(super) fn take(&mut self, finding: &Finding) -> Option<(&'a Thread, Mark)> {
        let own = self.threads.iter().find(|(_, mark)| mark.id == finding.id).cloned();
        if own.as_ref().is_some_and(|(_, mark)| !mark.gone) {
            return own;
        }
        let code = halves(&finding.id).1;
        let at = self.left_behind.iter().position(|(_, mark)| halves(&mark.id).1 == code);
        at.map(|at| self.left_behind.remove(at)).or(own)
    }

    /// Where the finding of a thread is now, in a file that was renamed.
    pub(super) fn moved_to(&self, mark: &Mark) -> Option<&'a str> {
        let code = halves(&mark.id).1;
        let mut there = self.review.findings.iter().filter(|finding| halves(&finding.id).1 == code);
        there.next().filter(|_| self.has_left(mark)).map(|finding| &*finding.path)
    }
}

#[cfg(test)]
#[path = "known/tests.rs"]
mod tests;
