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
//! | `#argument-match? @x "regex"` | it is in an argument, at any depth, of a call in the same statement that is `#known-as?` this |
//! | `#guarded? @x "regex"` | the regular expression matches a condition that decides whether it is evaluated |
//! | `#function-match? @x "regex"` | it matches the text of the function around |
//! | `#symbol-match? @x "regex"` | it matches the names of the functions and classes around, joined by dots |
//! | `#line-match? @x "regex"` | it matches the line that the node starts on |
//! | `#path-match? "regex"` | it matches the path of the file |
//! | `#same? @x @y` | the same code but for white space and comments |
//! | `#pure? @x` | evaluating it changes nothing and gives the same again |
//! | `#explained? @x` | a comment is in it, beside it or directly above its statement |
//! | `#explained? @x below` | or directly below it |
//! | `#explained? @x "regex"` | the regular expression matches such a comment, or an annotation there |
//! | `#role? @x role ...` | the language gives its kind one of these roles |
//! | `#within? @x role ...` | something around it has one of these roles, in the same function |
//! | `#around? @x role kind ...` | the innermost node around it that has the role is of one of these kinds |
//! | `#around-match? @x role "regex"` | the regular expression matches in the text of a node around it that has the role |
//! | `#function-named? @x "regex"` | the regular expression matches the name of a function around it |
//! | `#returns? @x "regex"` | the regular expression matches what the innermost function around it returns |
//! | `#given-to? @x "regex"` | the innermost function around it is an argument of a call, and the regular expression matches a qualified name of what is called |
//! | `#value-match? @x "regex"` | the regular expression matches its text, one of its qualified names or, for a variable, the value or type that it is given |
//! | `#fresh? @x` | nothing mentions the variable between where it is bound and here |
//! | `#signature-match? @x "regex"` | it is a call of functions of the file, and the regular expression matches the heads of all of them |
//! | `#leaves? @x role ...` | it is a jump out of something around it that has one of these roles |
//! | `#happens? @x effect ...` | where its name is seen, one of these happens to what it stands for: it is `changed` in place, `item-changed`, or `escapes` from its function |
//! | `#rebound? @x` | its name gets another value in its scope |
//! | `#given? @x "a.b" ...` | all that its name was given above was made by calls of these, or is a literal of the type |
//! | `#defined? @x` | a function or type of the file has this name |
//! | `#elsewhere? @x` | the same code is elsewhere in the same function |
//! | `#alone? @x` | nothing else in the same function is of its kind |
//! | `#function? @x name ...` | the function around it has one of these names |
//! | `#decorated? @x "a.b" ...` | the function around it is decorated with one of these |
//!
//! Nodes around one are in the same function; functions around it go up to the first that has a name, classes beyond.
//!
//! `#set! name "text"` gives a name of the message a text.
//!
//! Qualified names are described in `src/facts/names.rs`; at either end `*` stands for anything. Sources and sinks are in
//! the row of the language. Where `#part?`, `#part-calls?` or `#tainted?` hold, their capture stands for the part or the
//! source from then on, for messages and reports alike.
//!
//! Each has its opposite: `#not-inside?` and so on. A capture without a node satisfies every predicate.

use crate::facts::{Effect, Facts, around, is_pure, leaves, returned, same_function};
use crate::syntax::query::{Argument, Asks, Captures, PatternPredicate, TextPredicate, texts};
use crate::syntax::{Field, LANGUAGES, Node, Role, Scope, descendants};

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

/// What a captured node must be.
pub(super) enum Test {
    Inside(Vec<Scope>),
    Calls(Vec<Box<str>>),
    Names(Vec<Box<str>>),
    Match(About, PatternPredicate),
    Fixed,
    Part(Box<str>),
    PartCalls(Vec<Box<str>>),
    Tainted(Box<str>),
    HasName(Vec<Box<str>>),
    HasCall(Vec<Box<str>>),
    Type(Vec<Box<str>>),
    Same(u32),
    Pure,
    Explained,
    ExplainedBelow,
    Fresh,
    Around(Role, Vec<Box<str>>),
    AroundMatch(Role, PatternPredicate),
    Role(Vec<Role>),
    Within(Vec<Role>),
    Leaves(Vec<Role>),
    Happens(Vec<Effect>),
    Rebound,
    Given(Vec<Box<str>>),
    Defined,
    Elsewhere,
    Alone,
    Function(Vec<Box<str>>),
    Decorated(Vec<Box<str>>),
}

