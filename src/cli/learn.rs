//! `review learn`: what this repository's past says of the risk model, kept where it does better.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::CLEAN;
use super::args::{Global, LearnArgs};
use super::error::Failure;
use super::output::{self, Output};
use super::past;
use super::session::Session;
use crate::bench::Mined;
use crate::bench::replay::{Change, Replayer, open_configuration};
use crate::git::Repository;
use crate::learn::{Comparison, Difference, Lesson, Verdict, learn as learn_from};
use crate::local::learned::{Base, Learned, LearnedStore, Undone, name};
use crate::local::package::{Package, Task};
use crate::local::registry::{Choice, Registry};
use crate::text::counted;

/// How many features are named.
const NAMED: usize = 5;

pub(super) fn learn(args: &LearnArgs, global: &Global, output: &Output) -> Result<u8, Failure> {
    let session = Session::open(global)?;
    let repository = past::repository(&session)?;
    let store = LearnedStore::open()
        .ok_or_else(|| Failure::refused("you have no data folder to keep it in", "set HOME or XDG_DATA_HOME"))?;
    let failed = |reason| Failure::File { path: store.path(repository), action: "written", reason };
    if args.undo {
        output::print(undone(store.undo(repository).map_err(failed)?))?;
        return Ok(CLEAN);
    }
    let (mined, changes, base) = reviewed(args, &session, global, repository, output)?;
    let used = store.load(repository, &base).unwrap_or_else(|error| {
        output.say(&format!("note: {error}"));
        None
    });
    let mut lesson = learn_from(&changes, &base, used.as_ref());
    let mut text = told(&mined, &lesson, &base);
    match lesson.learned.take().filter(|_| lesson.verdict == Verdict::Better) {
        Some(_) if args.dry_run => text.push_str("better, and not kept: --dry-run\n"),
        Some(learned) => {
            let path = store.keep(repository, learned).map_err(failed)?;
            writeln!(text, "kept in {}; `review learn --undo` takes it back", path.display()).expect("strings grow");
        }
        None => writeln!(text, "not kept: {}", why_not(lesson.verdict)).expect("strings grow"),
    }
    output::print(&text)?;
    Ok(CLEAN)
}

/// The past, reviewed by one model, and that model.
fn reviewed(
    args: &LearnArgs,
    session: &Session,
    global: &Global,
    repository: &Repository,
    output: &Output,
) -> Result<(Mined, Vec<Change>, Base), Failure> {
    let (registry, choice) = (Registry::<()>::open(&session.config.file.local), choice(session));
    let has_model = registry.packages().iter().any(|package| package.manifest.task == Task::Risk);
    if !has_model || choice == Choice::Off {
        return Err(no_model("there is no risk model to learn on top of"));
    }
    let (mined, picks) = past::mined(repository, args.commits, args.most, output)?;
    let config = open_configuration(session.config.clone());
    // The model as it came: what was learned is laid over it anew.
    let local = session.local(global);
    let replayer = Replayer { config: &config, rules: &session.rules, local: local.as_ref(), keep_vectors: true };
    let mut changes = past::replayed(&replayer, repository, &mined, &picks, output)?;
    let base = main_model(&mut changes, &registry, &choice)
        .ok_or_else(|| no_model("the risk model said nothing of any hunk of the past"))?;
    Ok((mined, changes, base))
}

fn choice(session: &Session) -> Choice {
    Choice::of(session.config.file.local.risk.as_deref())
}

fn no_model(reason: &str) -> Failure {
    Failure::refused(reason, "`review doctor` shows what is set up; `review setup` and `review models add` change it")
}

fn undone(undone: Undone) -> &'static str {
    match undone {
        Undone::Nothing => "nothing was learned here\n",
        Undone::Previous => "went back to what was learned before\n",
        Undone::Builtin => "went back to the model as it came\n",
    }
}

/// The model that assessed most hunks; what others assessed is left out.
fn main_model(changes: &mut [Change], registry: &Registry<()>, choice: &Choice) -> Option<Base> {
    let model = |language: &str| registry.pick(Task::Risk, Some(language), choice).map(Package::name);
    let mut hunks: BTreeMap<&str, usize> = BTreeMap::new();
    let assessed = changes.iter().flat_map(|change| &change.hunks).filter(|hunk| hunk.vector.is_some());
    for name in assessed.filter_map(|hunk| model(hunk.language)) {
        *hunks.entry(name).or_default() += 1;
    }
    let (&main, _) = hunks.iter().rev().max_by_key(|&(_, count)| count)?;
    for change in changes.iter_mut() {
        change.hunks.retain(|hunk| model(hunk.language) == Some(main));
    }
    registry.get(main).map(|package| Base::new(package.name(), &package.manifest.version))
}

