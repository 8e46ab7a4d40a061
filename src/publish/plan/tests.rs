//! Which comments are posted, closed and left as they are, over what stands there already.

use super::*;
use crate::diff;
use crate::diff::Scope;
use crate::finding::{HunkReport, Line, Position, Severity, Side, Suggestion, sample};
use crate::publish::place::Spot;

const PATCH: &[u8] = b"--- a/a.py\n+++ b/a.py\n@@ -10,4 +10,5 @@\n one\n-two\n+deux\n+trois\n three\n four\n";

fn finding(id: u8, line: u32) -> Finding {
    sample::finding(&format!("{id:016x}"), line)
}

fn review(findings: Vec<Finding>) -> Review {
    sample::review(findings)
}

fn thread(id: u8, words: &str) -> Thread {
    let body = format!("<!-- review:{id:016x}{words} -->\nit is wrong");
    Thread { key: id.to_string(), comment: id.to_string(), body, resolved: false, answered: false }
}

fn resolved(thread: Thread) -> Thread {
    Thread { resolved: true, ..thread }
}

/// What is planned, as the ids of what is posted, closed, opened again and listed, and the number that is kept.
fn planned(review: &Review, most: usize, threads: &[Thread]) -> (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, usize) {
    let diff = diff::read(None, &Scope::Patch(PATCH.to_vec()), &[]).unwrap();
    let scene = Scene { review, cut: Cut::default(), diff: &diff, most, complete: true, dialect: Dialect::GitHub };
    let plan = plan(&scene, threads);
    let number = |id: &str| u8::from_str_radix(id, 16).unwrap();
    let keys = |threads: &[(&Thread, String)]| threads.iter().map(|(thread, _)| number(&thread.key)).collect();
    (
        plan.comments.iter().map(|comment| number(&comment.finding)).collect(),
        keys(&plan.gone),
        keys(&plan.back),
        plan.listed.iter().map(|listed| number(&listed.finding.id)).collect(),
        plan.kept,
    )
}

#[test]
fn each_finding_has_one_thread_and_each_thread_its_fate() {
    let (none, here) = (Vec::new(), review(vec![finding(1, 11)]));
    let answered = Thread { answered: true, ..thread(2, "") };
    for (what, threads, expected) in [
        ("nothing is posted yet", vec![], (vec![1], vec![], vec![], vec![], 0)),
        ("it is posted", vec![thread(1, "")], (vec![], vec![], vec![], vec![], 1)),
        ("a person resolved it", vec![resolved(thread(1, ""))], (vec![], vec![], vec![], vec![], 1)),
        ("we closed it", vec![resolved(thread(1, " gone"))], (vec![], vec![], vec![1], vec![], 0)),
        ("we broke off while we closed it", vec![thread(1, " gone")], (vec![], vec![], vec![1], vec![], 0)),
        ("another is gone", vec![thread(1, ""), thread(2, "")], (vec![], vec![2], vec![], vec![], 1)),
        ("another is half closed", vec![thread(2, " gone")], (vec![1], vec![2], vec![], vec![], 0)),
        ("another was closed", vec![resolved(thread(2, " gone"))], (vec![1], vec![], vec![], vec![], 0)),
        ("somebody answered in another", vec![answered], (vec![1], vec![], vec![], vec![], 0)),
    ] {
        assert_eq!(planned(&here, 30, &threads), expected, "{what}");
    }
    assert_eq!(planned(&review(none), 30, &[]), (vec![], vec![], vec![], vec![], 0));
}

#[test]
fn the_most_severe_have_comments_and_the_others_are_listed_until_there_is_room() {
    let bad = Finding { severity: Severity::Error, ..finding(3, 12) };
    let review = review(vec![finding(1, 11), finding(2, 12), bad, finding(4, 99)]);
    assert_eq!(planned(&review, 2, &[]), (vec![3, 1], vec![], vec![], vec![2, 4], 0));
    let threads = [thread(3, ""), thread(1, "")];
    assert_eq!(planned(&review, 2, &threads), (vec![], vec![], vec![], vec![2, 4], 2));
    let threads = [thread(3, ""), resolved(thread(1, ""))];
    assert_eq!(planned(&review, 2, &threads), (vec![2], vec![], vec![], vec![4], 2));
}

