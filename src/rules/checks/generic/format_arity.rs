//! `format-arity`: a format as of `printf`, and too few or too many values for it. Which calls take a format, and what a
//! place for a value looks like, is in the language's row.

use regex::Regex;

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, descendants};

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    if let Some(problem) = problem(facts, node) {
        found(Hit::at(node.byte_range()).with("problem", problem));
    }
}

fn problem<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<String> {
    let language = facts.file.language.filter(|language| !language.formats.calls.is_empty())?;
    let call = facts.call_at(node)?;
    let arguments = call.arguments?.named_children().filter(|argument| !argument.is(Role::Comment));
    let arguments: Vec<_> = arguments.map(|argument| facts.argument(argument)).collect();
    if arguments.iter().any(|argument| argument.is_splat) {
        return None;
    }
    let mut formats = language.formats.calls.iter().filter_map(|(names, before)| {
        let text = literal(facts, arguments.get(*before)?.value)?;
        facts.is_named(call.callee, names).then_some((text, arguments.len() - before - 1))
    });
    let (text, given) = formats.next()?;
    let places = Places::read(&text, language.format_place())?;
    (!places.fit(given)).then(|| {
        let s = if places.wanted == 1 { "" } else { "s" };
        format!("it takes {} value{s} and gets {given}", places.wanted)
    })
}

/// The text of a string, or of several that are joined; `None` where a part of it is not written there.
fn literal<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<String> {
    let is_text = node.is(Role::String) || node.is(Role::Binary) || node.is(Role::Parenthesized);
    let is_open = |part: Node<'t>| part.is(Role::Identifier) || part.is(Role::Call) || part.is(Role::Interpolation);
    if !is_text || descendants(node).any(is_open) {
        return None;
    }
    let built = facts.built(node);
    built.holes.is_empty().then_some(built.text)
}

/// The places for values in a format.
struct Places {
    wanted: usize,
    /// Whether a value may be used twice or not at all, since the places number their values.
    are_numbered: bool,
}

impl Places {
    /// `None` where a percent sign begins no place that the language knows.
    fn read(text: &str, place: &Regex) -> Option<Self> {
        let mut places = Self { wanted: 0, are_numbered: false };
        let mut highest = 0;
        let mut from = 0;
        while let Some(start) = text[from..].find('%').map(|at| from + at) {
            let found =
                place.captures_at(text, start).filter(|found| found.get(0).is_some_and(|all| all.start() == start))?;
            from = found.get(0)?.end();
            if found.name("none").is_some() {
                continue;
            }
            let stars = ["width", "precision"].iter().filter(|name| found.name(name).is_some()).count();
            match found.name("index") {
                Some(index) => {
                    places.are_numbered = true;
                    highest = highest.max(index.as_str().parse().ok()?);
                }
                None => places.wanted += 1 + stars,
            }
        }
        places.wanted = places.wanted.max(highest);
        Some(places)
    }

    fn fit(&self, given: usize) -> bool {
        self.wanted == given || self.are_numbered && self.wanted < given
    }
}
