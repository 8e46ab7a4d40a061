//! What can happen to a file, and what the result says of it.

use serde_json::Value;

use crate::sandbox::{BAD, GOOD, Sandbox, places};

fn hunk<'r>(result: &'r Value, path: &str) -> &'r Value {
    result["hunks"].as_array().unwrap().iter().find(|hunk| hunk["path"] == path).expect("it is listed")
}

fn reason<'r>(result: &'r Value, path: &str) -> &'r str {
    hunk(result, path)["reasons"][0].as_str().unwrap_or_default()
}

fn many_lines() -> String {
    (0..40).map(|number| format!("value_{number} = {number}")).collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn a_renamed_file_is_reviewed_for_its_edits_alone() {
    let old = format!("{}{BAD}", many_lines());
    let sandbox = Sandbox::with(&[("old.py", &old)]);
    sandbox.git(&["mv", "old.py", "new.py"]);
    sandbox.write("new.py", format!("{old}\n{}", BAD.replace("add", "add_again")));
    let result = sandbox.json(&[]);
    assert_eq!(places(&result), ["new.py:45 python/mutable-default"]);
    assert_eq!(result["scope"]["files"], 1);
}

#[test]
fn a_copied_file_is_reviewed_for_its_edits_alone() {
    let sandbox = Sandbox::with(&[("one.py", &format!("{}{BAD}", many_lines()))]);
    sandbox.write("two.py", format!("{}{BAD}", many_lines()));
    sandbox.write("one.py", format!("{}{BAD}x = 1\n", many_lines()));
    sandbox.git(&["add", "--all"]);
    assert_eq!(sandbox.found(&["--staged"]), [""; 0]);
}

#[test]
fn a_mode_change_alone_has_no_hunks() {
    let sandbox = Sandbox::with(&[("a.py", BAD)]);
    sandbox.git(&["update-index", "--chmod=+x", "a.py"]);
    let result = sandbox.json(&["--staged"]);
    assert_eq!((&result["scope"]["files"], &result["scope"]["hunks"]), (&1.into(), &0.into()));
}

#[test]
fn a_deleted_file_has_nothing_to_say_on_the_new_side() {
    let sandbox = Sandbox::with(&[("a.py", BAD)]);
    std::fs::remove_file(sandbox.root().join("a.py")).unwrap();
    let result = sandbox.json(&[]);
    assert_eq!(places(&result), [""; 0]);
    assert_eq!(result["scope"]["removed"], 3);
}

#[test]
fn binary_files_are_listed_and_skipped() {
    let sandbox = Sandbox::with(&[("a.bin", "\0\u{1}")]);
    sandbox.write("a.bin", [0, 1, 2, 3]);
    sandbox.write("new.bin", [0; 100]);
    let result = sandbox.json(&[]);
    assert_eq!(hunk(&result, "a.bin")["decision"], "skipped");
    assert_eq!(reason(&result, "new.bin"), "not text");
    assert_eq!(reason(&sandbox.json(&["--all"]), "a.bin"), "not text");
}

#[test]
fn a_submodule_is_listed_and_skipped() {
    let library = Sandbox::with(&[("a.py", BAD)]);
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    sandbox.git(&["submodule", "--quiet", "add", library.root().to_str().unwrap(), "library"]);
    let result = sandbox.json(&["--staged"]);
    assert_eq!(reason(&result, "library"), "a submodule");
    assert_eq!(places(&result), [""; 0]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_never_followed() {
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    std::fs::write(sandbox.beside("secret.py"), BAD).unwrap();
    std::os::unix::fs::symlink(sandbox.beside("secret.py"), sandbox.root().join("a.py")).unwrap();
    std::os::unix::fs::symlink(sandbox.beside("home"), sandbox.root().join("folder")).unwrap();
    std::fs::write(sandbox.beside("home").join("c.py"), BAD).unwrap();
    for arguments in [&[][..], &["--all"]] {
        let result = sandbox.json(arguments);
        assert_eq!(places(&result), [""; 0]);
        assert_eq!(reason(&result, "a.py"), "a symbolic link");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_link_is_skipped_and_the_reverse_is_reviewed() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    std::fs::remove_file(sandbox.root().join("a.py")).unwrap();
    std::os::unix::fs::symlink("b.py", sandbox.root().join("a.py")).unwrap();
    assert_eq!(places(&sandbox.json(&[])), [""; 0]);
    sandbox.commit("a link");
    std::fs::remove_file(sandbox.root().join("a.py")).unwrap();
    sandbox.write("a.py", BAD);
    assert_eq!(sandbox.found(&[]), ["a.py:1 python/mutable-default"]);
}

#[test]
fn lines_that_end_in_crlf_have_the_same_places() {
    let sandbox = Sandbox::with(&[("a.py", &GOOD.replace('\n', "\r\n"))]);
    sandbox.write("a.py", BAD.replace('\n', "\r\n"));
    let finding = &sandbox.json(&[])["findings"][0];
    assert_eq!((&finding["start"]["column"], &finding["end"]["column"]), (&15.into(), &22.into()));
}

#[test]
fn a_last_line_without_an_ending_is_reviewed() {
    let sandbox = Sandbox::with(&[("a.py", "x = 1")]);
    sandbox.write("a.py", "x = 1\ndef add(seen=[]): return seen");
    assert_eq!(sandbox.found(&[]), ["a.py:2 python/mutable-default"]);
}

#[test]
fn columns_count_characters_and_bytes_that_are_not_utf_8_do_not_stop_the_review() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("a.py", b"s = '\xff\xfe\xc3\xa4'; same = s is 'b'\n");
    let finding = &sandbox.json(&[])["findings"][0];
    assert_eq!(finding["rule"], "python/is-literal");
    assert_eq!(finding["start"]["column"], 19);
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_not_utf_8_is_shown_with_replacements() {
    use std::os::unix::ffi::OsStrExt;
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.py");
    std::fs::write(sandbox.root().join(name), BAD).unwrap();
    assert_eq!(sandbox.found(&[]), ["caf\u{fffd}.py:1 python/mutable-default"]);
    sandbox.git(&["add", "--all"]);
    assert_eq!(sandbox.found(&["--staged"]), ["caf\u{fffd}.py:1 python/mutable-default"]);
}

#[test]
fn a_conflict_in_progress_is_reviewed_from_the_working_tree() {
    let sandbox = Sandbox::with(&[("a.py", "x = 1\n")]);
    sandbox.git(&["checkout", "--quiet", "-b", "work"]);
    sandbox.write("a.py", "x = 2\n");
    sandbox.commit("two");
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("a.py", "x = 3\n");
    sandbox.commit("three");
    assert!(!sandbox.git_output(&sandbox.root(), &["merge", "--quiet", "work"]).status.success());
    let found = sandbox.found(&[]);
    assert!(found.iter().any(|place| place.starts_with("a.py:1 any/")), "{found:?}");
    let staged = sandbox.json(&["--staged"]);
    assert_eq!(reason(&staged, "a.py"), "a merge left it with conflicts");
}

#[test]
fn code_that_does_not_parse_is_reviewed_around_the_errors() {
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    sandbox.write("a.py", format!("def broken(:\n    ???\n\n\n{BAD}\nclass ]\n"));
    assert_eq!(sandbox.found(&[]), ["a.py:1 python/syntax-error", "a.py:5 python/mutable-default"]);
}

#[test]
fn only_findings_on_changed_lines_count_except_in_an_audit() {
    let sandbox = Sandbox::with(&[("a.py", BAD)]);
    sandbox.write("a.py", BAD.replace("return seen", "return list(seen)"));
    assert_eq!(sandbox.found(&[]), [""; 0]);
    assert_eq!(sandbox.found(&["--all"]), ["a.py:1 python/mutable-default"]);
}

#[test]
fn files_of_other_languages_and_generated_files_get_the_rules_for_any_text() {
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    sandbox.write("a.py", format!("# Code generated by a tool. DO NOT EDIT.\n{BAD}<<<<<<< ours\n"));
    sandbox.write("notes.txt", "<<<<<<< ours\n");
    let result = sandbox.json(&[]);
    let found = places(&result);
    assert!(found.iter().all(|place| place.contains("any/")), "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(reason(&result, "a.py").starts_with("generated code"));
}
