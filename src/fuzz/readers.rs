//! The smaller readers of what a repository holds: bytes that may be text, the baseline, house rules, and the files that
//! may hold a configuration.

use super::shown;
use crate::config::Sources;
use crate::diff::{Texts, decode};
use crate::merge::Baseline;
use crate::project::Project;
use crate::prompt::{GUIDELINES, Guideline};
use crate::syntax::SourceFile;

/// Any bytes can be read by each.
pub fn readers(bytes: &[u8]) {
    if let Texts::Text(text) = decode(bytes.to_vec()) {
        assert!(!text.contains('\0'), "the parsers end at a NUL");
        let is_plain = std::str::from_utf8(bytes).is_ok_and(|plain| !plain.contains('\0'));
        assert!(!is_plain || text.as_bytes() == bytes, "plain text is as it was");
        check_lines(&SourceFile::new("a.txt", text));
    }
    let text = String::from_utf8_lossy(bytes);
    if let Ok(baseline) = Baseline::parse(&text) {
        let written = serde_json::to_string(&baseline).expect("a baseline is JSON");
        assert_eq!(Baseline::parse(&written).expect("what is written is read"), baseline);
    }
    let path = format!("{GUIDELINES}/a.md");
    match Guideline::read_all(&Project::from_texts([(&*path, &*text)])) {
        Ok(guidelines) => assert!(guidelines.iter().all(|guideline| guideline.text.chars().count() <= 4001)),
        Err(error) => drop(shown(&error)),
    }
    for file in ["pyproject.toml", "Cargo.toml"] {
        let text_of = |name: &str| (name == file).then_some(&*text);
        drop(Sources::find(text_of).map_err(|error| shown(&error)));
    }
}

/// Whether each place of a text is on the line that it is said to be on.
fn check_lines(file: &SourceFile) {
    for (byte, _) in file.text.char_indices() {
        let position = file.position(byte);
        let is_in_ending = !file.line_range(position.line).contains(&byte);
        assert!(!is_in_ending || file.text[byte..].starts_with(['\n', '\r']), "{byte} is not on {:?}", position.line);
        assert!(is_in_ending || file.byte(position) == byte, "{position:?} is not at {byte}");
    }
}
