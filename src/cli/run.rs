//! `review` without a command: the review itself, its report, and what it may change on request.

use std::io::{BufWriter, Read as _, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use super::args::{Global, ReviewArgs, SharedArgs, Tier};
use super::error::Failure;
use super::output::{self, Output};
use super::session::Session;
use super::{CLEAN, FAILED, FOUND};
use crate::cloud::{self, Adviser};
use crate::diff::Scope;
use crate::finding::{Degraded, Finding};
use crate::fix;
use crate::merge::Baseline;
use crate::report::{self, Context, Format, summary};
use crate::review::{self, Outcome, Request};
use crate::store::Store;
use crate::text::counted;

/// The stage of what is to be said of the cache.
const CACHE: &str = "cache";

pub(super) fn review(args: &ReviewArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    review_in(Session::open(global)?, args, global, output)
}

/// The review in a session that was opened.
pub(super) fn review_in(
    mut session: Session,
    args: &ReviewArgs,
    global: &Global,
    output: &Output,
) -> Result<u8, Failure> {
    apply_flags(&args.shared, &mut session, global)?;
    let baseline = match session.root() {
        Some(root) if !args.no_baseline && !args.update_baseline => Baseline::read(root)?,
        _ => Baseline::default(),
    };
    let outcome = outcome(args, &session, &baseline, global, output)?;
    report(args, &session, &outcome, output)?;
    if args.fix {
        let report = fix::apply(session.repository.as_ref(), &outcome.diff, &outcome.review.findings);
        report.lines().iter().for_each(|line| output.say(line));
    }
    if args.update_baseline {
        update_baseline(args, &session, &outcome, output)?;
        return Ok(CLEAN);
    }
    Ok(exit_code(&args.shared, &session, &outcome))
}

/// The review itself, with all that the session sets up and the arguments let run.
pub(super) fn outcome(
    args: &ReviewArgs,
    session: &Session,
    baseline: &Baseline,
    global: &Global,
    output: &Output,
) -> Result<Outcome, Failure> {
    let scope = scope(args)?;
    let paths = paths(args, session)?;
    let runs = |tier| args.shared.runs(tier);
    let local = session.local(global).filter(|_| runs(Tier::Local));
    let local = match &session.repository {
        Some(repository) => local.map(|local| local.with_learned(repository)),
        None => local,
    };
    let reviewers = runs(Tier::Local).then(|| session.reviewers(global)).flatten();
    let guidelines = session.guidelines()?;
    let (adviser, no_cloud) = adviser(args, session, runs(Tier::Cloud));
    let store = Store::of(&session.config.file.cache).filter(|_| !args.shared.no_cache);
    let progress = output.progress("done");
    let early = Mutex::new(Vec::new());
    let show = |findings: &[Finding]| show_early(findings, &early);
    let request = Request {
        repository: session.repository.as_ref(),
        scope: &scope,
        paths: &paths,
        config: &session.config,
        rules: runs(Tier::Rules).then_some(&session.rules),
        local: local.as_ref(),
        reviewers: reviewers.as_ref(),
        adviser: adviser.as_ref(),
        store: store.as_ref(),
        guidelines: &guidelines,
        baseline,
        progress: &progress,
        early: streams(&args.shared).then_some(&show),
    };
    for known in baseline.findings.values() {
        session.rules.note_use(&known.rule);
    }
    let mut outcome = review::run(&request)?;
    progress.finish_and_clear();
    let renames = session.rules.renames().into_iter();
    outcome.review.degraded.extend(renames.map(|reason| Degraded { stage: "config".to_owned(), reason }));
    outcome.review.degraded.extend(no_cloud);
    // A risk is soon found again; what else is kept is worth a word.
    let notes = store.iter().filter(|_| reviewers.is_some() || adviser.is_some()).flat_map(Store::notes);
    outcome.review.degraded.extend(notes.map(|reason| Degraded { stage: CACHE.to_owned(), reason }));
    if args.shared.tiers.contains(&Tier::Local) && local.is_none() {
        let reason = "`[local]` in the configuration switches it off".to_owned();
        outcome.review.degraded.push(Degraded { stage: "local".to_owned(), reason });
    }
    if args.dry_run {
        outcome.review.planned = Some(outcome.planned.iter().map(|(planned, _)| planned.clone()).collect());
    }
    outcome.review.timings = args.timings.then(|| std::mem::take(&mut outcome.timings));
    outcome.early = early.into_inner().unwrap_or_default();
    Ok(outcome)
}

/// Flags are the last layer of the configuration. A device that is asked for by name is there, or nothing is done.
pub(super) fn apply_flags(args: &SharedArgs, session: &mut Session, global: &Global) -> Result<(), Failure> {
    let config = &mut session.config;
    config.fail_on = args.fail_on.unwrap_or(config.fail_on);
    config.min_severity = args.min_severity.unwrap_or(config.min_severity);
    config.min_confidence = args.min_confidence.unwrap_or(config.min_confidence);
    config.max_comments = args.max_comments.or(config.max_comments);
    let local = &mut config.file.local;
    local.reviewer = args.reviewer.clone().or(local.reviewer.take());
    local.device = args.device.or(local.device);
    let cloud = &mut config.file.cloud;
    cloud.max_tokens = args.max_tokens.or(cloud.max_tokens);
    cloud.max_cost = args.max_cost.or(cloud.max_cost);
    if let Some(device) = args.device {
        session.runtime(global)?.device(device)?;
    }
    Ok(())
}

/// The cloud model, where one is set up and may be asked; or why there is none, where that is worth a word.
fn adviser(args: &ReviewArgs, session: &Session, runs: bool) -> (Option<Adviser>, Option<Degraded>) {
    if !runs {
        return (None, None);
    }
    let asked = args.dry_run || args.shared.tiers.contains(&Tier::Cloud);
    let reason = match Adviser::of(&session.config.file, args.dry_run) {
        Ok(Some(adviser)) => return (Some(adviser), None),
        Ok(None) if asked => NO_CLOUD.to_owned(),
        Ok(None) => return (None, None),
        Err(reason) => reason,
    };
    (None, Some(Degraded { stage: "cloud".to_owned(), reason }))
}

const NO_CLOUD: &str = "no cloud model is set up: `provider` and `model` in `[cloud]` of your config.toml name one, and \
                        `[route] escalate` must not be \"never\"";

fn scope(args: &ReviewArgs) -> Result<Scope, Failure> {
    Ok(match args {
        ReviewArgs { staged: true, .. } => Scope::Staged,
        ReviewArgs { all: true, .. } => Scope::All,
        ReviewArgs { commit: Some(revision), .. } => Scope::Commit(revision.clone()),
        ReviewArgs { base: Some(base), head, .. } => Scope::Range { base: base.clone(), head: head.clone() },
        ReviewArgs { diff: Some(path), .. } => Scope::Patch(read_diff(path)?),
        _ => Scope::Push,
    })
}

fn read_diff(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |reason| Failure::File { path: path.to_owned(), action: "read", reason };
    if path == Path::new("-") {
        let mut patch = Vec::new();
        std::io::stdin().read_to_end(&mut patch).map_err(failed)?;
        return Ok(patch);
    }
    std::fs::read(path).map_err(failed)
}

/// The paths that were typed, from the root of the repository.
fn paths(args: &ReviewArgs, session: &Session) -> Result<Vec<String>, Failure> {
    let Some(root) = session.root().and_then(|root| root.canonicalize().ok()) else { return Ok(args.paths.clone()) };
    let here = session.folder.strip_prefix(&root).unwrap_or(Path::new("")).to_owned();
    args.paths
        .iter()
        .map(|typed| {
            let path = Path::new(typed).strip_prefix(&root).map_or_else(|_| here.join(typed), Path::to_owned);
            let inside = normal(&path).ok_or_else(|| {
                Failure::refused(format!("`{typed}` is not in this repository"), "name another repository with -C DIR")
            })?;
            Ok(if inside.is_empty() { ".".to_owned() } else { inside })
        })
        .filter(|path| path.as_ref().map_or(true, |path| path != "."))
        .collect()
}

/// A path without `.` and `..`, with `/`; `None` where it leads out.
fn normal(path: &Path) -> Option<String> {
    let mut parts = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if parts.pop() => {}
            Component::Normal(part) => parts.push(part),
            _ => return None,
        }
    }
    Some(parts.to_string_lossy().replace('\\', "/"))
}

