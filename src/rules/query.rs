//! The queries of a language's rules, compiled together so that one walk over the tree serves them all.

use std::ops::{ControlFlow, Range};
use std::sync::OnceLock;

use miette::SourceSpan;
use tree_sitter::{
    CaptureQuantifier, Node, Query, QueryCursor, QueryCursorOptions, QueryError, QueryErrorKind, QueryPredicate,
    StreamingIterator, Tree,
};

use super::matching::Patterns;
use super::pattern;
use super::predicates::{Argument, Predicate};
use super::rule::{Rule, RuleError};
use crate::syntax::{Language, SourceFile};

/// The capture that a finding is reported at.
pub(super) const REPORT: &str = "report";
/// The capture that a replacement takes the place of; `@report` where there is none.
pub(super) const REPLACE: &str = "replace";

/// How many matches may be open at once while a query runs: tree-sitter compares each with each.
const MATCH_LIMIT: u32 = 512;
/// How many nodes may be compared with patterns in a file before the work is stopped. Ordinary code takes
/// about one for each byte with all rules.
const NODE_BUDGET: usize = 200_000;
const NODE_BUDGET_PER_BYTE: usize = 30;
/// How many times tree-sitter's own matcher may report back before it is stopped: it does so after every thousand units
/// of work, on any machine, so that the limit falls at the same place always. Ordinary code takes about 4
/// reports for a kilobyte with all rules.
const WORK_BUDGET: usize = 1000;
const WORK_BUDGET_PER_KILOBYTE: usize = 20;

/// One match of a rule's query.
pub struct Match<'t> {
    /// The file it is in.
    pub file: &'t SourceFile,
    /// The bytes that are reported.
    pub report: Range<usize>,
    /// The bytes that a replacement takes the place of.
    pub replace: Range<usize>,
    nodes: Vec<(String, Node<'t>)>,
    values: Vec<(&'static str, String)>,
}

impl<'t> Match<'t> {
    fn new<'n>(file: &'t SourceFile, captures: impl Iterator<Item = (&'n str, Node<'t>)>) -> Self {
        let nodes: Vec<_> = captures.map(|(name, node)| (name.to_owned(), node)).collect();
        let of = |name: &str| nodes.iter().find(|(own, _)| own == name).map(|(_, node)| node.byte_range());
        let report = of(REPORT).expect("every pattern captures it");
        Match { file, replace: of(REPLACE).unwrap_or(report.clone()), report, nodes, values: Vec::new() }
    }

    /// The first node of a capture.
    pub fn node(&self, name: &str) -> Option<Node<'t>> {
        self.nodes.iter().find(|(own, _)| own == name).map(|(_, node)| *node)
    }

    /// The text of a capture, or of a value that a check set.
    pub fn text(&self, name: &str) -> Option<&str> {
        let value = self.values.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str());
        value.or_else(|| self.node(name).map(|node| self.file.text_of(node)))
    }

    /// Gives a name of the message a text.
    pub fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.values.push((name, value.into()));
    }
}

/// The queries of the rules of one language.
pub(super) struct Compiled<'r> {
    /// Those that [`super::pattern`] understands.
    patterns: Patterns,
    /// The rest; tree-sitter takes milliseconds to compile one, so that it waits for a file that needs it.
    rest: Vec<Rest<'r>>,
}

/// A query that tree-sitter compiles and matches.
struct Rest<'r> {
    rule: usize,
    source: &'r str,
    grammar: tree_sitter::Language,
    compiled: OnceLock<(Query, Vec<Vec<Predicate>>)>,
}

impl<'r> Compiled<'r> {
    /// Compiles the queries of a language's rules, which go by their indices.
    pub(super) fn new(language: &Language, rules: &'r [Rule]) -> Self {
        let grammar = language.grammar();
        let mut compiled = Self { patterns: Patterns::default(), rest: Vec::new() };
        for (rule, own) in rules.iter().enumerate() {
            let is_own = own.language.is_some_and(|other| std::ptr::eq(other, language));
            let Some(source) = own.query().filter(|_| is_own) else { continue };
            match pattern::read(&grammar, source) {
                Some(patterns) => compiled.patterns.add(rule, patterns),
                None => compiled.rest.push(Rest { rule, source, grammar: grammar.clone(), compiled: OnceLock::new() }),
            }
        }
        compiled
    }

