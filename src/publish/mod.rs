//! Publishing: a review becomes comments on the lines of a pull request, and one summary that is kept up to date. What is
//! posted already decides with the review what is to do, so that a run may be repeated or break off anywhere.

mod follow;
mod github;
mod gitlab;
mod job;
mod known;
mod mark;
mod place;
mod plan;
mod platform;
mod run;
mod text;

pub use github::{GitHub, job as github_job};
pub use gitlab::{GitLab, job as gitlab_job};
pub use job::{Change, Commits, Job, JobError, Variables};
pub use plan::{Dialect, Listed, MOST_COMMENTS, Plan, Scene, plan};
pub use platform::{Comment, Platform, Posted, PublishError, Sticky, Thread, Wanted};
pub use run::{Report, publish};
pub use text::summary;
