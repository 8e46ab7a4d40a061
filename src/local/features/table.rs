//! The table of features: each with its name, its group and how it is computed. The vectors that a model is
//! trained on and those that it is asked about are this table's; so are the docs and the groups of reasons.

use std::sync::LazyLock;

use super::content::{LineMeasures, Measures, count, ratio};
use super::counts::{CLASSES, Count};
use super::group::Group;
use super::shape::Shape;

/// A feature of a hunk.
pub struct Feature {
    /// Its name, by which a model asks for it.
    pub name: String,
    /// The reason that it belongs to.
    pub group: Group,
    /// What it is.
    pub what: String,
    value: Value,
}

enum Value {
    New(usize),
    Dense(usize),
    Net(usize),
    Of(fn(&Measures, &Shape) -> f32),
}

impl Feature {
    pub(super) fn value(&self, hunk: &Measures, shape: &Shape) -> f32 {
        match self.value {
            Value::New(class) => log(hunk.added.all()[class]),
            Value::Dense(class) => ratio(hunk.added.all()[class], hunk.added.get(Count::Token)),
            Value::Net(class) => signed_log(hunk.added.all()[class], hunk.removed.all()[class]),
            Value::Of(value) => value(hunk, shape),
        }
    }
}

/// Every feature of a hunk, in the order of the vectors.
pub static FEATURES: LazyLock<Vec<Feature>> = LazyLock::new(|| {
    let mut features: Vec<Feature> = SINGLE
        .iter()
        .map(|&(name, group, what, value)| Feature {
            name: name.into(),
            group,
            what: what.into(),
            value: Value::Of(value),
        })
        .collect();
    for (index, class) in CLASSES.iter().enumerate() {
        let mut row = |prefix: &str, what: String, value: Value| {
            features.push(Feature { name: format!("{prefix}_{}", class.name), group: class.group, what, value });
        };
        row("new", format!("log(1 + added: {})", class.noun), Value::New(index));
        row("dense", format!("added per added token: {}", class.noun), Value::Dense(index));
        row("net", format!("signed log of added less removed: {}", class.noun), Value::Net(index));
    }
    features
});

type Single = (&'static str, Group, &'static str, fn(&Measures, &Shape) -> f32);

fn mean(sum: u32, hunk: &Measures) -> f32 {
    ratio(sum, hunk.added_lines() - hunk.added.get(Count::Blank).min(hunk.added_lines()))
}

