//! What is counted in a run of lines: one table of classes, and how often each occurs. Which words and operators belong to
//! a class, the language says; those of the classes for which it names none are told by their context.

use super::group::Group;
use super::lexer::{Kind, Token};
use crate::syntax::Vocabulary;

/// A class of tokens.
pub(super) struct Class {
    /// Its name in features: `new_<name>`, `dense_<name>`, `net_<name>`.
    pub name: &'static str,
    /// What such a token is called, in the singular.
    pub noun: &'static str,
    /// The group of its features.
    pub group: Group,
}

macro_rules! classes {
    ($($variant:ident $name:literal $noun:literal $group:ident;)*) => {
        /// The index of a class in [`CLASSES`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(dead_code)] // most rows are only ever seen through the table
        pub(super) enum Count { $($variant),* }

        /// Every class.
        pub(super) const CLASSES: &[Class] = &[
            $(Class { name: $name, noun: $noun, group: Group::$group }),*
        ];
    };
}

classes! {
    Token "tokens" "token" Size;
    Line "lines" "line of code" Size;
    Condition "conditions" "condition" Conditions;
    Else "elses" "alternative" Conditions;
    Logic "logic" "logical operator" Conditions;
    Comparison "comparisons" "comparison" Conditions;
    Nothing "nothing" "empty value" Conditions;
    Loop "loops" "loop" Loops;
    Arithmetic "arithmetic" "calculation" Operators;
    Bits "bits" "bit operation" Operators;
    Index "indexing" "subscript" Operators;
    OffByOne "steps" "step by one" Operators;
    Cast "casts" "conversion" Operators;
    Assignment "assignments" "assignment" State;
    Augmented "updates" "update" State;
    Mutation "mutations" "mutation" State;
    Own "own" "use of the object's own state" State;
    Call "calls" "call" Calls;
    Method "methods" "method call" Calls;
    Macro "macros" "macro" Calls;
    Attribute "attributes" "attribute" Calls;
    Star "spreads" "spread argument" Calls;
    Exit "exits" "exit" Errors;
    Error "errors" "line of error handling" Errors;
    Concurrency "concurrency" "piece of concurrency" Concurrency;
    Unsafe "unsafe" "unsafe operation" Concurrency;
    Io "io" "piece of input or output" Data;
    TextWord "text_handling" "piece of text handling" Data;
    Time "time" "piece of time handling" Data;
    String "strings" "text" Data;
    Number "numbers" "number" Data;
    Log "logs" "message" Prose;
    Definition "definitions" "definition" Definitions;
    Import "imports" "import" Definitions;
    Type "types" "type" Definitions;
    Annotation "annotations" "annotation" Definitions;
    Decorator "decorators" "decorator" Definitions;
    Assert "asserts" "assertion" Tests;
    Comment "comments" "comment" Prose;
    Prose "prose" "line of prose" Prose;
    Blank "blanks" "blank line" Prose;
}

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
    pub fn of(tokens: &[Token<'_>], vocabulary: &Vocabulary) -> Self {
        let mut counts = Self::default();
        for (index, token) in tokens.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &tokens[before]);
            counts.add_token(token, before, tokens.get(index + 1), vocabulary);
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

    fn add_token(
        &mut self,
        token: &Token<'_>,
        before: Option<&Token<'_>>,
        after: Option<&Token<'_>>,
        vocabulary: &Vocabulary,
    ) {
        let follows = |operator: &str| after.is_some_and(|after| after.is(operator));
        let preceded = |operator: &str| before.is_some_and(|before| before.is(operator));
        match token.kind {
            Kind::Word => {
                let defines = before.is_some_and(|before| vocabulary.defining.contains(&before.text));
                if follows("(") && !defines && !vocabulary.is_keyword(token.text) {
                    self.add(Count::Call, 1);
                    self.add(Count::Method, u32::from(preceded(".")));
                }
                self.add(Count::Macro, u32::from(follows("!") && !vocabulary.is_keyword(token.text)));
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
                self.add(Count::Decorator, u32::from(before.is_none() && vocabulary.decorating.contains(&token.text)));
            }
            Kind::Comment => return,
        }
        if token.kind != Kind::Text
            && let Some(class) = vocabulary.class(token.text, &class_named)
        {
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

fn class_named(name: &str) -> Option<usize> {
    CLASSES.iter().position(|class| class.name == name)
}

fn is_error_name(word: &str) -> bool {
    word.ends_with("Error") || word.ends_with("Exception")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::local::features::lexer::tokens;
    use crate::syntax::LANGUAGES;

    fn count(line: &str, comment: &'static str, class: Count) -> u32 {
        let row = LANGUAGES.iter().find(|row| row.comment == comment).unwrap();
        Counts::of(&tokens(line, comment).collect::<Vec<_>>(), row.vocabulary).get(class)
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
    fn every_class_of_a_language_is_one() {
        for row in LANGUAGES {
            for (name, _) in row.vocabulary.classes {
                assert!(class_named(name).is_some(), "{} {name}", row.name);
            }
        }
    }

    #[test]
    fn the_names_of_classes_are_distinct() {
        let mut names: Vec<_> = CLASSES.iter().map(|class| class.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CLASSES.len());
    }
}
