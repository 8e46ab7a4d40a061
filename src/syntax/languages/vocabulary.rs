//! The words by which the risk model reads a language: lines are counted without a tree, since the old side of a hunk has
//! none that is worth parsing.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The words of a language, or of several that a model was trained on together.
pub struct Vocabulary {
    /// Words that may stand before a bracket and are no names.
    pub keywords: &'static [&'static str],
    /// Words before the name of what they define.
    pub defining: &'static [&'static str],
    /// What begins a line that says something of the definition below it.
    pub decorating: &'static [&'static str],
    /// The words and operators of each class that is counted, by the name of the class: see
    /// `src/local/features/counts.rs`. Of a word in several classes the last counts.
    pub classes: &'static [(&'static str, &'static [&'static str])],
    pub(super) by_word: OnceLock<HashMap<&'static str, usize>>,
}

/// The words of Python and Rust in one, since one model was trained on both. What they count must not change without a
/// new training.
pub(super) static TRAINED: Vocabulary = Vocabulary {
    keywords: &[
        "if", "elif", "else", "match", "case", "for", "while", "in", "is", "not", "and", "or", "return", "yield",
        "await", "assert", "raise", "except", "with", "lambda", "let", "mut", "as", "del",
    ],
    defining: &["def", "fn", "class", "struct"],
    decorating: &["@", "#"],
    classes: &[
        ("conditions", &["if", "elif", "match", "case"]),
        ("elses", &["else"]),
        ("logic", &["and", "or", "not", "&&", "||", "!", "any", "all"]),
        ("comparisons", &["==", "!=", "<", ">", "<=", ">=", "is", "isinstance", "hasattr", "in"]),
        ("nothing", &["None", "null", "Some", "Option", "is_none", "is_some", "NULL", "NotImplemented", "is_empty"]),
        ("loops", &["for", "while", "loop", "iter", "into_iter", "enumerate", "zip", "range", "next"]),
        ("arithmetic", &["+", "-", "*", "/", "%", "//", "**", "len", "min", "max", "abs", "round"]),
        ("bits", &["&", "|", "^", "<<", ">>", "~", "&=", "|=", "^=", "<<=", ">>="]),
        ("casts", &["as", "int", "float", "str", "bool", "bytes", "into", "try_into", "from", "parse", "to_string"]),
        ("assignments", &["=", ":=", "let"]),
        ("updates", &["+=", "-=", "*=", "/=", "%=", "//=", "**="]),
        (
            "mutations",
            &[
                "mut",
                "global",
                "nonlocal",
                "del",
                "append",
                "insert",
                "pop",
                "remove",
                "push",
                "extend",
                "clear",
                "update",
                "setdefault",
                "take",
                "replace",
                "swap",
                "drop",
            ],
        ),
        ("own", &["self", "cls", "Self", "super"]),
        ("attributes", &[".", "::"]),
        ("spreads", &["kwargs", "args"]),
        ("exits", &["return", "break", "continue", "yield"]),
        (
            "errors",
            &[
                "try",
                "except",
                "finally",
                "raise",
                "Err",
                "Ok",
                "Result",
                "unwrap",
                "expect",
                "panic",
                "error",
                "warn",
                "unwrap_or",
                "bail",
                "ensure",
                "?",
                "map_err",
                "ok_or",
                "unreachable",
            ],
        ),
        (
            "concurrency",
            &[
                "async",
                "await",
                "lock",
                "thread",
                "Mutex",
                "Arc",
                "spawn",
                "Lock",
                "RwLock",
                "channel",
                "send",
                "recv",
                "asyncio",
                "threading",
                "Rc",
                "RefCell",
                "loop",
                "Future",
                "poll",
                "wake",
                "task",
                "wait",
                "join",
            ],
        ),
        ("unsafe", &["unsafe", "ptr", "transmute", "as_ptr", "MaybeUninit", "from_raw"]),
        (
            "io",
            &[
                "open",
                "read",
                "write",
                "close",
                "flush",
                "file",
                "path",
                "Path",
                "socket",
                "stream",
                "request",
                "response",
                "os",
                "url",
                "connect",
                "connection",
                "buf",
                "buffer",
            ],
        ),
        (
            "text_handling",
            &[
                "encode",
                "decode",
                "split",
                "strip",
                "join",
                "format",
                "re",
                "regex",
                "escape",
                "quote",
                "startswith",
                "endswith",
                "starts_with",
                "ends_with",
                "lower",
                "upper",
                "trim",
                "unicode",
                "encoding",
                "chars",
                "utf8",
            ],
        ),
        ("time", &["time", "timeout", "date", "datetime", "sleep", "now", "Duration", "Instant", "tz"]),
        ("logs", &["log", "logger", "debug", "info", "print", "println", "trace", "eprintln", "warning", "writeln"]),
        ("definitions", &["def", "class", "fn", "struct", "enum", "impl", "trait", "lambda", "type"]),
        ("imports", &["import", "use", "mod", "extern", "crate"]),
        ("annotations", &["->", ":", "pub", "where", "dyn"]),
        (
            "asserts",
            &[
                "assert",
                "assert_eq",
                "assert_ne",
                "assertEqual",
                "assertRaises",
                "assertTrue",
                "raises",
                "parametrize",
                "mock",
                "Mock",
                "assert_matches",
                "test",
                "pytest",
            ],
        ),
    ],
    by_word: OnceLock::new(),
};

impl Vocabulary {
    /// Whether a word that stands before a bracket is no name of a function.
    pub fn is_keyword(&self, word: &str) -> bool {
        self.keywords.contains(&word)
    }

    /// The class of a word or an operator, as a number that `number_of` gives its name.
    pub fn class(&self, word: &str, number_of: &dyn Fn(&str) -> Option<usize>) -> Option<usize> {
        let read = || {
            let rows = self.classes.iter().filter_map(|(name, words)| Some((number_of(name)?, words)));
            rows.flat_map(|(number, words)| words.iter().map(move |word| (*word, number))).collect()
        };
        self.by_word.get_or_init(read).get(word).copied()
    }
}
