//! `review` without a command: the review itself, its report, and what it may change on request.

use std::io::{BufWriter, Write};
use std::sync::Mutex;

use super::args::{Global, ReviewArgs, SharedArgs, Tier};
use super::error::Failure;
use super::log::Form;
use super::output::{self, Output};
use super::session::{Session, apply_rule_flags};
use super::tiers::Tiers;
use super::{CLEAN, FAILED, FOUND, missing, needs_models, scope};
use crate::cloud;
use crate::config::Backend;
use crate::diff;
use crate::finding::Finding;
use crate::fix;
use crate::local::registry::Choice;
use crate::merge::Baseline;
use crate::report::{self, Context, Format, printable, summary};
use crate::review::{self, Outcome, Request};
use crate::stage::{Degraded, Stage};
use crate::text::counted;

/// So many of the reasons why a strict run fails are printed.
const MOST_GAPS: usize = 5;

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
    let mut outcome = outcome(args, &mut session, &baseline, global, output)?;
    report(args, &session, &outcome, output)?;
    if args.fix {
        fix(&session, &mut outcome, output);
    }
    if args.update_baseline {
        update_baseline(args, &session, &outcome, output)?;
        return Ok(CLEAN);
    }
    tell_gaps(&args.shared, &outcome, output);
    Ok(exit_code(&args.shared, &session, &outcome))
}

/// Applies the suggestions; what they fix does not decide the exit code.
fn fix(session: &Session, outcome: &mut Outcome, output: &Output) {
    let report = fix::apply(session.repository.as_ref(), &outcome.diff, &outcome.review.findings);
    report.lines().iter().for_each(|line| output.say(line));
    let left = outcome.review.findings.len() - report.fixed.len();
    output.say(&format!("fixed {}; {left} left", counted(report.fixed.len(), "finding")));
    outcome.settle(&report.fixed);
}

/// The review itself, with all that the session sets up and the arguments let run.
pub(super) fn outcome(
    args: &ReviewArgs,
    session: &mut Session,
    baseline: &Baseline,
    global: &Global,
    output: &Output,
) -> Result<Outcome, Failure> {
    let target = scope::target(args, session)?;
    let paths: Vec<_> = target.paths.iter().map(|path| path.path.clone()).collect();
    let diff = diff::read(session.repository.as_ref(), &target.scope, &paths)?;
    missing::check(&target.paths, &diff, session)?;
    session.add_folders(&diff, &args.shared)?;
    let mut notes = session.notes(&diff, &args.shared);
    notes.extend(missing::ignored(&target.paths, &diff, session));
    let session = &*session;
    let guidelines = session.guidelines()?;
    let tiers = Tiers::open(args, session, global);
    let progress = output.progress("done");
    let early = Mutex::new(Vec::new());
    let show = |findings: &[Finding]| show_early(findings, &early);
    let request = Request {
        repository: session.repository.as_ref(),
        scope: &target.scope,
        paths: &paths,
        folders: &session.folders,
        rules: args.shared.runs(Tier::Rules).then_some(&session.rules),
        local: tiers.local.as_ref(),
        reviewers: tiers.reviewers.as_ref(),
        cloud: tiers.cloud.as_ref(),
        store: tiers.store.as_ref(),
        guidelines: &guidelines,
        progress: &progress,
        early: streams(&args.shared).then_some(&show),
        ..Request::new(&session.config, baseline)
    };
    for known in baseline.findings.values() {
        session.rules.note_use(&known.rule);
    }
    let mut outcome = review::run_on(&request, diff);
    progress.clear();
    outcome.early = early.into_inner().unwrap_or_default();
    let renames = session.renames().into_iter();
    outcome.review.degraded.extend(renames.map(|reason| Degraded::ignored(Stage::Config, reason)));
    outcome.review.degraded.extend(notes);
    outcome.review.degraded.extend(tiers.notes());
    add_what_was_asked_for(args, &mut outcome);
    Ok(outcome)
}

