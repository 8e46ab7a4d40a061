//! Judges of single tokens: whether what a provider's pattern matched is a live-looking credential.

use std::ops::Range;

use super::placeholder::is_placeholder;
use super::random::{decode_base64url, is_random, is_wordy};
use super::{CERTAIN, LIKELY};

type Verdict = Option<(Range<usize>, f64)>;

/// For a format that hardly anything else has: all but placeholders.
pub(super) fn format(text: &str, range: Range<usize>) -> Verdict {
    (!is_placeholder(&text[range.clone()])).then_some((range, CERTAIN))
}

/// For a short prefix before letters that could be words.
pub(super) fn wordless(text: &str, range: Range<usize>) -> Verdict {
    let token = &text[range.clone()];
    (!is_placeholder(token) && !is_wordy(token)).then_some((range, CERTAIN))
}

/// For a format that other things share: it has to look random too.
pub(super) fn random(text: &str, range: Range<usize>) -> Verdict {
    is_random(&text[range.clone()]).then_some((range, LIKELY))
}

/// A JSON Web Token whose header decodes, but for the one that jwt.io shows everybody.
pub(super) fn jwt(text: &str, range: Range<usize>) -> Verdict {
    let mut parts = text[range.clone()].split('.');
    let header = decode_base64url(parts.next()?)?;
    let payload = decode_base64url(parts.next()?)?;
    let documented = payload.contains("John Doe") || payload.contains("1234567890");
    let signed = header.starts_with('{') && header.contains("\"alg\"") && payload.starts_with('{');
    (signed && !documented).then_some((range, LIKELY))
}

/// An Azure storage key, but for the published ones of the storage and the Cosmos emulator.
pub(super) fn azure_account_key(text: &str, range: Range<usize>) -> Verdict {
    let emulator = ["Eby8vdM02xNO", "C2y6yDjf5/R+"];
    let published = emulator.iter().any(|start| text[range.clone()].starts_with(start));
    if published { None } else { format(text, range) }
}
