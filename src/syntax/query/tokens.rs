//! The words of a query, each with its place.

use std::ops::Range;

/// What is wrong with a query, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryError {
    pub reason: String,
    /// Bytes of the query.
    pub place: Range<usize>,
}

impl QueryError {
    pub(super) fn new(reason: impl Into<String>, place: Range<usize>) -> Self {
        Self { reason: reason.into(), place }
    }
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// One of `()[]:.!?*+`.
    Sign(char),
    /// A node's kind, a field, or `_`.
    Word(String),
    Text(String),
    Capture(String),
    Predicate(String),
}

/// A token and the bytes of the query that it is.
#[derive(Debug)]
pub(crate) struct Placed {
    pub token: Token,
    pub place: Range<usize>,
}

/// The tokens of a query.
pub(crate) fn tokens(source: &str) -> Result<Vec<Placed>, QueryError> {
    let mut tokens = Vec::new();
    let mut rest = source.trim_start();
    while let Some(first) = rest.chars().next() {
        let start = source.len() - rest.len();
        if first == ';' {
            let end = rest.find('\n').unwrap_or(rest.len());
            rest = rest[end..].trim_start();
            continue;
        }
        let (token, length) = token(first, rest).map_err(|reason| {
            let place = start..start + first.len_utf8();
            QueryError::new(reason, place)
        })?;
        tokens.push(Placed { token, place: start..start + length });
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

/// The token that a text starts with, and how many bytes it takes.
fn token(first: char, rest: &str) -> Result<(Token, usize), String> {
    match first {
        '"' => {
            let (text, length) = quoted(rest).ok_or("this string is not closed")?;
            Ok((Token::Text(text), length))
        }
        '@' | '#' => {
            let length = 1 + word(&rest[1..], true);
            let name = rest[1..length].to_owned();
            if name.is_empty() {
                return Err(format!("a name is missing after `{first}`"));
            }
            Ok((if first == '@' { Token::Capture(name) } else { Token::Predicate(name) }, length))
        }
        '(' | ')' | '[' | ']' | ':' | '.' | '!' | '?' | '*' | '+' => Ok((Token::Sign(first), 1)),
        first if is_word(first) => {
            let length = word(rest, false);
            Ok((Token::Word(rest[..length].to_owned()), length))
        }
        '/' => Err("supertypes are not supported".to_owned()),
        other => Err(format!("unexpected {other:?}")),
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

/// How long the word is that a text starts with.
fn word(text: &str, dots: bool) -> usize {
    let more = |character: char| is_word(character) || (dots && matches!(character, '.' | '?' | '!'));
    text.find(|character| !more(character)).unwrap_or(text.len())
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
