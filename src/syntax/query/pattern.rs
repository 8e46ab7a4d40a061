//! The patterns of a query: the nodes that they ask for, and what must hold for their captures.

/// A pattern: nodes that are siblings, nearly always one, and what must hold for their captures.
pub(crate) struct Pattern<P> {
    pub steps: Vec<Step>,
    pub predicates: Vec<P>,
    /// The names of captures, by index.
    pub captures: Vec<String>,
}

impl<P> Pattern<P> {
    /// The name of a capture.
    pub fn capture(&self, index: u32) -> &str {
        &self.captures[index as usize]
    }

    /// The names of the captures that every match has a node for.
    pub fn captures_of_all_matches(&self) -> impl Iterator<Item = &str> {
        let has = |index: u32| self.steps.iter().any(|step| step.always_has(index));
        (0..).zip(&self.captures).filter(move |(index, _)| has(*index)).map(|(_, name)| name.as_str())
    }
}

/// One node of a pattern.
#[derive(Debug, Default)]
pub(crate) struct Step {
    pub test: Test,
    /// The field of the parent that the node must be in.
    pub field: Option<u16>,
    /// No named sibling may stand between it and the node before.
    pub immediate: bool,
    pub captures: Vec<u32>,
    /// What the predicates let its text be: a node that is another word needs no look at what comes after.
    pub words: Vec<Box<[Box<str>]>>,
    pub children: Vec<Step>,
    /// No named sibling may follow the last child.
    pub closed: bool,
    /// Fields that the node must not have.
    pub without: Vec<u16>,
    /// How many comparisons a node costs beside one: alternatives, and words in their dozens.
    pub cost: usize,
    /// It may be absent (`?`, `*`).
    pub optional: bool,
    /// It may come again (`*`, `+`).
    pub repeated: bool,
}

impl Step {
    /// Whether it and all beneath it are there once.
    fn is_single(&self) -> bool {
        let choices = if let Test::OneOf(choices) = &self.test { choices.as_slice() } else { &[] };
        !self.optional && !self.repeated && choices.iter().chain(&self.children).all(Self::is_single)
    }

    /// How many nodes of one match a capture can have.
    pub(super) fn times(&self, capture: u32) -> usize {
        let own = self.captures.iter().filter(|own| **own == capture).count();
        let choices = if let Test::OneOf(choices) = &self.test { choices.as_slice() } else { &[] };
        let of_choice = choices.iter().map(|choice| choice.times(capture)).max().unwrap_or(0);
        own + of_choice + self.children.iter().map(|child| child.times(capture)).sum::<usize>()
    }

    /// Whether every match has a node for a capture.
    fn always_has(&self, capture: u32) -> bool {
        let of_choices = |choices: &[Self]| choices.iter().all(|choice| choice.always_has(capture));
        let own = self.captures.contains(&capture) || matches!(&self.test, Test::OneOf(choices) if of_choices(choices));
        !self.optional && (own || self.children.iter().any(|child| child.always_has(capture)))
    }

    /// Takes note that the node of a capture must be one of some words.
    fn limit(&mut self, capture: u32, words: &[Box<str>]) {
        if self.captures.contains(&capture) {
            self.words.push(words.into());
            self.cost += words.len() / 12;
        }
        let choices = if let Test::OneOf(choices) = &mut self.test { choices.as_mut_slice() } else { &mut [] };
        choices.iter_mut().chain(&mut self.children).for_each(|step| step.limit(capture, words));
    }
}

/// What a pattern may ask of its captures.
pub(crate) trait Asks {
    /// The words one of which the first node of a capture must be.
    fn words(&self) -> Option<(u32, &[Box<str>])>;

    /// Whether a capture stands for another node once it holds.
    fn moves(&self, capture: u32) -> bool;
}

/// What a node must be.
#[derive(Debug, Default)]
pub(crate) enum Test {
    /// Any node at all.
    #[default]
    Any,
    /// Any named node.
    Named,
    /// Of this kind.
    Kind(u16),
    /// One of these.
    OneOf(Vec<Step>),
}

/// Tells steps what the predicates ask of their texts; of several nodes of a capture they ask the first. Where a step may
/// be absent, or come again, what follows from a match that the predicates refuse is not what follows from none.
pub(super) fn limit<P: Asks>(steps: &mut [Step], predicates: &[P]) {
    if !steps.iter().all(Step::is_single) {
        return;
    }
    for (index, predicate) in predicates.iter().enumerate() {
        if let Some((capture, words)) = predicate.words()
            && !predicates[..index].iter().any(|before| before.moves(capture))
            && steps.iter().map(|step| step.times(capture)).sum::<usize>() == 1
        {
            for step in steps.iter_mut() {
                step.limit(capture, words);
            }
        }
    }
}
