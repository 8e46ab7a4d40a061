//! What an expression is called outside of the file: `sleep` is `time.sleep` after `from time import sleep`, `t.sleep`
//! after `import time as t`, and `s.get` is `requests.Session().get` after `s = requests.Session()`. Imports anywhere in
//! the file count, also those of a branch that may not run; a name that is given other values has no name outside.
//!
//! | name | meaning |
//! |---|---|
//! | `time.sleep`, `std::fs::read` | a path from the root of a module or crate |
//! | `.util.run` | a path from the module's own package |
//! | `requests.Session()`, `list()` | what a call of that returns, a value that is declared to be one, or a literal |
//! | `self::State` | something that the file defines |
//! | `?.get` | a member of something that has no name |

use std::rc::Rc;

use super::bindings::is_macro;
use super::{Binding, By, Facts, Names, ScopeKind};
use crate::syntax::{Field, Node, Role};

/// How many assignments are followed from a name to what it stands for.
pub(super) const HOPS: usize = 5;

/// Something that has no name.
const UNKNOWN: &str = "?";

/// What an expression may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub path: String,
    /// Whether the first part is known to be the root; else it may be the end of a longer path.
    pub is_rooted: bool,
}

impl Name {
    fn rooted(path: impl Into<String>) -> Self {
        Self { path: path.into(), is_rooted: true }
    }

    /// Whether the file itself defines it.
    fn is_of_file(&self, separator: &str) -> bool {
        let own = self.path.strip_prefix("self").and_then(|rest| rest.strip_prefix(separator));
        own.is_some_and(|name| !name.contains(separator))
    }

    /// The type that a function belongs to.
    fn owner(&self, separator: &str) -> Option<Self> {
        let (owner, function) = self.path.rsplit_once(separator)?;
        let is_function = function.chars().all(crate::text::is_word_character);
        is_function.then(|| Self { path: owner.to_owned(), is_rooted: self.is_rooted })
    }

    /// Whether it is one that is asked for: equal, or fits where the other begins or ends with `*`.
    fn fits(&self, wanted: &str, separator: &str) -> bool {
        let path = self.path.as_str();
        match (wanted.strip_prefix('*'), wanted.strip_suffix('*')) {
            (Some(_), Some(_)) => path.contains(wanted.trim_matches('*')),
            (Some(end), _) => path.ends_with(end) && !self.is_of_file(separator),
            (_, Some(start)) => {
                path.starts_with(start) || (self.may_be_an_end(separator) && starts_within(path, start, separator))
            }
            _ if path == wanted => true,
            _ => {
                let before = wanted.strip_suffix(path);
                self.may_be_an_end(separator) && before.is_some_and(|before| before.ends_with(separator))
            }
        }
    }

    /// Whether it may be the end of a longer path: of several parts, or a type that a whole module brought in. One word of
    /// another kind may be anything.
    fn may_be_an_end(&self, separator: &str) -> bool {
        !self.is_rooted && (self.path.contains(separator) || self.path.starts_with(char::is_uppercase))
    }
}

/// Whether a path starts like a longer one without its first parts.
fn starts_within(path: &str, start: &str, separator: &str) -> bool {
    let mut ends = start.match_indices(separator).map(|(at, _)| &start[at + separator.len()..]);
    ends.any(|end| !end.is_empty() && path.starts_with(end))
}

impl<'f> Facts<'f> {
    /// What an expression may be called; several names where several imports may have run.
    pub(crate) fn names(&self, node: Node<'f>) -> Rc<[Name]> {
        self.names_within(node, HOPS)
    }

    /// Whether an expression is called one of these; `*` at an end stands for anything.
    pub(crate) fn is_named<S: AsRef<str>>(&self, node: Node<'f>, wanted: &[S]) -> bool {
        let Some(language) = self.file.language else { return false };
        if !self.may_be_named(node, wanted) {
            return false;
        }
        let separator = language.names.separator;
        self.names(node).iter().any(|name| wanted.iter().any(|wanted| name.fits(wanted.as_ref(), separator)))
    }

    /// Whether a node is a call of one of these, or is what is called.
    pub(crate) fn calls<S: AsRef<str>>(&self, node: Node<'f>, wanted: &[S]) -> bool {
        let callee = self.call(node).map_or(node, |call| call.callee);
        self.is_named(callee, wanted)
    }

