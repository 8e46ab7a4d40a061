//! `rust/char-index-as-byte-offset`: a text is cut at a number that counts its characters, not its bytes.

use super::syntax::{MethodCall, bound_name, compact, is_function, peeled, statements_before};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, ancestors};

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(text), Some(range)) = (m.node("text"), m.node("_range")) else { return false };
    let index = range
        .named_children()
        .flat_map(|side| {
            let inner = (side.kind() == "binary_expression").then(|| side.child_by_field_name("left")).flatten();
            [Some(side), inner]
        })
        .flatten()
        .filter(|side| side.kind() == "identifier")
        .map(|side| m.file.text_of(side))
        .find(|name| counts_characters(m.file, range, &compact(m.file, text), name));
    let Some(index) = index.map(str::to_owned) else { return false };
    m.set("index", index);
    true
}

/// Whether a name, where a node uses it, stands for a number of characters of a text.
fn counts_characters(file: &SourceFile, node: Node<'_>, text: &str, name: &str) -> bool {
    let mut child = node;
    for around in ancestors(node).take_while(|node| node.kind() != "function_item") {
        let answer = match around.kind() {
            "block" => statements_before(child).find_map(|statement| {
                let is_it = statement.kind() == "let_declaration"
                    && statement.child_by_field_name("pattern").and_then(|pattern| bound_name(file, pattern))
                        == Some(name);
                is_it.then(|| statement.child_by_field_name("value").is_some_and(|value| is_count(file, value, text)))
            }),
            "for_expression" => bound_by_loop(file, around, text, name),
            "if_expression" | "while_expression" => bound_by_condition(file, around, text, name),
            _ if is_function(around) => {
                let parameters = around.child_by_field_name("parameters");
                parameters.is_some_and(|node| file.text_of(node).contains(name)).then_some(false)
            }
            _ => None,
        };
        if let Some(answer) = answer {
            return answer;
        }
        child = around;
    }
    false
}

fn bound_by_loop(file: &SourceFile, node: Node<'_>, text: &str, name: &str) -> Option<bool> {
    let pattern = node.child_by_field_name("pattern")?;
    let index = if pattern.kind() == "tuple_pattern" { pattern.named_child(0)? } else { pattern };
    if file.text_of(index) != name {
        return None;
    }
    let value = compact(file, node.child_by_field_name("value")?);
    Some(value.starts_with(&format!("{text}.chars().enumerate()")))
}

fn bound_by_condition(file: &SourceFile, node: Node<'_>, text: &str, name: &str) -> Option<bool> {
    let condition = node.child_by_field_name("condition").filter(|node| node.kind() == "let_condition")?;
    let pattern = condition.child_by_field_name("pattern")?;
    (bound_name(file, pattern) == Some(name))
        .then(|| condition.child_by_field_name("value").is_some_and(|value| is_count(file, value, text)))
}

fn is_count(file: &SourceFile, value: Node<'_>, text: &str) -> bool {
    let Some(mut call) = MethodCall::of(file, peeled(file, value)) else { return false };
    if matches!(call.method, "unwrap_or" | "unwrap_or_default" | "unwrap_or_else") {
        let Some(inner) = MethodCall::of(file, call.receiver) else { return false };
        call = inner;
    }
    let chars = compact(file, call.receiver);
    matches!(call.method, "position" | "count") && chars.starts_with(&format!("{text}.chars()"))
}
