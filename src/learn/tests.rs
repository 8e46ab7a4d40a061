//! Made histories, with a pattern or without one.

use super::*;
use crate::bench::replay::PastHunk;
use crate::finding::Line;
use crate::local::features::FEATURES;

/// A word that a pattern is made of.
const LEGACY: u32 = 4711;
/// What the model says of every hunk.
const BASE: f64 = 0.1;

struct Random(u64);

impl Random {
    /// From 0.0 to 1.0.
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(self.0 >> 32).unwrap()) / f64::from(u32::MAX)
    }

    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // shares of small numbers
    fn hunk(&mut self, probability: impl Fn(bool) -> f64) -> PastHunk {
        let is_legacy = self.share() < 0.25;
        let features = FEATURES.iter().map(|_| (self.share() + self.share()) as f32).collect();
        let mut words: Vec<u32> = (0..40).map(|_| 1 + (self.share().powi(3) * 3000.0) as u32).collect();
        words.extend(is_legacy.then_some(LEGACY));
        words.sort_unstable();
        words.dedup();
        let is_buggy = self.share() < probability(is_legacy);
        PastHunk {
            path: "a.py".into(),
            language: "python",
            added: 3,
            removed: 0,
            buggy: is_buggy.then_some(Line(1)).into_iter().collect(),
            worst: None,
            is_caught: false,
            risk: Some(BASE),
            scores: Vec::new(),
            vector: Some(HunkVector { features, words }),
        }
    }
}

/// A history of changes with three hunks each, whose chance of a bug is told by their age, from 0.0 for the
/// oldest to 1.0, and by whether they hold the word.
fn history(seed: u64, changes: u32, probability: impl Fn(f64, bool) -> f64) -> Vec<Change> {
    let mut random = Random(seed);
    let change = |nth: u32| {
        let age = f64::from(nth) / f64::from(changes);
        let hunks: Vec<_> = (0..3).map(|_| random.hunk(|is_legacy| probability(age, is_legacy))).collect();
        let is_buggy = hunks.iter().any(|hunk| !hunk.buggy.is_empty());
        Change { id: nth.to_string(), time: nth.into(), is_buggy, weight: 1.0, hunks }
    };
    (0..changes).map(change).collect()
}

fn base() -> Base {
    Base::new("risk", "1")
}

fn planted(_age: f64, is_legacy: bool) -> f64 {
    if is_legacy { 0.6 } else { 0.03 }
}

#[test]
fn a_word_that_was_wrong_before_is_learned_and_kept() {
    let lesson = learn(&history(1, 300, planted), &base(), None);
    let (learned, comparison) = (lesson.learned.unwrap(), lesson.comparison.unwrap());
    assert_eq!(lesson.verdict, Verdict::Better, "{comparison:?}");
    assert!(comparison.after.auc > comparison.before.auc + 0.2, "{comparison:?}");
    assert!(comparison.loss.high < 0.0 && comparison.sure > 0.99, "{comparison:?}");
    let strongest = learned.words.iter().max_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
    assert_eq!(strongest.0, LEGACY);
    let with = HunkVector { features: Vec::new(), words: vec![LEGACY] };
    let (risk, without) = (learned.risk(BASE, &with), learned.risk(BASE, &HunkVector::default()));
    assert!(risk > 2.0 * BASE && without < BASE, "{risk} {without}");
    assert_eq!(learned.reason(&with).unwrap(), "hunks like this were wrong here before: its words");
}

#[test]
fn labels_by_chance_teach_nothing() {
    let verdicts: Vec<_> =
        (0..12).map(|seed| learn(&history(100 + seed, 300, |_, _| BASE), &base(), None).verdict).collect();
    let kept = verdicts.iter().filter(|&&verdict| verdict == Verdict::Better).count();
    assert!(kept == 0, "{verdicts:?}");
}

#[test]
fn a_pattern_that_turns_around_in_the_newest_part_is_not_kept() {
    let turned = |age: f64, is_legacy: bool| planted(age, is_legacy == (age < 0.7));
    for seed in 0..3 {
        let lesson = learn(&history(200 + seed, 300, turned), &base(), None);
        assert!(lesson.comparison.unwrap().after.auc < 0.5);
        assert!(matches!(lesson.verdict, Verdict::NoBetter | Verdict::RanksWorse), "{:?}", lesson.verdict);
    }
}

#[test]
fn bugs_that_are_rarer_than_the_model_thinks_lower_the_offset_and_keep_the_order() {
    let lesson = learn(&history(3, 600, |_, _| 0.03), &base(), None);
    let (learned, comparison) = (lesson.learned.unwrap(), lesson.comparison.unwrap());
    assert_eq!(lesson.verdict, Verdict::Better);
    assert!(learned.risk(BASE, &HunkVector::default()) < 0.06, "{learned:?}");
    assert!(comparison.loss.value < 0.0 && comparison.auc.value.abs() < 1e-9, "{comparison:?}");
}

#[test]
fn without_a_signal_the_weights_stay_near_nothing() {
    let changes = history(4, 200, |_, _| BASE);
    let changes: Vec<_> = changes.iter().collect();
    for form in Form::ALL {
        let learned = fit(&examples(&changes), form, &base());
        assert!((learned.scale - 1.0).abs() < 0.2 && learned.offset.abs() < 0.4, "{form:?}");
        assert!(learned.features.iter().all(|own| own.weight.abs() < 0.25), "{form:?}");
        assert!(learned.words.iter().all(|own| own.1.abs() < 0.6), "{form:?}");
    }
}

#[test]
fn a_short_history_is_refused_with_its_numbers() {
    let lesson = learn(&history(5, 40, |_, _| BASE), &base(), None);
    assert_eq!((lesson.verdict, lesson.older.changes, lesson.newest.changes), (Verdict::TooLittle, 28, 12));
    assert!(lesson.older.buggy < LEAST_TO_LEARN && lesson.learned.is_none());
    let lesson = learn(&[], &base(), None);
    assert_eq!((lesson.verdict, lesson.older.hunks), (Verdict::TooLittle, 0));
}

#[test]
fn equal_histories_teach_the_same_to_the_last_byte() {
    let json = || serde_json::to_string(&learn(&history(1, 150, planted), &base(), None).learned.unwrap()).unwrap();
    let first = json();
    assert_eq!(first, json());
    let read: Learned = serde_json::from_str(&first).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), first);
    assert_eq!(
        read,
        learn(&history(1, 150, planted), &base(), None).learned.unwrap(),
        "what was judged is what is read"
    );
}

#[test]
fn learning_again_changes_nothing_and_better_knowledge_is_not_replaced_by_worse() {
    let changes = history(1, 300, planted);
    let learned = learn(&changes, &base(), None).learned.unwrap();
    assert_eq!(learn(&changes, &base(), Some(&learned)).verdict, Verdict::Same);
    let better = Learned { words: vec![(LEGACY, 4.0)], offset: -1.3, ..Learned::nothing(base()) };
    assert_eq!(learn(&changes, &base(), Some(&better)).verdict, Verdict::NoBetter);
}

#[test]
fn commits_are_taken_by_their_time_and_hunks_without_a_risk_are_left_out() {
    let mut changes = history(1, 150, planted);
    let in_order = learn(&changes, &base(), None);
    changes.reverse();
    let mut bare = changes[0].hunks[0].clone();
    bare.risk = None;
    changes[0].hunks.push(bare);
    let reversed = learn(&changes, &base(), None);
    assert_eq!((reversed.older, reversed.newest), (in_order.older, in_order.newest));
    assert_eq!(reversed.learned, in_order.learned);
}
