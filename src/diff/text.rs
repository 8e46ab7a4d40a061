//! Bytes turned into text. What decides is what the bytes are, never what the repository says that they are: a change
//! that could name its own files binary would take itself out of review.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a side, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Texts {
    /// Text. What its encoding cannot mean, and NUL, is U+FFFD, one for one.
    Text(String),
    /// Not text.
    Binary,
    /// Larger than [`super::MAX_FILE_BYTES`].
    TooLarge,
}

/// What a NUL character becomes: parsers written in C end at one.
const NOT_A_CHARACTER: &str = "\u{fffd}";

/// The text that bytes are. Encodings are told by their byte order mark, by where UTF-16 and UTF-32 have their zeros, by a
/// declaration in the first two lines (PEP 263's form, which editors read as well), else guessed by `chardetng`, as
/// browsers do.
pub(crate) fn decode(bytes: Vec<u8>) -> Texts {
    let text = match Form::of_bytes(&bytes) {
        Form::Plain => return Texts::Text(plain(bytes)),
        Form::Utf8WithNul => String::from_utf8_lossy(&bytes),
        Form::Utf16(encoding) => encoding.decode_with_bom_removal(&bytes).0,
        Form::Utf32 { big_endian } => Cow::Owned(utf32(&bytes, big_endian)),
        Form::Legacy(encoding) => encoding.decode_without_bom_handling(&bytes).0,
        Form::Binary => return Texts::Binary,
    };
    Texts::Text(without_nul(text))
}

