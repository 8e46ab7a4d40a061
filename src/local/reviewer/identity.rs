//! By what a reviewer's answers are known again: who answers, and what shapes an answer beside the question.

use super::Limits;
use crate::local::package::Package;
use crate::prompt::{HunkView, INSTRUCTIONS, about, schema};
use crate::store::Key;

/// A reviewer as far as its answers go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its name, for people.
    pub name: String,
    /// What tells it from others of that name, its limits included.
    settings: String,
}

impl Identity {
    /// A model by its name, what else it is known by, and its limits. The time that it has is none of them: an answer
    /// that was cut short by it is not kept.
    pub(super) fn new(name: &str, model: &str, limits: Limits) -> Self {
        let settings = format!("{model}, {} of {} tokens", limits.reply_tokens, limits.context_tokens);
        Self { name: name.to_owned(), settings }
    }

    /// The model of a package.
    pub(super) fn of_package(package: &Package, limits: Limits) -> Self {
        let model = format!("{} {:?}", package.identity(), package.manifest.reviewer);
        Self::new(package.name(), &model, limits)
    }

    /// By what its answer about a hunk is found.
    pub fn key(&self, view: &HunkView<'_>) -> Key {
        let about = about(view, usize::MAX, &|_| 0);
        Key::of(&[&self.name, &self.settings, INSTRUCTIONS, &schema().to_string(), view.path, &about])
    }
}
