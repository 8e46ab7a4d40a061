//! `javascript/null-is-object`: after `typeof x === "object"` a member of `x` is asked for, and no one asks for null.

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Field, Node, Role, descendants};

/// How much of an operand is searched.
const BENEATH: usize = 500;

pub(super) fn visit<'t>(facts: &Facts<'t>, chain: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let file = facts.file;
    if facts.operation(chain).is_none_or(|own| own.operator != "&&") {
        return;
    }
    let Some(operands) = facts.operands(chain) else { return };
    for (index, operand) in operands.iter().enumerate() {
        let Some(name) = asked_for(facts, *operand) else { continue };
        let Some(used) = operands[index + 1..].iter().find_map(|next| use_of(facts, *next, name)) else { continue };
        let start = function_start(facts, chain);
        let before = &file.text[start..used.start_byte()];
        let own = &file.text[operand.byte_range()];
        if !is_tested(before, own, name) {
            found(Hit::at(used.byte_range()).with("use", file.text_of(used)).with("name", name));
        }
        return;
    }
}

/// The variable that an operand asks for an object: `typeof x === "object"`.
fn asked_for<'t>(facts: &Facts<'t>, operand: Node<'t>) -> Option<&'t str> {
    let own = facts.operation(facts.inside(operand))?;
    let is_object = facts.file.text_of(own.right).trim_matches(['"', '\'']) == "object";
    let asked = own.left.child_by_field_name("argument")?;
    let is_typeof = own.left.kind() == "unary_expression" && facts.file.text_of(own.left).starts_with("typeof");
    let is_equal = matches!(own.operator, "==" | "===");
    (is_object && is_typeof && is_equal && asked.is(Role::Identifier)).then(|| facts.file.text_of(asked))
}

/// A member of a variable that is asked for without `?.`.
fn use_of<'t>(facts: &Facts<'t>, operand: Node<'t>, name: &str) -> Option<Node<'t>> {
    let mut members =
        descendants(operand).take(BENEATH).filter(|node| node.is(Role::Member) || node.is(Role::Subscript));
    members.find(|member| {
        let object = member.child_by_field_name("object");
        let is_optional = member.children().any(|child| child.kind() == "optional_chain");
        object.is_some_and(|object| facts.file.text_of(object) == name) && !is_optional
    })
}

/// Where the function around a node starts, or the file.
fn function_start(facts: &Facts<'_>, node: Node<'_>) -> usize {
    let function = crate::facts::function_around(node);
    let start = function.and_then(|function| function.part(Field::Body)).map_or(0, |body| body.start_byte());
    let near = node.start_byte().saturating_sub(2_000);
    facts.file.text.ceil_char_boundary(start.max(near))
}

/// Whether the text before mentions the variable otherwise than in `typeof`: it may have been tested there.
fn is_tested(before: &str, own: &str, name: &str) -> bool {
    let is_word = |sign: char| crate::text::is_word_character(sign) || sign == '$';
    let mentions = before.match_indices(name).filter(|(at, _)| {
        let ends = !before[at + name.len()..].starts_with(is_word);
        ends && !before[..*at].ends_with(is_word) && !before[..*at].ends_with('.')
    });
    // The one in the operand itself does not count.
    mentions.count() > own.match_indices(name).count()
}
