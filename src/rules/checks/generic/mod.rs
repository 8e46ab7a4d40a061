//! Checks of ideas that are the same in every language: each is stated once, over roles and facts, for the rules of its
//! slug. What differs between languages is in their rows and their queries.

mod changed_while_iterated;
mod checked_after_use;
mod constant_assertion;
mod constant_condition;
mod duplicate_condition;
mod float_equality;
mod format_arity;
mod identical_branches;
mod identical_operands;
mod self_assignment;
mod syntax_error;
mod unreachable_code;
mod xor_as_power;

use super::{At, Check, NodeCheck, Visit};
use crate::syntax::Role;

/// Every check, by the slug of its rules.
pub(super) static CHECKS: &[(&str, Check)] = &[
    ("checked-after-use", at(&[Role::Binary], checked_after_use::visit)),
    ("constant-assertion", at(&[Role::Assertion, Role::Call, Role::Effect], constant_assertion::visit)),
    ("constant-condition", at(&[Role::Logical], constant_condition::visit)),
    ("duplicate-condition", at(&[Role::Branch], duplicate_condition::visit)),
    ("float-equality", at(&[Role::Binary], float_equality::visit)),
    ("format-arity", at(&[Role::Call], format_arity::visit)),
    ("identical-branches", at(&[Role::Branch], identical_branches::visit)),
    ("identical-operands", at(&[Role::Binary, Role::Call], identical_operands::visit)),
    ("self-assignment", at(&[Role::Assignment], self_assignment::visit)),
    ("syntax-error", Check::Scan(syntax_error::scan)),
    ("unreachable-code", at(&[Role::Return, Role::Raise, Role::Break, Role::Continue], unreachable_code::visit)),
    ("xor-as-power", at(&[Role::Binary], xor_as_power::visit)),
];

/// Checks of some languages, where the query of another's rule with the slug says all.
pub(super) static OF_SOME: &[(&str, Check)] = &[
    ("java/changed-while-iterated", Check::Confirm(changed_while_iterated::confirm)),
    ("python/changed-while-iterated", Check::Confirm(changed_while_iterated::confirm)),
];

const fn at(roles: &'static [Role], visit: Visit) -> Check {
    Check::Node(NodeCheck { at: At::Roles(roles), visit })
}

#[cfg(test)]
mod tests;
