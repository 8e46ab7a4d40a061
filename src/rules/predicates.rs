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
//! | `#same? @x @y` | the same code but for white space and comments |
//! | `#pure? @x` | evaluating it changes nothing and gives the same again |
//! | `#explained? @x` | a comment is in it, beside it or directly above it |
//! | `#role? @x role ...` | the language gives its kind one of these roles |
//! | `#within? @x role ...` | something around it has one of these roles, in the same function |
//!
//! Qualified names are described in `src/facts/names.rs`; at either end `*` stands for anything.
//!
//! Each has its opposite: `#not-inside?` and so on. A capture without a node satisfies every predicate.

use crate::facts::Facts;
use crate::syntax::query::{Argument, Captures, PatternPredicate, TextPredicate, texts};
use crate::syntax::{Node, Role, Scope, ancestors, descendants};

/// A predicate of a rule's pattern.
pub(super) enum Predicate {
    /// About text and kind alone.
    Text(TextPredicate),
    /// About what is known of the code.
    Fact { negated: bool, capture: u32, test: Test },
}

/// What a captured node must be.
pub(super) enum Test {
    Inside(Vec<Scope>),
    Calls(Vec<Box<str>>),
    Names(Vec<Box<str>>),
    NameMatch(PatternPredicate),
    KnownAs(PatternPredicate),
    HasName(Vec<Box<str>>),
    HasCall(Vec<Box<str>>),
    Type(Vec<Box<str>>),
    Same(u32),
    Pure,
    Explained,
    Role(Vec<Role>),
    Within(Vec<Role>),
}

impl Predicate {
    /// Reads a predicate by its name, with or without the question mark.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it. Regular expressions are checked by [`Predicate::check`].
    pub(super) fn read(operator: &str, arguments: &[Argument]) -> Result<Self, String> {
        let full = operator.trim_end_matches('?');
        let (negated, name) = full.strip_prefix("not-").map_or((false, full), |name| (true, name));
        let [Argument::Capture(capture), words @ ..] = arguments else {
            return TextPredicate::read(operator, arguments).map(Self::Text);
        };
        let test = match (name, words) {
            ("same", [Argument::Capture(other)]) => Test::Same(*other),
            ("name-match", [Argument::Text(source)]) => Test::NameMatch(PatternPredicate::new(source)),
            ("known-as", [Argument::Text(source)]) => Test::KnownAs(PatternPredicate::new(source)),
            ("pure", []) => Test::Pure,
            ("explained", []) => Test::Explained,
            ("inside", _) => Test::Inside(scopes(&texts(words, full)?)?),
            ("calls", _) => Test::Calls(texts(words, full)?),
            ("names", _) => Test::Names(texts(words, full)?),
            ("has-name", _) => Test::HasName(texts(words, full)?),
            ("has-call", _) => Test::HasCall(texts(words, full)?),
            ("type", _) => Test::Type(texts(words, full)?),
            ("role", _) => Test::Role(roles(&texts(words, full)?)?),
            ("within", _) => Test::Within(roles(&texts(words, full)?)?),
            ("same" | "name-match" | "known-as" | "pure" | "explained", _) => {
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
            Self::Fact { test: Test::NameMatch(pattern) | Test::KnownAs(pattern), .. } => pattern.check(),
            Self::Fact { .. } => Ok(()),
        }
    }

    /// Whether it holds for captured nodes.
    pub(super) fn holds<'t>(&self, facts: &Facts<'t>, captures: &Captures<'t>) -> bool {
        let (negated, capture, test) = match self {
            Self::Text(predicate) => return predicate.holds(&facts.file.text, captures),
            Self::Fact { negated, capture, test } => (negated, capture, test),
        };
        let Some(node) = first(captures, *capture) else { return true };
        let answer = match test {
            Test::Inside(scopes) => scopes.iter().any(|scope| facts.file.scopes().inside(*scope, &node.byte_range())),
            Test::Calls(names) => facts.calls(node, names),
            Test::Names(names) => facts.is_named(node, names),
            Test::NameMatch(pattern) => facts.names(node).iter().any(|name| pattern.is_match(&name.path)),
            Test::KnownAs(pattern) => facts.is_known_as(node, |name| pattern.is_match(name)),
            Test::HasName(names) => descendants(node).any(|inner| facts.is_named(inner, names)),
            Test::HasCall(names) => descendants(node).any(|inner| inner.is(Role::Call) && facts.calls(inner, names)),
            Test::Type(names) => facts.is_made_by(node, names),
            Test::Same(other) => match first(captures, *other) {
                Some(other) => facts.is_same(node, other),
                None => return true,
            },
            Test::Pure => facts.is_pure(node),
            Test::Explained => facts.is_explained(node),
            Test::Role(roles) => roles.iter().any(|role| node.is(*role)),
            Test::Within(roles) => is_within(node, roles),
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

fn scopes(words: &[Box<str>]) -> Result<Vec<Scope>, String> {
    words.iter().map(|word| Scope::named(word).ok_or(format!("unknown scope `{word}`"))).collect()
}
