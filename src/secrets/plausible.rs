//! Judges of what might be a secret. A value is one unless it is plainly something else: a variable or a call, a
//! name or a word that code is made of, a sentence for people.

use std::ops::Range;

use super::assigned;
use super::kind::Candidate;
use super::random::{decode_base64, is_random, is_wordy};

type Verdict = Option<Range<usize>>;

/// Names whose values are a secret however weak they look.
const PASSWORDS: [&str; 7] = ["passw", "pwd", "passphrase", "passcode", "_pass", "-pass", "_pw"];

/// Names that say "secret" of something that is none.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    "public", "page", "next_", "prev", "cursor", "continu", "sort", "partition", "pad_", "bos_", "eos_", "unk_",
    "mask", "special", "file", "path", "url", "uri", "regex", "pattern", "bypass", "compass", "label", "title",
    "hint", "help", "message", "error", "field", "format", "charset", "algorithm",
];

/// What is written where a value will be, and the types that follow a colon.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "str", "string", "bytes", "text", "hidden", "none", "null", "true", "false", "required", "optional", "integer",
    "boolean", "object", "undefined", "default", "number", "varchar", "self", "unicode", "any", "bytearray", "yes",
    "no", "off", "on", "todo", "empty", "write", "read", "inherit", "prompt", "uuid", "unset", "auto", "bool", "int",
    "float", "dict", "list", "tuple", "callable",
];

/// For a format that hardly anything else has: the whole token, but for words without a digit.
pub(super) fn format(candidate: &Candidate<'_>) -> Verdict {
    let value = candidate.value();
    let start = value[..value.len().min(12)].rfind(['-', '_', '.']).map_or(0, |sign| sign + 1);
    let words = is_wordy(&value[start..]) && !has_digit(&value[start..]);
    let rest = candidate.text.as_bytes()[candidate.secret.end..].iter().take(256);
    let more = rest.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    (!words).then_some(candidate.secret.start..candidate.secret.end + more)
}

/// For a form that says by itself that a secret stands there.
pub(super) fn anything(candidate: &Candidate<'_>) -> Verdict {
    (!refers(candidate.value())).then(|| candidate.secret.clone())
}

/// For a form that names and words stand in as well.
pub(super) fn mixed(candidate: &Candidate<'_>) -> Verdict {
    let value = without_punctuation(candidate.value());
    is_mixed(value).then(|| candidate.secret.start..candidate.secret.start + value.len())
}

/// For the sentences of a comment, which have the look of declarations in code.
pub(super) fn told(candidate: &Candidate<'_>) -> Verdict {
    let value = without_punctuation(candidate.value());
    let name = is_type(value);
    let password = candidate.text[candidate.whole.start..].starts_with(['p', 'P']) && has_letter(value);
    let secret = has_digit(value) && !name && !is_dotted(value) && (password || is_mixed(value));
    (secret && !refers(value)).then(|| candidate.secret.start..candidate.secret.start + value.len())
}

/// Whether it has the look of a type's name, `Curve25519Key`: hardly more than a capital in three letters.
fn is_type(value: &str) -> bool {
    let count = |sort: fn(&u8) -> bool| value.bytes().filter(sort).count();
    value.starts_with(|letter: char| letter.is_ascii_uppercase())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && count(u8::is_ascii_uppercase) * 3 <= value.len()
        && count(u8::is_ascii_digit) * 3 <= value.len()
}

/// Whether it is the name of a type, an encoding, a cipher or a digest, which have numbers.
fn is_known(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let starts =
        ["sha", "md5", "aes", "hs2", "hs3", "hs5", "rs2", "es2", "utf", "latin", "iso-", "ssh-", "0x", "--", "-d"];
    (value.len() < 24 && starts.iter().any(|start| lower.starts_with(start))) || is_type(value)
}

fn without_punctuation(value: &str) -> &str {
    value.trim_end_matches(['.', ',', ';', ':', ')', '!', '?'])
}

/// For the place of a password.
pub(super) fn password(candidate: &Candidate<'_>) -> Verdict {
    is_password_like(candidate.value()).then(|| candidate.secret.clone())
}

/// For the place of a password among arguments.
pub(super) fn typed(candidate: &Candidate<'_>) -> Verdict {
    let value = candidate.value();
    let option = value.starts_with('-') || value.ends_with('=') && !has_digit(value);
    if option { None } else { password(candidate) }
}

