//! `rust/secret-logged`: in the text of a format, the placeholder of a secret is what is reported.

use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    found.node("report").is_some_and(|node| node.kind() != "string_literal") || in_braces(found)
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
