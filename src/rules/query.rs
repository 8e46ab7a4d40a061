//! The compiled query of a rule: by our own reader, or by tree-sitter where a query uses more than that understands.

use std::ops::{ControlFlow, Range};
use std::sync::OnceLock;

use miette::SourceSpan;
use tree_sitter::{
    CaptureQuantifier, Query, QueryCursor, QueryCursorOptions, QueryError, QueryErrorKind, QueryPredicate,
    StreamingIterator,
};

use super::budget::Budget;
use super::error::RuleError;
use super::matched::{Match, REPORT};
use super::predicates::{Captured, Predicate};
use crate::facts::Facts;
use crate::syntax::query::{Argument, Captures, Matcher, Pattern, read};
use crate::syntax::{Grammar, LANGUAGES, Language, Node};

/// How many matches may be open at once while a query runs: tree-sitter compares each with each.
const MATCH_LIMIT: u32 = 512;
/// How many times tree-sitter's own matcher may report back before it is stopped: it does so after every thousand units
/// of work, on any machine, so that the limit falls at the same place always. Ordinary code takes about 4
/// reports for a kilobyte with all rules.
const WORK_BUDGET: usize = 1000;
const WORK_BUDGET_PER_KILOBYTE: usize = 20;

/// A query that is ready to run.
pub(super) enum Compiled {
    /// Matched node by node, in the walk that all rules share.
    Patterns(Vec<Pattern<Predicate>>),
    /// Matched by tree-sitter, in a walk of its own.
    Foreign(Box<Foreign>),
}

impl Compiled {
    /// Compiles a query; `None` where the grammar lacks a node or a field that it names.
    fn new(grammar: &Grammar, source: &str) -> Option<Self> {
        if let Some(patterns) = read(grammar, source, &Predicate::read) {
            return Some(Self::Patterns(patterns));
        }
        let query = Query::new(grammar.language, source).ok()?;
        Some(Self::Foreign(Box::new(Foreign::new(query))))
    }
}

