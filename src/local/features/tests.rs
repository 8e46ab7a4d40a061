//! What the features say of edits that a person can check by eye.

#![allow(clippy::float_cmp)] // what is compared are quotients of small whole numbers, always the same

mod random;

use git2::{DiffOptions, Patch};

use super::*;
use crate::diff::{self, FileChange, Reader, Texts};
use crate::finding::Side;
use crate::syntax::SourceFile;

/// A file before and after an edit; new without a text before.
pub(crate) type Edit<'a> = (&'a str, Option<&'a str>, &'a str);

/// The change that an edit makes, read from its unified diff; none where nothing changed.
fn change_of((path, before, after): Edit<'_>) -> Option<FileChange> {
    let mut options = DiffOptions::new();
    options.force_text(true);
    let (old, new) = (before.unwrap_or_default().as_bytes(), after.as_bytes());
    let mut patch = Patch::from_buffers(old, None, new, None, Some(&mut options)).unwrap();
    let text = String::from_utf8(patch.to_buf().unwrap().to_vec()).unwrap();
    let hunks = &text[text.find("@@ -")?..];
    let old = before.map_or("/dev/null".to_owned(), |_| format!("a/{path}"));
    let text = format!("--- {old}\n+++ b/{path}\n{hunks}");
    Some(diff::parse(text.as_bytes()).unwrap().remove(0).change)
}

/// The measures of all hunks of some edits.
pub(crate) fn measured(edits: &[Edit<'_>]) -> Vec<Measures> {
    let of_file = |edit: &Edit<'_>| {
        let file = SourceFile::new(edit.0, edit.2);
        change_of(*edit).map_or(Vec::new(), |change| measure(&change, &file))
    };
    edits.iter().flat_map(of_file).collect()
}

/// Some edits as models see them.
struct Seen {
    hunks: Vec<HunkVector>,
    lines: Vec<Vec<LineVector>>,
}

impl Seen {
    fn of(edits: &[Edit<'_>]) -> Self {
        Self::of_measures(&measured(edits))
    }

    fn of_measures(measures: &[Measures]) -> Self {
        Self { hunks: vectors(measures), lines: line_vectors(measures) }
    }

    /// The value of a feature of a hunk.
    fn value(&self, hunk: usize, name: &str) -> f32 {
        let place = FEATURES.iter().position(|feature| feature.name == name);
        self.hunks[hunk].features[place.unwrap_or_else(|| panic!("no feature {name}"))]
    }

    /// The number behind a feature that is log(1 + number).
    #[allow(clippy::cast_possible_truncation)] // a small number
    fn number(&self, hunk: usize, name: &str) -> f32 {
        (f64::from(self.value(hunk, name)).exp_m1() * 1000.0).round() as f32 / 1000.0
    }

    /// The value of a feature of a line.
    fn line(&self, hunk: usize, line: usize, name: &str) -> f32 {
        let place = LINE_FEATURES.iter().position(|feature| feature.name == name);
        self.lines[hunk][line].features[place.unwrap_or_else(|| panic!("no feature {name}"))]
    }

    fn line_numbers(&self, hunk: usize) -> Vec<u32> {
        self.lines[hunk].iter().map(|line| line.line.0).collect()
    }

    /// Asserts values of the first hunk, those of the first table as they are, those of the second by their numbers.
    #[track_caller]
    fn assert(&self, values: &[(&str, f32)], numbers: &[(&str, f32)]) {
        for (name, expected) in values {
            let found = self.value(0, name);
            assert!((found - expected).abs() < 1e-4, "{name} is {found}, not {expected}");
        }
        for (name, expected) in numbers {
            assert_eq!(self.number(0, name), *expected, "{name}");
        }
    }
}

/// No value is without sense: all are finite, and the shares are shares.
#[track_caller]
fn assert_all_in_range(seen: &Seen) {
    let is_share = |what: &str| ["share of", "whether", "likeness"].iter().any(|start| what.starts_with(start));
    let check = |name: &str, what: &str, value: f32| {
        assert!(value.is_finite(), "{name} is {value}");
        assert!(!is_share(what) || (0.0..=1.0).contains(&value), "{name} is {value}");
    };
    for hunk in &seen.hunks {
        assert_eq!(hunk.features.len(), FEATURES.len());
        FEATURES.iter().zip(&hunk.features).for_each(|(own, value)| check(&own.name, &own.what, *value));
        assert!(hunk.words.len() <= MOST_WORDS && hunk.words.is_sorted());
        assert!(hunk.words.iter().all(|word| (1..BUCKETS).contains(word)));
    }
    for line in seen.lines.iter().flatten() {
        assert_eq!(line.features.len(), LINE_FEATURES.len());
        LINE_FEATURES.iter().zip(&line.features).for_each(|(own, value)| check(&own.name, &own.what, *value));
    }
}

const TOTAL: &str = "\
def total(items):
    result = 0
    for item in items:
        result += item.price
    return result
";

const TOTAL_WITH_A_BRANCH: &str = "\
def total(items):
    result = 0
    for item in items:
        if item.hidden == flag:
            result -= item.price
        result += item.price
    return result
";

const FIRST_IN_RUST: &str = "\
fn first(items: &[u32]) -> u32 {
    items[0]
}
";

