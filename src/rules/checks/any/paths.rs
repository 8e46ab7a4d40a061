//! What a path says of a text: whether it is there for tests and readers, or in a natural language.

#[rustfmt::skip]
const TRIAL_FOLDERS: [&str; 21] = [
    "test", "tests", "testing", "testdata", "test_data", "__tests__", "fixture", "fixtures", "spec", "specs",
    "e2e", "mock", "mocks", "example", "examples", "sample", "samples", "doc", "docs",
    "documentation", "t",
];

/// Whether a file is for tests, examples or documentation, where made-up values are at home.
pub(super) fn is_trial(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let is_test = |part: &str| {
        TRIAL_FOLDERS.contains(&part)
            || part.starts_with("test_")
            || ["_test", "_tests"].iter().any(|end| part.ends_with(end))
    };
    folders.split('/').any(is_test)
        || is_test(stem)
        || stem == "conftest"
        || name.contains(".test.")
        || name.contains(".spec.")
}

/// Whether a file is a text for people with marked-up examples in it, as manuals and READMEs are.
pub(super) fn is_prose(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["md", "markdown", "rst", "adoc"].iter().any(|prose| prose.eq_ignore_ascii_case(ending))
}

/// Whether a file holds sentences for people, in any of their scripts: prose, or translations.
pub(super) fn is_natural_language(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let prose = ["md", "markdown", "rst", "txt", "adoc", "html", "htm", "tex", "srt", "vtt", "csv", "tsv", "ipynb"];
    let translations = ["po", "pot", "arb", "strings", "xlf", "xliff", "ftl", "resx", "properties", "lproj"];
    let of_locales = ["locale", "locales", "i18n", "l10n", "lang", "langs", "languages", "translations", "values"];
    prose.contains(&ending)
        || translations.contains(&ending)
        || folders.split('/').any(|folder| of_locales.contains(&folder) || folder.starts_with("values-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_examples_and_documentation_are_known_by_folder_or_name() {
        for path in [
            "tests/a.py",
            "a/testdata/k.pem",
            "src/test_keys.py",
            "src/keys_test.rs",
            "ui/a.spec.ts",
            "docs/x.md",
            "doc/build/a.rst",
            "t/unit/keys.py",
        ] {
            assert!(is_trial(path), "{path}");
        }
        for path in ["src/a.py", "src/latest/a.py", "contest.py", "attestation/keys.rs", "src/testament.rs"] {
            assert!(!is_trial(path), "{path}");
        }
    }

    #[test]
    fn prose_and_translations_are_natural_language() {
        for path in ["README.md", "locale/he/LC_MESSAGES/django.po", "src/i18n/fa.json", "res/values-ar/strings.xml"] {
            assert!(is_natural_language(path), "{path}");
        }
        for path in ["src/a.py", "a.json", "src/lib.rs"] {
            assert!(!is_natural_language(path), "{path}");
        }
    }
}
