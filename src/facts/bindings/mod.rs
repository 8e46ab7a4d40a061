//! Which names each scope of a file binds, and to what. `queries/<lang>/bindings.scm` and `imports.scm` say where.
//!
//! | capture | meaning |
//! |---|---|
//! | `@scope.module`, `.class`, `.function`, `.expression` | a scope: nothing is seen through a module; the names of a class are not seen in the bodies of its functions |
//! | `@of` | the type that a class scope belongs to: several may belong to one |
//! | `@define.function`, `.type`, `.macro`, `@define` | a name that its parent defines, in the scope around that |
//! | `@define.method` | a function that belongs to the type `@of`, and is defined elsewhere |
//! | `@target` | a target of an assignment: the names in it, but those of members and items, are bound, of a declarator the one that it declares; `.function`: not in the innermost expression, but around it; `.inner`: in the scope that the matched node opens |
//! | `@assigned` | the same, of names that are bound already: in this scope or around it |
//! | `@names`, `.module` | all names in it are bound; `.module`: at the outermost scope |
//! | `@parameter` | a parameter of the scope that it is in; `.inner`: of the scope that the matched node opens |
//! | `@attribute` | an attribute that the object of the innermost class is given |
//! | `@value`, `@type` | what a target or parameter is given, and its declared type |
//! | `@source` | an expression that a target is taken from, where it is not given the whole of it |
//! | `@root` | an imported module whose first name is bound, and stands for itself |
//! | `@path`, `@alias`, `@from` | an imported name, the name it gets, and the module it is from |
//! | `@group`, `@prefix` | a module imported from a group, and the path that the group adds before its members |
//! | `@all` | a module all of whose names are imported |
//! | `@open` | code that may bind names that the text does not show |

mod reader;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::syntax::{Field, Node, Role, SourceFile};

/// What a name is bound by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum By {
    /// An import of this path.
    Import(String),
    /// A function of the file.
    Function,
    /// A class or another type of the file; its value is the type that it is another name for.
    Type,
    /// A macro of the file.
    Macro,
    /// A parameter.
    Parameter,
    /// An assignment, a loop, a pattern.
    Assignment,
    /// Something else.
    Other,
}

/// One place that binds a name.
#[derive(Debug, Clone)]
pub(crate) struct Binding<'f> {
    /// The name there.
    pub name: Node<'f>,
    pub by: By,
    /// The expression that it is given, if that is the whole of it.
    pub value: Option<Node<'f>>,
    /// Its declared type.
    pub declared: Option<Node<'f>>,
    /// The expression that it is given, or is a part of.
    source: Option<Node<'f>>,
}

impl<'f> Binding<'f> {
    fn new(name: Node<'f>, by: By) -> Self {
        Self { name, by, value: None, declared: None, source: None }
    }

    /// The expression that it is given, or is a part of.
    pub fn source(&self) -> Option<Node<'f>> {
        self.source
    }

    /// Whether it is in force where a node is, in a language whose names are bound one after the other.
    fn is_before(&self, node: Node<'f>) -> bool {
        let is_in_source = self.source.is_some_and(|source| source.id() <= node.id() && node.id() < source.after());
        self.name.id() <= node.id() && !is_in_source
    }
}

/// What a scope is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    Module,
    Class,
    Function,
    /// A comprehension, a block.
    Expression,
}

/// A scope and what it binds.
#[derive(Debug)]
pub(crate) struct Names<'f> {
    pub node: Node<'f>,
    pub kind: ScopeKind,
    /// The scope around it, an index.
    pub around: Option<usize>,
    /// The type that a class scope belongs to.
    pub of: Option<&'f str>,
    /// The modules all of whose names are imported.
    pub all_of: Vec<String>,
    body: Range<usize>,
    bound: HashMap<&'f str, Vec<Binding<'f>>>,
    /// What the attributes of a class's object are given in its methods.
    attributes: HashMap<&'f str, Vec<Binding<'f>>>,
}

impl<'f> Names<'f> {
    /// What binds a name here, in the order of the text.
    pub fn get(&self, name: &str) -> &[Binding<'f>] {
        self.bound.get(name).map_or(&[], Vec::as_slice)
    }

