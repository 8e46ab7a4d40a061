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
//! | `#has-call? @x "a.b" ...` | it, or something beneath it, is a call of one of these |
//! | `#type? @x "a.B" ...` | it was made by a call of one of these, or is declared to be one |
//! | `#same? @x @y` | the same code but for white space and comments |
//! | `#pure? @x` | evaluating it changes nothing and gives the same again |
//! | `#explained? @x` | a comment is in it, beside it or directly above it; `#explained? @x below`: or directly below it |
//! | `#role? @x role ...` | the language gives its kind one of these roles |
//! | `#within? @x role ...` | something around it has one of these roles, in the same function |
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
//! `#set! name "text"` gives a name of the message a text.
//!
//! Qualified names are described in `src/facts/names.rs`; at either end `*` stands for anything.
//!
//! Each has its opposite: `#not-inside?` and so on. A capture without a node satisfies every predicate.

use crate::facts::{Effect, Facts, leaves, same_function};
use crate::syntax::query::{Argument, Captures, PatternPredicate, TextPredicate, texts};
use crate::syntax::{Node, Role, Scope, ancestors, descendants};

/// A predicate of a rule's pattern.
pub(super) enum Predicate {
    /// About text and kind alone.
    Text(TextPredicate),
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
    NameMatch(PatternPredicate),
    HasCall(Vec<Box<str>>),
    Type(Vec<Box<str>>),
    Same(u32),
    Pure,
    Explained { below: bool },
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
        let [Argument::Capture(capture), words @ ..] = arguments else {
            return TextPredicate::read(operator, arguments).map(Self::Text);
        };
        let test = match (name, words) {
            ("same", [Argument::Capture(other)]) => Test::Same(*other),
            ("name-match", [Argument::Text(source)]) => Test::NameMatch(PatternPredicate::new(source)),
            ("pure", []) => Test::Pure,
            ("explained", []) => Test::Explained { below: false },
            ("explained", [Argument::Text(word)]) if **word == *"below" => Test::Explained { below: true },
            ("inside", _) => Test::Inside(scopes(&texts(words, full)?)?),
            ("calls", _) => Test::Calls(texts(words, full)?),
            ("names", _) => Test::Names(texts(words, full)?),
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
            ("same" | "name-match" | "pure" | "explained" | "rebound" | "defined" | "elsewhere" | "alone", _) => {
                return Err(format!("`#{full}?` takes other arguments: see the table of predicates"));
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
            Self::Fact { test: Test::NameMatch(pattern), .. } => pattern.check(),
            Self::Fact { .. } | Self::Set { .. } => Ok(()),
        }
    }

    /// Whether it holds for captured nodes.
    pub(super) fn holds<'t>(&self, facts: &Facts<'t>, captures: &Captures<'t>) -> bool {
        let (negated, capture, test) = match self {
            Self::Text(predicate) => return predicate.holds(&facts.file.text, captures),
            Self::Fact { negated, capture, test } => (negated, capture, test),
            Self::Set { .. } => return true,
        };
        let Some(node) = first(captures, *capture) else { return true };
        let answer = match test {
            Test::Inside(scopes) => scopes.iter().any(|scope| facts.file.scopes().inside(*scope, &node.byte_range())),
            Test::Calls(names) => facts.calls(node, names),
            Test::Names(names) => facts.is_named(node, names),
            Test::NameMatch(pattern) => facts.names(node).iter().any(|name| pattern.is_match(&name.path)),
            Test::HasCall(names) => descendants(node).any(|inner| inner.is(Role::Call) && facts.calls(inner, names)),
            Test::Type(names) => facts.is_made_by(node, names),
            Test::Same(other) => match first(captures, *other) {
                Some(other) => facts.is_same(node, other),
                None => return true,
            },
            Test::Pure => facts.is_pure(node),
            Test::Explained { below } => facts.is_explained(node) || (*below && facts.is_explained_below(node)),
            Test::Role(roles) => roles.iter().any(|role| node.is(*role)),
            Test::Within(roles) => is_within(node, roles),
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
        };
        answer != *negated
    }
}

fn first<'t>(captures: &Captures<'t>, capture: u32) -> Option<Node<'t>> {
    captures.iter().find(|(own, _)| *own == capture).map(|(_, node)| *node)
}

/// Whether something around a node has one of the roles, up to the function that it is in.
fn is_within(node: Node<'_>, roles: &[Role]) -> bool {
    for outer in ancestors(node) {
        if roles.iter().any(|role| outer.is(*role)) {
            return true;
        }
        if outer.is(Role::Function) {
            return false;
        }
    }
    false
}

fn roles(words: &[Box<str>]) -> Result<Vec<Role>, String> {
    words.iter().map(|word| Role::named(word).ok_or(format!("unknown role `{word}`"))).collect()
}

fn effects(words: &[Box<str>]) -> Result<Vec<Effect>, String> {
    words.iter().map(|word| Effect::named(word).ok_or(format!("unknown effect `{word}`"))).collect()
}

fn scopes(words: &[Box<str>]) -> Result<Vec<Scope>, String> {
    words.iter().map(|word| Scope::named(word).ok_or(format!("unknown scope `{word}`"))).collect()
}
