//! Which names each scope of a Python file binds, and the scopes around every place that reads one.

use std::collections::HashMap;
use std::ops::Range;

use super::code::children;
use crate::syntax::{Node, SourceFile, Tree, descendants};

/// Code that can bind names in ways that the text does not show.
const OPAQUE: [&str; 10] = [
    "import *",
    "globals()",
    "locals()",
    "vars()",
    "exec(",
    "exec ",
    "sys.modules[__name__]",
    "NameError",
    "_convert_",
    "global_enum",
];

/// A scope: the module, a class, a function, a lambda or a comprehension.
pub(super) struct Names<'t> {
    pub node: Node<'t>,
    /// The nodes that bind each name.
    pub bound: HashMap<&'t str, Vec<Node<'t>>>,
    body: Range<usize>,
}

impl Names<'_> {
    fn holds(&self, node: Node<'_>) -> bool {
        self.node.start_byte() <= node.start_byte() && node.end_byte() <= self.node.end_byte()
    }

    fn is_class(&self) -> bool {
        self.node.kind() == "class_definition"
    }

    fn is_comprehension(&self) -> bool {
        self.node.kind().ends_with("comprehension") || self.node.kind() == "generator_expression"
    }
}

/// The scopes of a file, in the order of the text; the module is the first.
pub(super) struct Scopes<'t> {
    pub all: Vec<Names<'t>>,
}

impl<'t> Scopes<'t> {
    /// Reads the file; `None` where the text does not tell which names there are.
    pub(super) fn of(file: &'t SourceFile) -> Option<Self> {
        let tree = file.tree().filter(|tree| !tree.root_node().has_error())?;
        if OPAQUE.iter().any(|word| file.text.contains(word)) {
            return None;
        }
        let mut scopes = Self { all: Vec::new() };
        let mut open: Vec<usize> = Vec::new();
        for node in descendants(tree.root_node()).filter(Node::is_named) {
            scopes.close(&mut open, node);
            scopes.bind_all(file, &open, node);
            if opens(node) {
                open.push(scopes.all.len());
                let body = node.child_by_field_name("body").map_or(node.byte_range(), |body| body.byte_range());
                scopes.all.push(Names { node, bound: HashMap::new(), body });
                scopes.bind_parameters(file, &open, node);
            }
        }
        Some(scopes)
    }

