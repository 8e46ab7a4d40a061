//! One changed file through the rules: what they find on its changed lines, less what comments suppress.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::{Range, RangeInclusive};

use super::checks::UNUSED_SUPPRESSION;
use super::{Engine, Found, On, Rule, RuleSet};
use crate::diff::{FileChange, LineSet};
use crate::finding::{Finding, LOCAL_REVIEWER, Line, Severity, Side, Suggestion, Tier};
use crate::ids::finding_id;
use crate::suppress::{self, Others, Suppression};
use crate::syntax::SourceFile;

/// What the rules say of one file.
#[derive(Debug, Default)]
pub struct Inspection {
    /// Findings on changed lines, in the order of the text.
    pub findings: Vec<Finding>,
    /// How many more a comment suppressed.
    pub suppressed: usize,
    /// Whether a query had to be stopped, so that findings may be missing.
    pub stopped: bool,
}

/// Runs the rules over both sides of a changed file, as far as their texts are given.
pub fn inspect(
    engine: Engine<'_>,
    change: &FileChange,
    old: Option<&SourceFile>,
    new: Option<&SourceFile>,
) -> Inspection {
    let mut inspection = Inspection::default();
    if let Some(file) = old {
        let (found, complete) = engine.check(file, Side::Old, &change.changed(Side::Old));
        inspection.stopped |= !complete;
        inspection.findings.extend(found.into_iter().map(|found| finding(engine.set, file, Side::Old, found)));
    }
    if let Some(file) = new {
        inspect_new_side(engine, file, &change.changed(Side::New), &mut inspection);
    }
    let empty = SourceFile::new(change.path(), "");
    let of_change = engine.check_change(change).into_iter();
    inspection.findings.extend(of_change.map(|found| finding(engine.set, &empty, Side::New, found)));
    inspection
}

fn inspect_new_side(engine: Engine<'_>, file: &SourceFile, changed: &LineSet, inspection: &mut Inspection) {
    let suppressions = suppress::find(file);
    for suppression in &suppressions {
        engine.set.note_use(&suppression.rule);
    }
    // A comment has a use also where it speaks for an unchanged line, so that those are searched too.
    let searched = changed.with(suppressions.iter().map(|suppression| suppression.target));
    let (found, complete) = engine.check(file, Side::New, &searched);
    inspection.stopped |= !complete;
    let mut uses = Uses::new(engine.set, &suppressions);
    let others = OnceCell::new();
    for found in found {
        let lines = file.span(&found.bytes).lines();
        let on_changed_line = changed.touches(lines.clone());
        let rule = &engine.set.rules()[found.rule];
        let equivalents = &rule.file.equivalents;
        let is_silenced_by_others =
            || !equivalents.is_empty() && others.get_or_init(|| Others::new(file)).silence(equivalents, &lines);
        if uses.suppress(rule.id(), lines.clone()) || is_silenced_by_others() {
            inspection.suppressed += usize::from(on_changed_line);
        } else if on_changed_line {
            inspection.findings.push(finding(engine.set, file, Side::New, found));
        }
    }
    // In prose a mark may be a quotation: only a grammar tells a comment from it.
    if complete && file.tree().is_some() {
        let unused = uses.unused().map(|index| &suppressions[index]);
        let unused = unused.filter(|suppression| changed.touches(file.span(&suppression.bytes).lines()));
        inspection.findings.extend(unused.filter_map(|suppression| unused_suppression(engine.set, file, suppression)));
    }
}

/// Which suppression comments had a finding to suppress, by rule and target line.
struct Uses<'s> {
    /// Every target of a rule.
    targets: HashMap<&'s str, BTreeSet<Line>>,
    /// The comments without a use so far, by target and index. Each is taken out once, however many findings it covers.
    unused: HashMap<&'s str, BTreeSet<(Line, usize)>>,
}

impl<'s> Uses<'s> {
    fn new(set: &'s RuleSet, suppressions: &'s [Suppression]) -> Self {
        let mut uses = Self { targets: HashMap::new(), unused: HashMap::new() };
        for (index, suppression) in suppressions.iter().enumerate() {
            // A rule may have had another id when the comment was written.
            let rule = set.get(&suppression.rule).map_or(&*suppression.rule, Rule::id);
            uses.targets.entry(rule).or_default().insert(suppression.target);
            uses.unused.entry(rule).or_default().insert((suppression.target, index));
        }
        uses
    }

    /// Whether a comment suppresses a finding of a rule on these lines; notes the use of all that do.
    fn suppress(&mut self, rule: &str, lines: RangeInclusive<Line>) -> bool {
        let first = *lines.start();
        let last = *lines.end();
        if let Some(unused) = self.unused.get_mut(rule) {
            while let Some(&next) = unused.range((first, 0)..=(last, usize::MAX)).next() {
                unused.remove(&next);
            }
        }
        self.targets.get(rule).is_some_and(|targets| targets.range(lines).next().is_some())
    }

    /// The indices of the comments without a use, in order.
    fn unused(&self) -> impl Iterator<Item = usize> {
        let mut indices: Vec<usize> = self.unused.values().flatten().map(|&(_, index)| index).collect();
        indices.sort_unstable();
        indices.into_iter()
    }
}

