//! `go/unreceived-result`: a goroutine sends one result to a channel without a buffer, and the function may stop waiting
//! for it.

use super::code::function_of;
use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role, ancestors, descendants};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(channel) = found.node("channel") else { return false };
    may_stay(found.facts, channel)
}

/// Whether all that is done with the channel is one send in a goroutine, and one receive that the function may skip.
fn may_stay<'t>(facts: &Facts<'t>, channel: Node<'t>) -> bool {
    let Some(function) = function_of(channel) else { return false };
    let mut sends = 0;
    let mut receives = 0;
    for mention in facts.mentions(channel, channel.after()..function.after()) {
        let Some(parent) = mention.parent() else { return false };
        if is_lone_send(parent, mention, function) {
            sends += 1;
        } else if is_skippable_receive(parent, function) {
            receives += 1;
        } else {
            return false;
        }
    }
    sends > 0 && receives == 1
}

/// A send outside of any `select`, in a goroutine that the function starts.
fn is_lone_send(statement: Node<'_>, channel: Node<'_>, function: Node<'_>) -> bool {
    let is_send = statement.kind() == "send_statement" && statement.named_child(0) == Some(channel);
    let is_started = function_of(statement).is_some_and(|own| {
        let call = own.parent().filter(|call| call.is(Role::Call));
        let is_go = call.and_then(|call| call.parent()).is_some_and(|outer| outer.kind() == "go_statement");
        is_go && function_of(own) == Some(function)
    });
    let is_choice = statement.parent().is_some_and(|outer| outer.kind() == "communication_case");
    is_send && is_started && !is_choice
}

/// A receive in a case of a `select` that has another case which leaves the function. In a loop the channel may be
/// received from later.
fn is_skippable_receive(receive: Node<'_>, function: Node<'_>) -> bool {
    let own = ancestors(receive).find(|outer| outer.kind() == "communication_case");
    let Some(select) = own.and_then(|own| own.parent()) else { return false };
    let others = select.named_children().filter(|case| Some(*case) != own && case.kind() == "communication_case");
    let leaves = |case: Node<'_>| descendants(case).any(|node| node.is(Role::Return));
    let is_in_loop = ancestors(select).take_while(|outer| *outer != function).any(|outer| outer.is(Role::Loop));
    receive.kind() == "unary_expression"
        && function_of(receive) == Some(function)
        && !is_in_loop
        && others.into_iter().any(leaves)
}
