//! `rust/secret-logged`: the value itself is printed, not a method of it or something that has its name.

use crate::rules::matched::Match;

/// What makes of a secret something that may be shown.
const HARMLESS: [&str; 9] = ["is_some", "is_none", "is_empty", "is_ok", "len", "redacted", "map", "file", "path"];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(node) = found.node("report") else { return false };
    if node.kind() == "string_literal" {
        return in_braces(found);
    }
    let rest = found.file.text[node.end_byte()..].trim_start();
    let method = rest.strip_prefix('.').map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next());
    let harmless = method.flatten().is_some_and(|method| HARMLESS.contains(&method));
    let is_name = rest.starts_with("::") || rest.starts_with('(') || rest.starts_with('!') || rest.starts_with('{');
    let assigned = rest.starts_with('=') && !rest.starts_with("==");
    !harmless && !is_name && !assigned && !rest.starts_with("==") && !rest.starts_with("!=")
}

/// Finds the placeholder in the format text; `{{` stands for a brace.
fn in_braces(found: &mut Match<'_>) -> bool {
    let range = found.report.clone();
    let text = found.file.text[range.clone()].replace("{{", "\0\0").replace("}}", "\0\0");
    let names = text.match_indices('{').filter_map(|(start, _)| {
        let name: &str = text[start + 1..].split(['}', ':']).next()?;
        Some((start + 1, name.to_owned()))
    });
    let Some((start, name)) = names.into_iter().find(|(_, name)| is_secret(name)) else { return false };
    found.report = range.start + start..range.start + start + name.len();
    found.set("secret", name);
    true
}

/// Whether a variable of that name holds a secret.
fn is_secret(name: &str) -> bool {
    const ENDINGS: [&str; 11] = [
        "password",
        "passwd",
        "passphrase",
        "secret",
        "secret_key",
        "api_key",
        "apikey",
        "private_key",
        "access_token",
        "refresh_token",
        "auth_token",
    ];
    ENDINGS.iter().any(|ending| name.strip_suffix(ending).is_some_and(|start| start.is_empty() || start.ends_with('_')))
}
