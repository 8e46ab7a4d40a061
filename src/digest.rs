//! SHA-256 in hexadecimal, the one hash of the program.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The 64 hexadecimal digits of the SHA-256 of the parts, each closed by a zero byte so that no two lists of
/// parts run together.
pub(crate) fn sha256<T: AsRef<str>>(parts: &[T]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_ref().as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("strings grow");
        text
    })
}

/// The first 16 digits of [`sha256`]: enough to tell the findings of a project apart.
pub(crate) fn short<T: AsRef<str>>(parts: &[T]) -> String {
    let mut digits = sha256(parts);
    digits.truncate(16);
    digits
}
