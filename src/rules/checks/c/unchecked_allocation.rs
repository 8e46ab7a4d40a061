//! `unchecked-allocation`: memory that is used before anything asks whether there is any.

use super::flow::{Deed, below, kept_in, may_not_run, mentions};
use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::Node;

const ALLOCATE: [&str; 9] =
    ["malloc", "calloc", "strdup", "strndup", "fopen", "opendir", "std::malloc", "std::calloc", "std::fopen"];
/// Functions that follow what they are given first.
const FOLLOW: [&str; 14] = [
    "memset", "memcpy", "memmove", "strcpy", "strncpy", "sprintf", "snprintf", "strcat", "fprintf", "fputs", "fgets",
    "fseek", "readdir", "rewind",
];

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(call) = facts.call_at(node).filter(|call| facts.is_named(call.callee, &ALLOCATE)) else { return };
    let Some((statement, pointer)) = kept_in(facts, node) else { return };
    for next in below(facts, statement) {
        let Some(first) = mentions(facts, next, pointer).into_iter().next() else { continue };
        let is_followed = match first.deed {
            Deed::Followed => true,
            Deed::Passed => first.node.parent().and_then(|list| list.parent()).is_some_and(|outer| {
                let is_first = outer.named_child(1).and_then(|list| list.named_child(0)) == Some(first.node);
                is_first && facts.calls(outer, &FOLLOW)
            }),
            Deed::Replaced | Deed::Read => false,
        };
        if is_followed && !may_not_run(facts, first.node, next) {
            let line = facts.file.line_at(first.node.start_byte()).to_string();
            let hit = Hit::at(node.byte_range()).with("pointer", facts.file.text_of(pointer)).with("line", line);
            found(hit.with("call", facts.file.text_of(call.callee)));
        }
        return;
    }
}
