//! The bytes that every token stands for. A tokenizer comes in; a table from token to bytes goes out, in which a
//! token that no text consists of is marked as such.

use std::collections::HashMap;

use llguidance::toktrie::TokTrie;
use serde::Serialize;

use super::marks::Marks;

/// No vocabulary has more tokens; a larger number in a file is a fault, and would cost the memory of the machine.
const MOST_TOKENS: usize = 2_000_000;
/// No token of use is longer, and the search tree of tokens holds none that is.
const LONGEST: usize = 1_000;

/// How a vocabulary spells bytes that are no letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// Every byte as a printable letter of its own, as GPT-2 does.
    Letters,
    /// Text as it is with `▁` for the space, and `<0x0A>` for a byte that has no token, as `SentencePiece` does.
    Plain,
}

/// The bytes of each token, by its number. What is no text (a mark of the template, a number that stands for
/// nothing) begins with [`TokTrie::SPECIAL_TOKEN_MARKER`], which no text has.
///
/// # Errors
/// A vocabulary that is empty or absurdly large, or a spelling that is not known; the text says which.
pub(super) fn pieces(tokenizer: &tokenizers::Tokenizer, marks: &Marks) -> Result<Vec<Vec<u8>>, String> {
    let spelling = spelling(tokenizer)?;
    let vocabulary = tokenizer.get_vocab(false);
    let last = vocabulary.values().copied().chain(marks.iter().map(|mark| mark.id)).max();
    let size = last.map_or(0, |last| last as usize + 1);
    if size == 0 || size > MOST_TOKENS {
        return Err(format!("a vocabulary of {size} tokens"));
    }
    let letters = letters();
    let words = vocabulary.iter().filter_map(|(word, id)| Some((*id, spelled(word, spelling, &letters)?)));
    let added = marks
        .iter()
        .map(|mark| (mark.id, if mark.controls { marked(&mark.content) } else { mark.content.clone().into_bytes() }));
    let mut pieces: Vec<Vec<u8>> = (0..size).map(|id| marked(&format!("[{id}]"))).collect();
    // Where a word of the vocabulary was added again as a mark, it is the mark.
    for (id, bytes) in words.chain(added).filter(|(_, bytes)| (1..=LONGEST).contains(&bytes.len())) {
        pieces[id as usize] = bytes;
    }
    Ok(pieces)
}

fn marked(text: &str) -> Vec<u8> {
    [&[TokTrie::SPECIAL_TOKEN_MARKER], text.as_bytes()].concat()
}

fn spelled(text: &str, spelling: Spelling, letters: &HashMap<char, u8>) -> Option<Vec<u8>> {
    match spelling {
        Spelling::Letters => text.chars().map(|letter| letters.get(&letter).copied()).collect(),
        Spelling::Plain => {
            let hex = text.strip_prefix("<0x").and_then(|rest| rest.strip_suffix('>'));
            let byte = hex.filter(|hex| hex.len() == 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            Some(byte.map_or_else(|| text.replace('▁', " ").into_bytes(), |byte| vec![byte]))
        }
    }
}

fn spelling(tokenizer: &tokenizers::Tokenizer) -> Result<Spelling, String> {
    let decoder = written(&tokenizer.get_decoder());
    let before = written(&tokenizer.get_pre_tokenizer());
    if decoder.contains("\"ByteFallback\"") || decoder.contains("\"Metaspace\"") {
        Ok(Spelling::Plain)
    } else if decoder.contains("\"ByteLevel\"") || before.contains("\"ByteLevel\"") {
        Ok(Spelling::Letters)
    } else {
        Err("it does not say how bytes are spelled (neither ByteLevel nor ByteFallback)".to_owned())
    }
}

fn written(part: &impl Serialize) -> String {
    serde_json::to_string(part).unwrap_or_default()
}

/// The letter for each byte in [`Spelling::Letters`]: printable bytes of Latin-1 stand for themselves, the others for
/// the letters from U+0100 on.
fn letters() -> HashMap<char, u8> {
    let itself = |byte: u8| matches!(byte, b'!'..=b'~' | 0xa1..=0xac | 0xae..=0xff);
    let mut others = '\u{100}'..;
    let mut letter = |byte| if itself(byte) { Some(char::from(byte)) } else { others.next() };
    (0..=u8::MAX).filter_map(|byte| letter(byte).map(|letter| (letter, byte))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_letter_of_its_own() {
        let letters = letters();
        assert_eq!(letters.len(), 256);
        assert_eq!((letters[&'Ġ'], letters[&'Ċ'], letters[&'a'], letters[&'é']), (b' ', b'\n', b'a', 0xe9));
    }

    #[test]
    fn a_piece_of_either_spelling_gives_its_bytes() {
        let letters = letters();
        assert_eq!(spelled("日", Spelling::Letters, &letters), None, "no byte has this letter");
        assert_eq!(spelled("ĠnaÃ¯ve", Spelling::Letters, &letters), Some(" naïve".as_bytes().to_vec()));
        assert_eq!(spelled("▁naïve", Spelling::Plain, &letters), Some(" naïve".as_bytes().to_vec()));
        assert_eq!(spelled("<0x0A>", Spelling::Plain, &letters), Some(vec![b'\n']));
        assert_eq!(spelled("<0xZZ>", Spelling::Plain, &letters), Some(b"<0xZZ>".to_vec()));
    }
}
