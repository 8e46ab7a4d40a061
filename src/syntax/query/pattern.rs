//! The patterns of a query, read without tree-sitter.
//!
//! Tree-sitter analyses a query against the whole grammar when it compiles it, which takes one to three
//! milliseconds for each of our rules, for a change that is reviewed in ten. Most rules use a small part of
//! the query language: nodes, fields, alternatives, anchors, captures and predicates. That part is read here in
//! microseconds and matched in [`super::matching`], with the same matches; a query that uses more (groups in
//! groups, supertypes, `MISSING`) is left to tree-sitter.

use super::predicate::Argument;
use crate::syntax::grammar::Grammar;

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
    fn times(&self, capture: u32) -> usize {
        let own = self.captures.iter().filter(|own| **own == capture).count();
        let choices = if let Test::OneOf(choices) = &self.test { choices.as_slice() } else { &[] };
        let of_choice = choices.iter().map(|choice| choice.times(capture)).max().unwrap_or(0);
        own + of_choice + self.children.iter().map(|child| child.times(capture)).sum::<usize>()
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

/// Makes a predicate of its name and arguments, or says what is wrong with them.
type ReadPredicate<P> = dyn Fn(&str, &[Argument]) -> Result<P, String>;

/// Reads a query that is known to be valid; `None` where it uses more than is understood here.
pub(crate) fn read<P: Asks>(grammar: &Grammar, source: &str, predicate: &ReadPredicate<P>) -> Option<Vec<Pattern<P>>> {
    let tokens = tokens(source)?;
    let mut reader =
        Reader { grammar, read_predicate: predicate, tokens: &tokens, captures: Vec::new(), predicates: Vec::new() };
    let mut patterns = Vec::new();
    while !reader.tokens.is_empty() {
        let mut steps = reader.top()?;
        let predicates = std::mem::take(&mut reader.predicates);
        limit(&mut steps, &predicates);
        patterns.push(Pattern { steps, predicates, captures: std::mem::take(&mut reader.captures) });
    }
    Some(patterns)
}

/// Tells steps what the predicates ask of their texts; of several nodes of a capture they ask the first. Where a step may
/// be absent, or come again, what follows from a match that the predicates refuse is not what follows from none.
fn limit<P: Asks>(steps: &mut [Step], predicates: &[P]) {
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

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// One of `()[]:.!?*+`.
    Sign(char),
    /// A node's kind, a field, or `_`.
    Word(String),
    Text(String),
    Capture(String),
    Predicate(String),
}

/// The words of a query; `None` at a sign that is not understood here.
fn tokens(source: &str) -> Option<Vec<Token>> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = |from: usize, dots: bool| {
            let more = |c: char| is_word(c) || (dots && matches!(c, '.' | '?' | '!'));
            let end = rest[from..].find(|c| !more(c)).map_or(rest.len(), |end| from + end);
            (rest[from..end].to_owned(), end)
        };
        let length = match first {
            ';' => rest.find('\n').unwrap_or(rest.len()),
            '"' => {
                let (text, length) = quoted(rest)?;
                tokens.push(Token::Text(text));
                length
            }
            '@' | '#' => {
                let (name, end) = word(1, true);
                tokens.push(if first == '@' { Token::Capture(name) } else { Token::Predicate(name) });
                end
            }
            '(' | ')' | '[' | ']' | ':' | '.' | '!' | '?' | '*' | '+' => {
                tokens.push(Token::Sign(first));
                1
            }
            first if is_word(first) => {
                let (name, end) = word(0, false);
                tokens.push(Token::Word(name));
                end
            }
            _ => return None,
        };
        rest = rest[length..].trim_start();
    }
    Some(tokens)
}

/// The text between quotes, and how many bytes it takes with them.
fn quoted(source: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut characters = source.char_indices().skip(1);
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return Some((text, index + 1)),
            '\\' => text.push(match characters.next()?.1 {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '0' => '\0',
                other => other,
            }),
            other => text.push(other),
        }
    }
    None
}

/// What stands in the parentheses of a node or a group.
struct Siblings {
    steps: Vec<Step>,
    /// Whether a `.` stands before the closing parenthesis.
    closed: bool,
    without: Vec<u16>,
}

struct Reader<'q, P> {
    grammar: &'q Grammar,
    read_predicate: &'q ReadPredicate<P>,
    tokens: &'q [Token],
    captures: Vec<String>,
    predicates: Vec<P>,
}

