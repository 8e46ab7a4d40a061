//! The review, stage by stage: diff, rules, local models, route, cloud, merge. A [`Request`] comes in, an [`Outcome`]
//! goes out.

mod cloud;
mod draft;
mod files;
mod hunk;
mod outcome;
mod placing;
mod reason;
mod request;
mod reviewer;
mod risks;
mod round;
mod routing;
mod sources;
mod syntax_errors;

pub use self::hunk::{Consultation, Header, HunkState, NoAnswer};
pub use self::outcome::Outcome;
pub use self::request::{Early, Folder, Request};
pub(crate) use self::reviewer::PATIENCE;

use self::draft::Draft;
use self::outcome::Clock;
use self::round::Round;
use self::sources::Sources;
use crate::diff::{self, Diff, DiffError};
use crate::local::reviewer::Reviewers;
use crate::merge;
use crate::stage::Stage;

/// Reviews what was asked for.
///
/// # Errors
/// Where the diff as a whole cannot be read; what fails in parts is named in [`crate::finding::Review::degraded`].
pub fn run(request: &Request<'_>) -> Result<Outcome, DiffError> {
    let diff = diff::read(request.repository, request.scope, request.paths)?;
    Ok(run_on(request, diff))
}

/// Reviews a diff that was read already; the scope and the paths of the request are not looked at.
pub fn run_on(request: &Request<'_>, mut diff: Diff) -> Outcome {
    let mut clock = Clock::start();
    let (files, risks) = risks::beside_rules(request, &diff);
    let mut draft = Draft::new(request, &mut diff, files);
    clock.lap(Stage::Rules);
    tell_early(request, &draft);
    if let Some(risks) = risks {
        risks.assess(&mut draft);
        clock.lap(Stage::Risk);
    }
    let mut sources = Sources::new(request.repository, &diff, &request.config.egress);
    let mut round = Round { request, diff: &diff, draft: &mut draft, sources: &mut sources };
    if let Some(reviewers) = request.reviewers {
        reviewer::ask(&mut round, reviewers);
        clock.lap(Stage::Reviewer);
    }
    if let Some(model) = request.cloud {
        cloud::ask(&mut round, model);
        clock.lap(Stage::Cloud);
    } else {
        routing::settle(request, &diff, &mut draft);
    }
    draft.log_egress();
    let mut outcome = Outcome::new(request, diff, draft);
    clock.lap(Stage::Merge);
    outcome.timings = clock.stop(request.reviewers.map(Reviewers::timings).unwrap_or_default());
    outcome
}

/// What the rules found is final before the models had their say: they may join it, or argue against it.
fn tell_early(request: &Request<'_>, draft: &Draft) {
    let limits = request.limits();
    if limits.max_comments.is_some() {
        return;
    }
    if let Some(early) = request.early {
        early(&merge::merge(draft.findings.clone(), request.baseline, &limits).findings);
    }
}
