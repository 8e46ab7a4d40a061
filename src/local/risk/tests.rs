//! The model that is part of the program, asked about edits whose order of risk is plain.

use super::*;
use crate::config::LocalSection;
use crate::local::features::tests::measured;
use crate::local::features::{line_vectors, vectors};
use crate::local::package::Task;
use crate::local::registry::{Choice, Registry};
use crate::local::runtime;

fn model() -> RiskModel {
    let registry = Registry::<RiskModel>::open(&LocalSection::default());
    let package = registry.pick(Task::Risk, Some("python"), &Choice::Builtin).unwrap();
    RiskModel::load(package, &runtime::tests::runtime()).unwrap()
}

const BEFORE: &str =
    "import os\n\n\ndef read(path):\n    # Opens it.\n    with open(path) as file:\n        return file.read()\n";

/// A large new function with branches, loops and state; and a comment edited.
const AFTER: &str = "\
import os


def read(path):
    # Opens it, and reads it.
    with open(path) as file:
        return file.read()


def merge(old, new, limit=None):
    result, index = dict(old), 0
    while index < len(new):
        key, value = new[index]
        if key in result and result[key] is not None:
            if limit is not None and len(result[key]) + len(value) > limit:
                result[key] = value[: limit - 1]
            elif not value:
                del result[key]
                continue
            else:
                result[key] += value
        else:
            try:
                result[key] = list(value)
            except TypeError:
                result[key] = [value]
        index += 1
    for key in os.listdir(old.root):
        if key.startswith('.') or (limit and index > limit * 2):
            result.pop(key, None)
    return result
";

/// What a change looks like to a model.
struct Change {
    measures: Vec<Measures>,
    vectors: Vec<HunkVector>,
    lines: Vec<Vec<LineVector>>,
}

impl Change {
    /// The function in one file, the comment in another, and two small edits.
    fn new() -> Self {
        let (comment, merge) = AFTER.split_at(AFTER.find("\n\ndef merge").unwrap());
        let function = format!("{BEFORE}{merge}");
        let measures = measured(&[
            ("pkg/merge.py", Some(BEFORE), &function),
            ("pkg/read.py", Some(BEFORE), comment),
            ("pkg/other.py", Some("a = 1\nb = f(a)\n"), "a = 2\nb = f(a)\n"),
            ("src/lib.rs", None, "pub fn f(a: u32) -> u32 {\n    a + 1\n}\n"),
        ]);
        Self { vectors: vectors(&measures), lines: line_vectors(&measures), measures }
    }

    fn hunks(&self) -> Hunks<'_> {
        Hunks { measures: &self.measures, vectors: &self.vectors, lines: &self.lines }
    }
}

#[test]
fn a_large_branching_function_is_riskier_than_an_edited_comment() {
    let change = Change::new();
    let found = model().assess(&change.hunks(), &[0, 1, 2, 3]).unwrap();
    let risks: Vec<_> = found.iter().map(|own| own.risk).collect();
    assert!(risks.iter().skip(1).all(|risk| risks[0] > 2.0 * risk), "{risks:?}");
    let Explanation { reasons, lines } = model().explain(&change.hunks(), &[0]).unwrap().remove(0);
    assert!(reasons.iter().any(|reason| reason.logits > 0.0), "{reasons:?}");
    assert!(reasons.is_sorted_by(|a, b| a.logits.abs() + 0.001 >= b.logits.abs()), "{reasons:?}");
    let lines: Vec<_> = lines.iter().map(|own| own.line).collect();
    assert_eq!(lines, change.lines[0].iter().map(|own| own.line).collect::<Vec<_>>());
}

#[test]
fn the_same_hunks_have_the_same_risk_again_and_in_any_batch() {
    let (model, change) = (model(), Change::new());
    let hunks = change.hunks();
    let together = model.assess(&hunks, &[0, 1, 2, 3]).unwrap();
    assert_eq!(together, model.assess(&hunks, &[0, 1, 2, 3]).unwrap());
    assert!(model.assess(&hunks, &[]).unwrap().is_empty());
    let explained = model.explain(&hunks, &[0, 1, 2, 3]).unwrap();
    assert_eq!(explained, model.explain(&hunks, &[0, 1, 2, 3]).unwrap());
    let rows: Vec<_> = change.vectors.iter().map(|vector| model.row(vector)).collect();
    // More than one run takes.
    let many: Vec<_> = rows.iter().cycle().take(4099).cloned().collect();
    let many = model.risks(&many).unwrap();
    for (hunk, own) in together.iter().enumerate() {
        let alone = model.assess(&hunks, &[hunk]).unwrap().remove(0);
        let others = many.iter().skip(hunk).step_by(rows.len()).copied().chain([alone.risk]);
        for other in others {
            assert!((own.risk - other).abs() < 1e-6, "{} and {other}", own.risk);
        }
        let texts = |own: &Explanation| own.reasons.iter().map(|reason| reason.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&explained[hunk]), texts(&model.explain(&hunks, &[hunk]).unwrap()[0]));
    }
    assert_eq!(many.len(), 4099);
}

#[test]
fn a_feature_that_there_is_not_is_named() {
    let there = || ["one", "two", "three"].into_iter();
    let wanted = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(places(&wanted(&["three", "one"]), there()), Ok(vec![2, 0]));
    assert_eq!(places(&wanted(&["one", "four", "five"]), there()), Err("there is no feature `four`".into()));
}

#[test]
fn a_package_that_asks_for_other_features_does_not_fit_and_says_why() {
    let registry = Registry::<RiskModel>::open(&LocalSection::default());
    let package = registry.pick(Task::Risk, Some("python"), &Choice::Builtin).unwrap();
    let reason = |spoil: &dyn Fn(&mut RiskSection)| {
        let mut package = package.clone();
        spoil(package.manifest.risk.as_mut().unwrap());
        RiskModel::load(&package, &runtime::tests::runtime()).unwrap_err().to_string()
    };
    assert!(reason(&|risk| risk.features[3] = "weather".into()).ends_with("there is no feature `weather`"));
    assert!(reason(&|risk| risk.lines[0] = "moon".into()).ends_with("there is no feature `moon`"));
    assert!(reason(&|risk| risk.typical[0] = f32::NAN).contains("a typical value for each feature"));
    let fewer = reason(&|risk| {
        risk.features.pop();
        risk.typical.pop();
    });
    assert!(fewer.contains("its input `features` does not take rows of"), "{fewer}");
}

#[test]
fn a_logit_is_finite_for_any_probability() {
    assert!(log_odds(0.5).abs() < 1e-9);
    assert!((log_odds(0.9) + log_odds(0.1)).abs() < 1e-9);
    assert!(log_odds(0.0).is_finite() && log_odds(1.0).is_finite());
}
