//! A model's comments become findings where their quotes stand on changed lines, and remarks where they do not. The same
//! for every model, here or elsewhere.

use std::collections::BTreeSet;
use std::ops::Range;

use super::anchor::{Place, anchor};
use super::filter::useless;
use crate::diff::{FileChange, Hunk};
use crate::finding::{Finding, Line, Remark, Side, Suggestion, Tier};
use crate::ids::finding_id;
use crate::prompt::Comment;
use crate::suppress;
use crate::syntax::{SourceFile, descendants};
use crate::text::one_line;

/// The hunk that a model comments on, and who it is.
pub struct HunkContext<'a> {
    /// The changed file.
    pub change: &'a FileChange,
    /// The hunk under review.
    pub hunk: &'a Hunk,
    /// Its id.
    pub id: &'a str,
    /// The file before, if it is known.
    pub old: Option<&'a SourceFile>,
    /// The file after, if it is known.
    pub new: Option<&'a SourceFile>,
    /// The stage that asked.
    pub tier: Tier,
    /// What stands in the place of a rule's id.
    pub rule: &'a str,
    /// How sure the model is, from 0.0 to 1.0, where a comment does not say.
    pub confidence: f64,
}

/// What became of the comments on a hunk.
#[derive(Debug, Default, PartialEq)]
pub struct Placed {
    /// Those on changed lines.
    pub findings: Vec<Finding>,
    /// Those that belong to no changed line.
    pub remarks: Vec<Remark>,
    /// How many said nothing.
    pub useless: usize,
    /// How many a comment in the code suppressed.
    pub suppressed: usize,
}

/// Gives each comment its place.
pub fn place(context: &HunkContext<'_>, comments: Vec<Comment>) -> Placed {
    let mut placed = Placed::default();
    let silenced =
        [context.old, context.new].map(|file| file.map_or_else(BTreeSet::new, |file| silenced(context, file)));
    for comment in comments {
        if useless(&comment).is_some() {
            placed.useless += 1;
            continue;
        }
        match anchor(&comment.quote, context.change, context.hunk) {
            Err(lost) => placed.remarks.push(remark(context, comment, lost.reason())),
            Ok(place) => match context.file(place.side) {
                Some(_) if silenced[place.side as usize].range(place.span.lines()).next().is_some() => {
                    placed.suppressed += 1;
                }
                Some(file) => placed.findings.push(finding(context, file, &place, comment)),
                None => placed.remarks.push(remark(context, comment, "the file cannot be read")),
            },
        }
    }
    placed
}

impl HunkContext<'_> {
    fn file(&self, side: Side) -> Option<&SourceFile> {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }
}

fn remark(context: &HunkContext<'_>, comment: Comment, reason: &str) -> Remark {
    Remark {
        hunk: context.id.to_owned(),
        path: context.change.path().to_owned(),
        tier: context.tier,
        severity: comment.severity,
        message: one_line(&comment.message),
        reason: reason.to_owned(),
    }
}

/// The lines of a file where comments in the code suppress who was asked.
fn silenced(context: &HunkContext<'_>, file: &SourceFile) -> BTreeSet<Line> {
    let own = suppress::find(file).into_iter().filter(|suppression| suppression.rule == context.rule);
    own.map(|suppression| suppression.target).collect()
}

fn finding(context: &HunkContext<'_>, file: &SourceFile, place: &Place, comment: Comment) -> Finding {
    let bytes = file.byte(place.span.start)..file.byte(place.span.end);
    let proposed = comment.suggestion.filter(|_| place.side == Side::New);
    let proposed = proposed.map(|text| indented(&text, file, &bytes)).filter(|text| *text != file.text[bytes.clone()]);
    let applicable = proposed.as_ref().is_some_and(|text| still_parses(file, &bytes, text));
    let (suggestion, help) = match proposed {
        Some(replacement) if applicable => {
            (Some(Suggestion { start: place.span.start, end: place.span.end, replacement }), None)
        }
        other => (None, other.as_deref().map(proposal)),
    };
    Finding {
        id: finding_id(context.rule, file, &bytes),
        rule: context.rule.to_owned(),
        tier: context.tier,
        severity: comment.severity,
        confidence: comment.confidence.unwrap_or(context.confidence),
        path: file.path.clone(),
        side: place.side,
        start: place.span.start,
        end: place.span.end,
        message: one_line(&comment.message),
        help,
        url: None,
        suggestion,
        hunk: Some(context.id.to_owned()),
        sources: vec![context.rule.to_owned()],
        disputed: None,
        repeats: Vec::new(),
        function: None,
    }
}

