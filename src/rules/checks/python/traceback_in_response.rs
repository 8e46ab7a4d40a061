//! A traceback that is sent to whoever made the request.

use std::sync::LazyLock;

use super::values::regex;
use crate::rules::matched::Match;
use crate::syntax::{Node, ancestors};
use regex::Regex;

/// A call around it makes a response, and nothing says that this is for debugging.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    static RESPONSE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:^|\.)(?:jsonify|HttpResponse\w*|JsonResponse|JSONResponse|PlainTextResponse|HTMLResponse|Response|make_response|HTTPException|json_response|send_error)$|^self\.(?:write|finish)$|^(?:flask\.)?abort$",
        )
    });
    static DEBUG: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)debug|DEV\b|development"));
    let Some(report) = m.node("report") else { return false };
    let text = |node: Node<'_>, field: &str| node.child_by_field_name(field).map(|node| m.file.text_of(node));
    let mut around = ancestors(report).take_while(|node| node.kind() != "function_definition");
    let sent = ancestors(report)
        .take_while(|node| !node.kind().ends_with("_statement"))
        .filter_map(|node| text(node, "function"))
        .any(|function| RESPONSE.is_match(function));
    sent && !around.any(|node| text(node, "condition").is_some_and(|condition| DEBUG.is_match(condition)))
}
