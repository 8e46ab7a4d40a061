//! `go/range-of-rest-indexes-whole`: the index of `range items[1:]` is used for `items`.

use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(index), Some(items), Some(body)) = (found.node("index"), found.node("items"), found.node("body")) else {
        return false;
    };
    let Some(place) = wrong_place(found.facts, index, items, body) else { return false };
    found.report = place.byte_range();
    found.set("place", found.file.text_of(place));
    true
}

/// The first element of the whole list that the bare index chooses, where nothing is ever added to the index.
fn wrong_place<'t>(facts: &Facts<'t>, index: Node<'t>, items: Node<'t>, body: Node<'t>) -> Option<Node<'t>> {
    let mut first = None;
    for mention in facts.mentions(index, body.id()..body.after()) {
        let place = mention.parent()?;
        if place.is(Role::Binary) {
            return None;
        }
        let is_place = place.is(Role::Subscript)
            && place.named_child(1) == Some(mention)
            && place.named_child(0).is_some_and(|own| facts.is_same(own, items));
        if is_place && first.is_none() {
            first = Some(place);
        }
    }
    first
}
