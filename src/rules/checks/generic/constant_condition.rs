//! `constant-condition`: `x != 1 or x != 2`, which nothing fails, and `x == 1 and x == 2`, which nothing meets.

use crate::facts::{Facts, Operation};
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role};

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(operands) = facts.operands(node) else { return };
    let Some(link) = facts.operation(node).map(|operation| operation.operator) else { return };
    let (comparisons, outcome) = match link {
        "or" | "||" => (["!=", "!==", "is not"], "true"),
        "and" | "&&" => (["==", "===", "is"], "false"),
        _ => return,
    };
    let compared = |operand: &Node<'t>| {
        let operation = facts.operation(without_parentheses(*operand))?;
        comparisons.contains(&operation.operator).then_some(operation)
    };
    let comparisons: Vec<_> = operands.iter().filter_map(compared).collect();
    for (index, second) in comparisons.iter().enumerate() {
        if let Some(first) = comparisons[..index].iter().find(|first| cannot_both_hold(facts, first, second)) {
            let text = |node: Node<'t>| facts.file.text_of(node);
            let bytes = first.left.start_byte()..second.right.end_byte();
            let hit = Hit::at(bytes).with("outcome", outcome).with("left", text(second.left));
            found(hit.with("first", text(first.right)).with("second", text(second.right)));
        }
    }
}

/// Whether two comparisons ask the same value for two different constants. Two variables may be equal: `a != b or a != c`
/// asks whether all three are.
fn cannot_both_hold<'t>(facts: &Facts<'t>, first: &Operation<'t>, second: &Operation<'t>) -> bool {
    let constants = [first.right, second.right];
    let texts = constants.map(|node| plain(facts.file.text_of(node)));
    constants.iter().all(|node| is_constant(facts, *node))
        && !are_equal(texts)
        && facts.is_same(first.left, second.left)
        && facts.is_steady(first.left)
}

fn without_parentheses(node: Node<'_>) -> Node<'_> {
    let inner = node.is(Role::Parenthesized).then(|| node.named_child(0)).flatten();
    inner.map_or(node, without_parentheses)
}

/// A literal, or a path whose last name is written as constants are: `LIMIT`, `Kind.OPEN`, `Kind::Open`.
fn is_constant<'t>(facts: &Facts<'t>, node: Node<'t>) -> bool {
    if node.is(Role::Literal) {
        return true;
    }
    let text = facts.file.text_of(node);
    let last = text.rsplit(['.', ':']).next().unwrap_or(text);
    let is_path = text.chars().all(|sign| sign.is_alphanumeric() || "_.:".contains(sign));
    let is_capital = last.len() > 1 && last.starts_with(char::is_uppercase) && !last.contains(char::is_lowercase);
    is_path && (is_capital || (text.contains("::") && last.starts_with(char::is_uppercase)))
}

/// The text of a literal without its quotes.
fn plain(text: &str) -> &str {
    text.trim_matches(['"', '\'', '`'])
}

fn are_equal([first, second]: [&str; 2]) -> bool {
    first == second || first.parse::<f64>().is_ok_and(|first| second.parse() == Ok(first))
}
