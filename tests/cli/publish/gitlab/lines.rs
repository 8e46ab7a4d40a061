//! On which lines of a merge request a thread stands.

use super::{GitLab, Place};
use crate::publish::ci;
use crate::publish::scenario::Fake;
use crate::sandbox::Sandbox;

const OLD: &str = "x = 1\ny = hash(\n    1,\n    2,\n)\nlocks.take()\nz = 1\n";
const NEW: &str = "x = 1\ny = hash(\n    3,\n    2,\n)\nz = 1\n";

/// A project with rules of its own, about calls of `hash`, and about calls of `take` that are removed.
fn project() -> Sandbox {
    let sandbox = Sandbox::with(&[("old.py", OLD)]);
    for (name, on, query) in [
        ("hash", "added", "(call function: (identifier) @_name (#eq? @_name \"hash\")) @report"),
        (
            "take",
            "removed",
            "(call function: (attribute attribute: (identifier) @_name) (#eq? @_name \"take\")) @report",
        ),
    ] {
        let rule = format!(
            "id = \"python/{name}\"\nseverity = \"info\"\nconfidence = 1.0\nmessage = \"m\"\nwhy = \"w\"\non = \"{on}\"\n\
             [[example]]\nbad = \"hash(1)\\nlocks.take()\"\ngood = \"abs(1)\"\n"
        );
        sandbox.write(&format!(".review/rules/python/{name}.toml"), rule);
        sandbox.write(&format!(".review/queries/python/{name}.scm"), query);
    }
    sandbox.commit("rules");
    sandbox.git(&["checkout", "--quiet", "-b", "work"]);
    sandbox.write("old.py", NEW);
    sandbox.write("new.py", "hash(\n    1,\n)\n");
    sandbox.commit("work");
    sandbox
}

/// Where threads stand after a run.
fn places(prepare: impl Fn(&GitLab)) -> Vec<Place> {
    let (sandbox, gitlab) = (project(), GitLab::start());
    prepare(&gitlab);
    let run = ci(&sandbox, &gitlab.push(&sandbox), &[]);
    assert_eq!(run.code, 0, "{}", run.err);
    let mut places: Vec<_> = gitlab.state().discussions.iter().filter_map(|own| own.place.clone()).collect();
    places.sort_by_key(|place| (place.path.clone(), place.text.clone()));
    places
}

#[test]
fn a_thread_is_on_all_lines_of_its_finding_be_they_added_or_there_before_and_on_those_that_were_removed() {
    let [new, several, removed] = &places(|_| ())[..] else { panic!("three threads") };
    let range = |place: &Place| place.range.clone().map(|[start, end]| format!("{start} to {end}"));
    assert_eq!((&*new.path, range(new)), ("new.py", Some("hash( to )".to_owned())));
    assert_eq!((&*several.text, range(several)), (")", Some("y = hash( to )".to_owned())));
    assert_eq!((&*removed.text, range(removed)), ("locks.take()", None));
}

#[test]
fn where_several_lines_are_not_taken_a_thread_is_on_the_last() {
    let places = places(|gitlab| gitlab.state().takes_ranges = false);
    assert_eq!(places.iter().map(|place| &*place.text).collect::<Vec<_>>(), [")", ")", "locks.take()"]);
    assert!(places.iter().all(|place| place.range.is_none()));
}
