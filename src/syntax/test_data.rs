//! Whether a file is what tests read, and no test itself: code that is wrong on purpose is at home there.

use super::Language;

/// Folders that hold nothing else, wherever they are.
const DATA: [&str; 14] = [
    "testdata",
    "test_data",
    "test-data",
    "fixture",
    "fixtures",
    "__fixtures__",
    "__testfixtures__",
    "__snapshots__",
    "snapshots",
    "golden",
    "goldens",
    "corpus",
    "run-pass",
    "compile-fail",
];

/// Folders of tests.
const TESTS: [&str; 8] = ["test", "tests", "testing", "testsuite", "spec", "specs", "__tests__", "ui_test"];

/// Folders that hold data where a folder of tests is around them.
const DATA_OF_TESTS: [&str; 17] = [
    "data",
    "cases",
    "resources",
    "sample",
    "samples",
    "input",
    "inputs",
    "output",
    "outputs",
    "expected",
    "files",
    "assets",
    "examples",
    "format",
    "functional",
    "ui",
    "snippets",
];

/// Whether the path of a file of this language is that of test data. A file that is called like a test is one wherever it is.
pub(super) fn is_test_data(path: &str, language: &Language) -> bool {
    let Some((folders, name)) = path.rsplit_once('/') else { return false };
    if language.is_test_name(name) {
        return false;
    }
    let mut in_tests = false;
    for folder in folders.split('/') {
        let folder = folder.to_ascii_lowercase();
        let is_data = DATA_OF_TESTS.contains(&&*folder) || folder.ends_with("cases");
        if DATA.contains(&&*folder) || (in_tests && is_data) {
            return true;
        }
        in_tests |= TESTS.contains(&&*folder);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tests_read_is_told_from_tests() {
        let python = Language::named("python").expect("a row");
        for path in [
            "tests/data/cases/comments.py",
            "crates/a/resources/test/fixtures/b.py",
            "pkg/testdata/a.py",
            "tests/functional/u/undefined_variable.py",
            "test/configCases/a/index.py",
        ] {
            assert!(is_test_data(path, python), "{path}");
        }
        for path in [
            "tests/test_a.py",
            "tests/data/test_a.py",
            "tests/functional/conftest.py",
            "src/data/a.py",
            "tests/helpers.py",
            "data.py",
        ] {
            assert!(!is_test_data(path, python), "{path}");
        }
    }
}
