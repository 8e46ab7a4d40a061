//! Revisions as they are typed: two with dots between them, or one that was meant as such.

use crate::git::Repository;

/// Two revisions that were typed as one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedRange {
    /// The revision to compare against.
    pub base: String,
    /// The revision under review.
    pub head: String,
    /// Whether it is what the head has since it left the base (`A...B`), not all that differs (`A..B`).
    pub from_merge_base: bool,
}

impl TypedRange {
    /// Reads `A..B` or `A...B`, where a side that is left out is HEAD; `None` for a word without dots between revisions.
    ///
    /// # Errors
    /// The side that names no commit where the other one does.
    pub fn read(repository: &Repository, word: &str) -> Result<Option<Self>, String> {
        let (dots, from_merge_base) = if word.contains("...") { ("...", true) } else { ("..", false) };
        let Some((base, head)) = word.split_once(dots) else { return Ok(None) };
        if base.is_empty() && head.is_empty() || head.starts_with(['/', '.']) || base.ends_with('/') {
            return Ok(None); // a path such as `../x`
        }
        let or_head = |side: &str| if side.is_empty() { "HEAD".to_owned() } else { side.to_owned() };
        let (base, head) = (or_head(base), or_head(head));
        match (is_commit(repository, &base), is_commit(repository, &head)) {
            (true, true) => Ok(Some(Self { base, head, from_merge_base })),
            (false, true) => Err(base),
            (true, false) => Err(head),
            (false, false) => Ok(None),
        }
    }
}

/// Whether a word names a commit of a repository.
pub fn is_commit(repository: &Repository, word: &str) -> bool {
    repository.store().commit(word).is_some()
}
