//! What expressions are made of: the literal pieces of a text and what is put between them, the value that a name was
//! given, whether a value is fixed. `queries/<lang>/values.scm` says where.
//!
//! | capture | meaning |
//! |---|---|
//! | `@piece`, `@hole` | a part of a string that stands as it is, and one that is evaluated |
//! | `@number` | a part that is evaluated and written as a number, in which no text can hide |
//! | `@left`, `@right` | texts that are joined |
//! | `@first`, `@second` | texts of which one is taken |
//! | `@extended`, `@by` | a text that is added to where it stands, and what it gets more |
//! | `@percent`, `@braces` | a text with places for values, `%s` or `{}`: the `@template` and the `@values`, or the one `@value` |
//! | `@decorated`, `@decorators` | a function whose decorators stand in the node of the pattern; the decorators of that node |
//! | `@condition` | what decides about the node of the pattern |

use std::sync::LazyLock;

use regex::Regex;

use super::{By, Facts, ScopeKind};
use crate::syntax::{Field, Node, Role, ancestors, descendants};

/// How many parts of one expression are looked at.
const STEPS: usize = 300;
/// How many names are followed to where they were given a value.
const HOPS: usize = 6;

/// A text that is put together at run time: its literal pieces, and what is put between them.
#[derive(Default)]
pub(crate) struct Built<'f> {
    pub text: String,
    pub holes: Vec<Hole<'f>>,
}

/// What is put into a text, and at which byte of its literal pieces.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hole<'f> {
    pub at: usize,
    pub node: Node<'f>,
}

impl<'f> Built<'f> {
    /// The text around a hole, which is a NUL in it.
    pub fn around(&self, hole: &Hole<'f>) -> String {
        let (before, after) = self.text.split_at(hole.at);
        [before, "\0", after].concat()
    }

    fn add_hole(&mut self, node: Node<'f>) {
        self.holes.push(Hole { at: self.text.len(), node });
    }
}

/// What an expression is made of.
enum Part<'f> {
    Piece,
    Number,
    Hole(Node<'f>),
    Joined(Node<'f>, Node<'f>),
    Either(Node<'f>, Node<'f>),
    Percent(Template<'f>),
    Braces(Template<'f>),
}

/// A text with places for values.
struct Template<'f> {
    text: String,
    /// The list of the values.
    list: Node<'f>,
    /// The values with their names.
    values: Vec<(Option<&'f str>, Node<'f>)>,
}

impl<'f> Template<'f> {
    fn named(&self, name: &str) -> Option<Node<'f>> {
        self.values.iter().find(|(own, _)| *own == Some(name)).map(|(_, value)| *value)
    }

    fn numbered(&self, number: usize) -> Option<Node<'f>> {
        self.values.get(number).map(|(_, value)| *value)
    }
}

