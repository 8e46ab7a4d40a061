//! Figures of a history that is small enough to do by hand.

use super::*;
use crate::finding::Line;
use crate::local::LineScore;

fn hunk(added: usize, buggy: u32, risk: f64, scores: &[f32]) -> PastHunk {
    let line = |(index, &score): (usize, &f32)| LineScore { line: Line::of_row(index), score };
    PastHunk {
        path: "a.py".into(),
        language: "python",
        added,
        removed: 0,
        buggy: (1..=buggy).map(Line).collect(),
        worst: None,
        is_caught: false,
        risk: Some(risk),
        scores: scores.iter().enumerate().map(line).collect(),
        vector: None,
    }
}

fn change(hunks: Vec<PastHunk>) -> Change {
    let is_buggy = hunks.iter().any(|hunk| !hunk.buggy.is_empty());
    Change { id: String::new(), time: 0, is_buggy, weight: 1.0, hunks }
}

/// Five hunks in three changes; two hunks with three buggy lines in all.
fn changes() -> Vec<Change> {
    vec![
        change(vec![hunk(4, 1, 0.9, &[0.1, 0.9, 0.2, 0.3]), hunk(6, 0, 0.2, &[0.0; 6])]),
        change(vec![hunk(1, 0, 0.5, &[0.5])]),
        change(vec![hunk(10, 2, 0.4, &[1.0, 0.9, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]), hunk(2, 0, 0.1, &[0.0; 2])]),
    ]
}

fn value(figures: &[Figure], measure: Measure) -> f64 {
    figures.iter().find(|figure| figure.measure == measure).unwrap().value
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} is not {b}");
}

#[test]
fn each_ranking_has_its_figures() {
    let measured = measure(&changes());
    let of = |ranking: Ranking, measure| {
        let ranked = measured.rankings.iter().find(|ranked| ranked.ranking == ranking).unwrap();
        value(&ranked.figures, measure)
    };
    // By risk: .9 (buggy), .5, .4 (buggy), .2, .1. Pairs won: 3 + 2 of 6.
    close(of(Ranking::Risk, Measure::Auc), 5.0 / 6.0);
    close(of(Ranking::Risk, Measure::Hunks20), 0.5);
    close(of(Ranking::Risk, Measure::Lines20), 1.0 / 3.0);
    close(of(Ranking::Risk, Measure::Hunks10), 0.25);
    close(of(Ranking::Risk, Measure::Fifth), 1.0);
    // By size: 10 (buggy), 6, 4 (buggy), 2, 1. The 6 hides the 4 within its change.
    close(of(Ranking::Size, Measure::Auc), 5.0 / 6.0);
    close(of(Ranking::Size, Measure::Lines20), 2.0 / 3.0);
    close(of(Ranking::Size, Measure::Fifth), 0.5);
    // By share: 1, 10/12 (buggy), 6/10, 4/10 (buggy), 2/12.
    close(of(Ranking::Share, Measure::Auc), 3.0 / 6.0);
    close(of(Ranking::Random, Measure::Auc), 0.5);
    close(of(Ranking::Random, Measure::Hunks30), 0.3);
    close(of(Ranking::Random, Measure::Fifth), 0.5);
    // Costs 30, 32, 27, 36, 28 of 153: the first, .9 / 30, is read in full and a thirtieth of 27 beside it.
    close(of(Ranking::Risk, Measure::Cost20), 0.5);
    close(value(&measured.gain, Measure::Fifth), 0.5);
}

#[test]
fn lines_are_ranked_within_their_change() {
    // The top line of 10 is not buggy in the first change (one of two); of 12, both of the top two are.
    close(measure(&changes()).lines_in_top_fifth.unwrap(), 2.0 / 3.0);
}

#[test]
fn weights_bring_a_mix_to_a_rate() {
    let mut changes = changes();
    close(rate(&changes), 2.0 / 3.0);
    weigh(&mut changes, 0.1);
    close(rate(&changes), 0.1);
    // The clean change's hunk now has .9 of 1.1 of the weight: a fifth of all is .22 of 1.1, with .05 before it.
    let measured = measure(&changes);
    let risk = &measured.rankings[0];
    close(value(&risk.figures, Measure::Hunks20), 0.5);
}

#[test]
fn equal_changes_give_equal_intervals_around_the_value() {
    let (one, two) = (measure(&changes()), measure(&changes()));
    for (a, b) in one.rankings[0].figures.iter().zip(&two.rankings[0].figures) {
        assert!(a.low.to_bits() == b.low.to_bits() && a.low <= a.value && a.value <= a.high, "{a:?}");
    }
}