fn unused_suppression(set: &RuleSet, file: &SourceFile, suppression: &Suppression) -> Option<Finding> {
    let reason = match set.get(&suppression.rule) {
        Some(rule) if rule.file.on == On::Removed => return None,
        Some(_) => "it finds nothing there",
        None if set.knows(&suppression.rule) => return None, // switched off in the configuration
        // What a model says is not known here.
        None if suppression.rule == LOCAL_REVIEWER => return None,
        None => "there is no such rule",
    };
    let rule = set.position(UNUSED_SUPPRESSION)?;
    let value = |name: &str| match name {
        "rule" => Some(suppression.rule.as_str()),
        "reason" => Some(reason),
        _ => None,
    };
    let bytes: Range<usize> = suppression.bytes.clone();
    Some(finding(set, file, Side::New, set.rules()[rule].found(rule, bytes.clone(), bytes, value)))
}

fn finding(set: &RuleSet, file: &SourceFile, side: Side, found: Found) -> Finding {
    let rule = &set.rules()[found.rule];
    let span = file.span(&found.bytes);
    let replacement = if side == Side::New { found.replacement } else { None };
    let suggestion = replacement.map(|(bytes, replacement)| {
        let span = file.span(&bytes);
        Suggestion { start: span.start, end: span.end, replacement }
    });
    Finding {
        id: finding_id(rule.file.oldest_id(), file, &found.bytes),
        rule: rule.id().to_owned(),
        tier: Tier::Rule,
        severity: severity(rule, file, found.at_most),
        confidence: rule.file.confidence,
        path: file.path.clone(),
        side,
        start: span.start,
        end: span.end,
        message: found.message,
        help: found.help,
        url: rule.file.references.first().map(ToString::to_string),
        suggestion,
        hunk: None,
        sources: vec![rule.id().to_owned()],
        disputed: None,
        repeats: Vec::new(),
        function: file.scopes().function(&found.bytes).map(|bytes| file.line_at(bytes.start)),
    }
}

/// The severity of a rule's finding. In what tests read, code may be wrong on purpose; a secret is one there too.
fn severity(rule: &Rule, file: &SourceFile, at_most: Option<Severity>) -> Severity {
    let of_data = (rule.language.is_some() && file.is_test_data()).then_some(Severity::Info);
    at_most.into_iter().chain(of_data).fold(rule.file.severity, Severity::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Extent, FileSide, Kind, Source, Status};

    fn inspection(set: &RuleSet, text: &str) -> Inspection {
        inspection_of(set, "src/a.rs", text)
    }

    fn inspection_of(set: &RuleSet, path: &str, text: &str) -> Inspection {
        let file = SourceFile::new(path, text);
        let side = FileSide { path: file.path.clone(), size: 0, source: Source::Text(text.to_owned()) };
        let change =
            FileChange { status: Status::Added, kind: Kind::Text, old: None, new: Some(side), extent: Extent::Whole };
        inspect(Engine::new(set), &change, None, Some(&file))
    }

    #[test]
    fn a_former_id_in_a_comment_still_suppresses_and_is_noted_once() {
        let set = RuleSet::builtin();
        let line = "fn f(&mut self) { self.a = self.a; } // review: ignore[rust/assigned-to-itself] for a test\n";
        let found = inspection(&set, &line.repeat(2));
        assert_eq!((found.findings.len(), found.suppressed), (0, 2), "{:?}", found.findings);
        assert_eq!(set.renames(), ["`rust/assigned-to-itself` is now `rust/self-assignment`"]);
    }

    #[test]
    fn in_test_data_rules_of_a_language_are_info_and_rules_for_any_text_what_they_are() {
        let set = RuleSet::builtin();
        let text = "fn f(&mut self) { self.a = self.a; }\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> c\n";
        let severities = |path: &str| {
            let found = inspection_of(&set, path, text).findings;
            let of = |rule: &str| found.iter().find(|finding| finding.rule == rule).map(|finding| finding.severity);
            (of("rust/self-assignment"), of("any/merge-conflict-marker"))
        };
        assert_eq!(severities("tests/a.rs"), (Some(Severity::Warning), Some(Severity::Error)));
        assert_eq!(severities("tests/fixtures/a.rs"), (Some(Severity::Info), Some(Severity::Error)));
    }

    #[test]
    fn a_comment_for_the_same_rule_of_another_linter_silences_it_and_is_counted() {
        let set = RuleSet::builtin();
        let code = "fn f(&mut self) { self.a = self.a; }\n";
        let of = |comment: &str| {
            let found = inspection(&set, &format!("{comment}\n{code}"));
            (found.findings.len(), found.suppressed)
        };
        assert_eq!(of("#[allow(clippy::self_assignment)]"), (0, 1));
        assert_eq!(of("#[allow(clippy::eq_op)]"), (1, 0));
    }

    #[test]
    fn the_id_of_a_finding_outlives_a_new_name_of_its_rule() {
        let text = "fn f(&mut self) { self.a = self.a; }\n";
        let found = inspection(&RuleSet::builtin(), text);
        let file = SourceFile::new("src/a.rs", text);
        let start = text.find("self.a").unwrap();
        let bytes = start..start + "self.a = self.a".len();
        assert_eq!(found.findings[0].rule, "rust/self-assignment");
        assert_eq!(found.findings[0].id, finding_id("rust/assigned-to-itself", &file, &bytes));
    }
}
