//! Workflows of GitHub Actions: what a stranger's pull request can make them do. They are read line by line:
//! the keys that matter here are nearly always written on lines of their own.

use std::sync::LazyLock;

use regex::Regex;

use crate::diff::LineSet;
use crate::finding::Line;
use crate::rules::lines_of;
use crate::rules::matched::Hit;
use crate::syntax::SourceFile;

static USES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"^\s*(?:-\s*)?uses:\s*["']?(?<step>(?<action>[\w.-]+/[\w./-]+)@(?<branch>master|main|HEAD|develop|dev|latest|trunk))["']?\s*(?:#|$)"#,
    )
});

static HEAD_REF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"^\s*(?:-\s*)?(?:ref|repository):\s*["']?(?<ref>\$\{\{\s*github\.(?:event\.pull_request\.head\.(?:sha|ref|repo\.full_name)|head_ref)\s*\}\}|refs/pull/\$\{\{[^}]*\}\}/(?:merge|head))"#,
    )
});

static UNTRUSTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\$\{\{[^}]*?(?<value>github\.head_ref|github\.event\.(?:issue|pull_request|comment|review|review_comment|discussion|discussion_comment)",
        r"\.(?:title|body|head\.ref|head\.label|head\.repo\.default_branch)|github\.event\.(?:head_commit|commits\[?[^}]*?)\.(?:message|author\.(?:name|email))",
        r"|github\.event\.(?:workflow_run\.head_branch|pages[^}]*?page_name))\b[^}]*\}\}",
    ))
});

static SCRIPT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?<indent>\s*(?:-\s*)?)(?:run|script):(?:\s|$)"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is a constant")
}

/// Actions of others that run whatever their branch holds that day. Reusable workflows are mostly one's own, and
/// `dtolnay/rust-toolchain@master` is how that one is meant to be used.
pub(super) fn moving_actions(file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    for line in lines_of(file, lines) {
        let Some(captures) = USES.captures(file.line(line)) else { continue };
        let action = &captures["action"];
        if !action.contains("/.github/") && action != "dtolnay/rust-toolchain" {
            let step = captures.name("step").map_or(0..0, |step| step.range());
            let start = file.line_range(line).start;
            let hit = Hit::at(start + step.start..start + step.end);
            keep(hit.with("action", action).with("branch", &captures["branch"]));
        }
    }
}

/// A checkout of the pull request's own code in a workflow that has the secrets of the repository.
pub(super) fn untrusted_checkouts(file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    let is_code = |line: &str| !line.trim_start().starts_with('#');
    let holds = |what: &str| file.text.lines().any(|line| line.contains(what) && is_code(line));
    if !holds("pull_request_target") || !holds("actions/checkout") {
        return;
    }
    for line in lines_of(file, lines) {
        if let Some(found) = HEAD_REF.captures(file.line(line)).and_then(|captures| captures.name("ref")) {
            let start = file.line_range(line).start;
            keep(Hit::at(start + found.start()..start + found.end()));
        }
    }
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
                keep(Hit::at(start + whole.start..start + whole.end).with("value", &captures["value"]));
            }
        }
    }
}
