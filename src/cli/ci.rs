//! `review ci`: a change reviewed in its CI job, and said where people read it.

use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::process::{Command, Stdio};

use super::args::{CiArgs, Global, ReviewArgs, SharedArgs, Tier};
use super::error::Failure;
use super::output::{self, Output};
use super::session::{self, Session};
use super::{FAILED, run};
use crate::git::{GitError, Repository};
use crate::merge::Baseline;
use crate::merge::baseline;
use crate::project::Project;
use crate::publish::{
    self, Change, Dialect, GitHub, GitLab, MOST_COMMENTS, Plan, Platform, Posted, PublishError, Scene,
};
use crate::report::{Format, prose, summary};
use crate::review::Outcome;
use crate::text::counted;

/// Commits that are fetched first into a clone that lacks the common one; then all.
const DEPTH: &str = "200";
/// Git's own word for no limit.
const ALL: &str = "2147483647";

pub(super) fn ci(args: &CiArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let (dialect, change) = job()?;
    let platform = if args.no_post { None } else { platform(dialect, &change, output)? };
    let folder = session::folder(global)?;
    let repository = complete(Repository::open(&folder)?, &change)?;
    let project = project(&repository, &change.base)?;
    let baseline = project.text(baseline::PATH).map(Baseline::parse).transpose()?.unwrap_or_default();
    let mut session = Session::at(folder, repository, project)?;
    run::apply_flags(&args.shared, &mut session, global)?;
    // Nothing is cut: what has no comment is in the summary.
    let most = session.config.max_comments.take().unwrap_or(MOST_COMMENTS);
    let of_change = ReviewArgs {
        base: Some(change.base.clone()),
        head: Some(change.head.clone()),
        shared: args.shared.clone(),
        ..ReviewArgs::default()
    };
    let outcome = run::outcome(&of_change, &session, &baseline, global, output)?;
    let complete = args.shared.runs(Tier::Rules);
    let scene = Scene { review: &outcome.review, cut: outcome.cut, diff: &outcome.diff, most, complete, dialect };
    let code = run::exit_code(&args.shared, &session, &outcome);
    let posted = match platform {
        Some(platform) if args.dry_run => dry_run(&*platform, &scene, output)?,
        Some(platform) => post(&*platform, &scene, output),
        None => Publication::Here("--no-post".to_owned()),
    };
    report(&posted, &args.shared, &session, &outcome, &scene, output)?;
    run::tell_gaps(&args.shared, &outcome, output);
    Ok(if matches!(posted, Publication::Failed(_)) { FAILED } else { code })
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

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The platform that this job runs on, and its change.
fn job() -> Result<(Dialect, Change), Failure> {
    let is_set = |name| variable(name).is_some_and(|value| value == "true");
    if is_set("GITHUB_ACTIONS") {
        Ok((Dialect::GitHub, publish::github_change(&variable)?))
    } else if is_set("GITLAB_CI") {
        Ok((Dialect::GitLab, publish::gitlab_change(&variable)?))
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

/// Fetches what a shallow clone lacks of the two commits and of what they have in common.
fn complete(mut repository: Repository, change: &Change) -> Result<Repository, Failure> {
    let depths: &[Option<&str>] = if repository.is_shallow() { &[Some(DEPTH), Some(ALL)] } else { &[None] };
    for depth in depths {
        if has_all(&repository, change) {
            return Ok(repository);
        }
        fetch(&repository, change, *depth);
        // Where history was cut off is read once.
        repository = Repository::at(repository.location())?;
    }
    if has_all(&repository, change) {
        return Ok(repository);
    }
    let reason = format!("this clone lacks {} or {}, or what they have in common", change.base, change.head);
    let help = "fetch the whole history: `fetch-depth: 0` in the checkout step of GitHub, `GIT_DEPTH: 0` in the job of \
                GitLab. A branch that was deleted meanwhile cannot be fetched";
    Err(Failure::refused(reason, help))
}

fn has_all(repository: &Repository, change: &Change) -> bool {
    let store = repository.store();
    let both = store.commit(&change.base).zip(store.commit(&change.head));
    both.is_some_and(|(base, head)| store.merge_base(base, head).is_some())
}

/// Asks the git of the runner, which has the credentials of the checkout; where there is none, what lacks is said later.
fn fetch(repository: &Repository, change: &Change, depth: Option<&str>) {
    let mut git = Command::new("git");
    git.arg("-C").arg(repository.work_tree().unwrap_or_else(|| repository.location().git_dir()));
    git.args(["fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head"]);
    git.args(depth.map(|depth| format!("--depth={depth}")));
    git.args(["origin", &change.base, &change.head]);
    git.env("GIT_TERMINAL_PROMPT", "0").stdin(Stdio::null()).stdout(Stdio::null());
    let _ = git.status();
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
