//! A changed file without its secrets. They are looked for in whole texts, so that none is cut in two by the edge of a
//! hunk, and what is shown is cut out afterwards.

use super::Redactor;
use crate::diff::{FileChange, Hunk, Reader, Texts};
use crate::finding::Side;
use crate::syntax::SourceFile;

/// Both sides of a changed file, each with the lines that it had; `None` where there is no text that can be read, or
/// none that is shown.
#[derive(Default)]
pub struct Masked {
    /// The side before.
    pub old: Option<SourceFile>,
    /// The side after.
    pub new: Option<SourceFile>,
}

impl Masked {
    /// Reads a changed file and takes its secrets out.
    pub fn read(reader: &Reader, change: &FileChange, redactor: &mut Redactor) -> Self {
        let mut side = |side: Side| {
            let file = match side {
                Side::Old => change.old.as_ref()?,
                Side::New => change.new.as_ref()?,
            };
            match reader.read(file, change.hunks(), side) {
                Ok(Texts::Text(text)) => Some(SourceFile::new(file.path.clone(), redactor.mask(&text))),
                _ => None,
            }
        };
        let new = side(Side::New);
        // Lines that stay are shown from the new side.
        let wants_old = new.is_none() || !change.changed(Side::Old).is_empty();
        Self { old: if wants_old { side(Side::Old) } else { None }, new }
    }

    /// A hunk of the file with the texts that these sides have.
    pub fn hunk(&self, hunk: &Hunk) -> Hunk {
        hunk.with_texts(|side, line| match side {
            Side::Old => self.old.as_ref().map(|file| file.line(line)),
            Side::New => self.new.as_ref().map(|file| file.line(line)),
        })
    }
}
