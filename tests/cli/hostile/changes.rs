//! Hostile changes: names, contents and kinds of files.

use std::fmt::Write as _;
use std::fs;

use super::{AT_A, Case, check, held, planted, sandbox};
use crate::sandbox::{BAD, GOOD, Sandbox};

/// Names of files that are more than names.
const NAMES: [&str; 14] = [
    "a\nb.py",
    "a\u{1b}[2J.py",
    "a\rb.py",
    "a\tb.py",
    "--output-file=x.py",
    "-.py",
    "::error file=x::y.py",
    "##[error]x.py",
    "\u{430}.py",
    "a\u{202e}yp.b.py",
    "a\u{200c}b.py",
    "a: b \"c\" 'd'.py",
    "$(touch ran)`touch ran`;touch ran.py",
    "@everyone](javascript:x)<img src=x>.py",
];

#[test]
fn a_file_is_reviewed_by_whatever_name() {
    let long = format!("{}.py", "n".repeat(252));
    for name in NAMES.into_iter().chain([long.as_str(), "a/b/../c.py"]) {
        let sandbox = sandbox();
        sandbox.write(name, BAD);
        let plain = name.replace("b/../", "");
        let (_, result) = held(&sandbox, name, &[]);
        let found: Vec<_> = result["findings"].as_array().unwrap().iter().map(|one| one["path"].clone()).collect();
        assert_eq!(found, [plain.as_str()], "{name:?}");
        let commit = sandbox.commit(name);
        let (_, result) = held(&sandbox, name, &["--commit", &commit]);
        assert_eq!(result["findings"][0]["path"], plain, "{name:?} in a commit");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf_8_is_reviewed() {
    use std::os::unix::ffi::OsStrExt;

    let sandbox = sandbox();
    fs::write(sandbox.root().join(std::ffi::OsStr::from_bytes(b"a\xff.py")), BAD).unwrap();
    let (_, result) = held(&sandbox, "not UTF-8", &[]);
    assert_eq!(planted(&result), ["a\u{fffd}.py:1 python/mutable-default"]);
}

#[test]
fn a_content_of_whatever_form_is_reviewed() {
    for case in &CONTENTS {
        check(case);
    }
}

const CONTENTS: [Case; 9] = [
    Case {
        name: "one very long line",
        arrange: |sandbox| {
            sandbox.write("a.py", format!("{BAD}text = \"{}\"\n", "x".repeat(1 << 19)));
        },
        scope: &[],
        found: &[AT_A],
        says: &[],
    },
    Case {
        name: "deep nesting",
        arrange: |sandbox| {
            sandbox.write("a.py", BAD);
            sandbox.write("b.py", format!("x = {}1{}\n", "(".repeat(100_000), ")".repeat(100_000)));
        },
        scope: &[],
        found: &[AT_A],
        says: &["b.py"],
    },
    Case {
        name: "NULs",
        arrange: |sandbox| sandbox.write("a.py", format!("{BAD}text = \"\0\0\0\"\n")),
        scope: &[],
        found: &[AT_A],
        says: &[],
    },
    Case {
        name: "all line endings in one file",
        arrange: |sandbox| sandbox.write("a.py", format!("x = 1\r\ny = 2\rz = 3\n\r\n{BAD}")),
        scope: &[],
        found: &["a.py:4 python/mutable-default"],
        says: &[],
    },
    Case {
        name: "a file that a link took the place of",
        arrange: |sandbox| {
            sandbox.write("a.py", BAD);
            sandbox.write("b.py", GOOD);
            sandbox.commit("a file");
            fs::remove_file(sandbox.root().join("b.py")).unwrap();
            link("../outside.py", sandbox, "b.py");
            sandbox.write("a.py", format!("{BAD}{BAD}"));
        },
        scope: &[],
        found: &["a.py:4 python/mutable-default"],
        says: &[],
    },
    Case {
        name: "a folder that a link took the place of",
        arrange: |sandbox| {
            sandbox.write("in/outside.py", GOOD);
            sandbox.commit("a folder");
            fs::remove_dir_all(sandbox.root().join("in")).unwrap();
            link("..", sandbox, "in");
            sandbox.write("a.py", BAD);
        },
        scope: &[],
        found: &[AT_A],
        says: &[],
    },
    Case {
        name: "a link to itself and one to a device",
        arrange: |sandbox| {
            link("loop.py", sandbox, "loop.py");
            link("/dev/zero", sandbox, "zero.py");
            sandbox.write("a.py", BAD);
        },
        scope: &[],
        found: &[AT_A],
        says: &[],
    },
    Case {
        name: "names that differ in case alone",
        arrange: |sandbox| {
            commit_of(sandbox, &[("A.py", BAD), ("a.py", BAD)]);
        },
        scope: &["--commit", "hostile"],
        found: &["A.py:1 python/mutable-default", AT_A],
        says: &[],
    },
    Case {
        name: "a suppression in a string",
        arrange: |sandbox| {
            let line = "def add(item, seen=[], note=\"# review: ignore[python/mutable-default] because\"):\n";
            sandbox.write("a.py", format!("{line}    seen.append(item)\n    return seen\n"));
        },
        scope: &[],
        found: &[AT_A],
        says: &[],
    },
];

#[test]
fn of_ten_thousand_files_each_is_reviewed() {
    let sandbox = sandbox();
    let files: Vec<_> = (0..10_000).map(|number| (format!("d{}/f{number}.py", number % 100), "x = 1\n")).collect();
    let mut files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    files.push(("z.py", BAD));
    commit_of(&sandbox, &files);
    let (_, result) = held(&sandbox, "ten thousand files", &["--commit", "hostile"]);
    assert_eq!(result["scope"]["files"], 10_001);
    assert_eq!(planted(&result), ["z.py:1 python/mutable-default"]);
    assert_eq!(result["coverage"]["complete"], true);
}

/// Names of git's own folder, and such as some systems take for it.
const FOLDERS: [&str; 7] = [".GIT", "git~1", ".git\u{200c}", ".git ", ".git.", ".Git::$INDEX_ALLOCATION", "GIT~1"];

#[test]
fn a_commit_with_a_folder_like_git_s_own_is_reviewed_and_believed_nothing() {
    for folder in FOLDERS {
        let sandbox = sandbox();
        let inner = tree(
            &sandbox,
            &[
                ("100644", "a.py", &blob(&sandbox, BAD)),
                ("100644", "config", &blob(&sandbox, "[core]\n\tfsmonitor = touch ran\n")),
            ],
        );
        let outer = tree(&sandbox, &[("40000", folder, &inner)]);
        commit_tree(&sandbox, &outer);
        let (_, result) = held(&sandbox, folder, &["--commit", "hostile"]);
        assert_eq!(planted(&result), [format!("{folder}/a.py:1 python/mutable-default")], "{folder}");
    }
}

#[test]
fn a_commit_whose_names_lead_out_shows_nothing_from_there_and_writes_nothing() {
    for name in ["..", ".", ".git"] {
        let sandbox = sandbox();
        let inner = tree(&sandbox, &[("100644", "outside.py", &blob(&sandbox, BAD))]);
        let outer = tree(&sandbox, &[("40000", name, &inner), ("100644", "a.py", &blob(&sandbox, BAD))]);
        commit_tree(&sandbox, &outer);
        let before = fs::read(sandbox.beside("outside.py")).unwrap();
        let (_, result) = held(&sandbox, name, &["--commit", "hostile"]);
        assert!(planted(&result).contains(&AT_A.to_owned()), "{name}: {result}");
        sandbox.review(&["--commit", "hostile", "--fix"]);
        assert_eq!(fs::read(sandbox.beside("outside.py")).unwrap(), before, "{name}");
    }
}

/// A commit `hostile` with these files beside the first commit's.
fn commit_of(sandbox: &Sandbox, files: &[(&str, &str)]) {
    let mut stream =
        String::from("commit refs/heads/hostile\ncommitter a <a@b.c> 1 +0000\ndata 1\nx\nfrom refs/heads/main\n");
    for (path, text) in files {
        writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len()).unwrap();
    }
    let path = sandbox.beside("stream");
    fs::write(&path, stream).unwrap();
    sandbox.git(&["-c", "alias.import=!git fast-import --quiet --force <", "import", &path.to_string_lossy()]);
}

/// Writes a blob and returns its name.
fn blob(sandbox: &Sandbox, text: &str) -> String {
    object(sandbox, "blob", text.as_bytes())
}

/// Writes a tree whose names git itself would refuse.
fn tree(sandbox: &Sandbox, entries: &[(&str, &str, &str)]) -> String {
    let mut bytes = Vec::new();
    for (mode, name, id) in entries {
        bytes.extend_from_slice(format!("{mode} {name}\0").as_bytes());
        bytes.extend((0..id.len()).step_by(2).map(|at| u8::from_str_radix(&id[at..at + 2], 16).unwrap()));
    }
    object(sandbox, "tree", &bytes)
}

fn object(sandbox: &Sandbox, kind: &str, bytes: &[u8]) -> String {
    let path = sandbox.beside("object");
    fs::write(&path, bytes).unwrap();
    let path = path.to_string_lossy().into_owned();
    sandbox.git(&["hash-object", "-t", kind, "-w", "--literally", "--no-filters", &path]).trim().to_owned()
}

/// A commit `hostile` of a tree.
fn commit_tree(sandbox: &Sandbox, tree: &str) {
    let commit = sandbox.git(&["commit-tree", "-p", "main", "-m", "x", tree]);
    sandbox.git(&["branch", "hostile", commit.trim()]);
}

fn link(target: &str, sandbox: &Sandbox, path: &str) {
    std::os::unix::fs::symlink(target, sandbox.root().join(path)).unwrap();
}
