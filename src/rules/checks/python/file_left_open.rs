//! A file that is opened and that nobody closes.

use super::values::regex;
use crate::rules::matched::Match;

/// Functions longer than this are not searched, in bytes.
const LONGEST: usize = 50_000;

/// A name that the file was given is only read or written in the rest of the function; where it has no name,
/// nobody can close it.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(name), Some(report)) = (m.text("name").map(str::to_owned), m.node("report")) else { return true };
    let Some(function) = m.file.scopes().function(&report.byte_range()) else { return false };
    let Some(rest) = m.file.text.get(report.end_byte()..function.end) else { return false };
    if rest.len() > LONGEST {
        return false;
    }
    let name = regex::escape(&name);
    let all = regex(&format!(r"\b{name}\b")).find_iter(rest).count();
    let plain = regex(&format!(
        r"(?:^|[^\w.]){name}\.(?:read|readlines?|write|writelines|seek|tell)\(|\bin {name}:|\b(?:json|pickle|yaml|csv|toml|tomllib)\.\w+\((?:[\w.]+, *)?{name}[,)]"
    ));
    all > 0 && plain.find_iter(rest).count() == all
}
