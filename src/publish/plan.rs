//! What is to do, decided: from the review, its diff and what is posted already to the comments to write, the threads to
//! close or open again, and what only the summary says. Nothing here talks to anybody.

use std::collections::BTreeSet;

use super::follow::follow;
use super::known::Known;
use super::mark::Mark;
use super::place::{Fit, Lines};
use super::platform::{Comment, Thread};
use super::text;
use crate::diff::Diff;
use crate::finding::{Finding, Review};
use crate::merge::Cut;
use crate::report;
use crate::stage::{Degraded, Stage};

/// Comments on lines that may be open at the same time. GitHub fails at more in one request, and nobody reads more.
pub const MOST_COMMENTS: usize = 30;

/// How a platform writes that lines be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// A block `suggestion` stands for the lines of its comment.
    GitHub,
    /// It names how many lines above the comment's it stands for.
    GitLab,
}

/// What is published.
pub struct Scene<'a> {
    /// The review.
    pub review: &'a Review,
    /// What its limits cut.
    pub cut: Cut,
    /// What was compared.
    pub diff: &'a Diff,
    /// At most so many comments on lines are open; no more than [`MOST_COMMENTS`].
    pub most: usize,
    /// Whether the rules ran on everything, so that a finding of theirs that is not there is gone.
    pub complete: bool,
    /// For which platform.
    pub dialect: Dialect,
}

/// A finding that the summary alone says, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// Why it has no comment.
    pub reason: String,
}

/// What is to do.
#[derive(Debug, Default, PartialEq)]
pub struct Plan<'a> {
    /// To post, the most severe first.
    pub comments: Vec<Comment>,
    /// To say that their findings are gone, and to resolve; with their new texts.
    pub gone: Vec<(&'a Thread, String)>,
    /// To open again, since we closed them and their findings are back; with their new texts.
    pub back: Vec<(&'a Thread, String)>,
    /// To go on under other ids, since their lines were edited and still have their findings; with their new texts.
    pub followed: Vec<(&'a Thread, String)>,
    /// For the summary alone.
    pub listed: Vec<Listed<'a>>,
    /// Threads that stay as they are.
    pub kept: usize,
    /// Those among them that a person resolved.
    pub dismissed: usize,
}

impl Plan<'_> {
    /// Whether no thread has to be touched.
    pub fn is_done(&self) -> bool {
        self.comments.is_empty() && self.gone.is_empty() && self.back.is_empty() && self.followed.is_empty()
    }
}

/// Decides what is to do.
///
/// A finding has one thread for ever. One that a person resolved stays resolved; one that we closed is opened again when
/// its finding comes back. A thread whose finding is gone is closed, unless somebody has answered in it: then it is theirs.
/// A line that was edited and still has its finding keeps its thread.
/// A comment cannot be moved: where a file was renamed, a thread that nobody touched is closed and its finding said anew.
pub fn plan<'a>(scene: &Scene<'a>, threads: &'a [Thread]) -> Plan<'a> {
    let mut known = Known::new(scene, threads);
    let lines = Lines::of(scene.diff);
    let mut plan = Plan::default();
    let mut fresh = Vec::new();
    let mut shifts = Vec::new();
    for finding in most_severe_first(scene.review) {
        match known.take(finding) {
            Some((thread, mark)) if mark.gone => {
                plan.back.push((thread, body(scene, finding, lines.fit(finding).as_ref())));
            }
            Some((thread, mark)) => {
                shifts.push((mark, finding.start.line));
                plan.kept += 1;
                plan.dismissed += usize::from(thread.resolved);
            }
            None => fresh.push(finding),
        }
    }
    let gone = Gone::new(scene);
    let silent = threads.iter().filter_map(|thread| Some((thread, thread.mark()?)));
    let silent = silent.filter(|(thread, mark)| !thread.resolved && !mark.gone && gone.contains(mark)).collect();
    let followed = follow(&fresh, silent, &shifts);
    for (finding, thread) in &followed {
        plan.kept += 1;
        plan.followed.push((thread, body(scene, finding, lines.fit(finding).as_ref())));
    }
    fresh.retain(|finding| !followed.iter().any(|(own, _)| own.id == finding.id));
    add_comments(&mut plan, scene, &lines, fresh);
    let head = scene.review.scope.head.as_deref().unwrap_or_default();
    let is_followed = |thread: &Thread| followed.iter().any(|(_, own)| own.key == thread.key);
    for thread in threads.iter().filter(|thread| !thread.resolved && !thread.answered && !is_followed(thread)) {
        if let Some(mark) = thread.mark().filter(|mark| gone.contains(mark)) {
            plan.gone.push((thread, text::gone(&thread.body, &mark, known.moved_to(&mark), head)));
        }
    }
    plan
}

fn most_severe_first(review: &Review) -> Vec<&Finding> {
    let mut findings: Vec<_> = review.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    findings
}

fn body(scene: &Scene<'_>, finding: &Finding, fit: Option<&Fit<'_>>) -> String {
    let block = fit.and_then(|fit| {
        let above = fit.lines() - 1;
        let language = match scene.dialect {
            Dialect::GitHub => "suggestion".to_owned(),
            Dialect::GitLab => format!("suggestion:-{above}+0"),
        };
        Some(format!("\n{}", report::fenced(&language, &fit.suggestion()?)))
    });
    text::comment(finding, block.as_deref().unwrap_or_default())
}

/// Comments for the findings that have none yet, as far as there is room; the others are listed.
fn add_comments<'a>(plan: &mut Plan<'a>, scene: &Scene<'_>, lines: &Lines<'a>, fresh: Vec<&'a Finding>) {
    let most = scene.most.min(MOST_COMMENTS);
    let mut room = most.saturating_sub(plan.kept - plan.dismissed + plan.back.len());
    for finding in fresh {
        let Some(fit) = lines.fit(finding) else {
            plan.listed.push(Listed { finding, reason: "no line of the diff".to_owned() });
            continue;
        };
        if room == 0 {
            plan.listed.push(Listed { finding, reason: format!("beyond {most} comments") });
            continue;
        }
        room -= 1;
        let body = body(scene, finding, Some(&fit));
        plan.comments.push(Comment { finding: finding.id.clone(), place: fit.place(), body });
    }
}

/// Whether the rules have not seen all that changed.
fn is_unread(degraded: &Degraded) -> bool {
    matches!(degraded.stage, Stage::Diff | Stage::Rules)
}

/// Which findings are gone for sure.
struct Gone<'a> {
    findings: BTreeSet<&'a str>,
    hunks: BTreeSet<&'a str>,
    complete: bool,
}

impl<'a> Gone<'a> {
    fn new(scene: &Scene<'a>) -> Self {
        Self {
            findings: scene.review.findings.iter().map(|finding| &*finding.id).collect(),
            hunks: scene.review.hunks.iter().map(|hunk| &*hunk.id).collect(),
            complete: scene.complete && scene.review.coverage.complete && !scene.review.degraded.iter().any(is_unread),
        }
    }

    /// A rule says the same of the same code, so that its silence means something. A model may be silent because it was
    /// not asked; its word stands until the code changes.
    fn contains(&self, mark: &Mark) -> bool {
        let silent = !self.findings.contains(&*mark.id);
        silent && mark.hunk.as_ref().map_or(self.complete, |hunk| !self.hunks.contains(&**hunk))
    }
}

#[cfg(test)]
#[path = "plan/tests.rs"]
mod tests;