const FIRST_IN_RUST_WITH_A_BRANCH: &str = "\
fn first(items: &[u32]) -> u32 {
    for item in items {
        if *item > least {
            return lower(*item);
        }
    }
    items[0]
}
";

#[test]
fn a_branch_added_to_a_python_loop_is_measured() {
    let values = [
        ("share", 1.0),
        ("token_share", 1.0),
        ("condition_share", 1.0),
        ("rank", 0.0),
        ("repeated", 0.0),
        ("twins", 0.0),
        ("alike", 0.0),
        ("nearly_same", 0.0),
        ("added_part", 1.0),
        ("new_part", 1.0),
        ("fresh_part", 0.4),
        ("dense_conditions", 1.0 / 12.0),
        ("nesting_most", 2.0),
        ("nesting_mean", 1.5),
        ("loops_most", 1.0),
        ("function_share", 2.0 / 7.0),
        ("function_parameters", 1.0),
        ("at_module", 0.0),
        ("in_class", 0.0),
        ("in_test", 0.0),
        ("indent_most", 12.0),
        ("file_position", 1.0 / 7.0),
        ("file_is_new", 0.0),
        ("file_is_test", 0.0),
        ("path_depth", 1.0),
        ("is_rust", 0.0),
    ];
    let numbers = [
        ("added_lines", 2.0),
        ("removed_lines", 0.0),
        ("runs", 1.0),
        ("new_tokens_kept", 12.0),
        ("lost_tokens", 0.0),
        ("new_tokens", 12.0),
        ("new_conditions", 1.0),
        ("new_comparisons", 1.0),
        ("new_updates", 1.0),
        ("new_attributes", 2.0),
        ("new_calls", 0.0),
        ("names", 5.0),
        ("fresh_names", 2.0),
        ("functions", 1.0),
        ("new_functions", 0.0),
        ("function_lines", 7.0),
        ("function_branches", 2.0),
        ("file_lines", 7.0),
    ];
    Seen::of(&[("shop/a.py", Some(TOTAL), TOTAL_WITH_A_BRANCH)]).assert(&values, &numbers);
}

#[test]
fn a_branch_added_to_a_rust_function_is_measured() {
    let values = [
        ("share", 1.0),
        ("nesting_most", 2.0),
        ("loops_most", 1.0),
        ("function_share", 5.0 / 8.0),
        ("function_parameters", 1.0),
        ("in_test", 0.0),
        ("is_rust", 1.0),
        ("path_is_entry", 1.0),
    ];
    let numbers = [
        ("added_lines", 5.0),
        ("new_conditions", 1.0),
        ("new_loops", 1.0),
        ("new_exits", 1.0),
        ("new_calls", 1.0),
        ("fresh_calls", 1.0),
        ("function_lines", 8.0),
        ("function_branches", 2.0),
    ];
    let edit = ("src/lib.rs", Some(FIRST_IN_RUST), FIRST_IN_RUST_WITH_A_BRANCH);
    Seen::of(&[edit]).assert(&values, &numbers);
}