#[test]
fn a_model_that_is_silent_closes_nothing_until_the_code_has_changed() {
    let hunk = "0123456789abcdef";
    let row = HunkReport {
        id: hunk.into(),
        path: "a.py".into(),
        old_start: 10,
        old_lines: 4,
        new_start: 10,
        new_lines: 5,
        decision: crate::finding::Decision::Local,
        tiers: Vec::new(),
        risk: None,
        reasons: Vec::new(),
        hard: false,
        look_first: false,
        look_at: Vec::new(),
        verdict: None,
    };
    let there = Review { hunks: vec![row], ..review(Vec::new()) };
    let threads = [thread(1, &format!(" hunk:{hunk}"))];
    assert_eq!(planned(&there, 30, &threads).1, [] as [u8; 0]);
    assert_eq!(planned(&review(Vec::new()), 30, &threads).1, [1]);
}

#[test]
fn nothing_is_gone_where_not_everything_was_read() {
    let degraded = |stage| vec![Degraded::incomplete(stage, "x".into())];
    for (stage, closed) in [(Stage::Diff, 0), (Stage::Rules, 0), (Stage::Risk, 1), (Stage::Cache, 1)] {
        let review = Review { degraded: degraded(stage), ..review(Vec::new()) };
        assert_eq!(planned(&review, 30, &[thread(1, "")]).1.len(), closed, "{stage:?}");
    }
}

/// The first and the last line of a comment, as numbers of the old and the new side, and its suggestion.
type Placed = ([(u32, u32); 2], Option<String>);

fn placed(finding: &Finding) -> Option<Placed> {
    let diff = diff::read(None, &Scope::Patch(PATCH.to_vec()), &[]).unwrap();
    let number = |line: Option<Line>| line.map_or(0, |line| line.0);
    let numbers = |spot: Spot| (number(spot.old), number(spot.new));
    let lines = Lines::of(&diff);
    let fit = lines.fit(finding)?;
    Some(([numbers(fit.place().first), numbers(fit.place().last)], fit.suggestion()))
}

#[test]
fn a_comment_is_on_lines_that_the_diff_shows() {
    let long = |first, last| Finding { end: Position { line: Line(last), column: 2 }, ..finding(1, first) };
    let old = |line| Finding { side: Side::Old, ..finding(1, line) };
    for (what, finding, expected) in [
        ("an added line", finding(1, 11), Some([(0, 11), (0, 11)])),
        ("a line around it", finding(1, 10), Some([(10, 10), (10, 10)])),
        ("a removed line", old(11), Some([(11, 0), (11, 0)])),
        ("several", long(11, 13), Some([(0, 11), (12, 13)])),
        ("several that end outside", long(11, 99), Some([(0, 11), (0, 11)])),
        ("several that begin outside", long(2, 12), Some([(0, 11), (0, 11)])),
        ("a line outside", finding(1, 50), None),
        ("another file", Finding { path: "b.py".into(), ..finding(1, 11) }, None),
    ] {
        assert_eq!(placed(&finding).map(|(lines, _)| lines), expected, "{what}");
    }
}

#[test]
fn a_suggestion_stands_for_whole_lines() {
    let at = |line, column| Position { line: Line(line), column };
    let suggesting = |start, end, replacement: &str| {
        let suggestion = Suggestion { start, end, replacement: replacement.into() };
        placed(&Finding { suggestion: Some(suggestion), ..finding(1, 11) }).unwrap()
    };
    let added = [(0, 11), (0, 11)];
    assert_eq!(suggesting(at(11, 2), at(11, 4), "o"), (added, Some("dox".into())));
    assert_eq!(suggesting(at(11, 1), at(12, 1), ""), (added, Some(String::new())));
    assert_eq!(suggesting(at(11, 5), at(12, 1), " "), ([(0, 11), (0, 12)], Some("deux trois".into())));
    assert_eq!(suggesting(at(11, 1), at(40, 1), "x"), (added, None));
}
