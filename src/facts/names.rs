//! What an expression is called outside of the file: `sleep` is `time.sleep` after `from time import sleep`, `t.sleep`
//! after `import time as t`, and `s.get` is `requests.Session().get` after `s = requests.Session()`. Imports anywhere in
//! the file count, also those of a branch that may not run; a name that is given other values has no name outside.
//!
//! | name | meaning |
//! |---|---|
//! | `time.sleep`, `std::fs::read` | a path from the root of a module or crate |
//! | `.util.run` | a path from the module's own package |
//! | `requests.Session()`, `list()` | what a call of that returns, or a literal of that type |
//! | `?.get` | a member of something that has no name |

use std::rc::Rc;

use super::{Binding, By, Facts, Names, ScopeKind};
use crate::syntax::{Node, Role};

/// How many assignments are followed from a name to what it stands for.
const HOPS: usize = 5;

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

    /// Whether it is one that is asked for: equal, or fits where the other begins or ends with `*`.
    fn fits(&self, wanted: &str, separator: &str) -> bool {
        let path = self.path.as_str();
        match (wanted.strip_prefix('*'), wanted.strip_suffix('*')) {
            (Some(end), _) => path.ends_with(end) && !self.is_of_file(separator),
            (_, Some(start)) => path.starts_with(start),
            _ if path == wanted => true,
            _ => {
                let before = wanted.strip_suffix(path);
                !self.is_rooted && path.contains(separator) && before.is_some_and(|before| before.ends_with(separator))
            }
        }
    }
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

    /// Whether what an expression stands for was made by a call of one of these, or is declared to be one.
    pub(crate) fn is_made_by<S: AsRef<str>>(&self, node: Node<'f>, wanted: &[S]) -> bool {
        let names = self.names(node);
        let made: Vec<_> = names.iter().filter_map(|name| name.path.strip_suffix("()")).map(Name::rooted).collect();
        let separator = self.file.language.map_or(".", |language| language.names.separator);
        made.iter().any(|name| wanted.iter().any(|wanted| name.fits(wanted.as_ref(), separator)))
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

    fn names_within(&self, node: Node<'f>, hops: usize) -> Rc<[Name]> {
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
                let callee = self.names_within(callee, hops);
                found = Some(callee.iter().map(|name| with_end(name, "()")).collect());
            }
        });
        let names = match found {
            Some(names) => names,
            None if node.is(Role::Identifier) => self.of_identifier(node, hops),
            // `self`, `crate`, a type that the language has by itself.
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
        let end = format!("{separator}{}", self.file.text_of(name));
        self.names_within(object, hops).iter().map(|name| with_end(name, &end)).collect()
    }

    /// An attribute of the object that a method belongs to, by the one value that it is given.
    fn of_attribute(&self, name: Node<'f>, hops: usize) -> Option<Vec<Name>> {
        let class = self.bindings().around(name).find(|scope| scope.kind == ScopeKind::Class)?;
        let given: Vec<_> = class.attribute(self.file.text_of(name)).iter().collect();
        self.of_values(&given, hops)
    }

    fn of_identifier(&self, node: Node<'f>, hops: usize) -> Vec<Name> {
        let name = self.file.text_of(node);
        match self.bindings().resolve(name, node) {
            Some(scope) => self.of_bound(scope, name, hops),
            None => self.of_unbound(name, node, hops),
        }
    }

    fn of_bound(&self, scope: &Names<'f>, name: &str, hops: usize) -> Vec<Name> {
        let bindings = scope.get(name);
        let imported = bindings.iter().filter_map(|binding| match &binding.by {
            By::Import(path) => Some(Name::rooted(path.clone())),
            _ => None,
        });
        let imported: Vec<_> = imported.collect();
        if !imported.is_empty() {
            return imported.into_iter().map(|name| self.through_imports(name, scope)).collect();
        }
        if bindings.iter().all(|binding| matches!(binding.by, By::Function | By::Type)) {
            return vec![Name::rooted(format!("self{}{name}", self.separator()))];
        }
        let bindings: Vec<_> = bindings.iter().collect();
        self.of_values(&bindings, hops).unwrap_or_else(|| vec![Name::rooted(UNKNOWN)])
    }

    /// What several assignments of one name stand for, if that is one thing; `None` and other literals that are there
    /// first do not count.
    fn of_values(&self, bindings: &[&Binding<'f>], hops: usize) -> Option<Vec<Name>> {
        let is_literal = |binding: &&&Binding<'f>| binding.value.is_some_and(|value| value.is(Role::Literal));
        let mut others = bindings.iter().filter(|binding| !is_literal(binding));
        let only = others.next().filter(|_| others.next().is_none() && hops > 0)?;
        if let Some(declared) = only.declared {
            let names = self.names_within(declared, hops - 1);
            let known = names.iter().filter(|name| name.path != UNKNOWN);
            return Some(known.map(|name| with_end(name, "()")).collect()).filter(|names: &Vec<_>| !names.is_empty());
        }
        only.value.map(|value| self.names_within(value, hops - 1).to_vec())
    }

    /// A name that nothing in reach binds: of the language itself, from a module that is imported whole, or unknown.
    fn of_unbound(&self, name: &str, node: Node<'f>, hops: usize) -> Vec<Name> {
        let Some(language) = self.file.language else { return Vec::new() };
        let form = &language.names;
        let mut names = Vec::new();
        for scope in self.bindings().around(node) {
            for module in &scope.all_of {
                let outer = scope.around.map(|index| &self.bindings().scopes()[index]);
                match (module.as_str(), outer) {
                    // All that is seen in the module around this one.
                    ("super", Some(outer)) if !outer.get(name).is_empty() => {
                        names.extend(self.of_bound(outer, name, hops));
                    }
                    ("super", _) => {}
                    _ => names.push(Name::rooted(format!("{module}{}{name}", form.separator))),
                }
            }
        }
        if let Some((_, path)) = form.prelude.iter().find(|(own, _)| *own == name) {
            names.push(Name::rooted(*path));
        }
        if names.is_empty() || !form.suffixes {
            names.push(Name { path: name.to_owned(), is_rooted: !form.suffixes });
        }
        names
    }

    /// A path whose first part is itself imported: `use std::fs; use fs::read;`.
    fn through_imports(&self, name: Name, scope: &Names<'f>) -> Name {
        let separator = self.separator();
        let Some((first, rest)) = name.path.split_once(separator).filter(|(first, _)| !first.is_empty()) else {
            return name;
        };
        let longer = scope.get(first).iter().find_map(|binding| match &binding.by {
            By::Import(path) if *path != name.path && path.ends_with(first) && path.len() > first.len() => Some(path),
            _ => None,
        });
        let is_own = self.file.language.is_some_and(|language| language.names.suffixes);
        match longer.filter(|_| is_own) {
            Some(path) => Name::rooted(format!("{path}{separator}{rest}")),
            None => name,
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
        ] {
            assert_eq!(called("a.rs", text), [expected], "{text}");
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
