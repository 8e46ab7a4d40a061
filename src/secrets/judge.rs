//! Judges of single tokens: whether what a pattern matched is a live-looking credential.

use std::ops::Range;

use super::kind::{Candidate, Level};
use super::placeholder::{is_made_up_password, is_placeholder};
use super::random::{decode_base64, entropy, is_random, is_wordy, looks_generated};

type Verdict = Option<Range<usize>>;

/// For a format that hardly anything else has: all but placeholders.
pub(super) fn format(candidate: &Candidate<'_>) -> Verdict {
    (!is_placeholder(candidate.value())).then(|| candidate.secret.clone())
}

/// For a short prefix before letters that could be words: an identifier or a file name has hardly any digits.
pub(super) fn wordless(candidate: &Candidate<'_>) -> Verdict {
    let value = candidate.value();
    let start = value[..value.len().min(12)].rfind(['-', '_', '.']).map_or(0, |sign| sign + 1);
    let is_words = is_wordy(&value[start..]) && value[start..].bytes().filter(u8::is_ascii_digit).count() < 2;
    format(candidate).filter(|_| !is_words)
}

/// For a format that leaves every letter free: it has to be as mixed as random letters are.
pub(super) fn entropic(candidate: &Candidate<'_>) -> Verdict {
    looks_generated(candidate.value()).then(|| candidate.secret.clone())
}

/// For a format that other things share: it has to look random, and to point at nothing.
pub(super) fn random(candidate: &Candidate<'_>) -> Verdict {
    is_random(candidate.value()).then(|| candidate.secret.clone())
}

/// The credentials of a header: of a name and a password in base64 it is the password that counts. The ones that the
/// standards show ("Aladdin", "open sesame") are none.
pub(super) fn header(candidate: &Candidate<'_>) -> Verdict {
    let decoded = decode_base64(candidate.value().trim_end_matches('=')).unwrap_or_default();
    match decoded.split_once(':') {
        Some((_, password)) => (is_password(password) || is_random(password)).then(|| candidate.secret.clone()),
        None => random(candidate),
    }
}

/// A password that a person or a generator chose with care; see [`is_made_up_password`] for the others.
pub(super) fn password(candidate: &Candidate<'_>) -> Verdict {
    is_password(candidate.value()).then(|| candidate.secret.clone())
}

/// Whether a value is a password worth its name: 8 to 64 characters, of at least three of the four sorts (small,
/// capital, digit, sign), at least six of them different and four of them letters, and no words. Anything weaker
/// is, in code, nearly always a placeholder or the password of a machine that lives for a test.
pub(super) fn is_password(value: &str) -> bool {
    let has = |sort: fn(&u8) -> bool| usize::from(value.bytes().any(|byte| sort(&byte)));
    let sorts = has(u8::is_ascii_lowercase)
        + has(u8::is_ascii_uppercase)
        + has(u8::is_ascii_digit)
        + has(u8::is_ascii_punctuation);
    let classes = ["a-z", "A-Z", "0-9", "://", "\\", "{", "<", "(", "[", "$", "%", "*"];
    (8..=64).contains(&value.len())
        && sorts >= 3
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && value.bytes().filter(u8::is_ascii_alphabetic).count() >= 4
        && value.bytes().collect::<std::collections::BTreeSet<_>>().len() >= 6
        && !classes.iter().any(|class| value.contains(class))
        && !value.starts_with(['/', '.', '#', '@', '&', '~'])
        && !is_made_up_password(value)
        && !is_wordy(value)
}

