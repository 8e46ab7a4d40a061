//! What the user's policy means for changes and conversations.

use super::{Policy, Redactor};
use crate::diff::FileChange;

impl Policy {
    /// Whether a change may not leave: for what its file is called, or was called before.
    pub fn denies_change(&self, change: &FileChange) -> bool {
        [&change.old, &change.new].into_iter().flatten().any(|side| self.denies(&side.path))
    }

    /// A redactor for one conversation.
    pub fn redactor(&self) -> Redactor {
        Redactor::with_patterns(self.patterns().to_vec())
    }
}
