//! The models that tests use, in `models/` of cargo's target folder: built where they are missing.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of a model, `smollm2` or `smollm2-plain`, below cargo's target folder. Where it is missing, what
/// `make smollm2` runs builds it; of several tests that want it at once, one does and the others wait.
pub fn model(target: &Path, name: &str) -> PathBuf {
    let models = target.join("models");
    let model = models.join(name);
    if !model.is_dir() {
        fs::create_dir_all(&models).unwrap();
        let lock = File::create(models.join(".lock")).unwrap();
        lock.lock().unwrap();
        let words = build(&models);
        assert!(model.is_dir(), "tests need {}, which `make smollm2` builds:\n{words}", model.display());
    }
    model
}

/// Runs the script, which leaves alone what is built, and returns what it says.
fn build(models: &Path) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/smollm2.py");
    let output = Command::new("python3").arg(script).arg(models).output();
    output.map_or_else(|error| error.to_string(), |output| String::from_utf8_lossy(&output.stderr).into_owned())
}
