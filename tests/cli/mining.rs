//! What a history tells of its own mistakes, against planted ones and against `git blame -w`.

use std::collections::BTreeMap;

use hybrid_review::bench::history::{Annotation, Paths, trace};
use hybrid_review::bench::window::Window;
use hybrid_review::bench::{Mined, mine};
use hybrid_review::git::Repository;
use hybrid_review::progress::NoProgress;

use crate::sandbox::Sandbox;

const ALL: usize = 10_000;

const START: &str = "\
import os


def total(prices, rate):
    result = 0
    for price in prices:
        result += price * rate
    return result


def names(people):
    return [person.name for person in people]
";

/// What is in the sandbox's history, as `introducing subject <- fix subjects: path lines`.
fn found(sandbox: &Sandbox, most: usize) -> Vec<String> {
    let Mined { window, introductions, .. } =
        mine(&Repository::open(&sandbox.root()).unwrap(), most, &NoProgress).unwrap();
    let subject = |index: usize| window.commits[index].subject();
    let line = |(&commit, introduction): (&usize, &hybrid_review::bench::szz::Introduction)| {
        let fixes: Vec<_> = introduction.fixes.iter().map(|&fix| subject(fix)).collect();
        let lines = introduction.lines.iter().map(|(path, lines)| {
            let lines: Vec<_> = lines.iter().map(ToString::to_string).collect();
            format!("{path} {}", lines.join(","))
        });
        format!("{} <- {}: {}", subject(commit), fixes.join(", "), lines.collect::<Vec<_>>().join("; "))
    };
    introductions.iter().map(line).collect()
}

fn traced(sandbox: &Sandbox, most: usize) -> (Window, Annotation, Paths) {
    let repository = Repository::open(&sandbox.root()).unwrap().library().unwrap();
    let window = Window::of(&repository, most).unwrap();
    let traced = trace(&repository, &window, &NoProgress, |_, _, _| {}).unwrap();
    (window, traced.head, traced.paths)
}

/// The origins of a file's lines at HEAD as `commit path line`.
fn origins(sandbox: &Sandbox, path: &str) -> Vec<String> {
    let (window, head, paths) = traced(sandbox, ALL);
    let lines = head.file(&paths, path).unwrap().iter();
    let show = |origin: &hybrid_review::bench::history::Origin| {
        let commit = window.commits[origin.commit().unwrap()].id;
        format!("{commit} {} {}", paths.of(*origin), origin.line)
    };
    lines.map(show).collect()
}

/// The same, of git.
fn blamed(sandbox: &Sandbox, path: &str) -> Vec<String> {
    let text = sandbox.git(&["blame", "-w", "--line-porcelain", "HEAD", "--", path]);
    let mut lines = Vec::new();
    let (mut commit, mut number) = (String::new(), String::new());
    for line in text.lines() {
        let words: Vec<_> = line.split(' ').collect();
        if words[0].len() == 40 && words.len() >= 3 {
            (commit, number) = (words[0].to_owned(), words[1].to_owned());
        } else if let Some(file) = line.strip_prefix("filename ") {
            lines.push(format!("{commit} {file} {number}"));
        }
    }
    lines
}

/// A history with edits on two branches, a merge, a rename with edits, a file that only changed its indents.
fn eventful() -> Sandbox {
    let sandbox = Sandbox::with(&[("shop.py", START), ("other.py", "x = 1\n")]);
    sandbox.write("shop.py", START.replace("result = 0", "result = 1"));
    sandbox.commit("Count from one");
    sandbox.git(&["checkout", "--quiet", "-b", "side"]);
    sandbox.write("shop.py", sandbox.read("shop.py") + "\n\ndef ages(people):\n    return [p.age for p in people]\n");
    sandbox.write("side.py", "def side():\n    return 1\n");
    sandbox.commit("Ages");
    sandbox.write("side.py", "def side():\n    return 2\n");
    sandbox.commit("Two sides");
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("shop.py", sandbox.read("shop.py").replace("import os\n", "import os\nimport sys\n"));
    sandbox.commit("System");
    sandbox.git(&["merge", "--quiet", "--no-ff", "--message", "Merge side", "side"]);
    sandbox.git(&["mv", "shop.py", "store.py"]);
    sandbox.write("store.py", sandbox.read("store.py").replace("return result", "return round(result)"));
    sandbox.commit("A store");
    sandbox.write("store.py", sandbox.read("store.py").replace("    ", "        "));
    sandbox.commit("Indent by eight");
    sandbox
}

