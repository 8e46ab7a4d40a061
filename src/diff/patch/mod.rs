//! Unified diffs, git's or plain: bytes come in, changed files with their hunks go out. [`apply`] puts hunks
//! onto a text.

mod apply;
mod cursor;
mod error;
mod hunk;
mod name;
mod section;

pub use apply::apply;
pub use error::PatchError;
pub(super) use name::{Names, common_tail};

use crate::diff::{Extent, FileChange, Hunk, Kind, Status};
use cursor::Cursor;

/// A file of a patch, and the blobs that its `index` line names.
#[derive(Debug, Clone)]
pub struct PatchedFile {
    /// What changed; the texts are known from the hunks alone.
    pub change: FileChange,
    /// The names as the patch writes them, prefixes and all.
    pub(super) written: Names,
    /// The blob before, in hexadecimal and often abbreviated; none where there was no file or no `index` line.
    pub old_id: Option<String>,
    /// The blob after, likewise.
    pub new_id: Option<String>,
}

/// Some editors put it at the start of a file.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads a unified diff: `git diff`, `git format-patch`, `diff -u` or svn. Text around the files is ignored,
/// and files stay in the order of the patch.
pub fn parse(patch: &[u8]) -> Result<Vec<PatchedFile>, PatchError> {
    let patch = patch.strip_prefix(BYTE_ORDER_MARK).unwrap_or(patch);
    let mut lines = Cursor::new(patch);
    let mut files = Vec::new();
    while let Some(line) = lines.peek() {
        match Opening::of(line, &lines) {
            Opening::Git => push(&mut files, section::git(&mut lines)?),
            Opening::Plain => push(&mut files, section::plain(&mut lines)?),
            Opening::Combined => return Err(PatchError::Combined { line: lines.number() }),
            Opening::Hunk => return Err(PatchError::HunkWithoutFile { line: lines.number() }),
            Opening::Prose => lines.advance(),
        }
    }
    if files.is_empty() && !patch.trim_ascii().is_empty() {
        return Err(PatchError::NoDiff { lines: lines.total() });
    }
    Ok(files)
}

/// What a line outside of files and hunks begins.
enum Opening {
    Git,
    Plain,
    Combined,
    Hunk,
    Prose,
}

impl Opening {
    fn of(line: &[u8], lines: &Cursor<'_>) -> Self {
        if line.starts_with(b"diff --git ") {
            Self::Git
        } else if is_old_name(line, lines.peek_second()) || name::binary(line).is_some() {
            Self::Plain
        } else if [&b"diff --cc "[..], b"diff --combined ", b"@@@ -"].iter().any(|start| line.starts_with(start)) {
            Self::Combined
        } else if line.starts_with(b"@@ -") {
            Self::Hunk
        } else {
            Self::Prose
        }
    }
}

/// A heading `--- like this` in a message is prose; before a hunk or the end it is a file cut short.
fn is_old_name(line: &[u8], next: Option<&[u8]>) -> bool {
    line.starts_with(b"--- ") && next.is_none_or(|next| next.starts_with(b"+++ ") || next.starts_with(b"@@ -"))
}

/// Adds a file. Git writes a change of type as a deletion and an addition in a row; they become one here.
fn push(files: &mut Vec<PatchedFile>, file: PatchedFile) {
    match files.last_mut() {
        Some(last) if is_type_change(&last.change, &file.change) => {
            last.change.status = Status::TypeChanged;
            last.change.kind = file.change.kind;
            last.change.extent = Extent::Hunks(joined(last.change.hunks(), file.change.hunks()));
            last.change.new = file.change.new;
            last.written.new = file.written.new;
            last.new_id = file.new_id;
        }
        _ => files.push(file),
    }
}

fn is_type_change(before: &FileChange, after: &FileChange) -> bool {
    let special = |kind| matches!(kind, Kind::Link | Kind::Submodule);
    (before.status, after.status) == (Status::Deleted, Status::Added)
        && before.path() == after.path()
        && before.kind != after.kind
        && (special(before.kind) || special(after.kind))
}

