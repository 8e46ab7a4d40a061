//! How large the rules of a project may be. What is larger is an error that names the limit, before anything of it is
//! compiled: a query or an expression of a few bytes can take minutes and gigabytes to compile.

use super::error::RuleError;
use super::file::RuleFile;
use super::rule::Sources;
use crate::syntax::query::{Placed, Token, tokens};

/// How large the rules of a project are, and one of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Size {
    rules: usize,
    /// Patterns of queries.
    patterns: usize,
    /// Predicates of queries and regular expressions, which may be the same.
    expressions: usize,
    /// Bytes of globs.
    globs: usize,
}

/// What one rule may have, and the words for it.
const OF_A_QUERY: usize = 16 * 1024;
const DEEPEST: usize = 32;
const OF_A_MESSAGE: usize = 2_000;
const OF_A_REPLACEMENT: usize = 10_000;
const OF_AN_EXPRESSION: usize = 10_000;
const NEEDS: usize = 100;

/// What all rules of a project may have together.
const ALL: Size = Size { rules: 500, patterns: 5_000, expressions: 1_000, globs: 64 * 1024 };

impl Size {
    /// Adds a rule of a project.
    ///
    /// # Errors
    /// A rule that is too large, or one too many.
    pub fn add(&mut self, sources: &Sources) -> Result<(), RuleError> {
        let wrong = |reason: String| RuleError::new(&sources.toml_path, &sources.toml, reason, None);
        // What is no rule file is told when it is read.
        let Ok(file) = RuleFile::read(&sources.toml, sources.shared.as_deref()) else { return Ok(()) };
        let own = of_file(&file).map_err(wrong)?;
        let query = sources.query.as_deref().unwrap_or_default();
        let of_query = of_query(query).map_err(|reason| RuleError::new(&sources.query_path, query, reason, None))?;
        self.rules += 1;
        self.patterns += of_query.patterns;
        self.expressions += own.expressions + of_query.expressions;
        self.globs += own.globs;
        for (count, most, what) in [
            (self.rules, ALL.rules, "rules"),
            (self.patterns, ALL.patterns, "patterns"),
            (self.expressions, ALL.expressions, "predicates and regular expressions"),
            (self.globs, ALL.globs, "bytes of globs"),
        ] {
            if count > most {
                return Err(wrong(format!("with this one, the rules of the project have more than {most} {what}")));
            }
        }
        Ok(())
    }
}

/// What a rule's file has.
fn of_file(file: &RuleFile) -> Result<Size, String> {
    let expressions = [&file.pattern, &file.added_path, &file.unless, &file.file];
    let expressions = expressions.into_iter().flatten();
    let long = [
        ("message", file.message.len(), OF_A_MESSAGE),
        ("fix", file.fix.as_ref().map_or(0, |text| text.len()), OF_A_MESSAGE),
        ("replacement", file.replacement.as_ref().map_or(0, |text| text.len()), OF_A_REPLACEMENT),
        ("regular expression", expressions.clone().map(|text| text.len()).max().unwrap_or(0), OF_AN_EXPRESSION),
    ];
    if let Some((what, _, most)) = long.into_iter().find(|(_, length, most)| length > most) {
        return Err(format!("its {what} is longer than {most} bytes"));
    }
    if file.needs.len() > NEEDS {
        return Err(format!("it needs more than {NEEDS} texts"));
    }
    let globs = file.paths.iter().map(|glob| glob.len()).sum();
    Ok(Size { expressions: expressions.count(), globs, ..Size::default() })
}

/// What a query has.
fn of_query(source: &str) -> Result<Size, String> {
    if source.len() > OF_A_QUERY {
        return Err(format!("a query is at most {} KiB long", OF_A_QUERY / 1024));
    }
    // What is no query is told when it is read.
    let Ok(tokens) = tokens(source) else { return Ok(Size::default()) };
    let mut size = Size::default();
    let mut depth = 0_usize;
    for Placed { token, .. } in tokens {
        match token {
            Token::Sign('(' | '[') => {
                size.patterns += usize::from(depth == 0);
                depth += 1;
            }
            Token::Sign(')' | ']') => depth = depth.saturating_sub(1),
            Token::Predicate(_) => size.expressions += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Err(format!("a query is nested at most {DEEPEST} deep"));
        }
    }
    Ok(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id = \"python/a\"\nseverity = \"info\"\nconfidence = 1.0\nwhy = \"w\"\n";

    fn added(size: &mut Size, keys: &str, query: &str) -> Result<(), String> {
        let sources = Sources {
            toml_path: "a.toml".to_owned(),
            toml: format!("{HEAD}{keys}"),
            shared: None,
            query_path: "a.scm".to_owned(),
            query: Some(query.to_owned()),
        };
        size.add(&sources).map_err(|error| error.to_string())
    }

    #[test]
    fn a_rule_that_is_too_large_is_refused_by_what_is_too_large() {
        let nested = |deep: usize| "(_ ".repeat(deep) + &")".repeat(deep) + " @report";
        let message = |text: &str| format!("message = \"{text}\"\n");
        for (keys, query, refused) in [
            (message("m"), nested(DEEPEST), None),
            (message("m"), nested(DEEPEST + 1), Some("nested at most 32 deep")),
            (message("m"), "[".repeat(DEEPEST + 1), Some("nested at most 32 deep")),
            (message("m"), format!("; {}\n(_ \"\\\"{}\") @report", "(".repeat(99), "(".repeat(99)), None),
            (message("m"), " ".repeat(OF_A_QUERY + 1), Some("at most 16 KiB long")),
            (message(&"m".repeat(OF_A_MESSAGE + 1)), String::new(), Some("message is longer than 2000 bytes")),
            (
                message("m") + "replacement = '" + &"{report}".repeat(9_999) + "'",
                nested(1),
                Some("replacement is longer"),
            ),
        ] {
            let answer = added(&mut Size::default(), &keys, &query);
            assert_eq!(answer.is_err(), refused.is_some(), "{answer:?}");
            assert!(refused.is_none_or(|words| answer.as_ref().unwrap_err().contains(words)), "{answer:?}");
        }
    }

    #[test]
    fn the_rules_of_a_project_have_limits_together() {
        let mut size = Size::default();
        let query = "(_) @report\n".repeat(1_000);
        for _ in 0..5 {
            added(&mut size, "message = \"m\"\n", &query).unwrap();
        }
        assert!(added(&mut size, "message = \"m\"\n", &query).unwrap_err().contains("more than 5000 patterns"));
        let mut size = Size { rules: ALL.rules, ..Size::default() };
        assert!(added(&mut size, "message = \"m\"\n", "(_) @report").unwrap_err().contains("more than 500 rules"));
    }
}
