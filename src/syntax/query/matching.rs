//! Patterns against a tree. Tests hold the matches against tree-sitter's own. Two differences are known: for a node of
//! a pattern that is not captured tree-sitter takes the first sibling that fits, where this tries each, and so may find
//! more; and of a node that may be absent or come again this takes the longest run, where tree-sitter tries shorter ones
//! too for what follows it.

use std::cell::Cell;
use std::ops::Range;
use std::time::Instant;

use super::pattern::{Pattern, Step, Test};
use super::predicate::Captures;
use crate::syntax::grammar::Grammar;
use crate::syntax::tree::{Node, Tree};

/// How often a repeated step is followed among siblings without an anchor.
const MOST_REPEATED: usize = 32;

/// How many siblings deep a match goes: each that a repeated step takes is a level of recursion.
const DEEPEST: usize = 500;
/// How many nodes are compared between two looks at the clock.
const NODES_PER_LOOK: usize = 1024;

/// What is wanted at which kinds of nodes.
pub(crate) struct Dispatch<T> {
    by_kind: Vec<Vec<T>>,
}

impl<T: Copy> Dispatch<T> {
    pub fn new(grammar: &Grammar) -> Self {
        // The last is for errors, which have an id beyond all others.
        Self { by_kind: vec![Vec::new(); grammar.kind_count() + 1] }
    }

    /// Adds a value for the kinds that a pattern can start with.
    pub fn add<P>(&mut self, pattern: &Pattern<P>, value: T) {
        let mut kinds = Vec::new();
        if kinds_of(&pattern.steps[0], &mut kinds) {
            self.add_kinds(kinds, value);
        } else {
            self.by_kind.iter_mut().for_each(|values| values.push(value));
        }
    }

    /// Adds a value for some kinds.
    pub fn add_kinds(&mut self, mut kinds: Vec<u16>, value: T) {
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            self.by_kind[usize::from(kind)].push(value);
        }
    }

    /// What is wanted at a node.
    pub fn at(&self, node: Node<'_>) -> &[T] {
        let last = self.by_kind.len() - 1;
        &self.by_kind[usize::from(node.kind_id()).min(last)]
    }
}

/// Collects the kinds that a step can be; `false` where it can be any.
fn kinds_of(step: &Step, kinds: &mut Vec<u16>) -> bool {
    match &step.test {
        Test::Any | Test::Named => false,
        Test::Kind(kind) => {
            kinds.push(*kind);
            true
        }
        Test::OneOf(choices) => choices.iter().all(|choice| kinds_of(choice, kinds)),
    }
}

/// Whether a node is of a kind that a step can be.
#[inline]
fn may_be(step: &Step, node: Node<'_>) -> bool {
    match &step.test {
        // What does not parse is nothing of the language.
        Test::Any => !node.is_error(),
        Test::Named => node.is_named() && !node.is_error(),
        Test::Kind(kind) => node.kind_id() == *kind,
        Test::OneOf(choices) => may_be_one(choices, node),
    }
}

fn may_be_one(choices: &[Step], node: Node<'_>) -> bool {
    choices.iter().any(|choice| may_be(choice, node))
}

/// The nodes that touch one of the sorted byte ranges, in the order of the text.
pub(crate) fn touched<'t>(tree: &'t Tree, ranges: &[Range<usize>]) -> impl Iterator<Item = Node<'t>> {
    let mut next = 0;
    let mut first = 0;
    std::iter::from_fn(move || {
        while next < tree.len() {
            let node = tree.node(next);
            // Nodes come by where they start, so that ranges before one are before all that follow.
            while ranges.get(first).is_some_and(|range| range.end < node.start_byte()) {
                first += 1;
            }
            let range = ranges.get(first)?;
            if range.start <= node.end_byte() {
                next += 1;
                return Some(node);
            }
            next = node.after();
        }
        None
    })
}

/// Matches patterns within a budget of nodes that may be compared.
pub(crate) struct Matcher<'t> {
    text: &'t str,
    left: Cell<usize>,
    /// When the work is stopped, whatever is left.
    until: Option<Instant>,
    depth: Cell<usize>,
    /// Whether a match was not followed to its end.
    cut: Cell<bool>,
    /// Room for captures, used by one pattern after the other.
    captures: Cell<Captures<'t>>,
}

impl<'t> Matcher<'t> {
    pub fn new(text: &'t str, budget: usize) -> Self {
        let cut = Cell::new(false);
        Self { text, left: Cell::new(budget), until: None, depth: Cell::new(0), cut, captures: Cell::default() }
    }

    /// The same with a time from which on nothing more is matched.
    #[must_use]
    pub fn until(self, until: Option<Instant>) -> Self {
        Self { until, ..self }
    }

    /// For patterns that are known to be cheap.
    pub fn unbounded(text: &'t str) -> Self {
        Self::new(text, usize::MAX)
    }

    /// Whether the budget is used up.
    pub fn is_exhausted(&self) -> bool {
        self.left.get() == 0
    }

    /// Whether matches may be missing, or their captures.
    pub fn is_incomplete(&self) -> bool {
        self.is_exhausted() || self.cut.get()
    }