/// What was looked at, how it did, and what is different.
fn told(mined: &Mined, lesson: &Lesson, base: &Base) -> String {
    let mut text = format!(
        "{}, {} of them fixes; {} brought in what they fixed\n",
        counted(mined.window.commits.len(), "commit"),
        mined.fixes,
        mined.introductions.len()
    );
    for (part, purpose) in [(&lesson.older, "older, to learn from"), (&lesson.newest, "newest, to judge by")] {
        let (changes, hunks) = (counted(part.changes, "change"), counted(part.hunks, "hunk"));
        writeln!(text, "{purpose}: {changes} with {hunks}, {} of them buggy", part.buggy).expect("strings grow");
    }
    if let (Some(comparison), Some(learned)) = (&lesson.comparison, &lesson.learned) {
        text.push_str(&compared(comparison));
        writeln!(text, "\nwhat is different from {} {} as it came", base.name, base.version).expect("strings grow");
        for line in differences(learned) {
            writeln!(text, "  {line}").expect("strings grow");
        }
        text.push('\n');
    }
    text
}

fn compared(comparison: &Comparison) -> String {
    let mut text =
        format!("\n{:<34}{:>8}{:>8}{:>9}  95% of resampled histories\n", "on the newest", "now", "learned", "");
    let (old, new) = (&comparison.before, &comparison.after);
    let mut row = |name: &str, old: f64, new: f64, change: &Difference| {
        let Difference { value, low, high } = change;
        writeln!(text, "{name:<34}{old:>8.3}{new:>8.3}{value:>+9.3}  {low:+.3}..{high:+.3}").expect("strings grow");
    };
    row("log loss (less is better)", old.loss, new.loss, &comparison.loss);
    row("AUC", old.auc, new.auc, &comparison.auc);
    row("buggy hunks in the riskiest 20%", old.found, new.found, &comparison.found);
    text
}

/// What was learned, in words.
fn differences(learned: &Learned) -> Vec<String> {
    let mut lines = Vec::new();
    if learned.offset.abs() >= 0.05 {
        let how = if learned.offset < 0.0 { "rarer" } else { "more frequent" };
        lines.push(format!("bugs are {how} here than the model thinks ({:+.2} log odds)", learned.offset));
    }
    if (learned.scale - 1.0).abs() >= 0.05 {
        let how = if learned.scale < 1.0 { "less" } else { "more" };
        lines.push(format!("the model's own opinion counts {how} ({:.2} times)", learned.scale));
    }
    let mut features = learned.features.clone();
    features.sort_by(|one, other| other.weight.abs().total_cmp(&one.weight.abs()));
    for own in features.iter().take(NAMED) {
        let how = if own.weight > 0.0 { "more" } else { "less" };
        lines.push(format!("{how} suspicious: {} ({:+.2})", name(own.feature), own.weight));
    }
    if let Some(more) = features.len().checked_sub(NAMED).filter(|&more| more > 0) {
        lines.push(format!("and {more} more of the model's features"));
    }
    if !learned.words.is_empty() {
        let suspicious = learned.words.iter().filter(|(_, weight)| *weight > 0.0).count();
        let strongest = learned.words.iter().map(|own| own.1).fold(0.0, f64::max);
        lines.push(format!(
            "{} of hunks count: {suspicious} make them more suspicious (at most {strongest:+.2}), {} less",
            counted(learned.words.len(), "word"),
            learned.words.len() - suspicious
        ));
    }
    if lines.is_empty() {
        lines.push("next to nothing".to_owned());
    }
    lines
}

fn why_not(verdict: Verdict) -> String {
    match verdict {
        Verdict::Better => "it was only tried".to_owned(),
        Verdict::TooLittle => format!(
            "too little is known; it takes {} buggy hunks to learn from and {} to judge by (--commits and --most look \
             at more)",
            crate::learn::LEAST_TO_LEARN,
            crate::learn::LEAST_TO_JUDGE
        ),
        Verdict::NothingLearned => "the model as it came already does best on the older changes".to_owned(),
        Verdict::Same => "it is what is used already".to_owned(),
        Verdict::NoBetter => "its probabilities are no better on the newest changes".to_owned(),
        Verdict::Chance => "it is better on the newest changes, but that may be chance".to_owned(),
        Verdict::RanksWorse => "it puts the newest buggy hunks less far to the front".to_owned(),
    }
}