    /// Calls with every named node and the scopes around it, outermost first.
    pub(super) fn walk(&self, tree: &'t Tree, mut visit: impl FnMut(Node<'t>, &[usize])) {
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        for node in descendants(tree.root_node()).filter(Node::is_named) {
            self.close(&mut open, node);
            visit(node, &open);
            if self.all.get(next).is_some_and(|scope| scope.node == node) {
                open.push(next);
                next += 1;
            }
        }
    }

    /// The scope that a name read at a node belongs to.
    pub(super) fn resolve(&self, name: &str, node: Node<'_>, open: &[usize]) -> Option<&Names<'t>> {
        let mut in_body = false;
        for scope in open.iter().rev().filter_map(|index| self.all.get(*index)) {
            // The body of a function does not see the names of the class around it; its defaults do.
            if !(scope.is_class() && in_body) && scope.bound.contains_key(name) {
                return Some(scope);
            }
            let is_function = matches!(scope.node.kind(), "function_definition" | "lambda");
            in_body =
                in_body || (is_function && scope.body.start <= node.start_byte() && node.end_byte() <= scope.body.end);
        }
        None
    }

    fn close(&self, open: &mut Vec<usize>, node: Node<'_>) {
        while open.last().and_then(|index| self.all.get(*index)).is_some_and(|scope| !scope.holds(node)) {
            open.pop();
        }
    }

    fn bind(&mut self, file: &'t SourceFile, scope: Option<usize>, name: Node<'t>) {
        if let Some(scope) = scope.and_then(|index| self.all.get_mut(index)) {
            scope.bound.entry(file.text_of(name)).or_default().push(name);
        }
    }

    /// Binds what a node that is no scope's own parameter list binds.
    fn bind_all(&mut self, file: &'t SourceFile, open: &[usize], node: Node<'t>) {
        let here = open.last().copied();
        let module = open.first().copied();
        let mut names = Vec::new();
        let mut scope = here;
        let field = |name: &str| node.child_by_field_name(name);
        match node.kind() {
            "assignment" | "augmented_assignment" | "for_statement" | "for_in_clause" => {
                names.extend(field("left").into_iter().flat_map(targets));
            }
            "named_expression" => {
                scope = open.iter().rev().copied().find(|&at| !self.all[at].is_comprehension());
                names.extend(field("name"));
            }
            "as_pattern" => {
                let alias = field("alias").or_else(|| children(node).last().copied());
                names.extend(alias.into_iter().flat_map(targets));
            }
            "except_clause" => {
                names.extend(field("alias").into_iter().flat_map(targets));
                // Python 2: `except Error, name`.
                names.extend(super::code::field(node, "value").into_iter().skip(1).flat_map(targets));
            }
            "case_clause" => {
                let patterns = children(node).into_iter().filter(|child| child.kind() == "case_pattern");
                names.extend(patterns.flat_map(identifiers));
            }
            "function_definition" | "class_definition" => names.extend(field("name")),
            "import_statement" | "import_from_statement" => names.extend(imported(node)),
            "global_statement" => {
                scope = module;
                names.extend(identifiers(node));
            }
            "nonlocal_statement" => names.extend(identifiers(node)),
            "type_alias_statement" => names.extend(field("left").into_iter().flat_map(identifiers)),
            "type_parameter" if node.parent().is_some_and(|parent| parent.kind().ends_with("definition")) => {
                scope = module;
                names.extend(identifiers(node));
            }
            _ => {}
        }
        for name in names {
            self.bind(file, scope, name);
        }
    }

    fn bind_parameters(&mut self, file: &'t SourceFile, open: &[usize], scope: Node<'t>) {
        let parameters = scope.child_by_field_name("parameters").map(children).unwrap_or_default();
        for parameter in parameters {
            let own = parameter.child_by_field_name("name").or_else(|| match parameter.kind() {
                "typed_parameter" => children(parameter).first().copied(),
                _ => Some(parameter),
            });
            for name in own.into_iter().flat_map(identifiers) {
                self.bind(file, open.last().copied(), name);
            }
        }
    }
}

fn opens(node: Node<'_>) -> bool {
    matches!(
        node.kind(),
        "module"
            | "class_definition"
            | "function_definition"
            | "lambda"
            | "list_comprehension"
            | "set_comprehension"
            | "dictionary_comprehension"
            | "generator_expression"
    )
}

fn identifiers(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    descendants(node).filter(|node| node.kind() == "identifier")
}

/// The names that a target binds; attributes and items are bound elsewhere.
fn targets(target: Node<'_>) -> Vec<Node<'_>> {
    let mut names = Vec::new();
    let mut next = vec![target];
    while let Some(node) = next.pop() {
        match node.kind() {
            "identifier" => names.push(node),
            "pattern_list"
            | "tuple_pattern"
            | "list_pattern"
            | "list_splat_pattern"
            | "tuple"
            | "list"
            | "list_splat"
            | "parenthesized_expression"
            | "as_pattern_target"
            | "expression_list" => {
                next.extend(children(node));
            }
            _ => {}
        }
    }
    names
}

fn imported(statement: Node<'_>) -> Vec<Node<'_>> {
    let names = statement.children_by_field_name("name").collect::<Vec<_>>();
    let bound = names.into_iter().filter_map(|name| match name.kind() {
        "aliased_import" => name.child_by_field_name("alias"),
        _ => children(name).first().copied(),
    });
    bound.collect()
}
