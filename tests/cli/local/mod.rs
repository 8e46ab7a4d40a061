//! The local stage in a review from the outside: risks and their reasons, and what is said where a part is missing,
//! broken or switched off. The findings of the rules and the exit code never depend on it.

mod kept;
mod packages;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;

use crate::sandbox::{BAD, GOOD, Run, Sandbox, places};

const RUST: &str = "pub fn last(items: &[u32]) -> u32 {\n    let at = items.len() - 1;\n    items[at]\n}\n";

/// A repository whose last commit adds Python with a warning, Rust and text.
fn changed() -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "x\n")]);
    sandbox.write_all(&[("a.py", BAD), ("b.rs", RUST), ("notes.txt", "new\n")]);
    sandbox.commit("change");
    sandbox
}

const CHANGE: [&str; 2] = ["--commit", "HEAD"];
const FINDING: [&str; 1] = ["a.py:1 python/mutable-default"];

fn hunk<'r>(result: &'r Value, path: &str) -> &'r Value {
    result["hunks"].as_array().unwrap().iter().find(|hunk| hunk["path"] == path).expect("it is listed")
}

/// What could not be done, as `stage: reason`.
fn degraded(result: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all = result["degraded"].as_array().unwrap().iter();
    all.map(|one| format!("{}: {}", text(&one["stage"]), text(&one["reason"]))).collect()
}

