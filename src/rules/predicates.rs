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
//! | `#explained? @x` | a comment is in it, beside it or directly above its statement |
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
//! | `#path-match? "regex"` | the regular expression matches the path of the file |
//!
//! Nodes around one are in the same function; functions around it go up to the first that has a name, classes beyond.
//!
//! Qualified names are described in `src/facts/names.rs`; at either end `*` stands for anything.
//!
//! Each has its opposite: `#not-inside?` and so on. A capture without a node satisfies every predicate.

use crate::facts::{Facts, around, returned};
use crate::syntax::query::{Argument, Captures, PatternPredicate, TextPredicate, texts};
use crate::syntax::{Node, Role, Scope, descendants};

/// A predicate of a rule's pattern.
pub(super) enum Predicate {
    /// About text and kind alone.
    Text(TextPredicate),
    /// About the path of the file.
    Path { negated: bool, pattern: PatternPredicate },
    /// About what is known of the code.
    Fact { negated: bool, capture: u32, test: Test },
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
    Explained(Option<PatternPredicate>),
    Role(Vec<Role>),
    Within(Vec<Role>),
    Around(Role, Vec<Box<str>>),
    AroundMatch(Role, PatternPredicate),
    FunctionNamed(PatternPredicate),
    Returns(PatternPredicate),
    GivenTo(PatternPredicate),
    ValueMatch(PatternPredicate),
    Fresh,
    SignatureMatch(PatternPredicate),
}

impl Predicate {
    /// Reads a predicate by its name, with or without the question mark.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it. Regular expressions are checked by [`Predicate::check`].
    pub(super) fn read(operator: &str, arguments: &[Argument]) -> Result<Self, String> {
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
            ("pure", []) => Test::Pure,
            ("fresh", []) => Test::Fresh,
            ("explained", []) => Test::Explained(None),
            ("around-match", [Argument::Text(word), Argument::Text(source)]) => {
                Test::AroundMatch(role(word)?, PatternPredicate::new(source))
            }
            (_, [Argument::Text(source)]) if let Some(test) = Test::of_pattern(name, source) => test,
            ("inside", _) => Test::Inside(scopes(&texts(words, full)?)?),
            ("calls", _) => Test::Calls(texts(words, full)?),
            ("names", _) => Test::Names(texts(words, full)?),
            ("has-call", _) => Test::HasCall(texts(words, full)?),
            ("type", _) => Test::Type(texts(words, full)?),
            ("role", _) => Test::Role(roles(&texts(words, full)?)?),
            ("within", _) => Test::Within(roles(&texts(words, full)?)?),
            ("around", [Argument::Text(word), kinds @ ..]) => Test::Around(role(word)?, texts(kinds, full)?),
            _ if OTHER.contains(&name) => {
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
            Self::Path { pattern, .. } => pattern.check(),
            Self::Fact { test, .. } => test.pattern().map_or(Ok(()), PatternPredicate::check),
        }
    }

