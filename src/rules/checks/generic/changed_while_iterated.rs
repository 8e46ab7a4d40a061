//! `changed-while-iterated`: a loop that takes from or adds to the collection that it goes through. The rule's query
//! says what changes which collection.

use crate::facts::{Facts, is_pure};
use crate::rules::matched::Match;
use crate::syntax::{Field, Node, Role, ancestors, descendants, walk};

/// Methods whose result is a view of the collection itself.
const VIEWS: [&str; 5] = ["entrySet", "items", "keySet", "keys", "values"];
/// Functions that go through what they are given.
const WRAPPERS: [&str; 1] = ["enumerate"];
/// How far up is looked, so that no code makes it slow.
const AROUND: usize = 200;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(collection), Some(change)) = (found.node("collection"), found.node("report")) else { return false };
    let facts = found.facts;
    let is_place = [Role::Identifier, Role::Member, Role::Subscript].iter().any(|role| collection.is(*role));
    if !is_place || !is_pure(collection) {
        return false;
    }
    // `clear` with arguments is none of a list, dict or set; `self` is a collection of its own kind.
    let is_own_clear = found.text("method") == Some("clear") && !facts.file.text_of(change).trim_end().ends_with("()");
    if is_own_clear || matches!(facts.file.text_of(collection), "self" | "this") {
        return false;
    }
    let mut inner = change;
    for outer in ancestors(change).take(AROUND) {
        if opens_scope(outer) {
            return false;
        }
        if outer.part(Field::Body) == Some(inner) && goes_through(facts, outer, collection) {
            return !leaves_after(change, outer) && !is_rebound(facts, outer, collection);
        }
        inner = outer;
    }
    false
}

/// Whether a loop goes through the collection itself, not through a copy.
fn goes_through<'t>(facts: &Facts<'t>, outer: Node<'t>, collection: Node<'t>) -> bool {
    let Some(iterated) = facts.iterated(outer) else { return false };
    let Some(call) = facts.call_at(iterated) else { return facts.is_same(iterated, collection) };
    let file = facts.file;
    let arguments: Vec<_> = call.arguments.into_iter().flat_map(|list| list.named_children()).collect();
    let member = facts.member(call.callee).or_else(|| facts.member(iterated));
    match (member, &arguments[..]) {
        (Some((object, name)), []) => VIEWS.contains(&file.text_of(name)) && facts.is_same(object, collection),
        (None, [only]) => WRAPPERS.contains(&file.text_of(call.callee)) && facts.is_same(*only, collection),
        _ => false,
    }
}

/// Whether the loop is left after the change in any case: its block, or one around it, ends so.
fn leaves_after(change: Node<'_>, outer: Node<'_>) -> bool {
    let blocks = ancestors(change).take_while(|inner| *inner != outer).filter(|inner| inner.is(Role::Block));
    let mut ends = blocks.filter_map(|block| block.named_children().filter(|child| !child.is(Role::Comment)).last());
    ends.any(|last| [Role::Break, Role::Return, Role::Raise].iter().any(|role| last.is(*role)))
}

/// Whether the collection's name gets another value within the loop.
fn is_rebound<'t>(facts: &Facts<'t>, outer: Node<'t>, collection: Node<'t>) -> bool {
    let inside = walk(outer, move |node| node == outer || !opens_scope(node));
    let targets =
        inside.filter(|node| *node == outer || node.is(Role::Assignment)).filter_map(|node| node.part(Field::Left));
    targets.into_iter().any(|target| binds(facts, target, collection))
}

fn binds<'t>(facts: &Facts<'t>, target: Node<'t>, collection: Node<'t>) -> bool {
    let is_whole = |name: &Node<'t>| {
        let mut around = ancestors(*name).take_while(|outer| outer.id() >= target.id());
        !around.any(|outer| outer.is(Role::Member) || outer.is(Role::Subscript))
    };
    let mut names = descendants(target).filter(|node| node.is(Role::Identifier)).filter(is_whole);
    facts.is_same(target, collection) || names.any(|name| facts.is_same(name, collection))
}

fn opens_scope(node: Node<'_>) -> bool {
    node.is(Role::Function) || node.is(Role::Class)
}
