//! The result as a whole: the hunks and what settled each, what was used, what could not be done.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Coverage, EgressRecord, Finding, Line, Severity, Tier};
use crate::stage::{Degraded, Kind, Stage};

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
    /// The tiers that looked at it.
    #[serde(default)]
    pub tiers: Vec<Tier>,
    /// Calibrated probability that the hunk holds a bug, if a model assessed it.
    pub risk: Option<f64>,
    /// Why it was decided so, and what moved the risk.
    pub reasons: Vec<String>,
    /// Whether it is a hard case: one that what runs on this machine could not settle.
    pub hard: bool,
    /// Whether people should begin here: risky for what it costs to read.
    pub look_first: bool,
    /// Its lines on the new side to look at first, the most suspicious first.
    pub look_at: Vec<Line>,
    /// What the local reviewer said of it, if it was asked.
    pub verdict: Option<Opinion>,
}

/// What a model thinks of a hunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No mistake.
    Clear,
    /// A mistake; the comments say which.
    Comment,
    /// It cannot tell.
    Hard,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Clear, Self::Comment, Self::Hard];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Comment => "comment",
            Self::Hard => "hard",
        }
    }
}

/// What a generative reviewer thinks of a hunk.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Opinion {
    /// Its verdict.
    pub verdict: Verdict,
    /// Probability from 0.0 to 1.0 that the hunk holds a mistake, where the model gives one.
    pub mistake: Option<f64>,
}

/// A model's comment that belongs to no changed line: it is for the summary alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    /// The hunk that the model was asked about.
    pub hunk: String,
    /// Its path.
    pub path: String,
    /// The stage that said it.
    pub tier: Tier,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Why it has no line.
    pub reason: String,
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

/// What the local models were used for.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct LocalUsage {
    /// Hunks that a local model saw.
    pub hunks: usize,
    /// The risk model that was used.
    pub risk: Option<String>,
    /// The reviewer that was used.
    pub reviewer: Option<String>,
    /// Hunks that the reviewer was asked about.
    pub reviewed: usize,
    /// Tokens that the reviewer read, those known from the prompt before included.
    pub input_tokens: u64,
    /// Tokens that it wrote.
    pub output_tokens: u64,
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

/// A request that would be sent to the cloud.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Planned {
    /// The path of the file.
    pub path: String,
    /// The first and the last line of each hunk in it.
    pub lines: Vec<(u32, u32)>,
    /// Tokens of one request and a short answer, estimated from above; looking around takes more.
    pub tokens: u64,
    /// What they cost in US dollars, where the price is known.
    pub cost_usd: Option<f64>,
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
    /// What models said that belongs to no changed line.
    pub remarks: Vec<Remark>,
    /// Every hunk that was looked at or skipped.
    pub hunks: Vec<HunkReport>,
    /// What models and cache were used for.
    pub usage: Usage,
    /// What left the machine, or nothing.
    pub egress: Vec<EgressRecord>,
    /// With `--dry-run` alone: what would be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<Vec<Planned>>,
    /// Findings dropped by a suppression comment or the baseline.
    pub suppressed: usize,
    /// Findings cut by `--min-severity`, `--min-confidence` or `--max-comments`, and comments of models that say
    /// nothing or were folded into another finding.
    pub not_shown: usize,
    /// Which changed files were reviewed, and why the others were not.
    #[serde(default)]
    pub coverage: Coverage,
    /// What could not be done.
    pub degraded: Vec<Degraded>,
    /// Where the time went; with `--timings` alone, so that equal input gives equal bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timings: Option<Timings>,
}

/// Where the time of a run went.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Timings {
    /// The stages, in their order. Models load beside the rules.
    pub stages: Vec<StageTiming>,
    /// The models that were loaded.
    pub models: Vec<ModelTiming>,
}

/// How long a stage took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StageTiming {
    /// `diff`, `rules`, `risk`, `reviewer`, `cloud` or `merge`.
    #[serde(with = "crate::stage::by_name")]
    #[schemars(with = "String")]
    pub stage: Stage,
    /// Milliseconds of wall time.
    pub ms: f64,
}

/// What a model took.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct ModelTiming {
    /// Its name.
    pub model: String,
    /// Milliseconds until it was loaded.
    pub load_ms: f64,
    /// Megabytes of memory that it is taken to need.
    pub memory_mb: f64,
    /// Hunks that it was asked about.
    pub hunks: usize,
    /// Milliseconds that it worked on them.
    pub work_ms: f64,
    /// Tokens that it read, without those that it knew from the prompt before.
    pub prompt_tokens: u64,
    /// Tokens at the start of prompts that it did not have to read again.
    pub reused_tokens: u64,
    /// Tokens that it wrote.
    pub reply_tokens: u64,
}

impl Review {
    /// What could not be done, less what [`Self::coverage`] says better.
    pub fn notes(&self) -> impl Iterator<Item = &Degraded> {
        self.degraded.iter().filter(|degraded| degraded.kind != Kind::Covered)
    }

    /// The findings at or above a severity.
    pub fn at_least(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity >= severity).count()
    }
}