impl<P> Reader<'_, P> {
    fn next(&mut self) -> Option<Token> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first.clone())
    }

    fn take(&mut self, sign: char) -> bool {
        let there = self.tokens.first() == Some(&Token::Sign(sign));
        if there {
            self.tokens = &self.tokens[1..];
        }
        there
    }

    /// A pattern: a node, or siblings and predicates in parentheses.
    fn top(&mut self) -> Option<Vec<Step>> {
        let is_group = matches!(self.tokens, [Token::Sign('('), Token::Sign('(' | '[') | Token::Text(_), ..]);
        if !is_group {
            let step = self.step()?;
            return (!step.optional && !step.repeated).then(|| vec![step]);
        }
        self.next();
        let Siblings { steps, closed, without } = self.siblings()?;
        // A group that is captured, repeated or closed as a whole is not understood here, nor one that does not
        // start with a node that must be there.
        let as_a_whole = matches!(self.tokens.first(), Some(Token::Capture(_) | Token::Sign('?' | '*' | '+')));
        let starts = steps.first().is_some_and(|first| !first.optional && !first.repeated);
        (!closed && !as_a_whole && starts && without.is_empty()).then_some(steps)
    }

    /// What stands up to the closing parenthesis.
    fn siblings(&mut self) -> Option<Siblings> {
        let mut steps = Vec::new();
        let mut without = Vec::new();
        loop {
            let immediate = self.take('.');
            if self.take(')') {
                return Some(Siblings { steps, closed: immediate, without });
            }
            if self.take('!') {
                let Token::Word(field) = self.next()? else { return None };
                without.push(self.grammar.field_id(&field)?);
            } else if let [Token::Sign('('), Token::Predicate(_), ..] = self.tokens {
                self.next();
                self.predicate()?;
            } else {
                steps.push(Step { immediate, ..self.step()? });
            }
        }
    }

    fn step(&mut self) -> Option<Step> {
        let field = match self.tokens {
            [Token::Word(name), Token::Sign(':'), ..] => {
                let field = self.grammar.field_id(name)?;
                self.tokens = &self.tokens[2..];
                Some(field)
            }
            _ => None,
        };
        let mut step = match self.next()? {
            Token::Sign('(') => self.node()?,
            Token::Sign('[') => {
                let mut choices = Vec::new();
                while !self.take(']') {
                    let choice = self.step()?;
                    if choice.optional || choice.repeated {
                        return None;
                    }
                    choices.push(choice);
                }
                let cost = choices.iter().map(|choice| 1 + choice.cost).sum();
                Step { test: Test::OneOf(choices), cost, ..Step::default() }
            }
            Token::Text(text) => Step { test: self.kind(&text, false)?, ..Step::default() },
            Token::Word(word) if word == "_" => Step::default(),
            _ => return None,
        };
        step.field = field;
        for (sign, optional, repeated) in [('?', true, false), ('*', true, true), ('+', false, true)] {
            if self.take(sign) {
                (step.optional, step.repeated) = (optional, repeated);
            }
        }
        while let Some(Token::Capture(name)) = self.tokens.first() {
            let index = self.capture(name);
            self.next();
            step.captures.push(index);
        }
        Some(step)
    }

    /// A node whose parenthesis is open already.
    fn node(&mut self) -> Option<Step> {
        let Token::Word(kind) = self.next()? else { return None };
        let test = if kind == "_" { Test::Named } else { self.kind(&kind, true)? };
        let Siblings { steps: children, closed, without } = self.siblings()?;
        Some(Step { test, children, closed, without, ..Step::default() })
    }

    fn kind(&self, name: &str, named: bool) -> Option<Test> {
        let id = self.grammar.kind_id(name, named)?;
        (name != "MISSING" && !self.grammar.is_supertype(id)).then_some(Test::Kind(id))
    }

    fn predicate(&mut self) -> Option<()> {
        let Token::Predicate(operator) = self.next()? else { return None };
        let mut arguments = Vec::new();
        loop {
            match self.next()? {
                Token::Sign(')') => break,
                Token::Capture(name) => arguments.push(Argument::Capture(self.capture(&name))),
                Token::Text(text) | Token::Word(text) => arguments.push(Argument::Text(text.into())),
                _ => return None,
            }
        }
        self.predicates.push((self.read_predicate)(&operator, &arguments).ok()?);
        Some(())
    }

    fn capture(&mut self, name: &str) -> u32 {
        let index = self.captures.iter().position(|own| own == name).unwrap_or_else(|| {
            self.captures.push(name.to_owned());
            self.captures.len() - 1
        });
        u32::try_from(index).expect("patterns are short")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Language;
    use crate::syntax::query::TextPredicate;

    #[test]
    fn what_is_not_understood_is_left_to_tree_sitter() {
        let python = Language::named("python").unwrap().grammar();
        for query in
            ["((call) (call))+ @report", "(expression) @report", "(MISSING) @report", "[(call)* (list)] @report"]
        {
            assert!(read(python, query, &TextPredicate::read).is_none(), "{query}");
        }
    }
}
