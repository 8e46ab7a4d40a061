//! The rule set: the rules of the program and those of the project under review, as configured.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use super::rule::{On, Rule, RuleError, Sources};
use crate::embedded;
use crate::project::Project;
use crate::syntax::Language;

/// Rules by id.
pub struct RuleSet {
    rules: Vec<Rule>,
    /// The ids that the configuration took out.
    off: Vec<String>,
}

impl RuleSet {
    /// The rules that are part of the program.
    pub fn builtin() -> Self {
        let files: Vec<_> = embedded::under("rules/").filter(|(path, _)| has_ending(path, "toml")).collect();
        let read = |(path, toml)| {
            Rule::read(builtin_sources(path, toml)).unwrap_or_else(|error| panic!("a test reads every rule: {error:?}"))
        };
        Self::sorted(files.into_par_iter().map(read).collect())
    }

    fn sorted(mut rules: Vec<Rule>) -> Self {
        rules.sort_by(|a, b| a.id().cmp(b.id()));
        Self { rules, off: Vec::new() }
    }

    /// No rules at all.
    pub fn empty() -> Self {
        Self::sorted(Vec::new())
    }

    /// Adds the rules of a project, `.review/rules` and `.review/queries`.
    ///
    /// # Errors
    /// The first rule that is not valid, or whose id is taken.
    pub fn add_project(&mut self, project: &Project) -> Result<(), RuleError> {
        for sources in project_sources(project) {
            let (path, toml) = (sources.toml_path.clone(), sources.toml.clone());
            let rule = Rule::read(sources)?;
            if self.get(rule.id()).is_some() {
                return Err(RuleError::new(&path, &toml, format!("there is a rule `{}` already", rule.id()), None));
            }
            self.rules.push(rule);
        }
        self.rules.sort_by(|a, b| a.id().cmp(b.id()));
        Ok(())
    }

    /// The rules, by id.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rules, to configure them.
    pub(crate) fn rules_mut(&mut self) -> &mut [Rule] {
        &mut self.rules
    }

    /// Takes rules out.
    pub(crate) fn switch_off(&mut self, off: impl Fn(&str) -> bool) {
        self.off.extend(self.rules.iter().map(|rule| rule.id().to_owned()).filter(|id| off(id)));
        self.rules.retain(|rule| !off(rule.id()));
    }

    /// Whether there is a rule of this id, switched off or not.
    pub fn knows(&self, id: &str) -> bool {
        self.get(id).is_some() || self.off.iter().any(|off| off == id)
    }

    /// Whether a rule searches the old side.
    pub fn any_on_removed(&self) -> bool {
        self.rules.iter().any(|rule| rule.file.on != On::Added)
    }

    /// The indices of the rules for any text.
    pub(super) fn of_any_text(&self) -> Range<usize> {
        self.with_prefix("any")
    }

    /// The indices of the rules of a language.
    pub(super) fn of_language(&self, language: &Language) -> Range<usize> {
        self.with_prefix(language.name)
    }

    /// The indices of the rules whose ids begin with a name and a slash.
    fn with_prefix(&self, name: &str) -> Range<usize> {
        let group = |rule: &Rule| rule.id().split_once('/').map_or("", |(group, _)| group).to_owned();
        let start = self.rules.partition_point(|rule| group(rule).as_str() < name);
        let end = self.rules.partition_point(|rule| group(rule).as_str() <= name);
        start..end
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.rules.binary_search_by(|rule| rule.id().cmp(id)).ok()
    }

    /// The rule of an id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.position(id).map(|index| &self.rules[index])
    }
}

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|own| own == ending)
}

pub(super) fn builtin_sources(path: &'static str, toml: &'static str) -> Sources {
    let query_path = path.replacen("rules/", "queries/", 1).replace(".toml", ".scm");
    Sources {
        toml_path: path.to_owned(),
        toml: Cow::Borrowed(toml),
        query: embedded::text(&query_path).map(Cow::Borrowed),
        query_path,
        from_project: false,
    }
}

fn project_sources(project: &Project) -> Vec<Sources> {
    let files = project.under(".review/rules").filter(|(path, _)| has_ending(path, "toml"));
    files
        .map(|(path, toml)| {
            let query_path = path.replacen("rules/", "queries/", 1).replace(".toml", ".scm");
            Sources {
                toml_path: path.to_owned(),
                toml: Cow::Owned(toml.to_owned()),
                query: project.text(&query_path).map(|query| Cow::Owned(query.to_owned())),
                query_path,
                from_project: true,
            }
        })
        .collect()
}
