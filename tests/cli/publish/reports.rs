//! What `review ci` writes beside the comments: a report for other tools, and the log.

use serde_json::Value;

use super::github::GitHub;
use super::{bad, ci, repository};

#[test]
fn a_report_for_other_tools_is_written_beside_the_comments_and_holds_what_was_not_commented() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", format!("{}{}", bad("one"), bad("two")));
    // The change has no say in what is reported.
    sandbox.write("review.toml", "[rules]\n\"python/mutable-default\" = \"off\"\n");
    sandbox.commit("work");
    let variables = github.push(&sandbox, "opened");
    let path = sandbox.beside("review.sarif");
    let file = path.to_str().unwrap();
    let arguments = ["--max-comments", "1", "--output-format", "sarif", "--output-file", file];
    let run = ci(&sandbox, &variables, &arguments);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(github.state().threads.len(), 1);
    assert!(run.out.contains("a.py:1:") && run.out.contains("a.py:6:"), "the log has both: {}", run.out);
    let report: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let results = report["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.iter().filter(|result| result["ruleId"] == "python/mutable-default").count(), 2);
}

#[test]
fn a_report_that_is_asked_for_without_a_file_is_the_log() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", bad("one"));
    sandbox.commit("work");
    let run = ci(&sandbox, &github.push(&sandbox, "opened"), &["--output-format", "json"]);
    let review: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out));
    assert_eq!(review["findings"][0]["rule"], "python/mutable-default");
}

#[test]
fn a_report_that_cannot_be_written_is_an_error_and_the_comments_are_there() {
    let (sandbox, github) = (repository(), GitHub::start());
    sandbox.write("a.py", bad("one"));
    sandbox.commit("work");
    let nowhere = sandbox.beside("no/where");
    let run = ci(&sandbox, &github.push(&sandbox, "opened"), &["--output-file", nowhere.to_str().unwrap()]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("where") && github.state().threads.len() == 1, "{}", run.err);
}
