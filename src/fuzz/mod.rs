//! What holds for any input from outside: functions over bytes that panic where it does not. cargo-fuzz calls them
//! (`fuzz/`), and so do the tests here, with inputs that are made from seeds. A function whose input has a structure
//! builds it from the bytes by [`Choices`](choices::Choices).

mod anchoring;
mod choices;
mod configuration;
mod diff;
mod project_rules;
mod providers;
mod queries;
mod readers;
mod redaction;
mod replies;
mod suppressions;

pub use anchoring::anchoring;
pub use configuration::configuration;
pub use diff::diff;
pub use project_rules::project_rules;
pub use providers::providers;
pub use queries::queries;
pub use readers::readers;
pub use redaction::redaction;
pub use replies::replies;
pub use suppressions::suppressions;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};

/// An error as a terminal shows it, excerpt and all.
fn shown(error: &dyn Diagnostic) -> String {
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(100);
    let mut text = String::new();
    handler.render_report(&mut text, error).expect("strings grow");
    text
}

#[cfg(test)]
mod driver;
#[cfg(test)]
mod mutation;
#[cfg(test)]
mod tests;