/// The features that stand alone.
const SINGLE: &[Single] = &[
    ("added_lines", Group::Size, "log(1 + added lines)", |h, _| log(h.added_lines())),
    ("removed_lines", Group::Size, "log(1 + removed lines, comments left out)", |h, _| log(h.removed_lines())),
    ("added_part", Group::Edit, "added lines per changed line", |h, _| {
        ratio(h.added_lines(), h.added_lines() + h.removed_lines())
    }),
    ("runs", Group::Edit, "log(1 + runs of changed lines)", |h, _| log(h.edit.runs)),
    ("new_tokens_kept", Group::Edit, "log(1 + tokens that no removed line has)", |h, _| log(h.edit.new_tokens)),
    ("lost_tokens", Group::Edit, "log(1 + tokens that no added line has)", |h, _| log(h.edit.lost_tokens)),
    ("new_part", Group::Edit, "new tokens per added token", |h, _| {
        ratio(h.edit.new_tokens, h.added.get(Count::Token).max(h.edit.new_tokens))
    }),
    ("alike", Group::Edit, "added lines that are much like a removed one, per added line", |h, _| {
        ratio(h.edit.alike, h.added_lines())
    }),
    (
        "nearly_same",
        Group::Edit,
        "added lines that differ from a removed one in a token or two, per added line",
        |h, _| ratio(h.edit.nearly_same, h.added_lines()),
    ),
    ("edited_lines", Group::Edit, "log(1 + added lines that are much like a removed one)", |h, _| log(h.edit.alike)),
    ("share", Group::Share, "share of the change's added lines", |_, s| s.share),
    ("token_share", Group::Share, "share of the change's new tokens", |_, s| s.token_share),
    ("source_share", Group::Share, "share of the change's new tokens outside tests", |_, s| s.source_share),
    ("condition_share", Group::Share, "share of the change's new conditions", |_, s| s.condition_share),
    ("call_share", Group::Share, "share of the change's new calls", |_, s| s.call_share),
    ("against_largest", Group::Share, "added lines against the change's largest hunk", |_, s| s.against_largest),
    ("tokens_against_largest", Group::Share, "new tokens against the change's largest hunk", |_, s| {
        s.tokens_against_largest
    }),
    ("rank", Group::Share, "share of the change's hunks with more new tokens", |_, s| s.rank),
    ("file_hunks", Group::Share, "log(1 + hunks of its file)", |_, s| log(s.file_hunks)),
    ("file_share", Group::Share, "share of its file's added lines", |_, s| s.file_share),
    ("repeated", Group::Share, "share of its new words that other hunks add as well", |_, s| s.repeated),
    ("twins", Group::Share, "share of hunks that add and remove as many tokens", |_, s| s.twins),
    ("change_hunks", Group::Change, "log(1 + hunks of the change)", |_, s| log(s.hunks)),
    ("change_files", Group::Change, "log(1 + files of the change)", |_, s| log(s.files)),
    ("change_added", Group::Change, "log(1 + added lines of the change)", |_, s| log(s.added)),
    ("change_removed", Group::Change, "log(1 + removed lines of the change)", |_, s| log(s.removed)),
    ("change_new_tokens", Group::Change, "log(1 + new tokens of the change)", |_, s| log(s.new_tokens)),
    ("change_tests", Group::Change, "share of the change's added lines in tests", |_, s| {
        ratio(s.added_in_tests, s.added)
    }),
    ("change_spread", Group::Change, "how evenly the change's new tokens are spread over its hunks", |_, s| s.spread),
    ("names", Group::Names, "log(1 + different names)", |h, _| log(h.names.unique)),
    ("fresh_names", Group::Names, "log(1 + names new to the file)", |h, _| log(h.names.fresh)),
    ("fresh_part", Group::Names, "names new to the file, per name", |h, _| ratio(h.names.fresh, h.names.unique)),
    ("fresh_calls", Group::Calls, "log(1 + called names new to the file)", |h, _| log(h.names.fresh_calls)),
    ("name_length", Group::Names, "characters per name", |h, _| ratio(h.names.characters, h.names.unique)),
    ("name_rarity", Group::Names, "log(1 + uses of its names in the rest of the file, per name)", |h, _| {
        ratio(h.names.elsewhere, h.names.unique).ln_1p()
    }),
    ("names_per_token", Group::Names, "different names per token", |h, _| {
        ratio(h.names.unique, h.added.get(Count::Token))
    }),
    ("nesting_mean", Group::Place, "branches and loops around an added line, on average", |h, _| {
        mean(h.surroundings.nesting_sum, h)
    }),
    ("nesting_most", Group::Place, "branches and loops around an added line, at most", |h, _| {
        exact(h.surroundings.nesting_most)
    }),
    ("loops_most", Group::Loops, "loops around an added line, at most", |h, _| exact(h.surroundings.loops_most)),
    ("depth_mean", Group::Place, "nodes above an added line, on average", |h, _| mean(h.surroundings.depth_sum, h)),
    ("functions", Group::Place, "log(1 + functions with added lines)", |h, _| log(h.surroundings.functions)),
    ("new_functions", Group::Definitions, "log(1 + functions that begin in it)", |h, _| {
        log(h.surroundings.new_functions)
    }),
    ("function_lines", Group::Place, "log(1 + lines of its main function)", |h, _| log(h.surroundings.function.lines)),
    ("function_branches", Group::Place, "log(1 + branches of its main function)", |h, _| {
        log(h.surroundings.function.branches)
    }),
    ("function_parameters", Group::Place, "parameters of its main function", |h, _| {
        exact(h.surroundings.function.parameters)
    }),
    ("function_share", Group::Place, "share of its main function that it adds", |h, _| {
        ratio(h.surroundings.lines_in_function, h.surroundings.function.lines)
    }),
    ("in_class", Group::Place, "share of added lines in a class", |h, _| mean(h.surroundings.lines_in_class, h)),
    ("at_module", Group::Place, "share of added lines outside functions and classes", |h, _| {
        mean(h.surroundings.lines_at_module, h)
    }),
    ("in_test", Group::Tests, "share of added lines in tests", |h, _| mean(h.surroundings.lines_in_test, h)),
    ("in_async", Group::Concurrency, "share of added lines in asynchronous functions", |h, _| {
        mean(h.surroundings.lines_in_async, h)
    }),
    ("indent_mean", Group::Place, "indent of an added line, on average", |h, _| mean(h.surroundings.indent_sum, h)),
    ("indent_most", Group::Place, "indent of an added line, at most", |h, _| exact(h.surroundings.indent_most)),
    ("length_mean", Group::Prose, "length of an added line, on average", |h, _| mean(h.surroundings.length_sum, h)),
    ("length_most", Group::Prose, "log(1 + length of an added line, at most)", |h, _| log(h.surroundings.length_most)),
    ("file_lines", Group::File, "log(1 + lines of the file)", |h, _| log(h.file.lines)),
    ("file_names", Group::File, "log(1 + different names in the file)", |h, _| log(h.file.names)),
    ("file_position", Group::File, "where in the file it stands", |h, _| ratio(h.file.first_line, h.file.lines)),
    ("file_is_new", Group::File, "whether the file is new", |h, _| f32::from(u8::from(h.file.is_new))),
    ("file_is_test", Group::Tests, "whether the file is a test", |h, _| f32::from(u8::from(h.file.is_test))),
    ("path_depth", Group::File, "folders above the file", |h, _| exact(count(h.path.matches('/').count()))),
    ("path_is_aside", Group::File, "whether the path is of docs, examples, scripts or packaging", |h, _| {
        let aside = ["doc", "example", "script", "bench", "setup", "conf", "tool", "vendor", "contrib", "sample"];
        f32::from(u8::from(aside.iter().any(|word| h.path.to_lowercase().contains(word))))
    }),
    ("path_is_entry", Group::File, "whether the file is a package's front", |h, _| {
        f32::from(u8::from(h.file.is_front))
    }),
    ("is_rust", Group::File, "whether the language is Rust", |h, _| f32::from(h.file.mark)),
];

