//! What the page holds, by a hand-made review: each finding once, nothing unescaped, nothing that loads.

use super::*;
use crate::diff::{Diff, Extent, FileChange, FileSide, Hunk, HunkLine, Kind, Origin, Source, Status};
use crate::egress::{EgressRecord, Redaction, ShownLines};
use crate::finding::*;
use crate::report::Excerpts;
use crate::rules::RuleSet;
use crate::stage::{Degraded, Stage};

const HOSTILE: &str =
    "</script><script>alert(1)</script>\"' onclick=alert(1) <!-- <img src=x onerror=alert(1)> {} \u{202e}&lt;";

fn finding(path: &str, line: u32, message: &str) -> Finding {
    let place = |column| Position { line: Line(line), column };
    Finding {
        rule: "python/is-literal".into(),
        severity: Severity::Error,
        path: path.into(),
        start: place(5),
        end: place(12),
        message: message.into(),
        help: Some("compare with `==`".into()),
        url: Some("https://example.com/".into()),
        hunk: Some("h1".into()),
        sources: vec!["python/is-literal".into()],
        ..sample::finding(&format!("{line:016x}"), line)
    }
}

fn report(path: &str) -> HunkReport {
    HunkReport {
        id: "h1".into(),
        path: path.into(),
        old_start: 1,
        old_lines: 2,
        new_start: 1,
        new_lines: 3,
        decision: Decision::Rules,
        tiers: Vec::new(),
        risk: Some(0.17),
        reasons: vec!["riskier: new".into()],
        hard: false,
        look_first: true,
        look_at: vec![Line(2)],
        verdict: None,
    }
}

fn review(findings: Vec<Finding>, hunks: Vec<HunkReport>) -> Review {
    Review { hunks, ..sample::review(findings) }
}

/// A file of three lines of which the second was changed and the third added.
fn diff(path: &str, second: &str) -> (Diff, Excerpts) {
    let line = |origin, old: u32, new: u32, text: &str| {
        let number = |number| (number > 0).then_some(Line(number));
        HunkLine { origin, old: number(old), new: number(new), text: text.into() }
    };
    let lines = vec![
        line(Origin::Context, 1, 1, "def f(x):"),
        line(Origin::Removed, 2, 0, "    return x == 'a'"),
        line(Origin::Added, 0, 2, second),
        line(Origin::Added, 0, 3, "    pass  # <b>"),
    ];
    let hunk = Hunk { old_start: 1, old_lines: 2, new_start: 1, new_lines: 3, lines };
    let side = || FileSide { path: path.into(), size: 9, source: Source::HunksOnly };
    let (old, new, extent) = (Some(side()), Some(side()), Extent::Hunks(vec![hunk]));
    let file = FileChange { status: Status::Modified, kind: Kind::Text, old, new, extent };
    let mut excerpts = Excerpts::default();
    excerpts.add(path, Side::New, format!("def f(x):\n{second}\n    pass  # <b>\n"));
    (
        Diff {
            kind: ScopeKind::Patch,
            base: None,
            head: None,
            files: vec![file],
            unread: Vec::new(),
            degraded: Vec::new(),
        },
        excerpts,
    )
}

fn rendered(review: &Review, (diff, excerpts): &(Diff, Excerpts)) -> String {
    page(
        review,
        &Context { rules: &RuleSet::builtin(), diff: Some(diff), excerpts, color: false, width: 80, early: &[] },
    )
}

/// What stands in `<main>`.
fn main(page: &str) -> &str {
    page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0
}

#[test]
fn a_finding_stands_beneath_its_line_with_its_words_marked() {
    let (path, second) = ("a.py", "    x is 'a'");
    let page = rendered(&review(vec![finding(path, 2, "`is` compares")], vec![report(path)]), &diff(path, second));
    let line = main(&page).split("<div class=\"line add\">").nth(1).unwrap();
    assert!(line.starts_with("<span></span><span>2</span><span title=\"look here first\">"), "{line}");
    assert!(line.contains("<ins>    <span class=\"mark\">x is </span><span class=\"mark s\">&#39;a</span>"), "{line}");
    assert!(line.contains("<span class=\"severity\">error</span> <code>is</code> compares</h4>"), "{line}");
    assert!(line.contains("data-copy=\"# review: ignore[python/is-literal] reason\""), "{line}");
    assert!(main(&page).contains("<span class=\"tag\">settled: rules</span> <span>17% risk</span>"));
}