fn plain(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// Whether bytes are UTF-8 without NUL, and so text as they are.
pub(super) fn is_plain(bytes: &[u8]) -> bool {
    memchr::memchr(0, bytes).is_none() && std::str::from_utf8(bytes).is_ok()
}

/// Whether two sides have to be decoded before they are compared line by line: in UTF-16 and UTF-32 a byte that is a line
/// feed need not end a line.
pub(super) fn is_wide(bytes: &[u8]) -> bool {
    matches!(Form::of_bytes(bytes), Form::Utf16(_) | Form::Utf32 { .. })
}

/// How bytes hold their text.
enum Form {
    /// UTF-8 without NUL.
    Plain,
    Utf8WithNul,
    Utf16(&'static Encoding),
    Utf32 {
        big_endian: bool,
    },
    /// One byte or more a character, ASCII within.
    Legacy(&'static Encoding),
    Binary,
}

impl Form {
    fn of_bytes(bytes: &[u8]) -> Self {
        let has_nul = memchr::memchr(0, bytes).is_some();
        if !has_nul && std::str::from_utf8(bytes).is_ok() {
            return Self::Plain;
        }
        if let Some(form) = Self::by_mark(bytes, has_nul) {
            return form;
        }
        if has_nul {
            return Self::by_zeros(bytes);
        }
        Self::without_zeros(bytes)
    }

    /// By a byte order mark. Two bytes that no UTF-16 follows are no mark: they would turn any text into one that no rule
    /// can read.
    fn by_mark(bytes: &[u8], has_nul: bool) -> Option<Self> {
        match bytes {
            [0xff, 0xfe, 0, 0, ..] if bytes.len().is_multiple_of(4) => Some(Self::Utf32 { big_endian: false }),
            [0, 0, 0xfe, 0xff, ..] if bytes.len().is_multiple_of(4) => Some(Self::Utf32 { big_endian: true }),
            [0xff, 0xfe, rest @ ..] if has_nul || !is_mostly_utf8(rest) => Some(Self::Utf16(UTF_16LE)),
            [0xfe, 0xff, rest @ ..] if has_nul || !is_mostly_utf8(rest) => Some(Self::Utf16(UTF_16BE)),
            _ => None,
        }
    }

    /// By where the zeros are. Text of ASCII has one in each unit of UTF-16, three in one of UTF-32, always at the same
    /// place.
    fn by_zeros(bytes: &[u8]) -> Self {
        let mut zeros = [0_usize; 4];
        for (index, byte) in bytes.iter().enumerate() {
            zeros[index % 4] += usize::from(*byte == 0);
        }
        let units = (bytes.len() / 4).max(1);
        let most = |count: usize| count * 10 >= units * 4;
        let few = |count: usize| count * 50 <= units;
        match zeros.map(|count| (most(count), few(count))) {
            [(_, true), (true, _), (true, _), (true, _)] if reads(&utf32(bytes, false)) => {
                Self::Utf32 { big_endian: false }
            }
            [(true, _), (true, _), (true, _), (_, true)] if reads(&utf32(bytes, true)) => {
                Self::Utf32 { big_endian: true }
            }
            [(_, true), (true, _), (_, true), (true, _)] if reads(&UTF_16LE.decode(bytes).0) => Self::Utf16(UTF_16LE),
            [(true, _), (_, true), (true, _), (_, true)] if reads(&UTF_16BE.decode(bytes).0) => Self::Utf16(UTF_16BE),
            _ if is_mostly_utf8(bytes) && reads(&String::from_utf8_lossy(bytes)) => Self::Utf8WithNul,
            _ => Self::Binary,
        }
    }

    fn without_zeros(bytes: &[u8]) -> Self {
        if let Some(encoding) = declared(bytes) {
            return Self::Legacy(encoding);
        }
        if is_mostly_utf8(bytes) {
            return Self::Plain;
        }
        let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
        detector.feed(bytes, true);
        Self::Legacy(detector.guess(None, chardetng::Utf8Detection::Deny))
    }
}

/// The encoding that the first two lines declare, unless it is UTF-8 or one that is not told by its bytes.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Vec<&[u8]> =
        bytes.split(|byte| *byte == b'\n').take(2).map(|line| &line[..line.len().min(200)]).collect();
    let head = String::from_utf8_lossy(&head.join(&b'\n')).into_owned();
    let (_, after) = head.split_once("coding:").or_else(|| head.split_once("coding="))?;
    let label: String = after
        .trim_start()
        .chars()
        .take_while(|character| character.is_ascii_alphanumeric() || "-_.".contains(*character))
        .collect();
    let encoding = Encoding::for_label(label.replace('_', "-").as_bytes())?;
    (encoding.is_ascii_compatible() && encoding != UTF_8).then_some(encoding)
}

/// Whether what is not ASCII is UTF-8 with some damage. Of other encodings at most a fifth of the characters happen to be
/// UTF-8.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid * 2 >= invalid
}

/// Whether something decoded is text: hardly any of it control characters, or what no character is.
fn reads(text: &str) -> bool {
    let is_odd =
        |sign: &char| (sign.is_control() && !"\t\n\r\x0c\x1b".contains(*sign)) || *sign == char::REPLACEMENT_CHARACTER;
    let signs = text.chars().count();
    text.chars().filter(is_odd).count() * 10 <= signs
}

fn utf32(bytes: &[u8], big_endian: bool) -> String {
    let character = |unit: &[u8]| {
        let unit = [unit[0], unit[1], unit[2], unit[3]];
        let value = if big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
        char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER)
    };
    let text: String = bytes.chunks_exact(4).map(character).collect();
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

fn without_nul(text: Cow<'_, str>) -> String {
    if text.contains('\0') { text.replace('\0', NOT_A_CHARACTER) } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "# naïve ☃ password\nKEY = \"é\"\nx = 1\n";

    fn text(bytes: &[u8]) -> String {
        match decode(bytes.to_vec()) {
            Texts::Text(text) => text,
            other => panic!("{other:?}"),
        }
    }

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    fn utf32(text: &str, big_endian: bool) -> Vec<u8> {
        let units = text.chars().map(u32::from);
        units.flat_map(|unit| if big_endian { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn every_form_of_unicode_is_read_with_and_without_its_mark() {
        for big_endian in [false, true] {
            for (marked, of) in
                [("\u{feff}", utf16 as fn(&str, bool) -> Vec<u8>), ("\u{feff}", utf32), ("", utf16), ("", utf32)]
            {
                assert_eq!(text(&of(&[marked, CODE].concat(), big_endian)), CODE, "{marked:?} {big_endian}");
            }
        }
        assert_eq!(text(CODE.as_bytes()), CODE);
    }

    #[test]
    fn a_legacy_encoding_keeps_one_character_for_each_that_was_written() {
        let latin = encoding_rs::WINDOWS_1252.encode("# naïve café déjà vu\nKEY = 1\n").0;
        assert_eq!(text(&latin), "# naïve café déjà vu\nKEY = 1\n");
        let kanji = encoding_rs::SHIFT_JIS.encode("# 日本語のコメントです。表示\nKEY = 1\n").0;
        assert_eq!(text(&kanji), "# 日本語のコメントです。表示\nKEY = 1\n");
        let greek = encoding_rs::ISO_8859_7.encode("# -*- coding: iso-8859-7 -*-\nλ = 1\n").0;
        assert_eq!(text(&greek), "# -*- coding: iso-8859-7 -*-\nλ = 1\n");
    }

    #[test]
    fn a_broken_character_spoils_itself_alone() {
        assert_eq!(text("é \u{fffd} é".as_bytes()), "é \u{fffd} é");
        assert_eq!(text(b"\xc3\xa9 \xff \xc3\xa9\n"), "é \u{fffd} é\n");
    }

    #[test]
    fn a_zero_in_a_comment_makes_no_file_binary() {
        assert_eq!(text(b"// a \0 b\nfn main() {}\n"), "// a \u{fffd} b\nfn main() {}\n");
    }

    #[test]
    fn a_mark_that_no_utf16_follows_hides_nothing() {
        assert!(text(b"\xff\xfe\npassword = 'hunter2'\n").contains("password = 'hunter2'"));
    }

    #[test]
    fn pictures_and_programs_are_no_text() {
        let picture =
            [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0".as_slice(), &[0, 1, 2, 3].repeat(99)]
                .concat();
        assert_eq!(decode(picture), Texts::Binary);
        let program: Vec<u8> = b"\x7fELF\x02\x01\x01\0".iter().copied().chain((0..=255).cycle().take(9999)).collect();
        assert_eq!(decode(program), Texts::Binary);
    }
}
