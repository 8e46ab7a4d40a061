//! A node of a tree: what it is, where it is, and the ways from it to others.

use std::ops::Range;

use super::{ERROR, EXTRA, Entry, HAS_ERROR, MISSING, NAMED, NONE, Tree};
use crate::syntax::grammar::{Field, Role};

/// A node of a tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    pub(super) tree: &'t Tree,
    pub(super) index: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?}", self.kind(), self.byte_range())
    }
}

impl<'t> Node<'t> {
    fn entry(self) -> &'t Entry {
        &self.tree.nodes[self.index as usize]
    }

    fn at(self, index: u32) -> Option<Self> {
        (index != NONE).then_some(Self { index, ..self })
    }

    /// Its position in the order of the text, which no other node of the tree has.
    pub fn id(&self) -> usize {
        self.index as usize
    }

    /// The tree that it is in.
    pub fn tree(&self) -> &'t Tree {
        self.tree
    }

    /// What the grammar calls it.
    pub fn kind(&self) -> &'static str {
        self.tree.grammar.kind(self.entry().kind)
    }

    /// The id of its kind.
    pub fn kind_id(&self) -> u16 {
        self.entry().kind
    }

    /// Whether the language gives its kind a role.
    pub fn is(&self, role: Role) -> bool {
        self.tree.grammar.has_role(self.entry().kind, role)
    }

    /// The id of the field of its parent that it is in; 0 for none.
    pub fn field_id(&self) -> u16 {
        self.entry().field
    }

    /// Whether the grammar has a name for it, which punctuation and keywords do not.
    pub fn is_named(&self) -> bool {
        self.entry().flags & NAMED != 0
    }

    /// Whether it may be anywhere: a comment.
    pub fn is_extra(&self) -> bool {
        self.entry().flags & EXTRA != 0
    }

    /// Whether it is text that could not be parsed.
    pub fn is_error(&self) -> bool {
        self.entry().flags & ERROR != 0
    }

    /// Whether the parser put it in where the text has nothing.
    pub fn is_missing(&self) -> bool {
        self.entry().flags & MISSING != 0
    }

    /// Whether something in it could not be parsed.
    pub fn has_error(&self) -> bool {
        self.entry().flags & HAS_ERROR != 0
    }

    /// The byte that it starts at.
    pub fn start_byte(&self) -> usize {
        self.entry().start as usize
    }

    /// The byte after its last.
    pub fn end_byte(&self) -> usize {
        self.entry().end as usize
    }

    /// Its bytes.
    pub fn byte_range(&self) -> Range<usize> {
        self.start_byte()..self.end_byte()
    }

    /// The node directly around it.
    pub fn parent(&self) -> Option<Self> {
        self.at(self.entry().parent)
    }

    /// One past the position of the last node beneath it.
    pub(crate) fn after(&self) -> usize {
        self.entry().after as usize
    }

    /// The nodes directly beneath it.
    pub fn children(&self) -> impl Iterator<Item = Self> + use<'t> {
        self.siblings(self.index + 1, self.entry().after)
    }

    /// It and the nodes after it, beneath the same one.
    pub(crate) fn and_following(&self) -> impl Iterator<Item = Self> + use<'t> {
        let end = self.parent().map_or(self.entry().after, |outer| outer.entry().after);
        self.siblings(self.index, end)
    }

    /// The siblings from one on, up to the end of what is around them.
    fn siblings(self, first: u32, end: u32) -> impl Iterator<Item = Self> + use<'t> {
        let mut next = first;
        std::iter::from_fn(move || {
            let node = Self { index: next, ..self };
            (next < end).then(|| {
                next = node.entry().after;
                node
            })
        })
    }

    /// The named nodes directly beneath it.
    pub fn named_children(&self) -> impl Iterator<Item = Self> + use<'t> {
        self.children().filter(Self::is_named)
    }

    /// How many nodes are directly beneath it.
    pub fn child_count(&self) -> usize {
        self.children().count()
    }

    /// How many named ones are.
    pub fn named_child_count(&self) -> usize {
        self.named_children().count()
    }

    /// A child by its number from 0.
    pub fn child(&self, number: usize) -> Option<Self> {
        self.children().nth(number)
    }

    /// A named child by its number from 0.
    pub fn named_child(&self, number: usize) -> Option<Self> {
        self.named_children().nth(number)
    }

    /// The first child in a field.
    pub fn child_by_field_name(&self, field: &str) -> Option<Self> {
        let grammar = self.tree.grammar;
        self.children().find(|child| child.field_id() != 0 && grammar.field(child.field_id()) == field)
    }

    /// The first child that is a part of it, whatever the grammar calls its field.
    pub fn part(&self, field: Field) -> Option<Self> {
        let id = self.tree.grammar.part_id(field);
        if id == 0 { None } else { self.child_by_field_id(id) }
    }

    /// Whether it is that part of what is around it.
    pub fn is_part(&self, field: Field) -> bool {
        self.field_id() != 0 && self.field_id() == self.tree.grammar.part_id(field)
    }

    /// The first child in a field, by the id of the field.
    pub fn child_by_field_id(&self, field: u16) -> Option<Self> {
        self.children().find(|child| child.field_id() == field)
    }

    /// The children in a field.
    pub fn children_by_field_name<'n>(&self, field: &'n str) -> impl Iterator<Item = Self> + use<'t, 'n> {
        let grammar = self.tree.grammar;
        self.children().filter(move |child| child.field_id() != 0 && grammar.field(child.field_id()) == field)
    }

    /// The node after it, beneath the same one.
    pub fn next_sibling(&self) -> Option<Self> {
        let end = self.parent()?.entry().after;
        let after = self.entry().after;
        (after < end).then_some(Self { index: after, ..*self })
    }

    /// The node before it, beneath the same one.
    pub fn prev_sibling(&self) -> Option<Self> {
        self.at(self.entry().before)
    }

    /// The named node after it, beneath the same one.
    pub fn next_named_sibling(&self) -> Option<Self> {
        std::iter::successors(self.next_sibling(), Self::next_sibling).find(Self::is_named)
    }

    /// The named node before it, beneath the same one.
    pub fn prev_named_sibling(&self) -> Option<Self> {
        std::iter::successors(self.prev_sibling(), Self::prev_sibling).find(Self::is_named)
    }

    /// The smallest node beneath it, itself included, that holds the bytes.
    pub fn descendant_for_byte_range(&self, start: usize, end: usize) -> Option<Self> {
        let nodes = &self.tree.nodes[self.index as usize..self.after()];
        let last = nodes.partition_point(|node| node.start as usize <= start).checked_sub(1)?;
        let last = Self { index: self.index + u32::try_from(last).expect("it is a position of the tree"), ..*self };
        let holds = |node: &Self| node.end_byte() >= end && (node.end_byte() > start || *node == *self);
        std::iter::successors(Some(last), Self::parent).find(|node| holds(node) || *node == *self)
    }

    /// The smallest named node beneath it, itself included, that holds the bytes.
    pub fn named_descendant_for_byte_range(&self, start: usize, end: usize) -> Option<Self> {
        let smallest = self.descendant_for_byte_range(start, end)?;
        std::iter::successors(Some(smallest), Self::parent).find(Self::is_named)
    }
}

/// The nodes beneath a node, itself included, in the order of the text. What is beneath a node is left out unless
/// `enter` says so.
pub fn walk<'t>(node: Node<'t>, enter: impl Fn(Node<'t>) -> bool) -> impl Iterator<Item = Node<'t>> {
    let end = node.after();
    let mut next = node.id();
    std::iter::from_fn(move || {
        if next >= end {
            return None;
        }
        let current = node.tree.node(next);
        next = if enter(current) { next + 1 } else { current.after() };
        Some(current)
    })
}

/// All nodes beneath a node, itself included, in the order of the text.
pub fn descendants(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    (node.id()..node.after()).map(move |index| node.tree.node(index))
}

/// The nodes around a node, innermost first, without itself.
pub fn ancestors(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    std::iter::successors(node.parent(), Node::parent)
}