#[test]
fn tests_are_known_by_their_file_and_by_their_place_in_it() {
    let python =
        Seen::of(&[("tests/test_a.py", Some("import a\n"), "import a\n\n\ndef test_a():\n    assert a.b() == 1\n")]);
    python.assert(&[("file_is_test", 1.0), ("source_share", 0.0), ("change_tests", 1.0)], &[("new_asserts", 1.0)]);
    let before = "#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {\n    }\n}\n";
    let after = "#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() {\n        assert!(b());\n    }\n}\n";
    Seen::of(&[("src/a.rs", Some(before), after)])
        .assert(&[("file_is_test", 0.0), ("in_test", 1.0), ("change_tests", 0.0)], &[("new_asserts", 1.0)]);
}

#[test]
fn a_rename_across_files_is_repeated_and_leaves_lines_alike() {
    let texts = |name: &str| format!("import a\n\n\ndef f(value):\n    return a.{name}(value, 1)\n");
    let (before, after) = (texts("old_name"), texts("new_name"));
    let paths = ["a.py", "b.py", "c.py", "d.py"];
    let edits: Vec<Edit<'_>> = paths.iter().map(|path| (*path, Some(&*before), &*after)).collect();
    let seen = Seen::of(&edits);
    assert_eq!(seen.hunks.len(), 4);
    let values = [
        ("repeated", 1.0),
        ("twins", 0.75),
        ("share", 0.25),
        ("alike", 1.0),
        ("nearly_same", 1.0),
        ("added_part", 0.5),
        ("rank", 0.0),
        ("change_spread", 1.0),
        ("against_largest", 1.0),
        ("file_share", 1.0),
    ];
    let numbers = [
        ("change_hunks", 4.0),
        ("change_files", 4.0),
        ("new_tokens_kept", 1.0),
        ("lost_tokens", 1.0),
        ("fresh_names", 1.0),
        ("edited_lines", 1.0),
        ("file_hunks", 1.0),
    ];
    seen.assert(&values, &numbers);
    assert!(seen.hunks.iter().all(|hunk| hunk.words == seen.hunks[0].words));
}

#[test]
fn the_smaller_hunk_of_a_change_has_the_lower_rank_and_share() {
    let gap = "x = 1\n".repeat(20);
    let before = format!("{TOTAL}{gap}y = 1\n");
    let after = format!("{TOTAL_WITH_A_BRANCH}{gap}y = 1 + z\n");
    let seen = Seen::of(&[("a.py", Some(&before), &after)]);
    assert_eq!(seen.hunks.len(), 2);
    let both = |name| [seen.value(0, name), seen.value(1, name)];
    assert_eq!(both("rank"), [0.0, 0.5]);
    assert_eq!(both("share"), [2.0 / 3.0, 1.0 / 3.0]);
    assert_eq!(both("file_share"), [2.0 / 3.0, 1.0 / 3.0]);
    assert_eq!(both("against_largest"), [1.0, 0.5]);
    assert_eq!(both("token_share"), [12.0 / 14.0, 2.0 / 14.0]);
    assert_eq!(both("condition_share"), [1.0, 0.0]);
    assert_eq!(both("twins"), [0.0, 0.0]);
}

