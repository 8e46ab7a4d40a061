//! The review, stage by stage: diff, rules, local models, route, merge. What the user asked for comes in, a [`Review`] goes out.

mod advice;
mod comments;
mod draft;
mod files;
mod placing;
mod risks;
mod routing;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use git2::Repository;
use indicatif::ProgressBar;
use miette::Diagnostic;
use thiserror::Error;

pub(crate) use self::comments::{FAILED_TOO_OFTEN, PATIENCE, TIME_IS_UP};
use self::draft::Draft;
use self::files::review_files;
use self::risks::Risks;
use self::sources::Sources;
use crate::cloud::Adviser;
use crate::config::Config;
use crate::diff::{self, Diff, DiffError, FileChange, Kind, Reader, Scope, Texts};
use crate::egress::Log;
use crate::finding::{Finding, Opinion, Planned, Review, Severity, Side, StageTiming, Timings};
use crate::local::reviewer::Reviewers;
use crate::local::{Assessment, Local};
use crate::merge::{self, Baseline, Cut, Limits};
use crate::prompt::Guideline;
use crate::report::Excerpts;
use crate::rules::RuleSet;
use crate::store::Store;
use crate::syntax::Language;
use crate::text::sentence;

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
    /// The rules, configured; `None` where the stage was switched off.
    pub rules: Option<&'a RuleSet>,
    /// The models on this machine; `None` where the stage was switched off.
    pub local: Option<&'a Local>,
    /// The generative reviewers; `None` where there is none.
    pub reviewers: Option<&'a Reviewers>,
    /// The cloud model; `None` where there is none.
    pub adviser: Option<&'a Adviser>,
    /// The answers of earlier runs; `None` where none are kept.
    pub store: Option<&'a Store>,
    /// The house rules that generative models are told.
    pub guidelines: &'a [Guideline],
    /// What is known already.
    pub baseline: &'a Baseline,
    /// Told how many files are done.
    pub progress: &'a ProgressBar,
    /// Told what the rules found before models are asked, which may only add to it; not where `max_comments` may cut it.
    pub early: Option<&'a Early<'a>>,
}

/// Who is told of findings while the review goes on.
pub type Early<'a> = dyn Fn(&[Finding]) + Sync + 'a;

impl<'a> Request<'a> {
    /// A review of what a push would add, by nothing yet.
    pub fn of(config: &'a Config, baseline: &'a Baseline, progress: &'a ProgressBar) -> Self {
        Self {
            repository: None,
            scope: &Scope::Push,
            paths: &[],
            config,
            rules: None,
            local: None,
            reviewers: None,
            adviser: None,
            store: None,
            guidelines: &[],
            baseline,
            progress,
            early: None,
        }
    }
}

/// A review and what decides the exit code.
#[derive(Debug)]
pub struct Outcome {
    /// The result.
    pub review: Review,
    /// The highest severity found, also where `max_comments` cut the finding itself.
    pub worst: Option<Severity>,
    /// What the limits cut.
    pub cut: Cut,
    /// What was compared.
    pub diff: Diff,
    /// What the risk model says of each of the review's hunks, in their order; `None` where it said nothing.
    pub assessments: Vec<Option<Assessment>>,
    /// What the local reviewer says of each of the review's hunks, in their order; `None` where it has no answer.
    pub opinions: Vec<Option<Opinion>>,
    /// Why it has none where it was to be asked, and for how many hunks.
    pub unanswered: BTreeMap<String, usize>,
    /// What would be sent to the cloud, in a run that only plans: the texts, and what they are about.
    pub planned: Vec<(Planned, String)>,
    /// The findings that were shown while the review went on.
    pub early: Vec<Finding>,
    /// Where the time went.
    pub timings: Timings,
}

/// Why there is no review.
#[derive(Debug, Error, Diagnostic)]
pub enum ReviewError {
    /// The diff cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Diff(#[from] DiffError),
}

/// Reviews what was asked for.
///
/// # Errors
/// Where the diff as a whole cannot be read; what fails in parts is named in [`Review::degraded`].
pub fn run(request: &Request<'_>) -> Result<Outcome, ReviewError> {
    let diff = diff::read(request.repository, request.scope, request.paths)?;
    Ok(run_on(request, diff))
}