/// Whether the report begins before the review ends.
fn streams(args: &SharedArgs) -> bool {
    args.output_format == Some(Format::JsonLines) && args.output_file.is_none()
}

/// Writes findings to standard output while the review goes on. Where that fails, the report at its end fails as well.
fn show_early(findings: &[Finding], early: &Mutex<Vec<Finding>>) {
    let is_written = report::write_early(findings, &mut BufWriter::new(std::io::stdout().lock())).is_ok();
    if let Some(mut early) = early.lock().ok().filter(|_| is_written) {
        early.extend_from_slice(findings);
    }
}

fn report(args: &ReviewArgs, session: &Session, outcome: &Outcome, output: &Output) -> Result<(), Failure> {
    let format = write_report(&args.shared, session, outcome, output)?;
    if args.explain {
        beside(format, &report::explain(&outcome.review, output::width()))?;
    }
    if args.dry_run {
        beside(format, &report::plan(&outcome.planned, args.show_prompt.then_some(cloud::INSTRUCTIONS)))?;
    }
    if let Some(timings) = &outcome.review.timings {
        beside(format, &report::timings(timings))?;
    }
    output.say(&summary(&outcome.review, outcome.cut));
    Ok(())
}

/// Writes the report where it is asked for; in which form.
pub(super) fn write_report(
    args: &SharedArgs,
    session: &Session,
    outcome: &Outcome,
    output: &Output,
) -> Result<Format, Failure> {
    let to_terminal = args.output_file.is_none() && output::is_terminal();
    let format = args.output_format.unwrap_or(if to_terminal { Format::Full } else { Format::Concise });
    let color = args.output_file.is_none() && output.color();
    if let Some(path) = &args.output_file {
        let failed = |reason| Failure::File { path: path.clone(), action: "written", reason };
        let mut file = BufWriter::new(std::fs::File::create(path).map_err(failed)?);
        render(format, color, session, outcome, &mut file).and_then(|()| file.flush()).map_err(failed)?;
    } else {
        let mut out = BufWriter::new(std::io::stdout().lock());
        render(format, color, session, outcome, &mut out)?;
        out.flush()?;
    }
    Ok(format)
}

