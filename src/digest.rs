//! SHA-256, the hash of the program, in hexadecimal and, for browsers, in base64; and SHA-1, where a server wants no other.

use std::fmt::Write as _;
use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// The 64 hexadecimal digits of the SHA-256 of the parts, each closed by a zero byte so that no two lists of
/// parts run together.
pub(crate) fn sha256<T: AsRef<str>>(parts: &[T]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_ref().as_bytes());
        hasher.update([0]);
    }
    hexadecimal(&hasher.finalize())
}

/// The 64 hexadecimal digits of the SHA-256 of everything that can be read: what `sha256sum` prints of a file.
///
/// # Errors
/// Where it cannot be read to the end.
pub(crate) fn sha256_of(mut content: impl Read) -> io::Result<String> {
    let (mut hasher, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match content.read(&mut piece)? {
            0 => return Ok(hexadecimal(&hasher.finalize())),
            length => hasher.update(&piece[..length]),
        }
    }
}

/// The SHA-256 of a text in base64, as a content security policy names it.
pub(crate) fn sha256_base64(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::new();
    for three in Sha256::digest(text).chunks(3) {
        let byte = |index| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for letter in 0..=three.len() {
            written.push(char::from(LETTERS[(bits >> (18 - 6 * letter) & 63) as usize]));
        }
        written.extend(std::iter::repeat_n('=', 3 - three.len()));
    }
    written
}

/// The 40 hexadecimal digits of the SHA-1 of a text: what `sha1sum` prints of it. Only to name things to a server by.
pub(crate) fn sha1(text: &str) -> String {
    hexadecimal(ring::digest::digest(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY, text.as_bytes()).as_ref())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_of_a_file_is_the_one_that_everybody_computes() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256_of(&b"abc"[..]).unwrap(), abc);
        assert_eq!(sha256_base64("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }
}
