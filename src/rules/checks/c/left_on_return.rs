//! `lock-left-held` and `leak-on-return`: what a block takes at its start and gives back at its end, and a `return` in
//! between that forgets it.

use super::flow::{Deed, below, is_own, is_place, kept_in, mentions, statement_of};
use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Field, Node, Role, ancestors, walk};

/// How much of a statement is looked at.
const BENEATH: usize = 4_000;

/// What takes something, and what gives it back.
struct Pair {
    take: &'static [&'static str],
    give: &'static [&'static str],
}

const LOCKS: [Pair; 8] = [
    Pair { take: &["pthread_mutex_lock"], give: &["pthread_mutex_unlock"] },
    Pair { take: &["pthread_spin_lock"], give: &["pthread_spin_unlock"] },
    Pair { take: &["pthread_rwlock_rdlock", "pthread_rwlock_wrlock"], give: &["pthread_rwlock_unlock"] },
    Pair { take: &["mtx_lock"], give: &["mtx_unlock"] },
    Pair { take: &["uv_mutex_lock"], give: &["uv_mutex_unlock"] },
    Pair { take: &["EnterCriticalSection"], give: &["LeaveCriticalSection"] },
    Pair { take: &["spin_lock"], give: &["spin_unlock"] },
    Pair { take: &["mutex_lock"], give: &["mutex_unlock"] },
];

const MEMORY: [Pair; 4] = [
    Pair { take: &["malloc", "calloc", "strdup", "strndup"], give: &["free"] },
    Pair { take: &["fopen", "fdopen"], give: &["fclose"] },
    Pair { take: &["opendir"], give: &["closedir"] },
    Pair { take: &["popen"], give: &["pclose"] },
];

/// Functions of the library that keep nothing of what they are given.
const BORROW: [&str; 40] = [
    "memset", "memcpy", "memmove", "memcmp", "strcpy", "strncpy", "strcat", "strncat", "strlen", "strcmp", "strncmp",
    "strchr", "strstr", "strtol", "strtoul", "atoi", "snprintf", "sprintf", "printf", "fprintf", "puts", "fputs",
    "fputc", "fgets", "fgetc", "getc", "fread", "fwrite", "fseek", "ftell", "rewind", "feof", "ferror", "fflush",
    "fileno", "fscanf", "sscanf", "read", "write", "readdir",
];

pub(super) fn visit_locks<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some((pair, call)) = taken(facts, node, &LOCKS) else { return };
    let Some(statement) = statement_of(node).filter(|statement| statement.named_child(0) == Some(node)) else { return };
    let Some(lock) = call.named_child(0).filter(|lock| is_place(facts.inside(*lock))) else { return };
    let left = returns_before(facts, statement, |other| {
        call_of(facts, other, pair.give)
            .and_then(|list| list.named_child(0))
            .is_some_and(|own| facts.is_same(own, lock))
    });
    for exit in left {
        let line = facts.file.line_at(node.start_byte()).to_string();
        found(Hit::at(exit.byte_range()).with("held", facts.file.text_of(lock)).with("line", line));
    }
}

pub(super) fn visit_memory<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some((pair, _)) = taken(facts, node, &MEMORY) else { return };
    let Some((statement, pointer)) = kept_in(facts, node) else { return };
    if !is_own(facts, pointer) {
        return;
    }
    let gives = |other: Node<'t>| {
        call_of(facts, other, pair.give)
            .and_then(|list| list.named_child(0))
            .is_some_and(|own| facts.is_same(own, pointer))
    };
    for exit in returns_before(facts, statement, gives) {
        let mut between = below(facts, statement).take_while(|next| next.start_byte() < exit.start_byte());
        if between.any(|next| is_kept(facts, next, pointer, pair)) {
            return;
        }
        if !is_asked(facts, statement, exit, pointer) {
            let line = facts.file.line_at(node.start_byte()).to_string();
            found(Hit::at(exit.byte_range()).with("held", facts.file.text_of(pointer)).with("line", line));
        }
    }
}

/// The pair that a call begins, and its arguments.
fn taken<'p, 't>(facts: &Facts<'t>, node: Node<'t>, pairs: &'p [Pair]) -> Option<(&'p Pair, Node<'t>)> {
    let call = facts.call_at(node)?;
    let pair = pairs.iter().find(|pair| facts.is_named(call.callee, pair.take))?;
    Some((pair, call.arguments?))
}

/// The arguments of a call of one of these.
fn call_of<'t>(facts: &Facts<'t>, node: Node<'t>, names: &[&str]) -> Option<Node<'t>> {
    let call = facts.call_at(node).filter(|call| facts.is_named(call.callee, names))?;
    call.arguments
}

/// The `return`s below a statement that come before the one of its block that gives back, in code that does not.
fn returns_before<'t>(facts: &Facts<'t>, statement: Node<'t>, gives: impl Fn(Node<'t>) -> bool) -> Vec<Node<'t>> {
    let mut left = Vec::new();
    for next in below(facts, statement) {
        let code = || walk(next, |node| !node.is(Role::Function)).take(BENEATH);
        if next.named_child(0).is_some_and(&gives) {
            return left;
        }
        let is_given = code().any(|node| node.is(Role::Call) && gives(node));
        if !is_given {
            left.extend(code().filter(|node| node.is(Role::Return) && *node != next));
        }
    }
    Vec::new()
}

/// Whether a statement may keep what a pointer leads to: it copies the pointer, or hands it to a function that may.
fn is_kept<'t>(facts: &Facts<'t>, statement: Node<'t>, pointer: Node<'t>, pair: &Pair) -> bool {
    mentions(facts, statement, pointer).into_iter().any(|mention| match mention.deed {
        Deed::Followed => false,
        Deed::Passed => {
            let call = mention.node.parent().and_then(|list| list.parent());
            !call.is_some_and(|call| facts.calls(call, &BORROW) || facts.calls(call, pair.give))
        }
        Deed::Replaced => true,
        Deed::Read => !mention.node.parent().is_some_and(|outer| {
            matches!(outer.kind(), "binary_expression" | "unary_expression" | "parenthesized_expression")
        }),
    })
}

/// Whether a condition around a `return` asks for the pointer itself, or the `return` hands it on.
fn is_asked<'t>(facts: &Facts<'t>, statement: Node<'t>, exit: Node<'t>, pointer: Node<'t>) -> bool {
    let around = ancestors(exit).take_while(|outer| Some(*outer) != statement.parent());
    let mut conditions = around.filter_map(|outer| outer.part(Field::Condition));
    let asks = |condition: Node<'t>| mentions(facts, condition, pointer).iter().any(|own| own.deed == Deed::Read);
    conditions.any(asks) || !mentions(facts, exit, pointer).is_empty()
}