/// The report in one form.
pub(super) fn render(
    format: Format,
    color: bool,
    session: &Session,
    outcome: &Outcome,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let repository = session.repository.as_ref();
    let excerpts = match format {
        Format::Html => review::changed_texts(repository, outcome),
        _ if format.needs_excerpts() => review::excerpts(repository, outcome),
        _ => report::Excerpts::default(),
    };
    let context = Context {
        rules: &session.rules,
        diff: Some(&outcome.diff),
        excerpts: &excerpts,
        color,
        width: output::width(),
        early: &outcome.early,
    };
    report::write(&outcome.review, format, &context, out)
}

/// A table beside a report for people; beside one for programs it goes to standard error.
fn beside(format: Format, table: &str) -> std::io::Result<()> {
    if format.is_for_people() { output::print(table) } else { std::io::stderr().write_all(table.as_bytes()) }
}

fn update_baseline(args: &ReviewArgs, session: &Session, outcome: &Outcome, output: &Output) -> Result<(), Failure> {
    let root = session.root().ok_or_else(|| {
        Failure::refused("there is no working tree to write the baseline into", "run it inside a repository")
    })?;
    // A full audit says all there is to know; anything less adds to what was known.
    let mut baseline = if args.all && args.paths.is_empty() { Baseline::default() } else { Baseline::read(root)? };
    baseline.extend(&outcome.review.findings);
    baseline.write(root)?;
    output.say(&format!("{} in {}", counted(baseline.findings.len(), "finding"), crate::merge::baseline::PATH));
    Ok(())
}

pub(super) fn exit_code(args: &SharedArgs, session: &Session, outcome: &Outcome) -> u8 {
    // Without the cache everything is reviewed all the same, and by a rule's former name too.
    let renames = session.rules.renames();
    let is_gap = |degraded: &Degraded| degraded.stage != CACHE && !renames.contains(&degraded.reason);
    if args.strict && outcome.review.degraded.iter().any(is_gap) {
        return FAILED;
    }
    let limit = session.config.fail_on.severity();
    let fails = limit.is_some_and(|limit| outcome.worst.is_some_and(|worst| worst >= limit));
    if fails { FOUND } else { CLEAN }
}