/// The password of a URL whose host is not this machine or an example.
pub(super) fn url_password(candidate: &Candidate<'_>) -> Verdict {
    let rest = &candidate.text[candidate.whole.end..];
    let end = rest.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.[".contains(letter)));
    let host = &rest[..end.unwrap_or(rest.len())];
    let unreal = ["localhost", "127.", "0.0.0.0", "[", "host", "example", "foo", "bar", "test"];
    let example = ["example.com", "example.org", "example.net", ".test", ".example", ".invalid", ".localhost"];
    let real = !host.is_empty()
        && !unreal.iter().any(|start| host.starts_with(start))
        && !example.iter().any(|end| host.ends_with(end));
    let value = candidate.value();
    (real && (is_password(value) || is_random(value))).then(|| candidate.secret.clone())
}

/// A JSON Web Token whose parts decode, with a claim that gives it worth, but for the one that documentation shows
/// everybody and for the keys that their issuer calls anonymous.
pub(super) fn jwt(candidate: &Candidate<'_>) -> Verdict {
    let mut parts = candidate.value().split('.');
    let header = decode_base64(parts.next()?)?;
    let payload = decode_base64(parts.next()?)?;
    let public = ["John Doe", "1234567890", "example", "\"anon\""].iter().any(|word| payload.contains(word));
    let signed = header.starts_with('{') && header.contains("\"alg\"") && payload.starts_with('{');
    let claims = ["\"exp\"", "\"iat\"", "\"iss\"", "\"aud\"", "\"sub\""].iter().any(|claim| payload.contains(claim));
    (signed && claims && !public).then(|| candidate.secret.clone())
}

/// A bot token begins with the bot's number in base64.
pub(super) fn discord_bot_token(candidate: &Candidate<'_>) -> Verdict {
    let number = decode_base64(candidate.value().split('.').next()?)?;
    let is_number = number.len() >= 17 && number.bytes().all(|byte| byte.is_ascii_digit());
    format(candidate).filter(|_| is_number)
}

/// An Azure storage key, but for the published ones of the storage and the Cosmos emulator.
pub(super) fn azure_account_key(candidate: &Candidate<'_>) -> Verdict {
    let emulator = ["Eby8vdM02xNO", "C2y6yDjf5/R+"];
    format(candidate).filter(|_| !emulator.iter().any(|start| candidate.value().starts_with(start)))
}

/// A Notion token; the prefix of the old ones has the look of a placeholder.
pub(super) fn notion_token(candidate: &Candidate<'_>) -> Verdict {
    let body = candidate.value().trim_start_matches("secret_");
    looks_generated(body).then(|| candidate.secret.clone())
}

/// An age key; its prefix has the look of a placeholder.
pub(super) fn age_key(candidate: &Candidate<'_>) -> Verdict {
    let body = candidate.value().trim_start_matches("AGE-SECRET-KEY-1");
    (!is_placeholder(body)).then(|| candidate.secret.clone())
}

/// A PEM block from its `BEGIN` to its `END`, or as far as the text has it; on one line with escaped line breaks,
/// or string by string, too, and in a diff or a comment, whose signs begin each line. An Ed25519 key, the shortest in
/// use, has 64 characters of base64.
pub(super) fn private_key(candidate: &Candidate<'_>) -> Verdict {
    let rest = &candidate.text[candidate.whole.end..];
    let body = &rest[..rest.find("-----").unwrap_or_else(|| key_prefix(rest))];
    let mut letters = String::new();
    for word in body.split(|letter: char| letter.is_whitespace() || "\"',\\".contains(letter)) {
        let word = word.strip_prefix('-').unwrap_or(word);
        let word = word.strip_prefix(['n', 'r']).filter(|rest| rest.len() % 4 == 0).unwrap_or(word);
        if is_key_word(word, candidate.level) && letters.len() < 512 {
            letters.push_str(&word[..word.len().min(512 - letters.len())]);
        }
    }
    let sure = letters.len() >= 60 && entropy(&letters) >= 4.5 && !is_placeholder(&letters);
    let real = sure || (candidate.level == Level::Suspected && letters.len() >= 32);
    let end = candidate.whole.end + body.len() + end_marker(&rest[body.len()..]);
    real.then_some(candidate.whole.start..end)
}

/// Whether a word is a piece of a key.
fn is_key_word(word: &str, level: Level) -> bool {
    let least = if level == Level::Sure { 16 } else { 8 };
    word.len() >= least && word.bytes().all(is_base64) && (level == Level::Sure || !is_wordy(word))
}

/// How far a text can be the body of a key.
fn key_prefix(text: &str) -> usize {
    let inside = |byte: u8| is_base64(byte) || byte.is_ascii_whitespace() || b"\\\"',-:.#*>".contains(&byte);
    text.bytes().position(|byte| !inside(byte)).unwrap_or(text.len())
}

/// The length of the `-----END ...-----` that a text begins with.
fn end_marker(text: &str) -> usize {
    let removed = usize::from(text.starts_with("------END "));
    let Some(label) = text[removed..].strip_prefix("-----END ") else { return 0 };
    let close = label.as_bytes().windows("-----".len()).take(80).position(|window| window == b"-----");
    close.map_or(0, |length| removed + "-----END ".len() + length + "-----".len())
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)
}
