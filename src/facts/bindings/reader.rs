//! Reads what binds names from the captures of `bindings.scm` and `imports.scm`, in the order of the text.

use std::collections::{HashMap, HashSet};

use super::{Binding, Bindings, By, Names, ScopeKind};
use crate::syntax::query::{Captures, Pattern, TextPredicate};
use crate::syntax::{Field, Language, NameForm, Node, Role, SourceFile, Tree, ancestors, walk};
use crate::text::is_word_character;

/// What a file binds.
pub(super) fn read<'f>(file: &'f SourceFile, language: &'static Language, tree: &'f Tree) -> Bindings<'f> {
    let mut reader = Reader {
        file,
        language,
        scopes: Vec::new(),
        methods: HashMap::new(),
        open: Vec::new(),
        opening: None,
        of_opening: Vec::new(),
        late: Vec::new(),
        loose: HashSet::new(),
        are_open: file.is_excerpt,
    };
    for node in tree.nodes() {
        reader.close(node);
        language.bindings().run_at(node, &file.text, &mut |pattern, captures| reader.read(pattern, captures));
        reader.open();
    }
    reader.bind_late();
    let Reader { scopes, methods, loose, are_open, .. } = reader;
    let NameForm { rebinds, sees_members, names_functions_apart, .. } = language.names;
    Bindings { scopes, methods, loose, are_open, rebinds, sees_members, names_functions_apart }
}

struct Reader<'f> {
    file: &'f SourceFile,
    language: &'static Language,
    scopes: Vec<Names<'f>>,
    methods: HashMap<&'f str, HashMap<&'f str, Vec<Node<'f>>>>,
    /// The scopes around the current node.
    open: Vec<usize>,
    /// The scope that the current node opens.
    opening: Option<(Node<'f>, ScopeKind, Option<&'f str>)>,
    /// What is bound in it.
    of_opening: Vec<Binding<'f>>,
    /// Assignments to names that nothing had bound before, and the scopes that they are in.
    late: Vec<(usize, Binding<'f>)>,
    /// The names of those that nothing binds at all.
    loose: HashSet<&'f str>,
    are_open: bool,
}

/// The scope that a name is bound in.
#[derive(Clone, Copy)]
enum Where {
    Here,
    /// The one that the matched node opens.
    Inner,
    /// The innermost that is no expression.
    Function,
    Outermost,
    /// The innermost that binds the name already.
    Bound,
}

impl<'f> Reader<'f> {
    fn close(&mut self, node: Node<'f>) {
        while self.open.last().is_some_and(|&index| self.scopes[index].node.after() <= node.id()) {
            self.open.pop();
        }
    }

    fn open(&mut self) {
        let Some((node, kind, of)) = self.opening.take() else { return };
        let body = node.part(Field::Body).unwrap_or(node).byte_range();
        let around = self.open.last().copied();
        self.open.push(self.scopes.len());
        self.scopes.push(Names {
            node,
            kind,
            around,
            of,
            all_of: Vec::new(),
            body,
            bound: HashMap::new(),
            attributes: HashMap::new(),
        });
        for binding in std::mem::take(&mut self.of_opening) {
            self.bind(Where::Here, binding);
        }
    }