    /// What an attribute of the class's object is given, in the order of the text.
    pub fn attribute(&self, name: &str) -> &[Binding<'f>] {
        self.attributes.get(name).map_or(&[], Vec::as_slice)
    }
}

/// The scopes of a file, in the order of the text; the first is the module.
#[derive(Debug, Default)]
pub(crate) struct Bindings<'f> {
    scopes: Vec<Names<'f>>,
    /// The functions of types that are defined outside of them, by the names of both.
    methods: HashMap<&'f str, HashMap<&'f str, Vec<Node<'f>>>>,
    /// The names that are assigned to, and bound nowhere around.
    loose: HashSet<&'f str>,
    are_open: bool,
    /// Whether a name may be bound anew, so that an assignment is in force from there on alone.
    rebinds: bool,
    sees_members: bool,
    names_functions_apart: bool,
}

impl<'f> Bindings<'f> {
    /// Reads a file; nothing without a tree.
    pub(super) fn new(file: &'f SourceFile) -> Self {
        let (Some(language), Some(tree)) = (file.language, file.tree()) else { return Self::default() };
        reader::read(file, language, tree)
    }

    /// Whether names may be bound that the text does not show: that nothing binds a name, or one place alone does,
    /// then says nothing.
    pub fn are_open(&self) -> bool {
        self.are_open
    }

    /// Whether something is assigned to a name that nothing binds there.
    pub fn is_loose(&self, name: &str) -> bool {
        self.loose.contains(name)
    }

    /// All scopes.
    pub fn scopes(&self) -> &[Names<'f>] {
        &self.scopes
    }

    /// Whether a function or type of this name is defined anywhere in the file.
    pub fn define(&self, name: &str) -> bool {
        let mut bindings = self.scopes.iter().flat_map(|scope| scope.get(name));
        bindings.any(|binding| matches!(binding.by, By::Function | By::Type))
    }

