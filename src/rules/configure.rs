//! The configuration of a rule set: the `[rules]` section comes in, severities, paths and switched-off rules follow.

use globset::{Glob, GlobMatcher};
use miette::Diagnostic;
use thiserror::Error;

use super::rule::Configured;
use super::{Rule, RuleSet};
use crate::globs::GlobError;
use crate::settings::RulesSection;
use crate::text::nearest;

/// Why a `[rules]` section cannot be applied.
#[derive(Debug, Error, Diagnostic)]
pub enum ConfigureError {
    /// It names a rule that is not in the set.
    #[error("the configuration names a rule that does not exist: `{id}`")]
    UnknownRule {
        /// The name.
        id: String,
        /// The nearest rule, or where to find all of them.
        #[help]
        help: String,
    },
    /// What was typed to select rules names none.
    #[error("`{pattern}` names no rule")]
    NoRule {
        /// What was typed.
        pattern: String,
        /// The nearest rule, or where to find all of them.
        #[help]
        help: String,
    },
    /// A glob that is not valid.
    #[error("`rules.\"{id}\"` is not valid: {reason}")]
    Glob {
        /// The rule, or the rules, whose paths they are.
        id: String,
        /// What is wrong with it.
        reason: GlobError,
    },
}

impl RuleSet {
    /// Applies what a configuration says of rules.
    ///
    /// # Errors
    /// A rule that does not exist (with the nearest name), or a glob that is not valid.
    pub fn configure(&mut self, section: &RulesSection) -> Result<(), ConfigureError> {
        let disable = section.disable.as_deref().unwrap_or_default();
        for id in disable.iter().chain(section.by_id.keys()) {
            if self.get(id).is_none() && !id.ends_with("/*") {
                return Err(self.unknown(id));
            }
            self.note_use(id);
        }
        // What names a rule by its own name wins.
        let (exact, broad): (Vec<_>, Vec<_>) =
            section.by_id.iter().partition(|(id, _)| self.get(id).is_some_and(|rule| rule.id() == *id));
        for (id, settings) in broad.into_iter().chain(exact) {
            let configured = Configured::new(settings);
            let configured = configured.map_err(|reason| ConfigureError::Glob { id: id.clone(), reason })?;
            for rule in self.rules_mut().iter_mut().filter(|rule| names(id, rule)) {
                rule.configure(&configured);
            }
        }
        self.switch_off(|rule| disable.iter().any(|pattern| names(pattern, rule)));
        Ok(())
    }

    /// Leaves the rules that are selected, all where none is named, and takes out those that are ignored.
    ///
    /// # Errors
    /// A pattern that names no rule, switched off or not.
    pub fn select(&mut self, select: &[String], ignore: &[String]) -> Result<(), ConfigureError> {
        let selected = self.patterns(select)?;
        let ignored = self.patterns(ignore)?;
        let is_named =
            |patterns: &[Pattern], rule: &Rule| patterns.iter().any(|own| rule.ids().any(|id| own.names(id)));
        self.switch_off(|rule| (!selected.is_empty() && !is_named(&selected, rule)) || is_named(&ignored, rule));
        Ok(())
    }

    fn patterns(&self, typed: &[String]) -> Result<Vec<Pattern>, ConfigureError> {
        let mut patterns = Vec::new();
        for text in typed {
            let pattern = Pattern::new(text).map_err(|reason| ConfigureError::Glob { id: text.clone(), reason })?;
            let mut known = self.rules().iter().flat_map(Rule::ids).chain(self.off_ids());
            if !known.any(|id| pattern.names(id)) {
                return Err(ConfigureError::NoRule { pattern: text.clone(), help: self.near(text) });
            }
            self.note_use(text);
            patterns.push(pattern);
        }
        Ok(patterns)
    }

    fn unknown(&self, id: &str) -> ConfigureError {
        ConfigureError::UnknownRule { id: id.to_owned(), help: self.near(id) }
    }

    fn near(&self, id: &str) -> String {
        match nearest(id, self.rules().iter().map(Rule::id)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`review rules list` prints every rule".to_owned(),
        }
    }
}

/// Rules as they are named on the command line: by id, by the beginning of ids up to a slash, or by a glob.
enum Pattern {
    Id(String),
    Beginning(String),
    Glob(Box<GlobMatcher>),
}

impl Pattern {
    fn new(text: &str) -> Result<Self, GlobError> {
        Ok(if text.contains(['*', '?', '[', '{']) {
            Self::Glob(Box::new(Glob::new(text)?.compile_matcher()))
        } else if text.ends_with('/') {
            Self::Beginning(text.to_owned())
        } else if text.contains('/') {
            Self::Id(text.to_owned())
        } else {
            Self::Beginning(format!("{text}/"))
        })
    }

