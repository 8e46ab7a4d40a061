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

mod resolve;

use std::rc::Rc;

use super::Facts;
use crate::syntax::{Node, Role};

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

    /// Whether it is known, and begins outside of the file.
    fn is_outside(&self, separator: &str) -> bool {
        let own = self.path.strip_prefix("self").filter(|rest| rest.starts_with(separator));
        self.path != UNKNOWN && own.is_none()
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
        (!node.is(Role::Identifier) && fits(self.file.text_of(node)))
            || self.names(node).iter().any(|name| name.is_outside(self.separator()) && fits(&name.path))
    }

    /// Names cost a look at all bindings: the last part of a path, which no import changes, rules out most.
    fn may_be_named<S: AsRef<str>>(&self, node: Node<'f>, wanted: &[S]) -> bool {
        let last = match node.children().filter(Node::is_named).last() {
            Some(last) if last.is(Role::Identifier) || node.is(Role::Member) => last,
            None if self.called_on(node).is_some() => node,
            _ => return true,
        };
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

#[cfg(test)]
mod tests;
