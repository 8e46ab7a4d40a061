//! Where a variable is used, and how. Each use has a form:
//!
//! | form | meaning |
//! |---|---|
//! | `.name()`, `.name` | a method of it is called, a member is read |
//! | `[]` | an item of it |
//! | `json.load(_)`, `f(&mut _)`, `f(key=_)` | it is an argument of what is called so outside of the file, else in it |
//! | `for _` | a loop goes through it |
//! | `_ =` | it is given another value |
//! | `_` | something else |

use std::ops::Range;

use super::Facts;
use crate::syntax::{Field, Node, Role, ancestors};

/// One use of a variable.
pub(crate) struct Use<'f> {
    /// The variable there, or the member that is asked for.
    pub node: Node<'f>,
    pub form: String,
}

impl<'f> Facts<'f> {
    /// Where nodes of a range of positions mention the variable that a node mentions or binds, also in the tokens of macros.
    pub(crate) fn mentions(&self, node: Node<'f>, within: Range<usize>) -> impl Iterator<Item = Node<'f>> {
        let name = self.file.text_of(node);
        let bound = self.bound_at(node);
        let nodes = within.map(move |index| node.tree().node(index));
        let same = nodes.filter(move |other| other.is(Role::Identifier) && self.file.text_of(*other) == name);
        same.filter(move |other| self.is_variable(*other) && self.bound_at(*other) == bound)
    }

    /// The scope of a variable, and what binds it, if that is one place.
    fn bound_at(&self, node: Node<'f>) -> [Option<Node<'f>>; 2] {
        let scope = self.bindings().resolve(self.file.text_of(node), node);
        [scope.map(|scope| scope.node), self.binding(node).map(|binding| binding.name)]
    }

    /// Whether an identifier is that of a variable: not the name of a member or of a keyword argument.
    pub(crate) fn is_variable(&self, name: Node<'f>) -> bool {
        let Some(parent) = name.parent() else { return true };
        let is_member = self.member(parent).is_some_and(|(_, member)| member == name);
        let is_keyword = self.argument(parent).keyword.is_some() && self.argument(parent).value != name;
        !is_member && !is_keyword
    }

    /// The uses of a variable below a node that mentions or binds it, in its scope.
    pub(crate) fn uses_below(&self, node: Node<'f>) -> Vec<Use<'f>> {
        let Some(scope) = self.bindings().resolve(self.file.text_of(node), node) else { return Vec::new() };
        let assignment = node.parent().filter(|parent| is_target(node, *parent));
        let start = assignment.map_or(node.after(), |assignment| assignment.after());
        self.mentions(node, start..scope.node.after()).map(|mention| self.usage(mention)).collect()
    }

    /// The uses of a variable in the innermost node with a role around one that mentions it; none without such a node.
    pub(crate) fn uses_in(&self, node: Node<'f>, role: Role) -> Vec<Use<'f>> {
        let Some(outer) = super::around(node, role).next() else { return Vec::new() };
        self.mentions(node, outer.id()..outer.after()).map(|mention| self.usage(mention)).collect()
    }

    /// Whether a variable is bound in the innermost node with a role around one that mentions it.
    pub(crate) fn is_bound_in(&self, node: Node<'f>, role: Role) -> bool {
        let Some(outer) = super::around(node, role).next() else { return false };
        self.binding(node).is_some_and(|binding| ancestors(binding.name).any(|around| around == outer))
    }

    fn usage(&self, mention: Node<'f>) -> Use<'f> {
        let text = |node: Node<'f>| self.file.text_of(node);
        let whole = self.wrapped(mention);
        let other = |form: &str| Use { node: mention, form: form.to_owned() };
        let Some(parent) = whole.parent() else { return other("_") };
        if let Some((_, member)) = self.member(parent).filter(|(object, _)| *object == whole) {
            let is_called = parent.parent().and_then(|call| self.call_at(call)).is_some_and(|call| call.callee == parent);
            let end = if is_called { "()" } else { "" };
            return Use { node: member, form: format!(".{}{end}", text(member)) };
        }
        if parent.is(Role::Subscript) && parent.named_child(0) == Some(whole) {
            return other("[]");
        }
        if is_target(whole, parent) {
            return other("_ =");
        }
        if parent.is(Role::Loop) && !whole.is_part(Field::Left) && !whole.is_part(Field::Body) {
            return other("for _");
        }
        let argument = self.argument(parent);
        let list = if argument.keyword.is_some() { parent.parent() } else { Some(parent) };
        let call = list.and_then(|list| self.call_at(list.parent()?)).filter(|call| call.arguments == list);
        let Some(call) = call else { return other("_") };
        let start = whole.parent().filter(|_| argument.keyword.is_some()).unwrap_or(whole).start_byte();
        let before = &self.file.text[start..mention.start_byte()];
        let callee = self.names(call.callee).iter().find(|name| !name.path.contains('?')).map(|name| name.path.clone());
        other(&format!("{}({before}_)", callee.unwrap_or_else(|| text(call.callee).to_owned())))
    }

    /// A variable with what is only written around it: parentheses, a borrow.
    fn wrapped(&self, mention: Node<'f>) -> Node<'f> {
        let mut whole = mention;
        while let Some(outer) = whole.parent().filter(|outer| self.inside(*outer) == mention) {
            whole = outer;
        }
        whole
    }
}

/// Whether a node is what an assignment around it gives a value to.
fn is_target(node: Node<'_>, assignment: Node<'_>) -> bool {
    assignment.is(Role::Assignment) && assignment.part(Field::Left) == Some(node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::SourceFile;

    /// The forms of the uses below the first place that names `x`.
    fn forms(path: &str, text: &str) -> Vec<String> {
        let file = SourceFile::new(path, text);
        let facts = Facts::new(&file);
        let first = file.tree().unwrap().nodes().find(|node| node.is(Role::Identifier) && file.text_of(*node) == "x");
        facts.uses_below(first.unwrap()).into_iter().map(|own| own.form).collect()
    }

    #[test]
    fn each_use_of_a_variable_has_a_form() {
        let text = "import json as j\nx = open(y)\nx.read(1)\nx.name\nj.load(x)\nself.f(x)\ng(k=x)\nx[0]\n\
                    for y in x: pass\nx = 1\nz = (x)\ny.x = 1\ng(x=1)\ndef f(x): x.a\ndef g(): x.b\n";
        let expected =
            [".read()", ".name", "json.load(_)", "self.f(_)", "g(k=_)", "[]", "for _", "_ =", "_", ".b"];
        assert_eq!(forms("a.py", text), expected);
        let text = "use std::mem as m;\nfn f() { let mut x = y(); m::take(&mut x); g(x); x.push(1); for y in x {} x = 1; }";
        assert_eq!(forms("a.rs", text), ["std::mem::take(&mut _)", "g(_)", ".push()", "for _", "_ ="]);
    }
}
