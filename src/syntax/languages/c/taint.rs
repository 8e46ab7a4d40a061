//! Data from outside, in C and C++: what must not be put into a statement or a command.

use super::super::taint::{Sink, Taint, Words, words};

pub(in super::super) static TAINT: Taint = Taint {
    fixed: &["sizeof", "strlen", "getpid", "atoi", "atol", "strtol", "strtoul", "abs", "htons", "ntohs"],
    sources: &[],
    sinks: &SINKS,
};

static SINKS: [Sink; 2] = [
    Sink {
        harmless: words!(
            r"(?i)quote|escape|getpid|(?:^|[._>])(?:cmd|command|exe|executable|program|prog|binary|compiler|cc|shell)$"
        ),
        ..Sink::new("shell", &[])
    },
    Sink {
        harmless: words!(
            r"(?i)place_?holders?|columns?|fields?\b|schema|table|tbl|where|clause|condition|sub_?query|\bsql|quote|escape|literal|zdb|zdatabase|_(?:id|count)s?$|\bid\b"
        ),
        // Between quotes, or where a value belongs: names of tables and columns cannot be parameters.
        place: words!(
            r"(?is)(?:^[^'\x00]*'(?:[^'\x00]*'[^'\x00]*')*[^'\x00]*|(?:[=<>]|\bi?like|\bin\s*\(|\bbetween|\bvalues\s*\([^)]*[(,])\s*'?%*)\x00(?:[^.(]|\z)"
        ),
        ..Sink::new("sql", &[])
    },
];
