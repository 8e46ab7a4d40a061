//! Data from outside, in Python: what web frameworks give, and what must not be given to whom.

use super::super::taint::{Sink, Source, Taint, Words, words};

pub(super) static TAINT: Taint = Taint {
    fixed: &["int", "float", "len", "round", "bool", "hash", "id", "sys.executable"],
    sources: &SOURCES,
    sinks: &SINKS,
};

static SOURCES: [Source; 9] = [
    Source {
        objects: &["flask.request", "quart.request", "bottle.request", "sanic.request"],
        object_text: words!(r"\brequest$"),
        members: &[
            "GET",
            "POST",
            "args",
            "body",
            "cookies",
            "data",
            "files",
            "form",
            "get_data",
            "get_json",
            "headers",
            "json",
            "match_info",
            "matchdict",
            "params",
            "path_params",
            "query",
            "query_params",
            "query_string",
            "rel_url",
            "values",
        ],
        parts: &["get", "getlist"],
        call_text: words!(r"^self\.get_(?:query_|body_)?arguments?$"),
        ..Source::new("request")
    },
    Source { parameter: Some(takes_any_text), ..Source::new("route") },
    Source { parameter: Some(takes_slashes), ..Source::new("route-with-slashes") },
    Source { calls: &["input"], ..Source::direct("input") },
    Source { calls: &["*.recv", "*.recvfrom"], ..Source::direct("socket") },
    Source { calls: &["urlopen", "*.urlopen"], ..Source::direct("download") },
    Source {
        objects: &["requests.get()", "requests.post()", "requests.Session().get()", "httpx.get()"],
        object_text: words!(r"\b(?:resp|response|r)$"),
        members: &["content"],
        ..Source::direct("reply")
    },
    Source { object_text: words!("."), members: &["cookies"], ..Source::direct("cookies") },
    Source { parameter: Some(is_body), ..Source::direct("body") },
];

const REQUEST: &[&str] = &["request", "route"];
const NUMBERS: &[&str] = &["int", "float"];

static SINKS: [Sink; 10] = [
    Sink {
        cleaned_by: &["int", "float", "bool", "ast.literal_eval"],
        harmless: words!(r"\b(?:int|float|bool)\(|literal_eval"),
        ..Sink::new("eval", &["request", "route", "input", "socket"])
    },
    Sink::new("code", &[]),
    Sink {
        harmless: words!(r"\b(?:verify|loads?_signed|unsign|decrypt)\w*\("),
        ..Sink::new("pickle", &["request", "route", "socket", "download", "reply", "cookies", "body"])
    },
    Sink {
        cleaned_by: &[
            "int",
            "float",
            "werkzeug.utils.secure_filename",
            "werkzeug.utils.safe_join",
            "os.path.basename",
            "html.escape",
        ],
        harmless: words!(
            r"\b(?:int|float)\(|secure_filename|safe_join|basename|\bescape\(|uuid|hash|\.(?:name|stem|suffix)$|\.files\b|FILES\b"
        ),
        checked: words!(
            r"secure_filename|safe_join|is_relative_to|commonpath|commonprefix|realpath|resolve\(|startswith|normpath|abspath|is_safe|sanitize|validate|isalnum|fullmatch|re\.match|\bnot in\b|\bin [A-Z]{2}"
        ),
        // The value of a plain `<name>` or `{name}` of a route holds no slash.
        ..Sink::new("path", &["request", "route-with-slashes"])
    },
    Sink {
        cleaned_by: &["int", "float", "flask.url_for", "django.urls.reverse"],
        harmless: words!(r"\b(?:int|float)\(|url_for\(|reverse\(|safe"),
        checked: words!(
            r"url_has_allowed_host|is_safe|safe_url|safe_redirect|urlparse|urlsplit|url_parse|startswith|netloc|allowed|validate|\bin [A-Z]{2}|\bnot in\b"
        ),
        is_start: true,
        ..Sink::new("redirect", REQUEST)
    },
    Sink {
        cleaned_by: NUMBERS,
        harmless: words!(r"\b(?:int|float)\("),
        checked: words!(
            r"urlparse|urlsplit|startswith|netloc|hostname|allowed|validate|is_safe|\bin [A-Z]{2}|\bnot in\b"
        ),
        is_start: true,
        ..Sink::new("address", REQUEST)
    },
    Sink {
        cleaned_by: &["int", "float", "html.escape", "markupsafe.escape"],
        harmless: words!(r"\b(?:int|float|escape)\("),
        ..Sink::new("template", REQUEST)
    },
    Sink {
        cleaned_by: &["shlex.quote", "shlex.join", "pipes.quote", "subprocess.list2cmdline", "os.getpid"],
        harmless: words!(
            r"quote\(|shlex\.join|list2cmdline|\bget_ident\(|getpid\(\)|(?i:^(?:[\w.]*[._])?(?:cmd|command|cmdline|exe|executable|python|program|prog|binary|compiler)$)"
        ),
        ..Sink::new("shell", &[])
    },
    Sink {
        cleaned_by: &["html.escape", "markupsafe.escape", "django.utils.html.escape", "bleach.clean"],
        harmless: words!(
            r"(?i)escape|html|safe|markup|\burl|_url|reverse\(|gettext|^_\(|static|render|sanitiz|bleach|clean|nonce|dumps|count|size|width|height|\bid\b|_id\b|index|attrs|css|class|icon|svg|\.pk$|flatatt|link|widget|tag|join\("
        ),
        ..Sink::new("html", &[])
    },
    Sink {
        harmless: words!(
            r#"(?i)place_?holders?|marks|binds?\b|params?\b|["'][?%]s?["']|columns?|fields?\b|schema|table|where|clause|condition|sub_?query|\bsql|quote|escape|literal|now\(|\bselect\b"#
        ),
        // Between quotes, or where a value belongs: names of tables and columns cannot be parameters.
        place: words!(
            r"(?is)(?:^[^'\x00]*'(?:[^'\x00]*'[^'\x00]*')*[^'\x00]*|(?:[=<>]|\bi?like|\bin\s*\(|\bbetween|\bvalues\s*\([^)]*[(,])\s*[EN]?'?%*)\x00(?:[^.(]|\z)"
        ),
        ..Sink::new("sql", &[])
    },
];

/// Whether a parameter is called as what came over the network is.
fn is_body(_: &str, _: &str, name: &str) -> bool {
    matches!(name, "body" | "raw_body" | "request_body" | "request_data" | "post_data" | "payload" | "packet")
}

/// Whether a function with a route has a parameter that takes any text.
fn takes_any_text(before: &str, parameter: &str, name: &str) -> bool {
    static ROUTE: Words = Words::new(r#"@\w+(?:\.\w+)*\.(?:route|get|post|put|patch|delete|websocket)\(\s*f?["']/"#);
    static TYPED: Words = Words::new(
        r"\b(?:int|float|bool|UUID|date|datetime|Depends|Session|Request|Response|BackgroundTasks|WebSocket|Enum)\b",
    );
    ROUTE.is_in(before) && !TYPED.is_in(parameter) && !before.contains(&format!("int:{name}>"))
}

/// Whether the text that a parameter takes from a route may have slashes.
fn takes_slashes(before: &str, parameter: &str, name: &str) -> bool {
    let is_path = before.contains(&format!("<path:{name}>")) || before.contains(&format!("{{{name}:path}}"));
    is_path && takes_any_text(before, parameter, name)
}
