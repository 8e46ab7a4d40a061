//! `duplicate-condition`: a branch of a chain asks what one before it asked, so that it never runs.

use std::collections::HashMap;

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::Node;

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let chain = facts.chain(node);
    if chain.len() < 2 {
        return;
    }
    let mut seen: HashMap<String, Node<'t>> = HashMap::new();
    for condition in chain {
        if !facts.is_repeatable(condition) {
            continue;
        }
        let code = facts.code(condition);
        if let Some(first) = seen.get(&code) {
            let line = facts.file.line_at(first.start_byte()).to_string();
            found(Hit::at(condition.byte_range()).with("line", line));
        } else {
            seen.insert(code, condition);
        }
    }
}