    /// Whether what an expression stands for was made by a call of one of these, or is declared to be one. Where
    /// functions belong to types, any function of a type is taken to make one.
    pub(crate) fn is_made_by<S: AsRef<str>>(&self, node: Node<'f>, wanted: &[S]) -> bool {
        let Some(language) = self.file.language else { return false };
        let separator = language.names.separator;
        let names = self.names(self.held(node));
        let made = names.iter().filter_map(|name| {
            let path = name.path.strip_suffix("()")?;
            Some(Name { path: path.to_owned(), is_rooted: name.is_rooted })
        });
        let fits = |name: &Name| wanted.iter().any(|wanted| name.fits(wanted.as_ref(), separator));
        made.into_iter().any(|name| {
            fits(&name) || language.names.associated && name.owner(separator).is_some_and(|owner| fits(&owner))
        })
    }

    /// The value itself, without what holds it and may be used like it: a smart pointer, a `Result` that is unwrapped.
    pub(super) fn held(&self, node: Node<'f>) -> Node<'f> {
        let mut innermost = node;
        loop {
            let mut held = None;
            let mut inside = None;
            self.at_call(innermost, |capture| {
                held = held.or_else(|| capture("through"));
                inside = inside.or_else(|| capture("inside"));
            });
            match held.or(inside) {
                Some(inner) => innermost = inner,
                None => return innermost,
            }
        }
    }

    /// Whether what an expression is called fits: a member by its names and by its text, a plain name only by what it
    /// stands for outside of the file.
    pub(crate) fn is_known_as(&self, node: Node<'f>, fits: impl Fn(&str) -> bool) -> bool {
        let node = self.inside(node);
        let is_own = |path: &str| path.strip_prefix("self").is_some_and(|rest| rest.starts_with(self.separator()));
        let is_outside = |name: &Name| name.path != UNKNOWN && !is_own(&name.path);
        (!node.is(Role::Identifier) && fits(self.file.text_of(node)))
            || self.names(node).iter().any(|name| is_outside(name) && fits(&name.path))
    }

    /// Names cost a look at all bindings: the last part of a path, which no import changes, rules out most.
    fn may_be_named<S: AsRef<str>>(&self, node: Node<'f>, wanted: &[S]) -> bool {
        let Some(last) = node.children().filter(Node::is_named).last() else { return true };
        if !last.is(Role::Identifier) {
            return true;
        }
        let last = self.file.text_of(last);
        wanted.iter().map(AsRef::as_ref).any(|wanted| wanted.ends_with(last) || wanted.ends_with('*'))
    }

    pub(super) fn names_within(&self, node: Node<'f>, hops: usize) -> Rc<[Name]> {
        let node = self.inside(node);
        if let Some(known) = self.names.borrow().get(&node.id()) {
            return known.clone();
        }
        let found: Rc<[Name]> = self.compute(node, hops).into();
        // What was cut for want of hops is not the answer for whoever has more.
        if hops > 0 {
            self.names.borrow_mut().insert(node.id(), found.clone());
        }
        found
    }

    fn compute(&self, node: Node<'f>, hops: usize) -> Vec<Name> {
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
            None if node.is(Role::Identifier) => self.of_identifier(node, hops),
            None if self.is_object(node) => self.of_object(node),
            // `crate`, a type that the language has by itself.
            None if node.is_named() && node.child_count() == 0 && !node.is(Role::Literal) => {
                vec![Name::rooted(self.file.text_of(node))]
            }
            None => vec![Name::rooted(self.literal(node).unwrap_or(UNKNOWN))],
        };
        names.into_iter().map(|name| self.normal(name)).collect()
    }

    /// What a literal with parts is an object of, as if it were made by a call.
    fn literal(&self, node: Node<'f>) -> Option<&'static str> {
        let literals = self.file.language?.names.literals;
        literals.iter().find(|(kind, _)| *kind == node.kind()).map(|(_, path)| *path)
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
    pub(super) fn own_method<'p>(&self, path: &'p str) -> Option<(&'p str, &'p str)> {
        let form = &self.file.language?.names;
        if let Some((owner, method)) = path.rsplit_once(form.separator).filter(|_| form.associated)
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
        let is_path = self.is_followed(node, self.separator());
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
        let is_literal = |binding: &&&Binding<'f>| binding.value.is_some_and(|value| value.is(Role::Literal));
        let mut others = bindings.iter().filter(|binding| !is_literal(binding));
        let only = others.next().filter(|_| others.next().is_none() && hops > 0)?;
        if let Some(declared) = only.declared {
            let names = self.names_within(self.held(declared), hops - 1);
            let known = names.iter().filter(|name| name.path != UNKNOWN);
            return Some(known.map(|name| with_end(name, "()")).collect()).filter(|names: &Vec<_>| !names.is_empty());
        }
        only.value.map(|value| self.names_within(self.held(value), hops - 1).to_vec())
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

    fn normal(&self, name: Name) -> Name {
        let same = self.file.language.map_or(&[][..], |language| language.names.same);
        for (start, form) in same {
            if let Some(rest) = name.path.strip_prefix(start) {
                return Name { path: format!("{form}{rest}"), ..name };
            }
        }
        name
    }

    fn separator(&self) -> &'static str {
        self.file.language.map_or(".", |language| language.names.separator)
    }
}

fn with_end(name: &Name, end: &str) -> Name {
    Name { path: format!("{}{end}", name.path), is_rooted: name.is_rooted }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::SourceFile;

    /// The outermost of the last calls of a file.
    fn last_call(file: &SourceFile) -> Node<'_> {
        let calls = file.tree().unwrap().nodes().filter(|node| node.is(Role::Call));
        calls.min_by_key(|call| (std::cmp::Reverse(call.end_byte()), call.start_byte())).unwrap()
    }