#[test]
fn a_finding_over_several_lines_stands_beneath_the_last_and_marks_all() {
    let mut long = finding("a.py", 2, "over two lines");
    long.end = Position { line: Line(3), column: 9 };
    let page = rendered(&review(vec![long], vec![report("a.py")]), &diff("a.py", "    x.y(1,"));
    let lines: Vec<_> = main(&page).split("<div class=\"line add\">").skip(1).collect();
    assert!(
        lines[0].contains("    <span class=\"mark\">x.y(</span>") && !lines[0].contains("<article"),
        "{}",
        lines[0]
    );
    assert!(lines[1].contains("<span class=\"mark k\">pass</span>") && lines[1].contains("<article"), "{}", lines[1]);
}

#[test]
fn each_finding_is_there_once_whether_or_not_its_line_is() {
    let elsewhere = Finding { hunk: None, ..finding("a.py", 70, "of no hunk") };
    let unknown = Finding { hunk: Some("gone".into()), ..finding("b.py", 80, "of no file") };
    let beyond = finding("a.py", 90, "beyond the hunk");
    let findings = vec![finding("a.py", 2, "in place"), elsewhere, unknown, beyond];
    let page = rendered(&review(findings.clone(), vec![report("a.py")]), &diff("a.py", "    x is 'a'"));
    for finding in &findings {
        assert_eq!(page.matches(&format!("id=\"f-{}\"", finding.id)).count(), 1, "{}", finding.message);
        assert_eq!(page.matches(&finding.message).count(), 1, "{}", finding.message);
    }
}

#[test]
fn a_file_that_is_reviewed_as_a_whole_shows_the_lines_around_its_findings() {
    let (mut diff, mut excerpts) = diff("a.py", "");
    diff.files[0].extent = Extent::Whole;
    excerpts.add("a.py", Side::New, "value = 1\n".repeat(60));
    let findings = vec![finding("a.py", 10, "one"), finding("a.py", 12, "two"), finding("a.py", 59, "three")];
    let page = rendered(&review(findings, vec![report("a.py")]), &(diff, excerpts));
    let shown: Vec<_> = (1..=60).filter(|number| page.contains(&format!("<span>{number}</span>"))).collect();
    assert_eq!(shown, [7, 8, 9, 10, 11, 12, 13, 14, 15, 56, 57, 58, 59, 60]);
    assert_eq!(main(&page).matches("class=\"gap\"").count(), 1);
}

#[test]
fn what_left_and_what_it_cost_is_said() {
    let nothing = rendered(&review(Vec::new(), Vec::new()), &diff("a.py", ""));
    assert!(main(&nothing).contains("<h2>What left this machine</h2>\n<p>Nothing.</p>"));
    let mut review = review(Vec::new(), Vec::new());
    let shown = ShownLines { path: "a.py".into(), first: 3, last: 9 };
    let taken = Redaction { kind: "token".into(), count: 2 };
    review.egress =
        vec![EgressRecord::new(Tier::Cloud, "https://models.example", "large", [shown].into_iter(), 812, &[taken])];
    review.usage.cloud = CloudUsage { requests: 1, input_tokens: 900, output_tokens: 30, cost_usd: Some(0.004) };
    let page = rendered(&review, &diff("a.py", ""));
    let row = "<td>large at https://models.example</td><td>a.py:3-9</td><td>812</td><td>2 token</td>";
    assert!(main(&page).contains(row), "{}", main(&page));
    assert!(main(&page).contains("1 request, 900 tokens sent, 30 received, $0.0040."));
}

