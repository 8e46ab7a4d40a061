//! `rust/environment-changed`: anywhere but in `main`.

use crate::rules::matched::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(call) = found.node("report") else { return false };
    let function = ancestors(call).filter(|node| node.kind() == "function_item").last();
    let name = function.and_then(|node| node.child_by_field_name("name")).map_or("", |name| found.file.text_of(name));
    name != "main"
        && !name.contains("test")
        && !found.file.path.contains("test")
        && !found.file.path.ends_with("main.rs")
}
