//! A syntax tree as one array of nodes in the order of the text. Tree-sitter's own nodes look for their parent from the
//! root down; here it is one step, as are siblings, and what is beneath a node is a range of the array.

mod node;

use tree_sitter::TreeCursor;

use super::grammar::Grammar;
pub use node::{Node, ancestors, descendants, walk};

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
                if failed && let Some(&outer) = open.last() {
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
    #[cfg(any(test, fuzzing))]
    pub(crate) fn same(&self, node: tree_sitter::Node<'_>) -> Node<'_> {
        let start = node.start_byte();
        let end = node.end_byte();
        let kind = node.kind_id();
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
