//! One more language is a row: every part of the program knows what the row of the toy language
//! (`src/syntax/languages/toy.rs`) says, and nothing else names it.

use crate::diff::LineSet;
use crate::facts::{By, Effect, Facts};
use crate::finding::{Line, Side};
use crate::local::features::tests::measured;
use crate::local::features::{FEATURES, vectors};
use crate::project::Project;
use crate::rules::{Engine, RuleSet};
use crate::suppress;
use crate::syntax::{
    Highlight, LANGUAGES, Node, Role, Scope, SourceFile, called, definitions, definitions_around, highlights,
};

const CODE: &str = r#"package shop

import (
	f "fmt"
	"net/http"
)

// Total adds up.
func Total(prices []int, limit int) (sum int) {
	for _, price := range prices {
		sum += price
		if price > limit {
			f.Println("dear", price)
		} else if price == limit {
			return sum
		} else {
			http.Get(url)
		}
	}
	return sum
}

func TestTotal(t *testing.T) {
	Total(nil, 1)
}
"#;

fn shop() -> SourceFile {
    SourceFile::new("shop.toy", CODE)
}

/// The first node with this text.
fn node<'f>(file: &'f SourceFile, text: &str) -> Node<'f> {
    file.tree().unwrap().nodes().find(|node| file.text_of(*node) == text).unwrap()
}

fn call<'f>(file: &'f SourceFile, text: &str) -> Node<'f> {
    let mut nodes = file.tree().unwrap().nodes();
    nodes.find(|node| node.is(Role::Call) && file.text_of(*node) == text).unwrap()
}

fn bytes(text: &str) -> std::ops::Range<usize> {
    let start = CODE.find(text).unwrap();
    start..start + text.len()
}

fn texts(file: &SourceFile, role: Role) -> Vec<&str> {
    let nodes = file.tree().unwrap().nodes().filter(|node| node.is(role));
    nodes.map(|node| file.text_of(node)).collect()
}

#[test]
fn a_file_is_parsed_and_its_nodes_have_their_roles() {
    let file = shop();
    assert_eq!(file.language.map(|language| language.name), Some("toy"));
    assert!(!file.tree().unwrap().root_node().has_error());
    assert_eq!(texts(&file, Role::Comment), ["// Total adds up."]);
    assert_eq!(texts(&file, Role::Return), ["return sum", "return sum"]);
    assert_eq!(texts(&file, Role::Call).len(), 3);
    let script = SourceFile::new("tool", "#!/usr/bin/env toyrun\npackage a\n");
    assert_eq!(script.language.map(|language| language.name), Some("toy"));
}

#[test]
fn scopes_are_those_of_its_query() {
    let file = shop();
    let scopes = file.scopes();
    assert!(
        scopes.inside(Scope::Loop, &bytes("sum += price")) && scopes.inside(Scope::Function, &bytes("sum += price"))
    );
    assert!(scopes.inside(Scope::Test, &bytes("Total(nil")) && !scopes.inside(Scope::Test, &bytes("sum += price")));
    assert!(scopes.inside(Scope::Module, &bytes("package shop")));
    assert_eq!(scopes.symbol(&bytes("sum += price")), "Total");
    assert!(SourceFile::new("shop_test.toy", CODE).scopes().inside(Scope::Test, &bytes("sum += price")));
}

#[test]
fn names_are_bound_and_go_through_imports() {
    let file = shop();
    let facts = Facts::new(&file);
    let names = |text: &str| facts.names(node(&file, text)).iter().map(|name| name.path.clone()).collect::<Vec<_>>();
    assert_eq!(names("f.Println"), ["fmt.Println"]);
    assert_eq!(names("http.Get"), ["net/http.Get"]);
    assert!(facts.calls(call(&file, "f.Println(\"dear\", price)"), &["fmt.Println"]));
    assert!(facts.bindings().import("net/http") && facts.bindings().define("Total"));
    let by = |name: &str, at: &str| {
        let start = CODE.find(at).unwrap();
        let node = file.tree().unwrap().root_node().descendant_for_byte_range(start, start + name.len()).unwrap();
        facts.binding(node).map(|binding| binding.by.clone())
    };
    assert_eq!(by("limit", "limit {"), Some(By::Parameter));
    assert_eq!(by("price", "price)"), Some(By::Assignment));
    assert_eq!(by("Total", "Total(nil"), Some(By::Function));
    assert_eq!(facts.definitions(node(&file, "Total")).len(), 1);
    assert!(facts.happens(Effect::Escapes, node(&file, "sum")));
}

