//! What the queries of rules may ask of their captures.
//!
//! | predicate | holds where |
//! |---|---|
//! | `#eq? @x "text"`, `#eq? @x @y` | the texts are equal |
//! | `#any-of? @x "text" ...` | the text is one of these |
//! | `#match? @x "regex"` | the regular expression matches somewhere in the text |
//! | `#inside? @x scope ...` | the node is in one of the scopes of `scopes.scm` |
//! | `#has-ancestor? @x kind ...` | a node around it is of one of these kinds |
//! | `#has-parent? @x kind ...` | the node directly around it is |
//! | `#has-descendant? @x kind ...` | a node beneath it is |
//! | `#kind-eq? @x kind ...` | it is itself of one of these kinds |
//! | `#file-match? "regex"` | the regular expression matches somewhere in the file |
//! | `#calls? @x "a.b" ...` | it is a call of one of these, through imports and aliases, or what is called |
//! | `#names? @x "a.b" ...` | it is one of these, through imports and aliases |
//! | `#name-match? @x "regex"` | the regular expression matches one of its qualified names |
//! | `#known-as? @x "regex"` | the regular expression matches one of its names outside of the file, or the text of a member |
//! | `#has-name? @x "a.b" ...` | it, or something beneath it, is one of these |
//! | `#has-call? @x "a.b" ...` | it, or something beneath it, is a call of one of these |
//! | `#type? @x "a.B" ...` | it was made by a call of one of these, or is declared to be one |
//! | `#fixed? @x` | nobody outside has a say in it: a literal, a number, a constant |
//! | `#string-match? @x "regex"` | the regular expression matches the literal pieces of a text that is put together |
//! | `#texts-match? @x "regex"` | it matches the literal texts beneath, joined by spaces |
//! | `#part? @x sink` | a part that is neither fixed nor harmless is put into the text, where that sink reads it |
//! | `#part-calls? @x "a.b" ...` | one of these is called in a part that is put into the text |
//! | `#tainted? @x sink` | something in it comes from outside and reaches that sink as it is |
//! | `#argument-match? @x "regex"` | it is in an argument, at any depth, of a call in the same statement that is `#known-as?` this, or in a nameless function that is |
//! | `#guarded? @x "regex"` | the regular expression matches a condition that decides whether it is evaluated |
//! | `#symbol-match? @x "regex"` | the regular expression matches the names of the functions and classes around, joined by dots |
//! | `#line-match? @x "regex"` | it matches the line that the node starts on |
//! | `#path-match? "regex"` | it matches the path of the file |
//! | `#same? @x @y` | the same code but for white space, comments and what is only written around it: parentheses, a borrow |
//! | `#pure? @x` | evaluating it changes nothing and gives the same again |
//! | `#explained? @x` | a comment is in it, beside it or directly above its statement |
//! | `#explained? @x below` | or directly below it |
//! | `#explained? @x "regex"` | the regular expression matches such a comment, or an annotation there |
//! | `#role? @x role ...` | the language gives its kind one of these roles |
//! | `#within? @x role ...` | something around it has one of these roles, in the same function |
//! | `#around? @x role kind ...` | the innermost node around it that has the role is of one of these kinds |
//! | `#around-match? @x role "regex"` | the regular expression matches in the text of a node around it that has the role |
//! | `#returns? @x "regex"` | the regular expression matches what the innermost function around it returns |
//! | `#value-match? @x "regex"` | the regular expression matches its text, one of its qualified names or, for a variable, the value or type that it is given |
//! | `#declared? @x "regex"` | the regular expression matches how the one declaration of the variable is written, without its value: `const char *a`, `static int b[10]` |
//! | `#fresh? @x` | nothing mentions the variable between where it is bound and here |
//! | `#signature-match? @x "regex"` | it is a call of functions of the file, and the regular expression matches the heads of all of them |
//! | `#leaves? @x role ...` | it is a jump out of something around it that has one of these roles |
//! | `#happens? @x effect ...` | where its name is seen, one of these happens to what it stands for: it is `changed` in place, `item-changed`, or `escapes` from its function |
//! | `#rebound? @x` | its name gets another value in its scope |
//! | `#given? @x "a.b" ...` | all that its name was given above was made by calls of these, or is a literal of the type |
//! | `#defined? @x` | a function or type of the file has this name |
//! | `#implements? @x "a.B" ...` | a type around it derives from one of these, or implements it |
//! | `#annotated? @x "regex"` | the regular expression matches an annotation or decorator of what the name stands for in the file |
//! | `#uses-match? @x "regex"` | the regular expression matches the forms of the uses of the variable below it, each in a line |
//! | `#uses-match? @x above "regex"` | or of the variable or path above it, in its function |
//! | `#uses-match? @x role "regex"` | or in the innermost node around it that has the role |
//! | `#used-as? @x "regex"` | the regular expression matches the form of this use of it |
//! | `#bound-in? @x role` | the variable is bound in the innermost node around it that has the role |
//! | `#any-sibling? @x "regex"` | the regular expression matches the text of a sibling; comments are none |
//! | `#all-siblings? @x "regex" "n"` | it has at least n siblings, and the regular expression matches the text of each |
//! | `#elsewhere? @x` | the same code is elsewhere in the same function |
//! | `#alone? @x` | nothing else in the same function is of its kind |
//! | `#decorated? @x "a.b" ...` | the function around it is decorated with one of these |
//!
//! Nodes around one are in the same function; functions around it go up to the first that has a name, classes beyond.
//!
//! `#set! name "text"` gives a name of the message a text.
//!
//! Qualified names are described in `src/facts/names.rs`; at either end `*` stands for anything. Sources and sinks are in
//! the row of the language; the forms of uses are in `src/facts/uses.rs`. Where `#part?`, `#part-calls?`, `#tainted?` or
//! `#uses-match?` hold, their capture stands for the part, the source or the last use that is matched from then on, for
//! messages and reports alike.
//!
//! Each has its opposite: `#not-inside?` and so on. A capture without a node satisfies every predicate.

