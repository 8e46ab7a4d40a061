//! Credentials on changed lines; private keys have a rule of their own. The message never shows them.

use super::paths;
use crate::diff::LineSet;
use crate::finding::Severity;
use crate::rules::matched::Hit;
use crate::secrets::{self, Secret};
use crate::syntax::{Scope, SourceFile};

/// All but private keys.
pub(super) fn secrets(file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    search(file, lines, |secret| secret.kind.id != "private-key", keep);
}

/// Private keys alone; where the key begins is the place.
pub(super) fn private_keys(file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    search(file, lines, |secret| secret.kind.id == "private-key", keep);
}

fn search(file: &SourceFile, lines: &LineSet, wanted: fn(&Secret) -> bool, keep: &mut dyn FnMut(Hit)) {
    for bytes in file.bytes_of(lines) {
        for secret in secrets::find(&file.text[bytes.clone()]).into_iter().filter(wanted) {
            let start = bytes.start + secret.range.start;
            let first_line = file.line_range(file.line_at(start));
            let place = start..(bytes.start + secret.range.end).min(first_line.end);
            let hit = Hit::at(place.clone()).with("kind", secret.kind.name);
            if !is_trial(file, &place) {
                keep(hit);
            } else if secret.kind.certain && !secret.is_made_up(&file.text[bytes.clone()]) {
                keep(hit.at_most(Severity::Warning));
            }
        }
    }
}

/// Whether a value is there for a test or a reader, so that one that anybody can make up is of no use.
fn is_trial(file: &SourceFile, place: &std::ops::Range<usize>) -> bool {
    paths::is_trial(&file.path) || paths::is_prose(&file.path) || file.scopes().inside(Scope::Test, place)
}
