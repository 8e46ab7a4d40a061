//! Line endings as git stores them: the rules of gitattributes(5) for `text`, `eol` and `core.autocrlf`.

/// What git does to the line endings of a file that it stores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Endings {
    /// Nothing.
    Kept,
    /// CRLF becomes LF.
    Normalized,
    /// CRLF becomes LF in a file that is text and is not stored with CRLF already.
    NormalizedIfText,
}

impl Endings {
    /// From the attributes of a file, as `git check-attr` puts them, and from whether `core.autocrlf` is on.
    pub(super) fn new(text: Option<&str>, crlf: Option<&str>, eol: Option<&str>, autocrlf: bool) -> Self {
        let has_eol = matches!(eol, Some("lf" | "crlf"));
        // `crlf` is what `text` was called before.
        match text.or(crlf) {
            Some("unset") => Self::Kept,
            Some("auto") => Self::NormalizedIfText,
            Some("set" | "input") => Self::Normalized,
            _ if has_eol => Self::Normalized,
            _ if autocrlf => Self::NormalizedIfText,
            _ => Self::Kept,
        }
    }
}

/// What git stores for a file whose line endings it changes; `None` where that is what the file holds. `stored` reads what
/// the index holds of it.
pub(super) fn normalized(bytes: &[u8], endings: Endings, stored: impl FnOnce() -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    if endings == Endings::Kept {
        return None;
    }
    let statistics = Statistics::new(bytes);
    if statistics.crlf == 0 {
        return None;
    }
    if endings == Endings::NormalizedIfText && (statistics.is_binary() || stored().is_some_and(|blob| has_crlf(&blob)))
    {
        return None;
    }
    let mut text = Vec::with_capacity(bytes.len());
    for (index, &byte) in bytes.iter().enumerate() {
        if byte != b'\r' || bytes.get(index + 1) != Some(&b'\n') {
            text.push(byte);
        }
    }
    Some(text)
}

fn has_crlf(blob: &[u8]) -> bool {
    let statistics = Statistics::new(blob);
    statistics.crlf > 0 && !statistics.is_binary()
}

/// What git counts of a file to tell whether it is text.
#[derive(Default)]
struct Statistics {
    nul: usize,
    lone_cr: usize,
    crlf: usize,
    printable: usize,
    other: usize,
}

impl Statistics {
    fn new(bytes: &[u8]) -> Self {
        let mut counts = Self::default();
        for (index, byte) in bytes.iter().enumerate() {
            match byte {
                b'\r' if bytes.get(index + 1) == Some(&b'\n') => counts.crlf += 1,
                b'\r' => counts.lone_cr += 1,
                b'\n' => {}
                0 => {
                    counts.nul += 1;
                    counts.other += 1;
                }
                // The end-of-file mark of DOS.
                0x1a if index + 1 == bytes.len() => {}
                b'\x08' | b'\t' | b'\x1b' | b'\x0c' => counts.printable += 1,
                0x7f | 0..32 => counts.other += 1,
                _ => counts.printable += 1,
            }
        }
        counts
    }

    fn is_binary(&self) -> bool {
        self.lone_cr > 0 || self.nul > 0 || self.printable >> 7 < self.other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CRLF: &[u8] = b"a\r\nb\r\n";

    fn with_index(bytes: &[u8], endings: Endings, stored: &[u8]) -> Option<Vec<u8>> {
        normalized(bytes, endings, || Some(stored.to_vec()))
    }

    #[test]
    fn attributes_come_before_the_configuration() {
        let cases = [
            (None, None, None, false, Endings::Kept),
            (None, None, None, true, Endings::NormalizedIfText),
            (Some("unset"), None, Some("lf"), true, Endings::Kept),
            (Some("auto"), None, Some("crlf"), false, Endings::NormalizedIfText),
            (Some("set"), None, None, false, Endings::Normalized),
            (None, Some("input"), None, false, Endings::Normalized),
            (None, None, Some("crlf"), false, Endings::Normalized),
        ];
        for (text, crlf, eol, autocrlf, endings) in cases {
            assert_eq!(Endings::new(text, crlf, eol, autocrlf), endings, "{text:?} {crlf:?} {eol:?} {autocrlf}");
        }
    }

    #[test]
    fn what_is_stored_with_crlf_keeps_it_unless_the_attribute_says_that_it_is_text() {
        assert_eq!(with_index(CRLF, Endings::NormalizedIfText, b"a\nb\n").unwrap(), b"a\nb\n");
        assert_eq!(with_index(CRLF, Endings::NormalizedIfText, b"a\r\n"), None);
        assert_eq!(with_index(CRLF, Endings::Normalized, b"a\r\n").unwrap(), b"a\nb\n");
        assert_eq!(with_index(CRLF, Endings::Kept, b""), None);
    }

    #[test]
    fn binary_files_and_files_with_lone_carriage_returns_are_no_text() {
        for bytes in [&b"a\r\nb\0"[..], b"a\rb\r\n", b"\x01\x02\r\n"] {
            assert_eq!(with_index(bytes, Endings::NormalizedIfText, b""), None);
        }
        assert_eq!(with_index(b"a\rb\r\n", Endings::Normalized, b"").unwrap(), b"a\rb\n");
    }
}
