//! What git's plumbing prints, parsed: `--raw -z` of its comparisons, and the lists of files.

use crate::git::delta::{Content, Delta, Entry, Status};
use crate::git::id::ObjectId;

/// The changed files of `git diff-* --raw -z`: `:mode mode id id status`, then a path, or two for a move.
pub(super) fn deltas(output: &[u8]) -> Option<Vec<Delta>> {
    let mut fields = output.split(|byte| *byte == 0);
    let mut deltas = Vec::new();
    while let Some(field) = fields.next().filter(|field| !field.is_empty()) {
        let header = std::str::from_utf8(field).ok()?.strip_prefix(':')?;
        let mut words = header.split(' ');
        let old_mode = u32::from_str_radix(words.next()?, 8).ok()?;
        let new_mode = u32::from_str_radix(words.next()?, 8).ok()?;
        let old_id = ObjectId::from_hex(words.next()?)?;
        let new_id = ObjectId::from_hex(words.next()?)?;
        let status = status(words.next()?)?;
        let old_path = fields.next()?.to_vec();
        let is_moved = matches!(status, Status::Renamed | Status::Copied);
        let new_path = if is_moved { fields.next()?.to_vec() } else { old_path.clone() };
        let old = (old_mode != 0).then(|| entry(old_path, old_mode, old_id));
        let is_there = new_mode != 0 || status == Status::Conflicted;
        let new = (is_there && status != Status::Deleted).then(|| entry(new_path, new_mode, new_id));
        deltas.push(Delta { status, old, new, unknown: None });
    }
    Some(deltas)
}

fn status(letter: &str) -> Option<Status> {
    Some(match letter.as_bytes().first()? {
        b'A' => Status::Added,
        b'D' => Status::Deleted,
        b'M' => Status::Modified,
        b'R' => Status::Renamed,
        b'C' => Status::Copied,
        b'T' => Status::TypeChanged,
        b'U' => Status::Conflicted,
        _ => return None,
    })
}

/// A file by its name in the store; one that was not stored is in the working tree.
fn entry(path: Vec<u8>, mode: u32, id: ObjectId) -> Entry {
    let content = if id.is_zero() { Content::Worktree } else { Content::Blob(id) };
    Entry { path, mode, size: 0, content }
}

/// The files of `git ls-files -s -z`: `mode id stage<TAB>path`. Of a file with conflicts one side is enough.
pub(super) fn index(output: &[u8]) -> Option<Vec<Entry>> {
    let mut files: Vec<Entry> = Vec::new();
    for record in output.split(|byte| *byte == 0).filter(|record| !record.is_empty()) {
        let (header, path) = split(record)?;
        let mut words = header.split(' ');
        let mode = u32::from_str_radix(words.next()?, 8).ok()?;
        let id = ObjectId::from_hex(words.next()?)?;
        if files.last().is_none_or(|last| last.path != path) {
            files.push(entry(path.to_vec(), mode, id));
        }
    }
    Some(files)
}

/// The files of `git ls-tree -r -z`: `mode kind id<TAB>path`.
pub(super) fn tree(output: &[u8]) -> Option<Vec<Entry>> {
    let records = output.split(|byte| *byte == 0).filter(|record| !record.is_empty());
    let parsed = records.map(|record| {
        let (header, path) = split(record)?;
        let mut words = header.split(' ');
        let mode = u32::from_str_radix(words.next()?, 8).ok()?;
        let id = ObjectId::from_hex(words.nth(1)?)?;
        Some(entry(path.to_vec(), mode, id))
    });
    parsed.collect()
}

fn split(record: &[u8]) -> Option<(&str, &[u8])> {
    let tab = record.iter().position(|byte| *byte == b'\t')?;
    Some((std::str::from_utf8(&record[..tab]).ok()?, &record[tab + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "78981922613b2afb6025042ff6bd878ac1994e85";
    const NONE: &str = "0000000000000000000000000000000000000000";

    #[test]
    fn each_kind_of_change_is_read_with_its_paths() {
        let raw = format!(
            ":100644 100644 {ONE} {NONE} M\0a b\0:100644 000000 {ONE} {NONE} D\0gone\0:100644 100755 {ONE} {ONE} R097\0from\0to\0:000000 100644 {NONE} {NONE} U\0both\0"
        );
        let read = deltas(raw.as_bytes()).unwrap();
        let sides = read.iter().map(|delta| {
            let path =
                |entry: &Option<Entry>| entry.as_ref().map(|entry| String::from_utf8_lossy(&entry.path).into_owned());
            (delta.status, path(&delta.old), path(&delta.new))
        });
        let path = |path: &str| Some(path.to_owned());
        let expected = [
            (Status::Modified, path("a b"), path("a b")),
            (Status::Deleted, path("gone"), None),
            (Status::Renamed, path("from"), path("to")),
            (Status::Conflicted, None, path("both")),
        ];
        assert_eq!(sides.collect::<Vec<_>>(), expected);
        assert_eq!(read[0].new.as_ref().unwrap().content, Content::Worktree);
        assert_eq!(read[0].old.as_ref().unwrap().content, Content::Blob(ObjectId::from_hex(ONE).unwrap()));
    }

    #[test]
    fn what_is_not_git_s_output_is_refused() {
        for raw in ["x", ":100644", ":100644 100644 zz zz M\0a\0", ":1 1 "] {
            assert_eq!(deltas(raw.as_bytes()), None, "{raw}");
        }
    }

    #[test]
    fn files_with_conflicts_count_once() {
        let raw = format!("100644 {ONE} 1\ta\0100644 {ONE} 2\ta\0100644 {ONE} 0\tb\0");
        let files = index(raw.as_bytes()).unwrap();
        let read: Vec<_> = files.iter().map(|file| &*file.path).collect();
        assert_eq!(read, [b"a", b"b"]);
    }
}
