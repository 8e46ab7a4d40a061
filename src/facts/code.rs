//! What code says beside its names: whether two pieces are the same, whether evaluating one has effects.

use super::{Call, Facts};
use crate::syntax::{Field, Node, Role, Tree, ancestors, descendants, walk};
use crate::text::is_word_character;

/// How much beneath a node is looked at, so that no code makes a check slow.
const BENEATH: usize = 20_000;

impl<'f> Facts<'f> {
    /// Whether two pieces of code are the same but for white space and comments.
    pub(crate) fn is_same(&self, one: Node<'f>, other: Node<'f>) -> bool {
        self.words(one).eq(self.words(other))
    }

    /// The code itself, without its white space and comments.
    pub(crate) fn code(&self, node: Node<'f>) -> String {
        let mut code = String::new();
        for word in self.words(node) {
            code.push_str(word);
            // No word has one in it, so that equal codes have equal words.
            code.push('\0');
        }
        code
    }

    /// The words of the code; a string is one, whatever the grammar makes of it.
    fn words(&self, node: Node<'f>) -> impl Iterator<Item = &'f str> + use<'f> {
        let file = self.file;
        let nodes = walk(node, |node| !node.is(Role::Text));
        let words = nodes.filter(|node| node.child_count() == 0 || node.is(Role::Text));
        words.filter(|node| !node.is(Role::Comment)).map(|node| file.text_of(node))
    }

    /// Whether evaluating an expression again certainly gives the same and changes nothing more: all calls in it are of
    /// functions that the language knows for that.
    pub(crate) fn is_steady(&self, node: Node<'f>) -> bool {
        let known = self.file.language.map_or(&[][..], |language| language.repeats.steady);
        self.has_calls_such_as(node, |call| {
            let callee = self.file.text_of(call.callee);
            let name = callee.rsplit(['.', ':']).next().unwrap_or(callee);
            known.iter().any(|own| own.strip_suffix('*').map_or(*own == name, |start| name.starts_with(start)))
        })
    }

    /// The same, as far as names tell: where a language knows words for what changes something, every call without one
    /// is taken to change nothing.
    pub(crate) fn is_repeatable(&self, node: Node<'f>) -> bool {
        let changing = self.file.language.map_or(&[][..], |language| language.repeats.changing);
        if changing.is_empty() {
            return self.is_steady(node);
        }
        self.has_calls_such_as(node, |call| {
            let text = self.file.text_of(call.node);
            !changing.iter().any(|word| text.contains(word))
        })
    }

    /// Whether a piece of code has no effects but those of calls that are all of a kind.
    fn has_calls_such_as(&self, node: Node<'f>, allowed: impl Fn(Call<'f>) -> bool) -> bool {
        let nodes = descendants(node).filter(Node::is_named).take(BENEATH);
        let mut may_change = nodes.filter(|node| node.is(Role::Call) || node.is(Role::Effect) || node.is_error());
        may_change.all(|node| self.call_at(node).is_some_and(&allowed))
    }

    /// Whether the same code as a node is elsewhere in the same function.
    pub(crate) fn is_elsewhere(&self, node: Node<'f>) -> bool {
        let alike = same_function(node).filter(|other| *other != node && other.kind_id() == node.kind_id());
        alike.into_iter().any(|other| self.is_same(other, node))
    }

    /// Whether a string of the file is exactly this text, so that code may mean something by it.
    pub(crate) fn is_spelled(&self, text: &str) -> bool {
        // What was left out of the tree may hold it.
        let whole = self.whole();
        let read = || {
            let nodes = whole.file.tree().into_iter().flat_map(Tree::nodes);
            let strings = nodes.filter(|node| node.is(Role::String)).map(|node| whole.file.text_of(node));
            strings.map(|string| string.trim_matches(['"', '\''])).collect()
        };
        whole.strings.get_or_init(read).contains(text)
    }

    /// Whether a name is on a line that does not parse, where it may be bound or mean anything.
    pub(crate) fn is_spoilt(&self, name: &str) -> bool {
        let file = self.file;
        let read = || {
            let lines = file.syntax_errors().into_iter().map(|error| {
                let (first, last) = (file.line_at(error.bytes.start), file.line_at(error.bytes.end));
                &file.text[file.line_range(first).start..file.line_range(last).end]
            });
            lines.flat_map(|text| text.split(|sign| !is_word_character(sign))).collect()
        };
        self.spoilt.get_or_init(read).contains(name)
    }

    /// Whether the function around a node is decorated with one of these.
    pub(crate) fn is_decorated<S: AsRef<str>>(&self, node: Node<'f>, wanted: &[S]) -> bool {
        let Some(function) = ancestors(node).find(|outer| outer.is(Role::Function)) else { return false };
        let siblings = function.parent().into_iter().flat_map(|outer| outer.named_children());
        let before = siblings.take_while(|other| *other != function);
        // At the start of the function itself, or in a node there.
        let within =
            function.named_children().take(1).flat_map(|first| std::iter::once(first).chain(first.named_children()));
        let within = within.filter(|other| other.is(Role::Annotation));
        before.chain(within).any(|other| self.calls(other, wanted))
    }

    /// Whether the line below a piece of code is a comment.
    pub(crate) fn is_explained_below(&self, node: Node<'f>) -> bool {
        let last = self.file.line_at(node.end_byte().saturating_sub(1).max(node.start_byte()));
        let below = self.file.line_range(crate::finding::Line::of_row(last.index() + 1));
        let text = &self.file.text[below.clone()];
        let start = below.start + text.len() - text.trim_start().len();
        let Some(root) = self.file.tree().map(|tree| tree.root_node()) else { return false };
        start < below.end && root.descendant_for_byte_range(start, start).is_some_and(|node| node.is(Role::Comment))
    }
}

