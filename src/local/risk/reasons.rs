//! Reasons in words: which groups of features moved a risk, and by how much, comes in; facts about the hunk that a
//! person can check go out.

use crate::local::Reason;
use crate::local::features::{FEATURES, Group, HunkVector, Measures};
use crate::text::{self, counted};

/// At most so many reasons.
const MOST: usize = 3;
/// What moved the risk by less, in logits, is not worth a word.
const LEAST: f64 = 0.1;

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
            Group::Conditions => self.added(&["conditions", "comparisons", "logic"], "no new condition"),
            Group::Loops => self.loops(),
            Group::Operators => self.added(&["arithmetic", "indexing", "casts"], "no calculation and no subscript"),
            Group::State => self.added(&["assignments", "updates", "mutations", "own"], "no assignment"),
            Group::Calls => self.calls(),
            Group::Errors => self.added(&["exits", "errors"], "no exit and no error handling"),
            Group::Concurrency => self.added(&["concurrency", "unsafe"], "nothing about threads, locks or unsafe code"),
            Group::Data => {
                self.added(&["strings", "numbers", "io", "text_handling", "time"], "no literals and no input or output")
            }
            Group::Definitions => self.added(&["definitions", "imports", "types"], "no new definition"),
            Group::Names => self.names(),
            Group::Place => self.place(),
            Group::File => format!("in a file of {}", counted(self.exp("file_lines"), "line")),
            Group::Tests => self.tests(),
            Group::Prose => self.added(&["comments", "prose", "logs"], "no comment and no message"),
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
        text::percent(f64::from(self.value(name)))
    }

    /// The new tokens of some classes, the most frequent two first.
    fn added(&self, classes: &[&str], none: &str) -> String {
        let mut counts: Vec<_> =
            classes.iter().map(|class| self.measures.count(class)).filter(|(n, _)| *n > 0).collect();
        counts.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
        let parts: Vec<_> = counts.into_iter().take(2).map(|(number, noun)| several(number, noun)).collect();
        if parts.is_empty() { none.to_owned() } else { format!("adds {}", parts.join(" and ")) }
    }

    fn edit(&self) -> String {
        let alike = self.exp("edited_lines");
        match (self.measures.added_lines(), self.measures.removed_lines(), alike) {
            (0, ..) => "it only removes lines".into(),
            (_, 0, _) => "all of it is new code".into(),
            (.., 0) => "replaces lines by others that are unlike them".into(),
            (.., alike) => format!("edits {} in place", counted(alike, "line")),
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
            _ if self.exp("new_functions") > 0 && self.value("function_share") > 0.6 => {
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

fn lines(number: u32) -> String {
    counted(number as usize, "line")
}

/// A number and its noun, `2 lines of prose` as well as `2 calls`.
fn several(number: u32, noun: &str) -> String {
    let end = [" of ", " by "].into_iter().find_map(|after| noun.find(after)).unwrap_or(noun.len());
    format!("{}{}", counted(number as usize, &noun[..end]), &noun[end..])
}

fn branches(number: usize) -> String {
    if number == 1 { "1 branch".to_owned() } else { format!("{number} branches") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::local::features::tests::{Edit, measured};

    /// A vector with the numbers behind features that are log(1 + number), and with other values as they are.
    fn planted(numbers: &[(&str, f32)], values: &[(&str, f32)]) -> HunkVector {
        let mut vector = HunkVector { features: vec![0.0; FEATURES.len()], words: Vec::new() };
        let logs = numbers.iter().map(|&(name, number)| (name, number.ln_1p()));
        for (name, value) in logs.chain(values.iter().copied()) {
            let place = FEATURES.iter().position(|feature| feature.name == name);
            vector.features[place.unwrap_or_else(|| panic!("no feature {name}"))] = value;
        }
        vector
    }

    fn measures(edit: Edit<'_>) -> Measures {
        measured(&[edit]).remove(0)
    }

    /// What is said of a group of a hunk that adds these lines to a Python function.
    fn of_lines(lines: &[&str], group: Group) -> String {
        let before = "def f(x):\n    pass\n";
        let added: String = lines.iter().flat_map(|line| ["    ", line, "\n"]).collect();
        let measures = measures(("a.py", Some(before), &format!("{before}{added}")));
        Facts { measures: &measures, vector: &planted(&[], &[]) }.fact(group).unwrap()
    }

    fn of_vector(group: Group, numbers: &[(&str, f32)], values: &[(&str, f32)]) -> String {
        Facts { measures: &Measures::default(), vector: &planted(numbers, values) }.fact(group).unwrap()
    }

    #[test]
    fn what_is_added_is_counted_in_the_singular_and_the_plural() {
        let cases: [(Group, &[&str], &str); 16] = [
            (Group::Size, &["a = 1"], "1 line added, 0 removed"),
            (Group::Size, &["a = 1", "b = 2"], "2 lines added, 0 removed"),
            (Group::Conditions, &["a = 1"], "no new condition"),
            (Group::Conditions, &["if a:"], "adds 1 condition"),
            (Group::Conditions, &["if a == b == c:", "    pass"], "adds 2 comparisons and 1 condition"),
            (Group::Operators, &["a[0]"], "adds 1 subscript"),
            (Group::Operators, &["a[0][1] + b[2]"], "adds 3 subscripts and 1 calculation"),
            (Group::State, &["self.a = self.b"], "adds 2 uses of the object's own state and 1 assignment"),
            (Group::Errors, &["return 1"], "adds 1 exit"),
            (Group::Errors, &["if a: return 1", "return 2"], "adds 2 exits"),
            (Group::Errors, &["try:", "    pass", "finally:"], "adds 2 lines of error handling"),
            (Group::Concurrency, &["a = 1"], "nothing about threads, locks or unsafe code"),
            (Group::Concurrency, &["await a.lock()"], "adds 2 pieces of concurrency"),
            (Group::Data, &["open('a')"], "adds 1 text and 1 piece of input or output"),
            (Group::Prose, &["# one", "# two"], "adds 2 comments"),
            (Group::Definitions, &["import a"], "adds 1 import"),
        ];
        for (group, lines, expected) in cases {
            assert_eq!(of_lines(lines, group), expected, "{group:?} {lines:?}");
        }
    }

    #[test]
    fn loops_and_calls_are_told_with_their_surroundings() {
        assert_eq!(of_lines(&["a = 1"], Group::Loops), "no loop");
        assert_eq!(of_lines(&["for a in x:"], Group::Loops), "a new loop, or work on one");
        assert_eq!(of_vector(Group::Loops, &[], &[("loops_most", 1.0)]), "inside a loop");
        assert_eq!(of_lines(&["a = 1"], Group::Calls), "no new call");
        assert_eq!(of_lines(&["a()"], Group::Calls), "1 new call outside tests");
        let measures = measures(("a.py", None, "a()\nb()\n"));
        let vector = planted(&[("fresh_calls", 1.0)], &[("in_test", 1.0)]);
        let facts = Facts { measures: &measures, vector: &vector };
        assert_eq!(facts.fact(Group::Calls).unwrap(), "2 new calls in a test, 1 of functions new to the file");
    }

    #[test]
    fn what_only_the_vector_knows_is_read_back_from_it() {
        type Case<'a> = (Group, &'a [(&'a str, f32)], &'a [(&'a str, f32)], &'a str);
        let cases: [Case<'_>; 12] = [
            (Group::Names, &[], &[], "no name that is new to the file"),
            (Group::Names, &[("fresh_names", 1.0)], &[], "1 name new to the file"),
            (Group::Names, &[("fresh_names", 37.0)], &[], "37 names new to the file"),
            (Group::File, &[("file_lines", 4999.0)], &[], "in a file of 4999 lines"),
            (Group::Tests, &[], &[("in_test", 0.6)], "in a test"),
            (Group::Share, &[("change_hunks", 1.0)], &[("token_share", 1.0)], "it is the whole change"),
            (Group::Share, &[("change_hunks", 3.0)], &[("token_share", 0.304)], "30% of the change's new code is here"),
            (
                Group::Share,
                &[("change_hunks", 3.0)],
                &[("token_share", 0.25), ("repeated", 0.9)],
                "25% of the change's new code is here, and other hunks repeat it",
            ),
            (
                Group::Change,
                &[("change_hunks", 1.0), ("change_files", 1.0)],
                &[],
                "the change has 1 hunk in 1 file, none of them a test",
            ),
            (
                Group::Change,
                &[("change_hunks", 12.0), ("change_files", 3.0)],
                &[("change_tests", 0.1)],
                "the change has 12 hunks in 3 files, tests among them",
            ),
            (
                Group::Place,
                &[("function_lines", 40.0), ("function_branches", 1.0)],
                &[("nesting_most", 2.0)],
                "in a function of 40 lines and 1 branch, nested 2 deep",
            ),
            (
                Group::Place,
                &[("function_lines", 9.0), ("function_branches", 3.0), ("new_functions", 1.0)],
                &[("function_share", 0.9)],
                "a new function of 9 lines",
            ),
        ];
        for (group, numbers, values, expected) in cases {
            assert_eq!(of_vector(group, numbers, values), expected);
        }
        assert_eq!(of_vector(Group::Place, &[], &[]), "outside functions");
    }

    #[test]
    fn an_edit_is_told_from_a_replacement_from_new_code_and_from_a_removal() {
        let told = |before: &str, after: &str, alike: f32| {
            let measures = measures(("a.py", Some(before), after));
            Facts { measures: &measures, vector: &planted(&[("edited_lines", alike)], &[]) }.edit()
        };
        assert_eq!(told("a = 1\n", "a = 1\nb = 2\n", 0.0), "all of it is new code");
        assert_eq!(told("a = 1\n", "a = 2\n", 1.0), "edits 1 line in place");
        assert_eq!(told("a = 1\n", "b(c)\n", 0.0), "replaces lines by others that are unlike them");
        assert_eq!(told("a = 1\nb = 2\n", "a = 1\n", 0.0), "it only removes lines");
    }

    #[test]
    fn the_weightiest_are_told_and_the_light_and_the_wordless_left_out() {
        let moved = [
            (Group::Words, 3.0),
            (Group::Names, 0.9),
            (Group::File, -0.5),
            (Group::Loops, 0.2),
            (Group::Tests, 0.15),
            (Group::Place, 0.09),
        ];
        let vector = planted(&[("fresh_names", 2.0), ("file_lines", 10.0)], &[]);
        let told = |moved: &[(Group, f64)]| -> Vec<_> {
            reasons(&Measures::default(), &vector, moved).iter().map(ToString::to_string).collect()
        };
        let all = ["riskier: 2 names new to the file", "safer: in a file of 10 lines", "riskier: no loop"];
        assert_eq!(told(&moved), all);
        assert_eq!(told(&moved[4..]), ["riskier: outside tests"]);
        assert!(told(&[(Group::Place, 0.09), (Group::Tests, -0.09)]).is_empty());
    }

    #[test]
    fn every_group_but_the_words_has_something_to_say_of_any_hunk() {
        let silent = |measures: &Measures| -> Vec<_> {
            let vector = planted(&[], &[]);
            let facts = Facts { measures, vector: &vector };
            Group::ALL.into_iter().filter(|group| facts.fact(*group).is_none_or(|text| text.is_empty())).collect()
        };
        assert_eq!(silent(&Measures::default()), [Group::Words]);
        assert_eq!(silent(&measures(("a.rs", None, "fn f() {}\n"))), [Group::Words]);
    }
}
