//! What queries may ask of their captures.
//!
//! | predicate | holds where |
//! |---|---|
//! | `#eq? @x "text"`, `#eq? @x @y` | the texts are equal |
//! | `#any-of? @x "text" ...` | the text is one of these |
//! | `#match? @x "regex"` | the regular expression matches somewhere in the text |
//! | `#inside? @x scope ...` | the node lies in one of the scopes of `scopes.scm` |
//! | `#has-ancestor? @x kind ...` | a node around it is of one of these kinds |
//! | `#has-parent? @x kind ...` | the node directly around it is |
//! | `#has-descendant? @x kind ...` | a node beneath it is |
//! | `#kind-eq? @x kind ...` | it is itself of one of these kinds |
//! | `#file-match? "regex"` | the regular expression matches somewhere in the file |
//!
//! Each has its opposite: `#not-inside?` and so on. A capture without a node satisfies every predicate.

use std::sync::OnceLock;

use regex::Regex;
use tree_sitter::{Node, QueryPredicateArg};

use crate::syntax::{Scope, SourceFile, ancestors, descendants};

/// What stands after a predicate's name.
#[derive(Debug, Clone)]
pub(super) enum Argument {
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
struct Pattern {
    source: Box<str>,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    fn is_match(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| Regex::new(&self.source).ok());
        compiled.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// A predicate of a pattern.
pub(super) struct Predicate {
    negated: bool,
    test: Test,
}

enum Test {
    Equal(u32, u32),
    AnyOf(u32, Vec<Box<str>>),
    Match(u32, Pattern),
    Inside(u32, Vec<Scope>),
    Ancestor(u32, Vec<Box<str>>),
    Parent(u32, Vec<Box<str>>),
    Descendant(u32, Vec<Box<str>>),
    Kind(u32, Vec<Box<str>>),
    FileMatch(Pattern),
}

impl Predicate {
    /// Reads a predicate by its name, with or without the question mark.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it. Regular expressions are checked by [`Predicate::check`].
    pub(super) fn read(operator: &str, arguments: &[Argument]) -> Result<Self, String> {
        let full = operator.trim_end_matches('?');
        let (negated, name) = full.strip_prefix("not-").map_or((false, full), |name| (true, name));
        let pattern = |source: &str| Pattern { source: source.into(), compiled: OnceLock::new() };
        let test = match (name, arguments) {
            ("file-match", [Argument::Text(source)]) => Test::FileMatch(pattern(source)),
            ("file-match", _) => return Err(format!("`#{full}?` takes one regular expression")),
            ("eq", [Argument::Capture(one), Argument::Capture(two)]) => Test::Equal(*one, *two),
            ("match", [Argument::Capture(capture), Argument::Text(source)]) => Test::Match(*capture, pattern(source)),
            (_, [Argument::Capture(capture), words @ ..]) => Self::of_words(name, *capture, words, full)?,
            _ => return Err(format!("`#{full}?` takes a capture first")),
        };
        Ok(Self { negated, test })
    }

    fn of_words(name: &str, capture: u32, words: &[Argument], full: &str) -> Result<Test, String> {
        let words: Vec<Box<str>> = words
            .iter()
            .map(|word| match word {
                Argument::Text(word) => Ok(word.clone()),
                Argument::Capture(_) => Err(format!("`#{full}?` takes one capture and then names")),
            })
            .collect::<Result<_, _>>()?;
        let scope = |word: &str| Scope::named(word).ok_or(format!("`{word}` is no scope"));
        Ok(match name {
            "eq" | "any-of" => Test::AnyOf(capture, words),
            "inside" => Test::Inside(capture, words.iter().map(|word| scope(word)).collect::<Result<_, _>>()?),
            "has-ancestor" => Test::Ancestor(capture, words),
            "has-parent" => Test::Parent(capture, words),
            "has-descendant" => Test::Descendant(capture, words),
            "kind-eq" => Test::Kind(capture, words),
            _ => return Err(format!("there is no predicate `#{full}?`")),
        })
    }

    /// Compiles its regular expression, if it has one.
    ///
    /// # Errors
    /// What is wrong with the expression.
    pub(super) fn check(&self) -> Result<(), String> {
        match &self.test {
            Test::Match(_, pattern) | Test::FileMatch(pattern) => {
                Regex::new(&pattern.source).map(drop).map_err(|error| error.to_string())
            }
            _ => Ok(()),
        }
    }

    /// Whether it holds for captured nodes. It speaks of the first node of a capture; a capture without a
    /// node satisfies every predicate.
    pub(super) fn holds(&self, file: &SourceFile, captures: &[(u32, Node<'_>)]) -> bool {
        let node = |capture: u32| captures.iter().find(|(own, _)| *own == capture).map(|(_, node)| *node);
        let is = |words: &[Box<str>], node: Node<'_>| words.iter().any(|word| **word == *node.kind());
        let text = |capture: u32| node(capture).map(|node| file.text_of(node));
        let answer = match &self.test {
            Test::Equal(one, two) => text(*one).zip(text(*two)).map(|(one, two)| one == two),
            Test::AnyOf(capture, words) => text(*capture).map(|text| words.iter().any(|word| **word == *text)),
            Test::Match(capture, pattern) => text(*capture).map(|text| pattern.is_match(text)),
            Test::Inside(capture, scopes) => {
                node(*capture).map(|node| scopes.iter().any(|scope| file.scopes().inside(*scope, &node.byte_range())))
            }
            Test::Ancestor(capture, kinds) => node(*capture).map(|node| ancestors(node).any(|node| is(kinds, node))),
            Test::Parent(capture, kinds) => {
                node(*capture).map(|node| node.parent().is_some_and(|node| is(kinds, node)))
            }
            Test::Descendant(capture, kinds) => {
                node(*capture).map(|node| descendants(node).skip(1).any(|node| is(kinds, node)))
            }
            Test::Kind(capture, kinds) => node(*capture).map(|node| is(kinds, node)),
            Test::FileMatch(pattern) => Some(pattern.is_match(&file.text)),
        };
        answer.is_none_or(|answer| answer != self.negated)
    }
}
