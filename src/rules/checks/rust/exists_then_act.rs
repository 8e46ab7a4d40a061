//! `rust/exists-then-act`: what was asked about is what is acted on.

use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let plain = |text: &str| text.trim_start_matches('&').trim_start_matches("self.").to_owned();
    let (Some(path), Some(target)) = (found.text("path"), found.text("_target")) else { return false };
    let same = plain(path) == plain(target);
    let (Some(condition), Some(act)) = (found.text("_condition"), found.text("act")) else { return false };
    let makes = act.contains("create");
    same && makes == condition.starts_with('!')
}
