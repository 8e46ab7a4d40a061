//! `review rules test`: every rule against its own examples.

use super::template::Template;
use super::{Engine, On, Rule, RuleSet, inspect};
use crate::diff::{Extent, FileChange, FileSide, Hunk, HunkLine, Kind, Origin, Source, Status};
use crate::finding::Line;
use crate::syntax::SourceFile;

/// An example that does not do what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// Which example, from 1.
    pub example: usize,
    /// What happened instead.
    pub reason: String,
}

/// What a run of examples came to.
#[derive(Debug, Default)]
pub struct Tested {
    /// How many rules there were.
    pub rules: usize,
    /// How many examples.
    pub examples: usize,
    /// Those that failed.
    pub failures: Vec<Failure>,
}

/// Runs the examples of every rule whose id starts so: `bad` is flagged, `good` is not, and the fix gives
/// `fixed`.
pub fn run(set: &RuleSet, prefix: &str) -> Tested {
    let engine = Engine::new(set);
    let mut tested = Tested::default();
    for rule in set.rules().iter().filter(|rule| rule.id().starts_with(prefix)) {
        tested.rules += 1;
        tested.examples += rule.file.example.len();
        let failures = &mut tested.failures;
        if rule.file.example.is_empty() {
            failures.push(Failure { rule: rule.id().to_owned(), example: 0, reason: "it has no example".into() });
        }
        for (number, example) in rule.file.example.iter().enumerate() {
            let path = example.path.as_deref().map_or_else(|| default_path(rule), str::to_owned);
            let mut fail = |reason: String| {
                failures.push(Failure { rule: rule.id().into(), example: number + 1, reason });
            };
            match flagged(engine, rule, &path, &example.bad, example.size) {
                Flagged::No => fail("the bad code is not flagged".into()),
                Flagged::Broken(reason) => fail(reason),
                Flagged::Yes(fixed) => {
                    if example.fixed.is_some() && example.fixed.as_deref() != fixed.as_deref() {
                        fail(format!("the fix gives:\n{}", fixed.unwrap_or_default()));
                    }
                }
            }
            let path = example.good_path.as_deref().unwrap_or(&path);
            if matches!(flagged(engine, rule, path, &example.good, None), Flagged::Yes(_)) {
                fail("the good code is flagged".into());
            }
        }
    }
    tested
}

enum Flagged {
    No,
    Yes(Option<String>),
    Broken(String),
}

fn flagged(engine: Engine<'_>, rule: &Rule, path: &str, code: &str, size: Option<u64>) -> Flagged {
    let file = SourceFile::new(path, code);
    let change = change(rule, path, code, size);
    let (old, new) = if rule.file.on == On::Removed { (Some(&file), None) } else { (None, Some(&file)) };
    let inspection = inspect(engine, &change, old, new);
    let mut own = inspection.findings.iter().filter(|finding| finding.rule == rule.id()).peekable();
    let Some(first) = own.peek() else { return Flagged::No };
    let unfilled = |text: &str| Template::new(text).names().next().map(str::to_owned);
    if let Some(name) = unfilled(&first.message).or_else(|| first.help.as_deref().and_then(unfilled)) {
        return Flagged::Broken(format!("nothing gives `{{{name}}}` a text"));
    }
    let edits: Vec<_> = own.filter_map(|finding| finding.suggestion.as_ref()).collect();
    let mut fixed = code.to_owned();
    for edit in edits.iter().rev() {
        fixed.replace_range(file.byte(edit.start)..file.byte(edit.end), &edit.replacement);
    }
    Flagged::Yes((!edits.is_empty()).then_some(fixed))
}

/// The code as a file that is all new, or, for a rule about removed lines, all gone.
fn change(rule: &Rule, path: &str, code: &str, bytes: Option<u64>) -> FileChange {
    let size = bytes.unwrap_or(code.len() as u64);
    let side = FileSide { path: path.to_owned(), size, source: Source::Text(code.to_owned()) };
    if rule.file.on != On::Removed {
        return FileChange {
            status: Status::Added,
            kind: Kind::Text,
            old: None,
            new: Some(side),
            extent: Extent::Whole,
        };
    }
    let lines: Vec<_> = code
        .lines()
        .enumerate()
        .map(|(row, text)| HunkLine {
            origin: Origin::Removed,
            old: Some(Line::of_row(row)),
            new: None,
            text: text.into(),
        })
        .collect();
    let old_lines = u32::try_from(lines.len()).expect("examples are short");
    let hunk = Hunk { old_start: 1, old_lines, lines, ..Hunk::default() };
    let extent = Extent::Hunks(vec![hunk]);
    FileChange { status: Status::Deleted, kind: Kind::Text, old: Some(side), new: None, extent }
}

