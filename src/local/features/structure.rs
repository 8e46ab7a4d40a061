//! Where a line stands in the tree: how deep, in which function, or in the midst of text.

use std::collections::HashMap;
use std::ops::Range;

use tree_sitter::Node;

use super::content::count;
use crate::finding::Line;
use crate::syntax::{SourceFile, descendants};

/// What a node is for the lines in it, by its kind in any grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Branch,
    Loop,
    Handler,
    Function,
    Text,
    Class,
}

fn role(kind: &str) -> Option<Role> {
    Some(match kind {
        "if_statement"
        | "elif_clause"
        | "if_expression"
        | "match_arm"
        | "case_clause"
        | "conditional_expression"
        | "if_clause" => Role::Branch,
        "for_statement"
        | "while_statement"
        | "for_expression"
        | "while_expression"
        | "loop_expression"
        | "list_comprehension"
        | "dictionary_comprehension"
        | "set_comprehension"
        | "generator_expression" => Role::Loop,
        "try_statement" | "except_clause" | "finally_clause" | "with_statement" | "try_block" => Role::Handler,
        "function_definition" | "function_item" | "closure_expression" | "lambda" => Role::Function,
        "class_definition" | "impl_item" | "trait_item" | "struct_item" | "enum_item" => Role::Class,
        "string"
        | "string_literal"
        | "raw_string_literal"
        | "string_content"
        | "comment"
        | "line_comment"
        | "block_comment"
        | "concatenated_string" => Role::Text,
        _ => return None,
    })
}

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
        let mut cursor = tree.walk();
        while cursor.goto_first_child_for_byte(byte).is_some() {
            let node = cursor.node();
            if node.start_byte() > byte {
                break;
            }
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
        let branching = |node: &Node<'_>| matches!(role(node.kind()), Some(Role::Branch | Role::Loop | Role::Handler));
        let parameters = node.child_by_field_name("parameters").map_or(0, |list| list.named_child_count());
        Some(FunctionSize {
            lines: count(node.end_position().row - node.start_position().row + 1),
            branches: count(descendants(node).filter(|node| node.is_named() && branching(node)).count()),
            parameters: count(parameters),
        })
    }
}

impl Place {
    fn enter(&mut self, node: Node<'_>, line_start: usize, byte: usize) {
        match role(node.kind()) {
            Some(Role::Function) => {
                let starts = node.start_byte() >= line_start;
                *self = Self {
                    function: Some(node.byte_range()),
                    starts_function: starts,
                    in_class: self.in_class,
                    depth: self.depth,
                    ..Self::default()
                };
            }
            // The line that opens a block is not in it.
            Some(Role::Branch | Role::Loop | Role::Handler) if node.start_byte() >= byte => {}
            Some(Role::Loop) => {
                self.loops += 1;
                self.nesting += 1;
            }
            Some(Role::Branch | Role::Handler) => self.nesting += 1,
            Some(Role::Class) => self.in_class = true,
            Some(Role::Text) => self.prose |= node.start_byte() < line_start || is_statement(node),
            None => {}
        }
    }
}

/// Whether a text stands alone: a docstring.
fn is_statement(node: Node<'_>) -> bool {
    node.kind() == "string" && node.parent().is_some_and(|parent| parent.kind() == "expression_statement")
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
