//! `python/dropped-result`: a call for its value alone, as a statement, unless it is made for the exception that it
//! raises or the file has its own meaning of the method.

use super::dropped_comparison;
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let method = found.text("method").unwrap_or_default();
    let has_own = found.file.text.contains(&format!("def {method}("));
    !has_own && dropped_comparison::confirm(found)
}
