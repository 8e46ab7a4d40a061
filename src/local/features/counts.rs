//! What is counted in a run of lines: one table of word and operator classes, and how often each occurs.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::group::Group;
use super::lexer::{Kind, Token};

/// A class of tokens.
pub(super) struct Class {
    /// Its name in features: `new_<name>`, `dense_<name>`, `net_<name>`.
    pub name: &'static str,
    /// What such a token is called, in the singular.
    pub noun: &'static str,
    /// The group of its features.
    pub group: Group,
    /// The words and operators that belong to it; those of the classes without any are told by their context.
    pub tokens: &'static [&'static str],
}

macro_rules! classes {
    ($($variant:ident $name:literal $noun:literal $group:ident [$($token:literal)*];)*) => {
        /// The index of a class in [`CLASSES`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(dead_code)] // most rows are only ever seen through the table
        pub(super) enum Count { $($variant),* }

        /// Every class.
        pub(super) const CLASSES: &[Class] = &[
            $(Class { name: $name, noun: $noun, group: Group::$group, tokens: &[$($token),*] }),*
        ];
    };
}

classes! {
    Token "tokens" "token" Size [];
    Line "lines" "line of code" Size [];
    Condition "conditions" "condition" Conditions ["if" "elif" "match" "case"];
    Else "elses" "alternative" Conditions ["else"];
    Logic "logic" "logical operator" Conditions ["and" "or" "not" "&&" "||" "!" "any" "all"];
    Comparison "comparisons" "comparison" Conditions ["==" "!=" "<" ">" "<=" ">=" "is" "isinstance" "hasattr" "in"];
    Nothing "nothing" "empty value" Conditions ["None" "null" "Some" "Option" "is_none" "is_some" "NULL" "NotImplemented" "is_empty"];
    Loop "loops" "loop" Loops ["for" "while" "loop" "iter" "into_iter" "enumerate" "zip" "range" "next"];
    Arithmetic "arithmetic" "calculation" Operators ["+" "-" "*" "/" "%" "//" "**" "len" "min" "max" "abs" "round"];
    Bits "bits" "bit operation" Operators ["&" "|" "^" "<<" ">>" "~" "&=" "|=" "^=" "<<=" ">>="];
    Index "indexing" "subscript" Operators [];
    OffByOne "steps" "step by one" Operators [];
    Cast "casts" "conversion" Operators ["as" "int" "float" "str" "bool" "bytes" "into" "try_into" "from" "parse" "to_string"];
    Assignment "assignments" "assignment" State ["=" ":=" "let"];
    Augmented "updates" "update" State ["+=" "-=" "*=" "/=" "%=" "//=" "**="];
    Mutation "mutations" "mutation" State [
        "mut" "global" "nonlocal" "del" "append" "insert" "pop" "remove" "push" "extend" "clear" "update" "setdefault"
        "take" "replace" "swap" "drop"
    ];
    Own "own" "use of the object's own state" State ["self" "cls" "Self" "super"];
    Call "calls" "call" Calls [];
    Method "methods" "method call" Calls [];
    Macro "macros" "macro" Calls [];
    Attribute "attributes" "attribute" Calls ["." "::"];
    Star "spreads" "spread argument" Calls ["kwargs" "args"];
    Exit "exits" "exit" Errors ["return" "break" "continue" "yield"];
    Error "errors" "line of error handling" Errors [
        "try" "except" "finally" "raise" "Err" "Ok" "Result" "unwrap" "expect" "panic" "error" "warn" "unwrap_or" "bail"
        "ensure" "?" "map_err" "ok_or" "unreachable"
    ];
    Concurrency "concurrency" "piece of concurrency" Concurrency [
        "async" "await" "lock" "thread" "Mutex" "Arc" "spawn" "Lock" "RwLock" "channel" "send" "recv" "asyncio"
        "threading" "Rc" "RefCell" "loop" "Future" "poll" "wake" "task" "wait" "join"
    ];
    Unsafe "unsafe" "unsafe operation" Concurrency ["unsafe" "ptr" "transmute" "as_ptr" "MaybeUninit" "from_raw"];
    Io "io" "piece of input or output" Data [
        "open" "read" "write" "close" "flush" "file" "path" "Path" "socket" "stream" "request" "response" "os" "url"
        "connect" "connection" "buf" "buffer"
    ];
    TextWord "text_handling" "piece of text handling" Data [
        "encode" "decode" "split" "strip" "join" "format" "re" "regex" "escape" "quote" "startswith" "endswith"
        "starts_with" "ends_with" "lower" "upper" "trim" "unicode" "encoding" "chars" "utf8"
    ];
    Time "time" "piece of time handling" Data ["time" "timeout" "date" "datetime" "sleep" "now" "Duration" "Instant" "tz"];
    String "strings" "text" Data [];
    Number "numbers" "number" Data [];
    Log "logs" "message" Prose ["log" "logger" "debug" "info" "print" "println" "trace" "eprintln" "warning" "writeln"];
    Definition "definitions" "definition" Definitions ["def" "class" "fn" "struct" "enum" "impl" "trait" "lambda" "type"];
    Import "imports" "import" Definitions ["import" "use" "mod" "extern" "crate"];
    Type "types" "type" Definitions [];
    Annotation "annotations" "annotation" Definitions ["->" ":" "pub" "where" "dyn"];
    Decorator "decorators" "decorator" Definitions [];
    Assert "asserts" "assertion" Tests [
        "assert" "assert_eq" "assert_ne" "assertEqual" "assertRaises" "assertTrue" "raises" "parametrize" "mock" "Mock"
        "assert_matches" "test" "pytest"
    ];
    Comment "comments" "comment" Prose [];
    Prose "prose" "line of prose" Prose [];
    Blank "blanks" "blank line" Prose [];
}

