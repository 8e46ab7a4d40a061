//! Suppression comments: `# review: ignore[rule-id] reason`, on the line or alone on the line above, and what other
//! linters read.

mod others;

pub use others::Others;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::Line;
use crate::syntax::{LANGUAGES, Role, SourceFile, holding, outermost};

/// A comment that asks for silence, one for each rule that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The rule that it names.
    pub rule: String,
    /// The line that it speaks for.
    pub target: Line,
    /// Where the rule's name stands, in bytes of the text.
    pub bytes: Range<usize>,
}

/// What starts comments in texts without a grammar, and those that do not run to the end of the line.
const OTHER_SIGNS: [&str; 6] = ["#", "//", "--", "/*", "<!--", ";"];

static COMMENT: LazyLock<Regex> = LazyLock::new(|| {
    let of_languages = LANGUAGES.iter().map(|language| language.comment);
    let signs: Vec<_> = of_languages.chain(OTHER_SIGNS).map(regex::escape).collect();
    let pattern = format!(r"(?:{})\s*review:\s*ignore\[(?<ids>[^\]\n]*)\]", signs.join("|"));
    Regex::new(&pattern).expect("it is valid")
});

/// The suppression comments of a file, in the order of the text. The time is linear in its length, however many they are.
pub fn find(file: &SourceFile) -> Vec<Suppression> {
    const MARK: &str = "ignore[";
    if !file.text.contains(MARK) {
        return Vec::new();
    }
    let marks = marks(file);
    let meant = meant(file, &marks);
    let mut found = Vec::new();
    for ((mark, target), is_meant) in marks.iter().zip(targets(&marks)).zip(meant) {
        if !is_meant {
            continue;
        }
        let mut start = mark.ids.start;
        for id in file.text[mark.ids.clone()].split(',') {
            let rule = id.trim();
            let at = start + (id.len() - id.trim_start().len());
            found.push(Suppression { rule: rule.to_owned(), target, bytes: at..at + rule.len() });
            start += id.len() + 1;
        }
    }
    found
}

/// What looks like a suppression comment.
struct Mark {
    start: usize,
    /// What is between the brackets.
    ids: Range<usize>,
    line: Line,
    /// Whether nothing is before it on its line.
    alone: bool,
}

fn marks(file: &SourceFile) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for found in COMMENT.captures_iter(&file.text) {
        let (whole, ids) = (found.get(0).expect("it matched"), found.name("ids").expect("it is in the pattern"));
        let line = file.line_at(whole.start());
        let is_first = marks.last().is_none_or(|mark| mark.line != line);
        let alone = is_first && file.text[file.line_range(line).start..whole.start()].trim().is_empty();
        marks.push(Mark { start: whole.start(), ids: ids.range(), line, alone });
    }
    marks
}

/// The line that each mark speaks for: its own, or where it is alone the next one, past further marks that are alone.
fn targets(marks: &[Mark]) -> Vec<Line> {
    let mut targets = Vec::with_capacity(marks.len());
    // From the last on, so that the target of a mark on the line below is known.
    let mut below = (Line(0), Line(0));
    for mark in marks.iter().rev() {
        if mark.alone {
            let next = Line(mark.line.0 + 1);
            below = (mark.line, if below.0 == next { below.1 } else { next });
        }
        targets.push(if mark.alone { below.1 } else { mark.line });
    }
    targets.reverse();
    targets
}

/// Whether each mark is in a comment that means it: not in a string, and not in a comment that quotes it. Without a
/// grammar no one can tell.
fn meant(file: &SourceFile, marks: &[Mark]) -> Vec<bool> {
    if file.tree().is_none() {
        return vec![true; marks.len()];
    }
    let comments = outermost(file, |node| node.is(Role::Comment));
    // Where each comment with marks begins, and its first quote.
    let mut quotes: HashMap<usize, usize> = HashMap::new();
    let is_meant = |mark: &Mark| {
        let Some(comment) = holding(&comments, mark.start) else { return false };
        let first_quote = || file.text[comment.clone()].find(['`', '"']).map_or(comment.end, |at| comment.start + at);
        mark.start <= *quotes.entry(comment.start).or_insert_with(first_quote)
    };
    marks.iter().map(is_meant).collect()
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
        let apart = "# review: ignore[a/b]\n\n# review: ignore[c/d]\nx()\n";
        assert_eq!(targets(apart), [("a/b".to_owned(), 2), ("c/d".to_owned(), 4)]);
        let above_one_beside_code = "# review: ignore[a/b]\nx()  # review: ignore[c/d]\n";
        assert_eq!(targets(above_one_beside_code), [("a/b".to_owned(), 2), ("c/d".to_owned(), 2)]);
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
