//! Where the configuration is read from, what it may say, and that nothing else is read in its place.

use serde_json::Value;

use crate::inputs::assert_refused;
use crate::sandbox::{BAD, GOOD, Sandbox, places};

const OFF: &str = "disable = [\"python/mutable-default\"]\n";

/// The reasons of what could not be done or is not used.
fn notes(result: &Value) -> Vec<String> {
    let notes = result["degraded"].as_array().unwrap().iter();
    notes.map(|note| note["reason"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn excludes_are_written_as_in_a_gitignore() {
    let sandbox = Sandbox::with(&[("README", "")]);
    for path in ["sub/a.py", "sub/keep.py", "x/sub/b.py", "web/c.min.py"] {
        sandbox.write(path, BAD);
    }
    let all = ["sub/a.py", "sub/keep.py", "web/c.min.py", "x/sub/b.py"];
    for (patterns, left) in [
        (&["sub"][..], &[2][..]),
        (&["sub/"], &[2]),
        (&["./sub/**"], &[2, 3]),
        (&["/sub"], &[2, 3]),
        (&["*.min.py  "], &[0, 1, 3]),
        (&["/sub/*", "!keep.py"], &[1, 2, 3]),
        (&["# sub", "sub/a.py"], &[1, 2, 3]),
    ] {
        let expected: Vec<_> = left.iter().map(|&index| format!("{}:1 python/mutable-default", all[index])).collect();
        sandbox.write("review.toml", format!("[review]\nexclude = {patterns:?}\n"));
        assert_eq!(sandbox.found(&[]), expected, "{patterns:?}");
        std::fs::remove_file(sandbox.root().join("review.toml")).unwrap();
        let flags: Vec<_> = patterns.iter().flat_map(|pattern| ["--exclude", pattern]).collect();
        assert_eq!(sandbox.found(&flags), expected, "{patterns:?} as flags");
    }
}

#[test]
fn an_exclude_that_matches_no_file_is_a_note_where_the_repository_says_it() {
    let sandbox = Sandbox::with(&[("src/a.py", GOOD)]);
    sandbox.write("src/a.py", BAD);
    sandbox.write("review.toml", "[review]\nexclude = [\"vendro/\", \"src/a.py\"]\n");
    let result = sandbox.json(&["--exclude", "*.lock"]);
    assert_eq!(notes(&result), ["`vendro/` of review.toml excludes no file", "`*.lock` of --exclude excludes no file"]);
    std::fs::remove_file(sandbox.root().join("review.toml")).unwrap();
    sandbox.configure("[review]\nexclude = [\"vendro/\"]\n");
    assert_eq!(notes(&sandbox.json(&[])), [""; 0], "the user's own is for all repositories");
}

#[test]
fn paths_of_rules_take_folders_as_people_write_them() {
    for folder in ["sub", "sub/", "./sub", "sub/**"] {
        let sandbox = Sandbox::with(&[("README", "")]);
        sandbox.write("sub/a.py", BAD);
        sandbox.write("b.py", BAD);
        let section = "[rules.\"python/mutable-default\"]\n";
        sandbox.write("review.toml", format!("{section}paths = [\"{folder}\"]\n"));
        assert_eq!(sandbox.found(&[]), ["sub/a.py:1 python/mutable-default"], "{folder}");
        sandbox.write("review.toml", format!("{section}exclude = [\"{folder}\"]\n"));
        assert_eq!(sandbox.found(&[]), ["b.py:1 python/mutable-default"], "{folder}");
    }
}

#[test]
fn pyproject_and_cargo_hold_a_configuration_and_a_shadowed_one_is_named() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("a.py", BAD);
    let [review, python, cargo] = ["review.toml", "pyproject.toml", "Cargo.toml"];
    for (file, table) in [
        (python, "[tool.review.rules]"),
        (cargo, "[package.metadata.review.rules]"),
        (cargo, "[workspace.metadata.review.rules]"),
        (review, "[rules]"),
    ] {
        sandbox.write(file, format!("{table}\n{OFF}"));
        let result = sandbox.json(&[]);
        assert_eq!((places(&result).len(), notes(&result)), (0, Vec::new()), "{table}");
        std::fs::remove_file(sandbox.root().join(file)).unwrap();
    }
    sandbox.write(python, format!("[project]\nname = \"review\"\n[tool.review.rules]\n{OFF}"));
    sandbox.write(cargo, "[package.metadata.review.review]\nmax_comments = 0\n");
    let result = sandbox.json(&[]);
    let expected =
        "`[package.metadata.review]` of Cargo.toml is not used: `[tool.review]` of pyproject.toml goes before it";
    assert_eq!((places(&result).len(), notes(&result)), (0, vec![expected.to_owned()]));
    sandbox.write(review, "");
    let result = sandbox.json(&[]);
    assert_eq!((places(&result).len(), notes(&result).len()), (1, 2));
}

#[test]
fn mistakes_in_pyproject_point_into_it_and_what_a_repository_may_not_say_is_ignored() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("a.py", BAD);
    sandbox.write("pyproject.toml", "[tool.review.review]\nfail_no = \"info\"\n");
    assert_refused(&sandbox.review(&[]), &["pyproject.toml:2:1", "did you mean `fail_on`?"]);
    sandbox.write("pyproject.toml", "[tool.review.cloud]\nendpoint = \"https://x\"\n");
    let notes = notes(&sandbox.json(&[]));
    assert!(notes[0].starts_with("`cloud.endpoint` in `[tool.review]` of pyproject.toml is ignored"), "{notes:?}");
    let mut trust = sandbox.program();
    assert!(trust.arg("trust").status().unwrap().success());
    assert_eq!(self::notes(&sandbox.json(&[])), [""; 0]);
    sandbox.write("pyproject.toml", "[tool.ruff\n");
    assert_eq!(sandbox.found(&[]).len(), 1, "what is broken and none of ours is left to others");
}

#[test]
fn a_nested_configuration_is_about_its_folder_and_the_nearest_wins() {
    let sandbox = Sandbox::with(&[("README", "")]);
    for path in ["a.py", "sub/a.py", "sub/gen/b.py", "sub/deep/c.py", "other/gen/d.py"] {
        sandbox.write(path, BAD);
    }
    let rule = |folder: &str| format!("{folder}:1 python/mutable-default");
    sandbox.write("sub/review.toml", format!("[rules]\n{OFF}"));
    assert_eq!(sandbox.found(&[]), ["a.py", "other/gen/d.py"].map(rule));
    sandbox.write("sub/deep/review.toml", "[rules]\ndisable = []\n");
    assert_eq!(sandbox.found(&[]), ["a.py", "other/gen/d.py", "sub/deep/c.py"].map(rule));
    sandbox.write("review.toml", format!("[rules]\n{OFF}"));
    assert_eq!(sandbox.found(&[]), [rule("sub/deep/c.py")], "the nearest switches it on again");
    let sarif: Value = serde_json::from_str(&sandbox.review(&["--output-format", "sarif"]).out).unwrap();
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][0]["properties"]["tags"][1], "rule");
    std::fs::remove_file(sandbox.root().join("review.toml")).unwrap();
    sandbox.write(
        "sub/review.toml",
        "[review]\nexclude = [\"gen\"]\n[rules.\"python/mutable-default\"]\nseverity = \"error\"\n",
    );
    let result = sandbox.json(&[]);
    assert_eq!(places(&result), ["a.py", "other/gen/d.py", "sub/a.py", "sub/deep/c.py"].map(rule));
    let severities: Vec<_> = result["findings"].as_array().unwrap().iter().map(|own| own["severity"].clone()).collect();
    assert_eq!(severities, ["warning", "warning", "error", "error"]);
    assert_eq!(sandbox.review(&["--select", "python/is-literal"]).code, 0, "flags hold everywhere");
}

