//! One rule: what its file says, and how it is found.

use std::borrow::Cow;
use std::sync::OnceLock;

use globset::GlobSet;
use memchr::memmem;
use miette::SourceSpan;

use super::builtin::Builtin;
use super::checks::{self, Check};
use super::error::RuleError;
use super::file::RuleFile;
use super::pattern::Pattern;
use super::query::{self, ByLanguage, Compiled};
use super::template::Template;
use crate::finding::Severity;
use crate::globs::{Excludes, GlobError, globs, paths};
use crate::settings::RuleSettings;
use crate::syntax::Language;

/// How a rule is found.
pub(super) enum Matcher {
    /// By a tree-sitter query, whose matches a check may have to confirm.
    Query { source: Cow<'static, str>, confirm: Option<checks::Confirm>, compiled: ByLanguage },
    /// By a regular expression on each line, once it is compiled.
    Lines(OnceLock<Pattern>),
    /// By a regular expression on the path of an added file.
    Path(OnceLock<Pattern>),
    /// By a function over the text.
    Scan(checks::Scan),
    /// By a function at each node of some kinds; the flag: each message is told once for a file.
    Node(checks::NodeCheck, bool),
    /// By a function over the change of the file.
    Change(checks::Change),
    /// By `inspect`, which alone knows what suppression comments were good for.
    Suppressions,
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
    /// The file's globs, when a path is first held against them.
    paths: OnceLock<Option<GlobSet>>,
    /// Globs of the configuration that the path must match, each set of them.
    pub(super) only: Vec<GlobSet>,
    /// Globs that it must not match.
    pub(super) except: Excludes,
}

/// The texts of a project's rule: its file, what that shares with other languages, and its query.
pub(super) struct Sources {
    pub toml_path: String,
    pub toml: String,
    pub shared: Option<String>,
    pub query_path: String,
    pub query: Option<String>,
}

impl Rule {
    /// A rule of the program, which its tests have checked.
    pub(super) fn builtin(row: &'static Builtin) -> Self {
        let file = row.file.clone();
        let language = language(&file.id).expect("a test reads every rule");
        let check = checks::named(&file.id);
        let query = row.query.map(Cow::Borrowed);
        let matcher = matcher(&file, language, query, check).expect("a test reads every rule");
        Self::new(file, language, matcher, false)
    }

    /// Reads a rule of a project and checks it in full.
    pub(super) fn read(sources: Sources) -> Result<Self, RuleError> {
        let rule = Self::read_with(&sources, |_| None)?;
        Ok(Self { from_project: true, ..rule })
    }

    /// Reads a rule that may have a check, and checks it in full.
    pub(super) fn read_with(sources: &Sources, check: impl Fn(&str) -> Option<Check>) -> Result<Self, RuleError> {
        let wrong = |reason: String, place| RuleError::new(&sources.toml_path, &sources.toml, reason, place);
        let file = RuleFile::read(&sources.toml, sources.shared.as_deref())
            .map_err(|error| wrong(error.reason, error.place.map(SourceSpan::from)))?;
        let at = |what: &str| sources.toml.find(what).map(|start| SourceSpan::from((start, what.len())));
        let language = language(&file.id).map_err(|reason| wrong(reason, at(&file.id)))?;
        let stem = sources.toml_path.trim_end_matches(".toml");
        if !stem.ends_with(&*file.id) {
            return Err(wrong(format!("the file of `{0}` is called {0}.toml", file.id), at(&file.id)));
        }
        if !(0.0..=1.0).contains(&file.confidence) {
            return Err(wrong("confidence lies between 0.0 and 1.0".into(), at("confidence")));
        }
        paths(&file.paths).map_err(|error| wrong(error.to_string(), at("paths")))?;
        Pattern::from_file(&file).map_err(|(key, error)| wrong(error.to_string(), at(key)))?;
        let query = sources.query.clone().map(Cow::Owned);
        let has_pattern = file.pattern.is_some() || file.added_path.is_some();
        let has_way = query.is_some() || has_pattern || check(&file.id).is_some();
        if !has_way {
            return Err(wrong(format!("it has no query: {} is missing", sources.query_path), None));
        }
        let matcher = matcher(&file, language, query, check(&file.id)).ok_or_else(|| {
            wrong("a rule is found in one way: by a query, a `pattern`, an `added_path` or a check".into(), None)
        })?;
        let rule = Self::new(file, language, matcher, false);
        rule.validate(sources)?;
        Ok(rule)
    }

    fn new(file: RuleFile, language: Option<&'static Language>, matcher: Matcher, from_project: bool) -> Self {
        Self {
            file,
            language,
            from_project,
            matcher,
            paths: OnceLock::new(),
            only: Vec::new(),
            except: Excludes::default(),
        }
    }

