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
//!
//! Each has its opposite: `#not-inside?` and so on. A capture without a node satisfies every predicate.

use crate::facts::Facts;
use crate::syntax::Scope;
use crate::syntax::query::{Argument, Captures, TextPredicate, texts};

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
        let test = match name {
            "inside" => Test::Inside(scopes(&texts(words, full)?)?),
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
            Self::Fact { .. } => Ok(()),
        }
    }

    /// Whether it holds for captured nodes.
    pub(super) fn holds(&self, facts: &Facts<'_>, captures: &Captures<'_>) -> bool {
        let (negated, capture, test) = match self {
            Self::Text(predicate) => return predicate.holds(&facts.file.text, captures),
            Self::Fact { negated, capture, test } => (negated, capture, test),
        };
        let Some((_, node)) = captures.iter().find(|(own, _)| own == capture) else { return true };
        let answer = match test {
            Test::Inside(scopes) => scopes.iter().any(|scope| facts.file.scopes().inside(*scope, &node.byte_range())),
        };
        answer != *negated
    }
}

fn scopes(words: &[Box<str>]) -> Result<Vec<Scope>, String> {
    words.iter().map(|word| Scope::named(word).ok_or(format!("unknown scope `{word}`"))).collect()
}
