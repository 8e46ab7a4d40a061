//! Checks: what one query or pattern cannot state. One file each, in the folder of its language; what a
//! check says stands in the same TOML as for any rule.

mod any;
mod c;
mod cpp;
mod generic;
mod go;
mod java;
mod javascript;
mod python;
mod rust;

use super::matched::{Hit, Match};
use crate::diff::{FileChange, LineSet};
use crate::facts::Facts;
use crate::syntax::{Grammar, Node, Role, SourceFile};

/// The rule that reports suppression comments without use; its findings are made where the use of comments is known.
pub(super) const UNUSED_SUPPRESSION: &str = "any/unused-suppression";

/// Looks closer at what the rule's query matched; may set names for the message and move the report.
pub(super) type Confirm = fn(&mut Match<'_>) -> bool;
/// Searches the given lines of a text, in any language; what is about code has a tree to ask.
pub(super) type Scan = fn(&SourceFile, &LineSet, &mut dyn FnMut(Hit));
/// Looks at a node on a changed line.
pub(super) type Visit = for<'t> fn(&Facts<'t>, Node<'t>, &mut dyn FnMut(Hit));
/// Looks at a changed file as a whole, without its text.
pub(super) type Change = fn(&FileChange) -> Option<Hit>;

/// A check that looks at nodes, and at which.
#[derive(Clone, Copy)]
pub(super) struct NodeCheck {
    pub at: At,
    pub visit: Visit,
}

/// Which nodes a check looks at.
#[derive(Clone, Copy)]
pub(super) enum At {
    /// Those with one of these roles, in any language.
    Roles(&'static [Role]),
    /// Those of these kinds of one grammar.
    Kinds(&'static [&'static str]),
}

impl At {
    /// The ids of the kinds.
    pub(super) fn kinds(self, grammar: &Grammar) -> Vec<u16> {
        match self {
            Self::Roles(roles) => roles.iter().flat_map(|role| grammar.kinds_with(*role)).collect(),
            Self::Kinds(kinds) => kinds.iter().filter_map(|kind| grammar.kind_id(kind, true)).collect(),
        }
    }
}

/// A check by the hook that it needs.
#[derive(Clone, Copy)]
pub(super) enum Check {
    Confirm(Confirm),
    Scan(Scan),
    Node(NodeCheck),
    /// As [`Check::Node`]; of findings with the same message the first on the searched lines is told.
    NodeOnce(NodeCheck),
    Change(Change),
    Suppressions,
}

/// The checks of single rules, by the folder that they are in.
static TABLES: &[&[(&str, Check)]] = &[
    any::CHECKS,
    generic::OF_SOME,
    c::CHECKS,
    cpp::CHECKS,
    go::CHECKS,
    java::CHECKS,
    javascript::CHECKS,
    python::CHECKS,
    rust::CHECKS,
];

/// The check of a rule: its own, or that of its slug in every language.
pub(super) fn named(id: &str) -> Option<Check> {
    let mut all = TABLES.iter().copied().flatten().chain(&[(UNUSED_SUPPRESSION, Check::Suppressions)]);
    let own = all.find(|(own, _)| *own == id).map(|(_, check)| *check);
    own.or_else(|| {
        let (_, slug) = id.split_once('/').filter(|(language, _)| *language != "any")?;
        generic::CHECKS.iter().find(|(own, _)| *own == slug).map(|(_, check)| *check)
    })
}

/// The ids that have a check.
#[cfg(test)]
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    TABLES.iter().copied().flatten().map(|(id, _)| *id)
}

/// The slugs that have a check for every language.
#[cfg(test)]
pub(super) fn slugs() -> impl Iterator<Item = &'static str> {
    generic::CHECKS.iter().map(|(slug, _)| *slug)
}
