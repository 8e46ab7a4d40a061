//! `review rules`: the catalogue, a rule's manual page, and the examples.

use std::fmt::Write as _;

use serde::Serialize;

use super::args::{Global, RulesArgs, RulesCommand};
use super::error::Failure;
use super::output::{self, Output};
use super::session::Session;
use super::{CLEAN, FOUND};
use crate::finding::Severity;
use crate::report::manual;
use crate::rules::{Rule, RuleSet, testing};
use crate::text::{counted, nearest};

pub(super) fn rules(args: &RulesArgs, global: &Global) -> Result<u8, Failure> {
    let set = Session::open(global)?.rules;
    match &args.command {
        RulesCommand::List { prefix, json } => list(&set, prefix.as_deref().unwrap_or_default(), *json),
        RulesCommand::Show { id } => show(&set, id, &Output::new(global)),
        RulesCommand::Test { prefix } => test(&set, prefix.as_deref().unwrap_or_default()),
    }
}

/// A rule in `rules list --json`.
#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    severity: Severity,
    confidence: f64,
    fixable: bool,
    from_project: bool,
    message: &'a str,
}

fn list(set: &RuleSet, prefix: &str, json: bool) -> Result<u8, Failure> {
    let rows = set.rules().iter().filter(|rule| rule.id().starts_with(prefix)).map(|rule| Row {
        id: rule.id(),
        severity: rule.file.severity,
        confidence: rule.file.confidence,
        fixable: rule.file.replacement.is_some(),
        from_project: rule.from_project,
        message: &rule.file.message,
    });
    let text = if json {
        let rows: Vec<_> = rows.collect();
        serde_json::to_string_pretty(&rows).expect("rows are JSON") + "\n"
    } else {
        rows.fold(String::new(), |mut text, row| {
            writeln!(text, "{:<44} {:<8} {}", row.id, row.severity.to_string(), row.message).expect("strings grow");
            text
        })
    };
    output::print(&text)?;
    Ok(CLEAN)
}

fn show(set: &RuleSet, id: &str, output: &Output) -> Result<u8, Failure> {
    let rule = set.get(id).ok_or_else(|| {
        let near = nearest(id, set.rules().iter().map(Rule::id));
        let help =
            near.map_or("`review rules list` prints every rule".into(), |near| format!("did you mean `{near}`?"));
        Failure::refused(format!("there is no rule `{id}`"), help)
    })?;
    set.note_use(id);
    for renamed in set.renames() {
        output.say(&format!("note: {renamed}"));
    }
    output::print(&manual(rule))?;
    Ok(CLEAN)
}

fn test(set: &RuleSet, prefix: &str) -> Result<u8, Failure> {
    let tested = testing::run(set, prefix);
    let mut text = String::new();
    for failure in &tested.failures {
        writeln!(text, "{} example {}: {}", failure.rule, failure.example, failure.reason).expect("strings grow");
    }
    let (rules, examples) = (counted(tested.rules, "rule"), counted(tested.examples, "example"));
    writeln!(text, "{rules}, {examples}, {} failed", tested.failures.len()).expect("strings grow");
    output::print(&text)?;
    Ok(if tested.failures.is_empty() { CLEAN } else { FOUND })
}
