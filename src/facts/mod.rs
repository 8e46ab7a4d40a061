//! Facts about the code of one side of a file, computed when first asked for and then kept.

use crate::syntax::SourceFile;

/// The facts of a file. It lives as long as the file is looked at.
pub struct Facts<'f> {
    /// The file.
    pub file: &'f SourceFile,
}

impl<'f> Facts<'f> {
    /// Nothing is computed yet.
    pub fn new(file: &'f SourceFile) -> Self {
        Self { file }
    }
}