    /// Compiles what is otherwise compiled on demand, and checks that templates name captures.
    fn validate(&self, sources: &Sources) -> Result<(), RuleError> {
        let Matcher::Query { source, confirm, .. } = &self.matcher else { return Ok(()) };
        let language = self.language.expect("rules of any text have no query");
        let captures = query::captures(language, source, &sources.query_path)?;
        if confirm.is_some() {
            return Ok(()); // the check may set further names
        }
        let file = &self.file;
        for template in [Some(&file.message), file.fix.as_ref(), file.replacement.as_ref()].into_iter().flatten() {
            let template = Template::new(template);
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

    /// The id, and those that it had before.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id()).chain(self.file.aliases.iter().map(|alias| &**alias))
    }

    /// Whether an id is the rule's, or was.
    pub(super) fn is_called(&self, id: &str) -> bool {
        self.ids().any(|own| own == id)
    }

    /// What it says, with `…` for what the code fills in.
    pub fn title(&self) -> String {
        Template::new(&self.file.message).message(|_| Some("…"))
    }

    /// The query, for rules that have one.
    pub fn query(&self) -> Option<&str> {
        match &self.matcher {
            Matcher::Query { source, .. } => Some(source),
            _ => None,
        }
    }

    /// The query compiled for files of a language, for rules that have one.
    pub(super) fn compiled(&self, language: &'static Language) -> Option<&Compiled> {
        let Matcher::Query { source, compiled, .. } = &self.matcher else { return None };
        compiled.get(language, source)
    }

    /// The compiled pattern, for rules that have one.
    pub(super) fn pattern(&self) -> Option<&Pattern> {
        let (Matcher::Lines(compiled) | Matcher::Path(compiled)) = &self.matcher else { return None };
        Some(compiled.get_or_init(|| {
            let pattern = Pattern::from_file(&self.file).expect("it was checked when read");
            pattern.expect("a rule that is matched so has a pattern")
        }))
    }

    /// Applies what the configuration says of the rule.
    pub(super) fn configure(&mut self, configured: &Configured) {
        self.file.severity = configured.severity.unwrap_or(self.file.severity);
        self.only.extend(configured.only.clone());
        if let Some(except) = &configured.except {
            self.except = except.clone();
        }
    }

    /// Whether the rule is for files of this path.
    pub(super) fn is_for(&self, path: &str) -> bool {
        // Those of the program are written out in full, so that compiling them takes less time.
        let compile = if self.from_project { paths } else { globs };
        let own = self.paths.get_or_init(|| compile(&self.file.paths).expect("they were checked when read"));
        own.iter().chain(&self.only).all(|paths| paths.is_match(path)) && !self.except.excludes(path)
    }

    /// Whether a text holds what a match cannot do without.
    pub(super) fn needs_met(&self, text: &str) -> bool {
        let needs = &self.file.needs;
        needs.is_empty() || needs.iter().any(|needed| memmem::find(text.as_bytes(), needed.as_bytes()).is_some())
    }
}

/// What the configuration says of a rule, or of many, compiled once for all of them.
pub(super) struct Configured {
    severity: Option<Severity>,
    only: Option<GlobSet>,
    except: Option<Excludes>,
}

impl Configured {
    /// Compiles what is said.
    ///
    /// # Errors
    /// A glob that is not valid.
    pub(super) fn new(settings: &RuleSettings) -> Result<Self, GlobError> {
        let only = paths(settings.paths.as_deref().unwrap_or_default())?;
        let except = settings.exclude.as_ref().map(|patterns| Excludes::new(patterns)).transpose()?;
        Ok(Self { severity: settings.severity, only, except })
    }
}

/// The language of a rule by its id; `None` for rules of any text.
fn language(id: &str) -> Result<Option<&'static Language>, String> {
    match id.split_once('/') {
        Some(("any", _)) => Ok(None),
        Some((name, _)) => Language::named(name).map(Some).ok_or_else(|| format!("unknown language `{name}`")),
        None => Err("an id is a language, a slash and a name".to_owned()),
    }
}

/// The one way that a rule is found; `None` where there is none, or more than one.
fn matcher(
    file: &RuleFile,
    language: Option<&'static Language>,
    query: Option<Cow<'static, str>>,
    check: Option<Check>,
) -> Option<Matcher> {
    let by_query = |source, confirm| Some(Matcher::Query { source, confirm, compiled: ByLanguage::new(language?) });
    let by_lines = file.pattern.as_ref().map(|_| Matcher::Lines(OnceLock::new()));
    let by_path = file.added_path.as_ref().map(|_| Matcher::Path(OnceLock::new()));
    match (query, by_lines, by_path, check) {
        (Some(source), None, None, None) => by_query(source, None),
        (Some(source), None, None, Some(Check::Confirm(confirm))) => by_query(source, Some(confirm)),
        (None, Some(matcher), None, None) | (None, None, Some(matcher), None) => Some(matcher),
        (None, None, None, Some(check)) => by_check(check),
        _ => None,
    }
}

/// How a check alone finds a rule.
fn by_check(check: Check) -> Option<Matcher> {
    match check {
        Check::Scan(scan) => Some(Matcher::Scan(scan)),
        Check::Node(check) => Some(Matcher::Node(check, false)),
        Check::NodeOnce(check) => Some(Matcher::Node(check, true)),
        Check::Change(change) => Some(Matcher::Change(change)),
        Check::Suppressions => Some(Matcher::Suppressions),
        Check::Confirm(_) => None,
    }
}