/// A feature of an added line.
pub struct LineFeature {
    /// Its name, by which a model asks for it.
    pub name: String,
    /// What it is.
    pub what: String,
    value: LineValue,
}

enum LineValue {
    Class(usize),
    Of(fn(&LineMeasures, &LineContext) -> f32),
}

impl LineFeature {
    pub(super) fn value(&self, line: &LineMeasures, context: &LineContext) -> f32 {
        match self.value {
            LineValue::Class(class) => exact(line.counts.all()[class]),
            LineValue::Of(value) => value(line, context),
        }
    }
}

/// What a line is compared with.
#[derive(Debug, Clone, Default)]
pub(super) struct LineContext {
    pub is_test: bool,
    pub in_test: f32,
    pub hunk_lines: u32,
    pub hunk_tokens: u32,
    pub change_lines: u32,
    pub least_indent: u32,
    /// The share of the change's added lines that have fewer tokens.
    pub token_rank: f32,
    pub token_share: f32,
    pub source_share: f32,
}

/// Every feature of an added line, in the order of the vectors.
pub static LINE_FEATURES: LazyLock<Vec<LineFeature>> = LazyLock::new(|| {
    let single = LINE_SINGLE.iter().map(|&(name, what, value)| LineFeature {
        name: name.into(),
        what: what.into(),
        value: LineValue::Of(value),
    });
    let classes = CLASSES.iter().enumerate().map(|(index, class)| LineFeature {
        name: format!("line_{}", class.name),
        what: format!("on the line: {}", class.noun),
        value: LineValue::Class(index),
    });
    single.chain(classes).collect()
});

type LineSingle = (&'static str, &'static str, fn(&LineMeasures, &LineContext) -> f32);

const LINE_SINGLE: &[LineSingle] = &[
    ("nesting", "branches and loops around it", |l, _| exact(l.place.nesting)),
    ("loops", "loops around it", |l, _| exact(l.place.loops)),
    ("depth", "nodes above it", |l, _| exact(l.place.depth)),
    ("in_function", "whether it stands in a function", |l, _| f32::from(u8::from(l.place.function.is_some()))),
    ("starts_function", "whether it starts one", |l, _| f32::from(u8::from(l.place.starts_function))),
    ("length", "characters", |l, _| exact(l.length)),
    ("indent", "indent", |l, _| exact(l.indent)),
    ("relative_indent", "indent less the least of its hunk", |l, c| exact(l.indent) - exact(c.least_indent)),
    ("fresh", "names that the rest of the file does not have", |l, _| exact(l.fresh)),
    ("line_new_tokens", "tokens that its likest removed line does not have", |l, _| exact(l.new_tokens)),
    ("likeness", "likeness to the likest removed line", |l, _| l.likeness),
    ("replaces", "whether lines were removed there", |l, _| f32::from(u8::from(l.replaces))),
    ("run_position", "its place in its run of added lines", |l, _| ratio(l.nth, l.run)),
    ("run_lines", "log(1 + lines of that run)", |l, _| log(l.run)),
    ("hunk_lines", "log(1 + added lines of the hunk)", |_, c| log(c.hunk_lines)),
    ("hunk_tokens", "log(1 + new tokens of the hunk)", |_, c| log(c.hunk_tokens)),
    ("change_lines", "log(1 + added lines of the change)", |_, c| log(c.change_lines)),
    ("token_rank", "share of the change's added lines with fewer tokens", |_, c| c.token_rank),
    ("hunk_share", "the hunk's share of the change's new tokens", |_, c| c.token_share),
    ("hunk_source_share", "the same, outside tests", |_, c| c.source_share),
    ("line_is_test", "whether the file is a test", |_, c| f32::from(u8::from(c.is_test))),
    ("line_in_test", "share of the hunk in tests", |_, c| c.in_test),
];

/// log(1 + n).
#[allow(clippy::cast_possible_truncation)]
fn log(number: u32) -> f32 {
    f64::from(number).ln_1p() as f32
}

fn signed_log(one: u32, other: u32) -> f32 {
    if one >= other { log(one - other) } else { -log(other - one) }
}

#[allow(clippy::cast_possible_truncation)]
fn exact(number: u32) -> f32 {
    f64::from(number) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct() {
        let names =
            FEATURES.iter().map(|feature| &feature.name).chain(LINE_FEATURES.iter().map(|feature| &feature.name));
        let mut names: Vec<_> = names.collect();
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
