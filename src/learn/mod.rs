//! `review learn`: the top of the risk model, fitted to one repository's own history. Reviewed past changes come
//! in, what was learned and whether it is worth keeping goes out.
//!
//! The older changes are fitted to ([`fit`]), in several forms from the simplest to the widest; the newest of the
//! older ones choose the form. The newest changes judge the one that was chosen, once ([`judge`]). What was judged
//! is what is kept: it is not fitted again with the newest changes, which nobody would have judged.

mod fit;
mod judge;
#[cfg(test)]
mod tests;

pub use judge::{Comparison, Difference, Quality};

use rayon::prelude::*;

use self::fit::{Form, fit};
use crate::bench::replay::Change;
use crate::local::features::HunkVector;
use crate::local::learned::{Base, Learned};

/// The share of changes, the newest, that judge.
const NEWEST: f64 = 0.3;
/// With fewer buggy hunks among the older changes there is too little to learn from.
pub const LEAST_TO_LEARN: usize = 20;
/// With fewer among the newest there is too little to judge by.
pub const LEAST_TO_JUDGE: usize = 8;

/// A hunk to learn from.
#[derive(Clone, Copy)]
struct Example<'a> {
    /// The place of its change among the changes of its part.
    change: usize,
    /// How many hunks it stands for.
    weight: f64,
    /// What the model says, from 0.0 to 1.0.
    base: f64,
    is_buggy: bool,
    vector: &'a HunkVector,
}

impl Example<'_> {
    fn label(&self) -> f64 {
        f64::from(u8::from(self.is_buggy))
    }
}

/// How much there is in a part of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Changes with hunks that the model assessed.
    pub changes: usize,
    /// Their hunks.
    pub hunks: usize,
    /// Those that were wrong.
    pub buggy: usize,
}

/// Whether what was learned is worth keeping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does better.
    Better,
    /// There are too few buggy hunks.
    TooLittle,
    /// On the older part already, no form does better than what is used now.
    NothingLearned,
    /// It is what is used already.
    Same,
    /// It is no better on the newest part.
    NoBetter,
    /// It is better, but not in enough of the resampled histories: chance may have done it.
    Chance,
    /// Its probabilities are better, but it ranks worse.
    RanksWorse,
}

/// What came of learning.
#[derive(Debug)]
pub struct Lesson {
    /// The part that was learned from.
    pub older: Part,
    /// The part that judged.
    pub newest: Part,
    /// What was learned, kept or not.
    pub learned: Option<Learned>,
    /// How what was learned did on the newest part beside what is used now.
    pub comparison: Option<Comparison>,
    /// Whether to keep it.
    pub verdict: Verdict,
}

/// Learns from reviewed changes, whose risks are those of the model as it came; `used` is what was learned before.
pub fn learn(changes: &[Change], base: &Base, used: Option<&Learned>) -> Lesson {
    let mut by_time: Vec<&Change> = changes.iter().filter(|change| assessed(change).next().is_some()).collect();
    by_time.sort_by_key(|change| change.time);
    let (older, newest) = split(&by_time);
    let mut lesson = Lesson {
        older: part(older),
        newest: part(newest),
        learned: None,
        comparison: None,
        verdict: Verdict::TooLittle,
    };
    if lesson.older.buggy < LEAST_TO_LEARN || lesson.newest.buggy < LEAST_TO_JUDGE {
        return lesson;
    }
    let nothing = Learned::nothing(base.clone());
    let Some(form) = choose(older, base) else { return Lesson { verdict: Verdict::NothingLearned, ..lesson } };
    let learned = fit(&examples(older), form, base);
    let comparison = judge::compare(&examples(newest), used.unwrap_or(&nothing), &learned);
    lesson.verdict = match used {
        Some(used) if *used == learned => Verdict::Same,
        // What is used was better once; neither may the model as it came be better by now.
        Some(_) if judge::loss(&examples(newest), &nothing) <= comparison.after.loss => Verdict::NoBetter,
        None if nothing == learned => Verdict::NothingLearned,
        _ => comparison.verdict(),
    };
    Lesson { learned: Some(learned), comparison: Some(comparison), ..lesson }
}

/// The form to fit, by the newest changes of a part when the forms are fitted to its older ones. A wider form has to
/// do better than the best simpler one by the same measure as what was learned has to in the end; none is chosen
/// where the model as it came does best.
fn choose(changes: &[&Change], base: &Base) -> Option<Form> {
    let (older, newest) = split(changes);
    let (to_fit, to_judge) = (examples(older), examples(newest));
    let fitted: Vec<_> = Form::ALL.par_iter().map(|&form| fit(&to_fit, form, base)).collect();
    let (mut best, mut chosen) = (Learned::nothing(base.clone()), None);
    for (learned, form) in fitted.into_iter().zip(Form::ALL) {
        if judge::compare(&to_judge, &best, &learned).verdict() == Verdict::Better {
            (best, chosen) = (learned, Some(form));
        }
    }
    chosen
}

/// The older changes and the newest ones.
fn split<'a, 'c>(changes: &'a [&'c Change]) -> (&'a [&'c Change], &'a [&'c Change]) {
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share of them
    let newest = (changes.len() as f64 * NEWEST).round() as usize;
    changes.split_at(changes.len() - newest)
}

/// The hunks that the model assessed.
fn assessed(change: &Change) -> impl Iterator<Item = (f64, bool, &HunkVector)> {
    change.hunks.iter().filter_map(|hunk| Some((hunk.risk?, !hunk.buggy.is_empty(), hunk.vector.as_ref()?)))
}

fn examples<'c>(changes: &[&'c Change]) -> Vec<Example<'c>> {
    let of_change = |(index, &change): (usize, &&'c Change)| {
        let example =
            move |(base, is_buggy, vector)| Example { change: index, weight: change.weight, base, is_buggy, vector };
        assessed(change).map(example)
    };
    changes.iter().enumerate().flat_map(of_change).collect()
}

fn part(changes: &[&Change]) -> Part {
    let hunks = || changes.iter().flat_map(|change| assessed(change));
    Part { changes: changes.len(), hunks: hunks().count(), buggy: hunks().filter(|&(_, is_buggy, _)| is_buggy).count() }
}