#[test]
fn what_is_about_the_whole_run_is_a_warning_in_a_nested_file() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("sub/a.py", BAD);
    sandbox.write("sub/review.toml", "[review]\nfail_on = \"warning\"\n[cloud]\nmodel = \"m\"\n");
    let run = sandbox.review(&["--output-format", "json"]);
    assert_eq!(run.code, 0);
    let notes = notes(&serde_json::from_str(&run.out).unwrap());
    for key in ["cloud.model", "review.fail_on"] {
        let warning = format!("`{key}` in sub/review.toml is ignored: it is about the whole run");
        assert!(notes.iter().any(|note| note.starts_with(&warning)), "{notes:?}");
    }
    sandbox.write("sub/review.toml", "[review]\nfail_no = 1\n");
    assert_refused(&sandbox.review(&[]), &["sub/review.toml:2:1", "did you mean `fail_on`?"]);
}

#[test]
fn rules_are_selected_and_ignored_on_the_command_line() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("a.py", format!("{BAD}same = seen is \"x\"\n"));
    sandbox.write("review.toml", format!("[rules]\n{OFF}"));
    let literal = "a.py:4 python/is-literal";
    let default = "a.py:1 python/mutable-default";
    assert!(sandbox.found(&[]).contains(&literal.to_owned()));
    assert_eq!(sandbox.found(&["--select", "python/is-literal,python/mutable-default"]), [default, literal]);
    assert_eq!(sandbox.found(&["--select", "*/is-lit*"]), [literal]);
    assert_eq!(sandbox.found(&["--select", "python/is-literal", "--ignore", "python/"]), [""; 0]);
    assert!(!sandbox.found(&["--ignore", "python/is-literal"]).contains(&literal.to_owned()));
    let run = sandbox.review(&["--select", "python/is-litral"]);
    assert_refused(&run, &["`python/is-litral` names no rule", "did you mean `python/is-literal`?"]);
}