    /// Calls with the captures of every match of a pattern whose first node is this one.
    pub fn run<P>(&self, pattern: &Pattern<P>, node: Node<'t>, found: &mut dyn FnMut(&Captures<'t>)) {
        let (first, rest) = pattern.steps.split_first().expect("a pattern has a node");
        let mut captures = self.captures.take();
        // What is done with a match may take longer than to find it.
        let mut found = |captures: &mut Captures<'t>| {
            self.look_at_the_clock();
            if !self.is_exhausted() {
                found(captures);
            }
        };
        self.step(first, node, &mut captures, &mut |captures| {
            if rest.is_empty() {
                found(captures);
            } else {
                self.siblings(rest, false, node.next_sibling(), reach(rest), captures, &mut found);
            }
        });
        self.captures.set(captures);
    }

    /// Calls with every way in which a step and what is beneath it match a node.
    fn step(&self, step: &Step, node: Node<'t>, captures: &mut Captures<'t>, found: &mut dyn FnMut(&mut Captures<'t>)) {
        if self.may_match(step, node) {
            self.enter(step, node, captures, found);
        }
    }

    /// Whether a node can be what a step asks for, by itself.
    #[inline]
    fn fits(&self, step: &Step, node: Node<'t>) -> bool {
        self.count(1 + step.cost);
        step.field.is_none_or(|wanted| node.field_id() == wanted)
            && may_be(step, node)
            && step.without.iter().all(|&field| node.child_by_field_id(field).is_none())
            && step.words.iter().all(|words| words.iter().any(|word| **word == self.text[node.byte_range()]))
    }

    /// The ways in which what is beneath a step matches, for a node that fits.
    fn enter(
        &self,
        step: &Step,
        node: Node<'t>,
        captures: &mut Captures<'t>,
        found: &mut dyn FnMut(&mut Captures<'t>),
    ) {
        let before = captures.len();
        captures.extend(step.captures.iter().map(|&capture| (capture, node)));
        if let Test::OneOf(choices) = &step.test {
            for choice in choices {
                self.step(choice, node, captures, found);
            }
        } else if step.children.is_empty() && !step.closed {
            found(captures);
        } else {
            self.siblings(&step.children, step.closed, node.children().next(), usize::MAX, captures, found);
        }
        captures.truncate(before);
    }

    /// Whether there is, for each step that cannot be absent, a node that it may be, however they stand to each other:
    /// most nodes fail here, before anything is captured.
    fn may_match(&self, step: &Step, node: Node<'t>) -> bool {
        let mut needed = step.children.iter().filter(|child| !child.optional);
        !self.is_exhausted()
            && self.fits(step, node)
            && needed.all(|child| node.children().any(|part| self.may_match(child, part)))
    }

    /// Takes note of so many comparisons.
    fn count(&self, comparisons: usize) {
        let before = self.left.get();
        let left = before.saturating_sub(comparisons);
        self.left.set(left);
        if self.until.is_some() && before / NODES_PER_LOOK != left / NODES_PER_LOOK {
            self.look_at_the_clock();
        }
    }

    fn look_at_the_clock(&self) {
        if self.until.is_some_and(|until| Instant::now() >= until) {
            self.left.set(0);
        }
    }

    /// Calls with every way in which steps match siblings in their order, from `next` on and at most `reach` named ones
    /// far. Whether there was one.
    fn siblings(
        &self,
        steps: &[Step],
        closed: bool,
        next: Option<Node<'t>>,
        reach: usize,
        captures: &mut Captures<'t>,
        found: &mut dyn FnMut(&mut Captures<'t>),
    ) -> bool {
        if self.depth.get() >= DEEPEST {
            self.cut.set(true);
            return false;
        }
        self.depth.set(self.depth.get() + 1);
        let any = self.siblings_below(steps, closed, next, reach, captures, found);
        self.depth.set(self.depth.get() - 1);
        any
    }

    fn siblings_below(
        &self,
        steps: &[Step],
        closed: bool,
        next: Option<Node<'t>>,
        reach: usize,
        captures: &mut Captures<'t>,
        found: &mut dyn FnMut(&mut Captures<'t>),
    ) -> bool {
        let mut candidates = next.into_iter().flat_map(|next| next.and_following());
        let Some((step, rest)) = steps.split_first() else {
            if closed && candidates.any(|node| node.is_named()) {
                return false;
            }
            found(captures);
            return true;
        };
        let mut any = false;
        let mut left = reach;
        for candidate in candidates {
            if left == 0 || self.is_exhausted() {
                break;
            }
            left -= usize::from(candidate.is_named());
            if self.fits(step, candidate) {
                let after = candidate.next_sibling();
                self.enter(step, candidate, captures, &mut |captures| {
                    // The longest run of a repeated step is the match.
                    let again = step.repeated && self.siblings(steps, closed, after, left, captures, found);
                    any |= again || self.siblings(rest, closed, after, left, captures, found);
                });
            }
            if step.immediate && candidate.is_named() {
                break;
            }
        }
        any || (step.optional && self.siblings(rest, closed, next, reach, captures, found))
    }
}

/// How many named siblings steps can reach: to look at all of them for each of a thousand siblings would take a
/// million comparisons.
fn reach(steps: &[Step]) -> usize {
    if !steps.iter().all(|step| step.immediate) {
        return usize::MAX;
    }
    steps.iter().map(|step| if step.repeated { MOST_REPEATED } else { 1 }).sum()
}
