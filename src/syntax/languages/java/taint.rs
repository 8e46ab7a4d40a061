//! Data from outside, in Java: what servlets and web frameworks give, and what must not be given to whom.

use super::super::taint::{Sink, Source, Taint, Words, words};

pub(super) static TAINT: Taint = Taint {
    // Numbers and the like, by calls that make them and by the types of variables.
    fixed: &[
        "Boolean()",
        "Double()",
        "Integer()",
        "Integer.parseInt",
        "Integer.valueOf",
        "Long()",
        "Long.parseLong",
        "Long.valueOf",
        "Math.max",
        "Math.min",
        "Short()",
        "System.currentTimeMillis",
        "System.lineSeparator",
        "System.nanoTime",
        "boolean()",
        "byte()",
        "char()",
        "double()",
        "float()",
        "int()",
        "java.math.BigDecimal()",
        "java.math.BigInteger()",
        "java.time.*",
        "java.util.UUID()",
        "java.util.UUID.randomUUID",
        "java.util.concurrent.atomic.AtomicInteger()",
        "java.util.concurrent.atomic.AtomicLong()",
        "long()",
        "short()",
    ],
    sources: &SOURCES,
    sinks: &SINKS,
};

static SOURCES: [Source; 3] = [
    Source {
        calls: &[
            "jakarta.servlet.http.HttpServletRequest().getHeader",
            "jakarta.servlet.http.HttpServletRequest().getInputStream",
            "jakarta.servlet.http.HttpServletRequest().getParameter",
            "jakarta.servlet.http.HttpServletRequest().getParameterValues",
            "jakarta.servlet.http.HttpServletRequest().getPathInfo",
            "jakarta.servlet.http.HttpServletRequest().getQueryString",
            "jakarta.servlet.http.HttpServletRequest().getReader",
            "jakarta.servlet.ServletRequest().getParameter",
            "org.springframework.web.multipart.MultipartFile().getOriginalFilename",
        ],
        ..Source::new("request")
    },
    Source { parameter: Some(takes_any_text), ..Source::new("route") },
    Source { parameter: Some(takes_slashes), ..Source::new("route-with-slashes") },
];

const REQUEST: &[&str] = &["request", "route"];
const NUMBERS: &[&str] =
    &["Integer.parseInt", "Integer.valueOf", "Long.parseLong", "Long.valueOf", "java.util.UUID.fromString"];

static SINKS: [Sink; 6] = [
    Sink {
        cleaned_by: &["java.nio.file.Path().getFileName", "org.apache.commons.io.FilenameUtils.getName"],
        harmless: words!(r"(?i)getFileName|FilenameUtils|uuid|hash|digest|\bsanitiz|parseInt|parseLong|basename"),
        checked: words!(
            r#"(?i)getCanonical|normalize\(|startsWith\(|toRealPath|contains\("\.\.|contains\("/|matches\(|matcher\(|sanitiz|validat|allowed|isSafe|cleanPath"#
        ),
        // The value of a plain `{name}` of a route holds no slash.
        ..Sink::new("path", &["request", "route-with-slashes"])
    },
    Sink {
        cleaned_by: NUMBERS,
        harmless: words!(r"(?i)parseInt|parseLong|safe|encode"),
        checked: words!(
            r"(?i)startsWith\(|getHost\(|allowed|validat|isSafe|whitelist|URI\.create|new URI\(|matches\(|\.contains\("
        ),
        is_start: true,
        ..Sink::new("redirect", REQUEST)
    },
    Sink {
        cleaned_by: NUMBERS,
        harmless: words!(r"(?i)parseInt|parseLong|safe"),
        checked: words!(r"(?i)startsWith\(|getHost\(|allowed|validat|isSafe|whitelist|matches\(|\.contains\("),
        is_start: true,
        ..Sink::new("address", REQUEST)
    },
    Sink {
        cleaned_by: NUMBERS,
        harmless: words!(r"(?i)escape|encode|sanitiz|clean|parseInt|parseLong|htmlUtils"),
        ..Sink::new("html", REQUEST)
    },
    Sink {
        harmless: words!(
            r"(?i)quote|escape|(?i:^(?:[\w.]*[._])?(?:cmd|command|exe|executable|program|binary|java|shell)$)"
        ),
        ..Sink::new("shell", &[])
    },
    Sink {
        harmless: words!(
            r#"(?i)place_?holders?|marks|\bbinds?\b|\bparams?\b|["'][?%]s?["']|columns?|fields?\b|schema|table|where|clause|condition|sub_?query|sql|hql|jpql|quote|escape|literal|collect\(|join\(|\bselect\b|entity|alias|getSimpleName|getName\(\)$|class"#
        ),
        // Between quotes, or where a value belongs: names of tables and columns cannot be parameters.
        place: words!(
            r"(?is)(?:^[^'\x00]*'(?:[^'\x00]*'[^'\x00]*')*[^'\x00]*|(?:[=<>]|\bi?like|\bin\s*\(|\bbetween|\bvalues\s*\([^)]*[(,])\s*[EN]?'?%*)\x00(?:[^.(]|\z)"
        ),
        ..Sink::new("sql", &[])
    },
];

/// Whether a parameter is given any text of a request: Spring's and JAX-RS's annotations, on a string.
fn takes_any_text(_: &str, parameter: &str, _: &str) -> bool {
    static FROM_REQUEST: Words = Words::new(
        r"@(?:RequestParam|PathVariable|RequestHeader|CookieValue|QueryParam|PathParam|HeaderParam|FormParam|CookieParam)\b[^@]*\bString\s+\w+$",
    );
    FROM_REQUEST.is_in(parameter)
}

/// Whether the text may have slashes: a part of a path has none, unless its pattern says so.
fn takes_slashes(before: &str, parameter: &str, name: &str) -> bool {
    let is_part = parameter.contains("@PathVariable") || parameter.contains("@PathParam");
    takes_any_text(before, parameter, name) && !is_part
}