    /// The names of what the last call of a file calls.
    fn called(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile::new(path, text);
        let facts = Facts::new(&file);
        let call = facts.call(last_call(&file)).unwrap();
        facts.names(call.callee).iter().map(|name| name.path.clone()).collect()
    }

    #[test]
    fn names_of_python_go_through_imports_and_aliases() {
        for (text, expected) in [
            ("import time\ntime.sleep(1)", "time.sleep"),
            ("import time as t\nt.sleep(1)", "time.sleep"),
            ("from time import sleep\nsleep(1)", "time.sleep"),
            ("from time import sleep as s\ns(1)", "time.sleep"),
            ("import os.path\nos.path.join(a)", "os.path.join"),
            ("import time\ns = time.sleep\ns(1)", "time.sleep"),
            ("import time\nclock = time\ndef f():\n    clock.sleep(1)", "time.sleep"),
            ("from . import jobs\njobs.run()", ".jobs.run"),
            ("def f():\n    from time import sleep\n    sleep(1)", "time.sleep"),
            ("def sleep(x): pass\nsleep(1)", "self.sleep"),
            ("def f(sleep):\n    sleep(1)", "?"),
            ("def f(time):\n    time.sleep(1)", "?.sleep"),
            ("open(x)", "open"),
            ("import builtins\nbuiltins.open(x)", "open"),
            ("time.sleep(1)", "time.sleep"),
            ("import requests\ns = requests.Session()\ns.get(x)", "requests.Session().get"),
            ("import requests\nwith requests.Session() as s:\n    s.get(x)", "requests.Session().get"),
            ("import requests\nrequests.Session().get(x)", "requests.Session().get"),
            ("from requests import Session\ndef f(s: Session):\n    s.get(x)", "requests.Session().get"),
            (
                "import requests\nclass A:\n    def __init__(self):\n        self.s = requests.Session()\n    def f(self):\n        self.s.get(x)",
                "requests.Session().get",
            ),
            ("s = None\ns = make()\ns = other()\ns.get(x)", "?.get"),
            ("[1, a].append(x)", "list().append"),
            ("(await a)[0].b(x)", "?.b"),
        ] {
            assert_eq!(called("a.py", text), [expected], "{text}");
        }
    }

    #[test]
    fn several_imports_of_one_name_are_several_names() {
        let text = "try:\n    import simplejson as json\nexcept ImportError:\n    import json\njson.loads(x)\n";
        assert_eq!(called("a.py", text), ["simplejson.loads", "json.loads"]);
        assert_eq!(called("a.py", "from yaml import *\nload(x)\n"), ["yaml.load", "load"]);
    }