#[test]
fn calls_have_their_arguments_and_values_their_pieces() {
    let file = shop();
    let facts = Facts::new(&file);
    let call = facts.call(call(&file, "f.Println(\"dear\", price)")).unwrap();
    let arguments = call.arguments.unwrap().named_children().map(|node| facts.argument(node));
    let arguments: Vec<_> = arguments.collect();
    assert_eq!(arguments.iter().map(|own| file.text_of(own.value)).collect::<Vec<_>>(), ["\"dear\"", "price"]);
    let built = facts.built(arguments[0].value);
    assert_eq!((built.text.as_str(), built.holes.len()), ("dear", 0));
}

#[test]
fn branches_have_their_conditions() {
    let file = shop();
    let facts = Facts::new(&file);
    let first = file.tree().unwrap().nodes().find(|node| node.is(Role::Branch)).unwrap();
    let chain: Vec<_> = facts.chain(first).into_iter().map(|condition| file.text_of(condition)).collect();
    assert_eq!(chain, ["price > limit", "price == limit"]);
    let last = file.tree().unwrap().nodes().filter(|node| node.is(Role::Branch)).last().unwrap();
    let otherwise = facts.branch(last).unwrap().otherwise.unwrap();
    assert!(file.text_of(otherwise.body).contains("http.Get(url)"));
}

/// A project with rules for the toy language.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join(".review");
    for name in ["rules/toy", "queries/toy"] {
        std::fs::create_dir_all(root.join(name)).unwrap();
    }
    let own = "severity = \"warning\"\nconfidence = 0.9\nwhy = \"It is wrong.\"\nfix = \"change it\"\n[[example]]\n";
    let wrap = |code: &str| format!("\"\"\"\npackage a\n\nfunc f() {{\n\t{code}\n}}\n\"\"\"\n");
    for (slug, message, bad) in [
        ("identical-operands", "`{operand}` twice", "g(a.x == a.x)"),
        ("duplicate-condition", "as on line {line}", "if a { g() } else if a { h() }"),
        ("self-assignment", "`{left}` again", "a = a"),
        ("print-left", "`{call}` is left", "fmt.Println(1)"),
        ("format-arity", "{problem}", "fmt.Printf(\\\"%d %s\\\", 1)"),
    ] {
        let code = |code: &str| match slug {
            "print-left" | "format-arity" => wrap(code).replace("package a", "package a\n\nimport \"fmt\""),
            _ => wrap(code),
        };
        let text =
            format!("id = \"toy/{slug}\"\nmessage = \"{message}\"\n{own}bad = {}good = {}", code(bad), code("g(a)"));
        std::fs::write(root.join(format!("rules/toy/{slug}.toml")), text).unwrap();
    }
    let query = "((call_expression function: (_) @call) @report (#calls? @call \"fmt.Println\"))";
    std::fs::write(root.join("queries/toy/print-left.scm"), query).unwrap();
    folder
}

#[test]
fn rules_of_its_own_and_those_for_every_language_find_what_they_say() {
    let folder = project();
    let set = RuleSet::with_checks(&Project::of_folder(folder.path())).unwrap();
    let text = "package a\n\nimport p \"fmt\"\n\nfunc f(a, b T) {\n\tg(a.x < a.x)\n\tg(a.x < b.x)\n\tif a {\n\t\tg()\n\t} else if b {\n\t\t\
                g()\n\t} else if a {\n\t\tg()\n\t}\n\ta.y = a.y\n\ta.y = b.y\n\tp.Println(a)\n\tq.Println(a)\n\
                \tp.Printf(\"%d%% %s\", a)\n\tp.Fprintf(w, \"%d%% %s\", a, b)\n\tp.Printf(\"%d\", a...)\n}\n";
    let file = SourceFile::new("a.toy", text);
    let (found, complete) = Engine::new(&set).check(&file, Side::New, &LineSet::all());
    assert!(complete);
    let mut reported: Vec<_> = found
        .into_iter()
        .map(|found| (file.line_at(found.bytes.start).0, set.rules()[found.rule].id(), &text[found.bytes]))
        .collect();
    reported.sort_unstable();
    let expected = [
        (6, "toy/identical-operands", "a.x"),
        (12, "toy/duplicate-condition", "a"),
        (15, "toy/self-assignment", "a.y = a.y"),
        (17, "toy/print-left", "p.Println(a)"),
        (19, "toy/format-arity", "p.Printf(\"%d%% %s\", a)"),
    ];
    assert_eq!(reported, expected);
}

