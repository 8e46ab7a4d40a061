//! Reads the text of a query.
//!
//! Tree-sitter analyses a query against the whole grammar when it compiles it. That takes one to three milliseconds for
//! each of our rules, for a change that is reviewed in ten, and a query of a repository can end the process there: some
//! groups without a node fail an assertion. So no text of a rule reaches it. What rules use is read here in microseconds:
//! nodes, fields, alternatives, anchors, quantifiers, captures and predicates. What is not read is an error at its place:
//! groups of several nodes in a pattern, patterns and alternatives that may be absent or repeated as a whole, supertypes
//! and `MISSING`. Matches are those of tree-sitter; see [`super::matching`] for the differences.

use super::pattern::{Asks, Pattern, Step, Test, limit};
use super::predicate::Argument;
use super::tokens::{Placed, QueryError, Token, tokens};
use crate::syntax::grammar::Grammar;

/// Makes a predicate of its name and arguments, or says what is wrong with them.
type ReadPredicate<P> = dyn Fn(&str, &[Argument]) -> Result<P, String>;

/// Reads a query.
///
/// # Errors
/// What is wrong with it or not supported, and where.
pub(crate) fn read<P: Asks>(
    grammar: &Grammar,
    source: &str,
    predicate: &ReadPredicate<P>,
) -> Result<Vec<Pattern<P>>, QueryError> {
    let tokens = tokens(source)?;
    let mut reader = Reader {
        grammar,
        read_predicate: predicate,
        end: source.trim_end().len(),
        tokens: &tokens,
        captures: Vec::new(),
        predicates: Vec::new(),
        asked: Vec::new(),
    };
    let mut patterns = Vec::new();
    while !reader.tokens.is_empty() {
        patterns.push(reader.pattern()?);
    }
    Ok(patterns)
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
    /// Where the query ends.
    end: usize,
    tokens: &'q [Placed],
    captures: Vec<String>,
    predicates: Vec<P>,
    /// The captures that predicates name, and the token that does.
    asked: Vec<(u32, &'q Placed)>,
}

impl<'q, P: Asks> Reader<'q, P> {
    fn pattern(&mut self) -> Result<Pattern<P>, QueryError> {
        let mut steps = self.top()?;
        let predicates = std::mem::take(&mut self.predicates);
        let captures = std::mem::take(&mut self.captures);
        for (capture, token) in std::mem::take(&mut self.asked) {
            if steps.iter().all(|step| step.times(capture) == 0) {
                let reason = format!("no node is captured as `@{}`", captures[capture as usize]);
                return Err(QueryError::new(reason, token.place.clone()));
            }
        }
        limit(&mut steps, &predicates);
        Ok(Pattern { steps, predicates, captures })
    }

    /// A node, or siblings and predicates in parentheses.
    fn top(&mut self) -> Result<Vec<Step>, QueryError> {
        let start = self.tokens;
        if !self.opens_group() {
            let step = self.step()?;
            if step.optional || step.repeated {
                return Err(wrong(start, "a pattern as a whole cannot be optional or repeated"));
            }
            return Ok(vec![step]);
        }
        self.next()?;
        let Siblings { steps, closed, without } = self.siblings()?;
        if closed || !without.is_empty() {
            return Err(wrong(start, "a group has no parent whose last child or fields could be asked for"));
        }
        if matches!(self.peek(0), Some(Token::Capture(_) | Token::Sign('?' | '*' | '+'))) {
            return Err(wrong(start, "a group cannot be captured, optional or repeated"));
        }
        if steps.first().is_none_or(|first| first.optional || first.repeated) {
            return Err(wrong(start, "a group starts with a node that is there once"));
        }
        Ok(steps)
    }

    /// Whether a parenthesis opens a group next, and not a node or a predicate.
    fn opens_group(&self) -> bool {
        self.peek(0) == Some(&Token::Sign('(')) && matches!(self.peek(1), Some(Token::Sign('(' | '[') | Token::Text(_)))
    }

    /// What stands up to the closing parenthesis.
    fn siblings(&mut self) -> Result<Siblings, QueryError> {
        let mut steps = Vec::new();
        let mut without = Vec::new();
        loop {
            let immediate = self.take('.');
            if self.take(')') {
                return Ok(Siblings { steps, closed: immediate, without });
            }
            if self.take('!') {
                without.push(self.negated_field()?);
            } else if let (Some(Token::Sign('(')), Some(Token::Predicate(_))) = (self.peek(0), self.peek(1)) {
                self.next()?;
                self.predicate()?;
            } else {
                steps.push(Step { immediate, ..self.step()? });
            }
        }
    }

    /// A node with its field, quantifier and captures.
    fn step(&mut self) -> Result<Step, QueryError> {
        let field = self.field()?;
        let is_group = self.opens_group();
        let start = self.tokens;
        let mut step = match &self.next()?.token {
            Token::Sign('(') if is_group => self.group(start)?,
            Token::Sign('(') => self.node()?,
            Token::Sign('[') => self.choices()?,
            Token::Text(text) => Step { test: self.kind(text, false, start)?, ..Step::default() },
            Token::Word(word) if word == "_" => Step::default(),
            _ => return Err(wrong(start, "expected a node")),
        };
        if field.is_some() && step.field.is_some() {
            return Err(wrong(start, "a node is in one field"));
        }
        step.field = field.or(step.field);
        for (sign, optional, repeated) in [('?', true, false), ('*', true, true), ('+', false, true)] {
            if self.take(sign) {
                step.optional = optional;
                step.repeated = repeated;
            }
        }
        while let Some(Token::Capture(name)) = self.peek(0) {
            step.captures.push(self.capture(name));
            self.next()?;
        }
        Ok(step)
    }

    /// The field that a node must be in.
    fn field(&mut self) -> Result<Option<u16>, QueryError> {
        let (Some(Token::Word(name)), Some(Token::Sign(':'))) = (self.peek(0), self.peek(1)) else { return Ok(None) };
        let field = self.field_id(name, self.tokens)?;
        self.tokens = &self.tokens[2..];
        Ok(Some(field))
    }

    fn negated_field(&mut self) -> Result<u16, QueryError> {
        let start = self.tokens;
        let Token::Word(name) = &self.next()?.token else { return Err(wrong(start, "expected a field after `!`")) };
        self.field_id(name, start)
    }

    fn field_id(&self, name: &str, start: &[Placed]) -> Result<u16, QueryError> {
        self.grammar.field_id(name).ok_or_else(|| wrong(start, format!("the grammar has no field `{name}`")))
    }

    /// A node in parentheses of its own, with predicates.
    fn group(&mut self, start: &[Placed]) -> Result<Step, QueryError> {
        let Siblings { mut steps, closed, without } = self.siblings()?;
        match steps.pop() {
            Some(step) if steps.is_empty() && without.is_empty() => {
                if closed || step.immediate || step.optional || step.repeated {
                    return Err(wrong(start, "write the anchor or quantifier outside of these parentheses"));
                }
                Ok(step)
            }
            _ => Err(wrong(start, "a group of several nodes in a pattern is not supported")),
        }
    }

    /// A node whose parenthesis is open already.
    fn node(&mut self) -> Result<Step, QueryError> {
        let start = self.tokens;
        let Token::Word(kind) = &self.next()?.token else { return Err(wrong(start, "expected the kind of a node")) };
        let test = if kind == "_" { Test::Named } else { self.kind(kind, true, start)? };
        let Siblings { steps: children, closed, without } = self.siblings()?;
        Ok(Step { test, children, closed, without, ..Step::default() })
    }

    /// Alternatives whose bracket is open already.
    fn choices(&mut self) -> Result<Step, QueryError> {
        let mut choices = Vec::new();
        while !self.take(']') {
            let start = self.tokens;
            let choice = self.step()?;
            if choice.optional || choice.repeated {
                return Err(wrong(start, "an alternative cannot be optional or repeated"));
            }
            choices.push(choice);
        }
        let cost = choices.iter().map(|choice| 1 + choice.cost).sum();
        Ok(Step { test: Test::OneOf(choices), cost, ..Step::default() })
    }

    fn kind(&self, name: &str, named: bool, start: &[Placed]) -> Result<Test, QueryError> {
        if named && name == "MISSING" {
            return Err(wrong(start, "`MISSING` is not supported"));
        }
        let id = self.grammar.kind_id(name, named);
        let id = id.ok_or_else(|| wrong(start, format!("the grammar has no node `{name}`")))?;
        if self.grammar.is_supertype(id) {
            let reason = format!("`{name}` stands for several kinds of nodes: name those in brackets, `[(..) (..)]`");
            return Err(wrong(start, reason));
        }
        Ok(Test::Kind(id))
    }

    /// A predicate whose parenthesis is open already.
    fn predicate(&mut self) -> Result<(), QueryError> {
        let start = self.tokens;
        let Token::Predicate(operator) = &self.next()?.token else { return Err(wrong(start, "expected a predicate")) };
        let mut arguments = Vec::new();
        loop {
            let at = self.tokens;
            let argument = self.next()?;
            match &argument.token {
                Token::Sign(')') => break,
                Token::Capture(name) => {
                    let capture = self.capture(name);
                    self.asked.push((capture, argument));
                    arguments.push(Argument::Capture(capture));
                }
                Token::Text(text) | Token::Word(text) => arguments.push(Argument::Text(text.as_str().into())),
                _ => return Err(wrong(at, "a predicate takes captures and strings")),
            }
        }
        self.predicates.push((self.read_predicate)(operator, &arguments).map_err(|reason| wrong(start, reason))?);
        Ok(())
    }

    fn capture(&mut self, name: &str) -> u32 {
        let index = self.captures.iter().position(|own| own == name).unwrap_or_else(|| {
            self.captures.push(name.to_owned());
            self.captures.len() - 1
        });
        u32::try_from(index).expect("patterns are short")
    }

    fn peek(&self, ahead: usize) -> Option<&'q Token> {
        self.tokens.get(ahead).map(|placed| &placed.token)
    }

    fn next(&mut self) -> Result<&'q Placed, QueryError> {
        let end = self.end..self.end;
        let (first, rest) =
            self.tokens.split_first().ok_or_else(|| QueryError::new("the query ends too early", end))?;
        self.tokens = rest;
        Ok(first)
    }

    fn take(&mut self, sign: char) -> bool {
        let there = self.peek(0) == Some(&Token::Sign(sign));
        if there {
            self.tokens = &self.tokens[1..];
        }
        there
    }
}

