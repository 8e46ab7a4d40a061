//! What a file defines and calls: functions, classes and their like with their signatures, and the names called on some
//! of its lines. For what a model is shown around a change.

use std::ops::{Range, RangeInclusive};

use super::{Field, Node, Role, SourceFile, ancestors, descendants, walk};
use crate::diff::LineSet;
use crate::finding::Line;
use crate::text::{first_characters, one_line};

/// Longest signature that is worth showing, in characters.
const LONGEST: usize = 200;

/// A function, a class or another thing with a body, as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Its name; an `impl` block has none.
    pub name: Option<String>,
    /// Its text up to the body, on one line: `def f(a, b=1)`.
    pub signature: String,
    /// Its lines, decorators and attributes not included.
    pub lines: RangeInclusive<Line>,
    /// The lines up to the body.
    pub header: RangeInclusive<Line>,
}

/// What a file defines, in the order of the text; nothing without a tree.
pub fn definitions(file: &SourceFile) -> Vec<Definition> {
    let nodes = file.tree().into_iter().flat_map(|tree| descendants(tree.root_node()));
    nodes.filter(|node| node.is(Role::Definition)).map(|node| definition(file, node)).collect()
}

/// What is defined around a range of bytes, the outermost first.
pub fn definitions_around(file: &SourceFile, bytes: &Range<usize>) -> Vec<Definition> {
    let innermost = file.tree().and_then(|tree| tree.root_node().descendant_for_byte_range(bytes.start, bytes.end));
    let around = innermost.into_iter().flat_map(|node| std::iter::once(node).chain(ancestors(node)));
    let mut found: Vec<_> =
        around.filter(|node| node.is(Role::Definition)).map(|node| definition(file, node)).collect();
    found.reverse();
    found
}

/// The names that are called on these lines, each once, in the order of the text.
pub fn called(file: &SourceFile, lines: &LineSet) -> Vec<String> {
    let (Some(language), Some(tree)) = (file.language, file.tree()) else { return Vec::new() };
    let on_lines = |node: &Node<'_>| lines.touches(file.span(&node.byte_range()).lines());
    let mut names = Vec::new();
    for call in walk(tree.root_node(), |node| on_lines(&node)).filter(|node| node.is(Role::Call)) {
        if on_lines(&call)
            && let Some(name) = called_name(file, call, language.callee)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}

fn definition(file: &SourceFile, node: Node<'_>) -> Definition {
    // The fields of a tuple struct are its signature.
    let body = node.part(Field::Body).filter(|body| !file.text_of(*body).starts_with('('));
    let body = body.map_or(node.end_byte(), |body| body.start_byte());
    let header = file.text[node.start_byte()..body].trim_end();
    let signature = one_line(header);
    let signature = signature.trim_end_matches([':', ';', '{', ' ']);
    // Where a grammar keeps the name with the parameters, the query of scopes finds it.
    let name = node.part(Field::Name).map(|name| file.text_of(name));
    let name = name.or_else(|| file.scopes().name(&node.byte_range()));
    Definition {
        name: name.map(str::to_owned),
        signature: first_characters(signature, LONGEST).to_owned(),
        lines: file.span(&node.byte_range()).lines(),
        header: file.span(&(node.start_byte()..node.start_byte() + header.len())).lines(),
    }
}

/// Follows the fields of a call down to the last name: `b` of `a.b(c)`.
fn called_name(file: &SourceFile, call: Node<'_>, fields: &[&str]) -> Option<String> {
    let mut node = call;
    while let Some(inner) = fields.iter().find_map(|field| node.child_by_field_name(field)) {
        node = inner;
    }
    let name = file.text_of(node);
    let plain = node.child_count() == 0 && node != call && name.len() <= 64;
    plain.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PYTHON: &str = "class A(B):\n    @property\n    def f(\n        self, x=1,\n    ) -> int:\n        return g(self.h(x).k)\n\nasync def g(): pass\n";
    const RUST: &str = "impl<T> A<T> {\n    pub fn f(&self, x: u8) -> u8 {\n        crate::g(self.h::<u8>(x))\n    }\n}\nstruct P(u8);\n";

    fn signatures(file: &SourceFile) -> Vec<String> {
        definitions(file).into_iter().map(|definition| definition.signature).collect()
    }

    #[test]
    fn a_signature_is_the_text_up_to_the_body_on_one_line() {
        let file = SourceFile::new("a.py", PYTHON);
        assert_eq!(signatures(&file), ["class A(B)", "def f( self, x=1, ) -> int", "async def g()"]);
        let file = SourceFile::new("a.c", "static int *f(char *a)\n{\n    return g(a);\n}\n");
        assert_eq!(signatures(&file), ["static int *f(char *a)"]);
        assert_eq!(definitions(&file)[0].name.as_deref(), Some("f"));
        let file = SourceFile::new("a.rs", RUST);
        assert_eq!(signatures(&file), ["impl<T> A<T>", "pub fn f(&self, x: u8) -> u8", "struct P(u8)"]);
    }

    #[test]
    fn what_is_around_a_place_comes_outermost_first() {
        let file = SourceFile::new("a.py", PYTHON);
        let at = PYTHON.find("return").unwrap();
        let around = definitions_around(&file, &(at..at + 1));
        let names: Vec<_> = around.iter().map(|definition| definition.name.as_deref()).collect();
        assert_eq!(names, [Some("A"), Some("f")]);
        assert_eq!((around[1].lines.clone(), around[1].header.clone()), (Line(3)..=Line(6), Line(3)..=Line(5)));
    }

    #[test]
    fn the_names_called_on_some_lines_are_the_last_of_each_path() {
        let lines = |line| [Line(line)].into_iter().collect::<LineSet>();
        assert_eq!(called(&SourceFile::new("a.py", PYTHON), &lines(6)), ["g", "h"]);
        assert_eq!(called(&SourceFile::new("a.rs", RUST), &lines(3)), ["g", "h"]);
        assert!(called(&SourceFile::new("a.rs", RUST), &lines(2)).is_empty());
        assert!(called(&SourceFile::new("a.txt", PYTHON), &lines(6)).is_empty());
    }
}
