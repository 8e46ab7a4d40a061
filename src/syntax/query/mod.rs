//! Queries over trees: the part of tree-sitter's query language that rules and languages use, read in microseconds and
//! matched on our own tree. What a pattern may ask beside its shape is up to whoever reads it: [`TextPredicate`] for the
//! queries of languages, more for those of rules.

mod matching;
mod pattern;
mod predicate;
mod reader;
mod tokens;

pub(crate) use matching::{Dispatch, Matcher, touched};
pub(crate) use pattern::{Asks, Pattern};
pub(crate) use predicate::{Argument, Captures, PatternPredicate, TextPredicate, texts};
pub(crate) use reader::read;
pub(crate) use tokens::{Placed, Token, tokens};

use super::grammar::Grammar;
use super::tree::{Node, Tree};

/// Patterns that are matched together.
pub(crate) struct Patterns<P> {
    patterns: Vec<Pattern<P>>,
    dispatch: Dispatch<usize>,
}

impl Patterns<TextPredicate> {
    /// The patterns of a language's own query.
    pub fn of_language(grammar: &'static Grammar, source: &str) -> Self {
        let patterns = read(grammar, source, &TextPredicate::read).expect("a test reads the queries of every language");
        let mut dispatch = Dispatch::new(grammar);
        for (index, pattern) in patterns.iter().enumerate() {
            dispatch.add(pattern, index);
        }
        Self { patterns, dispatch }
    }

    /// Calls with every match in a tree, in the order of the text.
    pub fn run<'t>(
        &self,
        tree: &'t Tree,
        text: &'t str,
        mut found: impl FnMut(&Pattern<TextPredicate>, &Captures<'t>),
    ) {
        for node in tree.nodes() {
            self.run_at(node, text, &mut found);
        }
    }

    /// Calls with every match that starts with this node.
    pub fn run_at<'t>(
        &self,
        node: Node<'t>,
        text: &'t str,
        found: &mut impl FnMut(&Pattern<TextPredicate>, &Captures<'t>),
    ) {
        self.run_some(node, text, |_| true, found);
    }

    /// The same for the patterns that have a capture of this name.
    pub fn run_capturing<'t>(
        &self,
        name: &str,
        node: Node<'t>,
        text: &'t str,
        found: &mut impl FnMut(&Pattern<TextPredicate>, &Captures<'t>),
    ) {
        self.run_some(node, text, |pattern| pattern.captures.iter().any(|own| own == name), found);
    }

    fn run_some<'t>(
        &self,
        node: Node<'t>,
        text: &'t str,
        is_wanted: impl Fn(&Pattern<TextPredicate>) -> bool,
        found: &mut impl FnMut(&Pattern<TextPredicate>, &Captures<'t>),
    ) {
        let matcher = Matcher::unbounded(text);
        let patterns = self.dispatch.at(node).iter().map(|&index| &self.patterns[index]);
        for pattern in patterns.filter(|pattern| is_wanted(pattern)) {
            matcher.run(pattern, node, &mut |captures| {
                if pattern.predicates.iter().all(|predicate| predicate.holds(text, captures)) {
                    found(pattern, captures);
                }
            });
        }
    }

    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::syntax::{Language, SourceFile};

    /// The matches of a query in a list of this many numbers: how many, the most captures of one, whether some may be
    /// missing.
    fn matched(query: &str, numbers: usize, until: Option<Instant>) -> (usize, usize, bool) {
        let python = Language::named("python").unwrap();
        let patterns = read(python.grammar(), query, &TextPredicate::read).unwrap();
        let file = SourceFile::new("a.py", format!("x = [{}]\n", "1, ".repeat(numbers)));
        let list = file.tree().unwrap().nodes().find(|node| node.kind() == "list").unwrap();
        let matcher = Matcher::new(&file.text, 100_000).until(until);
        let (mut matches, mut captures) = (0, 0);
        matcher.run(&patterns[0], list, &mut |found| {
            matches += 1;
            captures = captures.max(found.len());
        });
        (matches, captures, matcher.is_incomplete())
    }

    #[test]
    fn a_repeated_step_over_thousands_of_siblings_is_cut_and_said_so() {
        assert_eq!(matched("(list . (_)* @a .)", 100, None), (1, 100, false));
        for query in ["(list (_)* @a) @b", "(list (_)* @a (_)* @b (_)* @c (_)* @d)", "(list . (_)+ @a .)"] {
            let (_, captures, is_incomplete) = matched(query, 20_000, None);
            assert!(captures <= 501 && is_incomplete, "{query}: {captures} {is_incomplete}");
        }
    }

    #[test]
    fn nothing_is_matched_once_the_time_is_up() {
        assert_eq!(matched("(list (integer) @a)", 3, None), (3, 1, false));
        assert_eq!(matched("(list (integer) @a)", 3, Some(Instant::now())), (0, 0, true));
    }
}
