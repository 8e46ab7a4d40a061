//! Whether a `SAFETY` comment speaks for a piece of unsafe code: inside it, beside it, or above it.

use crate::syntax::{Node, SourceFile, ancestors};

/// What ends the search upwards: a comment above these speaks for something larger.
const BODIES: [&str; 5] = ["block", "declaration_list", "match_block", "field_initializer_list", "source_file"];

/// Whether the node, or the statement or item it is part of, has such a comment.
pub(super) fn is_explained(file: &SourceFile, node: Node<'_>) -> bool {
    let statement = std::iter::once(node)
        .chain(ancestors(node))
        .take_while(|node| {
            !BODIES.contains(&node.kind()) || node.parent().is_some_and(|node| node.kind() == "unsafe_block")
        })
        .map(|node| node.start_byte())
        .last()
        .unwrap_or(node.start_byte());
    let lines = &file.text[..statement];
    let line_start = lines.rfind('\n').map_or(0, |index| index + 1);
    mentions_safety(&file.text[line_start..node.end_byte()])
        || lines[..line_start].lines().rev().take_while(|line| is_annotation(line)).any(mentions_safety)
        || file.text[node.end_byte()..].lines().next().is_some_and(mentions_safety)
}

/// Whether a text says the word in a comment, as in `// SAFETY: ...`, `# Safety` and `// safe because ...`.
pub(super) fn mentions_safety(text: &str) -> bool {
    text.lines().filter_map(|line| line.split_once("//").or(line.split_once('*'))).any(|(_, comment)| {
        let comment = comment.to_ascii_lowercase();
        ["safety", " safe ", "is safe", "sound", "lifetime", "outlive", "send/sync"]
            .iter()
            .any(|word| comment.contains(word))
    })
}

/// Comments and attributes, which may stand between the words and the code.
fn is_annotation(line: &str) -> bool {
    let line = line.trim_start();
    ["//", "/*", "*", "#["].iter().any(|start| line.starts_with(start))
}