    fn read(&mut self, pattern: &Pattern<TextPredicate>, captures: &Captures<'f>) {
        let capture = |name: &str| captures.iter().find(|(index, _)| pattern.capture(*index) == name);
        let value = capture("value").map(|(_, node)| *node);
        let declared = capture("type").map(|(_, node)| *node);
        let source = capture("source").map(|(_, node)| *node).or(value);
        let of = capture("of").and_then(|(_, node)| first_name(*node)).map(|node| self.file.text_of(node));
        let given = |name: Node<'f>, by: By| Binding { name, by, value, declared, source };
        for (index, node) in captures {
            let node = *node;
            match pattern.capture(*index) {
                "scope.module" => self.opening = Some((node, ScopeKind::Module, of)),
                "scope.class" => self.opening = Some((node, ScopeKind::Class, of)),
                "scope.function" => self.opening = Some((node, ScopeKind::Function, of)),
                "scope.expression" => self.opening = Some((node, ScopeKind::Expression, of)),
                "define.function" => self.bind(Where::Here, given(node, By::Function)),
                "define.type" => self.bind(Where::Here, given(node, By::Type)),
                "define.method" => self.define_method(of, node),
                "define.macro" => self.bind(Where::Here, given(node, By::Macro)),
                "define" => self.bind(Where::Here, given(node, By::Other)),
                "target" => self.bind_targets(Where::Here, node, &given(node, By::Assignment)),
                "target.function" => self.bind_targets(Where::Function, node, &given(node, By::Assignment)),
                "target.inner" => self.bind_targets(Where::Inner, node, &given(node, By::Assignment)),
                "assigned" => self.bind_targets(Where::Bound, node, &given(node, By::Assignment)),
                "attribute" => self.bind_attribute(given(node, By::Assignment)),
                "names" => self.bind_names(Where::Here, node),
                "names.module" => self.bind_names(Where::Outermost, node),
                "parameter" => self.bind_targets(Where::Here, node, &given(node, By::Parameter)),
                "parameter.inner" => self.bind_targets(Where::Inner, node, &given(node, By::Parameter)),
                "root" => self.bind(Where::Here, given(node, By::Import(self.file.text_of(node).to_owned()))),
                "path" => {
                    let from = capture("from").map(|(_, node)| *node);
                    self.import(node, from, capture("alias").map(|(_, node)| *node));
                }
                "group" => self.import_group(node, capture("alias").map(|(_, node)| *node)),
                "all" => self.import_all(node),
                "open" => self.are_open = true,
                _ => {}
            }
        }
    }

    fn bind(&mut self, at: Where, binding: Binding<'f>) {
        self.bind_as(self.file.text_of(binding.name), at, binding);
    }

    fn bind_as(&mut self, name: &'f str, at: Where, binding: Binding<'f>) {
        let scope = match at {
            Where::Here => self.open.last(),
            Where::Inner => return self.of_opening.push(binding),
            Where::Function => {
                let is_wide = |index: &&usize| self.scopes[**index].kind != ScopeKind::Expression;
                self.open.iter().rev().find(is_wide)
            }
            Where::Outermost => self.open.first(),
            Where::Bound => self.open.iter().rev().find(|index| !self.scopes[**index].get(name).is_empty()),
        };
        if let Some(&scope) = scope {
            self.scopes[scope].bound.entry(name).or_default().push(binding);
        } else if let Some(&innermost) = self.open.last() {
            self.late.push((innermost, binding));
        }
    }

    /// Binds what was assigned to before the text came to where it is declared.
    fn bind_late(&mut self) {
        let mut touched = HashSet::new();
        for (innermost, binding) in std::mem::take(&mut self.late) {
            let name = self.file.text_of(binding.name);
            let mut around = std::iter::successors(Some(innermost), |&index| self.scopes[index].around);
            if let Some(scope) = around.find(|&index| !self.scopes[index].get(name).is_empty()) {
                touched.insert((scope, name));
                self.scopes[scope].bound.entry(name).or_default().push(binding);
            } else {
                self.loose.insert(name);
            }
        }
        for (scope, name) in touched {
            let bound = self.scopes[scope].bound.entry(name).or_default();
            bound.sort_by_key(|binding| binding.name.id());
        }
    }

    fn define_method(&mut self, of: Option<&'f str>, name: Node<'f>) {
        if let (Some(of), Some(function)) = (of, name.parent()) {
            self.methods.entry(of).or_default().entry(self.file.text_of(name)).or_default().push(function);
        }
    }

    fn bind_attribute(&mut self, binding: Binding<'f>) {
        let is_class = |index: &&usize| self.scopes[**index].kind == ScopeKind::Class;
        if let Some(&class) = self.open.iter().rev().find(is_class) {
            let name = self.file.text_of(binding.name);
            self.scopes[class].attributes.entry(name).or_default().push(binding);
        }
    }

    /// Binds the names of a target or parameter; members and items are bound elsewhere, types and defaults not at all.
    fn bind_targets(&mut self, at: Where, target: Node<'f>, whole: &Binding<'f>) {
        let Some(target) = declared(target) else { return };
        let names = walk(target, |node| !is_no_target(node));
        let names = names.filter(|node| node.is(Role::Identifier) && !is_no_target(*node));
        for name in names {
            let binding = if name.byte_range() == target.byte_range() {
                Binding { name, ..whole.clone() }
            } else {
                Binding { source: whole.source, ..Binding::new(name, whole.by.clone()) }
            };
            self.bind(at, binding);
        }
    }

