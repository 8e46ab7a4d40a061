//! What happens to what a name stands for: whether it is changed in place, leaves its function, is given another value.
//! `queries/<lang>/effects.scm` says where: `@changed` is changed in place, `@escapes` is returned, yielded or kept in a
//! member, and `@set` is the name of a member that is set.

use std::collections::HashSet;

use super::{By, Facts, ScopeKind};
use crate::syntax::{Node, Role, SourceFile};

/// What happens in a file.
#[derive(Debug, Default)]
pub(super) struct Effects<'f> {
    changed: Vec<Node<'f>>,
    escaping: Vec<Node<'f>>,
    set: HashSet<&'f str>,
}

/// What can happen to what an expression stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It is changed in place: `x.append(1)`, `x[0] = 1`, `x += y`.
    Changed,
    /// One of its items is: `x[0].append(1)`.
    ItemChanged,
    /// It is returned, yielded or kept in a member.
    Escapes,
}

impl Effect {
    /// The effect of a name in queries.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "changed" => Some(Self::Changed),
            "item-changed" => Some(Self::ItemChanged),
            "escapes" => Some(Self::Escapes),
            _ => None,
        }
    }
}

impl<'f> Effects<'f> {
    /// Reads a file; nothing without a tree.
    pub(super) fn new(file: &'f SourceFile) -> Self {
        let mut effects = Self::default();
        let (Some(language), Some(tree)) = (file.language, file.tree()) else { return effects };
        language.effects().run(tree, &file.text, |pattern, captures| {
            for &(index, node) in captures {
                match pattern.capture(index) {
                    "changed" => effects.changed.push(node),
                    "escapes" => effects.escaping.push(node),
                    "set" => drop(effects.set.insert(file.text_of(node))),
                    _ => {}
                }
            }
        });
        // Patterns come by where they start, and what they capture may be further on.
        effects.changed.sort_unstable_by_key(Node::id);
        effects.escaping.sort_unstable_by_key(Node::id);
        effects
    }
}

impl<'f> Facts<'f> {
    /// Whether something happens to what an expression stands for, wherever its name is seen.
    pub(crate) fn happens(&self, effect: Effect, node: Node<'f>) -> bool {
        match effect {
            Effect::Changed => {
                self.near(&self.effects().changed, node).iter().any(|other| self.is_same_thing(node, *other))
            }
            Effect::Escapes => {
                self.near(&self.effects().escaping, node).iter().any(|other| self.is_same_thing(node, *other))
            }
            Effect::ItemChanged => {
                let items = self.near(&self.effects().changed, node).iter().filter(|item| item.is(Role::Subscript));
                let mut wholes = items.filter_map(|item| item.named_child(0));
                wholes.any(|other| self.is_same_thing(node, other))
            }
        }
    }

    /// Whether a member of this name is set, of whatever object.
    pub(crate) fn sets_member(&self, name: &str) -> bool {
        self.whole().effects().set.contains(name)
    }

    /// Whether a name gets another value in its scope than at this place.
    pub(crate) fn is_rebound(&self, node: Node<'f>) -> bool {
        let name = self.file.text_of(node);
        let Some(scope) = self.bindings().of_name(name, node) else { return false };
        let is_other = |other: Node<'f>| other != node && !is_update(other);
        scope.get(name).iter().any(|binding| is_other(binding.name))
    }

    /// Whether all that a name was given above its use was made by calls of these, or is a literal of such a type.
    pub(crate) fn was_given<S: AsRef<str>>(&self, node: Node<'f>, wanted: &[S]) -> bool {
        let name = self.file.text_of(node);
        let Some(scope) = self.bindings().of_name(name, node) else { return false };
        let above = scope.get(name).iter().filter(|binding| {
            let end = binding.value.unwrap_or(binding.name).end_byte();
            binding.by == By::Assignment && end <= node.start_byte() && !is_update(binding.name)
        });
        let mut above = above.peekable();
        above.peek().is_some() && above.all(|binding| binding.value.is_some_and(|value| self.is_made_by(value, wanted)))
    }

