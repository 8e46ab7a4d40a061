//! Decisions that are read from bytes, so that a fuzzer that changes bytes changes what is built from them. Where there
//! are no more bytes, each decision is the first of its choices.

/// Bytes that are used up by decisions.
pub(super) struct Choices<'b> {
    left: &'b [u8],
}

impl<'b> Choices<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { left: bytes }
    }

    /// Whether all bytes are used up.
    pub fn is_done(&self) -> bool {
        self.left.is_empty()
    }

    /// The next byte, 0 where there is none.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.left.split_first() else { return 0 };
        self.left = rest;
        *first
    }

    /// A number below a count of at most 256.
    pub fn below(&mut self, count: usize) -> usize {
        usize::from(self.byte()) % count.max(1)
    }

    /// Whether something is so that is so in one of `count` cases.
    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 1
    }

    pub fn one_of<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    /// Some text out of the bytes themselves, at most so long.
    pub fn text(&mut self, most: usize) -> String {
        let length = self.below(most + 1).min(self.left.len());
        let (own, rest) = self.left.split_at(length);
        self.left = rest;
        String::from_utf8_lossy(own).into_owned()
    }
}
