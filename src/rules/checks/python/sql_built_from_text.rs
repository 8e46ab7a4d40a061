//! A statement of SQL with a value put into its text. Names of tables and columns cannot be parameters, so that
//! only what stands where a value belongs counts.

use std::sync::LazyLock;

use regex::Regex;

use super::values::{Built, Hole, is_fixed, regex, short};
use crate::rules::matched::Match;
use crate::syntax::SourceFile;

/// The first value in the statement's text.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    static STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?is)^\W*(?:select\b.*\bfrom\b|insert\b.*\binto\b|replace\s+into\b|update\b.*\bset\b|delete\s+from\b|with\b.*\bselect\b|call\s)",
        )
    });
    let Some(query) = m.node("query") else { return false };
    let built = Built::of(m.file, query);
    if !STATEMENT.is_match(&built.text) || m.file.path.contains("migrations/") {
        return false;
    }
    let value = built.holes.iter().find(|hole| is_value(m.file, &built, hole));
    let Some(value) = value.map(|hole| short(m.file.text_of(hole.node))) else { return false };
    m.set("value", value);
    true
}

fn is_value(file: &SourceFile, built: &Built<'_>, hole: &Hole<'_>) -> bool {
    static PLACE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?is)(?:[=<>]|\bi?like|\bin\s*\(|\bbetween|\bvalues\s*\([^)]*[(,])\s*[EN]?'?%*$"));
    static HARMLESS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r#"(?i)place_?holders?|marks|binds?\b|params?\b|["'][?%]s?["']|columns?|fields?\b|schema|table|where|clause|condition|sub_?query|\bsql|quote|escape|literal|now\(|_(?:id|count)s?\s*\)*$|\bselect\b"#,
        )
    });
    let quoted = built.before(hole).matches('\'').count() % 2 == 1;
    let after = built.after(hole);
    (quoted || PLACE.is_match(built.before(hole)))
        && !after.starts_with(['.', '('])
        && !is_fixed(file, hole.node)
        && !HARMLESS.is_match(file.text_of(hole.node))
}
