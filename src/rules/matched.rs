//! What a rule found: the match of a query, for checks that look closer, and the hit of a check.

use std::ops::Range;

use crate::facts::Facts;
use crate::finding::Severity;
use crate::syntax::{Node, SourceFile};

/// The capture that a finding is reported at.
pub(super) const REPORT: &str = "report";
/// The capture that a replacement takes the place of; `@report` where there is none.
const REPLACE: &str = "replace";

/// One match of a rule's query.
pub struct Match<'t> {
    /// The file it is in.
    pub file: &'t SourceFile,
    /// What is known of the file.
    pub(crate) facts: &'t Facts<'t>,
    /// The bytes that are reported.
    pub report: Range<usize>,
    /// The bytes that a replacement takes the place of.
    pub replace: Range<usize>,
    nodes: Vec<(&'t str, Node<'t>)>,
    values: Vec<(&'t str, String)>,
}

impl<'t> Match<'t> {
    pub(super) fn new(facts: &'t Facts<'t>, nodes: Vec<(&'t str, Node<'t>)>) -> Self {
        let of =
            |name: &'static str| nodes.iter().filter(move |(own, _)| *own == name).map(|(_, node)| node.byte_range());
        // What is captured in several places is reported from the first to the last.
        let whole = of(REPORT).reduce(|whole, next| whole.start.min(next.start)..whole.end.max(next.end));
        let report = whole.expect("every pattern captures it");
        let replace = of(REPLACE).next().unwrap_or_else(|| report.clone());
        Match { file: facts.file, facts, report, replace, nodes, values: Vec::new() }
    }

    /// The first node of a capture.
    pub fn node(&self, name: &str) -> Option<Node<'t>> {
        self.nodes.iter().find(|(own, _)| *own == name).map(|(_, node)| *node)
    }

    /// The text of a capture, or of a value that a check set.
    pub fn text(&self, name: &str) -> Option<&str> {
        if name == REPORT && self.nodes.iter().filter(|(own, _)| *own == REPORT).count() > 1 {
            return Some(&self.file.text[self.report.clone()]);
        }
        let value = self.values.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str());
        value.or_else(|| self.node(name).map(|node| self.file.text_of(node)))
    }

    /// Gives a name of the message a text.
    pub fn set(&mut self, name: &'t str, value: impl Into<String>) {
        self.values.push((name, value.into()));
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hit {
    /// The bytes of the text.
    pub bytes: Range<usize>,
    /// The names of the message and their texts.
    pub values: Vec<(String, String)>,
    /// What it is at most, where it weighs less than the rule says.
    pub at_most: Option<Severity>,
}

impl Hit {
    /// A hit at these bytes.
    pub(super) fn at(bytes: Range<usize>) -> Self {
        Self { bytes, ..Self::default() }
    }

    /// The same, of this severity at most.
    pub(super) fn at_most(mut self, severity: Severity) -> Self {
        self.at_most = Some(severity);
        self
    }

    /// The same with a text for a name of the message.
    pub(super) fn with(mut self, name: &str, text: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), text.into()));
        self
    }
}

/// What a rule found in a text, before it is known whether it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The rule, an index into [`super::RuleSet::rules`].
    pub rule: usize,
    /// Where, in bytes of the text.
    pub bytes: Range<usize>,
    /// What it is at most, where it weighs less than the rule says.
    pub at_most: Option<Severity>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// A machine-applicable fix: these bytes become this text.
    pub replacement: Option<(Range<usize>, String)>,
}