mod about;
mod test;

use crate::facts::Facts;
use crate::syntax::Node;
use crate::syntax::query::{Argument, Asks, Captures, PatternPredicate, TextPredicate};
use test::Test;

/// A predicate of a rule's pattern.
pub(super) enum Predicate {
    /// About text and kind alone.
    Text(TextPredicate),
    /// About the path of the file.
    Path { negated: bool, pattern: PatternPredicate },
    /// About what is known of the code.
    Fact { negated: bool, capture: u32, test: Test },
    /// A text for a name of the message.
    Set { name: Box<str>, text: Box<str> },
}

/// What a pattern captured; predicates may let a capture stand for a part of its node.
pub(super) struct Captured<'c, 't> {
    found: &'c Captures<'t>,
    moved: Option<Captures<'t>>,
}

impl<'c, 't> Captured<'c, 't> {
    pub(super) fn new(found: &'c Captures<'t>) -> Self {
        Self { found, moved: None }
    }

    pub(super) fn nodes(&self) -> &Captures<'t> {
        self.moved.as_ref().unwrap_or(self.found)
    }

    fn first(&self, capture: u32) -> Option<Node<'t>> {
        self.nodes().iter().find(|(own, _)| *own == capture).map(|(_, node)| *node)
    }

    /// Lets a capture stand for another node; whether there is one.
    fn move_to(&mut self, capture: u32, node: Option<Node<'t>>) -> bool {
        let Some(node) = node else { return false };
        let moved = self.moved.get_or_insert_with(|| self.found.clone());
        moved.iter_mut().filter(|(own, _)| *own == capture).for_each(|(_, own)| *own = node);
        true
    }
}

impl Predicate {
    /// Reads a predicate by its name, with or without the question mark.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it. Regular expressions are checked by [`Predicate::check`].
    pub(super) fn read(operator: &str, arguments: &[Argument]) -> Result<Self, String> {
        if operator == "set!" {
            let [Argument::Text(name), Argument::Text(text)] = arguments else {
                return Err("`#set!` takes a name and a text".to_owned());
            };
            return Ok(Self::Set { name: name.clone(), text: text.clone() });
        }
        let full = operator.trim_end_matches('?');
        let (negated, name) = full.strip_prefix("not-").map_or((false, full), |name| (true, name));
        if let ("path-match", [Argument::Text(source)]) = (name, arguments) {
            return Ok(Self::Path { negated, pattern: PatternPredicate::new(source) });
        }
        let [Argument::Capture(capture), words @ ..] = arguments else {
            return TextPredicate::read(operator, arguments).map(Self::Text);
        };
        match Test::read(name, words, full)? {
            Some(test) => Ok(Self::Fact { negated, capture: *capture, test }),
            None => TextPredicate::read(operator, arguments).map(Self::Text),
        }
    }

