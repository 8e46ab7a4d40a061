//! `review ci`: a change reviewed in its CI job, and said where people read it.

mod clone;

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use super::args::{CiArgs, Global, ReviewArgs, SharedArgs, Tier};
use super::error::Failure;
use super::output::{self, Output};
use super::session::{self, Session};
use super::{CLEAN, FAILED, run};
use crate::git::{GitError, Repository};
use crate::merge::Baseline;
use crate::merge::baseline;
use crate::project::Project;
use crate::publish::{
    self, Change, Dialect, GitHub, GitLab, Job, MOST_COMMENTS, Plan, Platform, Posted, PublishError, Scene,
};
use crate::report::{Format, prose, summary};
use crate::review::Outcome;
use crate::text::counted;

pub(super) fn ci(args: &CiArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let (dialect, job) = job()?;
    let folder = session::folder(global)?;
    match job {
        Job::Request(change) => {
            let platform = if args.no_post { None } else { platform(dialect, &change, output)? };
            let repository = clone::complete(Repository::open(&folder)?.trusted()?, &change.base, &change.head)?;
            let of_change = ReviewArgs {
                base: Some(change.base.clone()),
                head: Some(change.head),
                shared: args.shared.clone(),
                ..ReviewArgs::default()
            };
            let place = platform.map_or_else(|| Place::Here("--no-post".to_owned()), Place::Request);
            let comparison = Comparison { repository, base: change.base, of_change };
            review(args, dialect, folder, comparison, &place, global, output)
        }
        Job::Commits(commits) => {
            match clone::comparison(Repository::open(&folder)?.trusted()?, &commits, &args.shared)? {
                Ok(comparison) => {
                    let place = Place::Here(format!("this job runs for `{}`, not for a request", commits.event));
                    review(args, dialect, folder, comparison, &place, global, output)
                }
                Err(reason) => Ok(nothing(&reason, output)),
            }
        }
        Job::Nothing(reason) => Ok(nothing(&reason, output)),
    }
}

/// Says why there is nothing to review, which is no failure of the job.
fn nothing(reason: &str, output: &Output) -> u8 {
    output.say(&format!("nothing to review: {reason}"));
    CLEAN
}

/// What is reviewed, and by which commit's configuration.
struct Comparison {
    repository: Repository,
    /// The commit whose configuration counts.
    base: String,
    of_change: ReviewArgs,
}

/// Where findings are to be said.
enum Place {
    /// On a request.
    Request(Box<dyn Platform>),
    /// In the job alone, and why.
    Here(String),
}

fn review(
    args: &CiArgs,
    dialect: Dialect,
    folder: PathBuf,
    comparison: Comparison,
    place: &Place,
    global: &Global,
    output: &Output,
) -> Result<u8, Failure> {
    let Comparison { repository, base, of_change } = comparison;
    let project = project(&repository, &base)?;
    let baseline = baseline(&project)?;
    let mut session = Session::at(folder, repository, global, project)?;
    run::apply_flags(&args.shared, &mut session, global)?;
    // Nothing is cut: what has no comment is in the summary.
    let most = session.config.max_comments.take().unwrap_or(MOST_COMMENTS);
    let outcome = run::outcome(&of_change, &mut session, &baseline, global, output)?;
    let complete = args.shared.runs(Tier::Rules);
    let scene = Scene { review: &outcome.review, cut: outcome.cut, diff: &outcome.diff, most, complete, dialect };
    let code = run::exit_code(&args.shared, &session, &outcome);
    let posted = match place {
        Place::Request(platform) if args.dry_run => dry_run(&**platform, &scene, output)?,
        Place::Request(platform) => post(&**platform, &scene, output),
        Place::Here(reason) => Publication::Here(reason.clone()),
    };
    report(&posted, &args.shared, &session, &outcome, &scene, output)?;
    run::tell_gaps(&args.shared, &outcome, output);
    Ok(if matches!(posted, Publication::Failed(_)) { FAILED } else { code })
}

/// The findings that the project knows of.
fn baseline(project: &Project) -> Result<Baseline, Failure> {
    if let Some(reason) = project.refusal(baseline::PATH) {
        let reason = format!("{} of the base is not read: {reason}", baseline::PATH);
        return Err(Failure::refused(reason, "a review does not go on without what the project knows of"));
    }
    Ok(project.text(baseline::PATH).map(Baseline::parse).transpose()?.unwrap_or_default())
}

/// Where the findings are.
enum Publication {
    /// On the pull request, or they would be.
    There,
    /// Only in the job, as it should be, and why.
    Here(String),
    /// Only in the job, since the server failed, and how.
    Failed(String),
}