/// For a form that hardly tells anything: what looks generated.
pub(super) fn random(candidate: &Candidate<'_>) -> Verdict {
    let line = candidate.text[candidate.whole.start..candidate.secret.start].to_ascii_lowercase();
    let digest = ["sha", "checksum", "digest", "integrity", "md5", "http"].iter().any(|word| line.contains(word));
    (!digest && is_random(candidate.value())).then(|| candidate.secret.clone())
}

/// The same for a part of an address, which can hold any word.
pub(super) fn random_address(candidate: &Candidate<'_>) -> Verdict {
    is_random(candidate.value()).then(|| candidate.secret.clone())
}

/// The credentials of `Authorization: Basic`, which need not have a digit.
pub(super) fn header(candidate: &Candidate<'_>) -> Verdict {
    let decoded = decode_base64(candidate.value().trim_end_matches('=')).unwrap_or_default();
    let basic = decoded.contains(':') && decoded.bytes().all(|byte| byte.is_ascii_graphic());
    if basic { Some(candidate.secret.clone()) } else { mixed(candidate) }
}

/// Cookies: pairs of which one has a value.
pub(super) fn cookie(candidate: &Candidate<'_>) -> Verdict {
    let mut values = candidate.value().split(';').filter_map(|pair| pair.split_once('='));
    values.any(|(_, value)| value.len() >= 8 && is_mixed(value)).then(|| candidate.secret.clone())
}

/// A value in quotes that is given to a name, with the strings that go on with it.
pub(super) fn quoted(candidate: &Candidate<'_>) -> Verdict {
    given_to(assigned::name(candidate), candidate.value()).then(|| candidate.secret.start..with_pieces(candidate))
}

/// A value beside the name that it is given to, in another token or on another line.
pub(super) fn recorded(candidate: &Candidate<'_>) -> Verdict {
    given_to(assigned::name(candidate), candidate.value()).then(|| candidate.secret.clone())
}

/// The same where a list of names could stand, which have no digits.
pub(super) fn paired(candidate: &Candidate<'_>) -> Verdict {
    if has_digit(candidate.value()) && !is_known(candidate.value()) { recorded(candidate) } else { None }
}

/// The same where code could stand.
pub(super) fn listed(candidate: &Candidate<'_>) -> Verdict {
    let value = candidate.value();
    let code = value.trim_end_matches('=').contains(['(', '[', ')', ']', '=']) || is_dotted(value);
    if code { None } else { paired(candidate) }
}

/// For a form that says what stands there, and where a name could stand as well: a value with a digit.
pub(super) fn weak(candidate: &Candidate<'_>) -> Verdict {
    let value = without_punctuation(candidate.value());
    let secret = has_digit(value) && has_letter(value) && !refers(value) && !is_dotted(value) && !is_known(value);
    secret.then(|| candidate.secret.start..candidate.secret.start + value.len())
}

/// A value in quotes that stands among the arguments of a call.
pub(super) fn argument(candidate: &Candidate<'_>) -> Verdict {
    let name = assigned::name(candidate).to_ascii_lowercase();
    let sets = ["set", "with", "change", "update", "reset", "login", "auth", "verify", "check", "bearer"];
    let is_password = PASSWORDS.iter().any(|word| name.contains(word)) && sets.iter().any(|verb| name.contains(verb));
    let value = candidate.value();
    let weak = value.len() >= 4 && has_digit(value) && has_letter(value) && !refers(value) && !value.contains(' ');
    let secret = if is_password { is_password_like(value) } else { is_mixed(value) };
    (secret || (name.contains("login") || name.contains("auth")) && weak).then(|| candidate.secret.clone())
}

/// A value without quotes to the end of its line, as in YAML, INI and environment files, where code could stand too.
pub(super) fn unquoted(candidate: &Candidate<'_>) -> Verdict {
    let value = candidate.value();
    let name = assigned::name(candidate);
    let introduced = &candidate.text[candidate.whole.start..candidate.secret.start];
    let environment = name == name.to_ascii_uppercase() && introduced.ends_with('=');
    let yaml = introduced.ends_with(": ") && value.starts_with(|letter: char| letter.is_ascii_lowercase());
    let code = value.contains(['(', '[', ')', ']', ',']) || value.contains("::") || value.contains("->");
    let marked = environment || yaml || (has_digit(value) && !is_name_of_secret(value));
    (marked && !code && !is_dotted(value) && given_to(name, value)).then(|| candidate.secret.clone())
}

