//! The queries of a language's rules, compiled into one so that one walk over the tree serves them all.

use std::ops::{ControlFlow, Range};

use miette::SourceSpan;
use tree_sitter::{
    CaptureQuantifier, Node, Query, QueryCursor, QueryCursorOptions, QueryError, QueryErrorKind, StreamingIterator,
};

use super::predicates::Predicate;
use super::rule::{Rule, RuleError};
use crate::syntax::{Language, SourceFile};

/// The capture that a finding is reported at.
pub(super) const REPORT: &str = "report";
/// The capture that a replacement takes the place of; `@report` where there is none.
pub(super) const REPLACE: &str = "replace";

/// How many matches may be open at once while a query runs: tree-sitter compares each with each.
const MATCH_LIMIT: u32 = 512;
/// How many times the matcher may report back before it is stopped: it does so after every thousand units
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

/// The queries of some rules of one language as one.
pub(super) struct Compiled {
    query: Query,
    /// For each pattern, the index of its rule and its own predicates.
    patterns: Vec<(usize, Vec<Predicate>)>,
    report: u32,
}

impl Compiled {
    /// Compiles the queries of the chosen rules (indices into `rules`); `None` where none has a query.
    pub(super) fn new(language: &Language, rules: &[Rule], chosen: &[usize]) -> Option<Self> {
        let mut source = String::new();
        let mut ends = Vec::new();
        for &index in chosen {
            if let Some(query) = rules[index].query() {
                source.push_str(query);
                source.push('\n');
                ends.push((source.len(), index));
            }
        }
        if ends.is_empty() {
            return None;
        }
        let query = Query::new(&language.grammar(), &source).expect("each was compiled alone: by a test, or when read");
        let report = query.capture_index_for_name(REPORT).expect("each has the capture");
        let patterns = (0..query.pattern_count())
            .map(|pattern| {
                let start = query.start_byte_for_pattern(pattern);
                let (_, rule) = ends[ends.partition_point(|&(end, _)| end <= start)];
                let predicates = query.general_predicates(pattern).iter().map(Predicate::read);
                (rule, predicates.collect::<Result<_, _>>().expect("checked when read"))
            })
            .collect();
        Some(Self { query, patterns, report })
    }

    /// Every match that touches one of the byte ranges, with the index of its rule. `false` where the query
    /// was stopped for taking too much work, or had to drop matches.
    pub(super) fn run<'t>(
        &self,
        file: &'t SourceFile,
        ranges: &[Range<usize>],
        mut found: impl FnMut(usize, Match<'t>),
    ) -> bool {
        let Some(tree) = file.tree() else { return true };
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
            let mut matches = cursor.matches_with_options(&self.query, tree.root_node(), file.text.as_bytes(), options);
            while let Some(candidate) = matches.next() {
                let (rule, predicates) = &self.patterns[candidate.pattern_index];
                if predicates.iter().all(|predicate| predicate.holds(file, candidate))
                    && let Some(report) = candidate.nodes_for_capture_index(self.report).next()
                {
                    found(*rule, self.matched(file, candidate, report));
                }
            }
            dropped |= cursor.did_exceed_match_limit();
        }
        left > 0 && !dropped
    }

    fn matched<'t>(
        &self,
        file: &'t SourceFile,
        candidate: &tree_sitter::QueryMatch<'_, 't>,
        report: Node<'t>,
    ) -> Match<'t> {
        let names = self.query.capture_names();
        let nodes: Vec<_> = candidate
            .captures()
            .iter()
            .map(|capture| (names[capture.index as usize].to_owned(), capture.node))
            .collect();
        let replace = nodes.iter().find(|(name, _)| name == REPLACE).map_or(report, |(_, node)| *node);
        Match { file, report: report.byte_range(), replace: replace.byte_range(), nodes, values: Vec::new() }
    }
}

/// Compiles one query and returns the captures that all its patterns have.
pub(super) fn captures(language: &Language, source: &str, path: &str) -> Result<Vec<String>, RuleError> {
    let query = Query::new(&language.grammar(), source).map_err(|error| query_error(path, source, &error))?;
    let patterns = 0..query.pattern_count();
    for pattern in patterns.clone() {
        for predicate in query.general_predicates(pattern) {
            let place = query.start_byte_for_pattern(pattern)..query.end_byte_for_pattern(pattern);
            Predicate::read(predicate)
                .map_err(|reason| RuleError::new(path, source, reason, Some(SourceSpan::from(place))))?;
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
