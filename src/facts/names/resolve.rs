//! From an expression to its names, through what binds it: imports, assignments, declared types, functions of the file.

use super::{Name, UNKNOWN};
use crate::facts::bindings::is_macro;
use crate::facts::{Binding, By, Facts, Names, ScopeKind};
use crate::syntax::{Field, Node, Role};

impl<'f> Facts<'f> {
    pub(super) fn compute(&self, node: Node<'f>, hops: usize) -> Vec<Name> {
        let mut found = None;
        self.at_call(node, |capture| {
            if let (Some(_), Some(name)) = (capture("self"), capture("name")) {
                found = self.of_attribute(name, hops);
            } else if let (Some(object), Some(name)) = (capture("object"), capture("name")) {
                let separator = if capture("member").is_some() { "." } else { self.separator() };
                found = found.take().or_else(|| Some(self.of_path(object, name, separator, hops)));
            } else if let (Some(_), Some(callee)) = (capture("call"), capture("callee")) {
                found = Some(self.of_result(callee, hops));
            }
        });
        let names = match found {
            Some(names) => names,
            None if node.is(Role::Identifier) => match self.called_on(node) {
                Some(object) => self.of_path(object, node, ".", hops),
                None => self.of_identifier(node, hops),
            },
            None if self.is_object(node) => self.of_object(node),
            // `crate`, a type that the language has by itself.
            None if node.is_named() && node.child_count() == 0 && !node.is(Role::Literal) => {
                vec![Name::rooted(self.file.text_of(node))]
            }
            None => vec![Name::rooted(self.literal(node).or_else(|| self.keyword(node)).unwrap_or(UNKNOWN))],
        };
        names.into_iter().map(|name| self.normal(name)).collect()
    }

    /// What a literal with parts is an object of, as if it were made by a call.
    fn literal(&self, node: Node<'f>) -> Option<&'static str> {
        let literals = self.file.language?.names.literals;
        literals.iter().find(|(kind, _)| *kind == node.kind()).map(|(_, path)| *path)
    }

    /// The text of a node that is one keyword, such as a type of the language itself.
    fn keyword(&self, node: Node<'f>) -> Option<&'f str> {
        let is_keyword = node.child_count() == 1 && node.named_child(0).is_none() && !node.is(Role::Literal);
        is_keyword.then(|| self.file.text_of(node))
    }

    fn of_path(&self, object: Node<'f>, name: Node<'f>, separator: &str, hops: usize) -> Vec<Name> {
        let is_member = separator == ".";
        let object = if is_member { self.held(object) } else { object };
        let end = format!("{separator}{}", self.file.text_of(name));
        let mut found = Vec::new();
        for owner in self.names_within(object, hops).iter() {
            let declared = if is_member { self.of_field(owner, name, hops) } else { None };
            match declared {
                Some(names) => found.extend(names),
                None => found.push(with_end(owner, &end)),
            }
        }
        found
    }

    /// What a call returns: for a function of the file by the type that it declares.
    fn of_result(&self, callee: Node<'f>, hops: usize) -> Vec<Name> {
        let is_typed = hops > 0 && self.file.language.is_some_and(|language| language.names.associated);
        if is_typed
            && let [function] = self.definitions_within(callee, hops - 1)[..]
            && let Some(returned) = function.part(Field::Returned)
        {
            let names = self.names_within(self.held(returned), hops - 1);
            return names.iter().map(|name| with_end(name, "()")).collect();
        }
        self.names_within(callee, hops).iter().map(|name| with_end(name, "()")).collect()
    }

    /// A field of a value whose type the file defines, by the type of the field.
    fn of_field(&self, owner: &Name, name: Node<'f>, hops: usize) -> Option<Vec<Name>> {
        let class = self.own_type(&owner.path)?;
        let name = self.file.text_of(name);
        let given: Vec<_> = self.bindings().of_type(class).flat_map(|scope| scope.attribute(name)).collect();
        if given.is_empty() { None } else { self.of_values(&given, hops) }
    }

    /// The type of the file that a value of this name is one of.
    fn own_type<'p>(&self, path: &'p str) -> Option<&'p str> {
        let separator = self.separator();
        let path = path.strip_suffix("()")?.strip_prefix("self")?.strip_prefix(separator)?;
        let class = path.split(separator).next()?;
        let function = path[class.len()..].trim_start_matches(separator);
        function.chars().all(crate::text::is_word_character).then_some(class)
    }

