//! What SARIF says of a rule: its manual page, and what GitHub filters by.

use super::level;
use super::model::{Configuration, Help, Rule as Descriptor, RuleProperties, Text};
use crate::finding::Severity;
use crate::report::manual;
use crate::report::words::is_page;
use crate::rules::{Rule, RuleSet};
use crate::text::{one_line, shortened};

/// GitHub's limit for a description, in characters.
const LONGEST: usize = 1_024;

/// The rule of an id, or the model that speaks by it.
pub(super) fn descriptor<'a>(id: &'a str, rules: &'a RuleSet) -> Descriptor<'a> {
    rules.described(id).map_or_else(|| of_model(id), of_rule)
}

fn of_rule(rule: &Rule) -> Descriptor<'_> {
    let file = &rule.file;
    let page = manual(rule);
    let language = file.id.split('/').next().unwrap_or_default();
    Descriptor {
        id: &file.id,
        short_description: text(&rule.title()),
        full_description: text(file.why.trim().split("\n\n").next().unwrap_or_default()),
        help: Help { text: page.clone(), markdown: page },
        help_uri: file.references.iter().map(|url| &**url).find(|url| is_page(url)),
        default_configuration: Configuration { level: level(file.severity) },
        properties: RuleProperties {
            tags: vec![language, if rule.from_project { "project-rule" } else { "rule" }],
            precision: Some(precision(file.confidence)),
            severity: problem(file.severity),
        },
    }
}

fn of_model(id: &str) -> Descriptor<'_> {
    let what = "A comment of a language model, which may be wrong: judge it by the code that it is about.";
    Descriptor {
        id,
        short_description: text("a comment of a model"),
        full_description: text(what),
        help: Help { text: what.to_owned(), markdown: what.to_owned() },
        help_uri: None,
        default_configuration: Configuration { level: level(Severity::Warning) },
        properties: RuleProperties { tags: vec!["model"], precision: None, severity: problem(Severity::Warning) },
    }
}

fn text(text: &str) -> Text {
    Text { text: shortened(&one_line(text), LONGEST) }
}

fn precision(confidence: f64) -> &'static str {
    match confidence {
        0.95.. => "very-high",
        0.8.. => "high",
        0.6.. => "medium",
        _ => "low",
    }
}

fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}