    fn bind_names(&mut self, at: Where, node: Node<'f>) {
        for name in walk(node, |_| true).filter(|node| node.is(Role::Identifier)) {
            self.bind(at, Binding::new(name, By::Other));
        }
    }

    /// `path` or, from a module, `from.path`, under its last name or an alias.
    fn import(&mut self, path: Node<'f>, from: Option<Node<'f>>, alias: Option<Node<'f>>) {
        let mut full = self.prefix(path);
        if let Some(from) = from {
            self.join(&mut full, self.file.text_of(from));
        }
        self.join(&mut full, self.file.text_of(path));
        let last = walk(path, |_| true).filter(|node| node.is(Role::Identifier)).last();
        if let Some(name) = alias.or(last) {
            return self.bind(Where::Here, Binding::new(name, By::Import(full)));
        }
        // A path that is a text: `"net/http"`, `"gopkg.in/yaml.v3"`, `"example.com/shop/v2"`.
        let text = self.file.text_of(path);
        let mut words = text.rsplit(|c| !is_word_character(c));
        let last = words.find(|word| !is_version(word)).unwrap_or(text);
        self.bind_as(last, Where::Here, Binding::new(path, By::Import(full)));
    }

    /// The module that a group of imports is from: `self` in `use std::io::{self, Read}`.
    fn import_group(&mut self, node: Node<'f>, alias: Option<Node<'f>>) {
        let full = self.prefix(node);
        let prefix = ancestors(node).find_map(|node| node.part(Field::Path));
        let last = prefix.and_then(|prefix| walk(prefix, |_| true).filter(|node| node.is(Role::Identifier)).last());
        if let Some(name) = alias.or(last) {
            self.bind(Where::Here, Binding::new(name, By::Import(full)));
        }
    }

    fn import_all(&mut self, node: Node<'f>) {
        let mut full = self.prefix(node);
        self.join(&mut full, self.file.text_of(node));
        if let Some(&scope) = self.open.last() {
            self.scopes[scope].all_of.push(full);
        }
    }

    /// What the groups around a part of an import add before it.
    fn prefix(&self, node: Node<'f>) -> String {
        let mut parts = Vec::new();
        let mut inner = node;
        for outer in ancestors(node).take_while(|outer| !outer.is(Role::Import)) {
            let prefix = outer.part(Field::Path).filter(|path| *path != inner && *path != node);
            parts.extend(prefix.map(|prefix| self.file.text_of(prefix)));
            inner = outer;
        }
        let mut full = String::new();
        for part in parts.into_iter().rev() {
            self.join(&mut full, part);
        }
        full
    }

    fn join(&self, full: &mut String, part: &str) {
        let separator = self.language.names.separator;
        // The dots of a relative import are its separator.
        if !full.is_empty() && !full.ends_with(separator) {
            full.push_str(separator);
        }
        full.extend(part.split_whitespace());
    }
}

/// What a declarator declares as a variable; a target of another kind is that itself. `None` for a function: there the
/// parameters are right behind the name.
fn declared(target: Node<'_>) -> Option<Node<'_>> {
    let mut inner = target;
    while inner.is(Role::Declarator) {
        let is_name = |node: &Node<'_>| node.is(Role::Declarator) || node.is(Role::Identifier);
        let next = inner.part(Field::Declarator).or_else(|| inner.named_children().find(is_name))?;
        if next.is(Role::Identifier) && inner.part(Field::Parameters).is_some() {
            return None;
        }
        inner = next;
    }
    Some(inner)
}

/// Whether a part of a target is bound elsewhere, or is the type or the default of what is bound.
fn is_no_target(node: Node<'_>) -> bool {
    node.is(Role::Member) || node.is(Role::Subscript) || node.is_part(Field::Type) || node.is_part(Field::Right)
}

/// Whether a part of a path tells a version: `v2`.
fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The first name in a node.
fn first_name(node: Node<'_>) -> Option<Node<'_>> {
    walk(node, |_| true).find(|node| node.is(Role::Identifier))
}
