//! What a job's own page says where the pull request may not be commented on.

use super::plan::{Listed, Scene};
use super::text;

/// The review as Markdown: the summary, with every finding in it.
pub fn job_summary(scene: &Scene<'_>) -> String {
    let all = scene.review.findings.iter();
    let listed: Vec<_> = all.map(|finding| Listed { finding, reason: finding.id.clone() }).collect();
    text::summary(scene, &listed)
}
