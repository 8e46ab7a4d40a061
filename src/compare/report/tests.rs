//! A small comparison in each form of its report.

use super::super::run::Run;
use super::super::{Comparison, Origin, Response, Row};
use super::*;
use crate::prompt::Verdict;

fn comparison() -> Comparison {
    let row = |path: &str, buggy: &[u32]| Row {
        change: Some("c".into()),
        path: path.into(),
        old_start: 1,
        old_lines: 2,
        new_start: 3,
        new_lines: 4,
        buggy: Some(buggy.into()),
    };
    let said =
        |verdict, mistake, inline| Some(Response { verdict, mistake, inline, without_line: 0, is_hit: inline > 0 });
    let mut first = Run::named("first");
    first.comments = true;
    first.said = vec![said(Verdict::Comment, Some(0.834_56), 2), said(Verdict::Clear, Some(0.1), 0)];
    first.timing.work_ms = 2000.0;
    first.timing.reply_tokens = 50;
    let mut second = Run::named("second");
    second.said = vec![said(Verdict::Clear, None, 0), None];
    second.unanswered.insert("it said <no> | \u{1b}[31mno".into(), 1);
    let origin = Origin::Labelled { file: "all.jsonl".into(), buggy: 7, clean: 9 };
    Comparison::from_runs(origin, &[row("a.py", &[4]), row("b|c.py", &[])], &[first, second])
}

fn written(format: Format) -> String {
    let mut out = Vec::new();
    write(&comparison(), format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_tables_stand_side_by_side() {
    let text = written(Format::Full);
    for part in [
        "labelled changes of all.jsonl: 2 hunks, 1 of them buggy, of 7 buggy ones and 9 others",
        "  a.py:3-6    buggy  comment 83% +2   clear\n",
        "  b|c.py:3-6  clean       clear 10%       -\n",
        "first and second      1            0%   0.00",
        "second: no answer for 1 hunk: it said <no> |",
        "25\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "no terminal is given orders");
}

#[test]
fn in_markdown_no_name_breaks_out_of_its_cell() {
    let text = written(Format::Markdown);
    assert!(text.contains("| b\\|c.py:3-6 | clean | clear 10% | - |"), "{text}");
    assert!(text.contains("- second: no answer for 1 hunk: it said \\<no> \\|"), "{text}");
}

#[test]
fn the_json_has_four_digits_of_a_probability_and_null_for_no_answer() {
    let json: serde_json::Value = serde_json::from_str(&written(Format::Json)).unwrap();
    assert_eq!(json["schema"], "review-compare/v1");
    assert_eq!(json["hunks"][0]["said"][0]["mistake"], 0.8346);
    assert!(json["hunks"][1]["said"][1].is_null());
    assert_eq!(json["models"][1]["unanswered"][0]["hunks"], 1);
    assert_eq!(json["models"][0]["accuracy"]["hits"], 1.0);
}
