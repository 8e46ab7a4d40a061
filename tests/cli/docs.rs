//! What the documentation says of the program is what the program says of itself. `UPDATE=1 cargo test`
//! rewrites the generated parts.

use std::fmt::Write as _;
use std::path::PathBuf;

use hybrid_review::local::features::{FEATURES, LINE_FEATURES};
use hybrid_review::rules::RuleSet;
use hybrid_review::syntax::LANGUAGES;

use crate::sandbox::{BAD, Sandbox};

/// Holds a file of the repository against what it should be, or rewrites it.
fn check(path: &str, expected: &str) {
    let full = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(&full, expected).unwrap();
    }
    let actual = std::fs::read_to_string(&full).unwrap_or_default();
    assert!(actual == expected, "{path} is out of date: run `UPDATE=1 cargo test docs`");
}

#[test]
fn the_rule_table_is_up_to_date() {
    let set = RuleSet::builtin();
    let mut text = String::from(
        "# The rules\n\nGenerated from `rules/`; `review rules show RULE` prints the manual page of one.\n\n\
         | rule | severity | what it says | fix |\n|---|---|---|---|\n",
    );
    for rule in set.rules() {
        let file = &rule.file;
        let message = file.message.replace('|', "\\|");
        let fix = if file.replacement.is_some() { "`--fix`" } else { "" };
        writeln!(text, "| `{}` | {} | {message} | {fix} |", file.id, file.severity).unwrap();
    }
    check("docs/rules.md", &text);
}

#[test]
fn the_table_of_languages_is_up_to_date() {
    let set = RuleSet::builtin();
    let own = |name: &str| set.rules().iter().filter(|rule| rule.id().split('/').next() == Some(name)).count();
    let code = |texts: &[&str]| texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(" ");
    let models = languages_of_risk_models();
    let mut text = format!(
        "# The languages\n\nGenerated from the rows in `src/syntax/languages/`. A file is of the language of its name's \
         ending, else of the program that its `#!` line names. {} more rules are for any text, in files of other languages \
         too; the coverage of a review names those languages.\n\n\
         | language | files | scripts | rules | risk | tests |\n|---|---|---|---|---|---|\n",
        own("any")
    );
    for language in LANGUAGES {
        let all: usize = language.lineage().map(|language| own(language.name)).sum();
        let base = language
            .lineage()
            .nth(1)
            .map_or(String::new(), |base| format!(" ({} of {})", all - own(language.name), base.name));
        let risk = if models.iter().any(|name| name == language.name) { "yes" } else { "no" };
        let (files, scripts, tests) = (code(language.endings), code(language.interpreters), code(language.test_paths));
        writeln!(text, "| {} | {files} | {scripts} | {all}{base} | {risk} | {tests} |", language.name).unwrap();
    }
    text.push_str(
        "\nRisk: whether a model that was trained on the language says how likely a hunk is to hold a bug; hunks of other \
         languages have no risk. Tests: what test files are called; rules that make no sense in tests are quiet there.\n\n\
         To add a language: [CONTRIBUTING.md](../CONTRIBUTING.md#add-a-language).\n",
    );
    check("docs/languages.md", &text);
}

/// The languages that the program's risk models are for.
fn languages_of_risk_models() -> Vec<String> {
    let models = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("models");
    let folders = std::fs::read_dir(models).unwrap().map(|entry| entry.unwrap().path().join("manifest.toml"));
    let manifests = folders.filter_map(|path| std::fs::read_to_string(path).ok());
    let lines =
        manifests.filter_map(|text| text.lines().find_map(|line| line.strip_prefix("languages = ").map(str::to_owned)));
    lines.flat_map(|line| serde_json::from_str::<Vec<String>>(&line).unwrap()).collect()
}

#[test]
fn the_feature_tables_are_up_to_date() {
    let mut text = format!("{FEATURES_START}\n## Of a hunk\n\n| name | group | what |\n|---|---|---|\n");
    for feature in FEATURES.iter() {
        let group = format!("{:?}", feature.group).to_lowercase();
        writeln!(text, "| `{}` | {group} | {} |", feature.name, feature.what).unwrap();
    }
    text += "\n## Of an added line\n\n| name | what |\n|---|---|\n";
    for feature in LINE_FEATURES.iter() {
        writeln!(text, "| `{}` | {} |", feature.name, feature.what).unwrap();
    }
    check("docs/features.md", &text);
}

