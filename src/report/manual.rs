//! The manual page of a rule, which is Markdown and reads well without it.

use std::fmt::Write as _;

use crate::rules::Rule;

/// The manual page of a rule.
pub fn manual(rule: &Rule) -> String {
    let file = &rule.file;
    let mut text = format!(
        "{} ({}, confidence {})\n\n{}\n\n{}\n",
        file.id,
        file.severity,
        file.confidence,
        file.message,
        file.why.trim()
    );
    if let Some(fix) = &file.fix {
        write!(text, "\nInstead: {fix}\n").expect("strings grow");
    }
    if file.replacement.is_some() {
        text.push_str("\nreview --fix does it.\n");
    }
    if !file.outside.is_empty() {
        let scopes: Vec<_> = file.outside.iter().map(|scope| scope.name()).collect();
        write!(text, "\nQuiet in: {}\n", scopes.join(", ")).expect("strings grow");
    }
    for example in file.example.iter() {
        write!(text, "\nBad:\n\n{}\nGood:\n\n{}", indented(&example.bad), indented(&example.good))
            .expect("strings grow");
    }
    for reference in file.references.iter() {
        write!(text, "\nSee {reference}\n").expect("strings grow");
    }
    if !file.equivalents.is_empty() {
        let names: Vec<_> = file.equivalents.iter().map(|name| name.replacen(':', " ", 1)).collect();
        write!(
            text,
            "\nThe same as {}: a comment that silences one of them silences this rule too.\n",
            names.join(", ")
        )
        .expect("strings grow");
    }
    let comment = rule.language.map_or("#", |language| language.comment);
    write!(text, "\nTo keep it quiet for a line: {comment} review: ignore[{}] the reason\n", file.id)
        .expect("strings grow");
    text
}

fn indented(code: &str) -> String {
    code.lines().fold(String::new(), |text, line| text + "    " + line + "\n")
}
