//! What patterns may ask of the text and the kind of what they captured.

use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;
use tree_sitter::QueryPredicateArg;

use super::pattern::Asks;
use crate::syntax::tree::{Node, ancestors, descendants};
use crate::text::expression;

/// Captured nodes, by the index of the capture.
pub(crate) type Captures<'t> = Vec<(u32, Node<'t>)>;

/// What is written after a predicate's name.
#[derive(Debug, Clone)]
pub(crate) enum Argument {
    Capture(u32),
    Text(Box<str>),
}

impl From<&QueryPredicateArg> for Argument {
    fn from(argument: &QueryPredicateArg) -> Self {
        match argument {
            QueryPredicateArg::Capture(capture) => Self::Capture(*capture),
            QueryPredicateArg::String(text) => Self::Text(text.clone()),
        }
    }
}

/// A regular expression that is compiled when it is first needed: most patterns fail before.
pub(crate) struct PatternPredicate {
    source: Box<str>,
    compiled: OnceLock<Option<Regex>>,
}

impl PatternPredicate {
    pub fn new(source: &str) -> Self {
        Self { source: source.into(), compiled: OnceLock::new() }
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.compiled().is_some_and(|regex| regex.is_match(text))
    }

    fn compiled(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| expression(&self.source).ok()).as_ref()
    }

    /// The bytes of the first match.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.compiled().and_then(|regex| regex.find(text)).map(|found| found.range())
    }

    /// Compiles the expression.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> Result<(), String> {
        expression(&self.source).map(drop).map_err(|error| error.to_string())
    }
}

/// A predicate about texts and kinds. It is about the first node of a capture; a capture without a node satisfies it.
pub(crate) struct TextPredicate {
    negated: bool,
    test: Test,
}

enum Test {
    Equal(u32, u32),
    AnyOf(u32, Vec<Box<str>>),
    Match(u32, PatternPredicate),
    Ancestor(u32, Vec<Box<str>>),
    Parent(u32, Vec<Box<str>>),
    Descendant(u32, Vec<Box<str>>),
    Kind(u32, Vec<Box<str>>),
    FileMatch(PatternPredicate),
}

impl TextPredicate {
    /// Reads a predicate by its name, with or without the question mark.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it. Regular expressions are checked by [`Self::check`].
    pub fn read(operator: &str, arguments: &[Argument]) -> Result<Self, String> {
        let full = operator.trim_end_matches('?');
        let (negated, name) = full.strip_prefix("not-").map_or((false, full), |name| (true, name));
        let test = match (name, arguments) {
            ("file-match", [Argument::Text(source)]) => Test::FileMatch(PatternPredicate::new(source)),
            ("file-match", _) => return Err(format!("`#{full}?` takes one regular expression")),
            ("eq", [Argument::Capture(one), Argument::Capture(two)]) => Test::Equal(*one, *two),
            ("match", [Argument::Capture(capture), Argument::Text(source)]) => {
                Test::Match(*capture, PatternPredicate::new(source))
            }
            (_, [Argument::Capture(capture), words @ ..]) => Self::about_words(name, *capture, words, full)?,
            _ => return Err(format!("`#{full}?` takes a capture first")),
        };
        Ok(Self { negated, test })
    }

    fn about_words(name: &str, capture: u32, words: &[Argument], full: &str) -> Result<Test, String> {
        let words = texts(words, full)?;
        Ok(match name {
            "eq" | "any-of" => Test::AnyOf(capture, words),
            "has-ancestor" => Test::Ancestor(capture, words),
            "has-parent" => Test::Parent(capture, words),
            "has-descendant" => Test::Descendant(capture, words),
            "kind-eq" => Test::Kind(capture, words),
            _ => return Err(format!("unknown predicate `#{full}?`")),
        })
    }

    /// Compiles its regular expression, if it has one.
    ///
    /// # Errors
    /// What is wrong with the expression.
    pub fn check(&self) -> Result<(), String> {
        match &self.test {
            Test::Match(_, pattern) | Test::FileMatch(pattern) => pattern.check(),
            _ => Ok(()),
        }
    }

    /// Whether it holds for captured nodes of a text.
    pub fn holds(&self, text: &str, captures: &Captures<'_>) -> bool {
        let node = |capture: u32| captures.iter().find(|(own, _)| *own == capture).map(|(_, node)| *node);
        let text_of = |capture: u32| node(capture).map(|node| &text[node.byte_range()]);
        let answer = match &self.test {
            Test::Equal(one, two) => text_of(*one).zip(text_of(*two)).map(|(one, two)| one == two),
            Test::AnyOf(capture, words) => text_of(*capture).map(|text| words.iter().any(|word| **word == *text)),
            Test::Match(capture, pattern) => text_of(*capture).map(|text| pattern.is_match(text)),
            Test::Ancestor(capture, kinds) => {
                node(*capture).map(|node| ancestors(node).any(|node| is_one_of(kinds, node)))
            }
            Test::Parent(capture, kinds) => {
                node(*capture).map(|node| node.parent().is_some_and(|node| is_one_of(kinds, node)))
            }
            Test::Descendant(capture, kinds) => {
                node(*capture).map(|node| descendants(node).skip(1).any(|node| is_one_of(kinds, node)))
            }
            Test::Kind(capture, kinds) => node(*capture).map(|node| is_one_of(kinds, node)),
            Test::FileMatch(pattern) => Some(pattern.is_match(text)),
        };
        answer.is_none_or(|answer| answer != self.negated)
    }
}

impl Asks for TextPredicate {
    fn words(&self) -> Option<(u32, &[Box<str>])> {
        match &self.test {
            Test::AnyOf(capture, words) if !self.negated => Some((*capture, words)),
            _ => None,
        }
    }

    fn moves(&self, _: u32) -> bool {
        false
    }
}

fn is_one_of(kinds: &[Box<str>], node: Node<'_>) -> bool {
    kinds.iter().any(|kind| **kind == *node.kind())
}

/// The arguments after the capture, which are all texts.
pub(crate) fn texts(words: &[Argument], full: &str) -> Result<Vec<Box<str>>, String> {
    let text = |word: &Argument| match word {
        Argument::Text(word) => Ok(word.clone()),
        Argument::Capture(_) => Err(format!("`#{full}?` takes one capture and then names")),
    };
    words.iter().map(text).collect()
}
