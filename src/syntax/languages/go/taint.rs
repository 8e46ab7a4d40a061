//! Data from outside, in Go: what the standard library and the common frameworks give, and what must not be given to whom.

use super::super::taint::{Sink, Source, Taint, Words, words};

pub(super) static TAINT: Taint = Taint {
    fixed: &[
        "len",
        "int",
        "int32",
        "int64",
        "uint",
        "uint32",
        "uint64",
        "strconv.Itoa",
        "strconv.FormatInt",
        "strconv.FormatUint",
        "strconv.FormatBool",
        "time.Now*",
        "os.Getpid",
    ],
    sources: &SOURCES,
    sinks: &SINKS,
};

static SOURCES: [Source; 2] = [
    Source {
        objects: &["net/http.Request()"],
        members: &["Form", "PostForm", "RequestURI", "MultipartForm"],
        calls: &[
            "net/http.Request().FormValue",
            "net/http.Request().PostFormValue",
            "net/http.Request().URL.Query",
            "net/http.Request().URL.Query().Get",
            "net/http.Request().Header.Get",
            "net/http.Request().Cookie",
            "github.com/gin-gonic/gin.Context().Query",
            "github.com/gin-gonic/gin.Context().DefaultQuery",
            "github.com/gin-gonic/gin.Context().PostForm",
            "github.com/gin-gonic/gin.Context().GetHeader",
            "github.com/gin-gonic/gin.Context().Param",
            "github.com/labstack/echo*.Context().QueryParam",
            "*.Context().QueryParam",
            "*.Context().FormValue",
        ],
        ..Source::new("request")
    },
    // What a route leaves of a path has no slash, unless the route says so.
    Source {
        objects: &["net/http.Request().URL"],
        members: &["Path", "RawPath", "RawQuery"],
        ..Source::new("request-path")
    },
];

const REQUEST: &[&str] = &["request"];

static SINKS: [Sink; 7] = [
    Sink {
        cleaned_by: &["strconv.Atoi", "strconv.ParseInt", "strconv.ParseBool", "path.Base", "path/filepath.Base"],
        harmless: words!(r"\b(?:Atoi|ParseInt|ParseBool|Base|IsLocal|Sanitize\w*|SecureJoin|Ext)\("),
        checked: words!(
            r#"IsLocal|SecureJoin|HasPrefix|filepath\.Rel\(|path\.Clean\("/|filepath\.Clean\("/|os\.Root|OpenRoot|OpenInRoot|\.\.["`]|ContainsAny|MatchString|(?i:sanitize|validate|allowed|isSafe)"#
        ),
        ..Sink::new("path", &["request", "request-path"])
    },
    Sink {
        harmless: words!(r"url\.PathEscape|\bpath\.Clean"),
        checked: words!(r"HasPrefix|url\.Parse|\.Host\b|\.Hostname\(|(?i:allowed|validate|isSafe|isLocal|whitelist)"),
        is_start: true,
        ..Sink::new("redirect", REQUEST)
    },
    Sink {
        harmless: words!(r"url\.(?:Path|Query)Escape"),
        checked: words!(r"HasPrefix|url\.Parse|\.Host\b|\.Hostname\(|(?i:allowed|validate|isSafe|isLocal|whitelist)"),
        is_start: true,
        ..Sink::new("address", REQUEST)
    },
    Sink {
        cleaned_by: &["html.EscapeString", "html/template.HTMLEscapeString"],
        harmless: words!(r"(?i)escape|sanitiz|safe|html|count|\bid\b|size|class|css|icon|svg|nonce|len\("),
        ..Sink::new("html", &[])
    },
    Sink {
        harmless: words!(
            r"(?i)quote|escape|shellescape|^(?:[\w.]*[._])?(?:cmd|command|exe|executable|program|binary)$"
        ),
        ..Sink::new("shell", &[])
    },
    Sink {
        harmless: words!(
            r"(?i)place_?holders?|marks|binds?\b|params?\b|columns?|cols\b|fields?\b|schema|table|where|clause|condition|filter|order|sub_?query|\bsql|quer(?:y|ies)\b|quote|escape|literal|now\(|keyword"
        ),
        // Between quotes, or where a value belongs: names of tables and columns cannot be parameters.
        place: words!(
            r"(?is)(?:^[^'\x00]*'(?:[^'\x00]*'[^'\x00]*')*[^'\x00]*|(?:[=<>]|\bi?like|\bin\s*\(|\bbetween|\bvalues\s*\([^)]*[(,])\s*[EN]?'?%*)\x00(?:[^.(]|\z)"
        ),
        ..Sink::new("sql", &[])
    },
    Sink::new("code", &[]),
];
