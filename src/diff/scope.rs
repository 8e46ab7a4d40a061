//! What the user asked to have reviewed.

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
        /// The revision to compare against.
        base: String,
        /// The revision under review.
        head: Option<String>,
    },
    /// What one commit changed against its first parent.
    Commit(String),
    /// A unified diff.
    Patch(Vec<u8>),
    /// Every line, as if it were new.
    All,
}
