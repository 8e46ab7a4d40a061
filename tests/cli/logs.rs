//! The log of a CI job: whatever a change is called and says, no line of it is a command to the runner.

use crate::sandbox::{Run, Sandbox};

/// A change whose names and code are commands of GitHub's runner.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "")]);
    for path in ["::stop-commands::x.py", "sub/##[add-mask]y.py"] {
        sandbox.write(path, "def add(item, seen=[\"##[stop-commands]x\", \"::debug::\"]):\n    return seen\n");
    }
    sandbox.write("::set-output name=a::b.bin", b"\0\xff");
    sandbox.write("::error::broken.py", b"x = '\xff\xfe'\n");
    sandbox
}

fn in_ci(sandbox: &Sandbox, arguments: &[&str], variable: &str) -> Run {
    Run::of(sandbox.program().args(arguments).env(variable, "true").output().unwrap())
}

fn commands<'t>(text: &'t str, own: &[&str]) -> Vec<&'t str> {
    let is_command = |line: &&str| {
        let start = line.trim_start();
        let is_own = own.iter().any(|own| start.starts_with(own));
        (start.starts_with("::") && !is_own) || line.contains("##[")
    };
    text.split(['\n', '\r']).filter(is_command).collect()
}

#[test]
fn no_format_gives_the_runner_a_command_of_the_change() {
    let sandbox = sandbox();
    let formats =
        ["full", "concise", "json", "json-lines", "sarif", "rdjson", "github", "gitlab", "junit", "markdown", "html"];
    for format in formats {
        let own = if format == "github" { &["::error ", "::warning ", "::notice "][..] } else { &[] };
        for variable in ["GITHUB_ACTIONS", "CI"] {
            let run = in_ci(&sandbox, &["--output-format", format, "--explain"], variable);
            assert!(run.code < 2, "{}", run.err);
            assert!(run.out.contains("stop-commands"), "{format}: {}", run.out);
            assert_eq!(commands(&run.out, own), [] as [&str; 0], "{format}");
            assert_eq!(commands(&run.err, &[]), [] as [&str; 0], "{format}");
        }
    }
}

#[test]
fn outside_of_ci_and_in_files_names_are_what_they_are() {
    let sandbox = sandbox();
    assert!(
        sandbox.review(&[]).out.contains("\n::stop-commands::x.py:1:") || sandbox.review(&[]).out.starts_with("::stop")
    );
    let run = in_ci(&sandbox, &["--output-file", "../report.txt"], "CI");
    assert!(run.code < 2, "{}", run.err);
    let text = std::fs::read_to_string(sandbox.beside("report.txt")).unwrap();
    assert!(text.contains("::stop-commands::x.py:1:"), "{text}");
}

#[test]
fn the_json_of_a_log_says_the_same() {
    let sandbox = sandbox();
    let run = in_ci(&sandbox, &["--output-format", "json"], "GITHUB_ACTIONS");
    let logged: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(logged["findings"], sandbox.json(&[])["findings"]);
}

#[test]
fn an_error_is_no_command_either() {
    let sandbox = sandbox();
    for arguments in [&["--base", "\n::stop-commands::x"][..], &["rules", "show", "\n::debug::x"], &["\n##[group]x"]] {
        let run = in_ci(&sandbox, arguments, "GITHUB_ACTIONS");
        assert_eq!(run.code, 2);
        assert_eq!(commands(&run.err, &[]), [] as [&str; 0]);
    }
}