    /// Every match of a wanted rule that touches one of the byte ranges, with the index of the rule. `false`
    /// where the work was stopped, or matches had to be dropped.
    pub(super) fn run<'t>(
        &self,
        file: &'t SourceFile,
        ranges: &[Range<usize>],
        wanted: &[bool],
        mut found: impl FnMut(usize, Match<'t>),
    ) -> bool {
        let Some(tree) = file.tree() else { return true };
        let mut budget = NODE_BUDGET + NODE_BUDGET_PER_BYTE * file.text.len();
        let mut complete = self.patterns.run(tree, ranges, wanted, &mut budget, |rule, pattern, captures| {
            if pattern.predicates.iter().all(|predicate| predicate.holds(file, &captures)) {
                let name = |index: u32| pattern.captures[index as usize].as_str();
                found(rule, Match::new(file, captures.iter().map(|&(index, node)| (name(index), node))));
            }
        });
        for rest in self.rest.iter().filter(|rest| wanted[rest.rule]) {
            complete &= rest.run(file, tree, ranges, |matched| found(rest.rule, matched));
        }
        complete
    }
}

impl Rest<'_> {
    fn compiled(&self) -> &(Query, Vec<Vec<Predicate>>) {
        self.compiled.get_or_init(|| {
            let query = Query::new(&self.grammar, self.source).expect("a test, or reading it, compiled it before");
            let predicates = (0..query.pattern_count())
                .map(|pattern| query.general_predicates(pattern).iter().map(general).collect())
                .collect::<Result<_, _>>()
                .expect("checked when read");
            (query, predicates)
        })
    }

    fn run<'t>(
        &self,
        file: &'t SourceFile,
        tree: &'t Tree,
        ranges: &[Range<usize>],
        mut found: impl FnMut(Match<'t>),
    ) -> bool {
        let (query, predicates) = self.compiled();
        let names = query.capture_names();
        let mut left = WORK_BUDGET + WORK_BUDGET_PER_KILOBYTE * file.text.len() / 1024;
        let mut dropped = false;
        for range in ranges {
            let mut count_down = |_: &_| {
                left = left.saturating_sub(1);
                if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let mut cursor = QueryCursor::new();
            cursor.set_match_limit(MATCH_LIMIT);
            cursor.set_byte_range(range.clone());
            let options = QueryCursorOptions::new().progress_callback(&mut count_down);
            let mut matches = cursor.matches_with_options(query, tree.root_node(), file.text.as_bytes(), options);
            while let Some(candidate) = matches.next() {
                let predicates = &predicates[candidate.pattern_index];
                let captures: Vec<_> = candidate.captures().iter().map(|own| (own.index, own.node)).collect();
                if predicates.iter().all(|predicate| predicate.holds(file, &captures)) {
                    found(Match::new(file, captures.iter().map(|&(index, node)| (names[index as usize], node))));
                }
            }
            dropped |= cursor.did_exceed_match_limit();
        }
        left > 0 && !dropped
    }
}

fn general(predicate: &QueryPredicate) -> Result<Predicate, String> {
    let arguments: Vec<_> = predicate.args.iter().map(Argument::from).collect();
    let read = Predicate::read(&predicate.operator, &arguments)?;
    read.check().map(|()| read)
}

/// Compiles one query and returns the captures that all its patterns have.
pub(super) fn captures(language: &Language, source: &str, path: &str) -> Result<Vec<String>, RuleError> {
    let query = Query::new(&language.grammar(), source).map_err(|error| query_error(path, source, &error))?;
    let patterns = 0..query.pattern_count();
    for pattern in patterns.clone() {
        for predicate in query.general_predicates(pattern) {
            let place = query.start_byte_for_pattern(pattern)..query.end_byte_for_pattern(pattern);
            general(predicate).map_err(|reason| RuleError::new(path, source, reason, Some(SourceSpan::from(place))))?;
        }
    }
    let in_all = |index: usize| {
        patterns.clone().all(|pattern| {
            matches!(query.capture_quantifiers(pattern)[index], CaptureQuantifier::One | CaptureQuantifier::OneOrMore)
        })
    };
    let names = query.capture_names();
    let common: Vec<String> =
        (0..names.len()).filter(|&index| in_all(index)).map(|index| names[index].to_owned()).collect();
    if !common.iter().any(|name| name == REPORT) {
        return Err(RuleError::new(path, source, "every pattern of a query captures `@report`", None));
    }
    Ok(common)
}

