//! Data of a request that reaches a place where its sender must not have the say.

use std::sync::LazyLock;

use regex::Regex;

use super::values::{Built, from_request, function_text, is_fixed, regex, short};
use crate::rules::matched::Match;

/// `eval` and `exec`.
pub(super) fn eval(m: &mut Match<'_>) -> bool {
    static CLEAN: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:int|float|bool)\(|literal_eval"));
    static TYPED: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:^|[^\w.])input\(|\.recv(?:from)?\("));
    let typed = m.node("data").and_then(|data| {
        let built = Built::of(m.file, data);
        let found = |text: &str| TYPED.is_match(text).then(|| short(text));
        built.holes.iter().find_map(|hole| found(m.file.text_of(hole.node)))
    });
    named(m, typed.or_else(|| source(m, &CLEAN)))
}

/// `eval` of something whose origin is not seen.
pub(super) fn eval_of_variable(m: &mut Match<'_>) -> bool {
    let Some(data) = m.node("data") else { return false };
    let built = Built::of(m.file, data);
    !built.holes.is_empty() && !built.holes.iter().all(|hole| is_fixed(m.file, hole.node)) && !eval(m)
}

/// Unpickling.
pub(super) fn unpickled(m: &mut Match<'_>) -> bool {
    static CLEAN: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:verify|loads?_signed|unsign|decrypt)\w*\("));
    static RECEIVED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\.recv(?:from)?\(|\burlopen\(|\b(?:resp|response|r)\.content\b|\.cookies\b"));
    let received = m.node("data").and_then(|data| {
        let built = Built::of(m.file, data);
        let direct = std::iter::once(data).chain(built.holes.iter().map(|hole| hole.node));
        let value = |node| super::values::definition(m.file, node).unwrap_or(node);
        let mut texts = direct.map(|node| m.file.text_of(if node.kind() == "identifier" { value(node) } else { node }));
        texts.find(|text| RECEIVED.is_match(text) && !CLEAN.is_match(text)).map(short)
    });
    named(m, received.or_else(|| source(m, &CLEAN)))
}

/// A path of the file system.
pub(super) fn path(m: &mut Match<'_>) -> bool {
    static CLEAN: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\b(?:int|float)\(|secure_filename|safe_join|basename|\bescape\(|uuid|hash|\.(?:name|stem|suffix)$|\.files\b|FILES\b",
        )
    });
    static CHECKED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"secure_filename|safe_join|is_relative_to|commonpath|commonprefix|realpath|resolve\(|startswith|normpath|abspath|is_safe|sanitize|validate|isalnum|fullmatch|re\.match|\bnot in\b|\bin [A-Z]{2}",
        )
    });
    // The value of a plain `<name>` or `{name}` of a route holds no slash.
    static SLASHED: LazyLock<Regex> = LazyLock::new(|| regex(r"<path:|:path\}"));
    let found = source(m, &CLEAN).filter(|found| found.contains(['.', '(']) || SLASHED.is_match(&m.file.text));
    let found = found.filter(|_| !is_checked(m, &CHECKED));
    named(m, found)
}

/// Where a redirection leads.
pub(super) fn redirect(m: &mut Match<'_>) -> bool {
    static CLEAN: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:int|float)\(|url_for\(|reverse\(|safe"));
    static CHECKED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"url_has_allowed_host|is_safe|safe_url|safe_redirect|urlparse|urlsplit|url_parse|startswith|netloc|allowed|validate|\bin [A-Z]{2}|\bnot in\b",
        )
    });
    let found = target(m, &CLEAN).filter(|_| !is_checked(m, &CHECKED));
    named(m, found)
}

/// The address of a request that this server makes itself.
pub(super) fn fetch(m: &mut Match<'_>) -> bool {
    static CLEAN: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:int|float)\("));
    static CHECKED: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"urlparse|urlsplit|startswith|netloc|hostname|allowed|validate|is_safe|\bin [A-Z]{2}|\bnot in\b")
    });
    let found = target(m, &CLEAN).filter(|_| !is_checked(m, &CHECKED));
    named(m, found)
}

/// The text of a template.
pub(super) fn template(m: &mut Match<'_>) -> bool {
    static CLEAN: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:int|float|escape)\("));
    let found = source(m, &CLEAN);
    named(m, found)
}

/// The source of an address whose host it can choose: nothing stands before it.
fn target(m: &Match<'_>, clean: &Regex) -> Option<String> {
    let data = m.node("data")?;
    let built = Built::of(m.file, data);
    let first = built.holes.first().filter(|hole| built.before(hole).trim().is_empty())?;
    let whole = from_request(m.file, first.node, clean)?;
    // `request.path` and the like keep the host; a call such as `build(request.args)` may do anything with it.
    let plain = matches!(first.node.kind(), "identifier" | "attribute" | "subscript" | "boolean_operator")
        || m.file.text_of(first.node).contains(".get(");
    plain.then_some(whole)
}

/// Whether something in the function looks at the value before it is used.
fn is_checked(m: &Match<'_>, checked: &Regex) -> bool {
    m.node("data").is_some_and(|data| checked.is_match(function_text(m.file, data)))
}

fn source(m: &Match<'_>, clean: &Regex) -> Option<String> {
    from_request(m.file, m.node("data")?, clean)
}

fn named(m: &mut Match<'_>, source: Option<String>) -> bool {
    let found = source.is_some();
    if let Some(source) = source {
        m.set("source", source);
    }
    found
}
