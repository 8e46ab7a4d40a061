//! Hostile packages of models: what leads out of one, lies about itself or does not end is refused with a word.

use std::fs;
use std::path::PathBuf;

use super::{SECRET, assert_harmless, assert_says};
use crate::hub::digest;
use crate::sandbox::Sandbox;

const MODEL: &[u8] = include_bytes!("../../data/risk-fair.onnx");

const MANIFEST: &str = "name = \"ours\"\nversion = \"2\"\ntask = \"risk\"\nmodel = \"model.onnx\"\nsha256 = \"SHA\"\n\
    [risk]\nfeatures = [\"added_lines\"]\ntypical = [1.0]\nthreshold = 0.5\n";

/// A package beside the repository that is to be added, and what is there already.
struct Package {
    sandbox: Sandbox,
    folder: PathBuf,
}

impl Package {
    fn new() -> Self {
        let sandbox = Sandbox::with(&[("README", "")]).without_runtime();
        let folder = sandbox.beside("package");
        fs::create_dir_all(&folder).unwrap();
        fs::write(sandbox.beside("outside.py"), SECRET).unwrap();
        let package = Self { sandbox, folder };
        package.write("manifest.toml", manifest());
        package.write("model.onnx", MODEL);
        package
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.folder.join(name), text).unwrap();
    }
}

fn manifest() -> String {
    MANIFEST.replace("SHA", &digest(MODEL))
}

/// What is changed in the package, and what is said of it.
type Case = (&'static str, fn(&Package), &'static str);

const CASES: [Case; 12] = [
    (
        "a model above the package",
        |own| own.write("manifest.toml", manifest().replace("model.onnx", "../model.onnx")),
        "without `..`",
    ),
    (
        "a model by an absolute path",
        |own| own.write("manifest.toml", manifest().replace("model.onnx", "/etc/passwd")),
        "model",
    ),
    (
        "a name that leads out",
        |own| own.write("manifest.toml", manifest().replace("\"ours\"", "\"../../ours\"")),
        "a name has small",
    ),
    (
        "a name of the terminal's own signs",
        |own| own.write("manifest.toml", manifest().replace("\"ours\"", "\"\\u001b[2J\"")),
        "a name has small",
    ),
    (
        "a further file that leads out",
        |own| {
            let files = "[files]\n\"../outside.py\" = \"SHA\"\n".replace("SHA", &"0".repeat(64));
            own.write("manifest.toml", manifest() + &files);
        },
        "outside.py",
    ),
    (
        "a model that is not the one described",
        |own| own.write("model.onnx", b"other"),
        "is not the file that its manifest describes",
    ),
    ("a model that is missing", |own| fs::remove_file(own.folder.join("model.onnx")).unwrap(), "model.onnx"),
    ("a manifest of megabytes", |own| own.write("manifest.toml", "#".repeat(8 << 20) + "\n"), "manifest.toml"),
    (
        "a manifest nested without end",
        |own| own.write("manifest.toml", format!("x = {}", "[".repeat(100_000))),
        "manifest.toml",
    ),
    ("a manifest that is no text", |own| own.write("manifest.toml", [0xff, 0xfe, 0]), "manifest.toml"),
    (
        "a model that is a link",
        |own| {
            fs::rename(own.folder.join("model.onnx"), own.sandbox.beside("elsewhere.onnx")).unwrap();
            std::os::unix::fs::symlink("../elsewhere.onnx", own.folder.join("model.onnx")).unwrap();
        },
        "leads out of its package",
    ),
    (
        "a model that is a pipe",
        |own| {
            fs::remove_file(own.folder.join("model.onnx")).unwrap();
            let pipe = std::process::Command::new("mkfifo").arg(own.folder.join("model.onnx")).status();
            assert!(pipe.unwrap().success());
        },
        "model.onnx",
    ),
];

#[test]
fn a_package_that_leads_out_or_lies_is_refused_and_leaves_nothing_behind() {
    for (name, change, words) in CASES {
        let package = Package::new();
        change(&package);
        let sandbox = &package.sandbox;
        let run = sandbox.review(&["models", "add", &package.folder.to_string_lossy()]);
        assert_harmless(sandbox, name, &run);
        assert_eq!(run.code, 2, "{name}: {}{}", run.out, run.err);
        assert_says(name, &run, &[words]);
        let models = sandbox.beside("home/.data/review/models");
        let left = models.read_dir().map_or(0, |entries| entries.flatten().count());
        assert_eq!(left, 0, "{name}");
    }
}