fn query_error(path: &str, source: &str, error: &QueryError) -> RuleError {
    let name = error.message.trim_matches('"');
    let what = match error.kind {
        QueryErrorKind::NodeType => format!("the grammar has no node `{name}`"),
        QueryErrorKind::Field => format!("the grammar has no field `{name}`"),
        QueryErrorKind::Capture => format!("no node is captured as `@{name}`"),
        QueryErrorKind::Predicate => error.message.clone(),
        QueryErrorKind::Structure => "no code can have this structure".to_owned(),
        QueryErrorKind::Syntax => "this is no valid query".to_owned(),
        QueryErrorKind::Language => "the grammar does not fit".to_owned(),
    };
    let place = error.offset.min(source.len());
    RuleError::new(path, source, what, Some(SourceSpan::from((place, 1.min(source.len() - place)))))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rules::RuleSet;
    use crate::syntax::LANGUAGES;

    /// What a query reports in a file, by our matcher and by tree-sitter's.
    fn both(language: &Language, source: &str, file: &SourceFile) -> [BTreeSet<(usize, usize)>; 2] {
        let grammar = language.grammar();
        let whole = 0..file.text.len();
        let all = std::slice::from_ref(&whole);
        let mut sets = [BTreeSet::new(), BTreeSet::new()];
        let [ours, theirs] = &mut sets;
        let rest = Rest { rule: 0, source, grammar: grammar.clone(), compiled: OnceLock::new() };
        rest.run(file, file.tree().unwrap(), all, |found| {
            theirs.insert((found.report.start, found.report.end));
        });
        let mut patterns = Patterns::default();
        patterns.add(0, pattern::read(&grammar, source).unwrap());
        let compiled = Compiled { patterns, rest: Vec::new() };
        compiled.run(file, all, &[true], |_, found| {
            ours.insert((found.report.start, found.report.end));
        });
        sets
    }

    #[test]
    fn our_matcher_finds_all_that_tree_sitter_finds_in_all_examples() {
        let set = RuleSet::builtin();
        let mut found = 0;
        for language in &LANGUAGES {
            let own = |rule: &&Rule| rule.language.is_some_and(|other| std::ptr::eq(other, language));
            let examples = set.rules().iter().filter(own).flat_map(|rule| &rule.file.example);
            let code: String = examples.flat_map(|example| [example.bad.as_str(), "\n", &example.good, "\n"]).collect();
            let file = SourceFile::new(format!("example{}", language.endings[0]), code);
            for rule in set.rules().iter().filter(own) {
                let Some(source) = rule.query() else { continue };
                let [ours, theirs] = both(language, source, &file);
                let missing: Vec<_> = theirs.difference(&ours).map(|&(a, b)| &file.text[a..b]).collect();
                assert!(missing.is_empty(), "{}: {missing:?}", rule.id());
                found += ours.len();
            }
        }
        assert!(found > 1000, "{found}");
    }

    #[test]
    fn our_matcher_reads_quantifiers_anchors_and_negated_fields_as_tree_sitter_does() {
        let python = Language::named("python").unwrap();
        let code = "@a\n@b\ndef f(x, *y):\n    # one\n    # two\n    return [1, 2, 3]\n\ndef g() -> int:\n    if x: pass\n    else: pass\n";
        let file = SourceFile::new("a.py", code);
        for query in [
            "(decorated_definition (decorator)+ @d (function_definition) @report)",
            "(decorated_definition . (decorator) @report)",
            "(decorated_definition (decorator) @report . (function_definition))",
            "(function_definition !return_type name: (identifier) @report)",
            "(function_definition name: (_) @report return_type: (_)? @r)",
            "(list . (integer) @report)",
            "(list (integer) @report .)",
            "(list (integer) @a . (integer) @report)",
            "(list \"[\" . (integer) @report)",
            "((comment) @a . (comment) @report)",
            "(block (comment)* . (return_statement) @report)",
            "(if_statement alternative: (_) @report)",
            "(_ name: [(identifier) (attribute)] @report)",
            "(parameters [\",\" (identifier)] @report)",
        ] {
            let [ours, theirs] = both(python, query, &file);
            assert_eq!(ours, theirs, "{query}");
            assert!(!ours.is_empty(), "{query}");
        }
    }
}
