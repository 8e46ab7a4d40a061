//! `python/swallowed-error`: a clause that catches everything, does nothing and does not say why.

use super::code::{around, children};
use crate::finding::Line;
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(clause) = found.node("report") else { return false };
    let file = found.file;
    let parts = children(clause);
    let Some((body, caught)) = parts.split_last().filter(|(body, _)| body.kind() == "block") else { return false };
    let header = clause.start_byte()..caught.last().map_or(clause.start_byte() + "except".len(), Node::end_byte);
    let text = file.text[header.clone()].to_owned();
    let swallows = caught.iter().all(|class| is_broad(file, *class))
        && children(*body).iter().all(does_nothing)
        && !is_explained(file, clause)
        && !is_import(clause)
        && !in_destructor(file, clause);
    found.set("clause", text);
    found.report = header;
    swallows
}

fn is_broad(file: &SourceFile, class: Node<'_>) -> bool {
    let class = if class.kind() == "as_pattern" { children(class).first().copied().unwrap_or(class) } else { class };
    matches!(file.text_of(class), "Exception" | "BaseException")
}

fn does_nothing(statement: &Node<'_>) -> bool {
    match statement.kind() {
        "pass_statement" | "continue_statement" => true,
        "expression_statement" => children(*statement).iter().all(|value| value.kind() == "ellipsis"),
        _ => false,
    }
}

/// Whether a comment stands in the clause, on the line before it or on the line after it.
fn is_explained(file: &SourceFile, clause: Node<'_>) -> bool {
    let first = file.line_at(clause.start_byte()).index().saturating_sub(1);
    let last = file.line_at(clause.end_byte()).index() + 1;
    (first..=last).any(|row| file.line(Line::of_row(row)).contains('#'))
}

/// `try: import x`, whose failure is mostly what the clause is for.
fn is_import(clause: Node<'_>) -> bool {
    let body = clause.parent().and_then(|tried| tried.child_by_field_name("body"));
    body.is_some_and(|body| children(body).iter().any(|statement| statement.kind().starts_with("import")))
}

fn in_destructor(file: &SourceFile, clause: Node<'_>) -> bool {
    around(clause).find(|around| around.kind() == "function_definition").is_some_and(|function| {
        let name = function.child_by_field_name("name").map_or("", |name| file.text_of(name));
        matches!(name, "__del__" | "__exit__" | "__aexit__" | "close" | "shutdown")
    })
}
