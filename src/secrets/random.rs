//! Tells random text from words: entropy by length and alphabet, and how often letters pair as English does.

use super::placeholder::is_placeholder;

/// The 100 commonest letter pairs in the words of the standard library's and some crates' sources: 66% of the pairs
/// in words, 15% of those in random letters.
const WORD_PAIRS: &str = "ab ac ad al am an ap ar as at bl ca ce ch ck co ct de di ea ec ed el em en er es et ex ff \
fi ge ha he ic id il im in io ir is it la le li ll lo ly ma me mi mo mp na nc nd ne ng ni no ns nt oc od ol om on op \
or os ou pa pe pl po pr ra re ri ro rs rt se sh si ss st su ta te th ti to tr ts un ur us ve";

/// From this share of word pairs a text is words. Random texts of 16 characters reach it in 3%, of 32 in 0.6%.
const WORDY_SHARE: f64 = 0.45;

/// Whether a literal looks like a generated credential: 16 to 512 printable characters (20 of hexadecimal, which
/// makes 80 bits in both cases), letters and digits mixed, no placeholder, no words, no reference to something
/// else, and enough entropy.
pub(super) fn is_random(value: &str) -> bool {
    (16..=512).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_graphic())
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && value.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !(is_hex(value) && value.len() < 20)
        && !is_reference(value)
        && !is_uuid(value)
        && looks_generated(value)
}

/// Whether a value is no placeholder, no words, and as mixed as random letters of its length and alphabet are.
pub(super) fn looks_generated(value: &str) -> bool {
    !is_placeholder(value) && !is_wordy(value) && entropy(value) >= entropy_floor(value)
}

/// The least entropy, in bits a character, that a random text has but for bad luck.
///
/// A text of `n` characters can have `log2 n` bits at most. Of 20,000 random texts of each length from 16 to 64, one
/// in a hundred had less than 0.66 of that in hex, and less than 0.78 in letters and digits of one case or two; from
/// 32 characters on the alphabet is the limit, hence the caps.
fn entropy_floor(value: &str) -> f64 {
    let most = f64::from(u32::try_from(value.len()).unwrap_or(u32::MAX)).log2();
    if is_hex(value) { (0.65 * most).min(3.2) } else { (0.78 * most).min(3.9) }
}

/// Shannon entropy of the bytes, in bits a byte.
pub(super) fn entropy(value: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in value.bytes() {
        counts[usize::from(byte)] += 1;
    }
    let total = f64::from(counts.iter().sum::<u32>());
    let share = counts.iter().filter(|&&count| count > 0).map(|&count| f64::from(count) / total);
    share.map(|share| -share * share.log2()).sum()
}

/// Whether the letters of a text pair as in words (identifiers, paths and sentences are wordy).
///
/// Hexadecimal text with digits in it is never wordy: so few letters pair like words too often.
pub(super) fn is_wordy(value: &str) -> bool {
    if is_hex(value) && value.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let pairs = value.as_bytes().windows(2).filter(|pair| is_letter_pair(pair));
    let (all, common) =
        pairs.fold((0_u32, 0_u32), |(all, common), pair| (all + 1, common + u32::from(is_word_pair(pair))));
    all >= 4 && f64::from(common) >= WORDY_SHARE * f64::from(all)
}

/// Two letters of one word: `tO` begins a new one.
fn is_letter_pair(pair: &[u8]) -> bool {
    pair.iter().all(u8::is_ascii_alphabetic) && !(pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
}

fn is_word_pair(pair: &[u8]) -> bool {
    WORD_PAIRS.as_bytes().chunks(3).any(|known| known[..2].eq_ignore_ascii_case(pair))
}

/// Whether a value points at something (a URL, a path, a variable, a hash with its algorithm) and is no value itself.
fn is_reference(value: &str) -> bool {
    const STARTS: [&str; 15] =
        ["$", "%", "@", "#", "/", "./", "../", "~", "arn:", "data:", "sha1", "sha256", "sha384", "sha512", "pbkdf2"];
    const INSIDE: [&str; 10] = ["://", "${", "$(", "{", "}", "<", ">", "%s", "%(", "\\"];
    STARTS.iter().any(|start| value.starts_with(start)) || INSIDE.iter().any(|part| value.contains(part))
}

fn is_hex(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_uuid(value: &str) -> bool {
    let groups: Vec<&str> = value.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The text that unpadded base64 or base64url stands for; none if it is not valid.
pub(super) fn decode_base64(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len() * 3 / 4);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in encoded.bytes() {
        bits = (bits << 6 | sextet(byte)?) & 0xFFFF;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

fn sextet(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' | b'+' => 62,
        b'_' | b'/' => 63,
        _ => return None,
    }))
}
