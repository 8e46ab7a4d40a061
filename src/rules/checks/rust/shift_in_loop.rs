//! `rust/shift-in-loop`: the list lives longer than a turn of the loop, and the loop goes on afterwards.

use super::words::has_word;
use crate::rules::matched::Match;
use crate::syntax::{ancestors, descendants};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(call), Some(list)) = (found.node("report"), found.node("list")) else { return false };
    let file = found.file;
    let Some(turn) =
        ancestors(call).find(|node| matches!(node.kind(), "for_expression" | "while_expression" | "loop_expression"))
    else {
        return false;
    };
    let ends = |kind: &str| matches!(kind, "return_expression" | "break_expression");
    let inner = || ancestors(call).take_while(|node| node.id() != turn.id());
    let branch =
        inner().find(|node| node.kind() == "block").filter(|block| turn.child_by_field_name("body") != Some(*block));
    let leaves = inner().any(|node| ends(node.kind()))
        || branch.is_some_and(|branch| {
            descendants(branch).any(|node| ends(node.kind()) && node.start_byte() > call.start_byte())
        });
    let name = file.text_of(list);
    let is_own = descendants(turn).take_while(|node| node.start_byte() < call.start_byte()).any(|node| {
        matches!(node.kind(), "let_declaration" | "let_condition" | "for_expression")
            && node.child_by_field_name("pattern").is_some_and(|pattern| has_word(file.text_of(pattern), name))
    });
    !leaves && !is_own
}
