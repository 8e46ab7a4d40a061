//! One file of a patch: the lines above its hunks, read into a [`PatchedFile`].

use super::cursor::Cursor;
use super::error::excerpt;
use super::name::{self, Names};
use super::{PatchError, PatchedFile, hunk};
use crate::diff::{Extent, FileChange, FileSide, Hunk, Kind, Source, Status};
use crate::finding::Side;

/// Reads a file that starts with `diff --git`.
pub(super) fn git(lines: &mut Cursor<'_>) -> Result<PatchedFile, PatchError> {
    let line = lines.number();
    let title = lines.peek().and_then(|title| title.strip_prefix(b"diff --git "));
    lines.advance();
    let mut header = Header::default();
    while let Some(raw) = lines.peek() {
        if !header.read(raw) {
            break;
        }
        lines.advance();
    }
    let body = Body::read(lines)?;
    let status = header.status(body.names.as_ref());
    // The lines of a rename have no prefixes.
    let plain = header.names.take();
    let titled = || name::git_pair(title?, body.names.as_ref());
    let written = plain.clone().or_else(titled).or(body.names).ok_or(PatchError::Names { line })?;
    let names = plain.unwrap_or_else(|| written.without_prefixes());
    let change = change(status, header.kind(body.binary), names, body.hunks).ok_or(PatchError::Names { line })?;
    Ok(PatchedFile { change, written, old_id: header.old_id, new_id: header.new_id })
}

/// Reads a file that starts with `---`, or with `Binary files`.
pub(super) fn plain(lines: &mut Cursor<'_>) -> Result<PatchedFile, PatchError> {
    let line = lines.number();
    let body = Body::read(lines)?;
    let written = body.names.ok_or(PatchError::Names { line })?;
    let names = written.without_letters();
    let is_empty = |side| body.hunks.iter().all(|hunk| hunk.range(side) == (0, 0));
    let status = match &names {
        Names { old: None, .. } => Status::Added,
        Names { new: None, .. } => Status::Deleted,
        _ if body.old_absent && is_empty(Side::Old) => Status::Added,
        _ if body.new_absent && is_empty(Side::New) => Status::Deleted,
        _ => Status::Modified,
    };
    let kind = if body.binary { Kind::Binary } else { Kind::Text };
    let change = change(status, kind, names, body.hunks).ok_or(PatchError::Names { line })?;
    Ok(PatchedFile { change, written, old_id: None, new_id: None })
}

/// The change, or nothing where a side that must be there has no name, and the other does not tell it.
fn change(status: Status, kind: Kind, names: Names, hunks: Vec<Hunk>) -> Option<FileChange> {
    let is_name = |name: &&String| !is_stream(name);
    let (old, new) = (names.old.as_ref().filter(is_name), names.new.as_ref().filter(is_name));
    let side = |name: &String| FileSide { path: name.clone(), size: 0, source: Source::HunksOnly };
    // The side of `/dev/null` has no name that the other could give it.
    let of_old = old.or(new.filter(|_| names.old.is_some())).map(side);
    let of_new = new.or(old.filter(|_| names.new.is_some())).map(side);
    let old = if status == Status::Added { None } else { Some(of_old?) };
    let new = if status == Status::Deleted { None } else { Some(of_new?) };
    Some(FileChange { status, kind, old, new, extent: Extent::Hunks(hunks) })
}

/// Whether a name is that of a stream, as `diff -u FILE -` or the shell's `<(...)` leave it, or none at all.
fn is_stream(name: &str) -> bool {
    matches!(name, "" | "-" | "/dev/stdin") || name.starts_with("/dev/fd/") || name.starts_with("/proc/self/fd/")
}

/// What git writes between `diff --git` and `---`.
#[derive(Default)]
struct Header<'a> {
    status: Option<Status>,
    names: Option<Names>,
    old_mode: &'a [u8],
    new_mode: &'a [u8],
    old_id: Option<String>,
    new_id: Option<String>,
}

/// The lines that [`Header::read`] knows, by their first words.
const EXTENDED: [&str; 13] = [
    "old mode ",
    "new mode ",
    "new file mode ",
    "deleted file mode ",
    "rename from ",
    "rename to ",
    "rename old ",
    "rename new ",
    "copy from ",
    "copy to ",
    "similarity index ",
    "dissimilarity index ",
    "index ",
];