static BY_TOKEN: LazyLock<HashMap<&'static str, usize>> = LazyLock::new(|| {
    let rows = CLASSES.iter().enumerate();
    rows.flat_map(|(index, class)| class.tokens.iter().map(move |token| (*token, index))).collect()
});

/// How often each class occurs in some lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counts([u32; CLASSES.len()]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; CLASSES.len()])
    }
}

impl Counts {
    /// The counts of one line by its tokens.
    pub fn of(tokens: &[Token<'_>]) -> Self {
        let mut counts = Self::default();
        for (index, token) in tokens.iter().enumerate() {
            counts.add_token(token, index.checked_sub(1).map(|before| &tokens[before]), tokens.get(index + 1));
        }
        let code = tokens.iter().filter(|token| token.kind != Kind::Comment).count();
        counts.add(Count::Token, u32::try_from(code).unwrap_or(u32::MAX));
        counts.add(Count::Line, u32::from(code > 0));
        counts.add(Count::Blank, u32::from(tokens.is_empty()));
        counts.add(Count::Comment, u32::from(code < tokens.len()));
        counts
    }

    /// A line of prose: a comment over several lines, or text.
    pub fn prose() -> Self {
        let mut counts = Self::default();
        counts.add(Count::Prose, 1);
        counts
    }

    fn add_token(&mut self, token: &Token<'_>, before: Option<&Token<'_>>, after: Option<&Token<'_>>) {
        let follows = |operator: &str| after.is_some_and(|after| after.is(operator));
        let preceded = |operator: &str| before.is_some_and(|before| before.is(operator));
        match token.kind {
            Kind::Word => {
                let defines = before.is_some_and(|before| matches!(before.text, "def" | "fn" | "class" | "struct"));
                if follows("(") && !defines && !is_keyword(token.text) {
                    self.add(Count::Call, 1);
                    self.add(Count::Method, u32::from(preceded(".")));
                }
                self.add(Count::Macro, u32::from(follows("!") && !is_keyword(token.text)));
                self.add(Count::Type, u32::from(token.text.starts_with(char::is_uppercase)));
                self.add(Count::Error, u32::from(token.text.len() > 5 && is_error_name(token.text)));
            }
            Kind::Number => {
                self.add(Count::Number, 1);
                self.add(Count::OffByOne, u32::from(token.text == "1" && (preceded("+") || preceded("-"))));
            }
            Kind::Text => self.add(Count::String, 1),
            Kind::Operator => {
                let value = before.is_some_and(|before| before.kind == Kind::Word || before.is(")") || before.is("]"));
                self.add(Count::Index, u32::from(token.text == "[" && value));
                self.add(Count::Decorator, u32::from(matches!(token.text, "@" | "#") && before.is_none()));
            }
            Kind::Comment => return,
        }
        if let Some(&class) = BY_TOKEN.get(token.text).filter(|_| token.kind != Kind::Text) {
            self.0[class] += 1;
        }
    }

    /// How often a class occurs.
    pub fn get(&self, count: Count) -> u32 {
        self.0[count as usize]
    }

    /// How often each class occurs, in the order of [`CLASSES`].
    pub fn all(&self) -> &[u32] {
        &self.0
    }

    fn add(&mut self, count: Count, number: u32) {
        self.0[count as usize] += number;
    }
}

impl std::ops::AddAssign<&Counts> for Counts {
    fn add_assign(&mut self, other: &Counts) {
        for (own, other) in self.0.iter_mut().zip(other.0) {
            *own += other;
        }
    }
}

fn is_error_name(word: &str) -> bool {
    word.ends_with("Error") || word.ends_with("Exception")
}

/// Whether a word that stands before a bracket is no name of a function.
pub(super) fn is_keyword(word: &str) -> bool {
    const KEYWORDS: [&str; 24] = [
        "if", "elif", "else", "match", "case", "for", "while", "in", "is", "not", "and", "or", "return", "yield",
        "await", "assert", "raise", "except", "with", "lambda", "let", "mut", "as", "del",
    ];
    KEYWORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::local::features::lexer::tokens;

    fn count(line: &str, comment: &'static str, class: Count) -> u32 {
        Counts::of(&tokens(line, comment).collect::<Vec<_>>()).get(class)
    }

    #[test]
    fn calls_are_told_from_keywords_and_definitions() {
        assert_eq!(count("if (a) and not (b(c.d(1)))", "#", Count::Call), 2);
        assert_eq!(count("def f(x): return g(x)", "#", Count::Call), 1);
        assert_eq!(count("x.y().z()", "#", Count::Method), 2);
        assert_eq!(count("println!(\"{}\", f(x)?)", "//", Count::Macro), 1);
    }

    #[test]
    fn words_in_texts_and_comments_do_not_count() {
        assert_eq!(count("x = 'if'  # while True", "#", Count::Condition), 0);
        assert_eq!(count("x = 'if'  # while True", "#", Count::Loop), 0);
        assert_eq!(count("x = 'if'  # while True", "#", Count::Comment), 1);
    }

    #[test]
    fn an_index_needs_something_before_it_and_a_step_a_sign() {
        assert_eq!(count("[a[i + 1], b()[0]]", "#", Count::Index), 2);
        assert_eq!(count("[a[i + 1], b()[0]]", "#", Count::OffByOne), 1);
    }

    #[test]
    fn the_names_of_classes_are_distinct() {
        let mut names: Vec<_> = CLASSES.iter().map(|class| class.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CLASSES.len());
    }
}
