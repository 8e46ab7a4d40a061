//! The compiled query of a rule, and what is wrong with one.

use std::sync::OnceLock;

use super::error::RuleError;
use super::matched::{Match, REPORT};
use super::predicates::{Captured, Predicate};
use crate::facts::Facts;
use crate::syntax::query::{self, Argument, Matcher, read};
use crate::syntax::{LANGUAGES, Language, Node};

/// A pattern of a rule's query.
pub(super) type Pattern = query::Pattern<Predicate>;

/// A query for its language and for those that extend it, each of which has a grammar of its own. It is read when the
/// first file of a language is searched.
pub(super) struct ByLanguage(Vec<(&'static Language, OnceLock<Vec<Pattern>>)>);

impl ByLanguage {
    pub(super) fn new(language: &'static Language) -> Self {
        let extends_it = |other: &&&'static Language| other.lineage().any(|own| std::ptr::eq(own, language));
        Self(LANGUAGES.iter().filter(extends_it).map(|other| (*other, OnceLock::new())).collect())
    }

    /// The patterns for files of a language; none where that has no such code: a query about JSX finds nothing in
    /// plain TypeScript.
    pub(super) fn get(&self, language: &'static Language, source: &str) -> &[Pattern] {
        let own = self.0.iter().find(|(own, _)| std::ptr::eq(*own, language));
        own.map_or(&[], |(_, patterns)| {
            patterns.get_or_init(|| read(language.grammar(), source, &Predicate::read).unwrap_or_default())
        })
    }
}

/// Calls with every match of a pattern that starts with a node.
pub(super) fn match_at<'t>(
    matcher: &Matcher<'t>,
    pattern: &'t Pattern,
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

/// Reads a query, its regular expressions too, and returns the names that all its patterns capture or set.
pub(super) fn captures(language: &'static Language, source: &str, path: &str) -> Result<Vec<String>, RuleError> {
    let patterns = read(language.grammar(), source, &checked)
        .map_err(|error| RuleError::new(path, source, error.reason, Some(error.place.into())))?;
    let mut common: Option<Vec<String>> = None;
    for pattern in &patterns {
        let own: Vec<&str> = pattern.captures_of_all_matches().chain(texts_set(pattern)).collect();
        match &mut common {
            Some(common) => common.retain(|name| own.contains(&&**name)),
            None => common = Some(own.into_iter().map(str::to_owned).collect()),
        }
    }
    let common = common.unwrap_or_default();
    if !common.iter().any(|name| name == REPORT) {
        return Err(RuleError::new(path, source, "every pattern of a query captures `@report`", None));
    }
    Ok(common)
}

/// Reads a predicate and compiles its regular expression.
fn checked(operator: &str, arguments: &[Argument]) -> Result<Predicate, String> {
    let predicate = Predicate::read(operator, arguments)?;
    predicate.check()?;
    Ok(predicate)
}

/// The names that a pattern gives a text.
fn texts_set(pattern: &Pattern) -> impl Iterator<Item = &str> {
    pattern.predicates.iter().filter_map(|predicate| match predicate {
        Predicate::Set { name, .. } => Some(&**name),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tree_sitter::{Query, QueryCursor, QueryPredicate, QueryPredicateArg, StreamingIterator};

    use super::*;
    use crate::rules::{Rule, RuleSet};
    use crate::syntax::SourceFile;
    use crate::syntax::query::Captures;

    /// What a query reports in a file, by our matcher and by tree-sitter's.
    fn both(language: &'static Language, source: &str, file: &SourceFile) -> [BTreeSet<(usize, usize)>; 2] {
        let facts = Facts::new(file);
        let mut ours = BTreeSet::new();
        let patterns = read(language.grammar(), source, &Predicate::read).unwrap();
        for node in file.tree().unwrap().nodes() {
            for pattern in &patterns {
                match_at(&Matcher::unbounded(&file.text), pattern, &facts, node, &mut |found| {
                    ours.insert((found.report.start, found.report.end));
                });
            }
        }
        // Tree-sitter checks that some code can have this structure.
        let query = Query::new(language.grammar().language, source).unwrap();
        [ours, theirs(&query, &facts)]
    }

    fn theirs<'t>(query: &'t Query, facts: &'t Facts<'t>) -> BTreeSet<(usize, usize)> {
        let tree = facts.file.tree().unwrap();
        let mut cursor = QueryCursor::new();
        let mut matches = cursor.matches(query, tree.parsed().root_node(), facts.file.text.as_bytes());
        let mut theirs = BTreeSet::new();
        while let Some(candidate) = matches.next() {
            let captures: Captures<'_> =
                candidate.captures().iter().map(|own| (own.index, tree.same(own.node))).collect();
            let mut captured = Captured::new(&captures);
            let predicates = query.general_predicates(candidate.pattern_index);
            if predicates.iter().all(|own| predicate(own).holds(facts, &mut captured)) {
                let names = query.capture_names();
                let nodes = captured.nodes().iter().map(|&(index, node)| (names[index as usize], node)).collect();
                let report = Match::new(facts, nodes).report;
                theirs.insert((report.start, report.end));
            }
        }
        theirs
    }

    fn predicate(theirs: &QueryPredicate) -> Predicate {
        let argument = |argument: &QueryPredicateArg| match argument {
            QueryPredicateArg::Capture(capture) => Argument::Capture(*capture),
            QueryPredicateArg::String(text) => Argument::Text(text.clone()),
        };
        let arguments: Vec<_> = theirs.args.iter().map(argument).collect();
        Predicate::read(&theirs.operator, &arguments).unwrap()
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
        let code = "@a\n@b\ndef f(x, *y):\n    # one\n    # two\n    return [1, 2, 3]\n\ndef g() -> int:\n    if x: pass\n    else: pass\nx = $ 1\n";
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
            "(list ((integer) @report (#eq? @report \"2\")))",
            "(_ (ERROR) @report)",
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
