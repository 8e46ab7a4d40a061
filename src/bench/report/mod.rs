//! What the benchmark found, for people, programs and browsers. One file a format, each a pure function.

mod html;
mod text;

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use super::figures::{Measured, Ranking};
use super::measure::{measure, rate};
use super::replay::{Change, PastHunk};
use crate::finding::{Severity, ToolInfo};
use crate::syntax::LANGUAGES;
use crate::text::counted;

/// The name and version of the JSON form.
pub const SCHEMA: &str = "review-bench/v1";

/// Below so many buggy hunks the figures say little.
const FEW: usize = 20;

/// The form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Tables, for people.
    Full,
    /// One JSON object, `review-bench/v1`.
    Json,
    /// One page that needs nothing else, with a plot.
    Html,
}

impl Format {
    /// The format by the ending of a file's name; tables where there is none for it.
    pub fn for_file(path: Option<&Path>) -> Self {
        match path.and_then(Path::extension).and_then(OsStr::to_str) {
            Some("json") => Self::Json,
            Some("html") => Self::Html,
            _ => Self::Full,
        }
    }
}

/// Where the changes are from.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Origin {
    /// The past of a repository.
    History {
        /// The name of its folder.
        repository: String,
        /// Commits looked at.
        commits: usize,
        /// Whether there are older ones.
        is_cut: bool,
        /// How many of them are fixes.
        fixes: usize,
        /// How many brought in a bug.
        introductions: usize,
    },
    /// Labelled changes.
    Labelled {
        /// The files they were read from.
        files: Vec<String>,
        /// Files of changes that could not be used: their diff does not fit their text.
        unusable: usize,
    },
}

/// How much there was to find.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Changes reviewed.
    pub changes: usize,
    /// Those that brought in a bug.
    pub buggy_changes: usize,
    /// Hunks in all changes.
    pub hunks: usize,
    /// Those that hold a line that was fixed later.
    pub buggy_hunks: usize,
    /// Lines that were fixed later.
    pub buggy_lines: usize,
}

/// How often the rules spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RulesSaid {
    /// Buggy changes with an error or a warning anywhere.
    pub flagged_buggy: usize,
    /// Other changes with an error or a warning.
    pub flagged_others: usize,
    /// Buggy hunks with a finding of any severity on a buggy line or next to it.
    pub caught_hunks: usize,
}

/// The figures of one language, or of all together.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Part {
    /// The language; none for all together.
    pub language: Option<String>,
    /// How much there was to find.
    pub counts: Counts,
    /// What the rules said.
    pub rules: RulesSaid,
    /// How well each ranking did.
    pub measured: Measured,
}

/// The result of a benchmark.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Bench {
    /// Always `review-bench/v1`.
    pub schema: String,
    /// The program that wrote it.
    pub tool: ToolInfo,
    /// Where the changes are from.
    pub origin: Origin,
    /// The share of buggy changes, after weighing.
    pub rate: f64,
    /// All changes.
    pub all: Part,
    /// By language, where there are several.
    pub languages: Vec<Part>,
    /// What a reader should know of the figures.
    pub notes: Vec<String>,
}

impl Bench {
    /// Measures the changes.
    pub fn of(origin: Origin, changes: &[Change]) -> Self {
        let all = part(None, changes);
        let parts = LANGUAGES.iter().map(|language| part(Some(language.name), &only(changes, language.name)));
        let mut languages: Vec<_> = parts.filter(|part| part.counts.hunks > 0).collect();
        if languages.len() < 2 {
            languages.clear();
        }
        let notes = notes(&origin, &all);
        let (schema, tool) = (SCHEMA.to_owned(), ToolInfo::default());
        Self { schema, tool, origin, rate: rate(changes), all, languages, notes }
    }
}

fn part(language: Option<&str>, changes: &[Change]) -> Part {
    Part {
        language: language.map(str::to_owned),
        counts: counts(changes),
        rules: rules_said(changes),
        measured: measure(changes),
    }
}

