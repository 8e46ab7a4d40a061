//! What becomes of threads when files are renamed.

use super::*;
use crate::diff::{self, Scope};
use crate::finding::sample;
use crate::merge::Cut;
use crate::publish::{Dialect, Plan, plan};

/// The id of a finding of which only the path and the code count.
fn id(path: &str, code: u8) -> String {
    format!("{}{code:08x}", path_half(path))
}

fn finding(path: &str, code: u8) -> Finding {
    Finding { path: path.into(), ..sample::finding(&id(path, code), 1) }
}

fn thread(path: &str, code: u8, words: &str) -> Thread {
    let (key, body) = (format!("{path}:{code}"), format!("<!-- review:{}{words} -->\nit is wrong", id(path, code)));
    Thread { comment: key.clone(), key, body, resolved: false, answered: false }
}

fn dismissed(path: &str, code: u8) -> Thread {
    Thread { resolved: true, ..thread(path, code, "") }
}

fn answered(path: &str, code: u8) -> Thread {
    Thread { answered: true, ..thread(path, code, "") }
}

fn closed(path: &str, code: u8) -> Thread {
    Thread { resolved: true, ..thread(path, code, " gone") }
}

/// What is planned for findings in files that all are new, as rows of words.
fn planned(findings: &[(&str, u8)], threads: &[Thread]) -> Vec<String> {
    let file = |path| format!("--- /dev/null\n+++ b/{path}\n@@ -0,0 +1 @@\n+x\n");
    let paths: BTreeSet<_> = findings.iter().map(|(path, _)| *path).collect();
    let patch: String = paths.into_iter().map(file).collect();
    let diff = diff::read(None, &Scope::Patch(patch.into_bytes()), &[]).unwrap();
    let review = sample::review(findings.iter().map(|(path, code)| finding(path, *code)).collect());
    let (cut, dialect) = (Cut::default(), Dialect::GitHub);
    let scene = Scene { review: &review, cut, diff: &diff, most: 30, complete: true, dialect };
    let Plan { comments, gone, back, kept, dismissed, .. } = plan(&scene, threads);
    let mut rows: Vec<_> = comments.iter().map(|own| format!("say {}", own.place.new_path)).collect();
    rows.extend(gone.iter().map(|(thread, body)| {
        let fate = body.lines().nth(1).unwrap().split(" as of").next().unwrap().to_owned();
        format!("close {}: {fate}", thread.key)
    }));
    rows.extend(back.iter().map(|(thread, _)| format!("open {}", thread.key)));
    rows.extend((kept > 0).then(|| format!("keep {kept}, {dismissed} dismissed")));
    rows
}

#[test]
fn what_people_settled_stays_settled_when_its_file_is_renamed() {
    let moved = [("b.py", 1)];
    for (what, threads, expected) in [
        ("dismissed", vec![dismissed("a.py", 1)], vec!["keep 1, 1 dismissed"]),
        ("answered", vec![answered("a.py", 1)], vec!["keep 1, 0 dismissed"]),
        ("open", vec![thread("a.py", 1, "")], vec!["say b.py", "close a.py:1: Moved to `b.py`"]),
        ("closed by us", vec![closed("a.py", 1)], vec!["say b.py"]),
        ("other code", vec![dismissed("a.py", 2)], vec!["say b.py"]),
        ("renamed twice", vec![dismissed("a.py", 1), dismissed("c.py", 1)], vec!["keep 1, 1 dismissed"]),
    ] {
        assert_eq!(planned(&moved, &threads), expected, "{what}");
    }
}

#[test]
fn a_run_that_broke_off_at_a_renamed_file_ends_the_same() {
    let (old, new) = (thread("a.py", 1, ""), thread("b.py", 1, ""));
    let closing = ["close a.py:1: Moved to `b.py`", "keep 1, 0 dismissed"];
    assert_eq!(planned(&[("b.py", 1)], &[old, new.clone()]), closing);
    assert_eq!(planned(&[("b.py", 1)], &[closed("a.py", 1), new]), ["keep 1, 0 dismissed"]);
}

#[test]
fn a_file_that_is_renamed_back_has_its_threads_again() {
    let here = [("a.py", 1)];
    let threads = [closed("a.py", 1), thread("b.py", 1, "")];
    assert_eq!(planned(&here, &threads), ["close b.py:1: Moved to `a.py`", "open a.py:1"]);
    let threads = [closed("a.py", 1), dismissed("b.py", 1)];
    assert_eq!(planned(&here, &threads), ["keep 1, 1 dismissed"], "it was dismissed under its other name");
    assert_eq!(planned(&here, &[dismissed("a.py", 1)]), ["keep 1, 1 dismissed"]);
}

#[test]
fn a_copy_has_a_thread_of_its_own_while_the_old_file_is_there() {
    let both = [("a.py", 1), ("b.py", 1)];
    assert_eq!(planned(&both, &[dismissed("a.py", 1)]), ["say b.py", "keep 1, 1 dismissed"]);
    let mended = [("a.py", 2), ("b.py", 1)];
    let threads = [dismissed("a.py", 1), thread("a.py", 2, "")];
    assert_eq!(planned(&mended, &threads), ["say b.py", "keep 1, 0 dismissed"], "its file has not left");
}

#[test]
fn no_more_findings_are_silent_than_were_dismissed() {
    let copies = [("b.py", 1), ("c.py", 1)];
    assert_eq!(planned(&copies, &[dismissed("a.py", 1)]), ["say c.py", "keep 1, 1 dismissed"]);
    let said = [dismissed("a.py", 1), thread("c.py", 1, "")];
    assert_eq!(planned(&copies, &said), ["keep 2, 1 dismissed"]);
    let alike = [("b.py", 1), ("b.py", 2)];
    assert_eq!(planned(&alike, &[dismissed("a.py", 2)]), ["say b.py", "keep 1, 1 dismissed"]);
}
