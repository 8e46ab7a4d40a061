//! A syntax tree as one array of nodes in the order of the text. Tree-sitter's own nodes look for their parent from the
//! root down; here it is one step, as are siblings, and what is beneath a node is a range of the array.

use std::ops::Range;

use tree_sitter::TreeCursor;

use super::grammar::{Field, Grammar, Role};

/// Code that is nested deeper counts as too complex. What people and their tools write stays far below.
const DEEPEST: usize = 3000;

/// No node: the parent of the root, the sibling before the first.
const NONE: u32 = u32::MAX;

const NAMED: u8 = 1;
const EXTRA: u8 = 2;
const ERROR: u8 = 4;
const MISSING: u8 = 8;
const HAS_ERROR: u8 = 16;

/// One node; indices are positions in [`Tree::nodes`], texts are in bytes.
#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    end: u32,
    parent: u32,
    /// The sibling before it.
    before: u32,
    /// One past the last node beneath it: its next sibling, if it has one.
    after: u32,
    kind: u16,
    field: u16,
    flags: u8,
}

/// The tree of a text.
pub struct Tree {
    nodes: Vec<Entry>,
    grammar: &'static Grammar,
    parsed: tree_sitter::Tree,
    is_partial: bool,
}

impl Tree {
    /// Reads tree-sitter's tree; `None` where it is nested too deep, or too large to be numbered.
    pub(super) fn read(parsed: tree_sitter::Tree, grammar: &'static Grammar, is_partial: bool) -> Option<Self> {
        let has_error = parsed.root_node().has_error();
        let mut cursor = parsed.walk();
        let mut nodes: Vec<Entry> = Vec::with_capacity(parsed.root_node().descendant_count());
        let mut open: Vec<usize> = Vec::new();
        let mut before = NONE;
        'nodes: loop {
            let index = nodes.len();
            let parent = open.last().map(|&parent| u32::try_from(parent)).transpose().ok()?;
            nodes.push(entry(&cursor, grammar, parent.unwrap_or(NONE), before, has_error)?);
            if cursor.goto_first_child() {
                open.push(index);
                if open.len() > DEEPEST {
                    return None;
                }
                before = NONE;
                continue;
            }
            let mut closed = index;
            loop {
                nodes[closed].after = u32::try_from(nodes.len()).ok()?;
                let failed = nodes[closed].flags & (ERROR | MISSING | HAS_ERROR) != 0;
                if let Some(&outer) = open.last().filter(|_| failed) {
                    nodes[outer].flags |= HAS_ERROR;
                }
                if cursor.goto_next_sibling() {
                    before = u32::try_from(closed).ok()?;
                    continue 'nodes;
                }
                let Some(outer) = open.pop() else { break 'nodes };
                cursor.goto_parent();
                closed = outer;
            }
        }
        drop(cursor);
        Some(Self { nodes, grammar, parsed, is_partial })
    }

    /// Whether parts of the text were left out.
    pub fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// The node of the whole text.
    pub fn root_node(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }

    /// All nodes, in the order of the text.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        descendants(self.root_node())
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node at a position in the order of the text.
    pub(crate) fn node(&self, index: usize) -> Node<'_> {
        Node { tree: self, index: u32::try_from(index).expect("the tree was numbered so") }
    }

    /// The tree as tree-sitter has it, for its own queries.
    pub(crate) fn parsed(&self) -> &tree_sitter::Tree {
        &self.parsed
    }

    /// The node that tree-sitter means by one of its own.
    pub(crate) fn same(&self, node: tree_sitter::Node<'_>) -> Node<'_> {
        let (start, end, kind) = (node.start_byte(), node.end_byte(), node.kind_id());
        let mut index = self.nodes.partition_point(|own| (own.start as usize) < start);
        while let Some(own) = self.nodes.get(index).filter(|own| own.start as usize == start) {
            if own.end as usize == end && own.kind == kind {
                break;
            }
            index += 1;
        }
        self.node(index.min(self.nodes.len() - 1))
    }
}

