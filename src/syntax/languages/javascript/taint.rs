//! Data from outside, in JavaScript: what web frameworks and pages give, and what must not be given to whom.

use super::super::taint::{Sink, Source, Taint, Words, words};

pub(super) static TAINT: Taint = Taint {
    fixed: &[
        "Number",
        "parseInt",
        "parseFloat",
        "Boolean",
        "Date.now",
        "Math.*",
        "process.pid",
        "process.execPath",
        "encodeURIComponent",
    ],
    sources: &SOURCES,
    sinks: &SINKS,
};

static SOURCES: [Source; 3] = [
    Source {
        object_text: words!(r"^(?:\w+\.)*(?:req|request)$"),
        members: &["query", "body", "params", "cookies", "headers", "rawBody", "originalUrl", "files"],
        ..Source::new("request")
    },
    Source { object_text: words!(r"^ctx$"), members: &["query", "params", "querystring"], ..Source::new("context") },
    Source {
        object_text: words!(r"^(?:window\.|document\.|self\.)?location$"),
        members: &["hash", "search", "href"],
        ..Source::new("location")
    },
];

const REQUEST: &[&str] = &["request", "context"];
const NUMBERS: &[&str] = &["Number", "parseInt", "parseFloat", "Boolean"];

static SINKS: [Sink; 9] = [
    Sink {
        cleaned_by: NUMBERS,
        harmless: words!(r"\b(?:Number|parseInt|parseFloat|Boolean)\("),
        ..Sink::new("eval", &["request", "context", "location"])
    },
    Sink {
        cleaned_by: &["Number", "parseInt", "path.basename", "encodeURIComponent"],
        harmless: words!(
            r"(?i)\b(?:Number|parseInt)\(|basename|sanitiz|encodeURIComponent|uuid|hash|\.files\b|headers"
        ),
        checked: words!(
            r"(?i)basename|sanitiz|normalize|resolve\(|startsWith|indexOf|includes\(|relative\(|isAbsolute|safe|valid|allow|\.test\(|\.match\(|root\s*:"
        ),
        ..Sink::new("path", REQUEST)
    },
    Sink {
        cleaned_by: &["Number", "parseInt", "encodeURIComponent"],
        harmless: words!(r"(?i)\b(?:Number|parseInt|encodeURIComponent)\(|safe|originalUrl|headers"),
        checked: words!(
            r"(?i)new URL\(|startsWith|hostname|\borigin\b|allow|valid|safe|whitelist|includes\(|\.test\(|\.match\("
        ),
        is_start: true,
        ..Sink::new("redirect", REQUEST)
    },
    Sink {
        cleaned_by: &["Number", "parseInt", "encodeURIComponent"],
        harmless: words!(r"(?i)\b(?:Number|parseInt|encodeURIComponent)\(|safe|headers"),
        checked: words!(
            r"(?i)new URL\(|startsWith|hostname|\borigin\b|allow|valid|safe|whitelist|includes\(|\.test\(|\.match\("
        ),
        is_start: true,
        ..Sink::new("address", REQUEST)
    },
    Sink {
        cleaned_by: &["Number", "parseInt"],
        harmless: words!(r"(?i)\b(?:Number|parseInt)\(|escape|quote|sanitiz"),
        checked: words!(r"(?i)escape|safe-?regex|re2"),
        ..Sink::new("regex", &["request", "context", "location"])
    },
    Sink {
        cleaned_by: NUMBERS,
        harmless: words!(
            r"(?i)quote|escape|shell-?escape|join\(|\.pid\b|execPath|^(?:[\w.]*[._])?(?:\w*cmd|\w*command|\w*bin|exec|executable|program|npm|node|python|git|compiler)$|version|tag\b|branch"
        ),
        ..Sink::new("shell", &[])
    },
    Sink {
        cleaned_by: &["encodeURIComponent"],
        harmless: words!(
            r"(?i)escape|html|safe|sanitiz|purify|encode|\burl|url\b|render|markup|markdown|svg|icon|\bt\(|i18n|\$t|translate|gettext|\bid\b|index|count|size|width|height|length|class|css|style|template|version|percent|num|style|color|date|time|join\(|map\("
        ),
        ..Sink::new("html", &[])
    },
    Sink {
        harmless: words!(
            r#"(?i)place_?holders?|marks|binds?\b|params?\b|['"`][?$]|columns?|fields?\b|schema|table|where|clause|condition|sub_?query|sql|quote|escape|literal|\bselect\b|join\(|limit|offset|order|\.length\b"#
        ),
        // Between quotes, or where a value belongs: names of tables and columns cannot be parameters.
        place: words!(
            r"(?is)(?:^[^'\x00]*'(?:[^'\x00]*'[^'\x00]*')*[^'\x00]*|(?:[=<>]|\bi?like|\bin\s*\(|\bbetween|\bvalues\s*\([^)]*[(,])\s*'?%*)\x00(?:[^.(]|\z)"
        ),
        ..Sink::new("sql", &[])
    },
    Sink {
        checked: words!(r"(?i)__proto__|constructor|hasOwn|Object\.create\(null|allow|includes\(|\bMap\b|isSafe|valid"),
        harmless: words!(r"(?i)\b(?:Number|parseInt)\(|headers"),
        ..Sink::new("key", REQUEST)
    },
];
