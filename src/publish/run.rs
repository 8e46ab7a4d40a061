//! Publishing itself: read what is posted, plan, do it. Where it is not known how much was done, all of it again: what is
//! done already is then no part of the plan.

use std::collections::HashMap;
use std::time::Duration;

use super::plan::{Listed, Plan, Scene, plan};
use super::platform::{Comment, Platform, Posted, PublishError, Thread, Wanted};
use super::text;
use crate::http::Retries;
use crate::text::counted;

/// What publishing did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Comments posted.
    pub posted: usize,
    /// Findings that the summary alone says.
    pub listed: usize,
    /// Threads closed.
    pub closed: usize,
    /// Threads opened again.
    pub reopened: usize,
    /// Threads that stay as they are.
    pub kept: usize,
    /// Those among them that a person resolved.
    pub dismissed: usize,
}

impl Report {
    /// The report for people.
    pub fn line(&self) -> String {
        let mut parts = vec![format!("{} posted", counted(self.posted, "comment"))];
        let further = [
            (self.kept, "there already"),
            (self.dismissed, "of those resolved by people"),
            (self.closed, "closed"),
            (self.reopened, "opened again"),
            (self.listed, "in the summary alone"),
        ];
        parts.extend(further.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
        parts.join(", ")
    }

    /// How many things it changed on the platform.
    fn written(&self) -> usize {
        self.posted + self.closed + self.reopened
    }
}

/// How often publishing may fail in a row, and how long the server is waited for in one run.
const RETRIES: u32 = 2;
const LONGEST_REST: Duration = Duration::from_mins(1);

/// Publishes a review. The second value says why it ended early, where it did; the report is right all the same.
pub fn publish(platform: &dyn Platform, scene: &Scene<'_>) -> (Report, Option<PublishError>) {
    let mut retries = Retries::new(RETRIES, LONGEST_REST);
    let mut report = Report::default();
    loop {
        let before = report.written();
        let Err(error) = attempt(platform, scene, &mut report) else { return (report, None) };
        if report.written() > before {
            retries.progressed();
        }
        let pause = if let PublishError::Http(error) = &error { retries.pause(error) } else { None };
        match pause {
            Some(pause) => std::thread::sleep(pause),
            None => return (report, Some(error)),
        }
    }
}

fn attempt(platform: &dyn Platform, scene: &Scene<'_>, report: &mut Report) -> Result<(), PublishError> {
    let posted = platform.posted()?;
    let plan = plan(scene, &posted.threads);
    (report.kept, report.dismissed) = (plan.kept - report.posted.min(plan.kept), plan.dismissed);
    for (thread, body) in &plan.followed {
        write(platform, thread, body)?;
    }
    let refused = comment(platform, &plan, report)?;
    for (thread, body) in &plan.gone {
        // First the word, then the deed: what is marked and open is closed by the next run.
        write(platform, thread, body)?;
        report.closed += resolve(platform, thread, Wanted::Resolved)?;
    }
    for (thread, body) in &plan.back {
        report.reopened += if thread.resolved { resolve(platform, thread, Wanted::Open)? } else { 1 };
        write(platform, thread, body)?;
    }
    let listed = listed(scene, plan, &refused);
    report.listed = listed.len();
    summarize(platform, scene, &posted, &listed)
}

/// A finding's id, and why the server does not take its comment.
type Refused = (String, String);

/// Posts the comments; where the server does not take all of them, one by one.
fn comment(platform: &dyn Platform, plan: &Plan<'_>, report: &mut Report) -> Result<Vec<Refused>, PublishError> {
    let mut refused = Vec::new();
    for all in plan.comments.chunks(platform.at_once()) {
        match platform.comment(all) {
            Ok(()) => report.posted += all.len(),
            Err(PublishError::Refused { .. }) if all.len() > 1 => {
                for one in all {
                    refused.extend(single(platform, one, report)?);
                }
            }
            Err(PublishError::Refused { said }) => refused.push((all[0].finding.clone(), said)),
            Err(error) => return Err(error),
        }
    }
    Ok(refused)
}

fn single(platform: &dyn Platform, comment: &Comment, report: &mut Report) -> Result<Option<Refused>, PublishError> {
    match platform.comment(std::slice::from_ref(comment)) {
        Ok(()) => {
            report.posted += 1;
            Ok(None)
        }
        Err(PublishError::Refused { said }) => Ok(Some((comment.finding.clone(), said))),
        Err(error) => Err(error),
    }
}

/// Resolves a thread, or opens it; 1 where that was done. Some tokens may comment but not do this: the text says it then.
fn resolve(platform: &dyn Platform, thread: &Thread, wanted: Wanted) -> Result<usize, PublishError> {
    match platform.resolve(thread, wanted) {
        Ok(()) => Ok(1),
        Err(PublishError::ReadOnly { .. }) => Ok(0),
        Err(error) => Err(error),
    }
}

fn write(platform: &dyn Platform, thread: &Thread, body: &str) -> Result<(), PublishError> {
    if thread.body == body { Ok(()) } else { platform.edit(thread, body) }
}

/// What only the summary says, those that the server did not take included.
fn listed<'a>(scene: &Scene<'a>, plan: Plan<'a>, refused: &[Refused]) -> Vec<Listed<'a>> {
    let refused: HashMap<&str, &str> = refused.iter().rev().map(|(id, reason)| (&**id, &**reason)).collect();
    let mut listed = plan.listed;
    listed.extend(scene.review.findings.iter().filter_map(|finding| {
        Some(Listed { finding, reason: format!("not taken there: {}", refused.get(finding.id.as_str())?) })
    }));
    listed
}

/// Writes the summary where it says something new; on a change with nothing to say there is none.
fn summarize(
    platform: &dyn Platform,
    scene: &Scene<'_>,
    posted: &Posted,
    listed: &[Listed<'_>],
) -> Result<(), PublishError> {
    let review = scene.review;
    let silent = review.findings.is_empty() && review.remarks.is_empty() && review.egress.is_empty();
    let body = text::summary(scene, listed);
    match &posted.summary {
        None if silent => Ok(()),
        Some(old) if old.body.trim_end() == body.trim_end() => Ok(()),
        old => platform.summarize(old.as_ref(), &body),
    }
}