/// The JSON of a run with some variables set.
fn json_with(sandbox: &Sandbox, variables: &[(&str, &str)], arguments: &[&str]) -> Value {
    let mut program = sandbox.program();
    program.args(arguments).args(["--output-format", "json"]).envs(variables.iter().copied());
    let run = Run::of(program.output().unwrap());
    assert!(run.code < 2, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

/// Holds that the rules found what they find, that no hunk of `without` has a risk, and that one reason says the parts.
fn assert_degraded(result: &Value, without: &[&str], parts: &[&str]) {
    assert_eq!(places(result), FINDING);
    let reasons = degraded(result);
    assert_eq!(reasons.len(), 1, "{reasons:?}");
    assert!(reasons[0].starts_with("local: ") && !reasons[0].contains('\n'), "{}", reasons[0]);
    for part in parts {
        assert!(reasons[0].contains(part), "{part:?} is not in {}", reasons[0]);
    }
    for path in ["a.py", "b.rs"] {
        let hunk = hunk(result, path);
        assert_eq!(hunk["risk"].is_null(), without.contains(&path), "{hunk}");
    }
}

/// The file in the sandbox where lies what was learned there.
fn learned_file(sandbox: &Sandbox) -> PathBuf {
    let repository = hybrid_review::git::Repository::open(&sandbox.root()).unwrap();
    let path = hybrid_review::local::learned::LearnedStore::open().unwrap().path(&repository);
    let folder = sandbox.beside("home/.data/review/learned");
    fs::create_dir_all(&folder).unwrap();
    folder.join(path.file_name().unwrap())
}

#[test]
fn hunks_of_python_and_rust_have_risks_and_reasons_and_others_have_none() {
    let result = changed().json(&CHANGE);
    assert_eq!(degraded(&result), [""; 0]);
    for path in ["a.py", "b.rs"] {
        let hunk = hunk(&result, path);
        let risk = hunk["risk"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&risk), "{hunk}");
        for reason in hunk["reasons"].as_array().unwrap() {
            let reason = reason.as_str().unwrap();
            assert!(reason.starts_with("riskier: ") || reason.starts_with("safer: "), "{reason}");
        }
        assert!(!hunk["reasons"].as_array().unwrap().is_empty() && !hunk["look_at"].as_array().unwrap().is_empty());
    }
    assert_eq!(
        (&hunk(&result, "a.py")["decision"], &hunk(&result, "b.rs")["decision"]),
        (&"rules".into(), &"local".into())
    );
    assert!(hunk(&result, "notes.txt")["risk"].is_null());
    assert_eq!((&result["usage"]["local"]["risk"], &result["usage"]["local"]["hunks"]), (&"risk".into(), &2.into()));
}

#[test]
fn explain_lists_the_riskiest_first_marks_hard_cases_and_names_lines() {
    let sandbox = changed();
    let result = sandbox.json(&CHANGE);
    let run = sandbox.review(&["--commit", "HEAD", "--explain"]);
    let rows: Vec<_> = run.out.lines().filter(|row| row.contains('%') || row.contains(" - ")).collect();
    let shown: Vec<f64> = rows.iter().filter_map(|row| row[2..6].trim().trim_end_matches('%').parse().ok()).collect();
    assert!(shown.len() == 2 && shown[0] >= shown[1] && shown[0] > 0.0, "{}", run.out);
    assert!(rows.last().unwrap().contains("notes.txt"), "{}", run.out);
    for row in &rows[..2] {
        let path = if row.contains("a.py:1-3") { "a.py" } else { "b.rs" };
        let hunk = hunk(&result, path);
        assert_eq!(row.starts_with("* "), hunk["look_first"] == true, "{row}");
        assert!(row.contains(&format!("look at {}", hunk["look_at"][0])), "{row}");
        assert!(row.contains(hunk["reasons"][0].as_str().unwrap()), "{row}");
    }
    assert_eq!(rows.iter().filter(|row| row.starts_with("* ")).count(), 1, "{}", run.out);
    assert!(run.out.contains("* begin here"), "{}", run.out);
    let beside = sandbox.review(&["--commit", "HEAD", "--explain", "--output-format", "json"]);
    assert!(serde_json::from_str::<Value>(&beside.out).is_ok() && beside.err.contains("look at"), "{}", beside.err);
}

#[cfg(unix)]
#[test]
fn explain_prints_no_control_characters_of_the_repository() {
    let sandbox = Sandbox::with(&[("README", "x\n")]);
    sandbox.write("a\u{1b}[31m\u{202e}\n.py", BAD.replace("seen", "s\u{1b}[31m"));
    sandbox.commit("change");
    for format in ["full", "concise", "json"] {
        let run = sandbox.review(&["--commit", "HEAD", "--explain", "--output-format", format]);
        let text = format!("{}{}", run.out, run.err);
        assert!(text.contains("look at"), "{text}");
        let raw = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        let text = if format == "json" { run.err } else { text };
        assert!(!text.contains(raw), "{format}: {text:?}");
        assert!(text.lines().any(|row| row.contains('%') && row.contains(".py:1-3")), "{text}");
    }
}

#[test]
fn the_rules_alone_do_not_touch_the_runtime() {
    let sandbox = changed().without_runtime();
    fs::write(sandbox.beside("broken.so"), "not a library").unwrap();
    let broken = sandbox.beside("broken.so").to_string_lossy().into_owned();
    let variables = [("ORT_DYLIB_PATH", &*broken)];
    let result = json_with(&sandbox, &variables, &["--tiers", "rules", "--commit", "HEAD"]);
    assert_eq!((places(&result), degraded(&result)), (FINDING.map(str::to_owned).to_vec(), vec![]));
    assert!(hunk(&result, "a.py")["risk"].is_null() && result["usage"]["local"]["risk"].is_null());
    for arguments in [
        &["--tiers", "rules", "--strict", "--commit", "HEAD", "--explain"][..],
        &["--version"],
        &["rules", "list"],
        &["--strict", "--commit", "HEAD", "notes.txt"],
        &["--strict"],
        &["--strict", "--all"],
    ] {
        let run = Run::of(sandbox.program().args(arguments).envs(variables).output().unwrap());
        assert_eq!(run.code, 0, "{arguments:?}: {}{}", run.out, run.err);
        let said = format!("{}{}", run.out, run.err).to_lowercase();
        assert!(!said.contains("onnx") && !said.contains("broken.so"), "{arguments:?}: {said}");
    }
}

#[test]
fn without_a_runtime_the_rules_go_on_and_one_sentence_says_what_to_do() {
    let sandbox = changed().without_runtime();
    let parts = ["ONNX Runtime is not installed", "`review setup` installs it"];
    assert_degraded(&sandbox.json(&CHANGE), &["a.py", "b.rs"], &parts);
    assert_eq!(exit_codes(&sandbox, &[]), [0, 1, 2]);
}

#[test]
fn a_broken_runtime_that_was_named_is_told_once() {
    let sandbox = changed().without_runtime();
    fs::write(sandbox.beside("broken.so"), "not a library").unwrap();
    let broken = sandbox.beside("broken.so").to_string_lossy().into_owned();
    for variable in ["ORT_DYLIB_PATH", "REVIEW_RUNTIME_LIBRARY"] {
        let variables = [(variable, &*broken)];
        let result = json_with(&sandbox, &variables, &CHANGE);
        assert_degraded(&result, &["a.py", "b.rs"], &["broken.so cannot be loaded", "`review setup` installs"]);
        assert_eq!(exit_codes(&sandbox, &variables), [0, 1, 2]);
    }
}

/// The exit codes as it comes, with a limit that the finding reaches, and of a strict run.
fn exit_codes(sandbox: &Sandbox, variables: &[(&str, &str)]) -> [i32; 3] {
    [&[][..], &["--fail-on", "warning"], &["--strict"]].map(|more| {
        let mut program = sandbox.program();
        program.args(CHANGE).args(more).envs(variables.iter().copied());
        Run::of(program.output().unwrap()).code
    })
}

#[test]
fn a_model_that_was_named_and_is_not_there_is_told() {
    let sandbox = changed();
    let result = json_with(&sandbox, &[("REVIEW_LOCAL_RISK", "theirs")], &CHANGE);
    let parts = ["there is no model `theirs`, which `[local] risk` names", "review models list"];
    assert_degraded(&result, &["a.py", "b.rs"], &parts);
    assert!(result["usage"]["local"]["risk"].is_null());
    assert_eq!(exit_codes(&sandbox, &[("REVIEW_LOCAL_RISK", "theirs")]), [0, 1, 2]);
}

#[test]
fn risk_off_is_silent_unless_the_stage_was_asked_for() {
    let sandbox = changed();
    let off = [("REVIEW_LOCAL_RISK", "off")];
    let result = json_with(&sandbox, &off, &CHANGE);
    assert_eq!((places(&result), degraded(&result)), (FINDING.map(str::to_owned).to_vec(), vec![]));
    assert!(hunk(&result, "b.rs")["risk"].is_null());
    assert_eq!(exit_codes(&sandbox, &off), [0, 1, 0]);
    let asked = json_with(&sandbox, &off, &["--commit", "HEAD", "--tiers", "rules,local"]);
    assert_degraded(&asked, &["a.py", "b.rs"], &["switches it off"]);
}

#[test]
fn what_was_learned_and_is_broken_is_told_and_the_model_speaks_alone() {
    use hybrid_review::local::learned::{Base, Learned};
    let sandbox = changed();
    let before = sandbox.json(&CHANGE);
    let file = learned_file(&sandbox);
    let kept = |learned: &Learned| serde_json::json!({ "current": learned, "previous": null }).to_string();
    let base = Base::new("risk", version());
    let large = Learned { scale: 1e9, ..Learned::nothing(base.clone()) };
    let whole = kept(&Learned::nothing(base.clone()));
    for (text, reason) in [
        ("", "is broken"),
        ("[]", "is broken"),
        (&whole[..whole.len() / 2], "is broken"),
        (&*kept(&large), "its scale or its offset is out of range"),
        (&*kept(&Learned::nothing(Base::new("other", "1"))), "it belongs to other 1"),
    ] {
        fs::write(&file, text).unwrap();
        let result = sandbox.json(&CHANGE);
        assert_degraded(&result, &[], &["what was learned here is not used", reason, "`review learn` learns anew"]);
        assert_eq!(result["hunks"], before["hunks"]);
    }
    assert_eq!(exit_codes(&sandbox, &[]), [0, 1, 2]);
    let shifted = Learned { offset: 2.0, ..Learned::nothing(base) };
    fs::write(&file, kept(&shifted)).unwrap();
    let result = sandbox.json(&CHANGE);
    assert_eq!(degraded(&result), [""; 0]);
    assert!(hunk(&result, "a.py")["risk"].as_f64() > hunk(&before, "a.py")["risk"].as_f64());
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert_degraded(&sandbox.json(&CHANGE), &[], &["what was learned here cannot be read"]);
}

/// The version of the model that is part of the program.
fn version() -> &'static str {
    let manifest = include_str!("../../../models/risk/manifest.toml");
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \"")).unwrap();
    line.trim_end_matches('"')
}