    /// Compiles its regular expression, if it has one.
    ///
    /// # Errors
    /// What is wrong with the expression.
    pub(super) fn check(&self) -> Result<(), String> {
        match self {
            Self::Text(predicate) => predicate.check(),
            Self::Path { pattern, .. } => pattern.check(),
            Self::Fact { test, .. } => test.pattern().map_or(Ok(()), PatternPredicate::check),
            Self::Set { .. } => Ok(()),
        }
    }

    /// Whether it holds for captured nodes, some of which it may move.
    pub(super) fn holds<'t>(&self, facts: &Facts<'t>, captured: &mut Captured<'_, 't>) -> bool {
        match self {
            Self::Text(predicate) => predicate.holds(&facts.file.text, captured.nodes()),
            Self::Set { .. } => true,
            Self::Path { negated, pattern } => pattern.is_match(&facts.file.path) != *negated,
            Self::Fact { negated, capture, test } => {
                captured.first(*capture).is_none_or(|node| test.holds(node, *capture, facts, captured) != *negated)
            }
        }
    }
}

impl Asks for Predicate {
    fn words(&self) -> Option<(u32, &[Box<str>])> {
        if let Self::Text(predicate) = self { predicate.words() } else { None }
    }

    fn moves(&self, capture: u32) -> bool {
        let Self::Fact { capture: own, test, .. } = self else { return false };
        *own == capture && matches!(test, Test::Part(_) | Test::PartCalls(_) | Test::Tainted(_) | Test::Uses(..))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::query::match_at;
    use crate::syntax::query::{Matcher, read};
    use crate::syntax::{Language, SourceFile};

    /// What a pattern reports in a Python file.
    fn reported(query: &str, text: &str) -> Vec<String> {
        let file = SourceFile::new("src/a.py", text);
        let facts = Facts::new(&file);
        let patterns = read(Language::named("python").unwrap().grammar(), query, &Predicate::read).unwrap();
        let mut found = Vec::new();
        for node in file.tree().unwrap().nodes() {
            for pattern in &patterns {
                match_at(&Matcher::unbounded(&file.text), pattern, &facts, node, &mut |matched| {
                    found.push(file.text[matched.report].to_owned());
                });
            }
        }
        found
    }

    fn called(predicate: &str) -> String {
        format!("((call function: (_) @f arguments: (argument_list (_)? @x) @all) @report {predicate})")
    }

    #[test]
    fn a_word_that_is_another_ends_the_match_and_one_that_is_absent_does_not() {
        let text = "f(a)\nf(b)\nf()\n";
        assert_eq!(reported(&called(r#"(#eq? @x "b")"#), text), ["f(b)", "f()"]);
        let always = r#"((call arguments: (argument_list (_) @x)) @report (#any-of? @x "b" "c"))"#;
        assert_eq!(reported(always, text), ["f(b)"]);
    }

    #[test]
    fn predicates_ask_where_code_stands() {
        let text = "class A:\n    def run(self):\n        if debug:\n            f(1)  # noqa\n        g(h(2))\n";
        for (predicate, expected) in [
            (r#"(#guarded? @report "debug")"#, &["f(1)"][..]),
            (r#"(#line-match? @report "noqa")"#, &["f(1)"]),
            (r#"(#argument-match? @report "^g$")"#, &["h(2)"]),
            (r#"(#symbol-match? @report "^A\\.run$") (#not-around-match? @report function "debug")"#, &[]),
            (r#"(#path-match? "^src/") (#not-guarded? @report "debug")"#, &["g(h(2))", "h(2)"]),
            (r#"(#not-path-match? "^src/")"#, &[]),
        ] {
            assert_eq!(reported(&called(predicate), text), expected, "{predicate}");
        }
    }

    #[test]
    fn predicates_ask_what_a_name_stands_for_and_what_a_text_is_made_of() {
        let text = "from a import f as e\ndef g(x): pass\ne(b.C | 1)\ng('x' + y)\nz.f('u v')\n";
        for (predicate, expected) in [
            (r#"(#known-as? @f "(^|\\.)[fg]$")"#, &["e(b.C | 1)", "z.f('u v')"][..]),
            (r#"(#has-name? @x "b.C")"#, &["e(b.C | 1)"]),
            (r#"(#string-match? @x "^x$")"#, &["g('x' + y)"]),
            (r#"(#texts-match? @all "u v")"#, &["z.f('u v')"]),
            (r"(#fixed? @x)", &["z.f('u v')"]),
        ] {
            assert_eq!(reported(&called(predicate), text), expected, "{predicate}");
        }
    }

    #[test]
    fn predicates_ask_how_a_variable_is_used() {
        let query = |predicate: &str| format!("((assignment left: (identifier) @x @report) {predicate})");
        let text = "def f():\n    a = g()\n    a.b()\n    a.c\n    a.d()\n";
        for (predicate, expected) in [
            (r#"(#uses-match? @report "^\\.b\\(\\)\n\\.c\n")"#, &["c"][..]),
            (r#"(#uses-match? @x "^(\\.\\w(\\(\\))?\n)+$")"#, &["a"]),
            (r#"(#not-uses-match? @x "^\\.c")"#, &["a"]),
            (r#"(#not-uses-match? @x "c")"#, &[]),
        ] {
            assert_eq!(reported(&query(predicate), text), expected, "{predicate}");
        }
        let text = "def f(b):\n    for c in d:\n        a = 1\n        a.x()\n        g(a)\n        b = 2\n        g(b)\n    g(b.y)\n";
        for (predicate, expected) in [
            ("(#bound-in? @x loop)", &["g(a)"][..]),
            (r#"(#uses-match? @x loop "\\.x")"#, &["g(a)"]),
            (r#"(#uses-match? @x above "_ =")"#, &["g(a)", "g(b)", "g(b.y)"]),
            (r#"(#uses-match? @x above "^g\\(_\\)$")"#, &[]),
        ] {
            let call = format!(
                "((call function: (identifier) arguments: (argument_list [(identifier) @x (attribute object: (_) @x)])) @report {predicate})"
            );
            assert_eq!(reported(&call, text), expected, "{predicate}");
        }
        assert_eq!(
            reported(r#"((identifier) @report (#used-as? @report "^h\\(_\\)$"))"#, "h(a)\nh(b.c)\na.h\n"),
            ["a"]
        );
    }

    #[test]
    fn predicates_ask_about_siblings_and_about_the_type_around() {
        let text = "from m import B as C\nclass A(C):\n    def f(self):\n        g('a', 'b', 1)\nclass D:\n    def f(self):\n        g('c', 'd', 'e')\n";
        let first = |predicate: &str| format!("((argument_list . (string) @report) {predicate})");
        for (predicate, expected) in [
            (r#"(#any-sibling? @report "1")"#, &["'a'"][..]),
            (r#"(#all-siblings? @report "^'" "2")"#, &["'c'"]),
            (r#"(#all-siblings? @report "^'" "3")"#, &[]),
            (r#"(#implements? @report "m.B")"#, &["'a'"]),
            (r#"(#not-implements? @report "m.B")"#, &["'c'"]),
        ] {
            assert_eq!(reported(&first(predicate), text), expected, "{predicate}");
        }
        let text = "@a.b\ndef f(): pass\ndef g(): pass\nf()\ng()\n";
        assert_eq!(reported(r#"((call function: (identifier) @report) (#annotated? @report "^@a"))"#, text), ["f"]);
    }

    #[test]
    fn an_argument_may_be_in_a_function_that_is_given_to_the_call() {
        let text = "g(lambda: h(f(1)))\ndef k():\n    f(2)\ng(k)\n";
        assert_eq!(reported(&called(r#"(#argument-match? @report "^g$") (#match? @f "^f$")"#), text), ["f(1)"]);
    }

    #[test]
    fn a_capture_stands_for_the_part_that_is_found_in_it() {
        let query = "(call arguments: (argument_list . (_) @report) (#part? @report shell))";
        assert_eq!(reported(query, "run('ls ' + name)\nrun('ls')\n"), ["name"]);
        let query = "(call arguments: (argument_list . (_) @report) (#tainted? @report eval))";
        assert_eq!(reported(query, "run('ls ' + request.args['x'])\n"), ["request.args['x']"]);
        let query = "(call arguments: (argument_list . (_) @report) (#part-calls? @report \"m.f\"))";
        assert_eq!(reported(query, "import m\nrun('ls ' + m.f().x)\n"), ["m.f().x"]);
    }
}
