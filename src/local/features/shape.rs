//! What a hunk is within its change: its share, its rank, and what other hunks repeat.

use std::collections::{BTreeMap, HashMap};

use super::content::{Measures, count, ratio};
use super::counts::Count;

/// What is known of a hunk once the whole change is measured.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    /// Hunks in files with a grammar.
    pub hunks: u32,
    /// Such files.
    pub files: u32,
    /// Added lines in them.
    pub added: u32,
    /// Removed lines in them.
    pub removed: u32,
    /// New tokens in them.
    pub new_tokens: u32,
    /// Added lines in test files.
    pub added_in_tests: u32,
    /// Its share of the change's added lines.
    pub share: f32,
    /// Its share of the change's new tokens.
    pub token_share: f32,
    /// Its share of the change's new tokens outside tests.
    pub source_share: f32,
    /// Its share of the change's new conditions.
    pub condition_share: f32,
    /// Its share of the change's new calls.
    pub call_share: f32,
    /// Its added lines against those of the largest hunk.
    pub against_largest: f32,
    /// Its new tokens against those of the hunk with the most.
    pub tokens_against_largest: f32,
    /// Hunks with more new tokens, as a share of all.
    pub rank: f32,
    /// Hunks of its file.
    pub file_hunks: u32,
    /// Its share of its file's added lines.
    pub file_share: f32,
    /// The share of its new words that other hunks add as well.
    pub repeated: f32,
    /// Hunks that add and remove the same numbers of tokens, as a share of all.
    pub twins: f32,
    /// How evenly the change's new tokens are spread over its hunks, from 0.0 to 1.0 (normalised entropy).
    pub spread: f32,
}

/// The shape of each hunk of a change, in their order.
pub(super) fn shapes(hunks: &[Measures]) -> Vec<Shape> {
    let change = Change::of(hunks);
    hunks.iter().map(|hunk| change.shape(hunk)).collect()
}

/// The sums over a change.
struct Change<'m> {
    all: Shape,
    conditions: u32,
    calls: u32,
    source_tokens: u32,
    largest: u32,
    sorted_tokens: Vec<u32>,
    files: HashMap<&'m str, (u32, u32)>,
    words: HashMap<u32, u32>,
    twins: BTreeMap<(u32, u32), u32>,
}

impl<'m> Change<'m> {
    fn of(hunks: &'m [Measures]) -> Self {
        let sum = |value: &dyn Fn(&Measures) -> u32| hunks.iter().map(value).fold(0, u32::saturating_add);
        let in_tests = |hunk: &Measures, value: u32| if hunk.file.is_test { value } else { 0 };
        let mut files: HashMap<&str, (u32, u32)> = HashMap::new();
        let (mut words, mut twins) = (HashMap::new(), BTreeMap::new());
        for hunk in hunks {
            let file = files.entry(&hunk.path).or_default();
            *file = (file.0 + 1, file.1 + hunk.added_lines());
            hunk.words.iter().for_each(|word| *words.entry(*word).or_default() += 1);
            *twins.entry(twin(hunk)).or_default() += 1;
        }
        let mut sorted_tokens: Vec<_> = hunks.iter().map(|hunk| hunk.edit.new_tokens).collect();
        sorted_tokens.sort_unstable();
        let new_tokens = sum(&|hunk| hunk.edit.new_tokens);
        let all = Shape {
            hunks: count(hunks.len()),
            files: count(files.len()),
            added: sum(&Measures::added_lines),
            removed: sum(&Measures::removed_lines),
            new_tokens,
            added_in_tests: sum(&|hunk| in_tests(hunk, hunk.added_lines())),
            spread: spread(&sorted_tokens, new_tokens),
            ..Shape::default()
        };
        Self {
            conditions: sum(&|hunk| hunk.added.get(Count::Condition)),
            calls: sum(&|hunk| hunk.added.get(Count::Call)),
            source_tokens: new_tokens - sum(&|hunk| in_tests(hunk, hunk.edit.new_tokens)),
            largest: hunks.iter().map(Measures::added_lines).max().unwrap_or(0),
            all,
            sorted_tokens,
            files,
            words,
            twins,
        }
    }

    fn shape(&self, hunk: &Measures) -> Shape {
        let (file_hunks, file_added) = self.files[hunk.path.as_str()];
        let tokens = hunk.edit.new_tokens;
        let larger = self.sorted_tokens.len() - self.sorted_tokens.partition_point(|other| *other <= tokens);
        let repeated = hunk.words.iter().filter(|word| self.words[word] > 1).count();
        Shape {
            share: ratio(hunk.added_lines(), self.all.added),
            token_share: ratio(tokens, self.all.new_tokens),
            source_share: if hunk.file.is_test { 0.0 } else { ratio(tokens, self.source_tokens) },
            condition_share: ratio(hunk.added.get(Count::Condition), self.conditions),
            call_share: ratio(hunk.added.get(Count::Call), self.calls),
            against_largest: ratio(hunk.added_lines(), self.largest),
            tokens_against_largest: ratio(tokens, self.sorted_tokens.last().copied().unwrap_or(0)),
            rank: ratio(count(larger), self.all.hunks),
            file_hunks,
            file_share: ratio(hunk.added_lines(), file_added),
            repeated: ratio(count(repeated), count(hunk.words.len())),
            twins: ratio(self.twins[&twin(hunk)] - 1, self.all.hunks),
            ..self.all.clone()
        }
    }
}

fn twin(hunk: &Measures) -> (u32, u32) {
    (hunk.edit.new_tokens, hunk.edit.lost_tokens)
}

#[allow(clippy::cast_possible_truncation)]
fn spread(tokens: &[u32], all: u32) -> f32 {
    let parts = tokens.iter().filter(|tokens| **tokens > 0).map(|tokens| f64::from(*tokens) / f64::from(all));
    let count = parts.clone().count();
    if count < 2 {
        return 0.0;
    }
    let entropy: f64 = parts.map(|part| -part * part.ln()).sum();
    (entropy / f64::from(u32::try_from(count).unwrap_or(u32::MAX)).ln()) as f32
}
