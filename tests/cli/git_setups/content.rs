//! Files that git stores otherwise than they are in the working tree.

use super::setup::{SCOPES, Setup, numbered, text};

const WORKTREE: [&[&str]; 2] = [&[], &["--base", "HEAD~1"]];

fn with_crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

#[test]
fn line_endings_that_git_normalizes_are_no_changes() {
    for (name, attributes, autocrlf) in [
        ("text=auto", "* text=auto\n", "false"),
        ("text", "*.py text\n", "false"),
        ("eol=crlf", "*.py eol=crlf\n", "false"),
        ("autocrlf", "", "true"),
        ("autocrlf=input", "", "input"),
    ] {
        let setup = Setup::with_init(name, &[]);
        setup.write(".gitattributes", attributes);
        setup.git(&["config", "core.autocrlf", autocrlf]);
        let setup = setup.worked_on();
        setup.write("a.py", with_crlf(&text("a.py", 1..40).replace("x7 ", "y7 ")));
        setup.write("in/c.py", with_crlf(&text("in/c.py", 5..44).replace("x9 ", "y9 ")));
        setup.agrees(&SCOPES);
        let [one] = &setup.of_review(&[]).into_iter().filter(|(path, _)| path == "in/c.py").collect::<Vec<_>>()[..]
        else {
            panic!("one line of one hunk");
        };
        assert_eq!(one.1, [3, 7, 3, 7], "{name}: line 6, where the file has it");
    }
}

#[test]
fn files_that_are_stored_with_crlf_stay_so_under_text_auto() {
    let setup = Setup::with_init("stored with CRLF", &[]);
    setup.write("w.py", with_crlf(&numbered(1..30)));
    let setup = setup.worked_on();
    setup.write(".git/info/attributes", "* text=auto\n");
    setup.write("w.py", with_crlf(&numbered(1..30)));
    setup.agrees(&SCOPES);
    setup.write("w.py", with_crlf(&numbered(1..30).replace("x8 ", "y8 ")));
    setup.agrees(&SCOPES);
}

#[test]
fn keywords_are_no_changes() {
    let setup = Setup::with_init("ident", &[]);
    setup.write(".gitattributes", "*.py ident\n");
    setup.write("k.py", "# $Id$\nx = 1\n");
    let setup = setup.worked_on();
    setup.write("k.py", "# $Id: 0123456789012345678901234567890123456789 $\nx = 1\n");
    setup.agrees(&WORKTREE);
}

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn files_in_another_encoding_are_compared_as_text() {
    let setup = Setup::with_init("working-tree-encoding", &[]);
    setup.write(".gitattributes", "*.ps1 working-tree-encoding=UTF-16LE-BOM\n");
    setup.write("u.ps1", utf16(&numbered(1..30)));
    setup.write("same.ps1", utf16(&numbered(1..30)));
    let setup = setup.worked_on();
    setup.write("u.ps1", utf16(&numbered(1..30).replace("x8 ", "y8 ")));
    setup.write("same.ps1", utf16(&numbered(1..30)));
    setup.agrees(&SCOPES);
    assert!(setup.of_review(&[]).contains(&("u.ps1".to_owned(), [5, 7, 5, 7])));
}

/// A repository with a filter that turns letters around.
fn filtered(name: &'static str, scope: &str) -> Setup {
    let setup = Setup::with_init(name, &[]);
    setup.write(".gitattributes", "*.rot filter=rot\n");
    for way in ["clean", "smudge"] {
        setup.git(&["config", scope, &format!("filter.rot.{way}"), "tr a-z n-za-m"]);
    }
    setup.git(&["config", scope, "filter.rot.required", "true"]);
    setup.write("r.rot", numbered(1..30));
    setup.write("same.rot", numbered(1..30));
    let setup = setup.worked_on();
    setup.write("r.rot", numbered(1..30).replace("x8 ", "y8 "));
    setup.write("same.rot", numbered(1..30));
    setup
}

#[test]
fn files_behind_a_filter_of_the_user_are_compared_as_git_stores_them() {
    let setup = filtered("filter", "--global");
    setup.agrees(&SCOPES);
    assert!(setup.of_review(&[]).contains(&("r.rot".to_owned(), [5, 7, 5, 7])));
}

#[test]
fn a_filter_of_the_repository_s_own_configuration_is_not_run_and_its_files_are_named() {
    let setup = filtered("filter of the repository", "--local");
    let mark = setup.sandbox.beside("run");
    setup.git(&["config", "--local", "filter.rot.clean", &format!("touch {}; cat", mark.display())]);
    let run = setup.review(&["--tiers", "rules", "--strict"]);
    assert!(!mark.exists(), "it was run");
    assert_eq!(run.code, 2);
    let text = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("r.rot") && text.contains("its filter `rot`, which is not run"), "{text}");
}

#[test]
fn unchanged_files_of_git_lfs_are_no_changes_and_its_filter_is_not_run() {
    let setup = Setup::with_init("lfs", &[]);
    setup.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
    let pointer = "version https://git-lfs.github.com/spec/v1\n\
        oid sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03\nsize 6\n";
    setup.write("same.bin", pointer);
    setup.write("other.bin", pointer);
    let setup = setup.worked_on();
    for way in ["clean", "smudge", "process"] {
        setup.git(&["config", &format!("filter.lfs.{way}"), "false"]);
    }
    setup.write("same.bin", "hello\n");
    setup.write("other.bin", "hello world\n");
    let paths: Vec<_> = setup.of_review(&[]).into_iter().map(|(path, header)| (path, header[3])).collect();
    assert!(paths.contains(&("other.bin".to_owned(), 3)), "the pointer changed: {paths:?}");
    assert!(!paths.iter().any(|(path, _)| path == "same.bin"), "{paths:?}");
}
