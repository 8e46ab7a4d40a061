//! Reasons in words: which groups of features moved a risk, and by how much, comes in; facts about the hunk that a
//! person can check go out.

use crate::local::features::{FEATURES, Group, HunkVector, Measures};
use crate::report::counted;

/// At most so many reasons.
const MOST: usize = 3;
/// What moved the risk by less, in logits, is not worth a word.
const LEAST: f64 = 0.1;

/// Something about a hunk that moved its risk.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// What moved it.
    pub group: Group,
    /// By how many logits; below zero it lowered the risk.
    pub logits: f64,
    /// The fact.
    pub text: String,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", if self.logits > 0.0 { "riskier" } else { "safer" }, self.text)
    }
}

/// The weightiest reasons; `moved` is in order.
pub(super) fn reasons(measures: &Measures, vector: &HunkVector, moved: &[(Group, f64)]) -> Vec<Reason> {
    let hunk = Facts { measures, vector };
    let weighty = moved.iter().filter(|(_, logits)| logits.abs() >= LEAST);
    let told = weighty.filter_map(|&(group, logits)| Some(Reason { group, logits, text: hunk.fact(group)? }));
    told.take(MOST).collect()
}

struct Facts<'a> {
    measures: &'a Measures,
    vector: &'a HunkVector,
}

impl Facts<'_> {
    /// What is to be said of a group.
    fn fact(&self, group: Group) -> Option<String> {
        Some(match group {
            Group::Size => {
                format!("{} added, {} removed", lines(self.measures.added_lines()), self.measures.removed_lines())
            }
            Group::Edit => self.edit(),
            Group::Share => self.share(),
            Group::Change => self.change(),
            Group::Conditions => self.new(&["conditions", "comparisons", "logic"], "no new condition"),
            Group::Loops => self.loops(),
            Group::Operators => self.new(&["arithmetic", "indexing", "casts"], "no calculation and no index"),
            Group::State => self.new(&["assignments", "updates", "mutations", "own"], "no assignment"),
            Group::Calls => self.calls(),
            Group::Errors => self.new(&["exits", "errors"], "no way out and no error handling"),
            Group::Concurrency => self.new(&["concurrency", "unsafe"], "nothing about threads, locks or unsafe code"),
            Group::Data => {
                self.new(&["strings", "numbers", "io", "text_handling", "time"], "no literals and no input or output")
            }
            Group::Definitions => self.new(&["definitions", "imports", "types"], "no new definition"),
            Group::Names => self.names(),
            Group::Place => self.place(),
            Group::File => format!("in a file of {}", counted(self.exp("file_lines"), "line")),
            Group::Tests => self.tests(),
            Group::Prose => self.new(&["comments", "prose", "logs"], "no comment and no message"),
            // The words themselves are hashes.
            Group::Words => return None,
        })
    }

    fn value(&self, name: &str) -> f32 {
        let place = FEATURES.iter().position(|feature| feature.name == name);
        place.and_then(|place| self.vector.features.get(place)).copied().unwrap_or_default()
    }

    /// The number behind a feature that is log(1 + number).
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count
    fn exp(&self, name: &str) -> usize {
        f64::from(self.value(name)).exp_m1().round().max(0.0) as usize
    }

    fn percent(&self, name: &str) -> String {
        format!("{:.0}%", self.value(name) * 100.0)
    }

    /// The new tokens of some classes, the most frequent two first.
    fn new(&self, classes: &[&str], none: &str) -> String {
        let mut counts: Vec<_> =
            classes.iter().map(|class| self.measures.count(class)).filter(|(n, _)| *n > 0).collect();
        counts.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
        let parts: Vec<_> = counts.into_iter().take(2).map(|(number, noun)| several(number, noun)).collect();
        if parts.is_empty() { none.to_owned() } else { format!("adds {}", parts.join(" and ")) }
    }

    fn edit(&self) -> String {
        let alike = self.exp("edited_lines");
        match (self.measures.removed_lines(), alike) {
            (0, _) => "all of it is new code".into(),
            (_, 0) => "replaces lines by others that are unlike them".into(),
            (_, alike) => format!("edits {} in place", counted(alike, "line")),
        }
    }

    fn share(&self) -> String {
        if self.value("change_hunks") < 0.7 {
            return "it is the whole change".into();
        }
        let share = format!("{} of the change's new code is here", self.percent("token_share"));
        if self.value("repeated") > 0.8 { format!("{share}, and other hunks repeat it") } else { share }
    }

    fn change(&self) -> String {
        let size =
            format!("{} in {}", counted(self.exp("change_hunks"), "hunk"), counted(self.exp("change_files"), "file"));
        let tested = if self.value("change_tests") > 0.0 { "tests among them" } else { "none of them a test" };
        format!("the change has {size}, {tested}")
    }

    fn loops(&self) -> String {
        let (new, around) = (self.measures.count("loops").0, self.value("loops_most"));
        match (new, around > 0.0) {
            (0, true) => "inside a loop".into(),
            (0, false) => "no loop".into(),
            (_, true) => "a new loop, or work on one, inside a loop".into(),
            (_, false) => "a new loop, or work on one".into(),
        }
    }

    fn calls(&self) -> String {
        let calls = self.measures.count("calls").0 as usize;
        if calls == 0 {
            return "no new call".into();
        }
        let tested = if self.value("in_test") > 0.5 { "in a test" } else { "outside tests" };
        let fresh = self.exp("fresh_calls");
        let fresh = if fresh > 0 { format!(", {fresh} of functions new to the file") } else { String::new() };
        format!("{} {tested}{fresh}", counted(calls, "new call"))
    }

    fn names(&self) -> String {
        match self.exp("fresh_names") {
            0 => "no name that is new to the file".into(),
            fresh => format!("{} new to the file", counted(fresh, "name")),
        }
    }

    fn place(&self) -> String {
        let (function, depth) = (self.exp("function_lines"), self.value("nesting_most"));
        let nested = if depth >= 1.0 { format!(", nested {depth} deep") } else { String::new() };
        match function {
            0 => "outside functions".into(),
            _ if self.value("function_share") > 0.95 => {
                format!("a new function of {}{nested}", counted(function, "line"))
            }
            _ => format!(
                "in a function of {} and {}{nested}",
                counted(function, "line"),
                branches(self.exp("function_branches"))
            ),
        }
    }

    fn tests(&self) -> String {
        match self.value("in_test") {
            share if share > 0.5 => "in a test".into(),
            _ => "outside tests".into(),
        }
    }
}

/// A number and what is counted: `1 line of prose`, `2 lines of prose`.
fn several(number: u32, noun: &str) -> String {
    match noun.split_once(' ') {
        Some((head, rest)) if rest.starts_with("of ") || rest.starts_with("by ") => {
            format!("{} {rest}", counted(number as usize, head))
        }
        _ => counted(number as usize, noun),
    }
}

fn lines(number: u32) -> String {
    counted(number as usize, "line")
}

fn branches(number: usize) -> String {
    if number == 1 { "1 branch".to_owned() } else { format!("{number} branches") }
}
