//! The rules over one side of a file: one walk over the nodes on changed lines serves them all.

use std::collections::HashSet;
use std::ops::Range;

use super::budget::{Budget, Kept};
use super::checks::Visit;
use super::file::On;
use super::matched::{Found, Hit};
use super::predicates::Predicate;
use super::query::match_at;
use super::rule::{Matcher, Rule};
use super::set::RuleSet;
use super::template::Template;
use crate::confine::{Allowed, confined};
use crate::diff::{FileChange, LineSet};
use crate::facts::Facts;
use crate::finding::Side;
use crate::syntax::query::{Dispatch, Matcher as Matching, Pattern, touched};
use crate::syntax::{Language, SourceFile};

/// How many nodes may be compared with patterns in a file before the work is stopped. Ordinary code takes
/// about one for each byte with all rules.
const NODE_BUDGET: usize = 200_000;
const NODE_BUDGET_PER_BYTE: usize = 30;

/// Runs rules over files, from any number of threads. A query is compiled when a file first needs it.
#[derive(Clone, Copy)]
pub struct Engine<'r> {
    pub(super) set: &'r RuleSet,
}

/// What is done at a node of some kind.
#[derive(Clone, Copy)]
enum Task<'r> {
    Pattern(usize, &'r Pattern<Predicate>),
    Check(usize, Visit),
}

impl<'r> Engine<'r> {
    /// An engine for these rules.
    pub fn new(set: &'r RuleSet) -> Self {
        Self { set }
    }

    /// What the rules find on the given lines of one side of a file, in the order of the text. The flag is
    /// `false` where a query had to be stopped.
    pub fn check(self, file: &SourceFile, side: Side, lines: &LineSet) -> (Vec<Found>, bool) {
        if lines.is_empty() {
            return (Vec::new(), true);
        }
        let (theirs, ours): (Vec<_>, Vec<_>) =
            self.wanted(file, side).into_iter().partition(|&index| self.set.rules()[index].from_project);
        let Kept { mut found, mut complete, .. } = self.run(file, lines, &ours, Budget::unbounded());
        if !theirs.is_empty() {
            let run = |budget| self.run(file, lines, &theirs, budget);
            let kept = self.set.purse().spend(|budget| confined(&Allowed::nothing(), || run(budget)));
            found.extend(kept.found);
            complete &= kept.complete;
        }
        found.retain(|found| {
            lines.touches(file.span(&found.bytes).lines()) && self.set.rules()[found.rule].in_scope(file, &found.bytes)
        });
        found.sort_by_key(|found| (found.bytes.start, found.bytes.end, found.rule));
        found.dedup_by(|a, b| a.rule == b.rule && a.bytes == b.bytes);
        let mut told = HashSet::new();
        found.retain(|found| !self.is_told_once(found.rule) || told.insert((found.rule, found.message.clone())));
        (found, complete)
    }

    /// What the rules say of a changed file as a whole; the bytes of such a finding are empty.
    pub fn check_change(self, change: &FileChange) -> Vec<Found> {
        let mut found = Vec::new();
        for index in self.set.of_any_text() {
            let rule = &self.set.rules()[index];
            // Globs are compiled when a path is first held against them: only for the few rules about changes as a whole.
            let is_about_change = matches!(rule.matcher, Matcher::Change(_) | Matcher::Path(_));
            if !is_about_change || !rule.is_for(change.path()) {
                continue;
            }
            let hit = match &rule.matcher {
                Matcher::Change(check) => check(change),
                Matcher::Path(_) => rule.pattern().and_then(|pattern| pattern.search_path(change)),
                _ => None,
            };
            found.extend(hit.map(|hit| rule.found_by(index, &hit)));
        }
        found
    }

    /// The rules that may find something in a file.
    fn wanted(self, file: &SourceFile, side: Side) -> Vec<usize> {
        let of_language = file.language.into_iter().flat_map(|language| self.set.of_language(language));
        let candidates = self.set.of_any_text().chain(of_language);
        let mut wanted = Vec::new();
        for index in candidates {
            let rule = &self.set.rules()[index];
            // Globs are compiled for the first path that they are held against.
            if rule.searches(side) && rule.needs_met(&file.text) && rule.is_for(&file.path) {
                wanted.push(index);
            }
        }
        wanted
    }

