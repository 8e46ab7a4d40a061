//! What is shown of a hunk with much room, with little, and with too little for it.

use super::*;
use crate::diff::{FileChange, parse};

const OLD_AND_NEW: &str = "class Store:\n    def load(self, path):\n        with open(path) as file:\n            text = file.read()\n        rows = text.split()\n        total = 0\n        for row in rows:\n            total += int(row)\n        self.rows = rows\n        self.total = total\n        return total\n\ndef other():\n    pass\n";

const PATCH: &str = "--- a/store.py\n+++ b/store.py\n@@ -5,3 +5,3 @@\n         rows = text.split()\n-        total = 1\n+        total = 0\n         for row in rows:\n";

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

fn change(patch: &str) -> FileChange {
    parse(patch.as_bytes()).unwrap().into_iter().next().unwrap().change
}

fn prompt(patch: &str, text: &str, most: usize) -> String {
    let (change, file) = (change(patch), SourceFile::new("store.py", text));
    let view = HunkView {
        path: "store.py",
        hunk: &change.hunks()[0],
        file: Some(&file),
        signatures: &["def split(self)".to_owned()],
        findings: &[],
        guidelines: &[],
        redactor: &Redactor::new(),
    };
    Prompt::of(&view, most + words(INSTRUCTIONS), &words).user
}

#[test]
fn with_room_the_whole_function_around_the_hunk_is_shown() {
    let text = prompt(PATCH, OLD_AND_NEW, 500);
    insta::with_settings!({snapshot_path => "../../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("prompt", text);
    });
}

#[test]
fn without_room_the_hunk_stays_and_what_is_around_it_goes() {
    let text = prompt(PATCH, OLD_AND_NEW, 40);
    assert!(text.contains("-        total = 1\n+        total = 0\n"), "{text}");
    assert!(!text.contains("with open") && !text.contains("return total"), "{text}");
    assert!(text.contains(" class Store:\n     def load(self, path):\n ...\n"), "{text}");
}

#[test]
fn a_hunk_that_is_too_long_loses_its_end_and_says_so() {
    let lines: Vec<String> = (0..200).map(|n| format!("+x{n} = {n}\n")).collect();
    let added = lines.concat();
    let patch = format!("--- /dev/null\n+++ b/store.py\n@@ -0,0 +1,200 @@\n{added}");
    let text = prompt(&patch, &added.replace('+', ""), 100);
    assert!(text.contains("+x0 = 0") && !text.contains("+x199"), "{text}");
    assert!(text.ends_with("further changed lines are not shown)"), "{text}");
    assert!(words(&text) <= 100, "{}", words(&text));
}

#[test]
fn the_parts_never_take_more_than_there_is() {
    let count = |text: &str| text.len().div_ceil(3);
    let (change, file) = (change(PATCH), SourceFile::new("store.py", OLD_AND_NEW));
    let guideline = Guideline::read_all(&crate::project::Project::default()).unwrap();
    assert!(guideline.is_empty());
    for most in (count(INSTRUCTIONS) + 60..2000).step_by(50) {
        let view = HunkView {
            path: "store.py",
            hunk: &change.hunks()[0],
            file: Some(&file),
            signatures: &vec!["def f(a, b, c)".to_owned(); 10],
            findings: &[],
            guidelines: &[],
            redactor: &Redactor::new(),
        };
        let prompt = Prompt::of(&view, most, &count);
        assert!(count(prompt.system) + count(&prompt.user) <= most, "{most}");
    }
}
