//! Tells values that somebody made up (placeholders, fixtures, documented examples) from generated ones.

/// What people write into values that are not real. A random text of 40 letters and digits holds one of these in
/// fewer than one case in a thousand.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "example", "dummy", "fake", "sample", "redacted", "placeholder", "changeme", "change-me", "change_me",
    "replace", "your", "insert", "todo", "test", "mock", "foobar", "password", "passwd", "secret", "insecure",
    "invalid", "qwerty", "lorem", "notreal", "deadbeef", "cafebabe", "hunter2", "abc123", "xxxx", "****",
    "....", "____", "----", "none", "null", "undefined", "fixture", "demo", "12345", "correcthorse", "token",
    "enter", "letmein",
];

/// What people put at the end of a token that shall not work.
const SPOILT: [&str; 4] = ["BAD", "_bad", "-bad", "NOPE"];

/// How much of a value is searched for words: in a long one they turn up by chance.
const SEARCHED: usize = 80;

/// Whether a value is made up: it holds a word of a placeholder, or repeats or counts as nothing random does.
pub(super) fn is_placeholder(value: &str) -> bool {
    let bytes = value.as_bytes();
    let searched = &bytes[..bytes.len().min(SEARCHED)];
    holds_word(searched)
        || SPOILT.iter().any(|end| value.ends_with(end))
        || runs(bytes, 0)
        || runs(bytes, 1)
        || runs(bytes, -1)
        || has_period(searched)
        || (bytes.len() >= 16 && distinct(bytes) < 6)
}

/// Whether a password is made up, also in the spelling that puts digits and signs for letters.
pub(super) fn is_made_up_password(value: &str) -> bool {
    let plain: String = value
        .chars()
        .map(|letter| match letter {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other.to_ascii_lowercase(),
        })
        .collect();
    let more = ["pass", "pwd", "user", "admin", "welcome", "monkey", "winter", "summer", "hello"];
    is_placeholder(value) || holds_word(plain.as_bytes()) || more.iter().any(|word| plain.contains(word))
}

fn holds_word(bytes: &[u8]) -> bool {
    WORDS.iter().any(|word| bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes())))
}

/// Whether six neighbours each differ by `step` from the one before: `aaaaaa`, `abcdef`, `987654`.
fn runs(bytes: &[u8], step: i16) -> bool {
    let mut length = 1;
    bytes.windows(2).any(|pair| {
        length = if i16::from(pair[1]) - i16::from(pair[0]) == step { length + 1 } else { 1 };
        length >= 6
    })
}

/// Whether it is one text of up to 16 characters again and again.
fn has_period(bytes: &[u8]) -> bool {
    (1..=16.min(bytes.len() / 2)).any(|period| bytes.iter().zip(&bytes[period..]).all(|(a, b)| a == b))
}

fn distinct(bytes: &[u8]) -> usize {
    bytes.iter().collect::<std::collections::BTreeSet<_>>().len()
}
