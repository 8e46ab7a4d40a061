//! What a review says: findings with exact places here, the hunks they are about and the result as a whole in `result`.
//!
//! These types are the JSON result `review/v1`: field order, names and units here are the contract.

mod coverage;
mod egress;
mod result;
#[cfg(test)]
pub(crate) mod sample;

pub use coverage::{Coverage, Extent, FileCoverage, Gap, GapReason};
pub use egress::{EgressRecord, Redaction, ShownLines};
pub use result::{
    CacheUsage, CloudUsage, Decision, HunkReport, LocalUsage, ModelTiming, Opinion, Planned, Remark, Review, SCHEMA,
    ScopeKind, ScopeReport, StageTiming, Timings, ToolInfo, Usage, Verdict,
};

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

impl Severity {
    /// All of them, the most severe first, as reports and schemas list them.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// Its name, in the configuration and in the JSON result.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
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

/// The id that findings of the local reviewer have in the place of a rule's, whatever the model.
pub const LOCAL_REVIEWER: &str = "local/reviewer";

/// The same for the cloud model.
pub const CLOUD_REVIEWER: &str = "cloud/reviewer";

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
    /// 16 hexadecimal digits that stay when lines above the finding move; the last 8 stay when the file is renamed.
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
    /// The ids of all that said it, its own rule's first: rules, then local models, then cloud models.
    pub sources: Vec<String>,
    /// Which model argues against it, and why. It is shown and fails as if nobody did.
    pub disputed: Option<String>,
    /// The further places of the same function where the rule says it, in order.
    #[serde(default)]
    pub repeats: Vec<Repeat>,
    /// The line on which the function around it begins; known only while the review runs.
    #[serde(skip)]
    pub function: Option<Line>,
}

/// A further place of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Repeat {
    /// The id that the finding would have if this were its only place.
    pub id: String,
    /// Where it starts.
    pub start: Position,
    /// Where it ends, exclusive in its column.
    pub end: Position,
    /// What is wrong there, in one sentence.
    pub message: String,
}

/// How many further places are named by their lines.
const MOST_LINES_NAMED: usize = 5;

impl Finding {
    /// The place of the finding.
    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// All its places, its own first.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let repeats = self.repeats.iter().map(|repeat| Span { start: repeat.start, end: repeat.end });
        std::iter::once(self.span()).chain(repeats)
    }

    /// The further places in words: `also on lines 12 and 15`.
    pub fn elsewhere(&self) -> Option<String> {
        let mut lines: Vec<Line> = self.repeats.iter().map(|repeat| repeat.start.line).collect();
        lines.dedup();
        lines.retain(|line| *line != self.start.line);
        let more = lines.len().saturating_sub(MOST_LINES_NAMED);
        lines.truncate(MOST_LINES_NAMED);
        let mut named: Vec<String> = lines.iter().map(ToString::to_string).collect();
        if more > 0 {
            named.push(format!("{more} more"));
        }
        let last = named.pop()?;
        Some(match named.len() {
            0 => format!("also on line {last}"),
            _ => format!("also on lines {} and {last}", named.join(", ")),
        })
    }

    /// Who said it beside its own rule.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(String::as_str).filter(|source| *source != self.rule)
    }
}
