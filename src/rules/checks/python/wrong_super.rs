//! `python/wrong-super`: `super` with the name of a class that has nothing to do with the class around it.

use std::collections::HashSet;

use super::code::{around, children};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, descendants};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(named), Some(call)) = (found.node("named"), found.node("report")) else { return false };
    let file = found.file;
    let name = file.text_of(named);
    let mut classes = around(call).filter(|node| node.kind() == "class_definition");
    let Some(class) = classes.next() else { return false };
    if name == "self.__class__" || name == "type(self)" {
        found.set("problem", "never ends where a subclass inherits the method: it names the subclass again");
        return true;
    }
    let own = class.child_by_field_name("name").map_or("", |own| file.text_of(own));
    let is_base = is_above(file, class, name);
    let is_class = name.starts_with(char::is_uppercase) && named.kind() == "identifier";
    let is_outer = classes.any(|outer| outer.child_by_field_name("name").is_some_and(|own| file.text_of(own) == name));
    if !is_class || name == own || is_base || is_outer || !file.text.contains(&format!("class {name}")) {
        return false;
    }
    let problem = format!("is not about `{own}`, the class around it: it raises a TypeError");
    found.set("problem", problem);
    true
}

/// Whether the class derives from one of the name, through classes of this file.
fn is_above(file: &SourceFile, class: Node<'_>, name: &str) -> bool {
    let Some(tree) = file.tree() else { return true };
    let classes: Vec<_> = descendants(tree.root_node()).filter(|node| node.kind() == "class_definition").collect();
    let mut seen = HashSet::from([class.id()]);
    let mut next = vec![class];
    while let Some(class) = next.pop() {
        let bases = class.child_by_field_name("superclasses").map(children).unwrap_or_default();
        for base in bases {
            let base = file.text_of(base).rsplit('.').next().unwrap_or_default();
            if base == name {
                return true;
            }
            let named =
                |other: &&Node<'_>| other.child_by_field_name("name").is_some_and(|own| file.text_of(own) == base);
            next.extend(classes.iter().filter(named).filter(|other| seen.insert(other.id())));
        }
    }
    false
}