#[test]
fn an_edited_docstring_counts_as_prose_and_not_as_tokens() {
    let text = |words: &str| format!("def f(x):\n    \"\"\"Does it.\n\n    {words}\n    \"\"\"\n    return x\n");
    let (before, after) = (text("if x is None, it fails"), text("while x == 1: it calls f(x)"));
    let seen = Seen::of(&[("a.py", Some(&before), &after)]);
    seen.assert(
        &[("dense_tokens", 0.0), ("share", 1.0), ("function_share", 1.0 / 6.0)],
        &[
            ("added_lines", 1.0),
            ("new_tokens", 0.0),
            ("new_lines", 0.0),
            ("new_prose", 1.0),
            ("new_loops", 0.0),
            ("new_calls", 0.0),
            ("names", 0.0),
            ("fresh_names", 0.0),
            ("fresh_calls", 0.0),
        ],
    );
    assert!(seen.hunks[0].words.is_empty());
}

#[test]
fn a_comment_counts_as_a_comment() {
    let after = TOTAL.replace("    for", "    # if every item is None\n    for");
    Seen::of(&[("a.py", Some(TOTAL), &after)]).assert(
        &[("nesting_most", 0.0), ("repeated", 0.0)],
        &[("new_comments", 1.0), ("new_tokens", 0.0), ("new_conditions", 0.0), ("names", 0.0)],
    );
}

#[test]
fn a_pure_deletion_has_lost_tokens_and_no_lines() {
    for (path, before, after) in
        [("a.py", TOTAL_WITH_A_BRANCH, TOTAL), ("src/lib.rs", FIRST_IN_RUST_WITH_A_BRANCH, FIRST_IN_RUST)]
    {
        let seen = Seen::of(&[(path, Some(before), after)]);
        for name in ["share", "token_share", "added_part", "alike", "nesting_most", "function_share", "in_test", "rank"]
        {
            assert_eq!(seen.value(0, name), 0.0, "{name} of {path}");
        }
        for name in ["added_lines", "new_tokens_kept", "names", "functions", "function_lines"] {
            assert_eq!(seen.value(0, name), 0.0, "{name} of {path}");
        }
        assert!(seen.value(0, "net_conditions") < 0.0);
        assert!(seen.value(0, "removed_lines") > 0.0 && seen.value(0, "lost_tokens") > 2.0);
        assert!(seen.lines[0].is_empty() && seen.hunks[0].words.is_empty());
    }
}

#[test]
fn a_new_file_is_new_in_all_its_lines() {
    Seen::of(&[("pkg/sub/a.py", None, TOTAL)]).assert(
        &[
            ("file_is_new", 1.0),
            ("added_part", 1.0),
            ("new_part", 1.0),
            ("function_share", 1.0),
            ("fresh_part", 1.0),
            ("path_depth", 2.0),
            ("name_rarity", 0.0),
        ],
        &[("added_lines", 5.0), ("new_functions", 1.0), ("file_lines", 5.0), ("lost_tokens", 0.0), ("file_names", 9.0)],
    );
}

#[test]
fn a_change_without_hunks_has_no_vectors() {
    let seen = Seen::of(&[("a.py", Some(TOTAL), TOTAL)]);
    assert!(seen.hunks.is_empty() && seen.lines.is_empty());
    let text_without_grammar = Seen::of(&[("a.txt", Some("a\n"), "b\n")]);
    assert!(text_without_grammar.hunks.is_empty());
}

#[test]
fn line_endings_of_another_system_change_no_value() {
    let edits = [("a.py", TOTAL, TOTAL_WITH_A_BRANCH), ("src/lib.rs", FIRST_IN_RUST, FIRST_IN_RUST_WITH_A_BRANCH)];
    for (path, before, after) in edits {
        // A comment and a blank line end where the line does.
        let comment = if path.ends_with("py") { "# one two" } else { "// one two" };
        let after = format!("{after}\n{comment}\n");
        let (old, new) = (before.replace('\n', "\r\n"), after.replace('\n', "\r\n"));
        let (one, other) = (Seen::of(&[(path, Some(before), &after)]), Seen::of(&[(path, Some(&old), &new)]));
        for (feature, (one, other)) in FEATURES.iter().zip(one.hunks[0].features.iter().zip(&other.hunks[0].features)) {
            assert_eq!(one, other, "{} of {path}", feature.name);
        }
        assert_eq!(one.hunks[0].words, other.hunks[0].words);
        assert_eq!(one.lines, other.lines);
    }
}

