//! A command for a shell into which something is put that may hold more than one word.

use std::sync::LazyLock;

use regex::Regex;

use super::values::{Built, is_fixed, regex, short};
use crate::rules::matched::Match;

/// The first part of the command that the shell would read as code.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    static HARMLESS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"quote\(|shlex\.join|list2cmdline|\bget_ident\(|getpid\(\)|(?i:^(?:[\w.]*[._])?(?:cmd|command|cmdline|exe|executable|python|program|prog|binary|compiler)$)",
        )
    });
    let Some(command) = m.node("command") else { return false };
    let built = Built::of(m.file, command);
    if built.text.trim().is_empty() {
        return false; // the whole command comes from elsewhere: nothing is put into it here
    }
    let open = |text: &str| !HARMLESS.is_match(text);
    let part = built.holes.iter().find(|hole| !is_fixed(m.file, hole.node) && open(m.file.text_of(hole.node)));
    let Some(part) = part.map(|hole| short(m.file.text_of(hole.node))) else { return false };
    m.set("part", part);
    true
}
