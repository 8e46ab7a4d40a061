//! What several models said of the same hunks, counted: verdicts, comments, agreement and, against labels, how often each
//! is right. Pure arithmetic.

use super::run::Run;
use super::{
    Accuracy, Agreement, Answers, Comments, Comparison, ModelResult, Origin, Response, Row, SCHEMA, Unanswered,
    Verdicts,
};
use crate::bench::order::Order;
use crate::finding::ToolInfo;
use crate::prompt::Verdict;

impl Comparison {
    /// Counts what the models said of these hunks.
    pub fn from_runs(origin: Origin, rows: &[Row], runs: &[Run]) -> Self {
        let answers = |(at, row): (usize, &Row)| Answers {
            row: row.clone(),
            said: runs.iter().map(|run| run.said.get(at).copied().flatten()).collect(),
        };
        Self {
            schema: SCHEMA.to_owned(),
            tool: ToolInfo::default(),
            origin,
            models: runs.iter().map(|run| result(rows, run)).collect(),
            agreement: agreements(runs),
            hunks: rows.iter().enumerate().map(answers).collect(),
        }
    }
}

fn result(rows: &[Row], run: &Run) -> ModelResult {
    let said: Vec<Response> = run.said.iter().flatten().copied().collect();
    let verdicts = |verdict| said.iter().filter(|own| own.verdict == verdict).count();
    let unanswered = run.unanswered.iter().map(|(reason, hunks)| Unanswered { hunks: *hunks, reason: reason.clone() });
    let is_labelled = rows.iter().any(|row| row.buggy.is_some());
    ModelResult {
        name: run.name.clone(),
        answered: said.len(),
        verdicts: Verdicts {
            clear: verdicts(Verdict::Clear),
            comment: verdicts(Verdict::Comment),
            hard: verdicts(Verdict::Hard),
        },
        comments: Comments {
            inline: said.iter().map(|own| own.inline).sum(),
            without_line: said.iter().map(|own| own.without_line).sum(),
            useless: run.useless,
        },
        accuracy: is_labelled.then(|| accuracy(rows, run)),
        read_per_s: per_second(run.timing.prompt_tokens, run.timing.work_ms),
        written_per_s: per_second(run.timing.reply_tokens, run.timing.work_ms),
        timing: run.timing.clone(),
        unanswered: unanswered.collect(),
    }
}

#[allow(clippy::cast_precision_loss)] // a count of tokens
fn per_second(tokens: u64, ms: f64) -> Option<f64> {
    (tokens > 0 && ms > 0.0).then(|| tokens as f64 * 1000.0 / ms)
}

/// A share, where there is anything to have one of.
#[allow(clippy::cast_precision_loss)] // counts of hunks
fn share(part: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| part as f64 / all as f64)
}

/// How often a model is right about labelled hunks.
fn accuracy(rows: &[Row], run: &Run) -> Accuracy {
    let answered = rows.iter().zip(&run.said).filter_map(|(row, said)| Some((row.is_buggy(), (*said)?)));
    let (buggy, clean): (Vec<_>, Vec<_>) = answered.partition(|(buggy, _)| *buggy);
    let flagged = |kind: &[(bool, Response)]| kind.iter().filter(|(_, said)| said.verdict != Verdict::Clear).count();
    let (flagged_buggy, flagged_clean) = (flagged(&buggy), flagged(&clean));
    let hits = buggy.iter().filter(|(_, said)| said.is_hit).count();
    let scored: Vec<_> = buggy.iter().chain(&clean).filter_map(|(buggy, said)| Some((said.mistake?, *buggy))).collect();
    Accuracy {
        hunks: buggy.len() + clean.len(),
        buggy: buggy.len(),
        flagged_buggy,
        flagged_clean,
        precision: share(flagged_buggy, flagged_buggy + flagged_clean),
        recall: share(flagged_buggy, buggy.len()),
        auc: auc(&scored),
        hits: share(hits, flagged_buggy).filter(|_| run.comments),
    }
}

/// The probability that a buggy hunk stands above another one; ties count half. `None` where there is only one kind.
pub(super) fn auc(scored: &[(f64, bool)]) -> Option<f64> {
    let (scores, buggy): (Vec<f64>, Vec<f64>) =
        scored.iter().map(|(score, buggy)| (*score, f64::from(u8::from(*buggy)))).unzip();
    let auc = Order::by(&scores).auc(&vec![1.0; scores.len()], &buggy);
    Some(auc).filter(|auc| auc.is_finite())
}

/// Each two models, in the order in which they were named.
fn agreements(runs: &[Run]) -> Vec<Agreement> {
    let pairs = runs.iter().enumerate().flat_map(|(at, a)| runs[at + 1..].iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| agreement(a, b)).collect()
}

