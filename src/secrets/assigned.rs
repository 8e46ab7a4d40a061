//! Literals that are assigned to a name that says "secret": `password = "..."`, `"api_key": "..."`, `TOKEN=...`.
//!
//! The name must end in such a word (so that `token_type`, `tokenizer`, `secret_name` and `password_field` are
//! none), and what comes before the word must not say that the value is public or made up. What a value must be:
//!
//! - after a name that says "password", in quotes: a password as [`judge::is_password`] has it, from 8 characters;
//! - otherwise random, as [`is_random`] has it: at least 80 bits (16 letters and digits, 20 of hexadecimal: the
//!   least that services hand out), letters and digits mixed, entropy as only one random text in a hundred falls
//!   below;
//! - without quotes, in addition, nothing but letters, digits and `_+/=-`, and two digits, so that calls, paths,
//!   types and dotted names are none.

use std::ops::Range;

use super::judge;
use super::kind::Candidate;
use super::random::is_random;

/// The last words of the names.
pub(super) const NAMES: &str = "(?i)passw|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|auth[_-]?key\
|private[_-]?key|signing[_-]?key|encryption[_-]?key|credential";

/// Name, closing quote, type, operator, value. The operator is no comparison.
pub(super) const PATTERN: &str = concat!(
    r"(?i-u:passw(?:or)?d|passphrase|pwd|secret(?:[_-]?key)?|token|(?:api|access|auth|private|signing|encryption)",
    r"[_-]?key|credentials?)",
    r#"\\?["'`\]]{0,2}[ \t]{0,20}"#,
    r"(?::[ \t]{0,4}(?:&(?:'static[ \t]+)?str|[Ss]tring|str|bytes|Final(?:\[str\])?)[ \t]{0,4})?",
    r"(?:=>|:=|[:=])[ \t]{0,20}",
    r#"(?:[rbuRBU]{0,2}\\?["'`])?"#,
    r#"(?<secret>[!-~&&[^"'`\\]]{8,})"#,
);

/// What a name says of values that are no secret.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    "public", "page", "next", "prev", "cursor", "continu", "hash", "digest", "checksum", "example", "sample",
    "test", "mock", "fake", "dummy", "placeholder", "csrf", "xsrf", "sort", "partition", "cache", "resume",
    "sync", "idempot", "pad", "bos", "eos", "unk", "mask", "special", "expected", "invalid", "wrong", "bad",
    "old_", "default_", "file", "path", "url", "uri", "regex", "pattern",
];

/// The value without quotes, if it is a secret.
pub(super) fn judge(candidate: &Candidate<'_>) -> Option<Range<usize>> {
    let name = name(candidate).to_ascii_lowercase();
    if HARMLESS.iter().any(|word| name.contains(word)) || is_sealed(candidate.text, candidate.value()) {
        return None;
    }
    let bytes = candidate.text.as_bytes();
    let quote = bytes[candidate.secret.start - 1];
    if is_quote(quote) {
        let rest = &bytes[candidate.secret.end..];
        let closed = matches!(rest, [b'\\', next, ..] | [next, ..] if *next == quote);
        let password = ["passw", "pwd", "passphrase"].iter().any(|word| name.contains(word));
        let real = is_random(candidate.value()) || (password && judge::is_password(candidate.value()));
        return (closed && real).then(|| candidate.secret.clone());
    }
    let value = candidate.value().trim_end_matches(';');
    let end = candidate.secret.start + value.len();
    let rest = &bytes[candidate.secret.end..];
    // In `KEY: Type = 1` it is the type that follows the colon.
    let ends = rest.first().is_none_or(u8::is_ascii_whitespace) && !rest.starts_with(b" =");
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+/=-".contains(&byte));
    (ends && plain && digits >= 2 && is_random(value)).then_some(candidate.secret.start..end)
}

/// Whether a value is encrypted for a place that alone can read it: `SealedSecrets`, sops, hiera-eyaml, Ansible's vault.
fn is_sealed(text: &str, value: &str) -> bool {
    value.starts_with("ENC[")
        || value.starts_with("$ANSIBLE_VAULT")
        || (value.starts_with("Ag") && (text.contains("SealedSecret") || text.contains("encryptedData")))
}

fn is_quote(byte: u8) -> bool {
    b"\"'`".contains(&byte)
}

/// The whole name, as far as 60 characters before the word that ends it.
pub(super) fn name<'t>(candidate: &Candidate<'t>) -> &'t str {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
    let bytes = candidate.text.as_bytes();
    let start = candidate.name.as_ref().map_or(candidate.whole.start, |name| name.start);
    let before = bytes[..start].iter().rev().take(60).take_while(|byte| is_part(byte)).count();
    let after = bytes[start..].iter().take_while(|byte| is_part(byte)).count();
    // All of these bytes are ASCII.
    &candidate.text[start - before..start + after]
}