/// Reviews a diff that was read already; the scope and the paths of the request are not looked at.
pub fn run_on(request: &Request<'_>, mut diff: Diff) -> Outcome {
    let mut clock = Clock::start();
    // The models load while the rules run, so that they cost no time of their own; those whose answers are kept load
    // when one is missing.
    let mut risks = request.local.map(|local| Risks::new(request, local));
    let files = std::thread::scope(|scope| {
        let languages = languages(request, &diff);
        let for_reviewers = languages.clone();
        if let Some(risks) = &mut risks {
            scope.spawn(|| risks.prepare(&diff, languages));
        }
        if let Some(reviewers) = request.reviewers.filter(|_| request.store.is_none()) {
            scope.spawn(move || reviewers.warm(for_reviewers));
        }
        review_files(request, &diff)
    });
    let mut draft = Draft::of(request, &mut diff, files);
    clock.lap("rules");
    tell_early(request, &draft.findings);
    if let Some(risks) = risks {
        let assessed = risks.of(&draft.measures);
        draft.assessed(assessed);
        clock.lap("risk");
    }
    let mut sources = Sources::new(request.repository, &diff, &request.config.egress);
    if let Some(reviewers) = request.reviewers {
        comments::comment(request, reviewers, &diff, &mut sources, &mut draft);
        clock.lap("reviewer");
    }
    advice::advise(request, &diff, &mut sources, &mut draft);
    if request.adviser.is_some() {
        clock.lap("cloud");
    }
    note_what_left(&mut draft);
    let mut outcome = merged(request, diff, draft);
    clock.lap("merge");
    outcome.timings.stages = clock.stages;
    outcome.timings.models = request.reviewers.map(Reviewers::timings).unwrap_or_default();
    outcome
}

/// Notes what left in the user's own log. A log that cannot be written is no reason to hold back a review.
fn note_what_left(draft: &mut Draft) {
    if draft.egress.is_empty() {
        return;
    }
    if let Some(Err(error)) = Log::open().map(|log| log.write(&draft.egress)) {
        draft.degrade("cloud", [sentence(&error)]);
    }
}

/// The languages of the hunks that a model may be asked about.
fn languages(request: &Request<'_>, diff: &Diff) -> BTreeSet<&'static str> {
    let asked = |change: &&FileChange| {
        change.kind == Kind::Text
            && change.new.is_some()
            && !change.hunks().is_empty()
            && !request.config.excludes(change.path())
    };
    diff.files
        .iter()
        .filter(asked)
        .filter_map(|change| Language::for_file(change.path(), ""))
        .map(|row| row.name)
        .collect()
}

/// What the rules found is final before the models had their say: they may join it, or argue against it.
fn tell_early(request: &Request<'_>, findings: &[Finding]) {
    let limits = limits(request);
    if let Some(early) = request.early.filter(|_| limits.max_comments.is_none()) {
        early(&merge::merge(findings.to_vec(), request.baseline, &limits).findings);
    }
}

fn limits(request: &Request<'_>) -> Limits {
    let config = request.config;
    let (min_severity, min_confidence) = (config.min_severity, config.min_confidence);
    Limits { min_severity, min_confidence, max_comments: config.max_comments }
}

fn merged(request: &Request<'_>, diff: Diff, mut draft: Draft) -> Outcome {
    let mut merged = merge::merge(std::mem::take(&mut draft.findings), request.baseline, &limits(request));
    merged.cut.useless = draft.useless;
    merge::argue(&mut merged, &draft.arguments);
    let (worst, cut, assessments) = (merged.worst, merged.cut, std::mem::take(&mut draft.assessments));
    let (opinions, unanswered) = (std::mem::take(&mut draft.opinions), std::mem::take(&mut draft.unanswered));
    let planned = std::mem::take(&mut draft.planned).into_iter().zip(std::mem::take(&mut draft.prompts)).collect();
    let review = draft.finish(&diff, merged);
    Outcome {
        review,
        worst,
        cut,
        diff,
        assessments,
        opinions,
        unanswered,
        planned,
        early: Vec::new(),
        timings: Timings::default(),
    }
}

/// Measures one stage after the other.
struct Clock {
    last: Instant,
    stages: Vec<StageTiming>,
}

impl Clock {
    fn start() -> Self {
        Self { last: Instant::now(), stages: Vec::new() }
    }

    fn lap(&mut self, stage: &str) {
        let ms = self.last.elapsed().as_secs_f64() * 1000.0;
        self.stages.push(StageTiming { stage: stage.to_owned(), ms });
        self.last = Instant::now();
    }
}

/// The texts that the findings are about, read once more: only few files have findings.
pub fn excerpts(repository: Option<&Repository>, outcome: &Outcome) -> Excerpts {
    texts(repository, outcome, |_| false)
}

/// The texts of all lines of the diff, and those that the findings are about.
pub fn changed_texts(repository: Option<&Repository>, outcome: &Outcome) -> Excerpts {
    texts(repository, outcome, |change| !change.hunks().is_empty())
}

fn texts(repository: Option<&Repository>, outcome: &Outcome, all_of: impl Fn(&FileChange) -> bool) -> Excerpts {
    let reader = Reader::new(repository.map(Repository::path));
    let places = outcome.review.findings.iter().map(|finding| (&*finding.path, finding.side));
    let places: BTreeSet<_> = places.collect();
    let mut excerpts = Excerpts::default();
    for change in outcome.diff.files.iter().filter(|change| change.kind == Kind::Text) {
        for (side, file) in [(Side::Old, &change.old), (Side::New, &change.new)] {
            let Some(file) = file else { continue };
            if (all_of(change) || places.contains(&(&*file.path, side)))
                && let Ok(Texts::Text(text)) = reader.read(file, change.hunks(), side)
            {
                excerpts.add(&file.path, side, text);
            }
        }
    }
    excerpts
}
