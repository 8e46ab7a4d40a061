//! What the user asked to have reviewed.

/// Git's own name for a tree without files: as a base it stands for what was before the first commit.
pub const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/// The comparison to review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// What a push would add: from the merge base with the upstream to the working tree, files that git
    /// does not track yet included.
    Push,
    /// The index against HEAD. The working tree is not read.
    Staged,
    /// From the merge base of two revisions to the second one; without a head, to the working tree.
    Range {
        /// The revision to compare against, or [`EMPTY_TREE`].
        base: String,
        /// The revision under review.
        head: Option<String>,
    },
    /// All that differs from one revision to another.
    Between {
        /// The revision to compare against.
        base: String,
        /// The revision under review.
        head: String,
    },
    /// What one commit changed: against its parent, or in a merge against all of them.
    Commit(String),
    /// A unified diff.
    Patch(Vec<u8>),
    /// Every line, as if it were new.
    All,
}
