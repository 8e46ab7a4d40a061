//! What a commit's message says that the commit is for.

use std::sync::LazyLock;

use regex::Regex;

/// The words that make a commit a fix, in its first line, for help texts.
pub(super) const LOOKED_FOR: &str = "fix, bug, regression, crash, panic, leak, broken, wrong, \"closes #123\" ...";

/// What the first line says of a fix, or any line by naming an issue.
static FIX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(fix(es|ed|ing)?|(bug|hot)[-\ ]?fix(es)?|bugs?|buggy|regress(ion|ions|ed)|crash(es|ed|ing)?
        |panic(s|ked|king)?|deadlocks?|race\ conditions?|(memory\ )?leak(s|ed|ing)?|overflow(s|ed)?|segfaults?
        |incorrect(ly)?|wrong(ly)?|broken|faulty?|off[-\ ]by[-\ ]one|infinite\ (loop|recursion))\b",
    )
});
static CLOSES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(fix(es|ed)?|close[sd]?|resolve[sd]?):?\ +([\w./-]*\#|gh-)\d+"));

/// Fixes of something else than behaviour, and commits that gather the work of others.
static NO_FIX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(typos?|docs?|documentation|docstrings?|readme|changelog|news|comments?|spelling|grammar
        |tests?|testing|doctests?|benchmarks?|lint(s|ing|er)?|clippy|flake8|pep8|mypy|pyright|pylint|ruff|typing
        |(re)?format(ting|ted|s)?|rustfmt|black|isort|style|whitespace|indentation|warnings?
        |bump(s|ed)?|merge[sd]?|revert(s|ed)?|reapply|release[sd]?|versions?|dependenc(y|ies)|deps
        |ci|travis|appveyor|workflows?|pre-commit|makefile|msrv)\b",
    )
});

/// Commits that change the look of code and not what it does.
static FORMAT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(re-?format(ting|ted)?|rustfmt|cargo\ fmt|run\ (black|ruff|fmt)|blacken(ed)?|isort|pyupgrade|code\ style
        |whitespace|re-?indent(ed)?|line\ endings|crlf)\b|^(style|fmt|format)\b|\bblack$",
    )
});

static REVERTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bthis\ reverts\ commit\ ([0-9a-f]{7,40})\b"));

fn pattern(text: &str) -> Regex {
    Regex::new(&format!("(?xi){text}")).expect("a test compiles it")
}

/// Whether a message says that the commit repairs behaviour.
pub(super) fn is_fix(message: &str) -> bool {
    let subject = message.lines().next().unwrap_or_default();
    (FIX.is_match(subject) || CLOSES.is_match(message)) && !NO_FIX.is_match(subject)
}

/// Whether a message says that only the look of the code changed.
pub(super) fn is_format(message: &str) -> bool {
    FORMAT.is_match(message.lines().next().unwrap_or_default())
}

/// The commit that a message says to take back: its name or the beginning of it.
pub(super) fn reverted(message: &str) -> Option<&str> {
    let subject = message.lines().next().unwrap_or_default().to_ascii_lowercase();
    let takes_back_a_revert = subject.contains("revert \"revert") || subject.starts_with("reapply");
    let named = REVERTS.captures(message)?.get(1)?.as_str();
    (!takes_back_a_revert).then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_repairs_make_a_fix() {
        for message in [
            "Avoid an off by one in the pager",
            "fixed: empty input",
            "Prevent crash on start",
            "Do not panic when the queue is empty",
            "Handle None\n\nCloses #12",
            "Handle None (fixes gh-12)",
            "bugfix for windows paths",
        ] {
            assert!(is_fix(message), "{message}");
        }
    }

    #[test]
    fn repairs_of_other_things_are_no_fix() {
        for message in [
            "Fix typo",
            "fix tests on windows",
            "Fix clippy warnings",
            "Merge pull request #3 from x/fix-crash",
            "Fix formatting",
            "Add prefix option",
            "Release 1.2: bug fixes",
            "Revert \"Fix crash\"",
            "Fixture for users",
        ] {
            assert!(!is_fix(message), "{message}");
        }
    }

    #[test]
    fn a_formatting_commit_says_so_in_its_first_line() {
        assert!(is_format("Run black") && is_format("style: rustfmt everything") && is_format("Reformat code"));
        assert!(!is_format("Show dates in the user's format") && !is_format("Add x\n\nreformatted too"));
    }

    #[test]
    fn a_revert_names_what_it_takes_back() {
        let message = "Revert \"Add cache\"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.\n";
        assert_eq!(reverted(message), Some("0123456789abcdef0123456789abcdef01234567"));
        assert_eq!(reverted("Revert \"Add cache\""), None);
        assert_eq!(reverted(&message.replace("\"Add", "\"Revert \"Add")), None);
    }
}