    #[test]
    fn names_of_rust_go_through_imports_and_aliases() {
        for (text, expected) in [
            ("fn f() { std::fs::read(p); }", "std::fs::read"),
            ("use std::fs;\nfn f() { fs::read(p); }", "std::fs::read"),
            ("use std::fs::read;\nfn f() { read(p); }", "std::fs::read"),
            ("use std::fs::{self as files, File};\nfn f() { files::read(p); }", "std::fs::read"),
            ("use std::{fs::{read as r}};\nfn f() { r(p); }", "std::fs::read"),
            ("fn f() { use std::fs::read; read(p); }", "std::fs::read"),
            ("use std::fs;\nmod a { use super::*; fn f() { fs::read(p); } }", "std::fs::read"),
            ("use core::mem;\nfn f() { mem::swap(a, b); }", "std::mem::swap"),
            ("use std::fs::*;\nfn f() { read(p); }", "std::fs::read"),
            ("fn f() { Vec::<u8>::new(); }", "std::vec::Vec::new"),
            ("use std::fs;\nuse fs::read;\nfn f() { read(p); }", "std::fs::read"),
            ("fn read(p: u8) {}\nfn f() { read(p); }", "self::read"),
            ("use std::fs::File;\nfn f() { let x = File::open(p)?; x.sync_all(); }", "std::fs::File::open().sync_all"),
            ("fn f(read: fn()) { read(p); }", "?"),
            ("fn f() { ::std::fs::read(p); }", "std::fs::read"),
            ("use ::core::mem;\nfn f() { mem::swap(a, b); }", "std::mem::swap"),
            ("use std::fs as files;\nuse files::read;\nfn f() { read(p); }", "std::fs::read"),
            ("use std::fs;\nuse fs::*;\nfn f() { read(p); }", "std::fs::read"),
            ("use std::fs;\nmod a { use super::fs; fn f() { fs::read(p); } }", "std::fs::read"),
            ("use std::fs::*;\nmod a { use super::*; fn f() { read(p); } }", "std::fs::read"),
            ("type M = std::sync::Mutex<u8>;\nfn f() { M::new(0); }", "std::sync::Mutex::new"),
            ("use std::fs::read;\nstruct A;\nimpl A { fn read(&self) { read(p); } }", "std::fs::read"),
            ("fn f() { File::open(p); }\nfn g(File(x): File) {}", "std::fs::File::open"),
        ] {
            let text = if text.contains("File(x)") { format!("use std::fs::File;\n{text}") } else { text.to_owned() };
            assert_eq!(called("a.rs", &text), [expected], "{text}");
        }
    }

    #[test]
    fn values_of_rust_are_named_by_what_made_them_or_by_their_types() {
        let imports = "use std::fs::File;\nuse std::sync::{Arc, Mutex as M};\nstruct A { m: Arc<M<u8>> }\n";
        for (text, expected) in [
            ("fn f() { let m = M::new(0); m.lock(); }", "std::sync::Mutex::new().lock"),
            ("fn f() { let m = Arc::new(M::new(0)); m.lock(); }", "std::sync::Mutex::new().lock"),
            ("fn f(m: &Arc<M<u8>>) { m.lock(); }", "std::sync::Mutex().lock"),
            ("fn f(m: &Arc<M<u8>>) { let n = Arc::clone(&m); n.lock(); }", "std::sync::Mutex().lock"),
            ("impl A { fn f(&self) { self.m.lock(); } }", "std::sync::Mutex().lock"),
            ("fn f(a: &A) { a.m.lock(); }", "std::sync::Mutex().lock"),
            ("static LOCK: std::sync::Mutex<u8> = x;\nfn f() { LOCK.lock(); }", "std::sync::Mutex().lock"),
            ("impl A { fn f(&self) { self.g(); } }", "self::A().g"),
            ("impl A { fn f() { Self::g(); } }", "self::A::g"),
            ("fn f(x: u8) { let x = File::open(x)?; x.sync_all(); let x = 1; }", "std::fs::File::open().sync_all"),
            ("fn f(x: File) { if let Some(x) = x.sync_all() {} }", "std::fs::File().sync_all"),
            ("fn f() { let x = File::open(p).unwrap(); x.sync_all(); }", "std::fs::File::open().sync_all"),
            ("fn open() -> Result<File, E> { x }\nfn f() { open()?.sync_all(); }", "std::fs::File().sync_all"),
            ("fn f(mut x: impl Read) { x.read(); }", "Read().read"),
            ("fn f((x, y): (File, File)) { x.sync_all(); }", "?.sync_all"),
        ] {
            assert_eq!(called("a.rs", &format!("{imports}{text}")), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_asked_for_may_have_a_star_and_an_unknown_root_may_be_an_end() {
        let is_named = |path: &str, text: &str, wanted: &[&str]| {
            let file = SourceFile::new(path, text);
            let facts = Facts::new(&file);
            facts.calls(last_call(&file), wanted)
        };
        assert!(is_named("a.py", "cursor.execute(q)", &["*.execute"]));
        assert!(is_named("a.py", "import os\nos.execv(q)", &["os.exec*"]));
        assert!(!is_named("a.py", "import os\nos.fork()", &["os.exec*"]));
        assert!(is_named("a.rs", "fn f() { fs::read(p); }", &["std::fs::read"]));
        assert!(!is_named("a.rs", "use tokio::fs;\nfn f() { fs::read(p); }", &["std::fs::read"]));
        assert!(!is_named("a.rs", "fn f() { read(p); }", &["std::fs::read"]));
    }
}
