//! The tokens that a vocabulary holds beside those of its text: marks of the template such as `<|im_end|>`, and runs
//! of spaces. Text comes in; it goes out cut at the marks in it.

use std::collections::HashMap;

use regex::{Regex, RegexBuilder};
use serde::Deserialize;

/// What the search for marks may take, in bytes; the six thousand of Gemma take a tenth.
const MOST_MEMORY: usize = 64 << 20;

/// A token that was added to the vocabulary, as `tokenizer.json` lists it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Mark {
    /// Its number.
    pub id: u32,
    /// How it is written.
    pub content: String,
    #[serde(default)]
    special: bool,
    #[serde(default)]
    lstrip: bool,
    #[serde(default)]
    rstrip: bool,
    /// It steers the model and is never part of a text.
    #[serde(skip)]
    pub controls: bool,
}

/// A stretch of text, or a mark in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Text without marks.
    Text(&'a str),
    /// The number of a mark.
    Mark(u32),
}

/// The added tokens of a vocabulary.
#[derive(Debug, Default)]
pub(super) struct Marks {
    by_text: HashMap<String, Mark>,
    all: Option<Regex>,
    spaces: Option<Regex>,
}

impl Marks {
    /// Sorts out what was added. Whatever is not a run of spaces counts as a mark that controls the model.
    ///
    /// # Errors
    /// More marks than can be looked for.
    pub fn new(added: Vec<Mark>) -> Result<Self, String> {
        let added = added.into_iter().filter(|mark| !mark.content.is_empty());
        let by_text: HashMap<String, Mark> = added.map(|mark| (mark.content.clone(), mark.sorted())).collect();
        let all = any_of(by_text.values())?;
        let spaces = any_of(by_text.values().filter(|mark| !mark.controls))?;
        Ok(Self { by_text, all, spaces })
    }

    /// The mark that is written like this.
    pub fn get(&self, text: &str) -> Option<&Mark> {
        self.by_text.get(text)
    }

    /// All of them, by their numbers.
    pub fn iter(&self) -> impl Iterator<Item = &Mark> {
        let mut marks: Vec<&Mark> = self.by_text.values().collect();
        marks.sort_by_key(|mark| mark.id);
        marks.into_iter()
    }

    /// Cuts text of the template, in which marks are meant.
    pub fn cut<'a>(&self, text: &'a str) -> Vec<Part<'a>> {
        self.cut_at(self.all.as_ref(), text)
    }

    /// Cuts text of a message, in which a mark is mere letters and only runs of spaces have tokens of their own.
    pub fn cut_spaces<'a>(&self, text: &'a str) -> Vec<Part<'a>> {
        self.cut_at(self.spaces.as_ref(), text)
    }

    fn cut_at<'a>(&self, marks: Option<&Regex>, text: &'a str) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((found, mark)) = marks.and_then(|marks| {
            let found = marks.find(rest)?;
            Some((found, self.by_text.get(found.as_str())?))
        }) {
            let (before, after) = (&rest[..found.start()], &rest[found.end()..]);
            parts.push(Part::Text(if mark.lstrip { before.trim_end() } else { before }));
            parts.push(Part::Mark(mark.id));
            rest = if mark.rstrip { after.trim_start() } else { after };
        }
        parts.push(Part::Text(rest));
        parts.retain(|part| *part != Part::Text(""));
        parts
    }
}

impl Mark {
    fn sorted(self) -> Self {
        let controls = self.special || !self.content.chars().all(char::is_whitespace);
        Self { controls, ..self }
    }
}

/// Finds any of these, the longest where several begin at one place; `None` where there are none.
fn any_of<'a>(marks: impl Iterator<Item = &'a Mark>) -> Result<Option<Regex>, String> {
    let mut texts: Vec<&str> = marks.map(|mark| mark.content.as_str()).collect();
    texts.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
    let pattern = texts.into_iter().map(regex::escape).collect::<Vec<_>>().join("|");
    let found = (!pattern.is_empty()).then(|| RegexBuilder::new(&pattern).size_limit(MOST_MEMORY).build());
    found.transpose().map_err(|error| format!("its added tokens: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks() -> Marks {
        let added = serde_json::json!([
            {"id": 1, "content": "<|end|>", "special": true, "rstrip": true},
            {"id": 2, "content": "<|end|>x", "special": false},
            {"id": 3, "content": "    ", "special": false},
            {"id": 4, "content": "<s>", "special": true},
        ]);
        Marks::new(serde_json::from_value(added).unwrap()).unwrap()
    }

    #[test]
    fn the_template_is_cut_at_its_marks_the_longest_first() {
        let parts = marks().cut("<s>a<|end|>\nb<|end|>x");
        let wanted = [Part::Mark(4), Part::Text("a"), Part::Mark(1), Part::Text("b"), Part::Mark(2)];
        assert_eq!(parts, wanted, "the end of the line after <|end|> belongs to it");
    }

    #[test]
    fn a_message_is_cut_at_runs_of_spaces_only() {
        let parts = marks().cut_spaces("<s>    a<|end|>");
        assert_eq!(parts, [Part::Text("<s>"), Part::Mark(3), Part::Text("a<|end|>")]);
        assert_eq!(Marks::default().cut("<s>"), [Part::Text("<s>")]);
    }

    #[test]
    fn thousands_of_marks_are_found() {
        let added = (0..7000).map(|id| serde_json::json!({"id": id, "content": format!("<unused{id}>")}));
        let marks = Marks::new(serde_json::from_value(added.collect()).unwrap()).unwrap();
        assert_eq!(marks.cut("<unused699><unused6999>"), [Part::Mark(699), Part::Mark(6999)]);
        assert_eq!(marks.iter().count(), 7000);
    }
}
