//! That texts keep what a platform takes, whatever is in them.

use super::*;
use crate::diff::{self, Scope};
use crate::finding::Review;
use crate::finding::sample::{finding, review};
use crate::merge::Cut;
use crate::publish::Dialect;
use crate::stage::{Degraded, Stage};

#[test]
fn a_comment_says_once_that_its_finding_is_gone() {
    let mark = Mark { id: "0123456789abcdef".into(), rule: None, hunk: None, gone: false };
    let open = format!("{mark}\nwords\n");
    let closed = gone(&open, &mark, None, "abc");
    assert_eq!(closed, "<!-- review:0123456789abcdef gone -->\nGone as of abc.\n\nwords\n");
    assert_eq!(gone(&closed, &Mark::of(&closed).unwrap(), None, "def"), closed);
    assert!(gone(&open, &mark, Some("b`.py"), "abc").contains("\nMoved to `` b`.py `` as of abc.\n"));
}

#[test]
fn a_comment_that_is_too_long_is_cut_between_characters_and_leaves_no_code_open() {
    for part in ["é`ü", "\u{202e}@all ", "```\nfn f() {}\n```\n", "&<>"] {
        let long = part.repeat(40_000);
        let finding = Finding {
            message: long.clone(),
            help: Some(long.clone()),
            disputed: Some(long.clone()),
            ..finding("0123456789abcdef", 1)
        };
        let text = comment(&finding, &format!("\n{}", report::fenced("suggestion", &long)));
        assert!((8_000..LONGEST).contains(&text.chars().count()), "{}", text.chars().count());
        assert!(text.contains('…') && text.starts_with("<!-- review:0123456789abcdef rule:"));
        for line in text.lines() {
            let open = line.replace("\\`", "").matches('`').count() % 2;
            assert_eq!(open, 0, "{line}");
        }
    }
    let short = comment(&finding("0123456789abcdef", 1), "\n```suggestion\nx\n```\n");
    assert!(short.ends_with("\n```suggestion\nx\n```\n"), "{short}");
}

#[test]
fn a_summary_says_how_much_it_left_out() {
    let long: Vec<_> = (0..400).map(|nth| Finding { message: "& ".repeat(2_000), ..finding("a", nth + 1) }).collect();
    let reason = "é".repeat(2_000);
    let degraded = vec![Degraded::incomplete(Stage::Risk, reason.clone()); 300];
    let review = Review { degraded, ..review(long) };
    let diff = diff::read(None, &Scope::Patch(Vec::new()), &[]).unwrap();
    let (cut, dialect) = (Cut::default(), Dialect::GitHub);
    let scene = Scene { review: &review, cut, diff: &diff, most: 30, complete: true, dialect };
    let listed: Vec<_> = review.findings.iter().map(|finding| Listed { finding, reason: reason.clone() }).collect();
    let text = summary(&scene, &listed);
    let (told, listed) = text.split_once("Without a comment").unwrap();
    let left_out = |part: &str| -> usize {
        let (_, rest) = part.rsplit_once("- and ").unwrap();
        rest.split(' ').next().unwrap().parse().unwrap()
    };
    let rows = |part: &str| part.lines().filter(|line| line.starts_with("- ")).count() - 1;
    assert!(text.chars().count() <= LONGEST, "{}", text.chars().count());
    // The first row is the summary's own sentence.
    assert_eq!((rows(told) + left_out(told), rows(listed) + left_out(listed)), (301, 400), "{text}");
    assert!(rows(told) > 10 && rows(listed) > 10, "{text}");
}