/// Whether a value that a name is given is a secret.
fn given_to(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    if HARMLESS.iter().any(|word| name.contains(word)) || is_code(value) {
        return false;
    }
    let is_password = name == "pw" || name.ends_with("pass") || PASSWORDS.iter().any(|word| name.contains(word));
    if is_password { is_password_like(value) } else { is_mixed(value) }
}

/// Whether it stands between two strings and not in one: the quote before it closed the first.
fn is_code(value: &str) -> bool {
    value.contains("()") || value.starts_with([',', ')', ']', ';', ' ']) && value.contains(' ')
}

/// Whether a value may be a password, however weak: neither a reference nor a name nor a sentence about passwords.
fn is_password_like(value: &str) -> bool {
    let sentence = value.contains(' ')
        && (value.starts_with(|letter: char| letter.is_uppercase()) || value.ends_with(['.', ':', '!', '?', ' ']));
    value.len() >= 3
        && !refers(value)
        && !sentence
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(value))
        && (has_digit(value) || !is_name_of_secret(value))
        && value.bytes().any(|byte| byte != value.as_bytes()[0])
        && value.bytes().any(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a value is neither a reference nor made of words: it has digits among its letters or pairs no letters as
/// words do.
fn is_mixed(value: &str) -> bool {
    value.len() >= 6
        && !refers(value)
        && !value.contains(' ')
        && !value.contains("://")
        && has_letter(value) | (value.len() >= 8 && has_digit(value))
        && (has_sign(value) || !value.split(|letter: char| !letter.is_alphanumeric()).all(is_word))
}

/// Whether it has a digit and a sign that no name has.
fn has_sign(value: &str) -> bool {
    has_digit(value) && value.contains(['!', '$', '^', '*', '~', '?'])
}

/// A part of a name: a word, a number, words with capitals, or a word with a number of up to four digits.
fn is_word(part: &str) -> bool {
    let letters = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let plain = letters.bytes().all(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    let capitals = letters.bytes().filter(u8::is_ascii_uppercase).count();
    let is_camel = capitals * 3 <= letters.len() + 1 && letters.len() < 32;
    let is_upper = capitals == letters.len() && capitals < 12;
    plain && part.len() - letters.len() <= 4 && (letters.len() <= 4 || is_wordy(letters) || is_camel || is_upper)
}

/// Whether a value only points at something: a variable, a template, a path.
fn refers(value: &str) -> bool {
    let variable = value.strip_prefix('$').is_some_and(|name| name.starts_with(|sign: char| sign.is_ascii_uppercase()));
    let braces = value.find('{').is_some_and(|open| value[open..].contains('}'));
    variable
        || braces
        || ["${", "$(", "{{", "%(", "<", "...", "***"].iter().any(|sign| value.contains(sign))
        || ["%s", "%d", "./", "../", "~/", "/"].iter().any(|start| value.starts_with(start)) && !has_digit(value)
}

/// Whether a value holds the name of a secret, as in `new_password` and `client_secret`.
fn is_name_of_secret(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    ["passw", "passphrase", "pwd", "secret", "token", "key", "credential", "auth"]
        .iter()
        .any(|word| lower.contains(word))
}

/// Whether it has the look of `settings.token`.
fn is_dotted(value: &str) -> bool {
    value.contains('.') && value.split('.').all(|part| part.starts_with(|l: char| l.is_ascii_alphabetic() || l == '_'))
}

fn has_digit(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_digit())
}

fn has_letter(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Where a value ends whose string others go on with: `"abc" "def"`, `"abc" + "def"`, over lines too.
fn with_pieces(candidate: &Candidate<'_>) -> usize {
    let bytes = candidate.text.as_bytes();
    let Some(&quote) = bytes.get(candidate.secret.end).filter(|byte| b"\"'".contains(byte)) else {
        return candidate.secret.end;
    };
    let mut end = candidate.secret.end;
    while let Some(piece) = next_piece(&bytes[end + 1..], quote).filter(|_| end - candidate.secret.start < 4096) {
        end += 1 + piece;
    }
    end
}

/// The length from behind one string to the end of the next, if that follows at once and holds no words.
fn next_piece(rest: &[u8], quote: u8) -> Option<usize> {
    let gap = rest.iter().take(80).take_while(|byte| byte.is_ascii_whitespace() || b"+-\\.&".contains(byte)).count();
    let after = rest.get(gap..)?.strip_prefix(&[quote])?;
    let length = after.iter().take(512).position(|byte| *byte == quote)?;
    let piece = &after[..length];
    (gap > 0 && length >= 4 && piece.iter().all(u8::is_ascii_graphic)).then_some(gap + 1 + length)
}