#[test]
fn every_line_comes_from_where_git_blame_says() {
    let sandbox = eventful();
    for path in ["store.py", "side.py", "other.py"] {
        assert_eq!(origins(&sandbox, path), blamed(&sandbox, path), "{path}");
    }
}

#[test]
fn a_merge_owns_only_what_it_changed_itself() {
    let sandbox = Sandbox::with(&[("a.py", "one = 1\ntwo = 2\nthree = 3\nfour = 4\n")]);
    sandbox.git(&["checkout", "--quiet", "-b", "side"]);
    sandbox.write("a.py", "one = 1\ntwo = 2\nthree = 3\nfour = 44\nfive = 5\n");
    sandbox.commit("side");
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("a.py", "one = 11\ntwo = 2\nthree = 3\nfour = 40\n");
    sandbox.commit("main");
    sandbox.git_output(&sandbox.root(), &["merge", "--quiet", "side"]);
    sandbox.write("a.py", "one = 11\ntwo = 2\nthree = 3\nfour = 444\nfive = 5\n");
    let merge = sandbox.commit("Merge side");
    let ours = origins(&sandbox, "a.py");
    assert_eq!(ours, blamed(&sandbox, "a.py"));
    assert_eq!(ours.iter().filter(|origin| origin.starts_with(&merge)).count(), 1);
}

#[test]
fn a_rename_on_one_branch_meets_an_edit_on_the_other() {
    for renamed_on in ["main", "side"] {
        let sandbox = Sandbox::with(&[("old.py", START)]);
        sandbox.git(&["branch", "side"]);
        for branch in ["main", "side"] {
            sandbox.git(&["checkout", "--quiet", branch]);
            if branch == renamed_on {
                sandbox.git(&["mv", "old.py", "new.py"]);
                sandbox.write("new.py", START.replace("result = 0", "result = 1"));
            } else {
                sandbox.write("old.py", START.replace("person.name", "person.title"));
            }
            sandbox.commit(branch);
        }
        sandbox.git(&["checkout", "--quiet", "main"]);
        sandbox.git(&["merge", "--quiet", "--message", "Merge side", "side"]);
        assert_eq!(origins(&sandbox, "new.py"), blamed(&sandbox, "new.py"), "renamed on {renamed_on}");
    }
}

#[test]
fn many_random_edits_on_two_branches_come_from_where_git_blame_says() {
    let mut state = 7_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for branch in ["main", "side"] {
        texts.insert(branch, (0..60).map(|n| format!("value_{n} = {n}")).collect());
    }
    let sandbox = Sandbox::with(&[("a.py", &(texts["main"].join("\n") + "\n"))]);
    sandbox.git(&["branch", "side"]);
    for step in 0..24 {
        let branch = if step % 3 == 0 { "side" } else { "main" };
        sandbox.git(&["checkout", "--quiet", branch]);
        let lines = texts.get_mut(branch).unwrap();
        // The branches edit different halves, so that they merge by themselves.
        let half = u64::from(branch == "main") * 30;
        let at = usize::try_from(half + 1 + random(26)).unwrap();
        match random(3) {
            0 => lines.insert(at, format!("new_{step} = {step}")),
            1 => lines[at] = format!("changed_{step} = {step}"),
            _ => lines[at] = format!("  {}", lines[at]),
        }
        sandbox.write("a.py", lines.join("\n") + "\n");
        sandbox.commit(&format!("step {step}"));
    }
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.git_output(&sandbox.root(), &["merge", "--quiet", "-X", "ours", "--message", "Merge side", "side"]);
    assert_eq!(origins(&sandbox, "a.py"), blamed(&sandbox, "a.py"));
}

