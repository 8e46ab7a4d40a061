//! What a predicate may ask of the facts about a captured node.

use super::Captured;
use super::about::About;
use crate::facts::{Effect, Facts, around, is_pure, leaves, same_function, siblings};
use crate::syntax::query::{Argument, PatternPredicate, texts};
use crate::syntax::{LANGUAGES, Node, Role, Scope, descendants};

/// What a captured node must be.
pub(in crate::rules) enum Test {
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
    Implements(Vec<Box<str>>),
    Uses(Place, PatternPredicate),
    BoundIn(Role),
    Siblings(usize, PatternPredicate),
    Decorated(Vec<Box<str>>),
}

/// Where uses of a variable count.
pub(in crate::rules) enum Place {
    Below,
    Above,
    In(Role),
}

impl Place {
    fn named(word: &str) -> Result<Self, String> {
        if word == "above" { Ok(Self::Above) } else { role(word).map(Self::In) }
    }
}

impl Test {
    /// Reads a test by the name of its predicate; `None` where that is about text and kind alone.
    ///
    /// # Errors
    /// A sentence that says what is wrong with it.
    pub(super) fn read(name: &str, words: &[Argument], full: &str) -> Result<Option<Self>, String> {
        Ok(Some(match (name, words) {
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
            ("implements", _) => Test::Implements(texts(words, full)?),
            ("uses-match", [Argument::Text(source)]) => Test::Uses(Place::Below, PatternPredicate::new(source)),
            ("uses-match", [Argument::Text(word), Argument::Text(source)]) => {
                Test::Uses(Place::named(word)?, PatternPredicate::new(source))
            }
            ("bound-in", [Argument::Text(word)]) => Test::BoundIn(role(word)?),
            ("all-siblings", [Argument::Text(source), Argument::Text(count)]) => {
                let count =
                    count.parse().map_err(|_| format!("`#{full}?` takes a number of siblings, got `{count}`"))?;
                Test::Siblings(count, PatternPredicate::new(source))
            }
            ("decorated", _) => Test::Decorated(texts(words, full)?),
            ("around", [Argument::Text(word), kinds @ ..]) => Test::Around(role(word)?, texts(kinds, full)?),
            (
                "same" | "fresh" | "around" | "around-match" | "fixed" | "part" | "tainted" | "pure" | "explained"
                | "rebound" | "defined" | "elsewhere" | "alone" | "uses-match" | "bound-in" | "all-siblings",
                _,
            ) => {
                return Err(format!("`#{full}?` takes other arguments: see the table of predicates"));
            }
            _ if About::named(name).is_some() => {
                return Err(format!("`#{full}?` takes a capture and one regular expression"));
            }
            _ => return Ok(None),
        }))
    }

    /// Its regular expression.
    pub(super) fn pattern(&self) -> Option<&PatternPredicate> {
        match self {
            Test::Match(_, pattern)
            | Test::AroundMatch(_, pattern)
            | Test::Uses(_, pattern)
            | Test::Siblings(_, pattern) => Some(pattern),
            _ => None,
        }
    }

    /// Whether it holds for a node; it may move the node's capture.
    pub(super) fn holds<'t>(
        &self,
        node: Node<'t>,
        capture: u32,
        facts: &Facts<'t>,
        captured: &mut Captured<'_, 't>,
    ) -> bool {
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
            Test::Same(other) => {
                captured.first(*other).is_none_or(|other| facts.is_same(facts.inside(node), facts.inside(other)))
            }
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
            Test::Implements(names) => facts.is_implementing(node, names),
            Test::Uses(place, pattern) => {
                let uses = match place {
                    Place::Below => facts.uses_below(node),
                    Place::Above => facts.uses_above(node),
                    Place::In(role) => facts.uses_in(node, *role),
                };
                captured.move_to(capture, Facts::last_use(&uses, |forms| pattern.find(forms)))
            }
            Test::BoundIn(role) => facts.is_bound_in(node, *role),
            Test::Siblings(count, pattern) => {
                siblings(node).count() >= *count
                    && siblings(node).all(|other| pattern.is_match(facts.file.text_of(other)))
            }
            Test::Decorated(names) => facts.is_decorated(node, names),
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
