//! `python/strip-substring`: `strip` and its kin with a word, of which they take the letters and not the word.

use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(text), Some(method)) = (found.text("text"), found.text("method")) else { return false };
    let word = method != "strip";
    let letters: Vec<char> = text.chars().filter(char::is_ascii_alphabetic).collect();
    let looks_like_word = letters.len() >= 3
        && !text.contains(['\\', ' '])
        && !letters.windows(3).any(|run| run[0] as u32 + 1 == run[1] as u32 && run[1] as u32 + 1 == run[2] as u32);
    let by_case = letters.iter().filter(|letter| letters.contains(&swapped(**letter))).count();
    let repeats = (0..letters.len()).any(|at| letters[..at].contains(&letters[at]));
    let affix = text.starts_with(['.', '-', '_', '/']) || text.ends_with(['.', '-', '_', '/', ':', '=']);
    found.set("instead", if found.text("method") == Some("lstrip") { "removeprefix" } else { "removesuffix" });
    looks_like_word && by_case == 0 && (word || repeats) && (repeats || affix || letters.len() >= 4)
}

fn swapped(letter: char) -> char {
    if letter.is_ascii_lowercase() { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() }
}
