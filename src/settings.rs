//! What a configuration can say of rules: the part that the configuration reads and the rule set applies, so that neither
//! has to know the other.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Severity;

/// `[rules]`, and `[rules."python/print-left"]` for a single rule or for `"python/*"`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct RulesSection {
    /// Rules that do not run; `python/*` is all of a language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable: Option<Vec<String>>,
    /// Settings of single rules, by id.
    #[serde(flatten)]
    pub by_id: BTreeMap<String, RuleSettings>,
}

/// What can be set for a rule.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RuleSettings {
    /// How severe its findings are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// The only files and folders, or globs of them, where it runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paths: Option<Vec<String>>,
    /// Files and folders where it does not run, written as in a `.gitignore`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<Vec<String>>,
}
