//! Text as a reader takes it: capital letters small, look-alikes of other scripts as the Latin letter, letters hidden in
//! tags in plain sight, characters that show nothing gone. Each byte knows where it came from.

use std::ops::Range;

/// A text without disguise.
pub(super) struct Folded {
    pub text: String,
    /// The byte of the original for each byte, and its length at the end; none where they are the same.
    origins: Option<Vec<usize>>,
}

/// A letter that is not Latin, in a text of ASCII.
const OTHER_LETTER: char = '0';
/// What is neither ASCII nor a letter, there: no pattern names it.
const OTHER_SIGN: char = '\u{1A}';

/// Latin letters, each with those of Cyrillic, Greek and Armenian that look like it.
#[rustfmt::skip]
const LOOK_ALIKES: [(char, &str); 24] = [
    ('a', "\u{430}\u{3B1}"), ('b', "\u{432}\u{44C}"), ('c', "\u{441}\u{3F2}"), ('d', "\u{501}"),
    ('e', "\u{435}\u{454}\u{3B5}"), ('g', "\u{581}"), ('h', "\u{4BB}\u{43D}"), ('i', "\u{456}\u{3B9}\u{131}"),
    ('j', "\u{458}"), ('k', "\u{43A}\u{3BA}"), ('l', "\u{4CF}\u{4C0}"), ('m', "\u{43C}"), ('n', "\u{578}\u{3B7}"),
    ('o', "\u{43E}\u{3BF}\u{585}"), ('p', "\u{440}\u{3C1}"), ('q', "\u{51B}"), ('r', "\u{433}"), ('s', "\u{455}"),
    ('t', "\u{442}\u{3C4}"), ('u', "\u{57D}\u{3C5}"), ('v', "\u{475}\u{3BD}"), ('w', "\u{51D}\u{3C9}"),
    ('x', "\u{445}\u{3C7}"), ('y', "\u{443}"),
];

pub(super) fn fold(original: &str) -> Folded {
    if original.is_ascii() {
        return Folded { text: original.to_ascii_lowercase(), origins: None };
    }
    let mut text = String::with_capacity(original.len());
    let mut origins = Vec::with_capacity(original.len() + 1);
    for (at, letter) in original.char_indices() {
        let before = text.len();
        text.extend(plain(letter));
        origins.resize(origins.len() + text.len() - before, at);
    }
    origins.push(original.len());
    Folded { text, origins: Some(origins) }
}

impl Folded {
    /// The same in ASCII, with one sign for each character that is not. To patterns that name only Latin letters, one of
    /// another script is some letter and the rest some sign; and the word boundaries of ASCII cost a hundredth of those
    /// of Unicode where a text has other characters.
    pub(super) fn in_ascii(self) -> Self {
        let Some(old) = &self.origins else { return self };
        let (mut text, mut origins) = (String::with_capacity(self.text.len()), Vec::with_capacity(old.len()));
        for (at, letter) in self.text.char_indices() {
            text.push(match letter {
                _ if letter.is_ascii() => letter,
                _ if letter.is_alphabetic() => OTHER_LETTER,
                _ => OTHER_SIGN,
            });
            origins.push(old[at]);
        }
        origins.push(old[self.text.len()]);
        Self { text, origins: Some(origins) }
    }

    /// Where a range of the text was.
    pub(super) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        self.origins.as_ref().map_or_else(|| range.clone(), |origins| origins[range.start]..origins[range.end])
    }
}

/// What a character is read as.
fn plain(letter: char) -> Option<char> {
    let code = u32::from(letter);
    match code {
        0xE0020..=0xE007E => char::from_u32(code - 0xE0000).map(|letter| letter.to_ascii_lowercase()),
        0xAD
        | 0x34F
        | 0x180B..=0x180F
        | 0x200B..=0x200F
        | 0x202A..=0x202E
        | 0x2060..=0x206F
        | 0xFE00..=0xFE0F
        | 0xFEFF
        | 0xE0000..=0xE0FFF => None,
        0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).map(|letter| letter.to_ascii_lowercase()),
        0x2018 | 0x2019 => Some('\''),
        0xA0 | 0x2000..=0x200A | 0x202F | 0x3000 => Some(' '),
        _ => Some(latin(letter.to_lowercase().next().unwrap_or(letter))),
    }
}

fn latin(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    LOOK_ALIKES.iter().find(|(_, others)| others.contains(letter)).map_or(letter, |(latin, _)| *latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguises_fall_and_places_stay() {
        let text = "ü Іgnоrе\u{200B} \u{E0061}\u{E0042}ｃ";
        let folded = fold(text);
        assert_eq!(folded.text, "ü ignore abc");
        let at = folded.text.find("ignore").unwrap();
        assert_eq!(&text[folded.origin(&(at..at + 6))], "Іgnоrе\u{200B}");
        assert_eq!(fold("Plain").text, "plain");
    }
    #[test]
    fn ascii_alone_has_a_sign_for_each_character_and_places_stay() {
        let text = "ü! 忽 ignore\u{301}—Ｉt";
        let folded = fold(text).in_ascii();
        assert_eq!(folded.text, "0! 0 ignore\u{1A}\u{1A}it");
        let at = folded.text.find("it").unwrap();
        assert_eq!(&text[folded.origin(&(at..at + 2))], "Ｉt");
        assert_eq!(folded.origin(&(0..folded.text.len())), 0..text.len());
    }
}
