//! What a review says: findings with exact places, the hunks they are about, and the result as a whole.
//!
//! These types are the JSON result `review/v1`: field order, names and units here are the contract.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How bad a finding is. `Error` is for what is wrong nearly always.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a glance.
    Info,
    /// Probably wrong, or wrong in some circumstances.
    Warning,
    /// Wrong nearly always.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The stage that produced a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// A deterministic rule.
    Rule,
    /// A model on this machine.
    Local,
    /// A cloud model.
    Cloud,
}

/// The side of the diff that a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The text before the change.
    Old,
    /// The text after the change.
    New,
}

/// A 1-based line number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Line(pub u32);

impl Line {
    /// The line of a 0-based row, as tree-sitter counts.
    pub fn of_row(row: usize) -> Self {
        Self(u32::try_from(row).unwrap_or(u32::MAX - 1) + 1)
    }

    /// The 0-based index of this line.
    pub fn index(self) -> usize {
        self.0.saturating_sub(1) as usize
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A place in a text: 1-based line, 1-based column in characters of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// 1-based line.
    pub line: Line,
    /// 1-based column, in characters of the line.
    pub column: u32,
}

/// From `start` to `end`; `end` is exclusive in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The first character.
    pub start: Position,
    /// Just past the last character.
    pub end: Position,
}

impl Span {
    /// The lines that hold at least one character of the span (a span that ends at column 1 does not
    /// reach its last line).
    pub fn lines(&self) -> std::ops::RangeInclusive<Line> {
        let last = if self.end.column <= 1 && self.end.line > self.start.line {
            Line(self.end.line.0 - 1)
        } else {
            self.end.line
        };
        self.start.line..=last
    }
}

/// A machine-applicable change: the text from `start` to `end` becomes `replacement`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Suggestion {
    /// The first character replaced.
    pub start: Position,
    /// Just past the last character replaced.
    pub end: Position,
    /// What stands there afterwards.
    pub replacement: String,
}

/// One review comment on exact lines.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// 16 hexadecimal digits that stay when lines above the finding move.
    pub id: String,
    /// The rule, such as `python/mutable-default`.
    pub rule: String,
    /// The stage that found it.
    pub tier: Tier,
    /// How bad it is.
    pub severity: Severity,
    /// From 0.0 to 1.0: the share of such findings that are expected to be right.
    pub confidence: f64,
    /// The path in the repository, with `/`; of the old file for a finding on the old side.
    pub path: String,
    /// The side of the diff whose lines the span counts.
    pub side: Side,
    /// Where it starts.
    pub start: Position,
    /// Where it ends, exclusive in its column.
    pub end: Position,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where to read more.
    pub url: Option<String>,
    /// A change that can be applied as it is.
    pub suggestion: Option<Suggestion>,
    /// The hunk that the finding lies in.
    pub hunk: Option<String>,
}

impl Finding {
    /// The place of the finding.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }
}

/// What settled a hunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// The deterministic rules had the last word.
    Rules,
    /// A local model.
    Local,
    /// A cloud model.
    Cloud,
    /// Nobody looked; the reasons say why.
    Skipped,
}

/// One hunk of the diff and who settled it. Line numbers and counts are those of the hunk header.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HunkReport {
    /// 16 hexadecimal digits, of the path and the changed text.
    pub id: String,
    /// The path in the repository.
    pub path: String,
    /// First line on the old side (0 where the old side is empty).
    pub old_start: u32,
    /// Lines on the old side.
    pub old_lines: u32,
    /// First line on the new side (0 where the new side is empty).
    pub new_start: u32,
    /// Lines on the new side.
    pub new_lines: u32,
    /// What settled it.
    pub decision: Decision,
    /// Calibrated probability that the hunk holds a bug, if a model assessed it.
    pub risk: Option<f64>,
    /// Why it was decided so, and what moved the risk.
    pub reasons: Vec<String>,
    /// Whether it is among the few that a stronger reviewer should see: risky for what it costs to look at.
    pub hard: bool,
    /// Its lines on the new side to look at first, the most suspicious first.
    pub look_at: Vec<Line>,
}

/// The kind of comparison that was reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ScopeKind {
    /// What a push would add.
    Push,
    /// The index against HEAD.
    Staged,
    /// Between two revisions, or a revision and the working tree.
    Range,
    /// One commit.
    Commit,
    /// A unified diff from a file or standard input.
    Patch,
    /// Every line as if new.
    All,
}

/// What was reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScopeReport {
    /// The kind of comparison.
    pub kind: ScopeKind,
    /// The commit compared against.
    pub base: Option<String>,
    /// A commit, or `index`, or `worktree`.
    pub head: Option<String>,
    /// Changed files.
    pub files: usize,
    /// Hunks in them.
    pub hunks: usize,
    /// Added lines.
    pub added: usize,
    /// Removed lines.
    pub removed: usize,
}

/// A stage, or a file within a stage, that could not be done, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Degraded {
    /// `diff`, `rules`, `local`, `cloud`, `config` or `baseline`.
    pub stage: String,
    /// What could not be done and why.
    pub reason: String,
}

/// What the local models were used for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct LocalUsage {
    /// Hunks that a local model saw.
    pub hunks: usize,
    /// The risk model that was used.
    pub risk: Option<String>,
    /// The reviewer that was used.
    pub reviewer: Option<String>,
}

/// What the cloud was used for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct CloudUsage {
    /// Requests sent.
    pub requests: usize,
    /// Tokens sent.
    pub input_tokens: u64,
    /// Tokens received.
    pub output_tokens: u64,
    /// Cost in US dollars, where the price is known.
    pub cost_usd: Option<f64>,
}

/// What the verdict cache did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct CacheUsage {
    /// Verdicts found.
    pub hits: usize,
    /// Verdicts looked for in vain.
    pub misses: usize,
}

/// What the models and the cache were used for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Usage {
    /// Models on this machine.
    pub local: LocalUsage,
    /// Cloud models.
    pub cloud: CloudUsage,
    /// The verdict cache.
    pub cache: CacheUsage,
}

/// The program that wrote the result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ToolInfo {
    /// Always `review`.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Default for ToolInfo {
    fn default() -> Self {
        Self { name: "review".into(), version: env!("CARGO_PKG_VERSION").into() }
    }
}

/// The name and version of the result's form.
pub const SCHEMA: &str = "review/v1";

/// The result of one run, in the order that reports print it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Review {
    /// Always `review/v1`.
    pub schema: String,
    /// The program that wrote it.
    pub tool: ToolInfo,
    /// What was reviewed.
    pub scope: ScopeReport,
    /// What was found, by path, side and place.
    pub findings: Vec<Finding>,
    /// Every hunk that was looked at or skipped.
    pub hunks: Vec<HunkReport>,
    /// What models and cache were used for.
    pub usage: Usage,
    /// Findings dropped by a suppression comment or the baseline.
    pub suppressed: usize,
    /// Findings cut by `--min-severity`, `--min-confidence` or `--max-comments`.
    pub not_shown: usize,
    /// What could not be done.
    pub degraded: Vec<Degraded>,
}

impl Review {
    /// The findings at or above a severity.
    pub fn at_least(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity >= severity).count()
    }
}