/// The hunk that removes a whole file and the hunk that adds a whole file, as one.
fn joined(removal: &[Hunk], addition: &[Hunk]) -> Vec<Hunk> {
    let ([removal], [addition]) = (removal, addition) else {
        return removal.iter().chain(addition).cloned().collect();
    };
    vec![Hunk {
        old_start: removal.old_start,
        old_lines: removal.old_lines,
        new_start: addition.new_start,
        new_lines: addition.new_lines,
        lines: removal.lines.iter().chain(&addition.lines).cloned().collect(),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Side;

    fn paths(patch: &str) -> Vec<String> {
        let files = parse(patch.as_bytes()).expect("the patch is right");
        files.iter().map(|file| file.change.path().to_owned()).collect()
    }

    fn error(patch: &str) -> PatchError {
        parse(patch.as_bytes()).expect_err("the patch is wrong")
    }

    #[test]
    fn an_empty_patch_has_no_files() {
        assert!(parse(b"").expect("nothing is wrong").is_empty());
        assert!(parse(b"\xef\xbb\xbf\r\n\n").expect("nothing is wrong").is_empty());
    }

    #[test]
    fn text_without_a_diff_is_an_error() {
        assert_eq!(error("hello\nthere\n"), PatchError::NoDiff { lines: 2 });
        assert_eq!(error("Only in old: x\n"), PatchError::NoDiff { lines: 1 });
    }

    #[test]
    fn a_mail_with_a_patch_is_read() {
        let mail = "From 1234 Mon Sep 17 00:00:00 2001\nFrom: A <a@b.c>\nSubject: [PATCH] x\n\n\
                    --- a heading ---\n- a list\n---\n x.py | 2 +-\n 1 file changed\n\n\
                    diff --git a/x.py b/x.py\nindex 1..2 100644\n--- a/x.py\n+++ b/x.py\n\
                    @@ -1 +1 @@\n-a\n+b\n-- \n2.47.3\n\nFrom 5678 Mon Sep 17 00:00:00 2001\n\n---\n\n\
                    diff --git a/y.py b/y.py\nold mode 100644\nnew mode 100755\n-- \n2.47.3\n";
        assert_eq!(paths(mail), ["x.py", "y.py"]);
    }

    #[test]
    fn lines_between_plain_files_are_ignored() {
        let patch = "diff -ru old/a new/a\n--- old/a\t2024-01-01 10:00:00\n+++ new/a\t2024-01-01 10:00:01\n\
                     @@ -1 +1 @@\n-a\n+b\nOnly in new: x\nIndex: b\n=====\n--- b\t(revision 1)\n\
                     +++ b\t(working copy)\n@@ -1 +1 @@\n-a\n+b\n\nProperty changes on: b\n## -0,0 +1 ##\n+LF\n";
        assert_eq!(paths(patch), ["new/a", "b"]);
    }

    #[test]
    fn a_combined_diff_is_refused() {
        assert_eq!(error("diff --cc x\nindex 1,2..3\n"), PatchError::Combined { line: 1 });
        assert_eq!(error("diff --combined x\n"), PatchError::Combined { line: 1 });
        assert_eq!(error("--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n"), PatchError::Combined { line: 3 });
    }

    #[test]
    fn a_hunk_without_a_file_is_an_error() {
        assert_eq!(error("\n@@ -1 +1 @@\n-a\n+b\n"), PatchError::HunkWithoutFile { line: 2 });
    }

    #[test]
    fn a_file_that_becomes_a_link_is_one_change() {
        let patch = "diff --git a/x b/x\ndeleted file mode 100644\nindex 11aa..0000\n--- a/x\n+++ /dev/null\n\
                     @@ -1,2 +0,0 @@\n-a\n-b\n\
                     diff --git a/x b/x\nnew file mode 120000\nindex 0000..22bb\n--- /dev/null\n+++ b/x\n\
                     @@ -0,0 +1 @@\n+target\n\\ No newline at end of file\n";
        let files = parse(patch.as_bytes()).expect("the patch is right");
        let [file] = &files[..] else { panic!("one file, not {}", files.len()) };
        assert_eq!((file.change.status, file.change.kind), (Status::TypeChanged, Kind::Link));
        assert_eq!((file.old_id.as_deref(), file.new_id.as_deref()), (Some("11aa"), Some("22bb")));
        assert!(file.change.old.is_some() && file.change.new.is_some());
        let [hunk] = file.change.hunks() else { panic!("one hunk") };
        assert_eq!((hunk.range(Side::Old), hunk.range(Side::New), hunk.lines.len()), ((1, 2), (1, 1), 3));
    }

    #[test]
    fn every_cut_of_a_patch_is_read_or_refused_at_a_line_of_it() {
        let patch = b"diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@ f\n a\n-b\n+c\n\
                      diff --git \"a/\\303\\244\" \"b/\\303\\244\"\nold mode 100644\nnew mode 120000\n";
        for end in 0..patch.len() {
            for start in 0..end {
                let _ = parse(&patch[start..end]);
            }
        }
    }
}
