//! The reports, read by a person before they were accepted, and the same bytes for the same input.

use crate::sandbox::{BAD, GOOD, Run, Sandbox};

/// A repository whose review has an error with a suggestion, a warning, a note and something skipped.
fn sample() -> Sandbox {
    let sandbox = Sandbox::with(&[("a.py", GOOD), ("b.bin", "\0")]);
    sandbox.write(
        ".review/rules/python/own.toml",
        "id = \"python/own\"\nseverity = \"error\"\nconfidence = 1.0\nmessage = \"`{name}` is old\"\n\
         why = \"\"\"\nIt went away with version 2.\n\nNothing else.\n\"\"\"\nfix = \"call `abs`\"\nreplacement = \"abs\"\n\
         references = [\"https://example.com/new\"]\n[[example]]\nbad = \"hash(1)\"\ngood = \"abs(1)\"\n",
    );
    let query = "(call function: (identifier) @name @replace (#eq? @name \"hash\")) @report";
    sandbox.write(".review/queries/python/own.scm", query);
    sandbox.write("a.py", format!("{BAD}\n\ndef twice(x):\n    return hash(x,\n               hash(x))\n"));
    sandbox.write("b.bin", [0, 1]);
    sandbox.write("ümläut/ß.py", "größe = 'ä'; same = größe is 'ö'  # review: ignore[python/none]\n");
    sandbox
}

fn snapshot(name: &str, format: &str) {
    let run = sample().review(&["--output-format", format, "a.py", "b.bin", "ümläut"]);
    assert_eq!(run.code, 1);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.add_filter(r#""version": "[^"]+""#, r#""version": "VERSION""#);
    settings.add_filter(r#""version":"[^"]+""#, r#""version":"VERSION""#);
    settings.add_filter(r"(?s)<(style|script)>.*?</(style|script)>", "<$1>...</$1>");
    settings.add_filter("sha256-[^']+", "sha256-...");
    settings.bind(|| insta::assert_snapshot!(name, format!("{}--- standard error\n{}", run.out, run.err)));
}

#[test]
fn full() {
    snapshot("full", "full");
}

#[test]
fn concise() {
    snapshot("concise", "concise");
}

#[test]
fn json() {
    snapshot("json", "json");
}

#[test]
fn json_lines() {
    snapshot("json-lines", "json-lines");
}

#[test]
fn html() {
    snapshot("html", "html");
}

#[test]
fn a_report_can_go_to_a_file_while_the_terminal_gets_the_summary() {
    let sandbox = sample();
    let run = sandbox.review(&["--output-file", "report.json", "--output-format", "json"]);
    assert_eq!(run.out, "");
    assert!(run.err.contains("3 errors"), "{}", run.err);
    let result: serde_json::Value = serde_json::from_str(&sandbox.read("report.json")).unwrap();
    assert_eq!(result["schema"], "review/v1");
}

#[test]
fn text_of_the_repository_cannot_steer_the_terminal() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("a\u{1b}[31m.py", "x = a is '\u{1b}[2J\u{202e}'\n");
    for format in ["full", "concise"] {
        let run = sandbox.review(&["--output-format", format, "--color", "never"]);
        assert!(!run.out.contains(['\u{1b}', '\u{202e}']), "{:?}", run.out);
        assert!(run.out.contains("\\u{1b}"), "{:?}", run.out);
    }
}

#[test]
fn equal_input_gives_equal_bytes_whatever_the_number_of_threads() {
    let sandbox = sample();
    for number in 0..150 {
        sandbox.write(&format!("src/{number}.py"), format!("{BAD}\nx_{number} = hash(1)\n"));
        sandbox.write(&format!("src/{number}.rs"), "fn f() { todo!() }\n");
    }
    let run = |threads: &str| {
        let output = sandbox.program().env("RAYON_NUM_THREADS", threads).args(["--output-format", "json"]).output();
        Run::of(output.unwrap()).out
    };
    let one = run("1");
    assert!(one.len() > 50_000);
    for threads in ["1", "2", "7"] {
        assert!(run(threads) == one, "{threads} threads");
    }
}

#[test]
fn colour_is_for_terminals_and_on_request() {
    let sandbox = sample();
    assert!(!sandbox.review(&["--output-format", "full"]).out.contains('\u{1b}'));
    assert!(sandbox.review(&["--output-format", "full", "--color", "always"]).out.contains('\u{1b}'));
}
