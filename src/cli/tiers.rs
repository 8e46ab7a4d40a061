//! The tiers that may run in a review: those that are set up and not switched off.

use super::args::{Global, ReviewArgs, Tier};
use super::session::Session;
use crate::cloud::CloudReviewer;
use crate::local::Local;
use crate::local::reviewer::Reviewers;
use crate::stage::{Degraded, Stage};
use crate::store::Store;

const NO_CLOUD: &str = "no cloud model is set up: `provider` and `model` in `[cloud]` of your config.toml name one, and \
                        `[route] escalate` must not be \"never\"";

const NO_LOCAL: &str = "`[local]` in the configuration switches it off";

/// What may run beside the rules.
pub(super) struct Tiers {
    /// The risk models.
    pub local: Option<Local>,
    /// The generative reviewers.
    pub reviewers: Option<Reviewers>,
    /// The cloud model.
    pub cloud: Option<CloudReviewer>,
    /// The answers of earlier runs.
    pub store: Option<Store>,
    /// Why there is no cloud model, where that is worth a word.
    no_cloud: Option<Degraded>,
    /// Why there is no risk model, where that is worth a word.
    no_local: Option<Degraded>,
}

impl Tiers {
    /// Sets up what the configuration names and the arguments let run. Nothing is loaded and nobody is asked.
    pub fn open(args: &ReviewArgs, session: &Session, global: &Global) -> Self {
        let mut tiers = Self { local: None, reviewers: None, cloud: None, store: None, no_cloud: None, no_local: None };
        if args.shared.runs(Tier::Local) {
            tiers.local = local(session, global);
            tiers.reviewers = session.reviewers(global);
        }
        if args.shared.tiers.contains(&Tier::Local) && tiers.local.is_none() {
            tiers.no_local = Some(Degraded::missing(Stage::Risk, NO_LOCAL.to_owned()));
        }
        if args.shared.runs(Tier::Cloud) {
            match cloud(args, session) {
                Ok(cloud) => tiers.cloud = cloud,
                Err(reason) => tiers.no_cloud = Some(Degraded::missing(Stage::Cloud, reason)),
            }
        }
        if !args.shared.no_cache {
            tiers.store = Store::from_section(&session.config.file.cache);
        }
        tiers
    }

    /// What is to be said of them after the review.
    pub fn notes(self) -> Vec<Degraded> {
        let mut notes: Vec<_> = self.no_cloud.into_iter().collect();
        // A risk is soon found again; what else is kept is worth a word. Without it everything is reviewed all the same.
        if self.reviewers.is_some() || self.cloud.is_some() {
            let of_store = self.store.iter().flat_map(Store::notes);
            notes.extend(of_store.map(|reason| Degraded::ignored(Stage::Cache, reason)));
        }
        notes.extend(self.no_local);
        notes
    }
}

/// The risk models, with what was learned in this repository.
fn local(session: &Session, global: &Global) -> Option<Local> {
    let local = session.local(global)?;
    Some(match &session.repository {
        Some(repository) => local.with_learned(repository),
        None => local,
    })
}

/// The cloud model, where one is set up; or why there is none, where that is worth a word.
fn cloud(args: &ReviewArgs, session: &Session) -> Result<Option<CloudReviewer>, String> {
    let was_asked_for = args.dry_run || args.shared.tiers.contains(&Tier::Cloud);
    match CloudReviewer::from_config(&session.config.file, args.dry_run)? {
        None if was_asked_for => Err(NO_CLOUD.to_owned()),
        cloud => Ok(cloud),
    }
}
