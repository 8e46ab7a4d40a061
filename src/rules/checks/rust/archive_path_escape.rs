//! `rust/archive-path-escape`: what is joined is the name that an entry of an archive gives itself, and the
//! function does not look at it.

use std::sync::LazyLock;

use regex::Regex;

use crate::rules::matched::Match;
use crate::syntax::ancestors;

/// A zip entry's `name()`, or a tar entry's `path()`, which unlike that of a folder's entry can fail.
static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^&?\w*(file|entry|zip)\w*\.(name\(\)|mangled_path\(\)|path\(\)(\?|\.unwrap\(\)|\.expect\())")
        .expect("a constant pattern")
});
/// What a function that checks the name says.
const CHECKED: [&str; 7] =
    ["enclosed_name", "unpack_in", "starts_with", "strip_prefix", "Component", "components()", "sanitize"];

/// What a function that reads an archive says.
const ARCHIVE: [&str; 6] = [".entries()", "by_index(", "by_name(", "Archive", "tar::", "zip::"];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(call), Some(name)) = (found.node("report"), found.text("name")) else { return false };
    let Some(function) = ancestors(call).find(|node| node.kind() == "function_item") else { return false };
    let body = found.file.text_of(function);
    if CHECKED.iter().any(|word| body.contains(word)) || !ARCHIVE.iter().any(|word| body.contains(word)) {
        return false;
    }
    ENTRY.is_match(name) || comes_from_entry(body, name.trim_start_matches('&'))
}

/// Whether the function binds the name to what an entry is called.
fn comes_from_entry(body: &str, name: &str) -> bool {
    let is_identifier = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_identifier
        && body.split("let ").skip(1).filter_map(|rest| rest.split_once('=')).any(|(pattern, value)| {
            pattern.split(':').next().is_some_and(|own| own.trim() == name) && ENTRY.is_match(value.trim_start())
        })
}