    fn names(&self, id: &str) -> bool {
        match self {
            Self::Id(own) => own == id,
            Self::Beginning(start) => id.starts_with(&**start),
            Self::Glob(glob) => glob.is_match(id),
        }
    }
}

/// Whether a pattern (an id, one that the rule had before, or `python/*`) names a rule.
fn names(pattern: &str, rule: &Rule) -> bool {
    let is_beneath = |start: &str| start.ends_with('/') && rule.id().starts_with(start);
    rule.is_called(pattern) || pattern.strip_suffix('*').is_some_and(is_beneath)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::finding::Severity;
    use crate::settings::RuleSettings;

    fn configured(disable: &[&str], by_id: &[(&str, RuleSettings)]) -> Result<RuleSet, ConfigureError> {
        let mut set = RuleSet::builtin();
        let by_id: BTreeMap<_, _> = by_id.iter().map(|(id, settings)| ((*id).to_owned(), settings.clone())).collect();
        let disable = Some(disable.iter().map(|id| (*id).to_owned()).collect());
        set.configure(&RulesSection { disable, by_id })?;
        Ok(set)
    }

    #[test]
    fn a_rule_or_a_whole_language_is_switched_off_and_still_known() {
        let set = configured(&["python/*", "rust/busy-wait"], &[]).unwrap();
        assert!(set.rules().iter().all(|rule| !rule.id().starts_with("python/") && rule.id() != "rust/busy-wait"));
        assert!(set.knows("rust/busy-wait") && set.get("rust/empty-test").is_some());
    }

    #[test]
    fn a_rule_that_does_not_exist_is_an_error_with_the_nearest_name() {
        let Err(error) = configured(&["python/mutable-defualt"], &[]) else { panic!("it was taken") };
        assert_eq!(error.to_string(), "the configuration names a rule that does not exist: `python/mutable-defualt`");
        assert_eq!(error.help().unwrap().to_string(), "did you mean `python/mutable-default`?");
    }

    /// The ids of the rules that are left of all but one.
    fn ids(select: &[&str], ignore: &[&str]) -> Result<Vec<String>, ConfigureError> {
        let mut set = configured(&["python/print-left"], &[])?;
        let texts = |patterns: &[&str]| patterns.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        set.select(&texts(select), &texts(ignore))?;
        Ok(set.rules().iter().map(|rule| rule.id().to_owned()).collect())
    }

    #[test]
    fn rules_are_selected_by_id_by_beginning_and_by_glob() {
        assert_eq!(ids(&["python/is-literal"], &[]).unwrap(), ["python/is-literal"]);
        assert_eq!(ids(&["*/is-literal", "rust/busy-wait"], &["rust"]).unwrap(), ["python/is-literal"]);
        assert!(ids(&["rust"], &[]).unwrap().iter().all(|id| id.starts_with("rust/")));
        assert!(ids(&[], &["python/"]).unwrap().iter().all(|id| !id.starts_with("python/")));
        assert!(ids(&[], &["python/print-left"]).is_ok(), "it is off, and known");
        let error = ids(&["python/is-litral"], &[]).unwrap_err();
        assert_eq!(error.to_string(), "`python/is-litral` names no rule");
        assert_eq!(error.help().unwrap().to_string(), "did you mean `python/is-literal`?");
    }

    #[test]
    fn an_invalid_glob_names_its_key() {
        let settings = RuleSettings { paths: Some(vec!["src/[".to_owned()]), ..RuleSettings::default() };
        let Err(error) = configured(&[], &[("rust/*", settings)]) else { panic!("it was taken") };
        assert!(error.to_string().starts_with("`rules.\"rust/*\"` is not valid: "), "{error}");
    }

    #[test]
    fn a_former_id_still_names_the_rule_and_is_noted_once() {
        let mut set = RuleSet::builtin();
        set.rules_mut()[0].file.aliases = vec!["any/former".into()].into();
        let id = set.rules()[0].id().to_owned();
        let severity = |severity| RuleSettings { severity: Some(severity), ..RuleSettings::default() };
        let by_id = BTreeMap::from([
            ("any/former".to_owned(), severity(Severity::Info)),
            (id.clone(), severity(Severity::Error)),
            ("any/*".to_owned(), severity(Severity::Warning)),
        ]);
        set.configure(&RulesSection { disable: None, by_id }).unwrap();
        assert_eq!(set.get("any/former").unwrap().file.severity, Severity::Error);
        let disable = Some(vec!["any/former".to_owned()]);
        set.configure(&RulesSection { disable, by_id: BTreeMap::new() }).unwrap();
        assert!(set.get(&id).is_none() && set.knows("any/former") && set.knows(&id));
        assert_eq!(set.renames(), [format!("`any/former` is now `{id}`")]);
    }
}
