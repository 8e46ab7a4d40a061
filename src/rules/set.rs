//! The rule set: the rules of the program and those of the project under review, as configured.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::budget::Purse;
use super::builtin::RULES;
use super::error::RuleError;
use super::file::On;
use super::limits::Size;
use super::rule::{Rule, Sources};
use crate::project::Project;
use crate::syntax::Language;

/// Where a project keeps what its rules have in common.
const SHARED: &str = ".review/rules/shared/";

/// How long the rules of a project may take to compile; milliseconds are usual.
const READING: Duration = Duration::from_secs(30);

/// Rules by id.
pub struct RuleSet {
    rules: Vec<Rule>,
    /// The rules that were taken out.
    off: Vec<Rule>,
    /// The former ids that were used, and what they are now.
    renamed: Mutex<BTreeMap<String, String>>,
    /// What the rules of a project may still take.
    purse: Purse,
}

impl RuleSet {
    /// The rules that are part of the program.
    pub fn builtin() -> Self {
        Self::sorted(RULES.iter().map(Rule::builtin).collect())
    }

    fn sorted(mut rules: Vec<Rule>) -> Self {
        rules.sort_by(|a, b| a.id().cmp(b.id()));
        Self { rules, off: Vec::new(), renamed: Mutex::default(), purse: Purse::default() }
    }

    /// No rules at all.
    pub fn empty() -> Self {
        Self::sorted(Vec::new())
    }

    /// Adds the rules of a project, `.review/rules` and `.review/queries`.
    ///
    /// # Errors
    /// The first rule that is not valid or too large, or whose id is taken.
    pub fn add_project(&mut self, project: &Project) -> Result<(), RuleError> {
        let mut size = Size::default();
        let start = Instant::now();
        for sources in project_sources(project) {
            size.add(&sources)?;
            if start.elapsed() > READING {
                let reason =
                    format!("up to this one, the rules of the project took {} s to compile", READING.as_secs());
                return Err(RuleError::new(&sources.toml_path, &sources.toml, reason, None));
            }
            let path = sources.toml_path.clone();
            let toml = sources.toml.clone();
            let rule = Rule::read(sources)?;
            if self.get(rule.id()).is_some() {
                return Err(RuleError::new(&path, &toml, format!("there is a rule `{}` already", rule.id()), None));
            }
            self.rules.push(rule);
        }
        self.rules.sort_by(|a, b| a.id().cmp(b.id()));
        Ok(())
    }

    /// The rules of a project as if they were of the program, so that checks find what they say.
    #[cfg(test)]
    pub(crate) fn with_checks(project: &Project) -> Result<Self, RuleError> {
        let read = |sources: Sources| Rule::read_with(&sources, super::checks::named);
        Ok(Self::sorted(project_sources(project).into_iter().map(read).collect::<Result<_, _>>()?))
    }

    /// The rules, by id.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Lets the rules of a project take as much again as a review may.
    pub(crate) fn begin_review(&self) {
        self.purse.fill();
    }

    /// What the rules of a project may still take in a review.
    pub(super) fn purse(&self) -> &Purse {
        &self.purse
    }

    /// The rules, to configure them.
    pub(crate) fn rules_mut(&mut self) -> &mut [Rule] {
        &mut self.rules
    }

    /// Takes rules out.
    pub(crate) fn switch_off(&mut self, off: impl Fn(&Rule) -> bool) {
        let taken = self.rules.extract_if(.., |rule| off(rule));
        self.off.extend(taken);
    }

    /// The ids of the rules that were taken out, former ones too.
    pub(super) fn off_ids(&self) -> impl Iterator<Item = &str> {
        self.off.iter().flat_map(Rule::ids)
    }

    /// Whether there is a rule of this id, switched off or not.
    pub fn knows(&self, id: &str) -> bool {
        self.described(id).is_some()
    }

    /// The rule of an id, switched off or not: in a folder it may be on.
    pub fn described(&self, id: &str) -> Option<&Rule> {
        self.get(id).or_else(|| self.off.iter().find(|rule| rule.is_called(id)))
    }

    /// Whether a rule searches the old side.
    pub fn any_on_removed(&self) -> bool {
        self.rules.iter().any(|rule| rule.file.on != On::Added)
    }

    /// The indices of the rules for any text.
    pub(super) fn of_any_text(&self) -> Range<usize> {
        self.with_prefix("any")
    }

    /// The indices of the rules of a language, and of those that it extends.
    pub(super) fn of_language(&self, language: &'static Language) -> impl Iterator<Item = usize> {
        language.lineage().flat_map(|language| self.with_prefix(language.name))
    }

    /// The indices of the rules whose ids begin with a name and a slash.
    fn with_prefix(&self, name: &str) -> Range<usize> {
        let group = |rule: &Rule| rule.id().split_once('/').map_or("", |(group, _)| group).to_owned();
        let start = self.rules.partition_point(|rule| group(rule).as_str() < name);
        let end = self.rules.partition_point(|rule| group(rule).as_str() <= name);
        start..end
    }

    /// The index of a rule by its id, or by one that it had before.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        let now = self.rules.binary_search_by(|rule| rule.id().cmp(id)).ok();
        now.or_else(|| self.rules.iter().position(|rule| rule.is_called(id)))
    }

    /// Takes note of a rule's name that a person wrote; a former one is worth a word.
    pub fn note_use(&self, id: &str) {
        if let Some(rule) = self.get(id).filter(|rule| rule.id() != id) {
            let mut renamed = self.renamed.lock().unwrap_or_else(PoisonError::into_inner);
            renamed.insert(id.to_owned(), rule.id().to_owned());
        }
    }

    /// One sentence for each former name that was used.
    pub fn renames(&self) -> Vec<String> {
        let renamed = self.renamed.lock().unwrap_or_else(PoisonError::into_inner);
        renamed.iter().map(|(former, now)| format!("`{former}` is now `{now}`")).collect()
    }

    /// The rule of an id, or of one that it had before.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.position(id).map(|index| &self.rules[index])
    }
}

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|own| own == ending)
}

/// The rule files of a project beside what belongs to them.
fn project_sources(project: &Project) -> Vec<Sources> {
    let files = project.under(".review/rules").filter(|(path, _)| has_ending(path, "toml"));
    let own = files.filter(|(path, _)| !path.starts_with(SHARED));
    own.map(|(path, toml)| {
        let query_path = path.replacen("rules/", "queries/", 1).replace(".toml", ".scm");
        let slug = path.rsplit('/').next().unwrap_or_default();
        Sources {
            toml_path: path.to_owned(),
            toml: toml.to_owned(),
            shared: project.text(&format!("{SHARED}{slug}")).map(str::to_owned),
            query: project.text(&query_path).map(str::to_owned),
            query_path,
        }
    })
    .collect()
}
