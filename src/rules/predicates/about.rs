//! What of a node a regular expression of a predicate is about.

use crate::facts::{Facts, returned, siblings};
use crate::syntax::Node;

/// What of a node a regular expression is about.
#[derive(Clone, Copy)]
pub(in crate::rules) enum About {
    Names,
    Known,
    Pieces,
    Texts,
    Call,
    Conditions,
    Symbol,
    Line,
    Returned,
    Value,
    Signatures,
    Notes,
    Annotations,
    Sibling,
    Form,
    Declared,
}

impl About {
    /// By the name of its predicate.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "name-match" => Self::Names,
            "known-as" => Self::Known,
            "string-match" => Self::Pieces,
            "texts-match" => Self::Texts,
            "argument-match" => Self::Call,
            "guarded" => Self::Conditions,
            "symbol-match" => Self::Symbol,
            "line-match" => Self::Line,
            "returns" => Self::Returned,
            "value-match" => Self::Value,
            "signature-match" => Self::Signatures,
            "annotated" => Self::Annotations,
            "any-sibling" => Self::Sibling,
            "used-as" => Self::Form,
            "declared" => Self::Declared,
            _ => return None,
        })
    }

    /// Whether one of the texts that it is about fits.
    pub(super) fn any<'t>(self, node: Node<'t>, facts: &Facts<'t>, fits: impl Fn(&str) -> bool) -> bool {
        let file = facts.file;
        match self {
            Self::Names => facts.names(node).iter().any(|name| fits(&name.path)),
            Self::Known => facts.is_known_as(node, fits),
            Self::Pieces => fits(&facts.built(node).text),
            Self::Texts => fits(&facts.texts(node)),
            Self::Call => facts.is_argument_of(node, |callee| facts.is_known_as(callee, &fits)),
            Self::Conditions => facts.conditions(node).any(|condition| fits(file.text_of(condition))),
            Self::Symbol => fits(&file.scopes().symbol(&node.byte_range())),
            Self::Line => fits(file.line(file.position(node.start_byte()).line)),
            Self::Returned => returned(node).is_some_and(|returned| fits(file.text_of(returned))),
            Self::Value => {
                facts.origins(node).any(|origin| fits(file.text_of(origin)))
                    || facts.names(node).iter().any(|name| fits(&name.path))
            }
            Self::Signatures => {
                let functions = facts.call(node).map(|call| facts.definitions(call.callee)).unwrap_or_default();
                !functions.is_empty() && functions.iter().all(|own| fits(facts.signature(*own)))
            }
            Self::Annotations => facts.annotations(node).into_iter().any(fits),
            Self::Declared => facts.declaration(node).is_some_and(|text| fits(&text)),
            Self::Form => fits(&facts.form(node)),
            Self::Sibling => siblings(node).any(|other| fits(file.text_of(other))),
            Self::Notes => facts.notes(node).iter().any(|note| fits(file.text_of(*note))),
        }
    }
}
