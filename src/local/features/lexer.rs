//! The tokens of single lines, whatever the language: what is needed to count words and operators on both
//! sides of a hunk, where the old side has no tree.

/// A kind of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    /// A number.
    Number,
    /// A string or a character, quotes included; open to the end of the line where it does not close.
    Text,
    /// An operator or a bracket, at most three characters.
    Operator,
    /// A comment, to the end of the line.
    Comment,
}

/// A token of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub kind: Kind,
    pub text: &'t str,
}

impl Token<'_> {
    /// Whether it is this operator.
    pub fn is(&self, operator: &str) -> bool {
        self.kind == Kind::Operator && self.text == operator
    }
}

/// Longest first, so that the first that fits is taken.
const OPERATORS: [&str; 41] = [
    "===", "!==", "**=", "//=", "<<=", ">>=", "..=", "...", "++", "--", "==", "!=", "<=", ">=", "&&", "||", "->", "=>",
    "::", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", ":=", "**", "//", "<<", ">>", "..", "+", "-", "*", "/", "%",
    "<", ">", "=",
];

/// The tokens of one line; `comment` is what starts a comment in its language.
pub(super) fn tokens<'t>(line: &'t str, comment: &'static str) -> impl Iterator<Item = Token<'t>> {
    let mut rest = line;
    let whole = line.trim_start().len();
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let is_first = rest.len() == whole;
        let (kind, length) = if rest.starts_with(comment) && !rest.starts_with("#[") && !rest.starts_with("#![") {
            (Kind::Comment, rest.len())
        } else if comment == "//" && is_in_block_comment(rest, is_first) {
            (Kind::Comment, rest.find("*/").map_or(rest.len(), |end| end + 2))
        } else if first.is_alphabetic() || first == '_' {
            word(rest)
        } else if first.is_ascii_digit() {
            (Kind::Number, length_while(rest, |c| c.is_alphanumeric() || c == '_' || c == '.'))
        } else if matches!(first, '"' | '\'' | '`') {
            quoted(rest, first)
        } else {
            let fits = |operator: &&&str| rest.starts_with(**operator) && !operator.starts_with(comment);
            // Brackets and commas are most of them, and start nothing longer.
            let operator = if "()[]{},;".contains(first) { None } else { OPERATORS.iter().find(fits) };
            (Kind::Operator, operator.map_or(first.len_utf8(), |operator| operator.len()))
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        Some(Token { kind, text })
    })
}

/// Whether a block comment begins here, or a line of one does.
fn is_in_block_comment(rest: &str, is_first: bool) -> bool {
    let is_line_of_one = || rest == "*" || rest.starts_with("* ") || rest.starts_with("*/");
    rest.starts_with("/*") || (is_first && is_line_of_one())
}

/// A word, or a string behind one of the usual prefixes.
fn word(rest: &str) -> (Kind, usize) {
    let ascii = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let length = ascii + length_while(&rest[ascii..], |c| c.is_alphanumeric() || c == '_');
    let quote = rest[length..].chars().next().filter(|c| matches!(c, '"' | '\''));
    match quote {
        Some(quote) if length <= 2 && rest[..length].chars().all(|c| "rbfuRBFUc".contains(c)) => {
            (Kind::Text, length + quoted(&rest[length..], quote).1)
        }
        _ => (Kind::Word, length),
    }
}

fn quoted(rest: &str, quote: char) -> (Kind, usize) {
    let triple = if quote == '"' { "\"\"\"" } else { "'''" };
    if rest.starts_with(triple) {
        let end = rest[3..].find(triple).map_or(rest.len(), |at| at + 6);
        return (Kind::Text, end);
    }
    let mut escaped = false;
    let mut may_be_lifetime = quote == '\'';
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return (Kind::Text, at + 1),
            // A lifetime: no text, and nothing is quoted.
            c if may_be_lifetime && !c.is_alphanumeric() && c != '_' => {
                if is_lifetime(&rest[1..at]) {
                    return (Kind::Operator, 1);
                }
                // What follows holds this character, which is in no lifetime: looking again would be in vain.
                may_be_lifetime = false;
            }
            _ => {}
        }
    }
    if quote == '\'' && is_lifetime(&rest[1..]) { (Kind::Operator, 1) } else { (Kind::Text, rest.len()) }
}

fn is_lifetime(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_lowercase() || c == '_') && !text.contains(' ')
}

fn length_while(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str, comment: &'static str) -> Vec<String> {
        tokens(line, comment).map(|token| token.text.to_owned()).collect()
    }

    #[test]
    fn a_line_is_cut_into_words_operators_and_literals() {
        assert_eq!(
            texts("if a_1>=0x1f: x **= f'{b}'  # why", "#"),
            ["if", "a_1", ">=", "0x1f", ":", "x", "**=", "f'{b}'", "# why"]
        );
        assert_eq!(
            texts("let x: &'a str = y?; // z", "//"),
            ["let", "x", ":", "&", "'", "a", "str", "=", "y", "?", ";", "// z"]
        );
        assert_eq!(texts("match c { 'x' => '\\'', _ => b'a' }", "//")[3..6], ["'x'", "=>", "'\\''"]);
    }

    #[test]
    fn comments_over_several_lines_and_template_strings_are_told_from_code() {
        assert_eq!(texts("  * it is null", "//"), ["* it is null"]);
        assert_eq!(texts("a /* b */ === `c ${d}`", "//"), ["a", "/* b */", "===", "`c ${d}`"]);
        assert_eq!(texts("*x = 1;", "//"), ["*", "x", "=", "1", ";"]);
    }

    #[test]
    fn quotes_that_stay_open_and_other_scripts_are_no_trouble() {
        assert_eq!(texts("\"\"\"Größe 'x", "#"), ["\"\"\"Größe 'x"]);
        assert_eq!(texts("größe = 'ß\\", "#"), ["größe", "=", "'ß\\"]);
        assert_eq!(texts("a // b", "#"), ["a", "//", "b"]);
        assert_eq!(texts("#[test]", "//"), ["#", "[", "test", "]"]);
        assert_eq!(texts("→x", "#"), ["→", "x"]);
    }
}