const FEATURES_START: &str = "\
# The features

Generated from the tables in `src/local/features/`: what the risk model is told of a hunk and of an added line, in the
order of the vectors. Training and use compute them with the same code. A model's manifest names those that it takes.

*The hunk* is one hunk of the diff, measured on its changed lines and on where they stand in the new file. *The change*
is all hunks of the review in files of a language with a grammar, whichever language that is. The features of the
groups `share` and `change` hold a hunk against the others of its change, so that the same hunk has other values in
another change; all others are of the hunk and its file alone.

`new_X` counts what the added lines have of a class, as log(1 + n); `dense_X` is that number per added token; `net_X`
is what they have more or less of than the removed lines, as a signed logarithm. Comments and docstrings among the
added lines count as `comments` and `prose` there, and give neither tokens nor names. `new_tokens_kept`,
`lost_tokens` and the likeness of lines go by all text. Removed lines have no tree and are read line by line. A file
that is nested too deeply to parse has none either: what depends on a place in the tree is 0.

A model explains a risk by the groups: each in turn is set to its typical values, and counts for as much as the risk
falls by.

Features of the repository's history were tried as well. They added nothing, and there are none.
";

#[test]
fn the_command_line_reference_is_up_to_date() {
    let sandbox = Sandbox::without_repository();
    let mut text = String::from("# The command line\n\nGenerated from the program's own help.\n");
    for command in [
        "",
        "init",
        "rules",
        "rules list",
        "rules show",
        "rules test",
        "trust",
        "setup",
        "models",
        "models list",
        "models show",
        "models add",
        "models compare",
        "models calibrate",
        "models remove",
        "cache",
        "cache stats",
        "cache clear",
        "cache export",
        "cache import",
        "hook install",
        "hook uninstall",
        "doctor",
        "schema",
        "completions",
        "man",
        "demo",
        "bench",
        "learn",
    ] {
        let arguments: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let help = sandbox.review(&arguments).out;
        write!(text, "\n## `{}`\n\n```text\n{}\n```\n", format!("review {command}").trim(), help.trim_end()).unwrap();
    }
    check("docs/cli.md", &text);
}

#[test]
fn the_schemas_are_up_to_date() {
    let sandbox = Sandbox::without_repository();
    for of in ["result", "config", "rule", "baseline", "model", "bench", "compare"] {
        check(&format!("docs/schema/{of}.json"), &sandbox.review(&["schema", of]).out);
    }
}

#[test]
fn the_result_has_the_fields_of_its_schema() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("a.py", BAD);
    let schema: serde_json::Value = serde_json::from_str(&sandbox.review(&["schema", "result"]).out).unwrap();
    let result = sandbox.json(&["--timings", "--dry-run"]);
    let mut checked = 0;
    for (value, definition) in [
        (&result, &schema),
        (&result["scope"], &schema["$defs"]["ScopeReport"]),
        (&result["findings"][0], &schema["$defs"]["Finding"]),
        (&result["hunks"][0], &schema["$defs"]["HunkReport"]),
        (&result["usage"], &schema["$defs"]["Usage"]),
    ] {
        let fields: Vec<_> = value.as_object().unwrap().keys().collect();
        let mut declared: Vec<_> = definition["properties"].as_object().unwrap().keys().collect();
        declared.sort();
        let mut fields = fields;
        fields.sort();
        assert_eq!(fields, declared);
        checked += fields.len();
    }
    assert!(checked > 40);
}

/// The names of all tests, by the functions in the sources.
fn functions(folder: &std::path::Path, into: &mut String) {
    for entry in folder.read_dir().unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            functions(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_promise_of_the_threat_model_names_tests_that_there_are() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut sources = String::new();
    for folder in ["src", "tests"] {
        functions(&root.join(folder), &mut sources);
    }
    let page = std::fs::read_to_string(root.join("docs/security.md")).unwrap();
    let table = page.split("the test that holds it\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let rows: Vec<_> = table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise")).collect();
    assert!(rows.len() > 25, "{}", rows.len());
    for row in rows {
        let tests: Vec<_> = row.rsplit('|').nth(1).unwrap().split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty(), "{row}");
        for test in tests {
            assert!(
                sources.contains(&format!("#[test]\nfn {test}("))
                    || sources.contains(&format!("#[test]\n    fn {test}(")),
                "{test}"
            );
        }
    }
}