/// A query for its language and for those that extend it, each of which has a grammar of its own. It is compiled when
/// the first file of a language is searched.
pub(super) struct ByLanguage(Vec<(&'static Language, OnceLock<Option<Compiled>>)>);

impl ByLanguage {
    pub(super) fn new(language: &'static Language) -> Self {
        let extends_it = |other: &&&'static Language| other.lineage().any(|own| std::ptr::eq(own, language));
        Self(LANGUAGES.iter().filter(extends_it).map(|other| (*other, OnceLock::new())).collect())
    }

    /// The query for files of a language; `None` where that has no such code: one about JSX finds nothing in plain
    /// TypeScript.
    pub(super) fn get(&self, language: &'static Language, source: &str) -> Option<&Compiled> {
        let (_, compiled) = self.0.iter().find(|(own, _)| std::ptr::eq(*own, language))?;
        compiled.get_or_init(|| Compiled::new(language.grammar(), source)).as_ref()
    }
}

/// Calls with every match of a pattern that starts with a node.
pub(super) fn match_at<'t>(
    matcher: &Matcher<'t>,
    pattern: &'t Pattern<Predicate>,
    facts: &'t Facts<'t>,
    node: Node<'t>,
    found: &mut dyn FnMut(Match<'t>),
) {
    matcher.run(pattern, node, &mut |captures| {
        let mut captured = Captured::new(captures);
        if pattern.predicates.iter().all(|predicate| predicate.holds(facts, &mut captured)) {
            let nodes = captured.nodes().iter().map(|&(index, node)| (pattern.capture(index), node)).collect();
            found(with_texts(Match::new(facts, nodes), &pattern.predicates));
        }
    });
}

/// A match with the texts that its pattern sets.
fn with_texts<'t>(mut matched: Match<'t>, predicates: &'t [Predicate]) -> Match<'t> {
    for predicate in predicates {
        if let Predicate::Set { name, text } = predicate {
            matched.set(name, &**text);
        }
    }
    matched
}

/// A query that tree-sitter compiles, which takes milliseconds, and matches.
pub(super) struct Foreign {
    query: Query,
    /// The predicates of each of its patterns.
    predicates: Vec<Vec<Predicate>>,
}

impl Foreign {
    fn new(query: Query) -> Self {
        let predicates = (0..query.pattern_count())
            .map(|pattern| {
                let texts = texts_set(&query, pattern).map(|(name, text)| Predicate::Set { name, text });
                query.general_predicates(pattern).iter().map(general).chain(texts.map(Ok)).collect()
            })
            .collect::<Result<_, _>>()
            .expect("checked when read");
        Self { query, predicates }
    }

    /// Calls with every match that touches one of the byte ranges; `false` where the work was stopped, or matches had to
    /// be dropped.
    pub(super) fn run<'t>(
        &'t self,
        facts: &'t Facts<'t>,
        ranges: &[Range<usize>],
        budget: &Budget,
        mut found: impl FnMut(Match<'t>),
    ) -> bool {
        let Some(tree) = facts.file.tree() else { return true };
        let text = facts.file.text.as_bytes();
        let mut left = WORK_BUDGET + WORK_BUDGET_PER_KILOBYTE * text.len() / 1024;
        let mut dropped = false;
        for range in ranges {
            let mut count_down = |_: &_| {
                left = if budget.is_over() { 0 } else { left.saturating_sub(1) };
                if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let mut cursor = QueryCursor::new();
            cursor.set_match_limit(MATCH_LIMIT);
            cursor.set_byte_range(range.clone());
            let options = QueryCursorOptions::new().progress_callback(&mut count_down);
            let mut matches = cursor.matches_with_options(&self.query, tree.parsed().root_node(), text, options);
            while let Some(candidate) = matches.next() {
                if budget.is_over() {
                    return false;
                }
                let predicates = &self.predicates[candidate.pattern_index];
                let captures: Captures<'t> =
                    candidate.captures().iter().map(|own| (own.index, tree.same(own.node))).collect();
                let mut captured = Captured::new(&captures);
                if predicates.iter().all(|predicate| predicate.holds(facts, &mut captured)) {
                    let names = self.query.capture_names();
                    let nodes = captured.nodes().iter().map(|&(index, node)| (names[index as usize], node)).collect();
                    found(with_texts(Match::new(facts, nodes), predicates));
                }
            }
            dropped |= cursor.did_exceed_match_limit();
        }
        left > 0 && !dropped
    }
}

/// The texts that a pattern sets, by their names.
fn texts_set(query: &Query, pattern: usize) -> impl Iterator<Item = (Box<str>, Box<str>)> {
    let settings = query.property_settings(pattern).iter();
    settings.map(|setting| (setting.key.clone(), setting.value.clone().unwrap_or_default()))
}

fn general(predicate: &QueryPredicate) -> Result<Predicate, String> {
    let arguments: Vec<_> = predicate.args.iter().map(Argument::from).collect();
    let read = Predicate::read(&predicate.operator, &arguments)?;
    read.check().map(|()| read)
}

/// Compiles one query and returns the captures that all its patterns have.
pub(super) fn captures(language: &'static Language, source: &str, path: &str) -> Result<Vec<String>, RuleError> {
    let query = Query::new(language.grammar().language, source).map_err(|error| query_error(path, source, &error))?;
    let patterns = 0..query.pattern_count();
    for pattern in patterns.clone() {
        for predicate in query.general_predicates(pattern) {
            let place = query.start_byte_for_pattern(pattern)..query.end_byte_for_pattern(pattern);
            general(predicate).map_err(|reason| RuleError::new(path, source, reason, Some(SourceSpan::from(place))))?;
        }
    }
    let in_all = |index: usize| {
        patterns.clone().all(|pattern| {
            matches!(query.capture_quantifiers(pattern)[index], CaptureQuantifier::One | CaptureQuantifier::OneOrMore)
        })
    };
    let names = query.capture_names();
    let mut common: Vec<String> =
        (0..names.len()).filter(|&index| in_all(index)).map(|index| names[index].to_owned()).collect();
    let set_in_all =
        |name: &str| patterns.clone().all(|pattern| texts_set(&query, pattern).any(|(own, _)| *own == *name));
    let set_first = patterns
        .clone()
        .next()
        .into_iter()
        .flat_map(|first| texts_set(&query, first))
        .map(|(name, _)| name.into_string());
    common.extend(set_first.filter(|name| set_in_all(name)));
    if !common.iter().any(|name| name == REPORT) {
        return Err(RuleError::new(path, source, "every pattern of a query captures `@report`", None));
    }
    Ok(common)
}

fn query_error(path: &str, source: &str, error: &QueryError) -> RuleError {
    let name = error.message.trim_matches('"');
    let what = match error.kind {
        QueryErrorKind::NodeType => format!("the grammar has no node `{name}`"),
        QueryErrorKind::Field => format!("the grammar has no field `{name}`"),
        QueryErrorKind::Capture => format!("no node is captured as `@{name}`"),
        QueryErrorKind::Predicate => error.message.clone(),
        QueryErrorKind::Structure => "no code can have this structure".to_owned(),
        QueryErrorKind::Syntax => "this is no valid query".to_owned(),
        QueryErrorKind::Language => "the grammar does not fit".to_owned(),
    };
    let place = error.offset.min(source.len());
    RuleError::new(path, source, what, Some(SourceSpan::from((place, 1.min(source.len() - place)))))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::rules::{Rule, RuleSet};
    use crate::syntax::SourceFile;
    use crate::syntax::query::touched;

    /// What a query reports in a file, by our matcher and by tree-sitter's.
    fn both(language: &'static Language, source: &str, file: &SourceFile) -> [BTreeSet<(usize, usize)>; 2] {
        let facts = Facts::new(file);
        let all = 0..file.text.len();
        let all = std::slice::from_ref(&all);
        let mut ours = BTreeSet::new();
        let mut theirs = BTreeSet::new();
        let foreign = Foreign::new(Query::new(language.grammar().language, source).unwrap());
        foreign.run(&facts, all, &Budget::unbounded(), |found| {
            theirs.insert((found.report.start, found.report.end));
        });
        let patterns = read(language.grammar(), source, &Predicate::read).unwrap();
        for node in touched(file.tree().unwrap(), all) {
            for pattern in &patterns {
                match_at(&Matcher::unbounded(&file.text), pattern, &facts, node, &mut |found| {
                    ours.insert((found.report.start, found.report.end));
                });
            }
        }
        [ours, theirs]
    }

    #[test]
    fn every_query_of_the_program_is_understood() {
        for rule in RuleSet::builtin().rules() {
            if let (Some(language), Some(query)) = (rule.language, rule.query()) {
                assert!(read(language.grammar(), query, &Predicate::read).is_some(), "{}", rule.id());
            }
        }
    }

    #[test]
    fn our_matcher_finds_all_that_tree_sitter_finds_in_all_examples() {
        let set = RuleSet::builtin();
        let mut found = 0;
        for language in LANGUAGES {
            let is_own = |rule: &&Rule| rule.language.is_some_and(|other| std::ptr::eq(other, *language));
            // What does not parse spoils the examples around it.
            let own = |rule: &&Rule| is_own(rule) && !rule.id().ends_with("/syntax-error");
            let examples = set.rules().iter().filter(own).flat_map(|rule| rule.file.example.iter());
            let code: String = examples.flat_map(|example| [&*example.bad, "\n", &example.good, "\n"]).collect();
            let file = SourceFile::new(format!("example{}", language.endings[0]), code);
            for rule in set.rules().iter().filter(own) {
                let Some(source) = rule.query() else { continue };
                let [ours, theirs] = both(language, source, &file);
                let missing: Vec<_> = theirs.difference(&ours).map(|&(a, b)| &file.text[a..b]).collect();
                assert!(missing.is_empty(), "{}: {missing:?}", rule.id());
                found += ours.len();
            }
        }
        assert!(found > 1000, "{found}");
    }

    #[test]
    fn predicates_about_jumps_functions_and_other_code() {
        let python = Language::named("python").unwrap();
        for (query, text, expected) in [
            (
                "((return_statement) @report (#leaves? @report finally))",
                "try: pass\nfinally:\n    for a in b: return",
                true,
            ),
            (
                "((break_statement) @report (#leaves? @report finally))",
                "try: pass\nfinally:\n    for a in b: break",
                false,
            ),
            (
                "((break_statement) @report (#leaves? @report finally))",
                "for a in b:\n    try: pass\n    finally:\n        for c in d: pass\n        else: break",
                true,
            ),
            ("((yield) @report (#decorated? @report \"a.b\"))", "from a import b\n@b\ndef f():\n    yield", true),
            ("((yield) @report (#decorated? @report \"a.b\"))", "from a import b\ndef f():\n    yield", false),
            ("((yield) @report (#alone? @report))", "def f():\n    yield\n    def g(): yield", true),
            ("((yield) @report (#alone? @report))", "def f():\n    yield\n    yield", false),
            ("((call) @report (#elsewhere? @report))", "def f():\n    a(1)\n    return a( 1 )", true),
            ("((call) @report (#elsewhere? @report))", "def f():\n    a(1)\ndef g():\n    a(1)", false),
            ("((call function: (_) @f) @report (#defined? @f))", "def f(): pass\nf()", true),
            ("((call function: (_) @f) @report (#defined? @f))", "from g import f\nf()", false),
            ("((parameters (_) @report) (#rebound? @report))", "def f(x):\n    x = 1", true),
            ("((parameters (_) @report) (#rebound? @report))", "def f(x):\n    x += 1", false),
            ("((pass_statement) @report (#explained? @report below))", "if a:\n    pass\n    # b", true),
            ("((pass_statement) @report (#explained? @report))", "if a:\n    pass\n    # b", false),
        ] {
            let file = SourceFile::new("a.py", text);
            let [ours, _] = both(python, query, &file);
            assert_eq!(!ours.is_empty(), expected, "{query}: {text}");
        }
    }

    #[test]
    fn a_pattern_sets_texts_and_reports_from_its_first_to_its_last_report() {
        let python = Language::named("python").unwrap();
        let query = "((except_clause \"except\" @report value: (_) @report) (#set! what \"a text\"))";
        let file = SourceFile::new("a.py", "try: pass\nexcept  A: pass\n");
        let facts = Facts::new(&file);
        let patterns = read(python.grammar(), query, &Predicate::read).unwrap();
        let mut found = Vec::new();
        for node in file.tree().unwrap().nodes().filter(|node| node.kind() == "except_clause") {
            match_at(&Matcher::unbounded(&file.text), &patterns[0], &facts, node, &mut |matched| {
                let texts = ["report", "what"].map(|name| matched.text(name).map(str::to_owned));
                found.push(texts);
            });
        }
        assert_eq!(found, [["except  A", "a text"].map(|text| Some(text.to_owned()))]);
        assert!(captures(python, query, "a.scm").unwrap().contains(&"what".to_owned()));
    }

    #[test]
    fn our_matcher_reads_quantifiers_anchors_and_negated_fields_as_tree_sitter_does() {
        let python = Language::named("python").unwrap();
        let code = "@a\n@b\ndef f(x, *y):\n    # one\n    # two\n    return [1, 2, 3]\n\ndef g() -> int:\n    if x: pass\n    else: pass\n";
        let file = SourceFile::new("a.py", code);
        for query in [
            "(decorated_definition (decorator)+ @d (function_definition) @report)",
            "(decorated_definition . (decorator) @report)",
            "(decorated_definition (decorator) @report . (function_definition))",
            "(function_definition !return_type name: (identifier) @report)",
            "(function_definition name: (_) @report return_type: (_)? @r)",
            "(list . (integer) @report)",
            "(list (integer) @report .)",
            "(list (integer) @a . (integer) @report)",
            "(list \"[\" . (integer) @report)",
            "((comment) @a . (comment) @report)",
            "(block (comment)* . (return_statement) @report)",
            "(if_statement alternative: (_) @report)",
            "(_ name: [(identifier) (attribute)] @report)",
            "(parameters [\",\" (identifier)] @report)",
        ] {
            let [ours, theirs] = both(python, query, &file);
            assert_eq!(ours, theirs, "{query}");
            assert!(!ours.is_empty(), "{query}");
        }
    }

    #[test]
    fn a_wildcard_is_no_code_that_does_not_parse() {
        let python = Language::named("python").unwrap();
        let file = SourceFile::new("a.py", "x = (1, 2,\ntry:\n    f()\nexcept (A, B) as e:\n    pass\n");
        assert!(file.tree().unwrap().nodes().any(|node| node.is_error()));
        for query in ["(_) @report", "(_ (_) @report)", "(_ _ @report)"] {
            let [ours, theirs] = both(python, query, &file);
            assert_eq!(ours, theirs, "{query}");
        }
    }

    #[test]
    fn predicates_ask_for_facts_about_the_code() {
        let rust = Language::named("rust").unwrap();
        let call = |predicate: &str| format!("((call_expression function: (identifier) @_f) @report {predicate})");
        for (query, code, expected) in [
            (call("(#around? @report loop for_expression)"), "fn f() { for x in y { a(); loop { b(); } } }", "a()"),
            (call("(#around? @report function function_item)"), "fn f() { a(); x.g(|| b()); }", "a()"),
            (call("(#within? @report loop)"), "fn f() { loop { a(); x.g(|| b()); } }", "a()"),
            (call("(#around-match? @report function \"quiet\")"), "fn f() { a(); x.quiet(); }\nfn g() { b(); }", "a()"),
            (call("(#returns? @report \"^Result\")"), "fn f() -> Result<A> { a(); }\nfn g() { b(); }", "a()"),
            (call("(#argument-match? @report \"spawn$\")"), "fn f() { x.spawn(|| { a(); }); b(); }", "a()"),
            (call("(#symbol-match? @report \"^f$\")"), "fn f() { a(); }\nfn g() { b(); }", "a()"),
            (
                call("(#implements? @report \"std::ops::Drop\")"),
                "impl Drop for A { fn f() { a(); } } fn g() { b(); }",
                "a()",
            ),
            (call("(#signature-match? @report \"async\")"), "async fn a() {}\nfn b() {}\nfn f() { a(); b(); }", "a()"),
            (call("(#path-match? \"^src/\")"), "fn f() { a(); }", "a()"),
            (call("(#not-path-match? \"^tests/\")"), "fn f() { a(); }", "a()"),
            (call("(#explained? @report)"), "fn f() {\n    // Because.\n    let x = a();\n    b();\n}", "a()"),
            (call("(#explained? @report)"), "fn f() {\n    let x = y + a(); // Because.\n\n    b();\n}", "a()"),
            (
                call("(#explained? @report \"(?i)safe\")"),
                "fn f() {\n    // Safe.\n    unsafe { a(); }\n    {\n        c::d();\n        b();\n    }\n}",
                "a()",
            ),
            (call("(#explained? @report \"no_b\")"), "fn f() {\n    #[no_b]\n    a();\n}\nfn g() { b(); }", "a()"),
            (
                call("(#has-call? @report \"std::fs::*\")"),
                "fn f() { a(std::fs::read(p)); b(tokio::fs::read(p)); }",
                "a(std::fs::read(p))",
            ),
            (
                "((call_expression (arguments (identifier) @report)) (#fresh? @report))".into(),
                "fn f() { let x = y(); z(x); z(x); }",
                "x",
            ),
            (
                "((call_expression (arguments (identifier) @report)) (#value-match? @report \"^y\"))".into(),
                "fn f(b: B) { let a = y(); z(b, a); }",
                "a",
            ),
            (
                "((call_expression (arguments (identifier) @report)) (#value-match? @report \"^B$\"))".into(),
                "fn f(b: B) { let a = y(); z(b, a); }",
                "b",
            ),
            (
                "((call_expression (arguments (identifier) @report)) (#type? @report \"std::fs::File\"))".into(),
                "use std::fs::File;\nfn f(a: &File, b: u8) { z(a, b); }",
                "a",
            ),
        ] {
            let file = SourceFile::new("src/a.rs", code);
            let facts = Facts::new(&file);
            let patterns = read(rust.grammar(), &query, &Predicate::read).expect(&query);
            let mut found = Vec::new();
            for node in file.tree().unwrap().nodes() {
                for pattern in &patterns {
                    match_at(&Matcher::unbounded(&file.text), pattern, &facts, node, &mut |matched| {
                        found.push(file.text[matched.report.clone()].to_owned());
                    });
                }
            }
            assert_eq!(found, [expected], "{query} in {code}");
        }
    }
}