#[test]
fn a_file_too_deep_to_parse_is_measured_by_its_tokens() {
    let before = format!("x = {}1{}\nif a:\n    b()\n", "(".repeat(4000), ")".repeat(4000));
    let after = before.replace("    b()", "    b()\n    c(d)");
    assert!(SourceFile::new("a.py", &*after).is_unparsed());
    let seen = Seen::of(&[("a.py", Some(&before), &after)]);
    seen.assert(
        &[("nesting_most", 0.0), ("depth_mean", 0.0), ("function_share", 0.0), ("share", 1.0), ("indent_most", 4.0)],
        &[("added_lines", 1.0), ("new_calls", 1.0), ("fresh_names", 2.0), ("function_lines", 0.0)],
    );
    assert_all_in_range(&seen);
}

#[test]
fn a_file_of_which_only_the_hunks_are_known_is_measured_within_them() {
    let gap = "x = 1\n".repeat(50);
    let (before, after) = (format!("{gap}{TOTAL}"), format!("{gap}{TOTAL_WITH_A_BRANCH}"));
    let change = change_of(("a.py", Some(&before), &after)).unwrap();
    let read = Reader::new(None).read(change.new.as_ref().unwrap(), change.hunks(), Side::New);
    let Ok(Texts::Text(text)) = read else { panic!("{read:?}") };
    let seen = Seen::of_measures(&measure(&change, &SourceFile::new("a.py", text)));
    seen.assert(
        &[("nesting_most", 2.0), ("loops_most", 1.0), ("function_share", 2.0 / 7.0), ("file_position", 51.0 / 57.0)],
        &[("new_conditions", 1.0), ("fresh_names", 2.0), ("file_lines", 57.0), ("function_lines", 7.0)],
    );
    assert_eq!(seen.line_numbers(0), [54, 55]);
}

#[test]
fn blank_lines_have_no_vector_and_yet_their_place_in_the_run() {
    let seen = Seen::of(&[("a.py", None, "def f():\n    a = 1\n\n    \n    return a\n")]);
    assert_eq!(seen.line_numbers(0), [1, 2, 5]);
    let of = |name: &str| (0..3).map(|line| seen.line(0, line, name)).collect::<Vec<_>>();
    assert_eq!(of("run_position"), [0.0, 0.2, 0.8]);
    assert_eq!(of("starts_function"), [1.0, 0.0, 0.0]);
    assert_eq!(of("relative_indent"), [0.0, 4.0, 4.0]);
    assert_eq!(of("line_exits"), [0.0, 0.0, 1.0]);
    // `def f ( ) :` has five tokens, `a = 1` three and `return a` two; the two blank lines have none.
    assert_eq!(of("token_rank"), [0.8, 0.6, 0.4]);
}

#[test]
fn an_edited_line_is_like_the_one_that_it_replaces() {
    let after = TOTAL.replace("result = 0", "result = 1").replace("return result", "return result\n\n\ntop = 1");
    let seen = Seen::of(&[("a.py", Some(TOTAL), &after)]);
    let of = |name: &str| (0..2).map(|line| seen.line(0, line, name)).collect::<Vec<_>>();
    assert_eq!(seen.line_numbers(0), [2, 8]);
    assert_eq!(of("likeness"), [2.0 / 3.0, 0.0]);
    assert_eq!(of("replaces"), [1.0, 0.0]);
    assert_eq!(of("line_new_tokens"), [1.0, 3.0]);
    assert_eq!(of("in_function"), [1.0, 0.0]);
    // Runs are counted by themselves: the second has two blank lines first.
    assert_eq!(of("run_position"), [0.0, 2.0 / 3.0]);
    assert_eq!(seen.value(0, "runs"), 2.0_f32.ln_1p());
}
