//! What a row says in more than a word: how names are written, what tests assert with, the texts of its queries.

use super::taint::Words;

/// An ending of files of two languages, and what the text of a file says that is of the claiming one.
pub(crate) struct Claim {
    pub ending: &'static str,
    pub words: Option<&'static Words>,
}

impl Claim {
    pub fn is_for(&self, path: &str, text: &str) -> bool {
        path.ends_with(self.ending) && self.words.is_some_and(|words| words.is_in(text))
    }
}

/// Something that a grammar does not know, though the language does: what a line looks like, and its name.
pub(crate) type Newer = (&'static str, &'static str);

/// How a language writes qualified names.
pub(crate) struct NameForm {
    /// What is between the parts: `.`, `::`.
    pub separator: &'static str,
    /// Whether a path whose first part nothing in the file binds may be the end of a longer one: `fs::read` for
    /// `std::fs::read` where a macro or a glob brings `fs` in.
    pub suffixes: bool,
    /// Beginnings of paths that mean the same, and the form that rules use.
    pub same: &'static [(&'static str, &'static str)],
    /// Kinds of literals with parts, and calls that make the like.
    pub literals: &'static [(&'static str, &'static str)],
    /// Names that are there without an import, and what they stand for.
    pub prelude: &'static [(&'static str, &'static str)],
    /// The same for macros.
    pub macros: &'static [(&'static str, &'static str)],
    /// Whether a name may be bound anew in one scope, and means the old thing until there.
    pub rebinds: bool,
    /// Whether functions belong to types, as in `File::open`, so that one of a type's functions makes a value of it.
    pub associated: bool,
    /// The word for the module around the own one, at the start of a path.
    pub outer: Option<&'static str>,
    /// The words for the type that a method belongs to (empty where there is none), and for its object.
    pub own: Option<(&'static str, &'static str)>,
    /// Whether the functions of a class see its members without a word for the object.
    pub sees_members: bool,
    /// Whether a function may be called what a variable or type is called, and means something else.
    pub names_functions_apart: bool,
}

/// Which calls give the same when they are made again.
pub(crate) struct Repeats {
    /// The functions and methods that certainly do; a name may end in `*`.
    pub steady: &'static [&'static str],
    /// Parts of the text of calls that may not, where all others may be taken to.
    pub changing: &'static [&'static str],
}

/// What tests assert with.
pub(crate) struct Assertions {
    /// How many arguments stand before what is asserted: one where each assertion is given the test.
    pub before: usize,
    /// Functions that take a condition first.
    pub truth: &'static [&'static str],
    /// Functions that take two values first and fail where they differ.
    pub equal: &'static [&'static str],
    /// Functions that take two values first and fail where they are equal.
    pub unequal: &'static [&'static str],
    /// Conditions that always hold.
    pub constants: &'static [&'static str],
}

/// The calls that put values into a format, as `printf` does.
pub(crate) struct Formats {
    /// A place for a value in a format, as a regular expression. A `*` in its groups `width` and `precision` takes a value
    /// of its own; `index` is the number of the value, where the place names one; what `none` matches takes none.
    pub place: &'static str,
    /// What is called, and how many arguments stand before the format. Of a name that is there twice the first fits whose
    /// format is a string.
    pub calls: &'static [(&'static [&'static str], usize)],
}

impl Formats {
    /// Of a language in which no function takes such a format.
    pub(crate) const NONE: Self = Self { place: "%", calls: &[] };
}

/// The queries of a language, as their texts.
pub(crate) struct Queries {
    /// Named regions: see [`crate::syntax::Scope`].
    pub scopes: &'static str,
    /// Scopes of names and what binds names: see `src/facts/bindings.rs`.
    pub bindings: &'static str,
    /// What imports bring in: see `src/facts/bindings.rs`.
    pub imports: &'static str,
    /// What happens to what names stand for: see `src/facts/effects.rs`.
    pub effects: &'static str,
    /// Calls, and expressions that are paths of names: see `src/facts/calls.rs` and `names.rs`.
    pub calls: &'static str,
    /// Branches: see `src/facts/control.rs`.
    pub control: &'static str,
    /// Operations with two sides: see `src/facts/operations.rs`.
    pub operations: &'static str,
    /// What expressions are made of, and what decides about them: see `src/facts/values.rs`.
    pub values: &'static str,
    /// The grammar's own query for syntax highlighting.
    pub highlights: &'static str,
}

/// The text of one query of a language.
macro_rules! query {
    ($language:literal, $name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/queries/", $language, "/", $name, ".scm"))
    };
}
pub(super) use query;

/// The queries in the folder of a language, and the text of the one for syntax highlighting.
macro_rules! queries {
    ($language:literal, $highlights:expr) => {
        $crate::syntax::languages::parts::Queries {
            scopes: query!($language, "scopes"),
            bindings: query!($language, "bindings"),
            imports: query!($language, "imports"),
            effects: query!($language, "effects"),
            calls: query!($language, "calls"),
            control: query!($language, "control"),
            operations: query!($language, "operations"),
            values: query!($language, "values"),
            highlights: $highlights,
        }
    };
}
pub(super) use queries;
