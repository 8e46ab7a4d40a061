//! Tells values that somebody made up (placeholders, fixtures, documented examples) from generated ones.

/// What people write into values that are not real. A random text of 40 letters and digits holds one of these in
/// fewer than one case in a thousand.
const WORDS: &[&str] = &[
    "example", "dummy", "fake", "sample", "redacted", "placeholder", "changeme", "change-me", "change_me", "replace",
    "your", "insert", "todo", "test", "mock", "foobar", "password", "passwd", "secret", "insecure", "invalid",
    "qwerty", "lorem", "notreal", "deadbeef", "cafebabe", "hunter2", "s3cr3t", "abc123", "xxxx", "****", "....",
    "____", "----", "none", "null", "undefined", "fixture", "demo",
];

/// How much of a value is searched for words: in a long one they turn up by chance.
const SEARCHED: usize = 80;

/// Whether a value is made up: it holds a word of a placeholder, or repeats or counts as nothing random does.
pub(super) fn is_placeholder(value: &str) -> bool {
    let bytes = value.as_bytes();
    holds_word(&bytes[..bytes.len().min(SEARCHED)])
        || counts_up(bytes)
        || repeats(bytes)
        || (bytes.len() >= 16 && distinct(bytes) < 6)
}

fn holds_word(bytes: &[u8]) -> bool {
    WORDS.iter().any(|word| {
        bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
    })
}
