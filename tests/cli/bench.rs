//! `review bench` from the outside: a past with known mistakes, labelled files, and what it refuses.

use serde_json::Value;

use crate::sandbox::{BAD, GOOD, Sandbox};

/// A history of `changes` commits, every second of them fixed later, and a few newer ones.
fn past(changes: usize) -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "x\n"), ("a.py", GOOD)]);
    let file = |number: usize, value: &str| {
        (format!("pkg/m{number}.py"), format!("{GOOD}\n\ndef use_{number}():\n    return add({value}, [])\n"))
    };
    for number in 0..changes {
        let (path, text) = file(number, "1 - 2");
        sandbox.write(&path, if number % 4 == 0 { text.replace(GOOD, BAD) } else { text });
        sandbox.commit(&format!("Add use {number}"));
    }
    for number in (0..changes).step_by(2) {
        let (path, _) = file(number, "");
        let text = sandbox.read(&path).replace("1 - 2", "1 + 2").replace("seen=[]", "seen");
        sandbox.write(&path, text);
        sandbox.commit(&format!("Fix wrong use {number}"));
    }
    sandbox
}

fn json(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let run = sandbox.review(&[&["bench", "--output-format", "json"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn the_past_is_mined_replayed_and_measured() {
    let sandbox = past(8);
    let bench = json(&sandbox, &[]);
    assert_eq!(bench["schema"], "review-bench/v1");
    assert_eq!((&bench["origin"]["fixes"], &bench["origin"]["introductions"]), (&4.into(), &4.into()));
    let counts = &bench["all"]["counts"];
    // Thirteen commits less the newest, and less the first one.
    assert_eq!(
        (&counts["changes"], &counts["buggy_changes"], &counts["buggy_hunks"]),
        (&11.into(), &4.into(), &4.into())
    );
    assert_eq!(counts["buggy_lines"], 6, "a line of each, and the two bad defaults");
    assert_eq!(bench["all"]["rules"]["caught_hunks"], 2);
    let rules =
        &bench["all"]["measured"]["rankings"].as_array().unwrap().iter().find(|r| r["ranking"] == "rules").unwrap();
    assert!(rules["figures"][0]["value"].as_f64().unwrap() > 0.6);
    assert_eq!(json(&sandbox, &[]), bench, "equal input, equal output");
    let few = json(&sandbox, &["--most", "4"]);
    assert_eq!(few["all"]["counts"]["buggy_changes"], 2);
    assert!((few["rate"].as_f64().unwrap() - bench["rate"].as_f64().unwrap()).abs() < 1e-9, "weighed");
}

#[test]
fn the_report_is_text_or_a_page_in_a_file() {
    let sandbox = past(4);
    let text = sandbox.review(&["bench"]);
    assert!(text.out.contains("only 2 buggy hunks") && text.out.contains("larger hunk first"), "{}", text.out);
    let page = sandbox.beside("bench.html");
    let run = sandbox.review(&["bench", "--output-format", "html", "-o", page.to_str().unwrap()]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(std::fs::read_to_string(page).unwrap().contains("<svg"));
}

#[test]
fn a_past_that_was_written_gives_the_same_figures_when_read() {
    let sandbox = past(8);
    let file = sandbox.beside("past.jsonl");
    let file = file.to_str().unwrap();
    assert_eq!(sandbox.review(&["bench", "--write", file]).code, 0);
    let (own, read) = (json(&sandbox, &[]), json(&sandbox, &[file]));
    assert_eq!(own["all"], read["all"]);
    let from_input =
        sandbox.review_with_input(&["bench", "-", "--output-format", "json"], &std::fs::read(file).unwrap());
    let from_input: Value = serde_json::from_str(&from_input.out).unwrap();
    assert_eq!(from_input["all"], read["all"]);
    assert_eq!(sandbox.review(&["bench", "--most", "4", "--write", file]).code, 0);
    assert_eq!(json(&sandbox, &["--most", "4"])["all"], json(&sandbox, &[file])["all"], "with their weights");
    let weighed = json(&sandbox, &[file, "--rate", "0.05"]);
    assert!((weighed["rate"].as_f64().unwrap() - 0.05).abs() < 1e-9);
}

#[test]
fn what_cannot_be_judged_says_why() {
    let refused = |sandbox: &Sandbox, arguments: &[&str]| {
        let run = sandbox.review(&[&["bench"], arguments].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        run.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ")
    };
    assert!(refused(&Sandbox::without_repository(), &[]).contains("not in a git repository"));
    assert!(refused(&Sandbox::new(), &[]).contains("no commits yet"));
    let quiet = Sandbox::with(&[("a.py", GOOD)]);
    let said = refused(&quiet, &[]);
    assert!(said.contains("none of 1 commit brought in") && said.contains("python, ruby, rust"), "{said}");
    let file = |name: &str, text: &str| {
        let path = quiet.beside(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    assert!(refused(&quiet, &[&file("empty.jsonl", "\n")]).contains("empty.jsonl holds no labelled changes"));
    let broken = file("broken.jsonl", "\n{\"label\": 3}\n");
    assert!(refused(&quiet, &[&broken]).contains("line 2 of"), "{}", refused(&quiet, &[&broken]));
    assert!(refused(&quiet, &[&quiet.beside("nothing").to_string_lossy()]).contains("cannot be read"));
    let past = past(2);
    assert!(refused(&past, &["--rate", "1.5"]).contains("1.5 is no share"));
}
