//! A real model, loaded in each of its forms.

use std::path::{Path, PathBuf};

/// The folder of SmolLM2-135M-Instruct in cargo's target folder; `make smollm2` builds it.
pub fn smollm2() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let deps = program.ancestors().find(|folder| folder.ends_with("deps")).unwrap();
    let folder = deps.ancestors().nth(2).unwrap().join("models").join("smollm2");
    assert!(Path::is_dir(&folder), "{} is not there: `make smollm2` builds it", folder.display());
    folder
}
