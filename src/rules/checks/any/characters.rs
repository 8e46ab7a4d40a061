//! Characters that are not what they look like: those that turn the direction of a line, and those that show
//! nothing at all. One hit a line.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::paths;
use crate::diff::LineSet;
use crate::finding::Line;
use crate::rules::matched::Hit;
use crate::syntax::SourceFile;

/// Embeddings, overrides and isolates.
static TURNING: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\u{202A}-\u{202E}\u{2066}-\u{2069}]"));

/// Zero-width characters, Hangul fillers, the variation selectors that no emoji has, and tags, a run of them at once: all
/// of a run hang on the same character before it.
static UNSEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[\u{200B}-\u{200D}\u{2060}-\u{2064}\u{FEFF}\u{180E}\u{115F}\u{1160}\u{3164}\u{FFA0}\u{E0100}-\u{E01EF}]|[\u{E0000}-\u{E007F}]+",
    )
});

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is a constant")
}

pub(super) fn bidirectional(file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    if !paths::is_natural_language(&file.path) {
        search(&TURNING, file, lines, |_| true, keep);
    }
}

pub(super) fn invisible(file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    let natural = paths::is_natural_language(&file.path);
    search(&UNSEEN, file, lines, |place| is_out_of_place(&file.text, place, natural), keep);
}

fn search(
    pattern: &Regex,
    file: &SourceFile,
    lines: &LineSet,
    wanted: impl Fn(&Range<usize>) -> bool,
    keep: &mut dyn FnMut(Hit),
) {
    for bytes in file.bytes_of(lines) {
        let text = &file.text[bytes.clone()];
        if text.is_ascii() {
            continue;
        }
        let mut last = None;
        for found in pattern.find_iter(text) {
            let start = bytes.start + found.start();
            let character = found.as_str().chars().next().unwrap_or_default();
            let place = start..start + character.len_utf8();
            let line: Line = file.line_at(start);
            if last != Some(line) && wanted(&place) {
                last = Some(line);
                keep(Hit::at(place).with("character", format!("U+{:04X}", u32::from(character))));
            }
        }
    }
}

/// Whether an unseen character has no honest use where it stands: joiners have one between letters of other
/// scripts and in emoji, tags in emoji of flags, the byte order mark at the start, spaces without width in prose.
fn is_out_of_place(text: &str, place: &Range<usize>, natural: bool) -> bool {
    let unseen = text[place.clone()].chars().next().unwrap_or_default();
    let before = text[..place.start].chars().next_back();
    let after = text[place.end..].chars().next();
    let is_plain = |letter: Option<char>| letter.is_none_or(|letter| letter.is_ascii());
    match unseen {
        '\u{FEFF}' if place.start == 0 => false,
        '\u{E0000}'..='\u{E007F}' => is_plain(text[..place.start].trim_end_matches(is_tag).chars().next_back()),
        '\u{E0100}'..='\u{E01EF}' => is_plain(before),
        _ if natural => false,
        _ if before == Some('\'') && after == Some('\'') => false, // a literal of this one character
        '\u{200C}' | '\u{200D}' => is_plain(before) && is_plain(after),
        _ => true,
    }
}

fn is_tag(letter: char) -> bool {
    ('\u{E0000}'..='\u{E007F}').contains(&letter)
}
