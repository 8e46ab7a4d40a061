//! `python/identical-branches`: an `if` and its `else` that do the same.

use super::code::{children, field};
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(clause), Some(body)) = (found.node("report"), found.node("body")) else { return false };
    let Some(chain) = clause.parent() else { return false };
    let file = found.file;
    let alone = field(chain, "alternative").len() == 1;
    let then = chain.child_by_field_name("consequence");
    let code = |block| children(block).iter().map(|statement| file.text_of(*statement).to_owned()).collect::<Vec<_>>();
    let same = then.is_some_and(|then| code(then) == code(body));
    found.report = clause.start_byte()..clause.start_byte() + "else".len();
    let explained = file.text_of(chain).contains('#');
    alone && same && !explained && children(body).iter().any(|statement| statement.kind() != "pass_statement")
}
