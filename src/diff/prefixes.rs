//! The paths that a patch means in a repository: what stands before them, such as `a/` and `b/`, is a setting of whoever
//! wrote it. The files that are there tell it from folders, and what they tell of one file holds for the others.

use std::collections::HashMap;

use super::patch::{PatchedFile, common_tail};
use super::{FileSide, Status};

/// More starts of a name than this are not looked at.
const MOST_STARTS: usize = 200;

/// Corrects the paths of files by what is there.
pub(super) fn settle(files: &mut [PatchedFile], exists: impl Fn(&str) -> bool) {
    let mut prefixes: HashMap<String, usize> = HashMap::new();
    let mut open = Vec::new();
    for (index, file) in files.iter_mut().enumerate() {
        if settle_one(file, &exists) {
            for prefix in taken_off(file) {
                *prefixes.entry(prefix).or_default() += 1;
            }
        } else {
            open.push(index);
        }
    }
    let mut common: Vec<_> = prefixes.into_iter().collect();
    common.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| b.0.len().cmp(&a.0.len())).then_with(|| a.0.cmp(&b.0)));
    for index in open {
        let file = &mut files[index];
        rename(&mut file.change.old, without_common(file.written.old.as_deref(), &common));
        rename(&mut file.change.new, without_common(file.written.new.as_deref(), &common));
    }
}

/// A name without the first prefix of a list that it has.
fn without_common<'n>(written: Option<&'n str>, common: &[(String, usize)]) -> Option<&'n str> {
    let mut paths = common.iter().filter_map(|(prefix, _)| written?.strip_prefix(&**prefix));
    paths.find(|path| !path.is_empty())
}

/// Corrects the paths of one file; `false` where neither side is there under any of its names.
fn settle_one(file: &mut PatchedFile, exists: &impl Fn(&str) -> bool) -> bool {
    // The lines of a rename have no prefixes.
    if matches!(file.change.status, Status::Renamed | Status::Copied) {
        return false;
    }
    let (old, new) = (file.written.old.clone(), file.written.new.clone());
    let tail = old.as_deref().zip(new.as_deref()).map_or("", |(old, new)| common_tail(old, new)).to_owned();
    let mut found = false;
    for (side, written) in [(&mut file.change.old, old), (&mut file.change.new, new)] {
        let Some(written) = written else { continue };
        let own = side.as_ref().map(|side| side.path.clone());
        let path = starts(&tail).chain(own.as_deref()).chain(folders(&written)).find(|path| exists(path));
        found |= path.is_some() && own.is_some();
        let path = path.map(str::to_owned);
        rename(side, path.as_deref());
    }
    found
}

/// The ends of what both names have in common, the longest first.
fn starts(tail: &str) -> impl Iterator<Item = &str> {
    tail.char_indices().take(MOST_STARTS).map(|(at, _)| &tail[at..])
}

/// The ends of a name from whole folders on, the longest first.
fn folders(written: &str) -> impl Iterator<Item = &str> {
    let inner = written.match_indices('/').map(|(at, _)| &written[at + 1..]);
    std::iter::once(written).chain(inner).take(MOST_STARTS)
}

fn rename(side: &mut Option<FileSide>, path: Option<&str>) {
    if let (Some(side), Some(path)) = (side, path) {
        path.clone_into(&mut side.path);
    }
}

/// What was taken off the names of a file.
fn taken_off(file: &PatchedFile) -> impl Iterator<Item = String> {
    let sides = [(&file.written.old, &file.change.old), (&file.written.new, &file.change.new)];
    let prefix = |(written, side): (&Option<String>, &Option<FileSide>)| {
        Some(written.as_deref()?.strip_suffix(&*side.as_ref()?.path)?.to_owned())
    };
    sides.into_iter().filter_map(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::patch::parse;

    /// The paths of a patch where these files are there.
    fn paths(patch: &str, there: &[&str]) -> Vec<String> {
        let mut files = parse(patch.as_bytes()).unwrap();
        settle(&mut files, |path| there.contains(&path));
        files.iter().map(|file| file.change.path().to_owned()).collect()
    }

    fn edit(old: &str, new: &str) -> String {
        format!("diff --git {old} {new}\nindex 1..2 100644\n--- {old}\n+++ {new}\n@@ -1 +1 @@\n-a\n+b\n")
    }

    #[test]
    fn any_prefix_is_told_from_a_folder_by_what_is_there() {
        for (old, new) in [
            ("a/src/m.py", "b/src/m.py"),
            ("src/m.py", "src/m.py"),
            ("src/m.py", "b/src/m.py"),
            ("old/src/m.py", "new/src/m.py"),
            ("x/y/src/m.py", "z/src/m.py"),
            ("same/src/m.py", "same/src/m.py"),
            ("SRC-src/m.py", "DST-src/m.py"),
        ] {
            assert_eq!(paths(&edit(old, new), &["src/m.py", "m.py"]), ["src/m.py"], "{old} {new}");
        }
        assert_eq!(paths(&edit("b/m.py", "b/m.py"), &["b/m.py"]), ["b/m.py"], "a folder of that name");
        let plain = "--- old/src/m.py\n+++ new/src/m.py\n@@ -1 +1 @@\n-a\n+b\n";
        assert_eq!(paths(plain, &["src/m.py"]), ["src/m.py"]);
        assert_eq!(paths(plain, &[]), ["new/src/m.py"]);
    }

    #[test]
    fn what_is_new_loses_the_prefix_of_the_others() {
        let added = "--- /dev/null\n+++ NEW-src/n.py\n@@ -0,0 +1 @@\n+a\n";
        let patch = edit("OLD-src/m.py", "NEW-src/m.py") + added;
        assert_eq!(paths(&patch, &["src/m.py"]), ["src/m.py", "src/n.py"]);
    }
}
