//! What a `review.toml` may say, section by section. The doc comments are the schema's descriptions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Severity;
use crate::settings::RulesSection;

/// A configuration file: the user's `config.toml` or a repository's `review.toml`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ConfigFile {
    /// What is reviewed and what is shown.
    pub review: ReviewSection,
    /// Which rules run, and how severe they are.
    pub rules: RulesSection,
    /// The models on this machine.
    pub local: LocalSection,
    /// Which hunks go to the cloud.
    pub route: RouteSection,
    /// The cloud provider.
    pub cloud: CloudSection,
    /// The verdict cache.
    pub cache: CacheSection,
    /// Git's hooks.
    pub hook: HookSection,
    /// ONNX Runtime.
    pub runtime: RuntimeSection,
}

/// From which severity on the exit code is 1.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors alone.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Info,
    /// Nothing.
    Never,
}

impl FailOn {
    /// The least severity that fails.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// `[review]`
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReviewSection {
    /// From which severity on the exit code is 1; `error` by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<FailOn>,
    /// Findings below this severity are not shown and do not fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_severity: Option<Severity>,
    /// Findings below this confidence (0.0 to 1.0) are not shown and do not fail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_confidence: Option<f64>,
    /// At most so many findings are shown, the most severe first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_comments: Option<usize>,
    /// Files and folders that are not reviewed, written as in a `.gitignore`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<Vec<String>>,
}

/// What runs the local models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Backend {
    /// ONNX Runtime in this process.
    Onnx,
    /// A server that the user runs.
    Endpoint,
    /// Nothing.
    Off,
}

/// Where local models run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Device {
    /// The best that is there.
    Auto,
    /// The processor.
    Cpu,
    /// An NVIDIA GPU.
    Cuda,
    /// Apple's `CoreML`.
    Coreml,
}

impl Device {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Cpu => "cpu",
            Self::Cuda => "cuda",
            Self::Coreml => "coreml",
        }
    }
}

/// `[local]`
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LocalSection {
    /// What runs the models.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub backend: Option<Backend>,
    /// The risk model: `builtin`, `off` or the name of a package.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk: Option<String>,
    /// The generative reviewer: `off`, a name or a folder; by default one that you added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    /// Where models run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// How much memory loaded models may take, in megabytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory_budget_mb: Option<u32>,
    /// The server of the `endpoint` backend, such as `http://localhost:11434/v1`: its `reviewer` is a model there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The environment variable that holds the server's key, if it wants one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_key_env: Option<String>,
    /// Tokens that the reviewer sees and writes for a hunk at the most; 4096 by default, or what the model can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context_tokens: Option<usize>,
    /// Tokens of a reply at the most; 320 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_tokens: Option<usize>,
    /// Seconds that the reviewer may take for a whole change, the riskiest hunks first; 120 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_s: Option<u64>,
    /// The hub that `review models add OWNER/NAME` fetches from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hub: Option<String>,
}

/// Which hunks may go to the cloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Escalate {
    /// None.
    Never,
    /// The hard ones.
    Auto,
    /// All.
    Always,
}

/// `[route]`
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RouteSection {
    /// Which hunks may go to the cloud.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escalate: Option<Escalate>,
    /// At most this share of the hunks, from 0.0 to 1.0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_share: Option<f64>,
    /// From this risk on a hunk is a hard case; by default 0.2, which one in forty of what people commit reaches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_threshold: Option<f64>,
    /// Files and folders, or globs of them, whose hunks always go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub always: Option<Vec<String>>,
    /// Files and folders, or globs of them, whose hunks never go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub never: Option<Vec<String>>,
}

/// The protocol of the cloud provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ProviderName {
    /// Anthropic's Messages.
    Anthropic,
    /// `OpenAI`'s chat completions, and every server that speaks them.
    Openai,
}

/// `[cloud]`
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CloudSection {
    /// The protocol; naming one on the user's side switches the cloud on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<ProviderName>,
    /// The server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// The model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The environment variable that holds the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_key_env: Option<String>,
    /// The command that prints the key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_key_command: Option<String>,
    /// Files and folders, or globs of them, that never leave the machine.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deny_paths: Option<Vec<String>>,
    /// Regular expressions of secrets of your own: the group `secret`, else the whole match, never leaves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redact: Option<Vec<String>>,
    /// The run's ceiling in tokens, sent and received; 100,000 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_tokens: Option<u64>,
    /// The run's ceiling in US dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_cost: Option<f64>,
    /// Seconds until a request is given up; 60 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout_s: Option<u64>,
    /// Seconds that the cloud may take for a whole change, the hardest hunks first; 120 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_s: Option<u64>,
    /// Requests at the same time; 4 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concurrency: Option<usize>,
    /// What models cost, by the beginning of their names: `prices = { "my-model" = { input = 1.0, output = 5.0 } }`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prices: Option<BTreeMap<String, Price>>,
}

/// What a model costs, in US dollars for a million tokens.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// Those sent.
    pub input: f64,
    /// Those received.
    pub output: f64,
    /// Those sent that the server had in its cache; as `input` by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cached: Option<f64>,
    /// Those sent that the server wrote into its cache; as `input` by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<f64>,
}

/// `[cache]`
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CacheSection {
    /// Whether answers of models are kept in your cache folder and found again; they are by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    /// Megabytes that they may take, 64 by default. What was not used for the longest time gives way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_mb: Option<u32>,
}

/// `[hook]`: a commit or a push waits for the rules and the risk model; what takes longer runs where it is asked for.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HookSection {
    /// Whether the generative reviewer on this machine is asked in hooks, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<bool>,
    /// Whether the cloud model is asked in hooks, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud: Option<bool>,
}

/// `[runtime]`
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RuntimeSection {
    /// The shared library of ONNX Runtime, when it is not found by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub library: Option<String>,
    /// The package index that `review setup` fetches ONNX Runtime from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
}
