//! A process whose output goes into a pipe that nobody reads while it is waited for.

use super::values::regex;
use crate::rules::matched::Match;

/// The first use of the process is to wait for it.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(name), Some(start)) = (m.text("name").map(str::to_owned), m.node("start")) else { return false };
    let function = m.file.scopes().function(&start.byte_range());
    let end = function.map_or(m.file.text.len(), |function| function.end);
    let from = start.end_byte();
    let Some(rest) = m.file.text.get(from..end) else { return false };
    let word = regex(&format!(r"(?:^|[^\w.]){}\b(?:\.(\w+)(\()?)?", regex::escape(&name)));
    for used in word.captures_iter(rest) {
        match used.get(1) {
            Some(method) if method.as_str() == "wait" => {
                m.report = from + method.start()..from + method.end();
                return true;
            }
            Some(method) if matches!(method.as_str(), "pid" | "poll" | "returncode" | "args") => {}
            _ => return false,
        }
    }
    false
}