fn entry(cursor: &TreeCursor<'_>, grammar: &Grammar, parent: u32, before: u32, look_for_errors: bool) -> Option<Entry> {
    let node = cursor.node();
    let kind = node.kind_id();
    let mut flags = 0;
    if grammar.is_named(kind) {
        flags |= NAMED;
    }
    if node.is_extra() {
        flags |= EXTRA;
    }
    if look_for_errors && node.is_error() {
        flags |= ERROR | HAS_ERROR;
    }
    if look_for_errors && node.is_missing() {
        flags |= MISSING | HAS_ERROR;
    }
    Some(Entry {
        start: u32::try_from(node.start_byte()).ok()?,
        end: u32::try_from(node.end_byte()).ok()?,
        parent,
        before,
        after: 0,
        kind,
        field: cursor.field_id().map_or(0, std::num::NonZeroU16::get),
        flags,
    })
}

/// A node of a tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    index: u32,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::SourceFile;

    const CODE: &str = "import os  # it\n\n\ndef f(a, *, b=1):\n    'doc'\n    for x in a:\n        g(x)[1].y = (b,)\n    return -a\n\nclass A: pass\nx = (1 +\n";

    /// Every node of a file beside tree-sitter's own.
    fn both(file: &SourceFile, mut check: impl FnMut(Node<'_>, tree_sitter::Node<'_>)) {
        let tree = file.tree().unwrap();
        let mut cursor = tree.parsed().walk();
        for node in tree.nodes() {
            check(node, cursor.node());
            if !cursor.goto_first_child() {
                while !cursor.goto_next_sibling() && cursor.goto_parent() {}
            }
        }
    }

    #[test]
    fn nodes_are_those_of_tree_sitter() {
        let file = SourceFile::new("a.py", CODE);
        both(&file, |own, theirs| {
            assert_eq!(own.kind(), theirs.kind());
            assert_eq!(own.byte_range(), theirs.byte_range(), "{own:?}");
            assert_eq!((own.is_named(), own.is_extra()), (theirs.is_named(), theirs.is_extra()), "{own:?}");
            assert_eq!((own.is_error(), own.is_missing()), (theirs.is_error(), theirs.is_missing()), "{own:?}");
            assert_eq!(own.has_error(), theirs.has_error(), "{own:?}");
            let same = |own: Option<Node<'_>>, theirs: Option<tree_sitter::Node<'_>>| {
                let own = own.map(|node| (node.kind(), node.byte_range()));
                assert_eq!(own, theirs.map(|node| (node.kind(), node.byte_range())));
            };
            same(own.parent(), theirs.parent());
            same(own.next_sibling(), theirs.next_sibling());
            same(own.prev_sibling(), theirs.prev_sibling());
            same(own.next_named_sibling(), theirs.next_named_sibling());
            same(own.prev_named_sibling(), theirs.prev_named_sibling());
            same(own.named_child(1), theirs.named_child(1));
            for field in ["name", "body", "left", "function", "alternative", "argument"] {
                same(own.child_by_field_name(field), theirs.child_by_field_name(field));
            }
            assert_eq!(own.child_count(), theirs.child_count() as usize);
            assert_eq!(own.named_child_count(), theirs.named_child_count());
        });
    }

    #[test]
    fn the_smallest_node_around_bytes_is_that_of_tree_sitter() {
        let file = SourceFile::new("a.py", CODE);
        let tree = file.tree().unwrap();
        for start in 0..CODE.len() {
            for end in start..CODE.len() {
                let own = tree.root_node().descendant_for_byte_range(start, end).unwrap();
                let theirs = tree.parsed().root_node().descendant_for_byte_range(start, end).unwrap();
                assert_eq!((own.kind(), own.byte_range()), (theirs.kind(), theirs.byte_range()), "{start}..{end}");
            }
        }
    }

    #[test]
    fn a_walk_leaves_out_what_is_beneath_a_closed_node() {
        let file = SourceFile::new("a.py", CODE);
        let root = file.tree().unwrap().root_node();
        let kinds: Vec<_> = walk(root, |node| node.kind() == "module").map(|node| node.kind()).collect();
        assert_eq!(kinds[..4], ["module", "import_statement", "comment", "function_definition"]);
        assert!(walk(root, |_| true).eq(descendants(root)));
    }
}