    /// Whether it holds for captured nodes.
    pub(super) fn holds<'t>(&self, facts: &Facts<'t>, captures: &Captures<'t>) -> bool {
        let (negated, capture, test) = match self {
            Self::Text(predicate) => return predicate.holds(&facts.file.text, captures),
            Self::Path { negated, pattern } => return pattern.is_match(&facts.file.path) != *negated,
            Self::Fact { negated, capture, test } => (negated, capture, test),
        };
        let Some(node) = first(captures, *capture) else { return true };
        let answer = match test {
            Test::Inside(scopes) => scopes.iter().any(|scope| facts.file.scopes().inside(*scope, &node.byte_range())),
            Test::Calls(names) => facts.calls(node, names),
            Test::Names(names) => facts.is_named(node, names),
            Test::NameMatch(pattern) => has_name(pattern, facts, node),
            Test::HasCall(names) => descendants(node).any(|inner| inner.is(Role::Call) && facts.calls(inner, names)),
            Test::Type(names) => facts.is_made_by(node, names),
            Test::Same(other) => match first(captures, *other) {
                Some(other) => facts.is_same(node, other),
                None => return true,
            },
            Test::Pure => facts.is_pure(node),
            Test::Explained(None) => facts.is_explained(node),
            Test::Explained(Some(pattern)) => facts.notes(node).iter().any(|note| matches(pattern, facts, *note)),
            Test::Role(roles) => roles.iter().any(|role| node.is(*role)),
            Test::Within(roles) => roles.iter().any(|role| around(node, *role).next().is_some()),
            Test::Around(role, kinds) => {
                let innermost = around(node, *role).next();
                innermost.is_some_and(|outer| kinds.iter().any(|kind| **kind == *outer.kind()))
            }
            Test::AroundMatch(role, pattern) => around(node, *role).any(|outer| matches(pattern, facts, outer)),
            Test::FunctionNamed(pattern) => {
                let mut names = around(node, Role::Function).filter_map(|outer| outer.child_by_field_name("name"));
                names.any(|name| matches(pattern, facts, name))
            }
            Test::Returns(pattern) => returned(node).is_some_and(|returned| matches(pattern, facts, returned)),
            Test::GivenTo(pattern) => facts.given_to(node).is_some_and(|call| has_name(pattern, facts, call.callee)),
            Test::ValueMatch(pattern) => {
                facts.origins(node).any(|origin| matches(pattern, facts, origin)) || has_name(pattern, facts, node)
            }
            Test::Fresh => facts.is_fresh(node),
            Test::SignatureMatch(pattern) => {
                let functions = facts.call(node).map(|call| facts.definitions(call.callee)).unwrap_or_default();
                !functions.is_empty() && functions.iter().all(|own| pattern.is_match(facts.signature(*own)))
            }
        };
        answer != *negated
    }
}

/// The predicates about facts that take other arguments than a list of words.
const OTHER: [&str; 13] = [
    "same",
    "pure",
    "fresh",
    "explained",
    "around",
    "around-match",
    "name-match",
    "function-named",
    "returns",
    "given-to",
    "value-match",
    "signature-match",
    "within",
];

impl Test {
    /// A test that takes one regular expression.
    fn of_pattern(name: &str, source: &str) -> Option<Self> {
        let test = match name {
            "name-match" => Self::NameMatch,
            "function-named" => Self::FunctionNamed,
            "returns" => Self::Returns,
            "given-to" => Self::GivenTo,
            "value-match" => Self::ValueMatch,
            "signature-match" => Self::SignatureMatch,
            "explained" => |pattern| Self::Explained(Some(pattern)),
            _ => return None,
        };
        Some(test(PatternPredicate::new(source)))
    }

    /// The regular expression that it needs.
    fn pattern(&self) -> Option<&PatternPredicate> {
        match self {
            Self::NameMatch(pattern)
            | Self::AroundMatch(_, pattern)
            | Self::FunctionNamed(pattern)
            | Self::Returns(pattern)
            | Self::GivenTo(pattern)
            | Self::ValueMatch(pattern)
            | Self::SignatureMatch(pattern)
            | Self::Explained(Some(pattern)) => Some(pattern),
            _ => None,
        }
    }
}

fn matches<'t>(pattern: &PatternPredicate, facts: &Facts<'t>, node: Node<'t>) -> bool {
    pattern.is_match(facts.file.text_of(node))
}

fn has_name<'t>(pattern: &PatternPredicate, facts: &Facts<'t>, callee: Node<'t>) -> bool {
    facts.names(callee).iter().any(|name| pattern.is_match(&name.path))
}

fn first<'t>(captures: &Captures<'t>, capture: u32) -> Option<Node<'t>> {
    captures.iter().find(|(own, _)| *own == capture).map(|(_, node)| *node)
}

fn roles(words: &[Box<str>]) -> Result<Vec<Role>, String> {
    words.iter().map(|word| role(word)).collect()
}

fn role(word: &str) -> Result<Role, String> {
    Role::named(word).ok_or(format!("unknown role `{word}`"))
}

fn scopes(words: &[Box<str>]) -> Result<Vec<Scope>, String> {
    words.iter().map(|word| Scope::named(word).ok_or(format!("unknown scope `{word}`"))).collect()
}