/// What of a node a regular expression is about.
#[derive(Clone, Copy)]
pub(super) enum About {
    Names,
    Known,
    Pieces,
    Texts,
    Call,
    Conditions,
    Function,
    Symbol,
    Line,
    FunctionName,
    Returned,
    GivenTo,
    Value,
    Signatures,
    Notes,
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
        let test = match (name, words) {
            ("same", [Argument::Capture(other)]) => Test::Same(*other),
            (_, [Argument::Text(source)]) if About::named(name).is_some() => {
                let about = About::named(name).expect("it is one");
                Test::Match(about, PatternPredicate::new(source))
            }
            ("part", [Argument::Text(sink)]) => Test::Part(known_sink(sink)?),
            ("tainted", [Argument::Text(sink)]) => Test::Tainted(known_sink(sink)?),
            ("part-calls", _) => Test::PartCalls(texts(words, full)?),
            ("fixed", []) => Test::Fixed,
            ("pure", []) => Test::Pure,
            ("explained", []) => Test::Explained,
            ("explained", [Argument::Text(word)]) if **word == *"below" => Test::ExplainedBelow,
            ("explained", [Argument::Text(source)]) => Test::Match(About::Notes, PatternPredicate::new(source)),
            ("fresh", []) => Test::Fresh,
            ("around-match", [Argument::Text(word), Argument::Text(source)]) => {
                Test::AroundMatch(role(word)?, PatternPredicate::new(source))
            }
            ("inside", _) => Test::Inside(scopes(&texts(words, full)?)?),
            ("calls", _) => Test::Calls(texts(words, full)?),
            ("names", _) => Test::Names(texts(words, full)?),
            ("has-name", _) => Test::HasName(texts(words, full)?),
            ("has-call", _) => Test::HasCall(texts(words, full)?),
            ("type", _) => Test::Type(texts(words, full)?),
            ("role", _) => Test::Role(roles(&texts(words, full)?)?),
            ("within", _) => Test::Within(roles(&texts(words, full)?)?),
            ("leaves", _) => Test::Leaves(roles(&texts(words, full)?)?),
            ("happens", _) => Test::Happens(effects(&texts(words, full)?)?),
            ("rebound", []) => Test::Rebound,
            ("given", _) => Test::Given(texts(words, full)?),
            ("defined", []) => Test::Defined,
            ("elsewhere", []) => Test::Elsewhere,
            ("alone", []) => Test::Alone,
            ("function", _) => Test::Function(texts(words, full)?),
            ("decorated", _) => Test::Decorated(texts(words, full)?),
            ("around", [Argument::Text(word), kinds @ ..]) => Test::Around(role(word)?, texts(kinds, full)?),
            (
                "same" | "fresh" | "around" | "around-match" | "fixed" | "part" | "tainted" | "pure" | "explained"
                | "rebound" | "defined" | "elsewhere" | "alone",
                _,
            ) => {
                return Err(format!("`#{full}?` takes other arguments: see the table of predicates"));
            }
            _ if About::named(name).is_some() => {
                return Err(format!("`#{full}?` takes a capture and one regular expression"));
            }
            _ => return TextPredicate::read(operator, arguments).map(Self::Text),
        };
        Ok(Self::Fact { negated, capture: *capture, test })
    }

    /// Compiles its regular expression, if it has one.
    ///
    /// # Errors
    /// What is wrong with the expression.
    pub(super) fn check(&self) -> Result<(), String> {
        match self {
            Self::Text(predicate) => predicate.check(),
            Self::Path { pattern, .. }
            | Self::Fact { test: Test::Match(_, pattern) | Test::AroundMatch(_, pattern), .. } => pattern.check(),
            Self::Fact { .. } | Self::Set { .. } => Ok(()),
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
        *own == capture && matches!(test, Test::Part(_) | Test::PartCalls(_) | Test::Tainted(_))
    }
}

impl Test {
    fn holds<'t>(&self, node: Node<'t>, capture: u32, facts: &Facts<'t>, captured: &mut Captured<'_, 't>) -> bool {
        match self {
            Test::Match(about, pattern) => about.any(node, facts, |text| pattern.is_match(text)),
            Test::Fixed => facts.is_fixed(node),
            Test::Part(sink) => captured.move_to(capture, facts.open_part(node, sink)),
            Test::PartCalls(names) => captured.move_to(capture, facts.part_that_calls(node, names)),
            Test::Tainted(sink) => captured.move_to(capture, facts.taint(node, sink)),
            Test::Inside(scopes) => scopes.iter().any(|scope| facts.file.scopes().inside(*scope, &node.byte_range())),
            Test::Calls(names) => facts.calls(node, names),
            Test::Names(names) => facts.is_named(node, names),
            Test::HasName(names) => descendants(node).any(|inner| facts.is_named(inner, names)),
            Test::HasCall(names) => descendants(node).any(|inner| inner.is(Role::Call) && facts.calls(inner, names)),
            Test::Type(names) => facts.is_made_by(node, names),
            Test::Same(other) => captured.first(*other).is_none_or(|other| facts.is_same(node, other)),
            Test::Pure => is_pure(node),
            Test::Explained => facts.is_explained(node),
            Test::ExplainedBelow => facts.is_explained(node) || facts.is_explained_below(node),
            Test::Fresh => facts.is_fresh(node),
            Test::Around(role, kinds) => {
                let innermost = around(node, *role).next();
                innermost.is_some_and(|outer| kinds.iter().any(|kind| **kind == *outer.kind()))
            }
            Test::AroundMatch(role, pattern) => {
                around(node, *role).any(|outer| pattern.is_match(facts.file.text_of(outer)))
            }
            Test::Role(roles) => roles.iter().any(|role| node.is(*role)),
            Test::Within(roles) => roles.iter().any(|role| around(node, *role).next().is_some()),
            Test::Leaves(roles) => leaves(node, roles),
            Test::Happens(effects) => effects.iter().any(|effect| facts.happens(*effect, node)),
            Test::Rebound => facts.is_rebound(node),
            Test::Given(names) => facts.was_given(node, names),
            Test::Defined => facts.whole().bindings().define(facts.file.text_of(node)),
            Test::Elsewhere => facts.is_elsewhere(node),
            Test::Alone => !same_function(node).any(|other| other != node && other.kind_id() == node.kind_id()),
            Test::Function(names) => {
                facts.function_name(node).is_some_and(|own| names.iter().any(|name| **name == *own))
            }
            Test::Decorated(names) => facts.is_decorated(node, names),
        }
    }
}

