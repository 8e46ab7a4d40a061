//! A rule's TOML file. What the rule has in common with its like in other languages is in `rules/shared/<slug>.toml`;
//! the language's own file says the rest, and wins.

use std::borrow::Cow;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::{Table, Value};

use crate::finding::Severity;
use crate::syntax::Scope;

/// A string of the program, or of a project's rule.
type Text = Cow<'static, str>;
/// Some strings.
type Texts = Cow<'static, [Text]>;

/// Which lines of the diff a finding must touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum On {
    /// Added lines; the new side is searched.
    #[default]
    Added,
    /// Removed lines; the old side is searched.
    Removed,
    /// Added lines on the new side, or removed lines on the old side.
    Changed,
}

/// A piece of code that shows the rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Code that the rule flags.
    pub bad: Text,
    /// The same with the mistake fixed: the rule is silent.
    pub good: Text,
    /// `bad` after `--fix`, for a rule with a `replacement`.
    pub fixed: Option<Text>,
    /// The path that the code is taken to be at, where the rule cares.
    pub path: Option<Text>,
    /// The path of the good code, where it is another.
    pub good_path: Option<Text>,
    /// How many bytes the bad file is taken to have, where the rule cares; the length of `bad` by default.
    pub size: Option<u64>,
}

/// A rule file, `rules/<lang>/<slug>.toml`. A key that is missing is taken from `rules/shared/<slug>.toml`, if there is
/// such a file, whose references come after the language's own.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("required" = ["id"]))]
pub struct RuleFile {
    /// The language, a slash, and the bad pattern in kebab-case: `python/mutable-default`.
    pub id: Text,
    /// The ids that the rule had before, oldest first: they still work in the configuration, in suppression comments and
    /// in baselines. Finding ids are those of the oldest.
    #[serde(default)]
    pub aliases: Texts,
    /// What other linters call the same, each with the linter: `ruff:B006`. Their suppression comments silence this rule too.
    #[serde(default)]
    pub equivalents: Texts,
    /// How bad a finding is, unless the configuration says otherwise.
    pub severity: Severity,
    /// From 0.0 to 1.0: the share of findings that are expected to be right.
    pub confidence: f64,
    /// One sentence; `{name}` stands for the text of the capture `@name`.
    pub message: Text,
    /// The manual page: what is wrong, and when it is fine.
    pub why: Text,
    /// What to do instead, in words; `{name}` as in `message`.
    pub fix: Option<Text>,
    /// A machine-applicable fix: what stands in place of the capture `@replace`, else of `@report`.
    pub replacement: Option<Text>,
    /// Whether a finding takes judgement, so that a stronger reviewer should see the hunk.
    #[serde(default)]
    pub hard: bool,
    /// Which lines of the diff a finding must touch.
    #[serde(default)]
    pub on: On,
    /// Scopes where the rule stays quiet.
    #[serde(default)]
    pub outside: Cow<'static, [Scope]>,
    /// The rule speaks only in these scopes (all of them).
    #[serde(default)]
    pub inside: Cow<'static, [Scope]>,
    /// Globs of the paths that the rule is for; all by default.
    #[serde(default)]
    pub paths: Texts,
    /// The rule is tried only on files that hold one of these texts: what a match cannot do without.
    #[serde(default)]
    pub needs: Texts,
    /// A regular expression that each line is searched with, instead of a query (language `any` alone);
    /// the group `report` is the finding, other named groups are captures.
    pub pattern: Option<Text>,
    /// A regular expression that the path of each added file is searched with, instead of a query (language `any`
    /// alone); named groups are captures, and `{size}` is the file's size.
    pub added_path: Option<Text>,
    /// With `pattern` or `added_path`: a finding whose text this regular expression matches is left out.
    pub unless: Option<Text>,
    /// With `pattern`: only files whose text this regular expression matches are searched.
    pub file: Option<Text>,
    /// With `added_path`: only files of more bytes are looked at.
    pub larger_than: Option<u64>,
    /// Where to read more.
    #[serde(default)]
    pub references: Texts,
    /// Code that shows the rule; `review rules test` runs it.
    #[serde(default)]
    pub example: Cow<'static, [Example]>,
}

/// What is wrong with a file, and where in its text.
pub(super) struct FileError {
    pub reason: String,
    pub place: Option<Range<usize>>,
}

impl From<toml::de::Error> for FileError {
    fn from(error: toml::de::Error) -> Self {
        Self { reason: error.message().to_owned(), place: error.span() }
    }
}

impl RuleFile {
    /// Reads the text of a file and of what it shares with other languages.
    pub(super) fn read(own: &str, shared: Option<&str>) -> Result<Self, FileError> {
        let Some(shared) = shared else { return Ok(toml::from_str(own)?) };
        let mut keys: Table = toml::from_str(own)?;
        for (key, value) in toml::from_str::<Table>(shared)? {
            match (keys.get_mut(&key), value) {
                (Some(Value::Array(own)), Value::Array(more)) if key == "references" => own.extend(more),
                (Some(_), _) => {}
                (None, value) => {
                    keys.insert(key, value);
                }
            }
        }
        // Places in the joined table would be in neither text.
        keys.try_into().map_err(|error: toml::de::Error| FileError { reason: error.message().to_owned(), place: None })
    }

    /// The id that findings are numbered by: the oldest, so that baselines and feedback outlive a new name.
    pub(super) fn oldest_id(&self) -> &str {
        self.aliases.first().unwrap_or(&self.id)
    }
}
