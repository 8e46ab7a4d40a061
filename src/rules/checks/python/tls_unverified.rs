//! Certificates that are not checked, unless somebody asks for that with a switch.

use std::sync::LazyLock;

use super::values::{function_text, regex};
use crate::rules::matched::Match;
use crate::syntax::{Node, ancestors};
use regex::Regex;

/// No condition around it and no name of its function says that it was asked for; it is no server's own side,
/// and no class that stands for such settings.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)verif|insecure|skip|ssl|tls|cert|check|trust|unsafe|allow|https|self_?signed|debug|local|test|reqs|hostname|proxy",
        )
    });
    static NAMED: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)insecure|unverified|no_verif|unsafe|self_?signed"));
    static SERVER: LazyLock<Regex> = LazyLock::new(|| regex(r"CLIENT_AUTH|PROTOCOL_TLS_SERVER|server_side\s*=\s*True"));
    let Some(report) = m.node("report") else { return false };
    if m.file.text_of(report).starts_with("self.") || SERVER.is_match(function_text(m.file, report)) {
        return false;
    }
    let symbol = m.file.scopes().symbol(&report.byte_range());
    let mut conditions = ancestors(report).filter_map(condition).map(|condition| m.file.text_of(condition));
    let last = symbol.rsplit('.').next().unwrap_or_default();
    !conditions.any(|text| ASKED.is_match(text)) && !NAMED.is_match(last)
}

fn condition(node: Node<'_>) -> Option<Node<'_>> {
    match node.kind() {
        "if_statement" | "elif_clause" => node.child_by_field_name("condition"),
        "conditional_expression" => node.named_child(1),
        _ => None,
    }
}
