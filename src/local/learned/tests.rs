//! What was learned: applied, kept, taken back, and refused where it does not fit.

use std::fs;
use std::path::Path;

use super::*;
use crate::git::Repository;

fn base() -> Base {
    Base::new("risk", "1")
}

fn learned() -> Learned {
    let feature = FeatureWeight { feature: 2, mean: 1.0, spread: 0.5, weight: 0.5 };
    let words = vec![(7, 1.0), (9, -0.5)];
    Learned { scale: 0.5, offset: -1.0, features: vec![feature], words, ..Learned::nothing(base()) }
}

fn vector(third: f32, words: &[u32]) -> HunkVector {
    let mut features = vec![0.0; FEATURES.len()];
    features[2] = third;
    HunkVector { features, words: words.to_vec() }
}

/// A repository and a store, and how to write and read the file of it.
struct Fixture {
    folder: tempfile::TempDir,
    repository: Repository,
    store: LearnedStore,
}

fn repository(folder: &Path) -> Repository {
    Repository::from_library(git2::Repository::init(folder).unwrap()).unwrap()
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let repository = repository(&folder.path().join("repo"));
        let store = LearnedStore::at(folder.path().join("data").join("learned"));
        Self { folder, repository, store }
    }

    fn load(&self) -> Result<Option<Learned>, LearnedError> {
        self.store.load(&self.repository, &base())
    }

    fn keep(&self, learned: Learned) {
        self.store.keep(&self.repository, learned).unwrap();
    }

    fn edit(&self, from: &str, to: &str) {
        let path = self.store.path(&self.repository);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).unwrap();
    }
}

#[test]
fn the_risk_is_the_sum_of_the_log_odds() {
    let expected = |evidence: f64| probability(0.5 * log_odds(0.2) - 1.0 + evidence);
    for (third, words, evidence) in
        [(1.0, &[][..], 0.0), (2.0, &[], 1.0), (1.0, &[3, 7, 9], 0.5), (f32::NAN, &[9], -0.5), (1e9, &[], 1.5)]
    {
        let risk = learned().risk(0.2, &vector(third, words));
        assert!((risk - expected(evidence)).abs() < 1e-12, "{third} {words:?}");
    }
    assert!((Learned::nothing(base()).risk(0.2, &vector(0.0, &[7])) - 0.2).abs() < 1e-12);
}

#[test]
fn no_risk_is_out_of_range_whatever_the_model_says() {
    for risk in [0.0, 1.0, -3.0, f64::NAN, f64::INFINITY] {
        let risk = learned().risk(risk, &HunkVector::default());
        assert!((0.0..=1.0).contains(&risk), "{risk}");
    }
}

#[test]
fn a_reason_names_the_strongest_evidence_and_only_where_there_is_enough() {
    let said = |third, words: &[u32]| learned().reason(&vector(third, words));
    assert_eq!(said(1.0, &[7]).unwrap(), "hunks like this were wrong here before: its words");
    assert_eq!(said(2.0, &[9]).unwrap(), format!("hunks like this were wrong here before: {}", FEATURES[2].what));
    assert_eq!((said(1.1, &[]), said(0.0, &[7])), (None, None));
}

#[test]
fn what_was_kept_is_loaded_and_can_be_taken_back_step_by_step() {
    let fixture = Fixture::new();
    assert_eq!(fixture.load().unwrap(), None);
    fixture.keep(learned());
    let second = Learned { offset: 0.125, ..learned() };
    fixture.keep(second.clone());
    assert_eq!(fixture.load().unwrap(), Some(second));
    let undo = || fixture.store.undo(&fixture.repository).unwrap();
    assert_eq!((undo(), fixture.load().unwrap()), (Undone::Previous, Some(learned())));
    assert_eq!((undo(), fixture.load().unwrap()), (Undone::Builtin, None));
    assert_eq!(undo(), Undone::Nothing);
}

#[test]
fn the_repository_itself_is_not_written_to_and_another_one_learns_nothing() {
    let fixture = Fixture::new();
    fixture.keep(learned());
    let other = repository(&fixture.folder.path().join("other"));
    assert_eq!(fixture.store.load(&other, &base()).unwrap(), None);
    let names = fs::read_dir(fixture.repository.work_tree().unwrap()).unwrap();
    assert_eq!(names.flatten().map(|entry| entry.file_name()).collect::<Vec<_>>(), [".git"]);
}

#[test]
fn what_was_learned_on_another_model_or_other_features_is_set_aside() {
    for (from, to) in [
        (r#""version":"1""#, r#""version":"2""#),
        (r#""name":"risk""#, r#""name":"other""#),
        (&*base().table, "0123456789abcdef"),
    ] {
        let fixture = Fixture::new();
        fixture.keep(learned());
        fixture.edit(from, to);
        let error = fixture.load().unwrap_err();
        assert!(matches!(error, LearnedError::Foreign { .. }) && error.to_string().contains("belongs to"), "{error}");
        fixture.keep(learned());
        assert_eq!(fixture.store.undo(&fixture.repository).unwrap(), Undone::Builtin, "nothing to go back to");
    }
}

#[test]
fn a_broken_file_is_refused_and_an_undo_deletes_it() {
    for (from, to) in [
        (r#""scale":0.5"#, r#""scale":null"#),
        (r#""scale":0.5"#, r#""scale":1e999"#),
        (r#""scale":0.5"#, r#""scale":-1.0"#),
        (r#""offset":-1.0"#, r#""offset":1e9"#),
        (r#""spread":0.5"#, r#""spread":0.0"#),
        (r#""feature":2"#, r#""feature":99999"#),
        ("[7,1.0],[9,-0.5]", "[9,1.0],[7,-0.5]"),
        ("[7,1.0]", "[0,1.0]"),
        ("review-learned/v1", "review-learned/v9"),
        ("{", "["),
    ] {
        let fixture = Fixture::new();
        fixture.keep(learned());
        fixture.edit(from, to);
        let error = fixture.load().unwrap_err();
        assert!(matches!(error, LearnedError::Broken { .. }), "{to}: {error}");
        assert_eq!(fixture.store.undo(&fixture.repository).unwrap(), Undone::Builtin, "{to}");
        assert_eq!(fixture.load().unwrap(), None);
    }
}

#[test]
fn a_weight_that_is_no_number_is_a_flaw() {
    for number in [f64::NAN, f64::INFINITY, -f64::INFINITY] {
        assert!(Learned { scale: number, ..learned() }.flaw().is_some());
        assert!(Learned { words: vec![(7, number)], ..learned() }.flaw().is_some());
        let feature = FeatureWeight { mean: number, ..learned().features[0] };
        assert!(Learned { features: vec![feature], ..learned() }.flaw().is_some());
        let feature = FeatureWeight { spread: number, ..learned().features[0] };
        assert!(Learned { features: vec![feature], ..learned() }.flaw().is_some());
    }
    assert_eq!(learned().flaw(), None);
}