#[test]
fn runs_at_once_and_any_number_of_threads_give_the_same_bytes() {
    let sandbox = changed();
    for number in 0..30 {
        sandbox.write(&format!("m{number}.py"), format!("{BAD}\nx{number} = {number}\n"));
        sandbox.write(&format!("m{number}.rs"), RUST.repeat(number % 3 + 1));
    }
    sandbox.commit("more");
    let start = |threads: &str| {
        let mut program = sandbox.program();
        program.args(CHANGE).args(["--explain", "--output-format", "json"]).env("RAYON_NUM_THREADS", threads);
        program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let runs = ["1", "4", "4", "1"].map(start);
    let ends = runs.map(|run| run.wait_with_output().unwrap());
    let first = String::from_utf8(ends[0].stdout.clone()).unwrap();
    assert!(first.contains("\"risk\": 0."), "{first}");
    for end in &ends {
        assert!(end.stdout == ends[0].stdout && end.stderr == ends[0].stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_home_that_is_missing_or_read_only_changes_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = changed();
    let before = sandbox.json(&CHANGE);
    let none = sandbox.beside("none").to_string_lossy().into_owned();
    let file = sandbox.root().join("README").to_string_lossy().into_owned();
    for home in [&*none, &*file, ""] {
        let variables = [("HOME", home), ("XDG_DATA_HOME", home), ("XDG_CONFIG_HOME", home)];
        assert_eq!(json_with(&sandbox, &variables, &CHANGE), before, "{home:?}");
    }
    let home = sandbox.beside("home");
    fs::create_dir_all(home.join(".data")).unwrap();
    for folder in [home.join(".data"), home.clone()] {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).unwrap();
    }
    assert_eq!(sandbox.json(&CHANGE), before);
    let left = home.join(".data").read_dir().unwrap().count();
    fs::set_permissions(&home, fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn files_of_every_odd_kind_are_assessed_at_their_own_lines() {
    let many = (0..60).fold(String::new(), |mut text, number| {
        writeln!(text, "value_{number} = {number}").unwrap();
        text
    });
    let edited = many.replace("value_9 = 9\n", "value_9 = 10\nmore = 1\n").replace("value_50 = 50\n", "");
    let files = ["a.py", "crlf.py", "emptied.py", "vendor.py", "z.py"];
    let sandbox = Sandbox::with(&files.map(|path| (path, &*many)));
    let renamed = |text: &str| text.replace("value", "renamed");
    sandbox.write_all(&[("deleted.py", GOOD), ("renamed.py", &renamed(&many))]);
    sandbox.commit("two others");
    sandbox.git(&["rm", "--quiet", "deleted.py"]);
    sandbox.git(&["mv", "renamed.py", "moved.py"]);
    for path in ["a.py", "vendor.py", "z.py"] {
        sandbox.write(path, &edited);
    }
    sandbox.write("moved.py", renamed(&edited));
    sandbox.write("crlf.py", edited.replace('\n', "\r\n"));
    sandbox.write("emptied.py", "");
    sandbox.write("binary.py", b"x = 1\0\n");
    sandbox.write("broken.py", "def (:\n  ]]]\n\tx = = 1\n");
    sandbox.write("latin.py", b"name = '\xe9\xff'\n");
    sandbox.write("long.rs", format!("const X: &str = \"{}\";\n", "a\u{301}".repeat(50_000)));
    sandbox.write("no_end.rs", "fn last() {}");
    sandbox.write("review.toml", "[review]\nexclude = [\"vendor.py\"]\n");
    sandbox.commit("odd");
    let result = sandbox.json(&CHANGE);
    assert!(!degraded(&result).iter().any(|reason| reason.starts_with("local")), "{:?}", degraded(&result));
    for hunk in result["hunks"].as_array().unwrap() {
        let number = |key: &str| hunk[key].as_u64().unwrap();
        let lines = number("new_start")..number("new_start") + number("new_lines");
        let look_at = hunk["look_at"].as_array().unwrap();
        assert!(look_at.iter().all(|line| lines.contains(&line.as_u64().unwrap())), "{hunk}");
        let path = hunk["path"].as_str().unwrap();
        let silent = ["binary.py", "deleted.py", "review.toml", "vendor.py"].contains(&path);
        assert_eq!(hunk["risk"].is_null(), silent, "{hunk}");
    }
    for path in ["a.py", "crlf.py", "moved.py", "z.py", "broken.py", "long.rs", "no_end.rs"] {
        assert!(!hunk(&result, path)["look_at"].as_array().unwrap().is_empty(), "{path}");
    }
}

#[test]
fn a_diff_without_its_repository_has_risks() {
    let patch = changed().git(&["show", "HEAD"]);
    let sandbox = Sandbox::without_repository();
    let run = sandbox.review_with_input(&["--diff", "-", "--output-format", "json"], patch.as_bytes());
    let result: Value = serde_json::from_str(&run.out).unwrap();
    assert!(!hunk(&result, "a.py")["risk"].is_null() && !hunk(&result, "b.rs")["risk"].is_null(), "{}", run.out);
}

#[test]
fn whole_files_have_no_risk_and_nothing_is_said_of_it() {
    let sandbox = changed();
    let result = sandbox.json(&["--all"]);
    assert_eq!((places(&result), degraded(&result)), (FINDING.map(str::to_owned).to_vec(), vec![]));
    assert!(result["hunks"].as_array().unwrap().iter().all(|hunk| hunk["risk"].is_null()));
    assert!(result["usage"]["local"]["risk"].is_null());
}

#[test]
fn of_thousands_of_hunks_the_riskiest_have_reasons() {
    let text = |edited: bool, rust: bool| {
        (0..75).fold(String::new(), |mut text, number| {
            for line in 0..8 {
                let value = if edited && line == 4 { number + 7 } else { number };
                let (start, end) = if rust { ("const V", ": usize = ") } else { ("v", " = ") };
                writeln!(text, "{start}{number}_{line}{end}{value}{}", if rust { ";" } else { "" }).unwrap();
            }
            text
        })
    };
    let sandbox = Sandbox::new();
    for edited in [false, true] {
        for file in 0..40 {
            let rust = file % 2 == 1;
            sandbox.write(&format!("m{file}.{}", if rust { "rs" } else { "py" }), text(edited, rust));
        }
        sandbox.commit("all");
    }
    let result = sandbox.json(&CHANGE);
    assert_eq!((degraded(&result), &result["usage"]["local"]["hunks"]), (vec![], &3000.into()));
    let hunks = result["hunks"].as_array().unwrap();
    let (told, others): (Vec<_>, Vec<_>) =
        hunks.iter().partition(|hunk| !hunk["look_at"].as_array().unwrap().is_empty());
    assert_eq!((told.len(), others.len()), (400, 2600));
    assert!(others.iter().all(|hunk| hunk["reasons"].as_array().unwrap().is_empty()));
    let risk = |hunk: &&Value| hunk["risk"].as_f64().unwrap();
    let least = told.iter().map(risk).fold(1.0, f64::min);
    assert!(others.iter().map(risk).all(|risk| risk <= least));
}

#[test]
fn a_repository_names_no_model_and_no_library() {
    let sandbox = changed();
    let before = sandbox.json(&CHANGE);
    sandbox.write("evil.so", "not a library");
    let library = sandbox.root().join("evil.so").to_string_lossy().replace('\\', "/");
    sandbox.write("review.toml", format!("[local]\nrisk = \"off\"\n[runtime]\nlibrary = \"{library}\"\n"));
    let result = sandbox.json(&CHANGE);
    let reasons = degraded(&result);
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    for (reason, key) in reasons.iter().zip(["`local.risk`", "`runtime.library`"]) {
        assert!(reason.starts_with(&format!("config: {key} in review.toml is ignored")), "{reason}");
    }
    assert_eq!(result["hunks"], before["hunks"]);
}
