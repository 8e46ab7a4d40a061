//! A file that is opened and that nobody closes.

use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role};

/// What a file is asked to do beside being closed.
const METHODS: [&str; 7] = ["read", "readline", "readlines", "write", "writelines", "seek", "tell"];
/// Modules whose functions read or write a file and leave it open.
const MODULES: [&str; 8] = ["json", "pickle", "cPickle", "yaml", "csv", "toml", "tomllib", "marshal"];

/// A name that the file was given is only read or written in the rest of the function; where it has no name,
/// nobody can close it.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(name) = m.node("name") else { return true };
    if m.file.scopes().function(&name.byte_range()).is_none() {
        return false;
    }
    let mut uses = m.facts.uses_after(name).peekable();
    uses.peek().is_some() && uses.all(|used| is_plain(m.facts, used))
}

fn is_plain<'t>(facts: &Facts<'t>, used: Node<'t>) -> bool {
    let Some(parent) = used.parent() else { return false };
    if let Some((_, method)) = facts.member(parent) {
        let is_called = parent.parent().is_some_and(|outer| outer.is(Role::Call));
        return is_called && METHODS.contains(&facts.file.text_of(method));
    }
    if parent.is(Role::Loop) {
        return parent.child_by_field_name("right") == Some(used);
    }
    let call = parent.parent().filter(|outer| outer.is(Role::Call)).and_then(|outer| facts.call(outer));
    call.is_some_and(|call| facts.is_known_as(call.callee, is_reader))
}

fn is_reader(name: &str) -> bool {
    let module = name.rsplit_once('.').map(|(module, _)| module);
    module.is_some_and(|module| MODULES.contains(&module.rsplit('.').next().unwrap_or(module)))
}