impl About {
    /// By the name of its predicate.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "name-match" => Self::Names,
            "known-as" => Self::Known,
            "string-match" => Self::Pieces,
            "texts-match" => Self::Texts,
            "argument-match" => Self::Call,
            "guarded" => Self::Conditions,
            "function-match" => Self::Function,
            "symbol-match" => Self::Symbol,
            "line-match" => Self::Line,
            "function-named" => Self::FunctionName,
            "returns" => Self::Returned,
            "given-to" => Self::GivenTo,
            "value-match" => Self::Value,
            "signature-match" => Self::Signatures,
            _ => return None,
        })
    }

    /// Whether one of the texts that it is about fits.
    fn any<'t>(self, node: Node<'t>, facts: &Facts<'t>, fits: impl Fn(&str) -> bool) -> bool {
        let file = facts.file;
        match self {
            Self::Names => facts.names(node).iter().any(|name| fits(&name.path)),
            Self::Known => facts.is_known_as(node, fits),
            Self::Pieces => fits(&facts.built(node).text),
            Self::Texts => fits(&facts.texts(node)),
            Self::Call => facts.is_argument_of(node, |callee| facts.is_known_as(callee, &fits)),
            Self::Conditions => facts.conditions(node).any(|condition| fits(file.text_of(condition))),
            Self::Function => fits(facts.function_text(node)),
            Self::Symbol => fits(&file.scopes().symbol(&node.byte_range())),
            Self::Line => fits(file.line(file.position(node.start_byte()).line)),
            Self::FunctionName => {
                let mut names = around(node, Role::Function).filter_map(|outer| outer.part(Field::Name));
                names.any(|name| fits(file.text_of(name)))
            }
            Self::Returned => returned(node).is_some_and(|returned| fits(file.text_of(returned))),
            Self::GivenTo => {
                let callee = facts.given_to(node).map(|call| call.callee);
                callee.is_some_and(|callee| facts.names(callee).iter().any(|name| fits(&name.path)))
            }
            Self::Value => {
                facts.origins(node).any(|origin| fits(file.text_of(origin)))
                    || facts.names(node).iter().any(|name| fits(&name.path))
            }
            Self::Signatures => {
                let functions = facts.call(node).map(|call| facts.definitions(call.callee)).unwrap_or_default();
                !functions.is_empty() && functions.iter().all(|own| fits(facts.signature(*own)))
            }
            Self::Notes => facts.notes(node).iter().any(|note| fits(file.text_of(*note))),
        }
    }
}

fn known_sink(name: &str) -> Result<Box<str>, String> {
    let mut sinks = LANGUAGES.iter().flat_map(|language| language.taint.sinks);
    if sinks.any(|sink| sink.name == name) { Ok(name.into()) } else { Err(format!("unknown sink `{name}`")) }
}

fn roles(words: &[Box<str>]) -> Result<Vec<Role>, String> {
    words.iter().map(|word| role(word)).collect()
}

fn role(word: &str) -> Result<Role, String> {
    Role::named(word).ok_or(format!("unknown role `{word}`"))
}

fn effects(words: &[Box<str>]) -> Result<Vec<Effect>, String> {
    words.iter().map(|word| Effect::named(word).ok_or(format!("unknown effect `{word}`"))).collect()
}

fn scopes(words: &[Box<str>]) -> Result<Vec<Scope>, String> {
    words.iter().map(|word| Scope::named(word).ok_or(format!("unknown scope `{word}`"))).collect()
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
            (r#"(#symbol-match? @report "^A\\.run$") (#not-function-match? @report "debug")"#, &[]),
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
    fn a_capture_stands_for_the_part_that_is_found_in_it() {
        let query = "(call arguments: (argument_list . (_) @report) (#part? @report shell))";
        assert_eq!(reported(query, "run('ls ' + name)\nrun('ls')\n"), ["name"]);
        let query = "(call arguments: (argument_list . (_) @report) (#tainted? @report eval))";
        assert_eq!(reported(query, "run('ls ' + request.args['x'])\n"), ["request.args['x']"]);
        let query = "(call arguments: (argument_list . (_) @report) (#part-calls? @report \"m.f\"))";
        assert_eq!(reported(query, "import m\nrun('ls ' + m.f().x)\n"), ["m.f().x"]);
    }
}