    /// The type of the file and its method that a path of this name means.
    pub(in crate::facts) fn own_method<'p>(&self, path: &'p str) -> Option<(&'p str, &'p str)> {
        let form = &self.file.language?.names;
        if form.associated
            && let Some((owner, method)) = path.rsplit_once(form.separator)
            && let Some(class) = owner.strip_prefix("self").and_then(|class| class.strip_prefix(form.separator))
            && [class, method].into_iter().all(|name| name.chars().all(crate::text::is_word_character))
        {
            return Some((class, method));
        }
        let (owner, method) = path.rsplit_once('.')?;
        Some((self.own_type(owner)?, method))
    }

    /// An attribute of the object that a method belongs to, by the one value that it is given.
    fn of_attribute(&self, name: Node<'f>, hops: usize) -> Option<Vec<Name>> {
        let class = self.bindings().around(name).find(|scope| scope.kind == ScopeKind::Class)?;
        let given: Vec<_> = class.attribute(self.file.text_of(name)).iter().collect();
        self.of_values(&given, hops)
    }

    fn is_object(&self, node: Node<'f>) -> bool {
        let own = self.file.language.and_then(|language| language.names.own);
        own.is_some_and(|(_, object)| object == self.file.text_of(node))
    }

    fn is_followed(&self, node: Node<'f>, text: &str) -> bool {
        node.next_sibling().is_some_and(|next| self.file.text_of(next) == text)
    }

    /// The object that a method belongs to, where the language has a word for it: an object of the type around; as the
    /// start of a path the module.
    fn of_object(&self, node: Node<'f>) -> Vec<Name> {
        let is_path = self.separator() != "." && self.is_followed(node, self.separator());
        let class = if is_path { None } else { self.bindings().type_around(node) };
        match class {
            Some(class) => vec![Name::rooted(format!("self{}{class}()", self.separator()))],
            None => vec![Name::rooted(self.file.text_of(node))],
        }
    }

    fn of_identifier(&self, node: Node<'f>, hops: usize) -> Vec<Name> {
        let name = self.file.text_of(node);
        match self.bindings().resolve(name, node) {
            Some(scope) => self.of_bound(scope, name, node, hops),
            None => self.of_unbound(name, node, hops),
        }
    }

    fn of_bound(&self, scope: &Names<'f>, name: &str, node: Node<'f>, hops: usize) -> Vec<Name> {
        let bindings = self.bindings().seen(scope, name, node);
        let imported = bindings.iter().filter_map(|binding| match &binding.by {
            By::Import(path) => Some(Name::rooted(path.clone())),
            _ => None,
        });
        let imported: Vec<_> = imported.collect();
        if !imported.is_empty() {
            return imported.into_iter().flat_map(|name| self.through_imports(name, scope, hops)).collect();
        }
        if let [Binding { by: By::Type, value: Some(other), .. }] = bindings[..]
            && hops > 0
        {
            return self.names_within(self.held(*other), hops - 1).to_vec();
        }
        if bindings.iter().all(|binding| matches!(binding.by, By::Function | By::Type | By::Macro)) {
            return vec![Name::rooted(format!("self{}{name}", self.separator()))];
        }
        self.of_values(&bindings, hops).unwrap_or_else(|| vec![Name::rooted(UNKNOWN)])
    }

    /// What several assignments of one name stand for, if that is one thing; `None` and other literals that are there
    /// first do not count.
    fn of_values(&self, bindings: &[&Binding<'f>], hops: usize) -> Option<Vec<Name>> {
        let is_literal = |binding: &Binding<'f>| binding.value.is_some_and(|value| value.is(Role::Literal));
        let mut others = bindings.iter().filter(|binding| binding.declared.is_some() || !is_literal(binding));
        let first = others.next()?;
        let names = self.of_value(first, hops)?;
        let form = self.file.language.map(|language| &language.names)?;
        // Whatever is assigned to a variable with a type is of that type.
        let is_typed = form.associated && !form.rebinds;
        let is_one = if is_typed {
            first.declared.is_some() || others.all(|other| self.of_value(other, hops).as_ref() == Some(&names))
        } else {
            others.next().is_none()
        };
        is_one.then_some(names)
    }

    fn of_value(&self, only: &Binding<'f>, hops: usize) -> Option<Vec<Name>> {
        if hops == 0 {
            return None;
        }
        let Some(declared) = only.declared else {
            return only.value.map(|value| self.names_within(self.held(value), hops - 1).to_vec());
        };
        let declared = self.names_within(self.held(declared), hops - 1);
        let known = declared.iter().filter(|name| name.path != UNKNOWN);
        let mut names: Vec<_> = known.map(|name| with_end(name, "()")).collect();
        // What it is made by says more than an interface that it is declared as.
        let made = only.value.map(|value| self.names_within(self.held(value), hops - 1));
        let made = made.iter().flat_map(|made| made.iter()).filter(|name| name.path != UNKNOWN);
        let made: Vec<_> = made.filter(|name| !names.contains(name)).cloned().collect();
        names.extend(made);
        Some(names).filter(|names| !names.is_empty())
    }

    /// A name that nothing in reach binds: of the language itself, from a module that is imported whole, or unknown.
    fn of_unbound(&self, name: &str, node: Node<'f>, hops: usize) -> Vec<Name> {
        let Some(language) = self.file.language else { return Vec::new() };
        let form = &language.names;
        if form.own.is_some_and(|(own, _)| own == name)
            && let Some(class) = self.bindings().type_around(node)
        {
            return vec![Name::rooted(format!("self{}{class}", form.separator))];
        }
        // A type of another file of the same package, that has functions here.
        if self.bindings().has_methods(name) {
            return vec![Name::rooted(format!("self{}{name}", form.separator))];
        }
        let mut names = Vec::new();
        for scope in self.bindings().around(node) {
            if self.of_globs(scope, name, node, hops, &mut names) {
                return names;
            }
            if scope.kind == ScopeKind::Module {
                break;
            }
        }
        let own = if is_macro(node) { form.macros } else { form.prelude };
        if let Some((_, path)) = own.iter().find(|(own, _)| *own == name) {
            names.push(Name::rooted(*path));
        }
        // A crate has its name beside all that modules bring in.
        let is_crate = name.starts_with(char::is_lowercase) && self.is_followed(node, form.separator);
        if names.is_empty() || !form.suffixes || is_crate {
            names.push(Name { path: name.to_owned(), is_rooted: !form.suffixes });
        }
        names
    }

    /// Adds what a name may be by the modules that a scope imports whole; `true` where one of them certainly binds it.
    fn of_globs(&self, scope: &Names<'f>, name: &str, node: Node<'f>, hops: usize, names: &mut Vec<Name>) -> bool {
        let separator = self.separator();
        let outer = scope.around.map(|index| &self.bindings().scopes()[index]);
        let word_for_outer = self.file.language.and_then(|language| language.names.outer);
        for module in &scope.all_of {
            let is_outer = word_for_outer == Some(module);
            match outer.filter(|_| is_outer) {
                // All that is seen in the module around this one.
                Some(outer) if !outer.get(name).is_empty() => {
                    *names = self.of_bound(outer, name, node, hops);
                    return true;
                }
                Some(outer) if hops > 0 => {
                    if self.of_globs(outer, name, node, hops - 1, names) {
                        return true;
                    }
                }
                _ if is_outer => {}
                _ => {
                    let module = self.through_imports(Name::rooted(module.clone()), scope, hops);
                    names.extend(module.iter().map(|module| with_end(module, &format!("{separator}{name}"))));
                }
            }
        }
        false
    }

    /// A path whose first part is itself imported, `use std::fs; use fs::read;`, or comes from the module around.
    fn through_imports(&self, name: Name, scope: &Names<'f>, hops: usize) -> Vec<Name> {
        let Some(language) = self.file.language.filter(|language| language.names.suffixes) else { return vec![name] };
        let separator = language.names.separator;
        if hops == 0 {
            return vec![name];
        }
        let of_outer = language.names.outer.and_then(|outer| name.path.strip_prefix(outer)?.strip_prefix(separator));
        if let Some(rest) = of_outer {
            let outer =
                std::iter::successors(Some(scope), |scope| scope.around.map(|at| &self.bindings().scopes()[at]));
            let outer = outer.skip_while(|scope| scope.kind != ScopeKind::Module).nth(1);
            let first = rest.split(separator).next().unwrap_or(rest);
            let imported = outer.into_iter().flat_map(|outer| outer.get(first).iter().map(move |own| (outer, own)));
            let found: Vec<_> = imported
                .filter_map(|(outer, binding)| match &binding.by {
                    By::Import(path) => Some((outer, Name::rooted(format!("{path}{}", &rest[first.len()..])))),
                    _ => None,
                })
                .flat_map(|(outer, name)| self.through_imports(name, outer, hops - 1))
                .collect();
            return if found.is_empty() { vec![name] } else { found };
        }
        let first = name.path.split(separator).next().unwrap_or_default();
        let longer = scope.get(first).iter().find_map(|binding| match &binding.by {
            By::Import(path) if *path != name.path && path != first => Some(path),
            _ => None,
        });
        match longer {
            Some(path) => vec![Name::rooted(format!("{path}{}", &name.path[first.len()..]))],
            None => vec![name],
        }
    }
}

fn with_end(name: &Name, end: &str) -> Name {
    Name { path: format!("{}{end}", name.path), is_rooted: name.is_rooted }
}
