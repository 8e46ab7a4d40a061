//! Where a variable is used, and how. Each use has a form:
//!
//! | form | meaning |
//! |---|---|
//! | `.name()`, `.name` | a method of it is called, a member is read |
//! | `[]` | an item of it |
//! | `json.load(_)`, `f(&mut _)`, `f(key=_)` | it is an argument of what is called so outside of the file, else in it |
//! | `for _` | a loop goes through it |
//! | `_ =`, `_ ==` | it is given another value, it is the left side of this operator |
//! | `_()`, `_::`, `_{}` | in the tokens of a macro: it is called, the start of a path, the name of a type |
//! | `_` | something else |

use std::ops::Range;

use super::Facts;
use crate::syntax::{Field, Node, Role, ancestors, descendants};

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
        let scope = self.bindings().of_name(self.file.text_of(node), node);
        [scope.map(|scope| scope.node), self.binding(node).map(|binding| binding.name)]
    }

    /// Whether an identifier is that of a variable: not the name of a member or of a keyword argument.
    pub(crate) fn is_variable(&self, name: Node<'f>) -> bool {
        let Some(parent) = name.parent() else { return true };
        if parent.is(Role::Tokens) {
            return !self.is_behind_path(name);
        }
        let is_member = self.member(parent).is_some_and(|(_, member)| member == name);
        let is_keyword = self.argument(parent).keyword.is_some() && self.argument(parent).value != name;
        !is_member && !is_keyword
    }

    /// The uses of a variable below a node that mentions or binds it, in its scope.
    pub(crate) fn uses_below(&self, node: Node<'f>) -> Vec<Use<'f>> {
        let Some(scope) = self.bindings().of_name(self.file.text_of(node), node) else { return Vec::new() };
        let assignment = assignment_to(node);
        let start = assignment.map_or(node.after(), |assignment| assignment.after());
        self.mentions(node, start..scope.node.after()).map(|mention| self.usage(mention)).collect()
    }

    /// The uses of a variable, or of a path of members such as `self.a`, above a node that reads it, in its function.
    pub(crate) fn uses_above(&self, node: Node<'f>) -> Vec<Use<'f>> {
        let Some(function) = ancestors(node).find(|outer| outer.is(Role::Function) && outer.is(Role::Definition))
        else {
            return Vec::new();
        };
        if node.is(Role::Identifier) {
            return self.mentions(node, function.id()..node.id()).map(|mention| self.usage(mention)).collect();
        }
        let words: Vec<_> = leaves(node).map(|leaf| self.file.text_of(leaf)).collect();
        let starts = (function.id()..node.id()).map(|index| node.tree().node(index));
        let starts =
            starts.filter(|start| start.child_count() == 0 && words.first() == Some(&self.file.text_of(*start)));
        starts.filter_map(|start| self.path_at(start, &words)).map(|end| self.usage(end)).collect()
    }

    /// The node, or the last of the tokens, of a path with these words that starts with a leaf.
    fn path_at(&self, start: Node<'f>, words: &[&str]) -> Option<Node<'f>> {
        if self.is_behind_path(start) {
            return None;
        }
        if start.parent().is_some_and(|parent| parent.is(Role::Tokens)) {
            let tokens: Vec<_> = std::iter::successors(Some(start), Node::next_sibling).take(words.len()).collect();
            let is_path = tokens.iter().map(|token| self.file.text_of(*token)).eq(words.iter().copied());
            return if is_path { tokens.last().copied() } else { None };
        }
        let members =
            ancestors(start).take_while(|outer| outer.is(Role::Member) && outer.start_byte() == start.start_byte());
        members.into_iter().find(|outer| leaves(*outer).map(|leaf| self.file.text_of(leaf)).eq(words.iter().copied()))
    }

    fn is_behind_path(&self, node: Node<'f>) -> bool {
        node.prev_sibling().is_some_and(|before| matches!(self.file.text_of(before), "." | "::"))
    }

    /// The last of some uses that a match reaches, in their forms, each in a line.
    pub(crate) fn last_use(uses: &[Use<'f>], find: impl Fn(&str) -> Option<Range<usize>>) -> Option<Node<'f>> {
        let forms: String = uses.iter().flat_map(|own| [own.form.as_str(), "\n"]).collect();
        let end = find(&forms)?.end;
        let line = forms[..end.saturating_sub(1)].matches('\n').count();
        uses.get(line).map(|own| own.node)
    }

    /// The form of one use.
    pub(crate) fn form(&self, mention: Node<'f>) -> String {
        self.usage(mention).form
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
            let is_called = [Some(parent), parent.parent()]
                .into_iter()
                .flatten()
                .filter_map(|call| self.call_at(call))
                .any(|call| call.callee == parent || call.callee == member);
            let end = if is_called { "()" } else { "" };
            return Use { node: member, form: format!(".{}{end}", text(member)) };
        }
        if parent.is(Role::Subscript) && parent.named_child(0) == Some(whole) {
            return other("[]");
        }
        if assignment_to(whole).is_some() {
            return other("_ =");
        }
        if parent.is(Role::Binary) && parent.child(0) == Some(whole) {
            return other(&format!("_ {}", parent.child(1).map(text).unwrap_or_default()));
        }
        if parent.is(Role::Tokens) {
            return self.token_usage(mention);
        }
        if parent.is(Role::Loop) && !whole.is_part(Field::Left) && !whole.is_part(Field::Body) {
            return other("for _");
        }
        let argument = self.argument(parent);
        let list = if argument.keyword.is_some() { parent.parent() } else { Some(parent) };
        let call = list.and_then(|list| self.call_at(list.parent()?)).filter(|call| call.arguments == list);
        let Some(call) = call else { return other("_") };
        let start = if argument.keyword.is_some() { parent.start_byte() } else { whole.start_byte() };
        let before = &self.file.text[start..mention.start_byte()];
        let callee = self.names(call.callee).iter().find(|name| !name.path.contains('?')).map(|name| name.path.clone());
        other(&format!("{}({before}_)", callee.unwrap_or_else(|| text(call.callee).to_owned())))
    }

    /// The form of a use among the tokens of a macro, by the tokens behind it.
    fn token_usage(&self, mention: Node<'f>) -> Use<'f> {
        let mut behind = std::iter::successors(mention.next_sibling(), Node::next_sibling);
        let mut next = || behind.next().map(|token| (token, self.file.text_of(token)));
        let other = |form: String| Use { node: mention, form };
        match next() {
            Some((_, ".")) => match (next(), next()) {
                (Some((name, word)), Some((_, list))) if list.starts_with('(') => {
                    Use { node: name, form: format!(".{word}()") }
                }
                (Some((name, word)), _) => Use { node: name, form: format!(".{word}") },
                _ => other("_".to_owned()),
            },
            Some((_, list)) if list.starts_with('[') => other("[]".to_owned()),
            Some((_, list)) if list.starts_with('(') => other("_()".to_owned()),
            Some((_, list)) if list.starts_with('{') => other("_{}".to_owned()),
            Some((_, "::")) => other("_::".to_owned()),
            Some((_, sign)) if !matches!(sign, "," | ";" | ")") => other(format!("_ {sign}")),
            _ => other("_".to_owned()),
        }
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

fn leaves(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    descendants(node).filter(|leaf| leaf.child_count() == 0)
}

/// The assignment that gives a node a value.
fn assignment_to(node: Node<'_>) -> Option<Node<'_>> {
    let parent = node.parent()?;
    let target = if parent.is(Role::Targets) { parent } else { node };
    target.parent().filter(|outer| outer.is(Role::Assignment) && outer.part(Field::Left) == Some(target))
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
        let text = "import json as j\nx = open(y)\nx.read(1)\nx.name\nj.load(x)\nself.f(x)\nh(k=x)\nx[0]\n\
                    for y in x: pass\nx = 1\nz = (x)\ny.x = 1\ng(x=1)\ndef f(x): x.a\ndef g(): x.b\n";
        let expected = [".read()", ".name", "json.load(_)", "self.f(_)", "h(k=_)", "[]", "for _", "_ =", "_", ".b"];
        assert_eq!(forms("a.py", text), expected);
        let text =
            "use std::mem as m;\nfn f() { let mut x = y(); m::take(&mut x); g(x); x.push(1); for y in x {} x = 1; }";
        assert_eq!(forms("a.rs", text), ["std::mem::take(&mut _)", "g(_)", ".push()", "for _", "_ ="]);
        let text = "void f() { A x = y(); x.read(1); x.name = 2; g(x); z.g(x, 1); B.g(x); for (C c : x) {} x = 1; x[0] = 2; if (x == z) {} }";
        let expected = [".read()", ".name", "g(_)", "z.g(_)", "B.g(_)", "for _", "_ =", "[]", "_ =="];
        assert_eq!(forms("a.java", text), expected);
        let text = "fn f() { let x = y(); x == z; m!(x.len(), x[0], x.y, x, x::z, x(1), x == 1, z.x); }";
        assert_eq!(forms("a.rs", text), ["_ ==", ".len()", "[]", ".y", "_", "_::", "_()", "_ =="]);
    }

    #[test]
    fn a_path_is_used_above_in_the_same_function() {
        let text = "fn g(&self) { self.x.a(); }\nfn f(&self) { self.x.b(); m!(self.x.c()); y.self.x; self.y; self.x[0]; last(self.x) }";
        let file = SourceFile::new("a.rs", text);
        let facts = Facts::new(&file);
        let path = file.tree().unwrap().nodes().filter(|node| file.text_of(*node) == "self.x").last().unwrap();
        let forms: Vec<_> = facts.uses_above(path).into_iter().map(|own| own.form).collect();
        assert_eq!(forms, [".b()", ".c()", "[]"]);
    }
}