/// What is wrong at the first of the tokens.
fn wrong(tokens: &[Placed], reason: impl Into<String>) -> QueryError {
    QueryError::new(reason, tokens.first().map_or(0..0, |first| first.place.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Language;
    use crate::syntax::query::TextPredicate;

    fn read_python(query: &str) -> Result<Vec<Pattern<TextPredicate>>, QueryError> {
        read(Language::named("python").unwrap().grammar(), query, &TextPredicate::read)
    }

    #[test]
    fn what_is_not_supported_or_wrong_is_an_error_at_its_place() {
        for (query, at, reason) in [
            ("((call) (call))+ @report", "((call)", "a group cannot be captured"),
            ("(block ((call) (call)))", "((call)", "a group of several nodes"),
            ("(expression) @report", "expression", "stands for several kinds"),
            ("(expression/call) @report", "/call", "supertypes"),
            ("(MISSING) @report", "MISSING", "`MISSING` is not supported"),
            ("[(call)* (list)] @report", "(call)", "an alternative cannot be optional"),
            ("(call)* @report", "(call)", "a pattern as a whole cannot be optional"),
            ("(block ((call) .))", "((call)", "outside of these parentheses"),
            ("(call functions: (_))", "functions", "no field `functions`"),
            ("(call !functions)", "functions", "no field `functions`"),
            ("(calls)", "calls", "no node `calls`"),
            ("(\"nope\")", "\"nope", "no node `nope`"),
            ("((call) @a (#eq? @b \"c\"))", "@b", "no node is captured as `@b`"),
            ("((call) @a (#equals? @a \"c\"))", "#equals", "unknown predicate"),
            ("(call @a)", "@a", "expected a node"),
            ("(call", "", "ends too early"),
            ("(call) @ ", "@", "a name is missing"),
            ("(call) \"a", "\"a", "not closed"),
            ("(call) , (call)", ",", "unexpected"),
        ] {
            let Err(error) = read_python(query) else { panic!("{query} is read") };
            assert!(error.reason.contains(reason), "{query}: {error:?}");
            assert!(query[error.place.start..].starts_with(at), "{query}: {error:?}");
        }
    }

    #[test]
    fn groups_without_a_node_are_errors() {
        // Each of these ends the process in tree-sitter.
        for query in [
            "((call) @report function: (#eq? @report \"a\"))",
            "((#set! a \"b\")) @report",
            "(((#set! a \"b\"))) @report",
            "[(#set! a \"b\")] @report",
            "(call [(call) (#set! a \"b\")]) @report",
            "(call ((#set! a \"b\")))",
        ] {
            assert!(read_python(query).is_err(), "{query}");
        }
    }

    #[test]
    fn a_node_in_parentheses_of_its_own_is_that_node() {
        let patterns = read_python("(call function: ((identifier) @f (#eq? @f \"g\"))? @f) @report").unwrap();
        let function = &patterns[0].steps[0].children[0];
        assert!(function.field.is_some() && function.optional && function.captures == [0, 0], "{function:?}");
        assert_eq!(patterns[0].predicates.len(), 1);
        assert_eq!(patterns[0].captures_of_all_matches().collect::<Vec<_>>(), ["report"]);
    }

    #[test]
    fn a_capture_is_in_all_matches_where_every_alternative_has_it() {
        for (query, expected) in [
            ("[(call) @a (list) @a] @b", &["a", "b"][..]),
            ("[(call) @a (list)] @b", &["b"]),
            ("(list (_)* @a) @b", &["b"]),
            ("(list (_)+ @a) @b", &["a", "b"]),
            ("(list (call (_) @a)? @c) @b", &["b"]),
        ] {
            let patterns = read_python(query).unwrap();
            let mut captures: Vec<_> = patterns[0].captures_of_all_matches().collect();
            captures.sort_unstable();
            assert_eq!(captures, expected, "{query}");
        }
    }
}