/// Whether evaluating an expression changes nothing and gives the same again: names, members, literals, operators.
pub(crate) fn is_pure(node: Node<'_>) -> bool {
    const EFFECTS: [Role; 5] = [Role::Call, Role::Effect, Role::Comprehension, Role::Lambda, Role::Interpolation];
    let mut nodes = descendants(node).filter(Node::is_named).take(BENEATH);
    !nodes.any(|node| node.is_error() || EFFECTS.iter().any(|role| node.is(*role)))
}

/// The nodes of the innermost function around a node, or of the file; functions and classes in it are there, their code
/// is not.
pub(crate) fn same_function(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let body = ancestors(node).take_while(|outer| !opens(*outer)).last().unwrap_or(node);
    walk(body, |node| !opens(node)).take(BENEATH)
}

/// The loop that a `break` or `continue` belongs to.
pub(crate) fn loop_of(jump: Node<'_>) -> Option<Node<'_>> {
    let mut inner = jump;
    for outer in ancestors(jump).take_while(|outer| !opens(*outer)) {
        // What is beside the body, such as an `else`, belongs to the loop around.
        if outer.is(Role::Loop) && outer.part(Field::Body) == Some(inner) {
            return Some(outer);
        }
        inner = outer;
    }
    None
}

/// Whether a jump leaves something around it that has one of the roles.
pub(crate) fn leaves(jump: Node<'_>, roles: &[Role]) -> bool {
    let of_loop = if jump.is(Role::Break) || jump.is(Role::Continue) { loop_of(jump) } else { None };
    let left = ancestors(jump).take_while(|outer| Some(*outer) != of_loop && !opens(*outer));
    left.into_iter().any(|outer| roles.iter().any(|role| outer.is(*role)))
}

fn opens(node: Node<'_>) -> bool {
    node.is(Role::Function) || node.is(Role::Class)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::SourceFile;

    /// The two sides of the first assignment of a file.
    fn sides<'f>(facts: &Facts<'f>) -> [Node<'f>; 2] {
        let mut nodes = facts.file.tree().unwrap().nodes();
        nodes.find_map(|node| facts.assignment(node)).unwrap()
    }

    #[test]
    fn code_is_the_same_whatever_its_layout_and_not_where_a_string_differs() {
        for (text, expected) in [
            ("a[b, c] = a[b,\n  # why\n  c]\n", true),
            ("a['x\\n'] = a['x\\n']\n", true),
            ("a['x\\n'] = a['y\\n']\n", false),
            ("a[f'{b}'] = a[f'{c}']\n", false),
            ("a, b = a, b\n", true),
            ("ab = a\n", false),
        ] {
            let file = SourceFile::new("a.py", text);
            let facts = Facts::new(&file);
            let [one, other] = sides(&facts);
            assert_eq!(facts.is_same(one, other), expected, "{text}");
            assert_eq!(facts.code(one) == facts.code(other), expected, "{text}");
        }
    }

    #[test]
    fn names_of_calls_tell_whether_they_give_the_same_again() {
        for (path, text, steady, repeatable) in [
            ("a.py", "x = a.b[0] + 1", true, true),
            ("a.py", "x = len(a) > b.c", true, true),
            ("a.py", "x = a.lower(next(b))", false, false),
            ("a.py", "x = await a", false, false),
            ("a.rs", "fn f() { x = a.is_x(); }", true, true),
            ("a.rs", "fn f() { x = a.kind(); }", false, true),
            ("a.rs", "fn f() { x = a.next(); }", false, false),
            ("a.rs", "fn f() { x = g(&mut a); }", false, false),
            ("a.rs", "fn f() { x = a.kind()?; }", false, false),
        ] {
            let file = SourceFile::new(path, text);
            let facts = Facts::new(&file);
            let [_, value] = sides(&facts);
            assert_eq!((facts.is_steady(value), facts.is_repeatable(value)), (steady, repeatable), "{text}");
        }
    }
}
