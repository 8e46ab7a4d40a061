//! What can be wrong with a patch: each error names the line of the patch and what should have stood there.

use miette::Diagnostic;
use thiserror::Error;

/// Characters of a line that an error quotes.
const EXCERPT: usize = 60;

/// Why a patch could not be read. Lines are 1-based lines of the patch itself.
#[derive(Debug, Clone, PartialEq, Eq, Error, Diagnostic)]
pub enum PatchError {
    /// There is text, but nothing in it starts a file.
    #[error("lines 1 to {lines} of the patch: expected a unified diff, found none")]
    #[diagnostic(help(
        "give the output of `git diff` or `diff -u`, as UTF-8 and without colours; names alone, as of `--name-only` or \
         `--stat`, are no diff"
    ))]
    NoDiff {
        /// Lines in the patch.
        lines: usize,
    },

    /// A diff of a merge against several parents.
    #[error("line {line} of the patch: expected a diff with one old side, found a combined diff")]
    #[diagnostic(help("combined diffs are not supported: compare with one parent, as in `git diff HEAD^1 HEAD`"))]
    Combined {
        /// The `diff --cc` line or the `@@@` line.
        line: usize,
    },

    /// The names of a file are missing or cannot be told apart.
    #[error("line {line} of the patch: expected the old and the new name of a file, as in `a/NAME b/NAME`")]
    #[diagnostic(help("keep the `---` and `+++` lines, or write the prefixes `a/` and `b/` as git does by default"))]
    Names {
        /// The first line of the file's section.
        line: usize,
    },

    /// A `---` line without its partner.
    #[error("line {line} of the patch: expected `+++ NAME` after `--- NAME`, found {found:?}")]
    #[diagnostic(help("a file starts with a `---` line and a `+++` line; the patch may be cut off or edited"))]
    NewName {
        /// The line after `---`.
        line: usize,
        /// What stands there, empty at the end of the patch.
        found: String,
    },

    /// A hunk before any file.
    #[error("line {line} of the patch: expected `--- NAME` and `+++ NAME` before the first hunk")]
    #[diagnostic(help("a hunk alone does not say which file it changes; keep the lines above it"))]
    HunkWithoutFile {
        /// The hunk header.
        line: usize,
    },

    /// A hunk header that cannot be read, or with numbers beyond 32 bits.
    #[error("line {line} of the patch: expected a hunk header such as `@@ -1,3 +1,4 @@`, found {found:?}")]
    #[diagnostic(help("line numbers start at 1 and fit 32 bits; the patch may be cut off or edited"))]
    HunkHeader {
        /// Where the header should be.
        line: usize,
        /// What stands there, empty at the end of the patch.
        found: String,
    },

    /// A hunk that starts inside or above the hunk before it.
    #[error("line {line} of the patch: expected a hunk below the hunk before it")]
    #[diagnostic(help("the hunks of a file must be in order and must not overlap"))]
    HunkOrder {
        /// The hunk header.
        line: usize,
    },

    /// A new header where lines of the hunk were due.
    #[error("line {line} of the patch: expected {old} more old and {new} more new lines of the hunk, found a header")]
    #[diagnostic(help("the hunk is shorter than its header says; make the patch again rather than editing it"))]
    HunkShort {
        /// The line that ends the hunk too early.
        line: usize,
        /// Old lines that are missing, context included.
        old: u32,
        /// New lines that are missing, context included.
        new: u32,
    },

    /// A line beyond the counts of the header.
    #[error("line {line} of the patch: expected the end of the hunk or the other side's lines, found {found:?}")]
    #[diagnostic(help("the hunk is longer than its header says; make the patch again rather than editing it"))]
    HunkLong {
        /// The first line too many.
        line: usize,
        /// What stands there.
        found: String,
    },

    /// A line that cannot be part of a hunk.
    #[error("line {line} of the patch: expected a hunk line that starts with ` `, `+`, `-` or `\\`, found {found:?}")]
    #[diagnostic(help("the patch may be wrapped by a mail program or edited; make it again"))]
    HunkLine {
        /// The line.
        line: usize,
        /// What stands there.
        found: String,
    },

    /// The patch stops before the hunk is complete.
    #[error("line {line} of the patch: expected {old} more old and {new} more new lines of the hunk, found the end")]
    #[diagnostic(help("the patch is cut off; make it again"))]
    EndInHunk {
        /// The last line of the patch.
        line: usize,
        /// Old lines that are missing, context included.
        old: u32,
        /// New lines that are missing, context included.
        new: u32,
    },
}

/// The start of a line, for a message.
pub(super) fn excerpt(line: &[u8]) -> String {
    let enough = &line[..line.len().min(EXCERPT * 4)];
    String::from_utf8_lossy(enough).chars().take(EXCERPT).collect()
}