fn only(changes: &[Change], language: &str) -> Vec<Change> {
    let keep = |change: &Change| {
        let hunks: Vec<_> = change.hunks.iter().filter(|hunk| hunk.language == language).cloned().collect();
        (!hunks.is_empty()).then(|| Change { hunks, ..change.clone() })
    };
    changes.iter().filter_map(keep).collect()
}

fn counts(changes: &[Change]) -> Counts {
    let hunks = || changes.iter().flat_map(|change| &change.hunks);
    Counts {
        changes: changes.len(),
        buggy_changes: changes.iter().filter(|change| change.is_buggy).count(),
        hunks: hunks().count(),
        buggy_hunks: hunks().filter(|hunk| !hunk.buggy.is_empty()).count(),
        buggy_lines: hunks().map(|hunk| hunk.buggy.len()).sum(),
    }
}

fn rules_said(changes: &[Change]) -> RulesSaid {
    let is_loud = |hunk: &PastHunk| hunk.worst >= Some(Severity::Warning);
    let flagged = |buggy: bool| changes.iter().filter(|c| c.is_buggy == buggy && c.hunks.iter().any(is_loud)).count();
    let caught = changes.iter().flat_map(|change| &change.hunks).filter(|hunk| hunk.is_caught);
    RulesSaid { flagged_buggy: flagged(true), flagged_others: flagged(false), caught_hunks: caught.count() }
}

fn notes(origin: &Origin, all: &Part) -> Vec<String> {
    let mut notes = Vec::new();
    let buggy = all.counts.buggy_hunks;
    if buggy < FEW {
        let hunks = counted(buggy, "buggy hunk");
        notes.push(format!("only {hunks}: the figures say little, and their intervals are wide"));
    }
    if !all.measured.rankings.iter().any(|ranked| ranked.ranking == Ranking::Risk) {
        notes.push("no risk model was there to rank the hunks".to_owned());
    }
    match origin {
        Origin::History { is_cut, .. } => {
            notes.push(LABELS.to_owned());
            if *is_cut {
                notes.push("older commits were not looked at: --commits N looks further back".to_owned());
            }
        }
        Origin::Labelled { unusable: 0, .. } => {}
        Origin::Labelled { unusable, .. } => {
            notes.push(format!("{} left out: the diff does not fit the text", counted(*unusable, "file")));
        }
    }
    notes
}

const LABELS: &str = "a commit counts as buggy where a later fix changed or removed code that it wrote; about one in \
                      three such labels is wrong, and a bug that nobody fixed yet counts as none";

/// Writes the report.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(bench: &Bench, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Full => out.write_all(text::text(bench).as_bytes()),
        Format::Html => out.write_all(html::page(bench).as_bytes()),
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, bench)?;
            writeln!(out)
        }
    }
}

/// What the changes are, in a sentence; the names in it are whatever somebody called a folder.
fn origin_sentence(origin: &Origin) -> String {
    match origin {
        Origin::History { repository, commits, fixes, introductions, .. } => format!(
            "{repository}: {}, {}, {} that brought in what they fixed",
            counted(*commits, "commit"),
            if *fixes == 1 { "1 fix".to_owned() } else { format!("{fixes} fixes") },
            counted(*introductions, "commit")
        ),
        Origin::Labelled { files, .. } => format!("labelled changes of {}", files.join(", ")),
    }
}

fn counts_sentence(counts: &Counts) -> String {
    format!(
        "{} reviewed again ({} buggy), {} ({} buggy)",
        counted(counts.changes, "change"),
        counts.buggy_changes,
        counted(counts.hunks, "hunk"),
        counts.buggy_hunks
    )
}

fn rules_sentence(part: &Part) -> String {
    let (counts, rules) = (&part.counts, &part.rules);
    format!(
        "rules: an error or a warning in {} of {} buggy changes and {} of {} others; a finding on or next to the \
         buggy lines in {} of {} buggy hunks",
        rules.flagged_buggy,
        counts.buggy_changes,
        rules.flagged_others,
        counts.changes - counts.buggy_changes,
        rules.caught_hunks,
        counts.buggy_hunks
    )
}

#[cfg(test)]
mod tests;