impl<'f> Facts<'f> {
    /// Takes a text apart: strings with holes, joined and formatted ones, and names that were given such a text.
    pub(crate) fn built(&self, node: Node<'f>) -> Built<'f> {
        let mut built = Built::default();
        let mut hops = 0;
        let mut open = vec![node];
        for _ in 0..STEPS {
            let Some(node) = open.pop() else { break };
            let node = self.argument(self.inside(node)).value;
            if node.is(Role::String) {
                open.extend(self.pieces(node).into_iter().rev());
                continue;
            }
            match self.part(node) {
                Some(Part::Piece) => built.text.push_str(self.file.text_of(node)),
                Some(Part::Number) => {}
                Some(Part::Hole(inner)) => open.push(inner),
                Some(Part::Joined(one, other) | Part::Either(one, other)) => open.extend([other, one]),
                Some(Part::Percent(template)) => add_percent(&mut built, &template),
                Some(Part::Braces(template)) => add_braces(&mut built, &template),
                None if node.is(Role::Identifier) && hops < HOPS => {
                    hops += 1;
                    match self.definition(node).filter(|value| is_text(*value)) {
                        Some(value) => {
                            open.push(value);
                            open.extend(self.extended(value)); // what `+=` adds to comes first
                        }
                        None => built.add_hole(node),
                    }
                }
                None => built.add_hole(node),
            }
        }
        built
    }

    /// The expression that a name was last given above its use, in the same function, whatever branch that is in.
    pub(crate) fn definition(&self, name: Node<'f>) -> Option<Node<'f>> {
        let bindings = self.bindings();
        let scope = bindings.resolve(self.file.text_of(name), name)?;
        let function = bindings.around(name).find(|scope| scope.kind != ScopeKind::Expression)?;
        if scope.node.id() < function.node.id() {
            return None; // around the function
        }
        let above = scope.get(self.file.text_of(name)).iter().rev().filter(|binding| binding.by == By::Assignment);
        let mut values = above.filter_map(|binding| {
            let update = binding.name.parent().filter(|parent| parent.is(Role::Update));
            let given = binding.value.or_else(|| update?.part(Field::Right))?;
            (given.end_byte() <= name.start_byte() && binding.name.end_byte() <= name.start_byte()).then_some(given)
        });
        values.next()
    }

    /// Whether an expression can hold nothing that somebody outside wrote: a literal, a number, a constant by its name.
    pub(crate) fn is_fixed(&self, node: Node<'f>) -> bool {
        static CONSTANT: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"^(?:[\w.:]*[.:])?_?[A-Z][A-Z0-9_]*$").expect("it is valid"));
        let node = self.inside(node);
        if node.is(Role::Literal) {
            return !descendants(node).any(|part| part.is(Role::Interpolation));
        }
        // What nothing assigns to, a constant, has the one value that it is defined with.
        let constant = self.binding(node).filter(|binding| binding.by == By::Other).and_then(|binding| binding.value);
        if constant.is_some_and(|value| value.is(Role::Literal)) {
            return true;
        }
        let fixed = self.file.language.map_or(&[][..], |language| language.taint.fixed);
        CONSTANT.is_match(self.file.text_of(node)) || self.calls(node, fixed)
    }

