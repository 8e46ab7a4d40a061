//! What queries may ask beyond tree-sitter's own `#eq?`, `#match?` and `#any-of?`.
//!
//! | predicate | holds where |
//! |---|---|
//! | `#inside? @x scope ...` | the node lies in one of the scopes of `scopes.scm` |
//! | `#has-ancestor? @x kind ...` | a node around it is of one of these kinds |
//! | `#has-parent? @x kind ...` | the node directly around it is |
//! | `#has-descendant? @x kind ...` | a node beneath it is |
//! | `#kind-eq? @x kind ...` | it is itself of one of these kinds |
//! | `#file-match? "regex"` | the regular expression matches somewhere in the file |
//!
//! Each has its opposite: `#not-inside?` and so on. A capture without a node satisfies every predicate.

use regex::Regex;
use tree_sitter::{Node, QueryMatch, QueryPredicate, QueryPredicateArg};

use crate::syntax::{Scope, SourceFile, ancestors, descendants};

/// A predicate of a pattern.
pub(super) struct Predicate {
    negated: bool,
    test: Test,
}

enum Test {
    Inside(u32, Vec<Scope>),
    Ancestor(u32, Vec<Box<str>>),
    Parent(u32, Vec<Box<str>>),
    Descendant(u32, Vec<Box<str>>),
    Kind(u32, Vec<Box<str>>),
    FileMatch(Regex),
}

impl Predicate {
    /// Reads a predicate that tree-sitter does not know itself.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub(super) fn read(predicate: &QueryPredicate) -> Result<Self, String> {
        let full = predicate.operator.trim_end_matches('?');
        let (negated, name) = full.strip_prefix("not-").map_or((false, full), |name| (true, name));
        if name == "file-match" {
            let [QueryPredicateArg::String(pattern)] = &*predicate.args else {
                return Err(format!("`#{full}?` takes one regular expression"));
            };
            let test = Regex::new(pattern).map(Test::FileMatch).map_err(|error| error.to_string())?;
            return Ok(Self { negated, test });
        }
        let Some((QueryPredicateArg::Capture(capture), words)) = predicate.args.split_first() else {
            return Err(format!("`#{full}?` takes a capture first"));
        };
        let words: Vec<Box<str>> = words
            .iter()
            .map(|word| match word {
                QueryPredicateArg::String(word) => Ok(word.clone()),
                QueryPredicateArg::Capture(_) => Err(format!("`#{full}?` takes one capture and then names")),
            })
            .collect::<Result<_, _>>()?;
        let test = match name {
            "inside" => {
                let scope = |word: &str| Scope::named(word).ok_or(format!("`{word}` is no scope"));
                Test::Inside(*capture, words.iter().map(|word| scope(word)).collect::<Result<_, _>>()?)
            }
            "has-ancestor" => Test::Ancestor(*capture, words),
            "has-parent" => Test::Parent(*capture, words),
            "has-descendant" => Test::Descendant(*capture, words),
            "kind-eq" => Test::Kind(*capture, words),
            _ => return Err(format!("there is no predicate `#{}`", predicate.operator)),
        };
        Ok(Self { negated, test })
    }

    /// Whether it holds for a match.
    pub(super) fn holds(&self, file: &SourceFile, found: &QueryMatch<'_, '_>) -> bool {
        let node = |capture: u32| found.nodes_for_capture_index(capture).next();
        let is = |words: &[Box<str>], node: Node<'_>| words.iter().any(|word| **word == *node.kind());
        let answer = match &self.test {
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
            Test::FileMatch(regex) => Some(regex.is_match(&file.text)),
        };
        answer.is_none_or(|answer| answer != self.negated)
    }
}
