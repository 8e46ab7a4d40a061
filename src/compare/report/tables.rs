//! The tables of a comparison and what stands around them, in words, before they are set.

use crate::compare::{Accuracy, Agreement, Answers, Comparison, ModelResult, Origin, Response};
use crate::report::place_of;
use crate::text::{counted, percent, short_revision};

/// A table with its heading.
pub(super) struct Table {
    pub title: &'static str,
    /// The names of the columns; the first one holds words, the others mostly numbers.
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// What a reader has to know.
    pub legend: &'static str,
}

/// Every table that has something to show.
pub(super) fn tables(comparison: &Comparison) -> Vec<Table> {
    let all = [hunks(comparison), models(comparison), cost(comparison), accuracy(comparison), agreement(comparison)];
    all.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

/// What was compared, in a sentence.
pub(super) fn origin(comparison: &Comparison) -> String {
    let short = |revision: &Option<String>| match revision.as_deref() {
        Some("worktree") => "the working tree".to_owned(),
        Some("index") => "the index".to_owned(),
        Some(sha) => short_revision(sha).to_owned(),
        None => "nothing".to_owned(),
    };
    let hunks = counted(comparison.hunks.len(), "hunk");
    match &comparison.origin {
        Origin::Change { base, head } => format!("{} to {}: {hunks}", short(base), short(head)),
        Origin::Labelled { file, buggy, clean } => {
            let own = comparison.hunks.iter().filter(|answers| answers.row.is_buggy()).count();
            format!(
                "labelled changes of {file}: {hunks}, {own} of them buggy, of {buggy} buggy ones and {clean} others"
            )
        }
    }
}

/// Why models have no answer, a line for each reason.
pub(super) fn unanswered(comparison: &Comparison) -> Vec<String> {
    let of = |model: &ModelResult| {
        let name = model.name.clone();
        model
            .unanswered
            .clone()
            .into_iter()
            .map(move |own| format!("{name}: no answer for {}: {}", counted(own.hunks, "hunk"), own.reason))
    };
    comparison.models.iter().flat_map(of).collect()
}

fn head(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn hunks(comparison: &Comparison) -> Table {
    let is_labelled = comparison.hunks.iter().any(|answers| answers.row.buggy.is_some());
    let mut columns = head(if is_labelled { &["hunk", "label"] } else { &["hunk"] });
    columns.extend(comparison.models.iter().map(|model| model.name.clone()));
    let row = |answers: &Answers| {
        let row = &answers.row;
        let place = place_of(&row.path, (row.old_start, row.old_lines), (row.new_start, row.new_lines));
        let label = is_labelled.then(|| if row.is_buggy() { "buggy" } else { "clean" }.to_owned());
        let said = answers.said.iter().map(|said| said.as_ref().map_or_else(nothing, cell));
        [place].into_iter().chain(label).chain(said).collect()
    };
    Table {
        title: "Hunks",
        head: columns,
        rows: comparison.hunks.iter().map(row).collect(),
        legend: "the verdict, how probable a mistake is, and +N for N comments; of `risk`, comment is a hunk marked hard",
    }
}

fn cell(said: &Response) -> String {
    let mistake = said.mistake.map(|share| format!(" {}", percent(share))).unwrap_or_default();
    let comments = said.inline + said.without_line;
    let comments = if comments > 0 { format!(" +{comments}") } else { String::new() };
    format!("{}{mistake}{comments}", said.verdict.name())
}

fn models(comparison: &Comparison) -> Table {
    let row = |model: &ModelResult| {
        let (verdicts, comments) = (model.verdicts, model.comments);
        let counts = [
            model.answered,
            verdicts.clear,
            verdicts.comment,
            verdicts.hard,
            comments.inline,
            comments.without_line,
            comments.useless,
        ];
        [model.name.clone()].into_iter().chain(counts.map(|count| count.to_string())).collect()
    };
    Table {
        title: "Verdicts and comments",
        head: head(&["model", "hunks", "clear", "comment", "hard", "inline", "no line", "useless"]),
        rows: comparison.models.iter().map(row).collect(),
        legend: "hunks with an answer; comments on changed lines, without a line, and those that say nothing or repeat",
    }
}

fn cost(comparison: &Comparison) -> Table {
    let row = |model: &ModelResult| {
        let timing = &model.timing;
        let memory = if timing.memory_mb > 0.0 { format!("{:.0} MB", timing.memory_mb) } else { nothing() };
        let speed = |tokens: Option<f64>| tokens.map_or_else(nothing, |tokens| format!("{tokens:.0}"));
        let tokens = [timing.prompt_tokens, timing.reused_tokens, timing.reply_tokens].map(|count| count.to_string());
        let cells = [time(timing.load_ms), time(timing.work_ms), memory];
        let speeds = [speed(model.read_per_s), speed(model.written_per_s)];
        [model.name.clone()].into_iter().chain(cells).chain(tokens).chain(speeds).collect()
    };
    Table {
        title: "Cost",
        head: head(&["model", "load", "work", "memory", "read", "reused", "written", "read/s", "written/s"]),
        rows: comparison.models.iter().map(row).collect(),
        legend: "wall time; memory that it is taken to need; tokens read anew, known from the prompt before, and written, \
                 and how many in a second of all its work",
    }
}

fn accuracy(comparison: &Comparison) -> Table {
    let row = |(name, own): (&str, Accuracy)| {
        let share = |value: Option<f64>| value.map_or_else(nothing, percent);
        let auc = own.auc.map_or_else(nothing, |auc| format!("{auc:.2}"));
        vec![
            name.to_owned(),
            format!("{} of {}", own.flagged_buggy, own.buggy),
            format!("{} of {}", own.flagged_clean, own.hunks - own.buggy),
            share(own.precision),
            share(own.recall),
            auc,
            share(own.hits),
        ]
    };
    let judged = comparison.models.iter().filter_map(|model| Some((&*model.name, model.accuracy?)));
    Table {
        title: "Right or wrong",
        head: head(&["model", "buggy flagged", "clean flagged", "precision", "recall", "AUC", "hits"]),
        rows: judged.map(row).collect(),
        legend: "flagged: a verdict other than clear; precision in this mix of buggy and clean; AUC by the probability of a mistake; hits: flagged buggy hunks with \
                 a comment on or next to a buggy line",
    }
}

fn agreement(comparison: &Comparison) -> Table {
    let row = |own: &Agreement| {
        let kappa = own.kappa.map_or_else(nothing, |kappa| format!("{kappa:.2}"));
        let same = own.same.map_or_else(nothing, percent);
        vec![format!("{} and {}", own.a, own.b), own.hunks.to_string(), same, kappa]
    };
    Table {
        title: "Agreement",
        head: head(&["models", "hunks", "same verdict", "kappa"]),
        rows: comparison.agreement.iter().map(row).collect(),
        legend: "Cohen's kappa: 1 is always, 0 is as often as by chance",
    }
}

/// A time as people read it.
fn time(ms: f64) -> String {
    match ms {
        ..=0.0 => nothing(),
        ..1000.0 => format!("{ms:.0} ms"),
        _ => format!("{:.1} s", ms / 1000.0),
    }
}

fn nothing() -> String {
    "-".to_owned()
}
