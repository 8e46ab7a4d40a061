//! Where a line stands in the tree: how deep, in which function, or in the midst of text.

use std::collections::HashMap;
use std::ops::Range;

use super::content::count;
use crate::finding::Line;
use crate::syntax::{Field, Node, Role, SourceFile, ancestors, descendants};

/// Where a line stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Place {
    /// Branches, loops and handlers around it, within its function.
    pub nesting: u32,
    /// Loops among them.
    pub loops: u32,
    /// The bytes of the innermost function.
    pub function: Option<Range<usize>>,
    /// Whether it is the function's first line.
    pub starts_function: bool,
    /// Whether it stands in a class, an `impl` or a type.
    pub in_class: bool,
    /// Whether it stands in the midst of a text or a comment.
    pub prose: bool,
    /// How many nodes lie between the root and it.
    pub depth: u32,
}

/// How large a function is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct FunctionSize {
    /// Lines.
    pub lines: u32,
    /// Branches, loops and handlers.
    pub branches: u32,
    /// Parameters, by the commas between them.
    pub parameters: u32,
}

/// Answers for the lines of one file; functions are measured once.
pub(super) struct Structure<'f> {
    file: &'f SourceFile,
    functions: HashMap<usize, FunctionSize>,
}

impl<'f> Structure<'f> {
    pub fn new(file: &'f SourceFile) -> Self {
        Self { file, functions: HashMap::new() }
    }

    /// Where a line stands; nowhere in particular without a tree.
    pub fn place(&self, line: Line) -> Place {
        let mut place = Place::default();
        let Some(tree) = self.file.tree() else { return place };
        let range = self.file.line_range(line);
        let indent = self.file.text[range.clone()].len() - self.file.line(line).trim_start().len();
        let byte = range.start + indent;
        let root = tree.root_node();
        let innermost = root.descendant_for_byte_range(byte, byte);
        let mut around: Vec<_> =
            innermost.into_iter().flat_map(|node| std::iter::once(node).chain(ancestors(node))).collect();
        // The root is around every line.
        around.pop();
        for node in around.into_iter().rev() {
            place.depth += 1;
            place.enter(node, range.start, byte);
        }
        place
    }

    /// How large a function is, by its bytes.
    pub fn function(&mut self, bytes: &Range<usize>) -> FunctionSize {
        if let Some(size) = self.functions.get(&bytes.start) {
            return *size;
        }
        let size = self.measure(bytes).unwrap_or_default();
        self.functions.insert(bytes.start, size);
        size
    }

    fn measure(&self, bytes: &Range<usize>) -> Option<FunctionSize> {
        let node = self.file.tree()?.root_node().descendant_for_byte_range(bytes.start, bytes.end)?;
        let branching = |node: &Node<'_>| node.is(Role::Branch) || node.is(Role::Loop) || node.is(Role::Handler);
        let parameters = node.part(Field::Parameters).map_or(0, |list| list.named_child_count());
        Some(FunctionSize {
            lines: self.file.line_at(node.end_byte()).0 - self.file.line_at(node.start_byte()).0 + 1,
            branches: count(descendants(node).filter(|node| node.is_named() && branching(node)).count()),
            parameters: count(parameters),
        })
    }
}

impl Place {
    fn enter(&mut self, node: Node<'_>, line_start: usize, byte: usize) {
        if node.is(Role::Function) {
            let starts = node.start_byte() >= line_start;
            *self = Self {
                function: Some(node.byte_range()),
                starts_function: starts,
                in_class: self.in_class,
                depth: self.depth,
                ..Self::default()
            };
        } else if node.is(Role::Branch) || node.is(Role::Loop) || node.is(Role::Handler) {
            // The line that opens a block is not in it.
            if node.start_byte() < byte {
                self.loops += u32::from(node.is(Role::Loop));
                self.nesting += 1;
            }
        } else if node.is(Role::Class) {
            self.in_class = true;
        } else if node.is(Role::Text) {
            self.prose |= node.start_byte() < line_start || is_statement(node);
        }
    }
}

/// Whether a text stands alone: a docstring.
fn is_statement(node: Node<'_>) -> bool {
    node.is(Role::String) && node.parent().is_some_and(|parent| parent.is(Role::Statement))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PYTHON: &str = "class A:\n    def f(self, x):\n        \"\"\"Text\n        if more\"\"\"\n        for y in x:\n            if y:\n                g(y)\n        return 1\n";

    #[test]
    fn nesting_counts_what_is_around_a_line_within_its_function() {
        let file = SourceFile::new("a.py", PYTHON);
        let structure = Structure::new(&file);
        let nesting = |line| (structure.place(Line(line)).nesting, structure.place(Line(line)).loops);
        assert_eq!([nesting(5), nesting(6), nesting(7), nesting(8)], [(0, 0), (1, 1), (2, 1), (0, 0)]);
        assert!(structure.place(Line(2)).starts_function && structure.place(Line(2)).in_class);
    }

    #[test]
    fn lines_of_a_docstring_are_prose() {
        let file = SourceFile::new("a.py", PYTHON);
        let structure = Structure::new(&file);
        let prose: Vec<_> = (1..=8).filter(|line| structure.place(Line(*line)).prose).collect();
        assert_eq!(prose, [3, 4]);
    }

    #[test]
    fn a_function_is_measured_with_its_branches() {
        let file = SourceFile::new(
            "a.rs",
            "fn f(a: u8, b: u8) {\n    if a > b { loop {} }\n    match a { 1 => 2, _ => 3 };\n}\n",
        );
        let mut structure = Structure::new(&file);
        let function = structure.place(Line(2)).function.unwrap();
        assert_eq!(structure.function(&function), FunctionSize { lines: 4, branches: 4, parameters: 2 });
    }
}