impl<'a> Header<'a> {
    /// Takes up one line; false where it is not part of the header.
    fn read(&mut self, raw: &'a [u8]) -> bool {
        let found = EXTENDED.iter().find_map(|key| Some((key.trim_end(), raw.strip_prefix(key.as_bytes())?)));
        let Some((key, value)) = found else { return false };
        match key {
            "old mode" => self.old_mode = value,
            "new mode" => self.new_mode = value,
            "new file mode" => (self.status, self.new_mode) = (Some(Status::Added), value),
            "deleted file mode" => (self.status, self.old_mode) = (Some(Status::Deleted), value),
            "rename from" | "rename old" => self.moved(Status::Renamed).old = name::of_file(value),
            "rename to" | "rename new" => self.moved(Status::Renamed).new = name::of_file(value),
            "copy from" => self.moved(Status::Copied).old = name::of_file(value),
            "copy to" => self.moved(Status::Copied).new = name::of_file(value),
            "index" => self.index(value),
            _ => {}
        }
        true
    }

    fn moved(&mut self, status: Status) -> &mut Names {
        self.status = Some(status);
        self.names.get_or_insert(Names { old: None, new: None })
    }

    /// Reads `OLD..NEW MODE`; the mode is left out where it changes.
    fn index(&mut self, value: &'a [u8]) {
        let Ok(value) = std::str::from_utf8(value) else { return };
        let (ids, mode) = value.split_once(' ').unwrap_or((value, ""));
        if let Some((old, new)) = ids.split_once("..") {
            (self.old_id, self.new_id) = (blob_id(old), blob_id(new));
        }
        if !mode.is_empty() {
            (self.old_mode, self.new_mode) = (mode.as_bytes(), mode.as_bytes());
        }
    }

    fn status(&self, names: Option<&Names>) -> Status {
        match (self.status, names) {
            (Some(status), _) => status,
            (None, Some(Names { old: None, .. })) => Status::Added,
            (None, Some(Names { new: None, .. })) => Status::Deleted,
            _ if special(self.old_mode) != special(self.new_mode) => Status::TypeChanged,
            _ => Status::Modified,
        }
    }

    fn kind(&self, binary: bool) -> Kind {
        let mode = if self.status == Some(Status::Deleted) { self.old_mode } else { self.new_mode };
        special(mode).unwrap_or(if binary { Kind::Binary } else { Kind::Text })
    }
}

/// The kind that a mode alone decides.
fn special(mode: &[u8]) -> Option<Kind> {
    match mode {
        b"120000" => Some(Kind::Link),
        b"160000" => Some(Kind::Submodule),
        _ => None,
    }
}

/// An id, unless it is the zeros that stand for no blob.
fn blob_id(text: &str) -> Option<String> {
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hex && text.bytes().any(|byte| byte != b'0')).then(|| text.into())
}

/// What stands below the extended header.
#[derive(Default)]
struct Body {
    names: Option<Names>,
    old_absent: bool,
    new_absent: bool,
    binary: bool,
    hunks: Vec<Hunk>,
}

impl Body {
    /// Reads `---`, `+++` and the hunks, or the line that says that the file is binary, or nothing. The data of
    /// a `GIT binary patch` is left: it never looks like the start of a file.
    fn read(lines: &mut Cursor<'_>) -> Result<Self, PatchError> {
        let Some(raw) = lines.peek() else { return Ok(Self::default()) };
        if let Some(old) = raw.strip_prefix(b"--- ") {
            return Self::text(old, lines);
        }
        let names = name::binary(raw);
        let binary = names.is_some() || raw == b"GIT binary patch";
        if binary {
            lines.advance();
        }
        Ok(Self { names, binary, ..Self::default() })
    }