/// What a suggestion says that cannot be applied.
pub(crate) fn proposal(text: &str) -> String {
    format!("it proposes: {}", text.trim())
}

/// The text of a suggestion with the indentation of the place that it is for.
fn indented(suggestion: &str, file: &SourceFile, bytes: &Range<usize>) -> String {
    let space = |line: &str| line.len() - line.trim_start().len();
    let own = file.line(file.position(bytes.start).line);
    let own = &own[..space(own)];
    let mut lines = suggestion.trim_end().lines();
    let first = lines.next().unwrap_or_default();
    let theirs = &first[..space(first)];
    let further = lines.map(|line| match line.strip_prefix(theirs) {
        Some(rest) if !rest.trim().is_empty() => format!("{own}{rest}"),
        _ => line.to_owned(),
    });
    std::iter::once(first.trim_start().to_owned()).chain(further).collect::<Vec<_>>().join("\n")
}

/// Whether a file has no more errors of syntax with a text in the place of these bytes.
fn still_parses(file: &SourceFile, bytes: &Range<usize>, text: &str) -> bool {
    let errors = |file: &SourceFile| {
        let nodes = file.tree().into_iter().flat_map(|tree| descendants(tree.root_node()));
        nodes.filter(|node| node.is_error() || node.is_missing()).count()
    };
    let mut changed = file.text.clone();
    changed.replace_range(bytes.clone(), text);
    file.tree().is_none() || errors(&SourceFile::new(file.path.clone(), changed)) <= errors(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::parse;
    use crate::finding::{LOCAL_REVIEWER, Severity};

    const PATCH: &str = "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,5 @@\n def f(a):\n+    if a:\n+        x = get(a)\n+        return x\n     return 0\n";
    const TEXT: &str = "def f(a):\n    if a:\n        x = get(a)\n        return x\n    return 0\n";

    fn comment(quote: &str, suggestion: Option<&str>) -> Comment {
        let message = "`get` fails\non an empty list.".to_owned();
        let suggestion = suggestion.map(str::to_owned);
        Comment { hunk: None, quote: quote.into(), message, severity: Severity::Error, confidence: None, suggestion }
    }

    fn placed(text: &str, comment: Comment) -> Placed {
        let change = parse(PATCH.as_bytes()).unwrap().remove(0).change;
        let file = SourceFile::new("a.py", text);
        let context = HunkContext {
            change: &change,
            hunk: &change.hunks()[0],
            id: "h",
            old: None,
            new: Some(&file),
            tier: Tier::Local,
            rule: LOCAL_REVIEWER,
            confidence: 0.7,
        };
        place(&context, vec![comment])
    }

    #[test]
    fn a_comment_on_a_changed_line_is_a_finding_there() {
        let placed = placed(TEXT, comment("x = get(a)", None));
        let finding = &placed.findings[0];
        assert_eq!((finding.start.line, finding.start.column, finding.end.column), (Line(3), 9, 19));
        assert_eq!((&*finding.message, &*finding.rule), ("`get` fails on an empty list.", LOCAL_REVIEWER));
    }

    #[test]
    fn a_comment_on_anything_else_is_a_remark_with_its_reason() {
        let placed = placed(TEXT, comment("return 0", None));
        assert_eq!(placed.findings, []);
        assert_eq!(placed.remarks[0].reason, "it quotes lines that did not change");
    }

    #[test]
    fn a_suggestion_takes_the_indentation_of_its_place() {
        let placed =
            placed(TEXT, comment("x = get(a)", Some("  try:\n      x = get(a)\n  except KeyError:\n      x = 0")));
        let replacement = &placed.findings[0].suggestion.as_ref().unwrap().replacement;
        assert_eq!(replacement, "try:\n            x = get(a)\n        except KeyError:\n            x = 0");
    }

    #[test]
    fn a_suggestion_that_would_not_parse_is_told_and_not_offered() {
        let placed = placed(TEXT, comment("x = get(a)", Some("x = get(a")));
        let finding = &placed.findings[0];
        assert_eq!((finding.suggestion.as_ref(), finding.help.as_deref()), (None, Some("it proposes: x = get(a")));
    }

    #[test]
    fn a_suggestion_that_changes_nothing_is_none() {
        let placed = placed(TEXT, comment("x = get(a)", Some("x = get(a)")));
        assert_eq!((placed.findings[0].suggestion.as_ref(), placed.findings[0].help.as_deref()), (None, None));
    }

    #[test]
    fn a_comment_in_the_code_suppresses_it_by_its_id() {
        let text = TEXT.replace("get(a)", "get(a)  # review: ignore[local/reviewer] checked");
        assert_eq!(placed(&text, comment("x = get(a)", None)).suppressed, 1);
    }
}
