//! One rule: what its TOML file says, and how it is found.

use std::borrow::Cow;
use std::sync::OnceLock;

use globset::GlobSet;
use miette::{Diagnostic, NamedSource, SourceSpan};
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;
use thiserror::Error;

use super::checks::{self, Check};
use super::query::{self, Compiled};
use super::template::Template;
use crate::finding::Severity;
use crate::globs::globs;
use crate::settings::RuleSettings;
use crate::syntax::{Language, Scope};

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
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Code that the rule flags.
    pub bad: String,
    /// The same with the mistake mended: the rule is silent.
    pub good: String,
    /// `bad` after `--fix`, for a rule with a `replacement`.
    pub fixed: Option<String>,
    /// The path that the code is taken to be at, where the rule cares.
    pub path: Option<String>,
    /// The path of the good code, where it is another.
    pub good_path: Option<String>,
    /// How many bytes the bad file is taken to have, where the rule cares; the length of `bad` by default.
    pub size: Option<u64>,
}

/// A rule file, `rules/<lang>/<id>.toml`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The language, a slash, and the bad pattern in kebab-case: `python/mutable-default`.
    pub id: String,
    /// How bad a finding is, unless the configuration says otherwise.
    pub severity: Severity,
    /// From 0.0 to 1.0: the share of findings that are expected to be right.
    pub confidence: f64,
    /// One sentence; `{name}` stands for the text of the capture `@name`.
    pub message: String,
    /// The manual page: what is wrong, and when it is fine.
    pub why: String,
    /// What to do instead, in words; `{name}` as in `message`.
    pub fix: Option<String>,
    /// A machine-applicable fix: what stands in place of the capture `@replace`, else of `@report`.
    pub replacement: Option<String>,
    /// Whether a finding takes judgement, so that a stronger reviewer should see the hunk.
    #[serde(default)]
    pub hard: bool,
    /// Which lines of the diff a finding must touch.
    #[serde(default)]
    pub on: On,
    /// Scopes where the rule stays quiet.
    #[serde(default)]
    pub outside: Vec<Scope>,
    /// The rule speaks only in these scopes (all of them).
    #[serde(default)]
    pub inside: Vec<Scope>,
    /// Globs of the paths that the rule is for; all by default.
    #[serde(default)]
    pub paths: Vec<String>,
    /// The rule is tried only on files that hold one of these texts: what a match cannot do without.
    #[serde(default)]
    pub needs: Vec<String>,
    /// A regular expression that each line is searched with, instead of a query (language `any` alone);
    /// the group `report` is the finding, other named groups are captures.
    pub pattern: Option<String>,
    /// Where to read more.
    #[serde(default)]
    pub references: Vec<String>,
    /// Code that shows the rule; `review rules test` runs it.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// How a rule is found.
pub(super) enum Matcher {
    /// By a tree-sitter query, whose matches a check may have to confirm.
    Query { source: Cow<'static, str>, confirm: Option<checks::Confirm>, compiled: OnceLock<Compiled> },
    /// By a regular expression on each line.
    Pattern(Regex),
    /// By a function over the text.
    Scan(checks::Scan),
    /// By a function at each node of some kinds; the flag: each message is told once for a file.
    Node(checks::NodeCheck, bool),
    /// By a function over the change of the file.
    Change(checks::Change),
    /// By `inspect`, which alone knows what suppression comments were good for.
    Suppressions,
}

impl Matcher {
    fn query(source: &Cow<'static, str>, confirm: Option<checks::Confirm>) -> Self {
        Self::Query { source: source.clone(), confirm, compiled: OnceLock::new() }
    }
}

/// A rule that is ready to run.
pub struct Rule {
    /// What its file says.
    pub file: RuleFile,
    /// The language; `None` for rules of any text.
    pub language: Option<&'static Language>,
    /// Whether it comes from the project under review.
    pub from_project: bool,
    pub(super) matcher: Matcher,
    pub(super) message: Template,
    pub(super) fix: Option<Template>,
    pub(super) replacement: Option<Template>,
    /// Globs that the path must match, each set of them.
    pub(super) only: Vec<GlobSet>,
    /// Globs that it must not match.
    pub(super) except: Option<GlobSet>,
}

/// A mistake in a rule or its query.
#[derive(Debug, Error, Diagnostic)]
#[error("the rule in {path} is not valid: {reason}")]
pub struct RuleError {
    /// The file with the mistake.
    pub path: String,
    /// What is wrong.
    pub reason: String,
    /// The file's text.
    #[source_code]
    pub source_code: NamedSource<String>,
    /// Where in the text.
    #[label("here")]
    pub place: Option<SourceSpan>,
    /// What to do.
    #[help]
    pub help: Option<String>,
}

impl RuleError {
    pub(super) fn new(path: &str, text: &str, reason: impl Into<String>, place: Option<SourceSpan>) -> Self {
        Self {
            path: path.to_owned(),
            reason: reason.into(),
            source_code: NamedSource::new(path, text.to_owned()),
            place,
            help: Some("`review rules show RULE` prints a rule that works; the form is `review schema rule`".into()),
        }
    }
}

/// The text of a rule file and of its query, where they come from, and whether they are part of the program.
pub(super) struct Sources {
    pub toml_path: String,
    pub toml: Cow<'static, str>,
    pub query_path: String,
    pub query: Option<Cow<'static, str>>,
    pub from_project: bool,
}

impl Rule {
    /// Reads a rule. Rules of the project are checked in full; those of the program by its tests.
    pub(super) fn read(sources: Sources) -> Result<Self, RuleError> {
        let wrong = |reason: String, place| RuleError::new(&sources.toml_path, &sources.toml, reason, place);
        let file: RuleFile = toml::from_str(&sources.toml)
            .map_err(|error| wrong(error.message().to_owned(), error.span().map(SourceSpan::from)))?;
        let at = |what: &str| sources.toml.find(what).map(|start| SourceSpan::from((start, what.len())));
        let language = match file.id.split_once('/') {
            Some(("any", _)) => None,
            Some((name, _)) => Some(
                Language::named(name)
                    .ok_or_else(|| wrong(format!("`{name}` is no language that review knows"), at(&file.id)))?,
            ),
            None => return Err(wrong("an id is a language, a slash and a name".into(), at(&file.id))),
        };
        let stem = sources.toml_path.trim_end_matches(".toml");
        if !stem.ends_with(&file.id) {
            return Err(wrong(format!("the file of `{0}` is called {0}.toml", file.id), at(&file.id)));
        }
        if !(0.0..=1.0).contains(&file.confidence) {
            return Err(wrong("confidence lies between 0.0 and 1.0".into(), at("confidence")));
        }
        let paths = globs(&file.paths).map_err(|error| wrong(error.to_string(), at("paths")))?;
        let matcher = matcher(&file, &sources)?;
        let rule = Self {
            message: Template::new(&file.message),
            fix: file.fix.as_ref().map(Template::new),
            replacement: file.replacement.as_ref().map(Template::new),
            only: paths.into_iter().collect(),
            except: None,
            language,
            matcher,
            from_project: sources.from_project,
            file,
        };
        if sources.from_project {
            rule.validate(&sources)?;
        }
        Ok(rule)
    }