    fn text(old: &[u8], lines: &mut Cursor<'_>) -> Result<Self, PatchError> {
        lines.advance();
        let raw = lines.peek().unwrap_or_default();
        let missing = || PatchError::NewName { line: lines.number(), found: excerpt(raw) };
        let new = raw.strip_prefix(b"+++ ").ok_or_else(missing)?;
        lines.advance();
        Ok(Self {
            names: Some(Names::of_headers(old, new)),
            old_absent: name::is_absent(old),
            new_absent: name::is_absent(new),
            binary: false,
            hunks: hunk::read_all(lines)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    const HUNK: &str = "@@ -1 +1 @@\n-a\n+b\n";

    fn file(patch: &str) -> PatchedFile {
        let mut files = parse(patch.as_bytes()).expect("the patch is right");
        assert_eq!(files.len(), 1);
        files.remove(0)
    }

    fn error(patch: &str) -> PatchError {
        parse(patch.as_bytes()).expect_err("the patch is wrong")
    }

    /// Status, kind, old path, new path and the number of hunks.
    fn summary(patch: &str) -> (Status, Kind, String, String, usize) {
        let change = file(patch).change;
        let hunks = change.hunks().len();
        let path = |side: Option<FileSide>| side.map_or("-".into(), |side| side.path);
        (change.status, change.kind, path(change.old), path(change.new), hunks)
    }

    fn expected(
        status: Status,
        kind: Kind,
        old: &str,
        new: &str,
        hunks: usize,
    ) -> (Status, Kind, String, String, usize) {
        (status, kind, old.into(), new.into(), hunks)
    }

    #[test]
    fn an_edit_keeps_the_ids_of_its_blobs() {
        let file = file(&format!("diff --git a/x b/x\nindex 12ab..34CD 100644\n--- a/x\n+++ b/x\n{HUNK}"));
        assert_eq!((file.old_id.as_deref(), file.new_id.as_deref()), (Some("12ab"), Some("34CD")));
        let side = FileSide { path: "x".into(), size: 0, source: Source::HunksOnly };
        assert_eq!((file.change.old, file.change.new), (Some(side.clone()), Some(side)));
        assert_eq!((file.change.status, file.change.kind), (Status::Modified, Kind::Text));
    }

    #[test]
    fn ids_that_are_none_are_dropped() {
        let added = file("diff --git a/x b/x\nnew file mode 100644\nindex 0000000..e69de29\n");
        assert_eq!((added.old_id, added.new_id.as_deref()), (None, Some("e69de29")));
        let odd = file("diff --git a/x b/x\nindex HEAD..--upload\n");
        assert_eq!((odd.old_id, odd.new_id), (None, None));
    }

    #[test]
    fn a_new_and_a_deleted_file_have_one_side() {
        let added = "diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n";
        assert_eq!(summary(added), expected(Status::Added, Kind::Text, "-", "x", 1));
        let deleted = "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n";
        assert_eq!(summary(deleted), expected(Status::Deleted, Kind::Text, "x", "-", 1));
        let empty = "diff --git a/x b/x\ndeleted file mode 100644\nindex e69de29..0000000\n";
        assert_eq!(summary(empty), expected(Status::Deleted, Kind::Text, "x", "-", 0));
        let bare = "diff --git a/x b/x\n--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n";
        assert_eq!(summary(bare), expected(Status::Added, Kind::Text, "-", "x", 1));
    }

    #[test]
    fn a_change_of_mode_alone_takes_its_name_from_the_first_line() {
        let patch = "diff --git a/with b/in with b/in\nold mode 100644\nnew mode 100755\n";
        assert_eq!(error(patch), PatchError::Names { line: 1 });
        let patch = "diff --git a/two words b/two words\r\nold mode 100644\r\nnew mode 100755\r\n";
        assert_eq!(summary(patch), expected(Status::Modified, Kind::Text, "two words", "two words", 0));
    }

    #[test]
    fn renames_and_copies_name_both_sides() {
        let renamed = "diff --git a/x y b/z\nsimilarity index 100%\nrename from x y\nrename to z\n";
        assert_eq!(summary(renamed), expected(Status::Renamed, Kind::Text, "x y", "z", 0));
        let copied = format!(
            "diff --git a/a/x b/a/y\nsimilarity index 90%\ncopy from a/x\ncopy to \"a/\\303\\244\"\n\
             index 1..2 100644\n--- a/a/x\n+++ \"b/a/\\303\\244\"\n{HUNK}"
        );
        assert_eq!(summary(&copied), expected(Status::Copied, Kind::Text, "a/x", "a/ä", 1));
        assert_eq!(error("diff --git a/x b/y\nrename from x\n"), PatchError::Names { line: 1 });
    }

    #[test]
    fn binary_files_have_no_hunks() {
        let git = "diff --git a/x b/x\nindex 1..2 100644\nBinary files a/x and b/x differ\n";
        assert_eq!(summary(git), expected(Status::Modified, Kind::Binary, "x", "x", 0));
        let data = "diff --git a/x b/x\nnew file mode 100644\nindex 00..2a\nGIT binary patch\n\
                    literal 5\nMc$`b*O-an3-+++@@0000100962\n\nliteral 0\nHcmV?d00001\n\n";
        assert_eq!(summary(data), expected(Status::Added, Kind::Binary, "-", "x", 0));
        let plain = "Binary files old/x and new/x differ\n";
        assert_eq!(summary(plain), expected(Status::Modified, Kind::Binary, "old/x", "new/x", 0));
        let renamed = "diff --git a/x b/yy\nBinary files a/x and b/yy differ\n";
        assert_eq!(summary(renamed), expected(Status::Modified, Kind::Binary, "x", "yy", 0));
    }

    #[test]
    fn modes_tell_links_and_submodules() {
        let submodule = format!("diff --git a/x b/x\nindex 1..2 160000\n--- a/x\n+++ b/x\n{HUNK}");
        assert_eq!(summary(&submodule), expected(Status::Modified, Kind::Submodule, "x", "x", 1));
        let link = "diff --git a/x b/x\ndeleted file mode 120000\n--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n";
        assert_eq!(summary(link), expected(Status::Deleted, Kind::Link, "x", "-", 1));
        let changed = "diff --git a/x b/x\nold mode 120000\nnew mode 100644\n";
        assert_eq!(summary(changed), expected(Status::TypeChanged, Kind::Text, "x", "x", 0));
    }

    #[test]
    fn names_with_spaces_and_times_are_cut_at_the_tab() {
        let git = format!("diff --git a/x y b/x y\n--- a/x y\t\n+++ b/x y\t\n{HUNK}");
        assert_eq!(summary(&git), expected(Status::Modified, Kind::Text, "x y", "x y", 1));
        let plain = format!("--- x y\t2024-01-01 00:00:00 +0000\r\n+++ x y\t2024-01-02 00:00:00\r\n{HUNK}");
        assert_eq!(summary(&plain), expected(Status::Modified, Kind::Text, "x y", "x y", 1));
        let quoted = format!("--- \"a/t\\tb\"\n+++ \"b/t\\tb\"\n{HUNK}");
        assert_eq!(summary(&quoted), expected(Status::Modified, Kind::Text, "t\tb", "t\tb", 1));
    }

    #[test]
    fn plain_files_come_and_go_with_the_time_zero() {
        let added = "--- a/x\t1970-01-01 00:00:00 +0000\n+++ b/x\t2024-01-01\n@@ -0,0 +1 @@\n+a\n";
        assert_eq!(summary(added), expected(Status::Added, Kind::Text, "-", "x", 1));
        let deleted = "--- x\t(revision 3)\n+++ x\t(nonexistent)\n@@ -1 +0,0 @@\n-a\n";
        assert_eq!(summary(deleted), expected(Status::Deleted, Kind::Text, "x", "-", 1));
        let null = "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+a\n";
        assert_eq!(summary(null), expected(Status::Added, Kind::Text, "-", "x", 1));
        let filled = "--- x\t2024-01-01\n+++ x\t2024-01-02\n@@ -0,0 +1 @@\n+a\n";
        assert_eq!(summary(filled), expected(Status::Modified, Kind::Text, "x", "x", 1));
    }

    #[test]
    fn a_file_without_its_new_name_is_an_error() {
        let expected = |found: &str| PatchError::NewName { line: 2, found: found.into() };
        assert_eq!(error("--- a/x\n@@ -1 +1 @@\n"), expected("@@ -1 +1 @@"));
        assert_eq!(error("--- a/x\n"), expected(""));
        let git = "diff --git a/x b/x\n--- a/x\ntext\n";
        assert_eq!(error(git), PatchError::NewName { line: 3, found: "text".into() });
    }

    #[test]
    fn a_file_without_names_is_an_error() {
        assert_eq!(error("diff --git a/x\n"), PatchError::Names { line: 1 });
        for names in ["--- /dev/null\n+++ /dev/null", "--- \n+++ ", "--- -\n+++ -", "--- /dev/fd/63\n+++ /dev/fd/62"] {
            assert_eq!(error(&format!("{names}\n{HUNK}")), PatchError::Names { line: 1 }, "{names}");
        }
        let stdin = format!("--- x.py\t2024-01-01\n+++ -\t2024-01-02\n{HUNK}");
        assert_eq!(summary(&stdin), expected(Status::Modified, Kind::Text, "x.py", "x.py", 1));
    }
}
