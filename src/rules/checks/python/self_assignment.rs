//! `python/self-assignment`: a variable or attribute that is given its own value.

use super::code::{is_pure, squeezed};
use crate::rules::matched::Match;
use crate::syntax::Scope;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(left), Some(right), Some(whole)) = (found.node("left"), found.node("right"), found.node("report")) else {
        return false;
    };
    let file = found.file;
    let scopes = file.scopes();
    let in_function = scopes.inside(Scope::Function, &whole.byte_range());
    let in_class = scopes.inside(Scope::Class, &whole.byte_range());
    let kinds = matches!(left.kind(), "identifier" | "attribute" | "subscript" | "pattern_list");
    kinds
        && !in_class
        && (in_function || left.kind() == "attribute")
        && squeezed(file, left) == squeezed(file, right)
        && is_pure(left)
}
