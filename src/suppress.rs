//! Suppression comments: `# review: ignore[rule-id] reason`, on the line or alone on the line above.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::Line;
use crate::syntax::{SourceFile, ancestors};

/// A comment that asks for silence, one for each rule that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The rule that it names.
    pub rule: String,
    /// The line that it speaks for.
    pub target: Line,
    /// Where the rule's name stands, in bytes of the text.
    pub bytes: Range<usize>,
    /// Whether there was a finding to suppress.
    pub used: bool,
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:#|//|--|/\*|<!--|;)\s*review:\s*ignore\[(?<ids>[^\]\n]*)\]").expect("it is valid")
});

/// The suppression comments of a file, in the order of the text.
pub fn find(file: &SourceFile) -> Vec<Suppression> {
    const MARK: &str = "ignore[";
    if !file.text.contains(MARK) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for comment in COMMENT.captures_iter(&file.text) {
        let (whole, ids) = (comment.get(0).expect("it matched"), comment.name("ids").expect("it is in the pattern"));
        if !is_comment(file, whole.start()) {
            continue;
        }
        let line = file.position(whole.start()).line;
        let alone = file.text[file.line_range(line).start..whole.start()].trim().is_empty();
        let target = if alone { next_code_line(file, line) } else { line };
        let mut start = ids.start();
        for id in ids.as_str().split(',') {
            let rule = id.trim();
            let at = start + (id.len() - id.trim_start().len());
            found.push(Suppression { rule: rule.to_owned(), target, bytes: at..at + rule.len(), used: false });
            start += id.len() + 1;
        }
    }
    found
}

/// Whether a mark at this byte is in a comment that means it: not in a string, and not in a comment that quotes
/// it. Without a grammar nobody can tell.
fn is_comment(file: &SourceFile, byte: usize) -> bool {
    let Some(node) = file.tree().and_then(|tree| tree.root_node().descendant_for_byte_range(byte, byte)) else {
        return true;
    };
    let comment = std::iter::once(node).chain(ancestors(node)).find(|node| node.kind().contains("comment"));
    comment.is_some_and(|comment| !file.text[comment.start_byte()..byte].contains(['`', '"']))
}

/// The line after a comment, past further suppression comments.
fn next_code_line(file: &SourceFile, line: Line) -> Line {
    let mut next = Line(line.0 + 1);
    while COMMENT.find(file.line(next)).is_some_and(|found| file.line(next)[..found.start()].trim().is_empty()) {
        next = Line(next.0 + 1);
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(text: &str) -> Vec<(String, u32)> {
        let file = SourceFile::new("a.py", text);
        find(&file).into_iter().map(|found| (found.rule, found.target.0)).collect()
    }

    #[test]
    fn a_comment_speaks_for_its_line_or_alone_for_the_next() {
        assert_eq!(targets("x()  # review: ignore[a/b] known\n"), [("a/b".to_owned(), 1)]);
        assert_eq!(targets("x()  # noqa  # review: ignore[a/b] known\n"), [("a/b".to_owned(), 1)]);
        assert_eq!(targets("  # review: ignore[a/b]\nx()\n"), [("a/b".to_owned(), 2)]);
        let stacked = "# review: ignore[a/b]\n# review: ignore[c/d]\nx()\n";
        assert_eq!(targets(stacked), [("a/b".to_owned(), 3), ("c/d".to_owned(), 3)]);
    }

    #[test]
    fn strings_and_comments_that_quote_it_are_no_suppressions() {
        assert_eq!(targets("x = '# review: ignore[a/b]'\n"), []);
        assert_eq!(targets("# Write `# review: ignore[a/b]` beside it.\nx()\n"), []);
    }

    #[test]
    fn one_comment_may_name_several_rules_and_each_has_its_place() {
        let file = SourceFile::new("a.py", "x()  # review: ignore[a/b, c/d]\n");
        let places: Vec<_> = find(&file).into_iter().map(|found| file.text[found.bytes].to_owned()).collect();
        assert_eq!(places, ["a/b", "c/d"]);
    }

    #[test]
    fn a_comment_without_ids_suppresses_nothing() {
        assert_eq!(targets("x()  # review: ignore\n"), []);
        assert_eq!(targets("x()  # review: ignore[]\n"), [(String::new(), 1)]);
    }
}
