//! Reports over hand-made changes.

use super::*;
use crate::finding::Line;

fn hunk(added: usize, buggy: &[u32], worst: Option<Severity>) -> PastHunk {
    PastHunk {
        path: "a.py".into(),
        language: "python",
        added,
        removed: 0,
        buggy: buggy.iter().copied().map(Line).collect(),
        worst,
        is_caught: worst.is_some() && !buggy.is_empty(),
        risk: None,
        scores: Vec::new(),
        vector: None,
    }
}

fn change(hunks: Vec<PastHunk>) -> Change {
    let is_buggy = hunks.iter().any(|hunk| !hunk.buggy.is_empty());
    Change { id: "1".into(), time: 0, is_buggy, weight: 1.0, hunks }
}

fn bench(name: &str) -> Bench {
    let changes = [
        change(vec![hunk(9, &[3, 4], Some(Severity::Warning)), hunk(1, &[], None)]),
        change(vec![hunk(2, &[], None), hunk(3, &[], None), hunk(4, &[], None)]),
    ];
    let history = Origin::History { repository: name.into(), commits: 9, is_cut: false, fixes: 1, introductions: 1 };
    Bench::of(history, &changes)
}

fn written(bench: &Bench, format: Format) -> String {
    let mut out = Vec::new();
    write(bench, format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_table_has_a_row_for_each_ranking_and_says_when_there_is_little_to_say() {
    let text = written(&bench("shop"), Format::Full);
    assert!(text.starts_with("shop: 9 commits, 1 fix, 1 commit that brought in what they fixed\n"), "{text}");
    for line in ["larger hunk first", "share of the commit", "rules ", "random"] {
        assert!(text.contains(&format!("\n{line}")), "{line}: {text}");
    }
    assert!(text.contains("only 1 buggy hunk: "), "{text}");
    assert!(text.contains("no risk model"), "{text}");
}

#[test]
fn nothing_to_find_gives_dashes_and_null() {
    let labelled = Origin::Labelled { files: vec!["x".into()], unusable: 2 };
    let bench = Bench::of(labelled, &[change(vec![hunk(1, &[], None)])]);
    assert!(written(&bench, Format::Full).contains("2 files left out"));
    let json: serde_json::Value = serde_json::from_str(&written(&bench, Format::Json)).unwrap();
    assert!(json["all"]["measured"]["rankings"][0]["figures"][0]["value"].is_null());
    assert!(written(&bench, Format::Html).contains("<td>-<small>"));
}

#[test]
fn names_from_outside_are_text_in_every_format() {
    let hostile = bench("<script>alert('x')</script>\u{1b}[31m");
    let page = written(&hostile, Format::Html);
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)") && !page.contains("<script"));
    for format in [Format::Full, Format::Html, Format::Json] {
        assert!(!written(&hostile, format).contains('\u{1b}'));
    }
}

#[test]
fn the_page_loads_nothing() {
    let page = written(&bench("shop"), Format::Html);
    assert!(!page.contains("http") && !page.contains("url(") && !page.contains("src="), "{page}");
    assert_eq!(page.matches("<polyline").count(), 2 * 4);
}