    /// Whether anything is imported from a module, or the module itself is.
    pub fn import(&self, module: &str) -> bool {
        let is_from = |path: &str| {
            path.strip_prefix(module).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        self.scopes.iter().any(|scope| {
            let mut bindings = scope.bound.values().flatten();
            bindings.any(|binding| matches!(&binding.by, By::Import(path) if is_from(path)))
                || scope.all_of.iter().any(|path| is_from(path))
        })
    }

    /// The scope of a node that opens one.
    pub fn of_node(&self, node: Node<'f>) -> Option<&Names<'f>> {
        let index = self.scopes.partition_point(|scope| scope.node.id() < node.id());
        self.scopes.get(index).filter(|scope| scope.node == node)
    }

    /// The scopes around a node, innermost first; a node that opens a scope is not in it.
    pub fn around(&self, node: Node<'f>) -> impl Iterator<Item = &Names<'f>> {
        let before = self.scopes.partition_point(|scope| scope.node.id() < node.id());
        let holds = move |index: &usize| self.scopes[*index].node.after() > node.id();
        let all = std::iter::successors(before.checked_sub(1), |&index| self.scopes[index].around);
        all.filter(holds).map(|index| &self.scopes[index])
    }

    /// The scope that a name belongs to where it is bound or read.
    pub fn of_name(&self, name: &str, node: Node<'f>) -> Option<&Names<'f>> {
        let mut around = self.around(node);
        let own = around.find(|scope| scope.get(name).iter().any(|binding| binding.name == node));
        own.or_else(|| self.resolve(name, node))
    }

    /// The class scopes that belong to a type.
    pub fn of_type(&self, name: &str) -> impl Iterator<Item = &Names<'f>> {
        self.scopes.iter().filter(move |scope| scope.of == Some(name))
    }

    /// Whether functions of a type of this name are defined outside of it.
    pub fn has_methods(&self, class: &str) -> bool {
        self.methods.contains_key(class)
    }

    /// The functions of a type of this name that are defined outside of it.
    pub fn methods(&self, class: &str, method: &str) -> &[Node<'f>] {
        self.methods.get(class).and_then(|own| own.get(method)).map_or(&[], Vec::as_slice)
    }

    /// The type that the innermost class around a node belongs to.
    pub fn type_around(&self, node: Node<'f>) -> Option<&'f str> {
        self.around(node).find(|scope| scope.kind == ScopeKind::Class)?.of
    }

    /// The bindings of a name in a scope that a node may mean. Macros have names of their own, and in some languages
    /// functions do.
    pub fn seen<'b>(&self, scope: &'b Names<'f>, name: &str, node: Node<'f>) -> Vec<&'b Binding<'f>> {
        let all = scope.get(name);
        if self.names_functions_apart && all.iter().any(|binding| binding.by == By::Function) {
            let is_function = is_function(node);
            let is_meant = |by: &By| (*by == By::Function) == is_function || matches!(by, By::Import(_));
            return all.iter().filter(|binding| is_meant(&binding.by)).collect();
        }
        if !self.rebinds {
            return all.iter().collect();
        }
        if is_macro(node) {
            return all.iter().filter(|binding| matches!(binding.by, By::Macro | By::Import(_))).collect();
        }
        let is_assigned = |binding: &&Binding<'f>| binding.by == By::Assignment;
        match all.iter().rfind(|binding| is_assigned(binding) && binding.is_before(node)) {
            Some(last) => vec![last],
            None => all.iter().filter(|binding| !is_assigned(binding) && binding.by != By::Macro).collect(),
        }
    }

    /// The scope that a name read at a node belongs to; `None` where nothing that is seen there binds it.
    pub fn resolve(&self, name: &str, node: Node<'f>) -> Option<&Names<'f>> {
        let mut in_body = false;
        for scope in self.around(node) {
            let is_inside = scope.body.start <= node.start_byte() && node.end_byte() <= scope.body.end;
            // The body of a function does not see the names of the class around it, its defaults do; what is before a
            // body, such as a default, does not see the names in it.
            let is_hidden = match scope.kind {
                ScopeKind::Class => (in_body && !self.sees_members) || !is_inside,
                ScopeKind::Function => !is_inside,
                ScopeKind::Module | ScopeKind::Expression => false,
            };
            if !is_hidden && !self.seen(scope, name, node).is_empty() {
                return Some(scope);
            }
            if scope.kind == ScopeKind::Module {
                return None;
            }
            in_body |= scope.kind == ScopeKind::Function && is_inside;
        }
        None
    }
}

/// Whether a node is the name of a function, where that is called or defined.
fn is_function(node: Node<'_>) -> bool {
    let is_named = |parent: &Node<'_>| parent.is(Role::Call) || parent.is(Role::Function);
    node.is_part(Field::Name) && node.parent().as_ref().is_some_and(is_named)
}

/// Whether a node is the name of a macro that is called.
pub(super) fn is_macro(node: Node<'_>) -> bool {
    node.is_part(Field::Macro)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imports(path: &str, text: &str) -> Vec<(String, String)> {
        let file = SourceFile::new(path, text);
        let bindings = Bindings::new(&file);
        let mut found = Vec::new();
        for scope in bindings.scopes() {
            found.extend(scope.all_of.iter().map(|all| ("*".to_owned(), all.clone())));
            for binding in scope.bound.values().flatten() {
                if let By::Import(path) = &binding.by {
                    found.push((file.text_of(binding.name).to_owned(), path.clone()));
                }
            }
        }
        found.sort();
        found
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(name, path)| ((*name).to_owned(), (*path).to_owned())).collect()
    }

    #[test]
    fn imports_of_python() {
        let text = "import a.b, c as d\nfrom e.f import g, h as i\nfrom . import j\nfrom ..k import l\nfrom m import *\n\
                    if x:\n    def f():\n        from n import (\n            o,\n        )\n";
        let expected = [
            ("*", "m"),
            ("a", "a"),
            ("d", "c"),
            ("g", "e.f.g"),
            ("i", "e.f.h"),
            ("j", ".j"),
            ("l", "..k.l"),
            ("o", "n.o"),
        ];
        assert_eq!(imports("a.py", text), pairs(&expected));
    }

    #[test]
    fn imports_of_rust() {
        let text = "use std::{fs, io::{self, Read as R, Write}, env::*};\nuse a::b as c;\nuse d;\nuse super::*;\n\
                    extern crate e as f;\nmod g {\n    use std::fs::{self as h};\n}\n";
        let expected = [
            ("*", "std::env"),
            ("*", "super"),
            ("R", "std::io::Read"),
            ("Write", "std::io::Write"),
            ("c", "a::b"),
            ("d", "d"),
            ("f", "e"),
            ("fs", "std::fs"),
            ("h", "std::fs"),
            ("io", "std::io"),
        ];
        assert_eq!(imports("a.rs", text), pairs(&expected));
    }

    #[test]
    fn imports_of_javascript() {
        let text = "import a from 'b';\nimport * as c from \"d/e\";\nimport f, { g, h as i } from './j.js';\n\
                    const k = require('l');\nconst { m, n: o } = require('p');\nconst q = require('r').s;\n\
                    async function t() { const { u } = await import('v'); }\nimport 'w';\n";
        let expected = [
            ("a", "b"),
            ("c", "d/e"),
            ("f", "./j.js"),
            ("g", "./j.js.g"),
            ("i", "./j.js.h"),
            ("k", "l"),
            ("m", "p.m"),
            ("o", "p.n"),
            ("q", "r.s"),
            ("u", "v.u"),
        ];
        for path in ["a.js", "a.ts", "a.tsx"] {
            assert_eq!(imports(path, text), pairs(&expected), "{path}");
        }
    }

    #[test]
    fn patterns_of_javascript_bind_their_names_and_not_their_keys_and_defaults() {
        let text = "const { a, b: c, d = e, ...f } = g;\nfunction h([i, j = k], { l }: M) {}\nvar n: O = p;\n";
        let file = SourceFile::new("a.ts", text);
        let bindings = Bindings::new(&file);
        let names = |scope: &Names<'_>| {
            let mut names: Vec<_> = scope.bound.keys().map(|name| (*name).to_owned()).collect();
            names.sort_unstable();
            names
        };
        assert_eq!(names(&bindings.scopes()[0]), ["a", "c", "d", "f", "h", "n"]);
        assert_eq!(names(&bindings.scopes()[1]), ["i", "j", "l"]);
    }

    #[test]
    fn some_code_binds_names_that_the_text_does_not_show() {
        for (text, expected) in [
            ("from a import *", true),
            ("globals()['a'] = 1", true),
            ("vars().update(b)", true),
            ("exec(code)", true),
            ("exec 'a = 1'", true),
            ("setattr(sys.modules[__name__], a, b)", true),
            ("try:\n    unicode\nexcept NameError:\n    pass", true),
            ("from a import b", false),
            ("vars(b)['a'] = 1", false),
            ("'from a import *'", false),
            ("# exec('a = 1')", false),
        ] {
            let file = SourceFile::new("a.py", text);
            assert_eq!(Bindings::new(&file).are_open(), expected, "{text}");
        }
    }

    #[test]
    fn a_name_belongs_to_the_innermost_scope_that_is_seen() {
        let text = "x = 1\nclass A:\n    x = 2\n    def f(self, y=x):\n        z = [x for w in y]\n        return z\n";
        let file = SourceFile::new("a.py", text);
        let bindings = Bindings::new(&file);
        let root = file.tree().unwrap().root_node();
        let kind = |name: &str, at: &str| {
            let byte = text.find(at).unwrap();
            let node = root.descendant_for_byte_range(byte, byte + name.len()).unwrap();
            bindings.resolve(name, node).map(|scope| scope.node.kind())
        };
        assert_eq!(kind("x", "x):"), Some("class_definition"));
        assert_eq!(kind("x", "x for"), Some("module"));
        assert_eq!(kind("y", "y]"), Some("function_definition"));
        assert_eq!(kind("z", "z\n"), Some("function_definition"));
        assert_eq!(kind("w", "w in"), Some("list_comprehension"));
        assert_eq!(kind("w", "z\n"), None);
        assert_eq!(kind("f", "A:"), None);
    }
}
