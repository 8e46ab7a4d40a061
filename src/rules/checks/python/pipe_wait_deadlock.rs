//! A process whose output goes into a pipe that nobody reads while it is waited for.

use crate::rules::matched::Match;

/// What tells about a process and reads nothing.
const HARMLESS: [&str; 4] = ["pid", "poll", "returncode", "args"];

/// The first use of the process is to wait for it.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let (Some(name), Some(start)) = (m.node("name"), m.node("start")) else { return false };
    for used in m.facts.uses_after(name).filter(|used| used.start_byte() >= start.end_byte()) {
        let member = used.parent().and_then(|parent| m.facts.member(parent)).map(|(_, member)| member);
        match member.map(|member| (member, m.file.text_of(member))) {
            Some((member, "wait")) => {
                m.report = member.byte_range();
                return true;
            }
            Some((_, other)) if HARMLESS.contains(&other) => {}
            _ => return false,
        }
    }
    false
}
