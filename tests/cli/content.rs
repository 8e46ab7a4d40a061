//! A change cannot take itself out of review: what is text is judged by its bytes, in every scope.

use crate::sandbox::{BAD, GOOD, Sandbox};

/// The places of findings, working tree and index and commit alike.
fn found_in_every_scope(sandbox: &Sandbox) -> Vec<Vec<String>> {
    let worktree = sandbox.found(&[]);
    sandbox.git(&["add", "--all"]);
    let staged = sandbox.found(&["--staged"]);
    let commit = sandbox.commit("change");
    vec![worktree, staged, sandbox.found(&["--commit", &commit])]
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn attributes_make_no_code_binary() {
    for attributes in ["* -diff\n", "*.py binary\n", "*.py diff=no\n"] {
        let sandbox = Sandbox::with(&[("a.py", GOOD), ("b.py", GOOD)]);
        sandbox.write(".gitattributes", attributes);
        sandbox.write("a.py", format!("{GOOD}\n{BAD}"));
        for found in found_in_every_scope(&sandbox) {
            assert_eq!(found, ["a.py:5 python/mutable-default"], "{attributes}");
        }
    }
}

#[test]
fn a_nul_in_a_comment_hides_no_code() {
    let old = format!("# one\n{GOOD}");
    let sandbox = Sandbox::with(&[("a.py", &old)]);
    sandbox.write("a.py", format!("# one \0 two\n{GOOD}\n{BAD}"));
    for found in found_in_every_scope(&sandbox) {
        assert_eq!(found, ["a.py:6 python/mutable-default"]);
    }
}

#[test]
fn other_encodings_are_compared_line_by_line() {
    let sandbox = Sandbox::with(&[("a.txt", "")]);
    let old = "name: é\nkind: ☃\nlast: 1\n";
    sandbox.write("a.py", utf16(&format!("{old}{GOOD}")));
    sandbox.write("b.py", encoding_rs::WINDOWS_1252.encode("# déjà vu, naïve\n").0);
    sandbox.commit("old");
    let latin = format!("# déjà vu, naïve\nsame = 'é' is 'b'\n{GOOD}");
    sandbox.write("a.py", utf16(&format!("{old}{GOOD}{}", BAD.replace("add", "más"))));
    sandbox.write("b.py", encoding_rs::WINDOWS_1252.encode(&latin).0);
    let result = sandbox.json(&[]);
    assert_eq!(result["scope"]["added"], 3 + 4);
    assert_eq!(result["scope"]["removed"], 0);
    let finding = &result["findings"].as_array().unwrap().iter().find(|finding| finding["path"] == "b.py").unwrap();
    assert_eq!((&finding["rule"], &finding["start"]["column"]), (&"python/is-literal".into(), &8.into()));
    for found in found_in_every_scope(&sandbox) {
        assert_eq!(found, ["a.py:7 python/mutable-default", "b.py:2 python/is-literal"]);
    }
}

#[test]
fn secrets_in_utf16_are_found() {
    let sandbox = Sandbox::with(&[("a.txt", "")]);
    let key = ["ghp_", "x7Kq9ZrT2mWv5BnY8cJd3LfG6hPs1QaE4uR0"].concat();
    sandbox.write("keys.reg", utf16(&format!("[keys]\ntoken = \"{key}\"\n")));
    assert_eq!(sandbox.found(&[]), ["keys.reg:2 any/secret"]);
}

#[test]
fn padding_takes_no_file_out_of_review() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let padding = format!("# {}\n", "padding ".repeat(20)).repeat(27_000);
    sandbox.write("a.py", format!("{GOOD}\n{BAD}\n{padding}"));
    assert_eq!(sandbox.found(&["--tiers", "rules"]), ["a.py:5 python/mutable-default"]);
    let commit = sandbox.commit("padded");
    assert_eq!(sandbox.found(&["--tiers", "rules", "--commit", &commit]), ["a.py:5 python/mutable-default"]);
}