/// A variable that is set to something.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The platform that this job runs on, and what it runs for.
fn job() -> Result<(Dialect, Job), Failure> {
    let is_set = |name| variable(name).is_some_and(|value| value == "true");
    if is_set("GITHUB_ACTIONS") {
        Ok((Dialect::GitHub, publish::github_job(&variable)?))
    } else if is_set("GITLAB_CI") {
        Ok((Dialect::GitLab, publish::gitlab_job(&variable)?))
    } else {
        let help = "it knows GitHub Actions (GITHUB_ACTIONS) and GitLab CI (GITLAB_CI); elsewhere: review --base REV --head REV";
        Err(Failure::refused("this is no job of a CI that `review ci` knows", help))
    }
}

/// Where to post; `None`, and a word about it, where this job is not allowed to.
fn platform(dialect: Dialect, change: &Change, output: &Output) -> Result<Option<Box<dyn Platform>>, Failure> {
    let opened: Result<Box<dyn Platform>, _> = match dialect {
        Dialect::GitHub => GitHub::open(&variable, change.clone()).map(|platform| Box::new(platform) as _),
        Dialect::GitLab => GitLab::open(&variable, change.clone()).map(|platform| Box::new(platform) as _),
    };
    match opened {
        Err(error @ PublishError::ReadOnly { .. }) => {
            output.failure(&error);
            Ok(None)
        }
        opened => Ok(Some(opened?)),
    }
}

/// What the repository says to the review at a commit.
fn project(repository: &Repository, commit: &str) -> Result<Project, Failure> {
    let missing = || GitError::Failed { action: "read the base", reason: format!("{commit} is missing") };
    let commit = repository.store().commit(commit).ok_or_else(missing)?;
    Ok(Project::of_commit(repository, commit)?)
}

fn post(platform: &dyn Platform, scene: &Scene<'_>, output: &Output) -> Publication {
    let (report, error) = publish::publish(platform, scene);
    let Some(error) = error else {
        output.say(&report.line());
        return Publication::There;
    };
    output.failure(&error);
    let before = format!("posted before that: {}", counted(report.posted, "comment"));
    output.say(&format!("{before}; all findings are in this log"));
    let why = format!("{error}; {before}");
    let as_it_should_be = matches!(error, PublishError::ReadOnly { .. } | PublishError::Outdated { .. });
    if as_it_should_be { Publication::Here(why) } else { Publication::Failed(why) }
}

/// Says what would be posted.
fn dry_run(platform: &dyn Platform, scene: &Scene<'_>, output: &Output) -> Result<Publication, Failure> {
    let posted = platform.posted().unwrap_or_else(|error| {
        output.failure(&error);
        output.say("as if nothing were posted yet:");
        Posted::default()
    });
    let plan = publish::plan(scene, &posted.threads);
    output::print(&planned(&plan))?;
    output::print(&format!("\n{}", publish::summary(scene, &plan.listed)))?;
    Ok(Publication::There)
}

fn planned(plan: &Plan<'_>) -> String {
    let mut text = format!(
        "{} to post, {} to close, {} to open again, {} there already\n",
        counted(plan.comments.len(), "comment"),
        plan.gone.len(),
        plan.back.len(),
        plan.kept
    );
    for comment in &plan.comments {
        let line = comment.place.last.new.or(comment.place.last.old).unwrap_or_default();
        write!(text, "\n{}:{line}\n{}", comment.place.new_path, comment.body).expect("strings grow");
    }
    text
}

/// Says all of it in the job: in the log and the file that is asked for, and where comments could not be posted as
/// annotations and on the job's page.
fn report(
    posted: &Publication,
    args: &SharedArgs,
    session: &Session,
    outcome: &Outcome,
    scene: &Scene<'_>,
    output: &Output,
) -> Result<(), Failure> {
    run::write_report(args, session, outcome, output)?;
    if args.output_file.is_some() {
        run::write_report(&SharedArgs::default(), session, outcome, output)?;
    }
    output.say(&summary(&outcome.review, outcome.cut));
    let (Publication::Here(why) | Publication::Failed(why)) = posted else { return Ok(()) };
    if scene.dialect == Dialect::GitLab {
        return Ok(());
    }
    let annotations = SharedArgs { output_format: Some(Format::Github), ..SharedArgs::default() };
    run::write_report(&annotations, session, outcome, output)?;
    if let Some(path) = variable("GITHUB_STEP_SUMMARY") {
        let mut page = Vec::new();
        run::render(Format::Markdown, false, session, outcome, &mut page)?;
        writeln!(page, "\nNot on the pull request, or not all of it: {}.", prose(why))?;
        let failed = |reason| Failure::File { path: path.clone().into(), action: "written", reason };
        let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(failed)?;
        file.write_all(&page).map_err(failed)?;
    }
    Ok(())
}
