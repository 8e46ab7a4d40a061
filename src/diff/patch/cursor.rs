//! The lines of a patch and the place reached in them.

/// Reads a patch line by line, with a look ahead.
pub(super) struct Cursor<'a> {
    lines: Vec<&'a [u8]>,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Starts at the first line; line endings, a `\r` before `\n` included, are dropped.
    pub(super) fn new(patch: &'a [u8]) -> Self {
        let lines = patch.split_inclusive(|&byte| byte == b'\n').map(without_ending).collect();
        Self { lines, at: 0 }
    }

    /// The line reached, if there is one.
    pub(super) fn peek(&self) -> Option<&'a [u8]> {
        self.lines.get(self.at).copied()
    }

    /// The line after it.
    pub(super) fn peek_second(&self) -> Option<&'a [u8]> {
        self.lines.get(self.at + 1).copied()
    }

    /// Goes on to the next line.
    pub(super) fn advance(&mut self) {
        self.at += 1;
    }

    /// The 1-based number of the line reached.
    pub(super) fn number(&self) -> usize {
        self.at + 1
    }

    /// How many lines the patch has.
    pub(super) fn total(&self) -> usize {
        self.lines.len()
    }

    /// True where the line reached starts with `prefix`.
    pub(super) fn starts_with(&self, prefix: &str) -> bool {
        self.peek().is_some_and(|line| line.starts_with(prefix.as_bytes()))
    }
}

fn without_ending(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