    /// The name that `+=` adds this value to.
    fn extended(&self, value: Node<'f>) -> Option<Node<'f>> {
        let update = value.parent()?;
        if update.is(Role::Update) {
            return update.part(Field::Left);
        }
        let mut extended = None;
        for outer in ancestors(value).take(2) {
            self.at_value(outer, |capture| {
                if capture("by") == Some(value) {
                    extended = capture("extended");
                }
            });
        }
        extended
    }

    /// The literal texts beneath a node, joined by spaces.
    pub(crate) fn texts(&self, node: Node<'f>) -> String {
        let mut texts = String::new();
        for string in descendants(node).filter(|node| node.is(Role::String)) {
            for piece in string.named_children().filter(|child| matches!(self.part(*child), Some(Part::Piece))) {
                texts.push_str(self.file.text_of(piece));
                texts.push(' ');
            }
        }
        texts
    }

    /// The strings and parts of strings that a string consists of.
    fn pieces(&self, string: Node<'f>) -> Vec<Node<'f>> {
        string.named_children().filter(|child| child.is(Role::String) || self.part(*child).is_some()).collect()
    }

    fn part(&self, node: Node<'f>) -> Option<Part<'f>> {
        let mut part = None;
        self.at_value(node, |capture| {
            let pair = |one, other| capture(one).zip(capture(other));
            if capture("number").is_some() {
                part = Some(Part::Number);
            } else if part.is_some() {
                // The first pattern counts.
            } else if capture("piece").is_some() {
                part = Some(Part::Piece);
            } else if let Some(inner) = capture("hole") {
                part = Some(Part::Hole(inner));
            } else if let Some((left, right)) = pair("left", "right") {
                part = Some(Part::Joined(left, right));
            } else if let Some((first, second)) = pair("first", "second") {
                part = Some(Part::Either(first, second));
            } else if let Some(template) = capture("template") {
                let template = self.template(template, capture("values"), capture("value"));
                let is_percent = capture("percent").is_some();
                part = template.map(if is_percent { Part::Percent } else { Part::Braces });
            }
        });
        part
    }

    /// `None` where the template is no literal.
    fn template(&self, template: Node<'f>, values: Option<Node<'f>>, value: Option<Node<'f>>) -> Option<Template<'f>> {
        let string = Some(self.inside(template)).filter(|node| node.is(Role::String))?;
        let mut text = String::new();
        for piece in descendants(string).filter(|node| matches!(self.part(*node), Some(Part::Piece))) {
            text.push_str(self.file.text_of(piece));
        }
        let list = values.or(value)?;
        let values = match values {
            Some(list) => self.listed(list, template),
            None => vec![(None, list)],
        };
        Some(Template { text, list, values })
    }

    /// The values of a list, with their names: what is between commas, but for the template itself and what is before it.
    fn listed(&self, list: Node<'f>, template: Node<'f>) -> Vec<(Option<&'f str>, Node<'f>)> {
        let mut values = Vec::new();
        let mut name = None;
        let mut first: Option<Node<'f>> = None;
        let start = if template.parent() == Some(list) { template.after() } else { list.id() };
        let behind = list.children().filter(|child| child.id() >= start);
        for child in behind.filter(|child| !child.is(Role::Comment)) {
            match child.kind() {
                "," => values.extend(first.take().map(|value| (name.take(), value))),
                // `name = value` where the list is one of tokens.
                "=" => name = first.take().map(|name| self.file.text_of(name)),
                _ if child.is_named() && first.is_none() => {
                    let argument = self.argument(child);
                    name = argument.keyword.or(name);
                    first = Some(argument.value);
                }
                _ => {}
            }
        }
        values.extend(first.map(|value| (name, value)));
        values
    }
}

/// Whether an expression may be a text that is put together.
fn is_text(node: Node<'_>) -> bool {
    let roles = [Role::String, Role::Binary, Role::Call, Role::Parenthesized, Role::Branch, Role::Effect];
    roles.iter().any(|role| node.is(*role))
}

/// `"%s" % values`.
fn add_percent<'f>(built: &mut Built<'f>, template: &Template<'f>) {
    static SPEC: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?([a-zA-Z%])").expect("it is valid"));
    let mut from = 0;
    let mut number = 0;
    for spec in SPEC.captures_iter(&template.text) {
        let all = spec.get(0).expect("group 0 is the match").range();
        built.text.push_str(&template.text[from..all.start]);
        from = all.end;
        match &spec[2] {
            "%" => continue,
            "d" | "i" | "f" | "x" => {}
            _ => built.add_hole(template.numbered(number).unwrap_or(template.list)),
        }
        number += 1;
    }
    built.text.push_str(&template.text[from..]);
}

/// `"{}".format(values)`.
fn add_braces<'f>(built: &mut Built<'f>, template: &Template<'f>) {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{\{|\}\}|\{(\w*)([^{}]*)\}").expect("it is valid"));
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r":[^:]*[dfx]$").expect("it is valid"));
    let mut from = 0;
    let mut number = 0;
    for field in FIELD.captures_iter(&template.text) {
        let all = field.get(0).expect("group 0 is the match").range();
        built.text.push_str(&template.text[from..all.start]);
        from = all.end;
        let (Some(name), Some(format)) = (field.get(1), field.get(2)) else {
            built.text.push_str(&template.text[all.start..=all.start]);
            continue;
        };
        if !NUMBER.is_match(format.as_str()) {
            let place = name.as_str().parse().unwrap_or(number);
            let value = template.named(name.as_str()).or_else(|| template.numbered(place));
            built.add_hole(value.unwrap_or(template.list));
        }
        number += 1;
    }
    built.text.push_str(&template.text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::SourceFile;

    /// The text of the first argument of the last call of a file, with what is put in between braces.
    fn built(path: &str, text: &str) -> String {
        let file = SourceFile::new(path, text);
        let facts = Facts::new(&file);
        let calls = file.tree().unwrap().nodes().filter(|node| node.is(Role::Call));
        let call = calls.max_by_key(|call| (call.end_byte(), std::cmp::Reverse(call.start_byte()))).unwrap();
        let arguments = facts.call(call).unwrap().arguments.unwrap();
        let argument = facts.argument(arguments.named_child(0).unwrap()).value;
        let built = facts.built(argument);
        let mut text = built.text.clone();
        for hole in built.holes.iter().rev() {
            text.insert_str(hole.at, &format!("{{{}}}", file.text_of(hole.node)));
        }
        text
    }

    #[test]
    fn texts_of_python_are_taken_apart() {
        for (text, expected) in [
            ("f('a ' + b)", "a {b}"),
            ("f(f'a {b} c')", "a {b} c"),
            ("f(f'a {b:d} c')", "a  c"),
            ("f('a %s %d %(c)s' % (b, 1, c))", "a {b}  {c}"),
            ("f('a %s' % b)", "a {b}"),
            ("f('a {} {x} {{}} {0}'.format(b, x=c))", "a {b} {c} {} {b}"),
            ("f('a' ' b')", "a b"),
            ("f('a ' if b else c)", "a {c}"),
            ("x = 'a ' + b\nf(x)", "a {b}"),
            ("x = 'a'\nx += ' ' + b\nf(x)", "a {b}"),
            ("x = 'a'\ndef g(x):\n    f(x)", "{x}"),
            ("x = 'b'\ndef g():\n    f('a ' + x)", "a {x}"),
            ("f(('a ' + (b)))", "a {b}"),
        ] {
            assert_eq!(built("a.py", text), expected, "{text}");
        }
    }

    #[test]
    fn texts_of_rust_are_taken_apart() {
        for (text, expected) in [
            ("fn g() { f(&format!(\"a {} {x}\", b, x = c)); }", "a {b} {c}"),
            ("fn g() { let x = format!(\"a {}\", b); f(&x); }", "a {b}"),
            ("fn g() { f(\"a \".to_owned()); }", "{\"a \".to_owned()}"),
        ] {
            assert_eq!(built("a.rs", text), expected, "{text}");
        }
    }

    #[test]
    fn texts_of_javascript_are_taken_apart() {
        for (text, expected) in [
            ("f('a ' + b)", "a {b}"),
            ("f(`a ${b} c`)", "a {b} c"),
            ("f('a ' + (b ? 'c' : d))", "a c{d}"),
            ("let x = 'a';\nif (c) {\n  x += ' ' + b;\n}\nf(x)", "a {b}"),
            ("f(sql`a ${b}`)", "{sql`a ${b}`}"),
        ] {
            assert_eq!(built("a.js", text), expected, "{text}");
        }
    }

    #[test]
    fn texts_of_go_are_taken_apart() {
        for (text, expected) in [
            ("func g() { f(\"a \" + b) }", "a {b}"),
            ("func g() { f(fmt.Sprintf(\"a %s %d\", b, c)) }", "a {b} "),
            ("func g() { x := `a `; x += \"b \" + c; f(x) }", "a b {c}"),
            ("func g() { x := \"a \"; if y { x = \"b\" }; f(x) }", "b"),
        ] {
            assert_eq!(built("a.go", text), expected, "{text}");
        }
    }

    #[test]
    fn texts_of_java_are_taken_apart() {
        for (text, expected) in [
            ("void g() { f(\"a \" + b + \" c\"); }", "a {b} c"),
            ("void g() { String x = \"a \" + b; f(x); }", "a {b}"),
            ("void g() { String x = \"a\"; if (y) { x += \" \" + b; } f(x); }", "a {b}"),
            ("void g() { f(String.format(\"a %s %d %s\", b, 1, c)); }", "a {b}  {c}"),
            ("void g() { f(\"a %s\".formatted(b)); }", "a {b}"),
            ("void g() { f(x ? \"a \" : c); }", "a {c}"),
            ("void g() { f(\"\"\"\n  a \"\"\" + b); }", "\n  a {b}"),
        ] {
            assert_eq!(built("a.java", text), expected, "{text}");
        }
    }

    #[test]
    fn literals_numbers_and_constants_are_fixed() {
        let is_fixed = |text: &str| {
            let file = SourceFile::new("a.py", text);
            let facts = Facts::new(&file);
            let statement = file.tree().unwrap().root_node().named_children().last().unwrap();
            facts.is_fixed(statement.named_child(0).unwrap())
        };
        for text in ["'a'", "'a' 'b'", "1", "None", "a.LIMIT", "int(x)", "import sys as s\ns.executable"] {
            assert!(is_fixed(text), "{text}");
        }
        for text in ["x", "f'{x}'", "f(x)", "def int(x): pass\nint(x)"] {
            assert!(!is_fixed(text), "{text}");
        }
    }
}