fn default_path(rule: &Rule) -> String {
    let ending = rule.language.map_or("txt", |language| language.endings[0].trim_start_matches('.'));
    format!("src/example.{ending}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;
    use crate::rules::checks;
    use crate::rules::rule::Sources;

    /// The texts of a folder of the source tree, by their paths from its root.
    fn texts(folder: &str) -> BTreeMap<String, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = BTreeMap::new();
        for folder in std::fs::read_dir(root.join(folder)).unwrap() {
            for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read_to_string(path).unwrap());
            }
        }
        found
    }

    #[test]
    fn every_rule_of_the_program_is_valid_and_the_table_says_what_its_file_says() {
        let (files, queries, set) = (texts("rules"), texts("queries"), RuleSet::builtin());
        let own: Vec<_> = files.iter().filter(|(path, _)| !path.starts_with("rules/shared/")).collect();
        assert_eq!(own.len(), set.rules().len());
        for (path, toml) in own {
            let slug = path.rsplit('/').next().unwrap();
            let query_path = path.replacen("rules/", "queries/", 1).replace(".toml", ".scm");
            let sources = Sources {
                toml_path: path.clone(),
                toml: toml.clone(),
                shared: files.get(&format!("rules/shared/{slug}")).cloned(),
                query: queries.get(&query_path).cloned(),
                query_path,
            };
            let rule = Rule::read_with(&sources, checks::named).unwrap_or_else(|error| panic!("{error:?}"));
            assert_eq!(rule.file, set.get(rule.id()).expect("the build reads every file").file);
        }
    }

    #[test]
    fn what_is_shared_is_shared_by_several_rules() {
        let files = texts("rules");
        for path in files.keys().filter(|path| path.starts_with("rules/shared/")) {
            let slug = path.trim_start_matches("rules/shared");
            let users = files.keys().filter(|path| path.ends_with(slug)).count() - 1;
            assert!(users > 1, "{path} has {users} users");
        }
    }

    #[test]
    fn a_former_id_is_that_of_one_rule_and_of_the_same_language() {
        let set = RuleSet::builtin();
        let mut seen = std::collections::HashSet::new();
        for rule in set.rules() {
            for alias in rule.file.aliases.iter() {
                assert_eq!(set.get(alias).map(Rule::id), Some(rule.id()), "{alias}");
                assert_eq!(alias.split_once('/').unwrap().0, rule.id().split_once('/').unwrap().0, "{alias}");
                assert!(seen.insert(alias.clone()), "{alias}");
            }
        }
    }

    #[test]
    fn every_query_and_every_check_belongs_to_a_rule() {
        let set = RuleSet::builtin();
        let of_language =
            ["bindings", "calls", "control", "effects", "highlights", "imports", "operations", "scopes", "values"];
        for path in texts("queries").keys() {
            if of_language.iter().any(|name| path.ends_with(&format!("/{name}.scm"))) {
                continue;
            }
            let id = path.trim_start_matches("queries/").trim_end_matches(".scm");
            assert!(set.get(id).is_some(), "{path}");
        }
        for id in checks::ids() {
            assert!(set.get(id).is_some(), "{id}");
        }
        for slug in checks::slugs() {
            assert!(
                set.rules().iter().any(|rule| rule.id().split_once('/').is_some_and(|(_, own)| own == slug)),
                "{slug}"
            );
        }
    }

    #[test]
    fn every_rule_flags_its_bad_examples_and_not_its_good_ones() {
        let tested = run(&RuleSet::builtin(), "");
        let lines: Vec<_> =
            tested.failures.iter().map(|f| format!("{} example {}: {}", f.rule, f.example, f.reason)).collect();
        assert!(lines.is_empty(), "{}", lines.join("\n"));
    }
}
