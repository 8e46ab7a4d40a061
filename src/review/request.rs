//! What to review, and by what: all that the stages are given. It is put together by whoever knows the configuration; no
//! stage looks for more.

use crate::cloud::CloudReviewer;
use crate::config::{Config, RoutePolicy};
use crate::diff::Scope;
use crate::finding::Finding;
use crate::git::Repository;
use crate::globs::Excludes;
use crate::local::Local;
use crate::local::reviewer::Reviewers;
use crate::merge::{Baseline, Limits};
use crate::progress::{NoProgress, Progress};
use crate::prompt::Guideline;
use crate::rules::RuleSet;
use crate::store::Store;

/// What to review, and by what.
pub struct Request<'a> {
    /// The repository; a diff can be reviewed without one.
    pub repository: Option<&'a Repository>,
    /// The comparison.
    pub scope: &'a Scope,
    /// Only these paths, from the root of the repository; none means all.
    pub paths: &'a [String],
    /// The configuration.
    pub config: &'a Config,
    /// Which hunks may go to the cloud.
    pub route: RoutePolicy,
    /// The rules, configured; `None` where the stage was switched off.
    pub rules: Option<&'a RuleSet>,
    /// What holds instead of the configuration's paths and the rules beneath folders with a configuration of their own,
    /// the deepest first.
    pub folders: &'a [Folder],
    /// The models on this machine; `None` where the stage was switched off.
    pub local: Option<&'a Local>,
    /// The generative reviewers; `None` where there is none.
    pub reviewers: Option<&'a Reviewers>,
    /// The cloud model; `None` where there is none.
    pub cloud: Option<&'a CloudReviewer>,
    /// The answers of earlier runs; `None` where none are kept.
    pub store: Option<&'a Store>,
    /// The house rules that generative models are told.
    pub guidelines: &'a [Guideline],
    /// What is known already.
    pub baseline: &'a Baseline,
    /// Told how many files are done, then how many hunks.
    pub progress: &'a dyn Progress,
    /// Told what the rules found before models are asked, which may only add to it; not where `max_comments` may cut it.
    pub early: Option<&'a Early<'a>>,
}

/// What holds beneath a folder that has a configuration of its own.
pub struct Folder {
    /// Its path from the root, without a slash at the end.
    pub path: String,
    /// Files that are not reviewed.
    pub exclude: Excludes,
    /// The rules, configured.
    pub rules: RuleSet,
}

impl Folder {
    /// The folder that decides of a file, of those that are listed with the deepest first.
    pub(super) fn around<'f>(folders: &'f [Self], path: &str) -> Option<&'f Self> {
        folders.iter().find(|folder| path.strip_prefix(&*folder.path).is_some_and(|rest| rest.starts_with('/')))
    }
}

/// The pattern that leaves a file out of the review, by the configuration that is nearest to it.
pub(super) fn excluding<'a>(config: &'a Config, folders: &'a [Folder], path: &str) -> Option<&'a str> {
    Folder::around(folders, path).map_or(&config.exclude, |folder| &folder.exclude).excluding(path)
}

/// The rules for a file, by the configuration that is nearest to it; `None` where the stage was switched off.
pub(super) fn rules_for<'a>(rules: Option<&'a RuleSet>, folders: &'a [Folder], path: &str) -> Option<&'a RuleSet> {
    rules.map(|rules| Folder::around(folders, path).map_or(rules, |folder| &folder.rules))
}

/// Who is told of findings while the review goes on.
pub type Early<'a> = dyn Fn(&[Finding]) + Sync + 'a;

impl<'a> Request<'a> {
    /// A review of what a push would add, by nothing yet.
    pub fn new(config: &'a Config, baseline: &'a Baseline) -> Self {
        Self {
            repository: None,
            scope: &Scope::Push,
            paths: &[],
            config,
            route: config.file.route.policy(),
            rules: None,
            folders: &[],
            local: None,
            reviewers: None,
            cloud: None,
            store: None,
            guidelines: &[],
            baseline,
            progress: &NoProgress,
            early: None,
        }
    }

    /// Whether a file is left out of the review.
    pub(super) fn excludes(&self, path: &str) -> bool {
        excluding(self.config, self.folders, path).is_some()
    }

    /// The rules for a file; `None` where the stage was switched off.
    pub(super) fn rules_for(&self, path: &str) -> Option<&RuleSet> {
        rules_for(self.rules, self.folders, path)
    }

    /// What is shown.
    pub(super) fn limits(&self) -> Limits {
        Limits {
            min_severity: self.config.min_severity,
            min_confidence: self.config.min_confidence,
            max_comments: self.config.max_comments,
        }
    }
}