    /// Compiles what is otherwise compiled on demand, and checks that templates name captures.
    pub(super) fn validate(&self, sources: &Sources) -> Result<(), RuleError> {
        let Matcher::Query { source, confirm, .. } = &self.matcher else { return Ok(()) };
        let language = self.language.expect("rules of any text have no query");
        let captures = query::captures(language, source, &sources.query_path)?;
        if confirm.is_some() {
            return Ok(()); // the check may set further names
        }
        for template in [Some(&self.message), self.fix.as_ref(), self.replacement.as_ref()].into_iter().flatten() {
            if let Some(name) = template.names().find(|name| !captures.iter().any(|capture| capture == name)) {
                let place = sources.toml.find(&format!("{{{name}}}")).map(|at| (at, name.len() + 2).into());
                let reason = format!("no capture of the query is called `@{name}` in all its patterns");
                return Err(RuleError::new(&sources.toml_path, &sources.toml, reason, place));
            }
        }
        Ok(())
    }

    /// The id, such as `python/mutable-default`.
    pub fn id(&self) -> &str {
        &self.file.id
    }

    /// What it says, with `…` for what the code fills in.
    pub fn title(&self) -> String {
        self.message.message(|_| Some("…"))
    }

    /// The query, for rules that have one.
    pub fn query(&self) -> Option<&str> {
        match &self.matcher {
            Matcher::Query { source, .. } => Some(source),
            _ => None,
        }
    }

    /// The compiled query, for rules that have one.
    pub(super) fn compiled(&self) -> Option<&Compiled> {
        let Matcher::Query { source, compiled, .. } = &self.matcher else { return None };
        let language = self.language.expect("rules of any text have no query");
        Some(compiled.get_or_init(|| Compiled::new(language.grammar(), source)))
    }

    /// Applies what the configuration says of the rule.
    ///
    /// # Errors
    /// A glob that is not valid.
    pub(crate) fn configure(&mut self, settings: &RuleSettings) -> Result<(), globset::Error> {
        self.file.severity = settings.severity.unwrap_or(self.file.severity);
        self.only.extend(globs(settings.paths.as_deref().unwrap_or_default())?);
        self.except = globs(settings.exclude.as_deref().unwrap_or_default())?.or(self.except.take());
        Ok(())
    }

    /// Whether the rule is for files of this path.
    pub(super) fn is_for(&self, path: &str) -> bool {
        self.only.iter().all(|paths| paths.is_match(path))
            && !self.except.as_ref().is_some_and(|paths| paths.is_match(path))
    }

    /// Whether a text holds what a match cannot do without.
    pub(super) fn needs_met(&self, text: &str) -> bool {
        let needs = &self.file.needs;
        needs.is_empty() || needs.iter().any(|needed| text.contains(needed))
    }
}

fn matcher(file: &RuleFile, sources: &Sources) -> Result<Matcher, RuleError> {
    let wrong = |reason: &str| RuleError::new(&sources.toml_path, &sources.toml, reason, None);
    let check = (!sources.from_project).then(|| checks::named(&file.id)).flatten();
    match (&sources.query, &file.pattern, check) {
        (Some(source), None, None) => Ok(Matcher::query(source, None)),
        (Some(source), None, Some(Check::Confirm(confirm))) => Ok(Matcher::query(source, Some(confirm))),
        (None, Some(pattern), None) => Regex::new(pattern).map(Matcher::Pattern).map_err(|error| {
            let place = sources.toml.find("pattern").map(|at| (at, "pattern".len()).into());
            RuleError::new(&sources.toml_path, &sources.toml, error.to_string(), place)
        }),
        (None, None, Some(Check::Scan(scan))) => Ok(Matcher::Scan(scan)),
        (None, None, Some(Check::Node(check))) => Ok(Matcher::Node(check, false)),
        (None, None, Some(Check::NodeOnce(check))) => Ok(Matcher::Node(check, true)),
        (None, None, Some(Check::Change(change))) => Ok(Matcher::Change(change)),
        (None, None, Some(Check::Suppressions)) => Ok(Matcher::Suppressions),
        (None, None, _) => Err(wrong(&format!("it has no query: {} is missing", sources.query_path))),
        _ => Err(wrong("a rule is found in one way: by a query, by a `pattern`, or by a check")),
    }
}