fn agreement(a: &Run, b: &Run) -> Agreement {
    let both = a.said.iter().zip(&b.said).filter_map(|(a, b)| Some((a.as_ref()?.verdict, b.as_ref()?.verdict)));
    let both: Vec<_> = both.collect();
    let same = share(both.iter().filter(|(a, b)| a == b).count(), both.len());
    Agreement { a: a.name.clone(), b: b.name.clone(), hunks: both.len(), same, kappa: kappa(&both) }
}

/// How much more often two agree than they would by chance, of what chance leaves (Cohen 1960).
fn kappa(both: &[(Verdict, Verdict)]) -> Option<f64> {
    let count =
        |is: &dyn Fn(&(Verdict, Verdict)) -> bool| share(both.iter().filter(|pair| is(pair)).count(), both.len());
    let same = count(&|(a, b)| a == b)?;
    let by_chance: f64 = Verdict::ALL
        .iter()
        .map(|verdict| Some(count(&|(a, _)| a == verdict)? * count(&|(_, b)| b == verdict)?))
        .sum::<Option<f64>>()?;
    (by_chance < 1.0).then(|| (same - by_chance) / (1.0 - by_chance))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLEAR: Verdict = Verdict::Clear;
    const COMMENT: Verdict = Verdict::Comment;

    #[allow(clippy::unnecessary_wraps)] // as it stands in a run
    fn said(verdict: Verdict, mistake: f64, is_hit: bool) -> Option<Response> {
        let inline = usize::from(verdict == COMMENT);
        Some(Response { verdict, mistake: Some(mistake), inline, without_line: 0, is_hit })
    }

    fn run(name: &str, said: Vec<Option<Response>>) -> Run {
        Run { said, comments: true, ..Run::named(name) }
    }

    fn row(buggy: Option<Vec<u32>>) -> Row {
        let (change, path) = (None, "a.py".to_owned());
        Row { change, path, old_start: 1, old_lines: 1, new_start: 1, new_lines: 1, buggy }
    }

    #[test]
    fn kappa_is_what_agreement_is_beyond_chance() {
        // Of 10: both comment on 4, both clear 3, one only 2, the other only 1.
        let pairs = [(COMMENT, COMMENT, 4), (CLEAR, CLEAR, 3), (COMMENT, CLEAR, 2), (CLEAR, COMMENT, 1)];
        let both: Vec<_> = pairs.iter().flat_map(|&(a, b, times)| vec![(a, b); times]).collect();
        let by_chance = 0.6 * 0.5 + 0.4 * 0.5;
        assert!((kappa(&both).unwrap() - (0.7 - by_chance) / (1.0 - by_chance)).abs() < 1e-12);
        assert_eq!(kappa(&[(CLEAR, COMMENT), (COMMENT, CLEAR)]), Some(-1.0));
        assert_eq!(kappa(&[(CLEAR, CLEAR); 3]), None, "chance leaves nothing");
        assert_eq!(kappa(&[]), None);
    }

    #[test]
    fn only_hunks_that_both_have_an_answer_for_are_held_against_each_other() {
        let a = run("a", vec![said(CLEAR, 0.1, false), None, said(COMMENT, 0.9, false)]);
        let b = run("b", vec![said(CLEAR, 0.2, false), said(CLEAR, 0.1, false), said(CLEAR, 0.3, false)]);
        let found = agreements(&[a, b]);
        assert_eq!((found.len(), found[0].hunks, found[0].same), (1, 2, Some(0.5)));
        assert_eq!(found[0].kappa, Some(0.0));
    }

    #[test]
    fn a_flagged_hunk_is_one_with_another_verdict_than_clear() {
        let rows = [row(Some(vec![3])), row(Some(vec![1])), row(Some(vec![])), row(Some(vec![])), row(Some(vec![9]))];
        let own = run(
            "a",
            vec![
                said(COMMENT, 0.9, true),
                said(Verdict::Hard, 0.6, false),
                said(COMMENT, 0.7, false),
                said(CLEAR, 0.1, false),
                None,
            ],
        );
        let found = accuracy(&rows, &own);
        assert_eq!((found.hunks, found.buggy, found.flagged_buggy, found.flagged_clean), (4, 2, 2, 1));
        assert_eq!((found.precision, found.recall, found.hits), (Some(2.0 / 3.0), Some(1.0), Some(0.5)));
        assert_eq!(found.auc, Some(0.75));
        assert_eq!(accuracy(&rows, &Run { comments: false, ..own }).hits, None, "it writes no comments");
    }

    #[test]
    fn what_there_is_nothing_of_has_no_figure() {
        let found = accuracy(&[row(Some(vec![]))], &run("a", vec![said(CLEAR, 0.2, false)]));
        assert_eq!((found.precision, found.recall, found.auc, found.hits), (None, None, None, None));
        assert_eq!((per_second(0, 10.0), per_second(5, 0.0), per_second(5, 500.0)), (None, None, Some(10.0)));
    }
}