/// A review in which everything that somebody else may write is hostile.
fn hostile() -> (Review, (Diff, Excerpts)) {
    let path = &format!("{HOSTILE}.py");
    let text = || HOSTILE.to_owned();
    let Finding { start, end, .. } = finding(path, 2, "");
    let bad = Finding {
        id: text(),
        rule: text(),
        help: Some(text()),
        url: Some(format!("javascript:{HOSTILE}")),
        disputed: Some(text()),
        sources: vec![text(), "b".into()],
        suggestion: Some(Suggestion { start, end, replacement: text() }),
        ..finding(path, 2, HOSTILE)
    };
    let hunk = HunkReport { reasons: vec![text()], ..report(path) };
    let mut review = review(vec![bad.clone(), Finding { hunk: None, side: Side::Old, ..bad }], vec![hunk]);
    let (hunk, severity, tier) = (text(), Severity::Info, Tier::Cloud);
    review.remarks = vec![Remark { hunk, path: text(), tier, severity, message: text(), reason: text() }];
    review.degraded = vec![Degraded::incomplete(Stage::Diff, text())];
    let (shown, taken) = (ShownLines { path: text(), first: 1, last: 2 }, Redaction { kind: text(), count: 1 });
    review.egress = vec![EgressRecord::new(Tier::Cloud, HOSTILE, HOSTILE, [shown].into_iter(), 1, &[taken])];
    review.planned = Some(vec![Planned { path: text(), lines: vec![(1, 2)], tokens: 3, cost_usd: None }]);
    review.usage.local.risk = Some(text());
    (review, diff(path, HOSTILE))
}

#[test]
fn whatever_others_wrote_is_text() {
    let (review, diff) = hostile();
    let page = rendered(&review, &diff);
    assert!(page.matches("&lt;/script&gt;&lt;script&gt;").count() > 20);
    let elements = ["<script", "</script", "<style", "<!--", "<img", "<b>"].map(|mark| page.matches(mark).count());
    // The page's own script and style, and what was found in the bar.
    assert_eq!(elements, [1, 1, 1, 0, 0, 2]);
    assert!(!page.contains("href=\"javascript"));
    assert!(!page.contains('\u{202e}'));
}

const ATTRIBUTES: [&str; 31] = [
    "",
    "/",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-pressed",
    "autocomplete",
    "charset",
    "checked",
    "class",
    "content",
    "data-copy",
    "data-key",
    "data-path",
    "data-severity",
    "data-tier",
    "hidden",
    "href",
    "html",
    "http-equiv",
    "id",
    "lang",
    "method",
    "name",
    "open",
    "rel",
    "role",
    "tabindex",
    "title",
    "type",
    "value",
];

#[test]
fn every_element_is_closed_and_every_attribute_is_known() {
    let (review, diff) = hostile();
    let page = rendered(&review, &diff);
    let (markup, _) = page.split_once("<script>").unwrap();
    let mut open = Vec::new();
    for tag in markup.split('<').skip(1).map(|part| part.split_once('>').expect("no stray `<`").0) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{open:?}");
        } else if !["!doctype", "input", "meta"].contains(&name) {
            open.push(name);
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        // What is not between quotes are names.
        let names: String = tag.split('"').step_by(2).collect();
        let unknown = names.split([' ', '=']).skip(1).find(|name| !ATTRIBUTES.contains(name));
        assert_eq!(unknown, None, "{tag}");
    }
    assert_eq!(open, ["html", "body"]);
}

#[test]
fn nothing_can_load_and_only_the_pages_own_script_and_style_run() {
    let page = rendered(&review(Vec::new(), Vec::new()), &diff("a.py", ""));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        sha256_base64(STYLE),
        sha256_base64(SCRIPT)
    );
    let mut escaped = String::new();
    template::escape(&policy, &mut escaped).unwrap();
    assert!(page.contains(&escaped) || page.contains(&policy));
    assert!(page.contains(&format!("<style>{STYLE}</style>")) && page.contains(&format!("<script>{SCRIPT}</script>")));
    assert!(!STYLE.contains("url(") && !SCRIPT.contains("innerHTML") && !page.contains(" src="));
}
