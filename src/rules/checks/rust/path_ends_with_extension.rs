//! `rust/path-ends-with-extension`: the receiver is a path by its declaration in the same function, or the
//! `path()` of a folder's entry.

use std::sync::LazyLock;

use regex::Regex;

use crate::rules::matched::Match;
use crate::syntax::{SourceFile, ancestors, descendants};

static PATH_TYPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^&?\s*('\w+\s+)?(mut\s+)?((std::)?path::)?(Path|PathBuf)$").expect("a constant pattern")
});
static PATH_VALUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^((std::)?path::)?(Path::new|PathBuf::from)\([^()]*\)$|^\w*entry\w*\.path\(\)$")
        .expect("a constant pattern")
});

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(call), Some(path)) = (found.node("report"), found.node("_path")) else { return false };
    let file = found.file;
    let text = file.text_of(path);
    if path.kind() == "call_expression" {
        return PATH_VALUE.is_match(text) && !text.contains("entry") || is_entry_path(file, text);
    }
    let around = ancestors(call).filter(|node| matches!(node.kind(), "function_item" | "closure_expression"));
    for function in around {
        let declared = descendants(function)
            .filter(|node| {
                matches!(node.kind(), "parameter" | "let_declaration") && node.start_byte() < call.start_byte()
            })
            .filter(|node| node.child_by_field_name("pattern").is_some_and(|own| file.text_of(own) == text))
            .last();
        if let Some(declared) = declared {
            let kind = declared.child_by_field_name("type").map(|kind| PATH_TYPE.is_match(file.text_of(kind)));
            let value = declared.child_by_field_name("value").map(|value| file.text_of(value));
            return kind.unwrap_or_else(|| {
                value.is_some_and(|value| {
                    PATH_VALUE.is_match(value) && (!value.contains("entry") || is_entry_path(file, value))
                })
            });
        }
    }
    false
}

/// `entry.path()` in a file that reads folders, and no archives.
fn is_entry_path(file: &SourceFile, text: &str) -> bool {
    text.ends_with("entry.path()") && ["read_dir", "DirEntry", "WalkDir"].iter().any(|word| file.text.contains(word))
}
