//! `python/late-bound-closure`: a function made in a loop that reads the loop's variable and outlives the round.

use super::code::{
    around, beneath, bound_names, children, field, is_value, leaves_after, loops_around, opens_scope, same_scope,
};
use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

/// Methods that keep what they are given.
const KEEPING: [&str; 19] = [
    "append",
    "appendleft",
    "insert",
    "add",
    "put",
    "put_nowait",
    "connect",
    "add_done_callback",
    "add_callback",
    "call_later",
    "call_soon",
    "call_soon_threadsafe",
    "after",
    "subscribe",
    "setdefault",
    "addCleanup",
    "bind",
    "register",
    "on",
];
/// Arguments by name that are called later.
const KEPT: [&str; 5] = ["command", "callback", "target", "on_click", "on_change"];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(closure) = found.node("closure") else { return false };
    let loops = loops_around(closure);
    let (Some(outermost), Some(innermost)) = (loops.last(), loops.first()) else { return false };
    let file = found.file;
    let variables: Vec<&str> = loops.iter().flat_map(|outer| loop_names(file, *outer)).collect();
    let Some(variable) = captured(found.facts, closure, &variables) else { return false };
    let kept = if closure.kind() == "lambda" {
        is_kept(file, closure, *innermost) && !leaves_after(closure, *outermost)
    } else {
        let name = closure.child_by_field_name("name").map(|name| file.text_of(name));
        same_round(*innermost, closure).any(|node| {
            node.kind() == "identifier"
                && Some(file.text_of(node)) == name
                && is_kept(file, node, *innermost)
                && !leaves_after(node, *outermost)
        })
    };
    if kept {
        found.set("variable", variable);
    }
    kept
}

fn loop_names<'t>(file: &'t SourceFile, outer: Node<'t>) -> Vec<&'t str> {
    if let Some(left) = outer.child_by_field_name("left") {
        return bound_names(file, left);
    }
    let clauses = children(outer).into_iter().filter(|child| child.kind() == "for_in_clause");
    clauses.filter_map(|clause| clause.child_by_field_name("left")).flat_map(|left| bound_names(file, left)).collect()
}

/// The first loop variable that the closure reads when it is called.
fn captured<'t>(facts: &Facts<'t>, closure: Node<'t>, variables: &[&'t str]) -> Option<&'t str> {
    let body = closure.child_by_field_name("body")?;
    let is_outside = |node: Node<'t>| {
        let scope = facts.bindings().resolve(facts.file.text_of(node), node);
        scope.is_none_or(|scope| scope.node.id() < closure.id())
    };
    let names = beneath(body).filter(|node| node.kind() == "identifier" && is_value(*node));
    let mut read = names.filter(|node| variables.contains(&facts.file.text_of(*node)));
    read.find(|node| is_outside(*node)).map(|node| facts.file.text_of(node))
}

/// The nodes of a loop's body outside the closure itself.
fn same_round<'t>(outer: Node<'t>, closure: Node<'t>) -> impl Iterator<Item = Node<'t>> {
    let body = outer.child_by_field_name("body").unwrap_or(outer);
    beneath(body).filter(move |node| {
        node.start_byte() >= closure.end_byte() && !around(*node).take_while(|at| *at != body).any(opens_scope)
    })
}

/// Whether the place that a function stands at keeps it beyond the round of the loop.
fn is_kept(file: &SourceFile, function: Node<'_>, innermost: Node<'_>) -> bool {
    let mut inner = function;
    for outer in around(function) {
        match outer.kind() {
            "parenthesized_expression" | "tuple" | "list" | "dictionary" | "conditional_expression" => {}
            "pair" if outer.child_by_field_name("value") == Some(inner) => {}
            "list_comprehension" | "dictionary_comprehension" | "set_comprehension" => return outer == innermost,
            "assignment" => {
                return outer.child_by_field_name("right") == Some(inner)
                    && outer.child_by_field_name("left").is_some_and(|left| is_kept_target(file, left, innermost));
            }
            "keyword_argument" => {
                let name = outer.child_by_field_name("name").map_or("", |name| file.text_of(name));
                return KEPT.contains(&name);
            }
            "argument_list" => {
                let callee = outer.parent().and_then(|call| call.child_by_field_name("function"));
                let method = callee.and_then(|callee| callee.child_by_field_name("attribute"));
                let keeps = method.is_some_and(|method| KEEPING.contains(&file.text_of(method)))
                    || callee.is_some_and(|callee| file.text_of(callee) == "setattr");
                return keeps && field(outer, "argument").is_empty();
            }
            _ => return false,
        }
        inner = outer;
    }
    false
}

/// `table[key] = f` and `thing.hook = f`, unless the thing itself was made in this round.
fn is_kept_target(file: &SourceFile, target: Node<'_>, innermost: Node<'_>) -> bool {
    if !matches!(target.kind(), "subscript" | "attribute") {
        return false;
    }
    let owner = beneath(target).find(|node| node.kind() == "identifier").map_or("", |owner| file.text_of(owner));
    let body = innermost.child_by_field_name("body").unwrap_or(innermost);
    let made_here = same_scope(body).any(|node| match node.kind() {
        "assignment" => node.child_by_field_name("left").is_some_and(|left| bound_names(file, left).contains(&owner)),
        "as_pattern_target" => file.text_of(node) == owner,
        _ => false,
    });
    !made_here && !loop_names(file, innermost).contains(&owner)
}
