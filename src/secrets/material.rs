//! What keys are made of: literals that a constructor makes a key of, arrays of bytes, bodies of key files without their
//! header, seeds of one-time passwords, addresses that are secret themselves, and text in base64 that holds a secret.

use std::collections::BTreeSet;
use std::ops::Range;

use super::kind::{Candidate, Kind};
use super::plausible;
use super::random::{decode_base64, is_wordy};
use super::suspects::suspect;

type Verdict = Option<Range<usize>>;

/// A literal.
macro_rules! literal {
    () => {
        r#"[rbuRBU]{0,2}["'`](?<secret>[^"'`\n\\\s]{6,})["'`]"#
    };
}

/// Numbers of one byte, sixteen and more.
macro_rules! bytes {
    () => {
        r"(?<secret>(?:0[xX][0-9a-fA-F]{1,2}|[0-9]{1,3})(?:[uU]8)?(?:,\s{0,20}(?:\n[+-])?\s{0,20}(?:\(byte\)[ ]?)?-?(?:0[xX][0-9a-fA-F]{1,2}|[0-9]{1,3})(?:[uU]8)?){15,})"
    };
}

#[rustfmt::skip]
pub(super) static MATERIAL: &[Kind] = &[
    // Constructors.
    suspect("generic", "Fernet|hmac|HMAC|Hmac|AES|ChaCha|KeySpec|SecretBox|_slice|from_secret|SigningKey|CryptoJS|signWith|SignedString|cookieParser", concat!(r"(?:Fernet|AESGCM|AESCCM|ChaCha20Poly1305|(?:hmac|HMAC)\.new|AES\.new|ChaCha20[A-Za-z0-9_]{0,12}(?:\.new)?|(?:Secret|DES|DESede)KeySpec|SecretBox|SigningKey|new_from_slice|from_secret|(?:HMAC|hmac)(?:[.:][A-Za-z_]{1,20})?|Hmac[A-Za-z0-9]{0,12}(?:::new)?|CryptoJS\.[A-Za-z0-9.]{1,30}|signWith|SignedString|cookieParser)\((?:[^\x22'`\n]{0,80}?)(?:[\x22'][Ss][Hh][Aa][0-9-]{1,6}[\x22'],\s{0,20}(?:\$?[a-z]{1,20},\s{0,20})?)?(?:\[\]byte\()?", literal!()), plausible::weak),
    suspect("generic", "jwt|JWT|Hmac|hmac|ipher", concat!(r#"(?:(?:jwt|JWT|jsonwebtoken)(?:\.|::|->)(?:encode|decode|sign|verify)|createHmac|createCipheriv|createDecipheriv|hash_hmac|Mac\.getInstance)\((?:[^"'`\n]{0,120}?|["'][^"'\n]{0,}["'][^"'`\n]{0,60}?),\s{0,40}"#, literal!()), plausible::weak),
    suspect("generic", "fromhex|unhexlify|hex::decode|hex!|DecodeString|Buffer\\.from|hexToBytes|parseHex|HexFormat", r#"(?:fromhex|unhexlify|hex::decode|hex!|hex\.DecodeString|Buffer\.from|hexToBytes|parseHex)\(\s{0,20}[rbu]{0,2}["'`](?<secret>[0-9a-fA-F]{32,})["'`]"#, plausible::random),
    suspect("generic", "Client|client|Api|API|Sdk|SDK|Connection|connect|Session|Auth", r#"(?:Client|client|Api|API|Sdk|SDK|Connection|connect|Session|Auth)\((?:[^()\n]{0,200}?[,=(][ ]{0,4})?[rbu]{0,2}["'`](?<secret>[A-Za-z0-9+/=_-]{20,})["'`]"#, plausible::random),
    suspect("generic", "(?i)key|secret|seed", concat!(r"(?:(?i-u:key|secret|seed)|Key|Secret|Seed)\b[^\n\x22]{0,60}?[\[({]\s{0,20}(?:\n[+-])?\s{0,20}(?:\(byte\)[ ]?)?", bytes!()), key_bytes),
    suspect("generic", "(?i)key|secret|seed", r#"(?i-u:key|secret|seed)\b[^\n;"']{0,60}b?["'](?<secret>(?:\\x[0-9a-fA-F]{2}){16,})["']"#, key_bytes),

    suspect("generic", "[\"'`][A-Za-z0-9+/=_-]{20}", r#"["'`](?<secret>[A-Za-z0-9+/=_-]{20,})["'`]"#, generated),
    suspect("generic", "[(,] ?[\"'][0-9a-f]{32}", r#"[A-Za-z0-9_]\((?:[^()\n]{0,100},[ ])?["'](?<secret>[0-9a-f]{32}|[0-9a-f]{64})["']"#, plausible::random),
    suspect("generic", "(?i)token|secret|passw|api|auth|login|key", r#"(?i-u:token|secret|passw|\bapi|auth|login|_key|\bkey)[^\n]{0,120}?[\s=:"'`](?<secret>[A-Za-z0-9+/=_-]{20,})(?:[\s"'`;,)}\\|]|$)"#, generated),

    // Bodies of keys.
    suspect("private-key", "Private-Lines", r"Private-Lines:[ ][0-9]{1,4}\r?\n(?<secret>(?:[+ -]?[A-Za-z0-9+/=]{16,}\r?\n){0,400}[+ -]?[A-Za-z0-9+/=]{16,}(?:\r?\n[+ -]?[A-Za-z0-9+/]{1,76}=)?=?)", plausible::anything),
    suspect("private-key", "MII|MHcCAQEE|MC4CAQAw|MI[GH]|b3BlbnNzaC1rZXk", r"(?<secret>(?:MII[A-Za-z0-9+/]{1,6}IB(?:ADANBgkqhkiG9w0B|AAKC)|MHcCAQEEI|MC4CAQAwBQYDK2V|MI[GH][A-Za-z0-9+/]{1,4}AgEAMB[AM]GByqGSM49|b3BlbnNzaC1rZXktdjE)[A-Za-z0-9+/=]{20,}(?:[^A-Za-z0-9/=]{1,10}[A-Za-z0-9+/=]{40,})*(?:[^A-Za-z0-9/=]{1,10}[A-Za-z0-9+/]{1,76}={1,2})?)", plausible::anything),
    suspect("generic", "^[0-9a-f]{32}", r"\A(?<secret>[0-9a-f]{32})\s{0,4}\z", plausible::anything),

    // Addresses and seeds.
    suspect("webhook", "webhook|zapier|ifttt|/hooks?/", r"(?:office\.com/webhook[a-z0-9]{0,4}/|hooks\.zapier\.com/hooks/(?:catch|standard)/[0-9]{1,12}/|maker\.ifttt\.com/trigger/[^/\s]{1,64}/(?:json/)?with/key/|/open-apis/bot/v[0-9]/hook/|mattermost[a-z0-9.-]{0,60}/hooks/)(?<secret>[A-Za-z0-9@/_-]{16,})", plausible::anything),
    suspect("webhook", "hooks?/", r"hooks?/(?:[A-Za-z0-9_.-]{1,40}/){0,4}(?<secret>[A-Za-z0-9_-]{16,})", plausible::random_address),
    suspect("url-token", "[?&][a-zA-Z_-]{1,30}=[A-Za-z0-9_-]{20}", r"[?&][A-Za-z_-]{1,30}=(?<secret>[A-Za-z0-9_-]{20,})", plausible::random_address),
    suspect("url-token", "x-oauth-basic|:x?@", r#"://(?<secret>[^\s/:@"'<>{}$]{16,}):(?:x-oauth-basic|x)?@"#, plausible::mixed),
    suspect("generic", "(?i)otp|2fa|mfa", r#"(?i-u:otp|2fa|mfa)[A-Za-z0-9_.]{0,30}[ ]?(?:\(|[:=])[ ]{0,4}["'](?<secret>[A-Z2-7]{16,64}={0,6})["']"#, plausible::anything),
    suspect("generic", "auth", r#"\b_?auth\\?["']?[ ]{0,4}[:=][ ]{0,4}\\?["']?(?<secret>[A-Za-z0-9+/]{8,}={0,2})"#, plausible::header),

    // In base64.
    suspect("base64", "[A-Za-z0-9+/_-]{24}", r"[A-Za-z0-9+/_-]{24,}={0,2}", wrapped),
    suspect("base64", "[A-Za-z0-9+/]{60}", r"(?:[A-Za-z0-9+/]{60,100}\r?\n[+ -]?[ \t]{0,16})+[A-Za-z0-9+/]{4,100}={0,2}", wrapped),
];

/// Letters and digits as only a generator mixes them.
fn generated(candidate: &Candidate<'_>) -> Verdict {
    let value = candidate.value();
    let capitals = value.bytes().filter(u8::is_ascii_uppercase).count();
    let small = value.bytes().filter(u8::is_ascii_lowercase).count();
    let mixed = capitals >= 2 && small >= 2 && value.bytes().filter(u8::is_ascii_digit).count() >= 2;
    let parts = value.split(['-', '_', '/']).filter(|part| part.len() >= 3).count();
    let told = decode_base64(value.trim_end_matches('=')).is_some_and(|text| text.contains(' ') || is_wordy(&text));
    // Public keys of SSH begin so.
    if mixed && parts <= 3 && !told && !value.starts_with("AAAA") { plausible::random(candidate) } else { None }
}

/// The bytes of a key: hardly any twice, and not in order.
fn key_bytes(candidate: &Candidate<'_>) -> Verdict {
    let value = candidate.value();
    let numbers: Vec<&str> = if value.starts_with('\\') {
        value.split("\\x").skip(1).collect()
    } else {
        value.split(',').map(str::trim).collect()
    };
    let different = numbers.iter().collect::<BTreeSet<_>>().len();
    let is_wide = numbers.iter().filter(|number| number.len() >= 2).count() * 4 >= numbers.len() * 3;
    (is_wide && different * 3 >= numbers.len().min(64) * 2 && !is_counted(&numbers)).then(|| candidate.secret.clone())
}

/// Whether most numbers are one more than the one before.
fn is_counted(numbers: &[&str]) -> bool {
    let values: Vec<i32> = numbers.iter().filter_map(|number| byte(number)).collect();
    let steps = values.windows(2).filter(|pair| (pair[1] - pair[0]).abs() <= 1).count();
    steps * 2 >= values.len()
}

fn byte(number: &str) -> Option<i32> {
    let hex = number.strip_prefix("0x").or_else(|| number.strip_prefix("0X"));
    hex.map_or_else(|| number.parse().ok(), |digits| i32::from_str_radix(digits, 16).ok())
}

/// Base64 of a text that holds a secret. What it holds is shorter, so that this comes to an end.
fn wrapped(candidate: &Candidate<'_>) -> Verdict {
    let plain: String = candidate.value().split(['\n', '\r', '+', ' ', '\t']).collect();
    let written = if candidate.value().contains('\n') { plain.as_str() } else { candidate.value() };
    let text = decode_base64(written.trim_end_matches('='))?;
    let printed = text.chars().all(|letter| !letter.is_control() || letter.is_whitespace());
    (printed && !super::find_suspects(&text).is_empty()).then(|| candidate.secret.clone())
}
