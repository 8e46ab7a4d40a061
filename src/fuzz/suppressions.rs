//! Suppression comments in code: what a comment silences is what it names, where it speaks; and no code is too odd for
//! the rules.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::diff::{Extent, FileChange, FileSide, Kind, Source, Status};
use crate::finding::Finding;
use crate::rules::{Engine, Inspection, RuleSet, inspect};
use crate::suppress::{self, Suppression};
use crate::syntax::SourceFile;

static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

/// The rule whose findings are about the comments themselves.
const ABOUT_COMMENTS: &str = "any/unused-suppression";

/// Any text after a first byte that picks its language.
pub fn suppressions(bytes: &[u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let path = ["src/a.py", "src/a.rs", "a.txt"][usize::from(*first) % 3];
    let text = String::from_utf8_lossy(rest).replace('\0', " ");
    let file = SourceFile::new(path, &*text);
    let comments = suppress::find(&file);
    for comment in &comments {
        check_place(&file, comment);
    }
    let inspected = inspected(&file);
    let without = SourceFile::new(path, without(&text, &comments));
    // What silences nothing must not silence anything else either.
    if comments.is_empty() || !suppress::find(&without).is_empty() {
        return;
    }
    let heard = self::inspected(&without);
    if inspected.stopped || heard.stopped {
        return;
    }
    let shown: BTreeSet<_> = inspected.findings.iter().map(key).collect();
    let mut silenced = 0;
    for finding in heard.findings.iter().filter(|finding| finding.rule != ABOUT_COMMENTS) {
        if shown.contains(&key(finding)) {
            continue;
        }
        silenced += 1;
        let is_named = comments.iter().any(|comment| {
            let names_it = RULES.get(&comment.rule).is_some_and(|rule| rule.id() == finding.rule);
            names_it && (finding.start.line..=finding.end.line).contains(&comment.target)
        });
        assert!(is_named, "no comment silences {finding:?} in:\n{text}");
    }
    assert_eq!(inspected.suppressed, silenced, "silenced and counted differ in:\n{text}");
}

/// Whether a comment is where it says, on the line that it speaks for or above it.
fn check_place(file: &SourceFile, comment: &Suppression) {
    assert_eq!(file.text.get(comment.bytes.clone()), Some(&*comment.rule));
    let line = file.line_at(comment.bytes.start);
    assert!(file.text[..comment.bytes.start].contains("ignore["), "{comment:?}");
    assert!(comment.target >= line, "{comment:?} is on {line:?}");
}

/// The text with comments in the place of suppression comments that are none, every character where it was.
fn without(text: &str, comments: &[Suppression]) -> String {
    const MARK: &str = "ignore[";
    const OTHER: &str = "ignora[";
    let mut changed = text.to_owned();
    for comment in comments {
        let start = changed[..comment.bytes.start].rfind(MARK);
        if let Some(start) = start {
            changed.replace_range(start..start + MARK.len(), OTHER);
        }
    }
    changed
}

fn inspected(file: &SourceFile) -> Inspection {
    let side =
        FileSide { path: file.path.clone(), size: file.text.len() as u64, source: Source::Text(file.text.clone()) };
    let change =
        FileChange { status: Status::Added, kind: Kind::Text, old: None, new: Some(side), extent: Extent::Whole };
    let inspection = inspect(Engine::new(&RULES), &change, None, Some(file));
    for finding in &inspection.findings {
        let bytes = file.byte(finding.start)..file.byte(finding.end);
        assert!(file.text.get(bytes).is_some(), "{finding:?} is no place of:\n{}", file.text);
    }
    inspection
}

/// What tells findings of one text apart.
fn key(finding: &Finding) -> (&str, u32, u32, u32, u32) {
    let Finding { start, end, .. } = finding;
    (&finding.rule, start.line.0, start.column, end.line.0, end.column)
}
