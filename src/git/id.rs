//! The name of an object, in either of git's two hashes.

use std::fmt;

/// The name of an object: 20 bytes of SHA-1 or 32 of SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId {
    bytes: [u8; 32],
    length: u8,
}

impl ObjectId {
    /// From the 20 or 32 bytes of a hash.
    pub(super) fn from_bytes(hash: &[u8]) -> Option<Self> {
        let length = u8::try_from(hash.len()).ok()?;
        let mut bytes = [0; 32];
        bytes.get_mut(..hash.len())?.copy_from_slice(hash);
        matches!(length, 20 | 32).then_some(Self { bytes, length })
    }

    /// From 40 or 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        let pairs = digits.chunks(2).map(|pair| match pair {
            [high, low] => Some(value(high)? << 4 | value(low)?),
            _ => None,
        });
        Self::from_bytes(&pairs.collect::<Option<Vec<u8>>>()?)
    }

    /// The bytes of the hash.
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }

    /// Whether it names nothing: all its digits are 0.
    pub fn is_zero(&self) -> bool {
        self.bytes == [0; 32]
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes().iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_hashes_are_read_as_they_are_written_and_nothing_else_is() {
        for text in ["4b825dc642cb6eb9a060e54bf8d69288fbee4904", &"0f".repeat(32)] {
            assert_eq!(ObjectId::from_hex(text).unwrap().to_string(), text);
        }
        for text in ["", "4b825dc", &"0g".repeat(20), &"00".repeat(21), &"0".repeat(41), &"00".repeat(99)] {
            assert_eq!(ObjectId::from_hex(text), None, "{text}");
        }
    }

    #[test]
    fn only_zeros_name_nothing() {
        assert!(ObjectId::from_hex(&"0".repeat(64)).unwrap().is_zero());
        assert!(!ObjectId::from_hex(&"01".repeat(20)).unwrap().is_zero());
    }
}
