//! Stage 2: the rule set and its runner. Texts and their changed lines come in, findings go out; no network,
//! no model, and the same bytes out for the same bytes in.

mod budget;
mod builtin;
mod checks;
mod configure;
mod engine;
mod error;
mod file;
mod inspect;
mod limits;
mod matched;
mod pattern;
mod predicates;
mod query;
mod rule;
mod set;
#[cfg(test)]
mod spellings;
mod template;
pub mod testing;

pub use configure::ConfigureError;
pub use engine::Engine;
pub use error::RuleError;
pub use file::{Example, On, RuleFile};
pub use inspect::{Inspection, inspect};
pub use matched::Found;
pub use rule::Rule;
pub use set::RuleSet;