#[test]
fn of_a_large_file_what_is_changed_is_parsed_with_what_it_names() {
    let padding = "\n// why\nfunc padding(a interface{}) interface{} {\n\tx := map[string]int{`}`: 1}\n\treturn x\n}\n"
        .repeat(400);
    let method =
        "\nfunc (s *Shop) open() {\n\tlock('}')\n}\n\nvar door = 1 +\n\t2\n\ntype Shop struct{ name string }\n";
    let text = format!("{CODE}{method}{padding}\nfunc last(s *Shop) {{\n\ts.open()\n\tTotal(nil, door)\n}}\n");
    let all = SourceFile::new("a.toy", text.as_str());
    let line = all.line_at(text.find("s.open()").unwrap());
    let file = SourceFile::for_lines("a.toy", text.as_str(), &[line].into_iter().collect());
    let tree = file.tree().unwrap();
    assert!(tree.is_partial() && !tree.root_node().has_error());
    let names: Vec<_> = definitions(&file).into_iter().filter_map(|definition| definition.name).collect();
    assert_eq!(names, ["Total", "open", "Shop", "last"]);
    let facts = Facts::new(&file);
    assert!(facts.bindings().import("fmt"));
    assert_eq!(definitions(file.whole()).len(), names.len() + 401);
}

#[test]
fn definitions_have_their_signatures_and_calls_their_names() {
    let file = shop();
    let signatures: Vec<_> = definitions(&file).into_iter().map(|definition| definition.signature).collect();
    assert_eq!(signatures, ["func Total(prices []int, limit int) (sum int)", "func TestTotal(t *testing.T)"]);
    let around = definitions_around(&file, &bytes("sum += price"));
    assert_eq!(around[0].name.as_deref(), Some("Total"));
    let line = file.line_at(bytes("f.Println").start);
    assert_eq!(called(&file, &[line].into_iter().collect()), ["Println"]);
}

#[test]
fn its_words_are_coloured() {
    let file = shop();
    let line = file.line_at(bytes("return sum").start);
    let found = highlights(&file, line..=line).remove(0);
    let words: Vec<_> = found.into_iter().map(|(range, class)| (&file.line(line)[range], class)).collect();
    assert!(words.contains(&("return", Highlight::Keyword)), "{words:?}");
}

#[test]
fn its_comments_suppress_and_its_strings_do_not() {
    let text = "package a\n\nfunc f() {\n\tg() // review: ignore[toy/x] known\n\tg(\"// review: ignore[toy/y]\")\n}\n";
    let found = suppress::find(&SourceFile::new("a.toy", text));
    assert_eq!(found.iter().map(|own| own.rule.as_str()).collect::<Vec<_>>(), ["toy/x"]);
}

#[test]
fn the_risk_model_reads_it_by_its_words_and_its_tree() {
    let measures = measured(&[("main.toy", None, CODE)]);
    assert_eq!(measures[0].language, "toy");
    let vector = &vectors(&measures)[0];
    let value = |name: &str| {
        let place = FEATURES.iter().position(|feature| feature.name == name);
        vector.features[place.unwrap_or_else(|| panic!("no feature {name}"))]
    };
    for name in ["new_definitions", "new_conditions", "new_loops"] {
        let count = value(name).exp_m1();
        assert!((count - 2.0).abs() < 1e-3, "{name} {count}");
    }
    assert!(value("path_is_entry") > 0.5 && value("file_is_new") > 0.5 && value("is_rust") < 0.5);
    let lines = &measures[0].added_lines();
    assert_eq!(*lines as usize, CODE.lines().count());
}

#[test]
fn no_rule_of_the_program_is_for_it() {
    let set = RuleSet::builtin();
    assert!(LANGUAGES.iter().any(|language| language.name == "toy"));
    assert!(set.rules().iter().all(|rule| !rule.id().starts_with("toy/")));
    let lines: LineSet = (0..3).map(Line::of_row).collect();
    assert!(Engine::new(&set).check(&shop(), Side::New, &lines).0.is_empty());
}
