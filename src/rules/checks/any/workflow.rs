//! `any/script-injection-in-workflow`: a script of a GitHub workflow that a stranger's pull request can add to. Workflows
//! are read line by line: the keys that matter here are nearly always written on lines of their own.

use std::sync::LazyLock;

use regex::Regex;

use crate::diff::LineSet;
use crate::finding::Line;
use crate::rules::matched::Hit;
use crate::syntax::SourceFile;

static UNTRUSTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\$\{\{[^}]*?(?<value>github\.head_ref|github\.event\.(?:issue|pull_request|comment|review|review_comment|discussion|discussion_comment)",
        r"\.(?:title|body|head\.ref|head\.label|head\.repo\.default_branch)|github\.event\.(?:head_commit|commits\[?[^}]*?)\.(?:message|author\.(?:name|email))",
        r"|github\.event\.(?:workflow_run\.head_branch|pages[^}]*?page_name))\b[^}]*\}\}",
    ))
});

/// An expression whose value is `true` or `false`, whatever the text.
static GIVES_TRUTH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\$\{\{\s*!?\s*(?:contains|startsWith|endsWith)\([^()]*\)\s*\}\}$",
        r"|^\$\{\{[^&|?]*(?:==|!=)[^&|?]*\}\}$",
    ))
});

static SCRIPT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?<indent>\s*(?:-\s*)?)(?:run|script):(?:\s|$)"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is a constant")
}

/// Texts that a stranger writes, put into a script before the shell reads it.
pub(super) fn injections(file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    // The indentation of the `run:` that the line belongs to.
    let mut script: Option<usize> = None;
    for row in 0..file.line_count() {
        let line = Line::of_row(row);
        let text = file.line(line);
        let indent = text.len() - text.trim_start().len();
        if let Some(captures) = SCRIPT.captures(text) {
            script = Some(captures["indent"].len());
        } else if script.is_some_and(|own| indent <= own) && !text.trim().is_empty() {
            script = None;
        }
        if script.is_some() && lines.contains(line) {
            let start = file.line_range(line).start;
            for captures in UNTRUSTED.captures_iter(text) {
                let whole = captures.get(0).map_or(0..0, |whole| whole.range());
                if GIVES_TRUTH.is_match(&text[whole.clone()]) {
                    continue;
                }
                keep(Hit::at(start + whole.start..start + whole.end).with("value", &captures["value"]));
            }
        }
    }
}