    /// Whether two expressions are the same code about the same name; what is no name: in the same class.
    fn is_same_thing(&self, one: Node<'f>, other: Node<'f>) -> bool {
        self.is_same(one, other) && self.reach(one) == self.reach(other)
    }

    /// Those of some nodes, in the order of the text, that are where an expression means the same.
    fn near<'e>(&self, all: &'e [Node<'f>], node: Node<'f>) -> &'e [Node<'f>] {
        let Some(scope) = self.reach(node) else { return all };
        let start = all.partition_point(|other| other.id() < scope.id());
        let end = all.partition_point(|other| other.id() < scope.after());
        &all[start..end]
    }

    /// The scope that an expression means the same in.
    fn reach(&self, node: Node<'f>) -> Option<Node<'f>> {
        let scope = if node.is(Role::Identifier) {
            self.bindings().of_name(self.file.text_of(node), node)
        } else {
            self.bindings().around(node).find(|scope| scope.kind == ScopeKind::Class)
        };
        scope.map(|scope| scope.node)
    }
}

fn is_update(name: Node<'_>) -> bool {
    name.parent().is_some_and(|parent| parent.is(Role::Update))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{Tree, descendants};

    /// The first node with this text.
    fn first<'f>(file: &'f SourceFile, tree: &'f Tree, text: &str) -> Node<'f> {
        tree.nodes().find(|node| file.text_of(*node) == text).unwrap()
    }

    #[test]
    fn what_a_name_stands_for_is_changed_or_escapes_where_the_name_is_seen() {
        for (path, text, effect, expected) in [
            ("a.py", "def f(x):\n    x.append(1)", Effect::Changed, true),
            ("a.py", "def f(x):\n    x[0] = 1", Effect::Changed, true),
            ("a.py", "def f(x):\n    del x[0]", Effect::Changed, true),
            ("a.py", "def f(x):\n    def g():\n        x.append(1)", Effect::Changed, true),
            ("a.py", "def f(x):\n    def g(x):\n        x.append(1)", Effect::Changed, false),
            ("a.py", "def f(x):\n    x.index(1)", Effect::Changed, false),
            ("a.py", "def f(x):\n    return 1, x", Effect::Escapes, true),
            ("a.py", "def f(self, x):\n    self.x = x", Effect::Escapes, true),
            ("a.py", "def f(x):\n    return x + 1", Effect::Escapes, false),
            ("a.py", "x = []\nx[0].append(1)", Effect::ItemChanged, true),
            ("a.py", "x = []\nx[0] = 1", Effect::ItemChanged, false),
            ("a.rs", "fn f(x: &mut Vec<u8>) { x.push(1); }", Effect::Changed, true),
            ("a.rs", "fn f(x: &Vec<u8>) { x.len(); }", Effect::Changed, false),
            ("a.java", "void f(List<A> x) { x.add(1); }", Effect::Changed, true),
            ("a.java", "void f(List<A> x) { x.size(); }", Effect::Changed, false),
            ("a.java", "List<A> f(List<A> x) { return x; }", Effect::Escapes, true),
        ] {
            let file = SourceFile::new(path, text);
            let facts = Facts::new(&file);
            assert_eq!(facts.happens(effect, first(&file, file.tree().unwrap(), "x")), expected, "{text}");
        }
    }

    #[test]
    fn what_a_name_was_given_above_counts_and_what_it_is_given_below_does_not() {
        for (text, expected) in [
            ("x = []\ny(x)", true),
            ("x = [a for a in b]\nx = sorted(x)\nx += a\ny(x)", true),
            ("x = []\nx = y(x)", true),
            ("x = []\nx = z()\ny(x)", false),
            ("for x in z:\n    y(x)", false),
            ("y(x)\nx = []", false),
        ] {
            let file = SourceFile::new("a.py", text);
            let facts = Facts::new(&file);
            let call = first(&file, file.tree().unwrap(), "y(x)");
            let used = descendants(call).find(|node| file.text_of(*node) == "x").unwrap();
            assert_eq!(facts.was_given(used, &["list", "sorted"]), expected, "{text}");
        }
    }
}
