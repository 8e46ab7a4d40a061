//! `python/wrong-super`: `super` with the name of a class that has nothing to do with the class around it.

use std::collections::HashSet;

use super::code::{around, children};
use crate::facts::{By, Facts};
use crate::rules::matched::Match;
use crate::syntax::Node;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(named), Some(call)) = (found.node("named"), found.node("report")) else { return false };
    let facts = found.facts;
    let mut classes = around(call).filter(|node| node.kind() == "class_definition");
    let Some(class) = classes.next() else { return false };
    if matches!(facts.file.text_of(named), "self.__class__" | "type(self)") {
        found.set("problem", "never ends where a subclass inherits the method: it names the subclass again");
        return true;
    }
    let is_other = class_named(facts, named).is_some_and(|other| {
        other != class && !classes.any(|outer| outer == other) && !is_above(facts, class, facts.file.text_of(named))
    });
    if is_other {
        let own = class.child_by_field_name("name").map_or("", |own| facts.file.text_of(own));
        found.set("problem", format!("is not about `{own}`, the class around it: it raises a TypeError"));
    }
    is_other
}

/// The class of the file that a name alone stands for.
fn class_named<'t>(facts: &Facts<'t>, name: Node<'t>) -> Option<Node<'t>> {
    let word = facts.file.text_of(name);
    let [binding] = facts.bindings().resolve(word, name)?.get(word) else { return None };
    if binding.by == By::Type { binding.name.parent() } else { None }
}

/// Whether the class derives from one of the name, through classes of this file.
fn is_above<'t>(facts: &Facts<'t>, class: Node<'t>, name: &str) -> bool {
    let mut seen = HashSet::from([class.id()]);
    let mut next = vec![class];
    while let Some(class) = next.pop() {
        let bases = class.child_by_field_name("superclasses").map(children).unwrap_or_default();
        for base in bases {
            if facts.file.text_of(base).rsplit('.').next() == Some(name) {
                return true;
            }
            next.extend(class_named(facts, base).filter(|other| seen.insert(other.id())));
        }
    }
    false
}
