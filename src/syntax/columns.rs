//! Columns of a text in characters, found in constant time: counted once, so that thousands of findings on one long line
//! cost no more than on as many short ones.

/// How many bytes are counted by hand at most.
const BLOCK: usize = 128;

/// How many characters begin before each block of bytes; nothing where every character is one byte.
#[derive(Debug)]
pub(super) struct Columns {
    before: Vec<usize>,
}

impl Columns {
    /// Counts the characters of a text.
    pub(super) fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { before: Vec::new() };
        }
        let mut before = vec![0];
        for block in text.as_bytes().chunks_exact(BLOCK) {
            before.push(before[before.len() - 1] + starts(block));
        }
        Self { before }
    }

    /// How many characters of the text begin before a byte.
    fn characters(&self, text: &str, byte: usize) -> usize {
        if self.before.is_empty() {
            return byte;
        }
        let block = byte / BLOCK;
        self.before[block] + starts(&text.as_bytes()[block * BLOCK..byte])
    }

    /// How many characters begin from one byte to another.
    pub(super) fn between(&self, text: &str, start: usize, end: usize) -> usize {
        self.characters(text, end) - self.characters(text, start)
    }

    /// The byte so many characters after another; the end of the text where there are fewer.
    pub(super) fn after(&self, text: &str, start: usize, count: usize) -> usize {
        if self.before.is_empty() {
            return (start + count).min(text.len());
        }
        let wanted = self.characters(text, start) + count;
        let block = self.before.partition_point(|&before| before <= wanted) - 1;
        // A character over the edge of two blocks begins in the first, and is counted there.
        let byte = text.ceil_char_boundary(block * BLOCK);
        let missing = wanted - self.before[block];
        text[byte..].char_indices().nth(missing).map_or(text.len(), |(offset, _)| byte + offset)
    }
}

/// How many characters begin in these bytes of UTF-8.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_as_one_by_one_wherever_blocks_end() {
        let ascii = "x = 1\n".repeat(60);
        let mixed = "aé🦀".repeat(BLOCK) + "ü";
        let exact = "é".repeat(BLOCK);
        for text in [ascii, mixed, exact] {
            let columns = Columns::new(&text);
            let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
            for (from, &start) in starts.iter().enumerate().step_by(7) {
                for (to, &end) in starts.iter().enumerate().skip(from) {
                    assert_eq!(columns.between(&text, start, end), to - from);
                    assert_eq!(columns.after(&text, start, to - from), end);
                }
            }
            assert_eq!(columns.after(&text, 0, starts.len() + 5), text.len());
        }
    }
}
