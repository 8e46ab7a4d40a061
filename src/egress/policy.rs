//! What the user lets leave.

use crate::config::CloudSection;
use crate::rules::globs;

/// What may leave and what may not.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    deny: Option<globset::GlobSet>,
}

impl Policy {
    /// What the configuration says.
    ///
    /// # Errors
    /// A pattern that makes no sense.
    pub fn of(section: &CloudSection) -> Result<Self, String> {
        let deny = section.deny_paths.as_deref().map(globs).transpose().map_err(|error| error.to_string())?;
        Ok(Self { deny: deny.flatten() })
    }

    /// A redactor for one conversation.
    pub fn redactor(&self) -> super::Redactor {
        super::Redactor::new()
    }

    /// Whether a path may not leave.
    pub fn denies(&self, path: &str) -> bool {
        self.deny.as_ref().is_some_and(|paths| paths.is_match(path))
    }
}