    /// What some rules find on lines of a file, within a budget.
    fn run(self, file: &SourceFile, lines: &LineSet, wanted: &[usize], budget: Budget) -> Kept {
        let mut kept = Kept::new(budget);
        self.check_code(file, lines, wanted, budget, &mut kept);
        for &index in wanted {
            let rule = &self.set.rules()[index];
            let mut keep = |hit: Hit| kept.push(rule.found_by(index, &hit));
            match &rule.matcher {
                Matcher::Scan(scan) => scan(file, lines, &mut keep),
                Matcher::Lines(_) => {
                    let pattern = rule.pattern().expect("it has one");
                    kept.complete &= pattern.search(file, lines, &budget, &mut keep);
                }
                Matcher::Query { .. }
                | Matcher::Node(..)
                | Matcher::Path(_)
                | Matcher::Change(_)
                | Matcher::Suppressions => {}
            }
        }
        kept
    }

    /// Runs what works on the tree.
    fn check_code(self, file: &SourceFile, lines: &LineSet, wanted: &[usize], budget: Budget, kept: &mut Kept) {
        let Some(language) = file.language else { return };
        let Some(tree) = file.tree() else { return };
        let facts = Facts::new(file);
        let ranges = file.bytes_of(lines);
        let dispatch = self.dispatch(language, wanted);
        let nodes = NODE_BUDGET + NODE_BUDGET_PER_BYTE * file.text.len();
        let matching = Matching::new(&file.text, nodes).until(budget.until);
        for node in touched(tree, &ranges) {
            for &task in dispatch.at(node) {
                match task {
                    Task::Pattern(index, pattern) => match_at(&matching, pattern, &facts, node, &mut |matched| {
                        self.confirmed(index, matched).into_iter().for_each(|found| kept.push(found));
                    }),
                    Task::Check(index, visit) => {
                        let rule = &self.set.rules()[index];
                        visit(&facts, node, &mut |hit| kept.push(rule.found_by(index, &hit)));
                    }
                }
            }
            if matching.is_exhausted() {
                break;
            }
        }
        kept.complete &= !matching.is_incomplete();
    }

    fn is_told_once(self, rule: usize) -> bool {
        matches!(self.set.rules()[rule].matcher, Matcher::Node(_, true))
    }

    /// What is to be done at each kind of node.
    fn dispatch(self, language: &'static Language, wanted: &[usize]) -> Dispatch<Task<'r>> {
        let grammar = language.grammar();
        let mut dispatch = Dispatch::new(grammar);
        for &index in wanted {
            let rule = &self.set.rules()[index];
            if let Matcher::Node(check, _) = &rule.matcher {
                dispatch.add_kinds(check.at.kinds(grammar), Task::Check(index, check.visit));
            }
            for pattern in rule.patterns(language) {
                dispatch.add(pattern, Task::Pattern(index, pattern));
            }
        }
        dispatch
    }

    /// A match that the rule's check confirms.
    fn confirmed(self, index: usize, mut matched: super::matched::Match<'_>) -> Option<Found> {
        let rule = &self.set.rules()[index];
        if let Matcher::Query { confirm: Some(confirm), .. } = &rule.matcher
            && !confirm(&mut matched)
        {
            return None;
        }
        let report = matched.report.clone();
        let replace = matched.replace.clone();
        Some(rule.found(index, report, replace, |name| matched.text(name)))
    }
}

impl Rule {
    fn searches(&self, side: Side) -> bool {
        match self.file.on {
            On::Added => side == Side::New,
            On::Removed => side == Side::Old,
            On::Changed => true,
        }
    }

    fn in_scope(&self, file: &SourceFile, bytes: &Range<usize>) -> bool {
        let holds = self.file.inside.iter().all(|&scope| file.scopes().inside(scope, bytes));
        holds && !self.file.outside.iter().any(|&scope| file.scopes().inside(scope, bytes))
    }

    /// What a check or a pattern found.
    fn found_by(&self, index: usize, hit: &Hit) -> Found {
        let value = |name: &str| hit.values.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str());
        let found = self.found(index, hit.bytes.clone(), hit.bytes.clone(), value);
        Found { at_most: hit.at_most, ..found }
    }

    pub(super) fn found<'v>(
        &self,
        index: usize,
        bytes: Range<usize>,
        replace: Range<usize>,
        value: impl Fn(&str) -> Option<&'v str>,
    ) -> Found {
        Found {
            rule: index,
            bytes,
            at_most: None,
            message: Template::new(&self.file.message).message(&value),
            help: self.file.fix.as_ref().map(|fix| Template::new(fix).message(&value)),
            replacement: self
                .file
                .replacement
                .as_ref()
                .and_then(|text| Some((replace, Template::new(text).replacement(&value)?))),
        }
    }
}