#[test]
fn a_file_that_is_named_stands_for_the_users_own() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("a.py", BAD);
    sandbox.configure("[review]\nmax_comments = 0\n");
    let path = sandbox.beside("other.toml");
    std::fs::write(&path, "[review]\nfail_on = \"warning\"\n[cloud]\nmodel = \"m\"\n").unwrap();
    let run = sandbox.review(&["--config", path.to_str().unwrap()]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.starts_with("a.py:1:") && !run.err.contains("ignored"), "{}{}", run.out, run.err);
    assert_refused(&sandbox.review(&["--config", "nowhere.toml"]), &["nowhere.toml", "cannot be read"]);
}

#[cfg(unix)]
#[test]
fn links_pipes_folders_and_large_files_are_refused_with_a_word() {
    use std::os::unix::fs::symlink;

    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("a.py", BAD);
    let at = |path: &str| sandbox.root().join(path);
    let pipe = |path: &str| assert!(std::process::Command::new("mkfifo").arg(at(path)).status().unwrap().success());
    std::fs::write(sandbox.beside("outside"), "[rules]\n").unwrap();

    symlink("../outside", at("review.toml")).unwrap();
    assert_refused(&sandbox.review(&[]), &["review.toml is a symbolic link"]);
    assert_refused(&sandbox.review(&["trust"]), &["review.toml is a symbolic link"]);
    std::fs::remove_file(at("review.toml")).unwrap();
    pipe("review.toml");
    assert_refused(&sandbox.review(&[]), &["review.toml is not read: it is not a regular file"]);
    std::fs::remove_file(at("review.toml")).unwrap();
    sandbox.write("review.toml", "#".repeat(1024 * 1024 + 1));
    assert_refused(&sandbox.review(&[]), &["review.toml is not read: it is larger than 1 MiB"]);
    std::fs::remove_file(at("review.toml")).unwrap();

    std::fs::create_dir_all(at(".review/rules/python")).unwrap();
    std::fs::create_dir_all(at(".review/guidelines")).unwrap();
    symlink("../../../outside", at(".review/rules/python/own.toml")).unwrap();
    pipe(".review/guidelines/a.md");
    symlink("nowhere", at("pyproject.toml")).unwrap();
    let result = sandbox.json(&[]);
    let expected = [
        ".review/guidelines/a.md is not read: it is not a regular file",
        ".review/rules/python/own.toml is not read: .review/rules/python/own.toml is a symbolic link; put a regular \
         file there",
        "pyproject.toml is not read: pyproject.toml is a symbolic link; put a regular file there",
    ];
    assert_eq!(notes(&result), expected);
    assert_eq!(sandbox.review(&["--strict"]).code, 2);

    pipe(".review/baseline.json");
    assert_refused(&sandbox.review(&[]), &[".review/baseline.json is not read", "--no-baseline"]);
    std::fs::remove_dir_all(at(".review")).unwrap();
    symlink("../home", at(".review")).unwrap();
    let update = sandbox.review(&["--all", "--update-baseline"]);
    assert!(update.code == 2 && update.err.contains(".review is a symbolic link"), "{}", update.err);
    sandbox.write("sub/a.py", BAD);
    pipe("sub/review.toml");
    assert_refused(&sandbox.review(&["--no-baseline"]), &["sub/review.toml is not read: it is not a regular file"]);
}
