//! Patterns against a syntax tree: one walk over the nodes that touch the given ranges serves them all.
//!
//! A test holds the matches against tree-sitter's own. One difference is known: for a node of a pattern that is
//! not captured tree-sitter takes the first sibling that fits, where this tries each, and so may find more.

use std::collections::HashMap;
use std::ops::Range;

use tree_sitter::{Node, Tree, TreeCursor};

use super::pattern::{Pattern, Step, Test};
use crate::syntax::advance;

/// Captured nodes, by the index of the capture.
pub(super) type Captures<'t> = Vec<(u32, Node<'t>)>;

/// Patterns by the kind of node that they start with.
#[derive(Default)]
pub(super) struct Patterns {
    all: Vec<(usize, Pattern)>,
    by_kind: HashMap<u16, Vec<usize>>,
    for_any_kind: Vec<usize>,
}

impl Patterns {
    /// Adds the patterns of a rule.
    pub(super) fn add(&mut self, rule: usize, patterns: Vec<Pattern>) {
        for pattern in patterns {
            let index = self.all.len();
            let mut kinds = Vec::new();
            if kinds_of(&pattern.steps[0], &mut kinds) {
                kinds.sort_unstable();
                kinds.dedup();
                for kind in kinds {
                    self.by_kind.entry(kind).or_default().push(index);
                }
            } else {
                self.for_any_kind.push(index);
            }
            self.all.push((rule, pattern));
        }
    }

    /// Every match of a wanted rule whose first node touches one of the sorted ranges. `budget` is how many nodes may be
    /// compared; `false` where it ran out.
    pub(super) fn run<'t>(
        &self,
        tree: &'t Tree,
        ranges: &[Range<usize>],
        wanted: &[bool],
        budget: &mut usize,
        mut found: impl FnMut(usize, &Pattern, Captures<'t>),
    ) -> bool {
        let mut cursor = tree.walk();
        loop {
            let node = cursor.node();
            let touched = ranges.partition_point(|range| range.end < node.start_byte());
            let inside = ranges.get(touched).is_some_and(|range| range.start <= node.end_byte());
            if inside {
                let own = self.by_kind.get(&node.kind_id()).into_iter().flatten();
                for &index in own.chain(&self.for_any_kind) {
                    let (rule, pattern) = &self.all[index];
                    if !wanted[*rule] {
                        continue;
                    }
                    for captures in match_siblings(&pattern.steps, &cursor, budget) {
                        found(*rule, pattern, captures);
                    }
                }
            }
            if *budget == 0 {
                return false;
            }
            if !advance(&mut cursor, inside) {
                return true;
            }
        }
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

/// A node and the field of its parent that it is in.
type Child<'t> = (Node<'t>, Option<u16>);

fn child<'t>(cursor: &TreeCursor<'t>) -> Child<'t> {
    (cursor.node(), cursor.field_id().map(std::num::NonZeroU16::get))
}

/// The matches of sibling steps of which the first is the node that the cursor is at.
fn match_siblings<'t>(steps: &[Step], cursor: &TreeCursor<'t>, budget: &mut usize) -> Vec<Captures<'t>> {
    let (first, rest) = steps.split_first().expect("a pattern has a node");
    let heads = match_step(first, child(cursor), budget);
    if heads.is_empty() || rest.is_empty() {
        return heads;
    }
    joined(&heads, &match_children(rest, false, &following(rest, cursor.clone()), budget))
}

/// The siblings after the node that the cursor is at, as far as steps can reach: to collect all of them for
/// each of a thousand siblings would take a million steps.
fn following<'t>(steps: &[Step], mut cursor: TreeCursor<'t>) -> Vec<Child<'t>> {
    /// How often a repeated step is followed.
    const MOST_REPEATED: usize = 32;
    let reach = |step: &Step| if step.repeated { MOST_REPEATED } else { 1 };
    let is_bounded = steps.iter().all(|step| step.immediate);
    let mut left = if is_bounded { steps.iter().map(reach).sum() } else { usize::MAX };
    let mut siblings = Vec::new();
    while left > 0 && cursor.goto_next_sibling() {
        left -= usize::from(cursor.node().is_named());
        siblings.push(child(&cursor));
    }
    siblings
}

/// The ways in which a step and what is beneath it match a node; none where they do not.
fn match_step<'t>(step: &Step, (node, field): Child<'t>, budget: &mut usize) -> Vec<Captures<'t>> {
    *budget = budget.saturating_sub(1);
    let fits = step.field.is_none_or(|wanted| field == Some(wanted))
        && match &step.test {
            Test::Any | Test::OneOf(_) => true,
            Test::Named => node.is_named(),
            Test::Kind(kind) => node.kind_id() == *kind,
        };
    if !fits || step.without.iter().any(|&field| node.child_by_field_id(field).is_some()) {
        return Vec::new();
    }
    let own: Captures<'t> = step.captures.iter().map(|&capture| (capture, node)).collect();
    if let Test::OneOf(choices) = &step.test {
        let mut ways = Vec::new();
        for choice in choices {
            ways.extend(match_step(choice, (node, field), budget));
        }
        return joined(&[own], &ways);
    }
    if step.children.is_empty() && !step.closed {
        return vec![own];
    }
    let mut cursor = node.walk();
    let mut children = Vec::with_capacity(node.child_count() as usize);
    let mut there = cursor.goto_first_child();
    while there {
        children.push(child(&cursor));
        there = cursor.goto_next_sibling();
    }
    joined(&[own], &match_children(&step.children, step.closed, &children, budget))
}

/// The ways in which steps match children in their order.
fn match_children<'t>(steps: &[Step], closed: bool, children: &[Child<'t>], budget: &mut usize) -> Vec<Captures<'t>> {
    let Some((step, rest)) = steps.split_first() else {
        let open = closed && children.iter().any(|(node, _)| node.is_named());
        return if open { Vec::new() } else { vec![Captures::new()] };
    };
    let mut ways = Vec::new();
    for (index, &candidate) in children.iter().enumerate() {
        if *budget == 0 {
            break;
        }
        let heads = match_step(step, candidate, budget);
        if !heads.is_empty() {
            let after = &children[index + 1..];
            let again = if step.repeated { match_children(steps, closed, after, budget) } else { Vec::new() };
            // The longest run of a repeated step is the match.
            let tails = if again.is_empty() { match_children(rest, closed, after, budget) } else { again };
            ways.extend(joined(&heads, &tails));
        }
        if step.immediate && candidate.0.is_named() {
            break;
        }
    }
    if ways.is_empty() && step.optional { match_children(rest, closed, children, budget) } else { ways }
}

/// Every way of the first followed by every way of the second.
fn joined<'t>(heads: &[Captures<'t>], tails: &[Captures<'t>]) -> Vec<Captures<'t>> {
    heads.iter().flat_map(|head| tails.iter().map(|tail| [head.as_slice(), tail].concat())).collect()
}
