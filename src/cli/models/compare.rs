//! `review models compare`: several models asked about the same hunks, one after the other.

use std::collections::BTreeSet;
use std::path::Path;

use crate::bench::labelled;
use crate::bench::replay::open_configuration;
use crate::cli::args::{CompareArgs, Global};
use crate::cli::error::Failure;
use crate::cli::output::{self, Output};
use crate::cli::session::Session;
use crate::cli::{CLEAN, FAILED};
use crate::compare::model::Model;
use crate::compare::parts::{Part, Sampler, Tally};
use crate::compare::report::{self, Format};
use crate::compare::run::{Run, Runner};
use crate::compare::{Comparison, Origin, Row};
use crate::config::LocalSection;
use crate::diff::{self, Scope};
use crate::local::reviewer::Reviewers;

/// How many labelled hunks are asked about where nothing is said.
const MOST: usize = 60;

/// How many labelled changes are held in memory at once.
const BATCH: usize = 64;

pub(super) fn compare(args: &CompareArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let models = models(args)?;
    let session = Session::open(global)?;
    let section =
        LocalSection { time_s: args.time.or(session.config.file.local.time_s), ..session.config.file.local.clone() };
    let (origin, parts) = match &args.bench {
        Some(file) => labelled(file, args.most.unwrap_or(MOST))?,
        None => changed(args, &session)?,
    };
    let rows: Vec<Row> = parts.iter().flat_map(|part| part.rows.clone()).collect();
    let runs = runs(&models, &names(args, &models, &section), &section, (&session, global), &parts, output)?;
    let comparison = Comparison::from_runs(origin, &rows, &runs);
    write(args, &comparison)?;
    Ok(if runs.iter().any(|run| run.said.iter().any(Option::is_some)) { CLEAN } else { FAILED })
}

fn models(args: &CompareArgs) -> Result<Vec<Model>, Failure> {
    let mut seen = BTreeSet::new();
    if let Some(twice) = args.models.iter().find(|word| !seen.insert(word.as_str())) {
        return Err(Failure::refused(format!("`{twice}` is named twice"), "name each model once"));
    }
    let read = |word: &String| Model::read(word).map_err(|reason| Failure::refused(reason, "write URL#MODEL"));
    args.models.iter().map(read).collect()
}

/// What the models are called: as short as it is clear which one is meant.
fn names(args: &CompareArgs, models: &[Model], section: &LocalSection) -> Vec<String> {
    let short: Vec<_> = models.iter().map(|model| model.name(section)).collect();
    let is_clear = |name: &String| short.iter().filter(|other| *other == name).count() == 1;
    short.iter().zip(&args.models).map(|(name, word)| if is_clear(name) { name } else { word }.clone()).collect()
}

/// The hunks of a change.
fn changed(args: &CompareArgs, session: &Session) -> Result<(Origin, Vec<Part>), Failure> {
    let scope = match args {
        CompareArgs { staged: true, .. } => Scope::Staged,
        CompareArgs { commit: Some(revision), .. } => Scope::Commit(revision.clone()),
        CompareArgs { base: Some(base), head, .. } => Scope::Range { base: base.clone(), head: head.clone() },
        _ => Scope::Push,
    };
    let diff = diff::read(session.repository.as_ref(), &scope, &[])?;
    let origin = Origin::Change { base: diff.base.clone(), head: diff.head.clone() };
    let part = Part::of_change(diff, |path| !session.config.excludes(path));
    if part.rows.is_empty() {
        let help = "name another change with --commit or --base, or labelled ones with --bench";
        return Err(Failure::refused("the change has no hunks to ask about", help));
    }
    Ok((origin, vec![part]))
}

/// Hunks of labelled changes.
fn labelled(file: &Path, most: usize) -> Result<(Origin, Vec<Part>), Failure> {
    let (parts, tally) = sampled(file, most)?;
    let origin = Origin::Labelled { file: file.display().to_string(), buggy: tally.buggy, clean: tally.clean };
    Ok((origin, parts))
}

/// At most so many hunks of a file of labelled changes, and what there are.
pub(super) fn sampled(file: &Path, most: usize) -> Result<(Vec<Part>, Tally), Failure> {
    let mut sampler = Sampler::new(most);
    labelled::read(file, BATCH, |records| records.iter().for_each(|record| sampler.add(record)))?;
    let (parts, tally) = sampler.finish();
    if parts.is_empty() {
        let reason = format!("{} has no hunks that can be asked about", file.display());
        return Err(Failure::refused(reason, "they lie in files of a language that review knows"));
    }
    Ok((parts, tally))
}

/// Asks each model in turn; one is gone before the next is loaded.
fn runs(
    models: &[Model],
    names: &[String],
    section: &LocalSection,
    (session, global): (&Session, &Global),
    parts: &[Part],
    output: &Output,
) -> Result<Vec<Run>, Failure> {
    let config = open_configuration(session.config.clone());
    // Labelled changes are of other repositories: neither its house rules nor what was learned in it is for them.
    let repository = session.repository.as_ref().filter(|_| parts.iter().all(Part::is_of_repository));
    let local = session.local(global);
    let local = match repository {
        Some(repository) => local.map(|local| local.with_learned(repository)),
        None => local,
    };
    let guidelines = if repository.is_some() { session.guidelines()? } else { Vec::new() };
    let progress = output.progress("hunks");
    let runner = Runner {
        repository,
        config: &config,
        rules: &session.rules,
        local: local.as_ref(),
        guidelines: &guidelines,
        progress: &progress,
    };
    let options = session.runtime_options(global);
    let open = |model: &Model| model.open(section, &options);
    let runs = models.iter().zip(names).map(|(model, name)| run(model, name, open, &runner, parts)).collect();
    progress.clear();
    Ok(runs)
}

fn run(
    model: &Model,
    name: &str,
    open: impl Fn(&Model) -> Result<Reviewers, String>,
    runner: &Runner<'_>,
    parts: &[Part],
) -> Run {
    match model {
        Model::Risk => runner.assess(name, parts),
        model => match open(model) {
            Ok(reviewers) => runner.ask(name, reviewers, parts),
            Err(reason) => Run::failed(name, parts, reason),
        },
    }
}

fn write(args: &CompareArgs, comparison: &Comparison) -> Result<(), Failure> {
    let mut out = Vec::new();
    let format = args.output_format.unwrap_or_else(|| Format::for_file(args.output_file.as_deref()));
    report::write(comparison, format, &mut out)?;
    let Some(path) = &args.output_file else {
        return Ok(output::print(&String::from_utf8_lossy(&out))?);
    };
    let failed = |reason| Failure::File { path: path.clone(), action: "written", reason };
    std::fs::write(path, &out).map_err(failed)
}
