//! `python/except-name-after`: the name of a caught exception read after its clause, where it is gone.

use super::code::{around, beneath, bound_names, function_around, same_scope};
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(name), Some(clause)) = (found.node("name"), found.node("clause")) else { return false };
    let file = found.file;
    let Some(name_node) = beneath(name).find(|node| node.kind() == "identifier") else { return false };
    let name = file.text_of(name_node);
    let Some(function) = function_around(clause) else { return false };
    let Some(tried) = clause.parent() else { return false };
    let is_name = |node: &crate::syntax::Node<'_>| node.kind() == "identifier" && file.text_of(*node) == name;
    let is_bound_elsewhere = same_scope(function).any(|node| match node.kind() {
        "assignment" | "augmented_assignment" | "for_statement" | "for_in_clause" => {
            node.child_by_field_name("left").is_some_and(|left| bound_names(file, left).contains(&name))
        }
        "as_pattern_target" => node != name_node.parent().unwrap_or(node) && bound_names(file, node).contains(&name),
        "named_expression"
        | "parameters"
        | "global_statement"
        | "nonlocal_statement"
        | "import_from_statement"
        | "import_statement"
        | "case_pattern" => bound_names(file, node).contains(&name),
        "function_definition" => {
            node != function && node.child_by_field_name("name").is_some_and(|own| file.text_of(own) == name)
        }
        _ => false,
    });
    if is_bound_elsewhere {
        return false;
    }
    let read = same_scope(function).filter(is_name).find(|node| {
        node.start_byte() >= tried.end_byte()
            && node.parent().is_some_and(|parent| match parent.kind() {
                "attribute" => parent.child_by_field_name("object") == Some(*node),
                "keyword_argument" => parent.child_by_field_name("value") == Some(*node),
                _ => true,
            })
            && !around(*node).any(|outer| outer.kind() == "lambda")
    });
    if let Some(read) = read {
        found.set("exception", name);
        found.report = read.byte_range();
    }
    read.is_some()
}
