//! Where the value of a variable comes from, and which function of the file a call is of.

use super::names::HOPS;
use super::{Binding, By, Facts, Names, ScopeKind};
use crate::syntax::{Field, Node, Role, ancestors};

impl<'f> Facts<'f> {
    /// What binds the variable that is read at a node, if that is one place.
    pub(crate) fn binding(&self, node: Node<'f>) -> Option<&Binding<'f>> {
        let node = self.inside(node);
        if !node.is(Role::Identifier) {
            return None;
        }
        let name = self.file.text_of(node);
        let scope = self.bindings().resolve(name, node)?;
        match self.bindings().seen(scope, name, node)[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// What an expression is made of: itself, and for a variable the value that it was given and its declared type.
    pub(crate) fn origins(&self, node: Node<'f>) -> impl Iterator<Item = Node<'f>> {
        let binding = self.binding(node);
        let given = binding.into_iter().flat_map(|binding| [binding.value.or(binding.source()), binding.declared]);
        std::iter::once(node).chain(given.flatten())
    }

    /// How the one declaration of the variable that is read at a node is written, without its value: what is before its type,
    /// the type, and what is around its name there, as in `const char *a`, `static int b[10]`.
    pub(crate) fn declaration(&self, node: Node<'f>) -> Option<String> {
        let binding = self.declared(node)?;
        let declared = binding.declared?;
        let is_whole = |outer: &Node<'f>| {
            outer.id() <= declared.id() || binding.value.is_some_and(|value| outer.after() >= value.after())
        };
        let declarator = ancestors(binding.name).take_while(|outer| !is_whole(outer)).last().unwrap_or(binding.name);
        // Words such as `const` and `static` are before the type, or the name is.
        let before = std::iter::successors(declared.prev_sibling(), Node::prev_sibling);
        let words = before.take_while(|word| word.is_named() && word.field_id() == 0);
        let start = words.last().unwrap_or(declared).start_byte();
        Some(format!("{} {}", &self.file.text[start..declared.end_byte()], self.file.text_of(declarator)))
    }

    /// The one place that declares the variable that is read at a node with a type, whatever gives it a value later.
    pub(crate) fn declared(&self, node: Node<'f>) -> Option<&Binding<'f>> {
        let node = self.inside(node);
        if !node.is(Role::Identifier) {
            return None;
        }
        let name = self.file.text_of(node);
        let scope = self.bindings().resolve(name, node)?;
        let mut declaring = scope.get(name).iter().filter(|binding| binding.declared.is_some());
        let only = declaring.next();
        if declaring.next().is_some() { None } else { only }
    }

    /// Whether nothing between where a variable is bound and a node that reads it mentions it.
    pub(crate) fn is_fresh(&self, node: Node<'f>) -> bool {
        let Some(binding) = self.binding(node) else { return false };
        let bound = binding.source().unwrap_or(binding.name).after();
        self.mentions(node, bound..node.id()).next().is_none()
    }

    /// The functions of the file that a call may be of, by the name of what is called.
    pub(crate) fn definitions(&self, callee: Node<'f>) -> Vec<Node<'f>> {
        self.definitions_within(callee, HOPS)
    }

    pub(super) fn definitions_within(&self, callee: Node<'f>, hops: usize) -> Vec<Node<'f>> {
        let callee = self.inside(callee);
        let word = self.file.text_of(callee);
        if callee.is(Role::Identifier) && self.called_on(callee).is_none() {
            let scope = self.bindings().resolve(word, callee);
            return functions(&scope.map(|scope| self.bindings().seen(scope, word, callee)).unwrap_or_default());
        }
        if let Some((class, method)) = self.own_attribute(callee) {
            return functions(&class.get(self.file.text_of(method)).iter().collect::<Vec<_>>());
        }
        let mut found = Vec::new();
        for name in self.names_within(callee, hops).iter() {
            let Some((class, method)) = self.own_method(&name.path) else { continue };
            // Of a trait's methods there may be others of the same name; within its own block one is meant.
            let own = self.bindings().of_type(class).filter(|scope| {
                let is_around = scope.node.id() <= callee.id() && callee.id() < scope.node.after();
                is_around || scope.node.part(Field::Trait).is_none()
            });
            let bound = own.flat_map(|scope| scope.get(method));
            let functions = bound.filter(|binding| binding.by == By::Function);
            found.extend(functions.filter_map(|binding| binding.name.parent()));
            found.extend(self.bindings().methods(class, method));
        }
        found
    }

    /// The class around a member of its own object, and the name of the member: `g` in `self.g`.
    fn own_attribute(&self, node: Node<'f>) -> Option<(&Names<'f>, Node<'f>)> {
        let mut member = None;
        self.at_call(node, |capture| member = member.or_else(|| capture("self").and(capture("name"))));
        let class = self.bindings().around(node).find(|scope| scope.kind == ScopeKind::Class)?;
        Some((class, member?))
    }

    /// The text of a function's head, from its first decorator on.
    pub(crate) fn signature(&self, function: Node<'f>) -> &'f str {
        let body = function.part(Field::Body).map_or(function.end_byte(), |body| body.start_byte());
        let start = self.decorator_bytes(function).map_or(function.start_byte(), |decorators| decorators.start);
        &self.file.text[start..body]
    }
}

/// The functions that a name is bound by; none where something else binds it too. A name that is given one function, and
/// nothing else, stands for that.
fn functions<'f>(bindings: &[&Binding<'f>]) -> Vec<Node<'f>> {
    if let [Binding { by: By::Assignment, value: Some(value), .. }] = bindings {
        return if value.is(Role::Function) { vec![*value] } else { Vec::new() };
    }
    if bindings.iter().any(|binding| binding.by != By::Function) {
        return Vec::new();
    }
    bindings.iter().filter_map(|binding| binding.name.parent()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::SourceFile;

    #[test]
    fn a_declaration_is_written_with_its_type_and_what_is_around_the_name() {
        for (path, text, expected) in [
            ("a.c", "void f(const char *x) { g(x); }", Some("const char *x")),
            ("a.c", "void f(void) { static int a, x[10] = {0}; x[0] = 1; g(x); }", Some("static int x[10]")),
            ("a.c", "void f(void) { unsigned long x = 1; x = 2; g(x); }", Some("unsigned long x")),
            ("a.c", "void f(void) { { int x; } { char x; } g(x); }", None),
            ("a.cpp", "void f() { std::vector<int> &x = y; g(x); }", Some("std::vector<int> &x")),
            ("a.rs", "fn f(x: &str) { g(x) }", Some("&str x")),
        ] {
            let file = SourceFile::new(path, text);
            let facts = Facts::new(&file);
            let mut nodes: Vec<_> = file.tree().unwrap().nodes().filter(|node| file.text_of(*node) == "x").collect();
            let last = nodes.pop().unwrap();
            assert_eq!(facts.declaration(last).as_deref(), expected, "{text}");
        }
    }
}