/// What the result holds on request alone.
fn add_what_was_asked_for(args: &ReviewArgs, outcome: &mut Outcome) {
    if args.dry_run {
        outcome.review.planned = Some(outcome.planned.iter().map(|(planned, _)| planned.clone()).collect());
    }
    if args.timings {
        outcome.review.timings = Some(std::mem::take(&mut outcome.timings));
    }
}

/// Flags are the last layer of the configuration. A device that is asked for by name is there, or nothing is done.
pub(super) fn apply_flags(args: &SharedArgs, session: &mut Session, global: &Global) -> Result<(), Failure> {
    let config = &mut session.config;
    config.fail_on = args.fail_on.unwrap_or(config.fail_on);
    config.min_severity = args.min_severity.unwrap_or(config.min_severity);
    config.min_confidence = args.min_confidence.unwrap_or(config.min_confidence);
    config.max_comments = args.max_comments.or(config.max_comments);
    apply_rule_flags(args, config, &mut session.rules, &session.project)?;
    let local = &mut config.file.local;
    local.reviewer = args.reviewer.clone().or(local.reviewer.take());
    local.device = args.device.or(local.device);
    let cloud = &mut config.file.cloud;
    cloud.max_tokens = args.max_tokens.or(cloud.max_tokens);
    cloud.max_cost = args.max_cost.or(cloud.max_cost);
    let is_named = matches!(Choice::of(args.reviewer.as_deref()), Choice::Named(_));
    if is_named && local.backend != Some(Backend::Endpoint) {
        needs_models("the reviewer that `--reviewer` names")?;
    }
    if let Some(device) = args.device {
        session.runtime(global)?.device(device)?;
    }
    Ok(())
}

/// Whether the report begins before the review ends.
fn streams(args: &SharedArgs) -> bool {
    args.output_format == Some(Format::JsonLines) && args.output_file.is_none()
}

/// Writes findings to standard output while the review goes on. Where that fails, the report at its end fails as well.
fn show_early(findings: &[Finding], early: &Mutex<Vec<Finding>>) {
    let is_written = report::write_early(findings, &mut output::out(Form::Json)).is_ok();
    if is_written && let Ok(mut early) = early.lock() {
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
    let of_file = args.output_file.as_deref().and_then(Format::for_file);
    let usual = if to_terminal { Format::Full } else { Format::Concise };
    let format = args.output_format.or(of_file).unwrap_or(usual);
    let color = args.output_file.is_none() && output.color();
    if let Some(path) = &args.output_file {
        let failed = |reason| Failure::File { path: path.clone(), action: "written", reason };
        let mut file = BufWriter::new(std::fs::File::create(path).map_err(failed)?);
        render(format, color, session, outcome, &mut file).and_then(|()| file.flush()).map_err(failed)?;
    } else {
        let mut out = output::out(Form::of(format));
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
        Format::Html => report::changed_texts(repository, outcome),
        _ if format.needs_excerpts() => report::excerpts(repository, outcome),
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
    if format.is_for_people() {
        return output::print(table);
    }
    output::note(table);
    Ok(())
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

/// Says why a strict run fails, where it does: whoever is told no more than the exit code could not know.
pub(super) fn tell_gaps(args: &SharedArgs, outcome: &Outcome, output: &Output) {
    let gaps: Vec<_> = outcome.gaps().collect();
    if !args.strict || gaps.is_empty() {
        return;
    }
    let mut reasons = Vec::new();
    for gap in gaps.iter().take(MOST_GAPS) {
        reasons.push(printable(gap).to_string());
    }
    if gaps.len() > MOST_GAPS {
        reasons.push(format!("and {} more", gaps.len() - MOST_GAPS));
    }
    let reason = format!("not everything could be reviewed: {}", reasons.join("; "));
    output.failure(&Failure::refused(reason, "without `--strict` this does not change the exit code"));
}

pub(super) fn exit_code(args: &SharedArgs, session: &Session, outcome: &Outcome) -> u8 {
    if args.strict && outcome.gaps().next().is_some() {
        return FAILED;
    }
    let limit = session.config.fail_on.severity();
    let fails = limit.is_some_and(|limit| outcome.worst.is_some_and(|worst| worst >= limit));
    if fails { FOUND } else { CLEAN }
}