#[test]
fn lines_from_before_the_window_have_no_origin() {
    let sandbox = eventful();
    let (window, head, paths) = traced(&sandbox, 2);
    assert_eq!((window.commits.len(), window.is_cut), (2, true));
    let known = head.file(&paths, "store.py").unwrap().iter().filter(|origin| origin.commit().is_some());
    assert_eq!(known.count(), 1, "the line that `A store` changed");
    assert!(head.file(&paths, "other.py").is_none());
}

#[test]
fn a_shallow_clone_ends_where_it_was_cut() {
    let sandbox = eventful();
    let clone = Sandbox::without_repository();
    let url = format!("file://{}", sandbox.root().display());
    clone.git(&["clone", "--quiet", "--depth", "2", &url, "."]);
    let (window, head, paths) = traced(&clone, ALL);
    assert_eq!(window.commits.len(), 2);
    assert!(head.file(&paths, "store.py").is_some());
    assert_eq!(found(&clone, ALL), [""; 0]);
}

#[test]
fn a_fix_blames_the_commit_that_wrote_the_line_through_a_merge_a_rename_and_new_indents() {
    let sandbox = eventful();
    let text = sandbox.read("store.py");
    sandbox.write("store.py", text.replace("p.age for", "p.age or 0 for").replace("result = 1", "result = 0"));
    sandbox.commit("Fix crash on unknown ages");
    assert_eq!(
        found(&sandbox, ALL),
        ["Count from one <- Fix crash on unknown ages: shop.py 5", "Ages <- Fix crash on unknown ages: shop.py 16",]
    );
    assert_eq!(found(&sandbox, 2), [""; 0], "the window ends after the commits that wrote the lines");
}

#[test]
fn what_is_no_code_and_what_is_no_fix_blames_nobody() {
    let sandbox = Sandbox::with(&[("README", "x\n")]);
    let text = "import os\n\n\ndef f(x):\n    \"\"\"Retruns x.\"\"\"\n    # a note\n    return x\n";
    sandbox.write_all(&[("a.py", text), ("tests/test_a.py", "def test_f():\n    assert f(1) == 2\n")]);
    sandbox.commit("Add f");
    sandbox.write("tests/test_a.py", "def test_f():\n    assert f(1) == 1\n");
    sandbox.commit("Fix expected value");
    let text = text.replace("Retruns", "Returns").replace("a note", "one").replace("import os", "import sys");
    sandbox.write("a.py", &text);
    sandbox.commit("Fix the description of f");
    sandbox.write("a.py", text.replace("return x", "return int(x)"));
    sandbox.commit("Return an int");
    assert_eq!(found(&sandbox, ALL), [""; 0]);
    sandbox.write("a.py", text.replace("return x", "return float(x)"));
    sandbox.commit("Fix rounding");
    assert_eq!(found(&sandbox, ALL), ["Return an int <- Fix rounding: a.py 7"]);
}

#[test]
fn imports_merges_and_reformatting_are_not_blamed() {
    let sandbox = Sandbox::with(&[("a.py", START)]);
    sandbox.write("a.py", START.replace("price * rate", "(price\n            * rate)"));
    sandbox.commit("Run black");
    sandbox.write("a.py", START.replace("price * rate", "price / rate").replace("person.name", "person.title"));
    sandbox.commit("Fix rates");
    assert_eq!(found(&sandbox, ALL), [""; 0]);
}

#[test]
fn a_revert_is_a_fix_of_what_it_takes_back() {
    let sandbox = Sandbox::with(&[("a.py", START)]);
    sandbox.write("a.py", START.replace("    return result", "    result /= 2\n    return result"));
    let halved = sandbox.commit("Halve the total");
    sandbox.write("a.py", sandbox.read("a.py").replace("person.name", "person.title"));
    sandbox.commit("Titles");
    sandbox.git(&["-c", "core.editor=true", "revert", "--no-edit", &halved]);
    assert_eq!(found(&sandbox, ALL), ["Halve the total <- Revert \"Halve the total\": a.py 8"]);
}
